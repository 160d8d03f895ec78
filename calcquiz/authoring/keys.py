"""The third group of proofs: an oracle confirms the key, and the key is an answer one would want to find."""

from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, walk
from calcquiz.authoring.subject import Asked, Subject, key_path
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.task import Setting
from calcquiz.variants.equality import is_defined, same_value
from calcquiz.variants.proof import broken_promises, key_evidence

LARGEST_DENOMINATOR = 60
LARGEST_NUMBER = 100_000
LONGEST_KEY = 200
TOLERANCES = frozenset({"atol", "rtol", "sigfigs", "decimals", "digits"})
FORMULAS = frozenset({Kind.EXPRESSION, Kind.ANTIDERIVATIVE})


def oracles_agree(subject: Subject) -> None:
    """Note a key that its independent oracle refutes or cannot confirm, and one that has no oracle."""
    for asked in subject.asked():
        answer = asked.written.answer
        if answer is not None and answer.unproved is not None:
            continue
        if answer is not None and answer.oracle is None:
            advice = "Add `oracle: …`, a task or a formula of another form; or say why not in `unproved: …`."
            subject.ledger.note(f"{asked.path}answer", "oracle", "nothing proves this key", advice)
            continue
        _compare(subject, asked)


def _compare(subject: Subject, asked: Asked) -> None:
    path = key_path(asked)
    try:
        evidence = key_evidence(asked.written, asked.key, asked.here, _setting(subject, asked))
    except CalcquizError as error:
        message = f"the oracle cannot be worked out: {error.message}"
        subject.ledger.note(path, "oracle", message, error.advice or "Correct `oracle`.", asked.number)
        return
    if evidence.agrees is False:
        message = f"the key {asked.part.key} is refuted by {evidence.method}{_witness(evidence)}"
        subject.ledger.note(path, "refuted", message, "Correct the key, or what proves it.", asked.number)
    elif evidence.agrees is None:
        message = f"the key {asked.part.key} could not be confirmed by {evidence.method or 'its oracle'}"
        advice = "Choose draws in which it can be, or prove it with `answer` and `oracle`."
        subject.ledger.note(path, "open", message, advice, asked.number)


def _setting(subject: Subject, asked: Asked) -> Setting:
    return Setting(compute=subject.compute, variables=asked.here.sorts)


def _witness(evidence: Evidence) -> str:
    witness = evidence.witness
    if witness is None:
        return ""
    place = ", ".join(f"{name} = {value}" for name, value in witness.at.items())
    return f": {f'at {place} ' if place else ''}the key is {witness.yours}, and should be {witness.right}"


def keys_are_answers(subject: Subject) -> None:
    """Note a key that is undefined, zero everywhere, the question itself, unfinished, or too large."""
    for asked in subject.asked():
        if asked.part.kind is Kind.CHOICE:
            continue
        fault = _fault(asked)
        if fault:
            advice = "Exclude such draws in `where`, or ask for something else."
            subject.ledger.note(
                key_path(asked), "degenerate", f"the key {asked.part.key} {fault}", advice, asked.number
            )
        size = None if subject.problem.large else _size(asked)
        if size:
            advice = "Choose smaller parameters, or say in `large: …` why it must be so."
            subject.ledger.note(key_path(asked), "size", f"the key {asked.part.key} {size}", advice, asked.number)


def _fault(asked: Asked) -> str:
    key = asked.key
    if any(isinstance(node, Apply) and node.head in TASKS for node in walk(key)):
        return "is not worked out"
    if not is_defined(key, asked.domain):
        return "is undefined"
    if asked.part.kind in FORMULAS and same_value(key, ZERO, asked.domain) is True:
        return "is zero everywhere"
    if isinstance(key, Name) and key.name == "emptyset":
        return "is empty"
    return "is the question itself" if asked.part.kind in FORMULAS and key == _function(asked) else ""


def _function(asked: Asked) -> Tree | None:
    """Return the function a task is about, None where there is none or it is its own answer by nature (e^x)."""
    if asked.written.task is None:
        return None
    task = asked.here.fill(asked.written.task)
    function = task.args[0] if isinstance(task, Apply) else None
    own_slope = any(isinstance(node, Apply) and node.head == "exp" for node in walk(function)) if function else False
    return None if own_slope else function


def _size(asked: Asked) -> str:
    if asked.written.ruled & TOLERANCES:
        return ""
    numbers = [node for node in walk(asked.key) if isinstance(node, Number) and not node.is_decimal]
    wide = next((one for one in numbers if one.value.denominator > LARGEST_DENOMINATOR), None)
    wide_below = next((n for n in _denominators(asked.key) if n > LARGEST_DENOMINATOR), None)
    if wide is not None or wide_below is not None:
        return f"has a denominator over {LARGEST_DENOMINATOR}"
    if any(abs(one.value) > LARGEST_NUMBER for one in numbers):
        return f"has a number over {LARGEST_NUMBER}"
    return f"is longer than {LONGEST_KEY} characters" if len(asked.part.key) > LONGEST_KEY else ""


def _denominators(tree: Tree) -> list[int]:
    """Return the whole numbers that stand below a whole number: 3/64, not x/(64*y)."""
    return [
        int(node.args[1].value)
        for node in walk(tree)
        if isinstance(node, Apply)
        and node.head == "div"
        and all(isinstance(arg, Number) and not arg.is_decimal for arg in node.args)
        and isinstance(node.args[1], Number)
    ]


def promises_are_kept(subject: Subject) -> None:
    """Note a condition of `always` that a key does not meet."""
    for asked in subject.asked():
        broken = broken_promises(subject.problem, asked.key, asked.here) if subject.problem.always else []
        for promise in broken:
            place = subject.problem.always.index(promise) + 1
            path = f"always.{place}" if f"always.{place}" in subject.problem.places else "always"
            message = f"`{promise}` does not hold of the key {asked.part.key}"
            advice = "Exclude such draws in `where`, or correct the promise."
            subject.ledger.note(path, "always", message, advice, asked.number)
