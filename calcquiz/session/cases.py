"""Cases for the checker: lines of JSON in, verdicts as lines of JSON out, in order."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from time import perf_counter
from typing import Any

from calcquiz.checking.check import check, unreadable
from calcquiz.records.errors import CalcquizError, FormulaError, UsageError
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Method, Outcome, Verdict
from calcquiz.session.judge import prove
from calcquiz.worker import Worker

RULE_NAMES = {field.name for field in fields(Rules)}
TOLERANCES = ("atol", "rtol")
LISTS = ("variables", "positive", "integers", "within")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question to the checker."""

    kind: Kind
    response: str
    reference: str
    rules: Rules


def case_of(kind: str, response: str, reference: str, options: Mapping[str, Any]) -> Case:
    """Return a case from options as in a file of cases; `diagnosis` is never given to the checker.

    Raises:
        UsageError: an unknown kind, or an option with a bad value.
    """
    if kind not in {known.value for known in Kind}:
        raise UsageError(f"there is no kind {kind}", f"Kinds: {', '.join(known.value for known in Kind)}.")
    given = {name: value for name, value in options.items() if name in RULE_NAMES and value is not None}
    for name in TOLERANCES:
        if name in given:
            given[name] = _fraction(name, given[name])
    for name in LISTS:
        if name in given:
            given[name] = _texts(name, given[name])
    return Case(kind=Kind(kind), response=response, reference=reference, rules=Rules(open_names=True, **given))


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise UsageError(f"{name} {value} is no list of texts", 'Write a list such as ["x", "y"].')


def _fraction(name: str, value: object) -> Fraction:
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise UsageError(f"{name} {value} is not a number", "Write a decimal number such as 0.05.") from None


def judged(case: Case, worker: Worker) -> Verdict:
    """Return the verdict on a case; kind `input` asks only whether the response is readable."""
    if case.kind is Kind.INPUT:
        return _readable(case)
    return check(
        case.response, case.reference, case.kind, case.rules, prove=lambda left, right: prove(worker, left, right)
    )


def _readable(case: Case) -> Verdict:
    from calcquiz.checking.input import check_input

    try:
        return check_input(case.response, case.reference, case.rules)
    except FormulaError as error:
        return unreadable(error)


def check_cases(lines: Iterable[str], worker: Worker) -> Iterator[str]:
    """Yield one line of JSON for each case, in order; a line that is no case gets an `error`."""
    for line in lines:
        if line.strip():
            yield json.dumps(_checked(line, worker), ensure_ascii=False)


def _checked(line: str, worker: Worker) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_float=str)
        case = case_of(row["kind"], row["response"], row.get("reference", ""), row.get("options", {}))
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, UsageError) as error:
        return {"id": None, "error": f"this line is no case: {error}"}
    started = perf_counter()
    try:
        verdict = judged(case, worker)
    except CalcquizError as error:
        # The reference itself cannot be read or worked with: that is no fault of the response.
        verdict = Verdict(outcome=Outcome.UNDECIDED, method=Method.NONE, message=f"The reference: {error.message}.")
    elapsed = 1000 * (perf_counter() - started)
    return {"id": row.get("id"), **verdict_shape(verdict), "ms": round(elapsed, 3)}


def verdict_shape(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON values."""
    witness = verdict.witness
    return {
        "outcome": verdict.outcome.value,
        "method": verdict.method.value,
        "diagnosis": verdict.mistake,
        "message": verdict.message,
        "read_as": verdict.read_as,
        "witness": None if witness is None else {"at": witness.at, "yours": witness.yours, "right": witness.right},
    }
