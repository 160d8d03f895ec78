"""The sixth group of proofs: every step of a solution holds, the last one is the key, the pinned draw comes true."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.authoring.subject import Asked, Subject
from calcquiz.records.derivation import Status
from calcquiz.records.errors import CalcquizError
from calcquiz.records.problem import SolutionLine
from calcquiz.records.variant import Kind
from calcquiz.tasks.formula import read_formula
from calcquiz.variants.complete import reread
from calcquiz.variants.equality import same_answer
from calcquiz.variants.grid import passes
from calcquiz.variants.identity import identity_links
from calcquiz.variants.pinned import pinned_differences
from calcquiz.variants.slots import fill_sentence

SLOWEST_SECONDS = 2.0
ARRIVING = frozenset({Kind.EXPRESSION, Kind.ANTIDERIVATIVE, Kind.NUMBER, Kind.VECTOR, Kind.LIST, Kind.MATRIX})
"""Kinds whose solution arrives at the key by identities; the others may end in words."""
KEY = "key"
UNPROVED_ADVICE = "Choose parameters for which the step has values, or write the `solution` in sentences."


def steps_hold(subject: Subject) -> None:
    """Note a step that is false, or that no point could tell."""
    for asked in subject.asked():
        told = {(step.before, step.after): step.proved for step in asked.part.solution if step.before}
        known = asked.here.with_tree("key", asked.key)
        for place, line in enumerate(asked.written.solution, 1):
            path = f"{_solution(subject, asked)}.{place}.holds"
            pairs = identity_links(line.holds, known, fill_sentence(line.say, known)) if line.holds else []
            if pairs and all(left == right for left, right in pairs) and not _names_key(asked, line):
                message = f"this step says nothing: both sides are {to_text(pairs[0][0])}"
                advice = "Write what comes out: derivative(x^2, x) = 2*x. A task in `let` stays a task."
                subject.ledger.note(path, "empty", message, advice, asked.number)
            for left, right in pairs:
                if left == right:
                    continue
                proved = told.get((to_text(left), to_text(right)))
                claim = f"{to_text(left)} = {to_text(right)}"
                if proved is None:
                    advice = "Correct the identity: it has to hold for every draw."
                    subject.ledger.note(path, "false", f"the step {claim} is false", advice, asked.number)
                elif not proved:
                    advice = "Write it so that values exist on both sides, or say it in words."
                    subject.ledger.note(path, "open", f"no values confirm the step {claim}", advice, asked.number)


def _solution(subject: Subject, asked: Asked) -> str:
    own = f"{asked.path}solution"
    return own if any(path.startswith(own) for path in subject.problem.places) else "solution"


def solutions_arrive_at_the_key(subject: Subject) -> None:
    """Note a solution none of whose identities arrives at the key; a check of the result may follow."""
    for asked in subject.asked():
        ends = [step.after for step in asked.part.solution if step.after]
        if not ends or asked.part.kind not in ARRIVING or _names_the_key(asked):
            continue
        shared = bool(asked.path) and not _solution(subject, asked).startswith(asked.path)
        keys = list(asked.worked.keys.values()) if shared else [asked.key]
        if not any(_same(asked, end, key) for end in reversed(ends) for key in keys):
            message = f"the last step arrives at {ends[-1]}, and the key is {asked.part.key}"
            advice = "End the last identity with `= key`."
            subject.ledger.note(_last_identity(subject, asked), "end", message, advice, asked.number)


def _last_identity(subject: Subject, asked: Asked) -> str:
    last = max(place for place, line in enumerate(asked.written.solution, 1) if line.holds)
    return f"{_solution(subject, asked)}.{last}.holds"


def automatic_steps_are_proved(subject: Subject) -> None:
    """Note a task that no rules work step by step, and an automatic step that no values confirm."""
    for asked in subject.asked():
        derivation = asked.derivation
        if derivation is None:
            continue
        path = f"{asked.path}task"
        if derivation.status is not Status.WORKED:
            advice = "Write a `solution` in sentences, or ask for another task."
            message = f"this is not worked step by step: {derivation.note or derivation.status.value}"
            subject.ledger.note(path, "unworked", message, advice, asked.number)
            continue
        for step in derivation.steps:
            if step.after and not step.proved:
                message = f"no values confirm the automatic step {step.before} = {step.after}"
                subject.ledger.note(path, "unproved", message, UNPROVED_ADVICE, asked.number)


def _names_the_key(asked: Asked) -> bool:
    """Return whether an identity that was proved speaks of the key by name."""
    return any(_names_key(asked, line) for line in asked.written.solution)


def _names_key(asked: Asked, line: SolutionLine) -> bool:
    return bool(line.holds) and KEY in free_names(read_formula(line.holds or "", asked.here.names | {KEY}))


def _same(asked: Asked, end: str, key: Tree) -> bool:
    tree = reread(end)
    return tree == key or same_answer(asked.part.kind, tree, key, asked.domain, asked.part.rules.variable) is not False


def variants_are_quick(subject: Subject) -> None:
    """Note a variant whose key, mistakes and solution take longer than a learner would wait."""
    for worked in subject.worked:
        if worked.seconds > SLOWEST_SECONDS:
            message = f"working out this variant takes {worked.seconds:.1f} s, more than {SLOWEST_SECONDS:g}"
            advice = "Give the key with `answer` and prove it with `oracle`, or make the steps smaller."
            subject.ledger.note("solution", "slow", message, advice, worked.variant.variant)


def pinned_draw_comes_true(subject: Subject) -> None:
    """Note a pinned draw that `where` excludes, and a pinned key that is not the one worked out."""
    problem, ledger = subject.problem, subject.ledger
    if problem.check is None:
        return
    values = {name: text for name, text in problem.check.at.items() if name != "case"}
    if problem.cases:
        values |= problem.cases[int(problem.check.at["case"]) - 1]
    if not passes(problem, values):
        ledger.note("check.at", "pin", "`where` excludes the pinned draw", "Pin a draw that the problem can make.")
    try:
        different = pinned_differences(problem, subject.compute)
    except CalcquizError as error:
        ledger.note("check", "pin", f"the pinned draw cannot be worked out: {error.message}", error.advice)
        return
    for message in different:
        ledger.note("check.key", "pin", message, "Work the pinned draw out by hand, then correct one of the two.")
