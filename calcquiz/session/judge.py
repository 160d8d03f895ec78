"""The judge of a session: the checker, with symbolic proofs asked of the worker, and slips that explain."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from calcquiz.records.errors import FormulaError, OutOfTimeError
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.records.verdict import Misstep, Outcome, Verdict
from calcquiz.worker import Worker

if TYPE_CHECKING:
    from calcquiz.algebra.tree import Tree
    from calcquiz.solving.slips.explain import Consequences
    from calcquiz.solving.slips.slip import Slip

SAID_ALREADY = frozenset(
    {
        *("missing-constant", "number-instead-of-constant", "strange-constant", "missing-abs-in-log"),
        *("wrong-form", "wrong-case", "wrong-variable", "wrong-type", "wrong-size", "other-reading"),
        *("wrong-digit-count", "wrong-decimal-places"),
    }
)
"""Diagnoses of how an answer is written: no wrong step of calculus says more.

What the author foresaw comes first: the sentence was written for this very problem. Then a slip, which names the
place, shows the right line and reproduces the whole answer. The other general diagnoses (sign, factor, reciprocal)
say less: that the answer is off by a constant is what most dropped factors look like from afar.
"""


def judge(worker: Worker, *args: Any, **options: Any) -> Verdict:
    """Judge a response; the arguments are those of `checking.check.check`."""
    from calcquiz.checking.check import check

    return check(*args, prove=partial(prove, worker), **options)


def prove(worker: Worker, left: str, right: str) -> bool | None:
    """Return whether sympy proves or refutes that two formulas are equal; None when it cannot tell in time."""
    try:
        proof: bool | None = worker.run("prove_equal", left, right)
    except OutOfTimeError:
        return None
    return proof


def warm(worker: Worker) -> None:
    """Start the worker and import what judges answers, while the first question is read."""
    worker.start()
    import calcquiz.algebra.precise
    import calcquiz.algebra.probe
    import calcquiz.checking.check  # noqa: F401 - imported for later


def may_be_explained(verdict: Verdict, authored: Collection[str]) -> bool:
    """Return whether a slip would tell more about a wrong answer than its verdict does.

    Args:
        verdict: What the checker concluded.
        authored: The names of the mistakes that the author foresaw.
    """
    wrong = verdict.outcome in {Outcome.INCORRECT, Outcome.PARTIAL}
    return wrong and verdict.mistake not in SAID_ALREADY and verdict.mistake not in authored


def explained(verdict: Verdict, line: str, part: VariantPart, known: "Consequences") -> Verdict:
    """Return the verdict with the slips that lead exactly to this answer, where there is only one such explanation."""
    response = _response(verdict, line, part)
    found = None if response is None else known.explanation(response)
    if found is None:
        return verdict
    missteps = tuple(_misstep(slip, known) for slip in found.slips)
    if not found.placed:
        return replace(verdict, mistake=missteps[0].name, message=_named(missteps))
    message = " ".join(misstep.say for misstep in missteps)
    return replace(verdict, mistake=missteps[0].name, message=message, missteps=missteps)


def without_answer(verdict: Verdict) -> Verdict:
    """Return a verdict that does not give the answer away, for while tries are left."""
    left = tuple(misstep for misstep in verdict.missteps if not misstep.whole)
    if not any(misstep.whole and misstep.told for misstep in verdict.missteps):
        return replace(verdict, missteps=left)
    return replace(verdict, message=_named(verdict.missteps), missteps=left)


def _named(missteps: Sequence[Misstep]) -> str:
    """Return a sentence that says which slips lead to an answer, and nothing of where."""
    names = " and ".join(misstep.name.replace("-", " ") for misstep in missteps)
    return f"This is what comes out with {'one slip' if len(missteps) == 1 else 'two slips'}: {names}."


def _response(verdict: Verdict, line: str, part: VariantPart) -> "Tree | None":
    from calcquiz.algebra.parse import parse
    from calcquiz.algebra.tree import Name

    if part.kind is Kind.CHOICE:
        typed = line.strip().strip(").").lower()
        chosen = [option.key for option in part.options if typed in {option.letter.lower(), option.key.lower()}]
        return Name(chosen[0]) if chosen else None
    try:
        return parse(verdict.read_as, part.names, open_names=True)
    except FormulaError:
        return None


def _misstep(slip: "Slip", known: "Consequences") -> Misstep:
    from calcquiz.algebra.text import to_text
    from calcquiz.solving.signature import alike, signature
    from calcquiz.typeset import tree_tex

    right = signature(slip.right, known.reading)
    return Misstep(
        name=slip.name,
        part=to_text(slip.part),
        right=to_text(slip.right),
        wrong=to_text(slip.wrong),
        say=slip.say,
        whole=right is not None and alike(right, known.right),
        told=tree_tex(slip.right) in slip.say,
    )
