"""The fourth and fifth group of proofs: right answers are accepted, near ones refused, mistakes alive and named."""

from collections import Counter
from dataclasses import replace
from itertools import islice

from calcquiz.algebra.exact import exact_value
from calcquiz.authoring.forms import other_forms
from calcquiz.authoring.neighbours import neighbours
from calcquiz.authoring.subject import Asked, Subject, key_path, mistake_path
from calcquiz.checking.check import check
from calcquiz.records.problem import Mistake
from calcquiz.records.verdict import Outcome, Verdict
from calcquiz.variants.environment import environment
from calcquiz.variants.grid import passing

ENOUGH_TO_COUNT = 12
"""Variants below which no share of them is judged."""
REFUSED = frozenset({Outcome.INCORRECT, Outcome.PARTIAL})
GIVEN, REMAINING = 3, 2
"""Where three mistakes are given, two remain in every variant."""


def _verdict(asked: Asked, text: str, *, named: bool = False) -> Verdict:
    part = asked.part
    rules = part.rules if named else replace(part.rules, open_names=True)
    mistakes = part.mistakes if named else ()
    return check(text, part.key, part.kind, rules, mistakes=mistakes, options=part.options)


def right_answers_are_accepted(subject: Subject) -> None:
    """Note a form of the key that the checker does not accept."""
    for asked in subject.asked():
        for name, text in dict(other_forms(asked)).items():
            verdict = _verdict(asked, text)
            if verdict.outcome is not Outcome.CORRECT:
                message = f"the key {name}, {text}, is judged {verdict.outcome}"
                advice = f"Correct `rules`. {verdict.message}".strip()
                subject.ledger.note(key_path(asked), f"accepts {name}", message, advice, asked.number)


def near_answers_are_refused(subject: Subject) -> None:
    """Note an answer near the key that the checker does not refuse."""
    for asked in subject.asked():
        for text in neighbours(asked):
            verdict = _verdict(asked, text)
            if verdict.outcome not in REFUSED:
                message = f"{text} is judged {verdict.outcome}, and the key is {asked.part.key}"
                advice = "Tighten `rules`, or choose draws in which the two differ."
                subject.ledger.note(key_path(asked), "refuses", message, advice, asked.number)


def mistakes_are_named(subject: Subject) -> None:
    """Note a mistake that is judged right, or that is recognised under another name or none."""
    for asked in subject.asked():
        written = {mistake.name: mistake for mistake in asked.written.mistakes}
        for mistake in asked.part.mistakes:
            text = mistake.is_ + asked.constant
            verdict = _verdict(asked, text, named=True)
            path = f"{mistake_path(subject.problem, asked, written[mistake.name])}.is"
            if verdict.outcome not in REFUSED:
                message = f"the mistake `{mistake.name}`, {text}, is judged {verdict.outcome}"
                subject.ledger.note(path, "judged", message, "Correct its formula, or `rules`.", asked.number)
            elif verdict.mistake != mistake.name:
                message = f"the mistake `{mistake.name}`, {text}, is recognised as {verdict.mistake or 'nothing'}"
                advice = "Order the mistakes so that the more exact one comes first, or join the two."
                subject.ledger.note(path, "named", message, advice, asked.number)


def mistakes_survive(subject: Subject) -> None:
    """Note a mistake that is the key, another mistake or undefined in over half of the variants it is meant for."""
    meant: Counter[str] = Counter()
    alive: Counter[str] = Counter()
    for asked in subject.asked():
        kept = {mistake.name for mistake in asked.part.mistakes}
        intended = [mistake for mistake in asked.written.mistakes if mistake.is_ and _is_meant(asked, mistake)]
        for mistake in intended:
            path = mistake_path(subject.problem, asked, mistake)
            meant[path] += 1
            alive[path] += mistake.name in kept
        if len(intended) >= GIVEN and len(kept) < REMAINING:
            message = f"of {len(intended)} mistakes {len(kept)} remain: others are the key, each other or undefined"
            advice = "Exclude such draws in `where`, or add a mistake that stays apart."
            subject.ledger.note(f"{asked.path}mistakes", "remain", message, advice, asked.number)
    _notice_unmeant(subject, meant)
    for path, count in meant.items() if len(subject.worked) >= ENOUGH_TO_COUNT else ():
        if alive[path] * 2 < count:
            name = path.rpartition(".")[2]
            message = f"the mistake `{name}` is distinct and defined in {alive[path]} of {count} variants"
            advice = "Choose parameters that keep it apart from the key and the mistakes above it, or take it out."
            subject.ledger.note(path, "survives", message, advice)


def _notice_unmeant(subject: Subject, meant: Counter[str]) -> None:
    """Note a mistake whose `if` holds in no variant at all, whether it was looked at or not."""
    written = {
        mistake_path(subject.problem, one, mistake): mistake
        for one in _parts(subject)
        for mistake in one.written.mistakes
    }
    unmeant = {path: mistake.if_ for path, mistake in written.items() if mistake.if_ and not meant[path]}
    for path, condition in unmeant.items():
        places = (environment(subject.problem, values) for values in passing(subject.problem))
        if not any(exact_value(here.fill(condition), {}) is True for here in places):
            message = f"the mistake `{path.rpartition('.')[2]}` is meant for no variant: `if` never holds"
            subject.ledger.note(path, "unmeant", message, "Correct `if`, or take the mistake out.")


def _parts(subject: Subject) -> tuple[Asked, ...]:
    """Return the parts of the first variant."""
    return tuple(islice(subject.asked(), len(subject.problem.parts)))


def _is_meant(asked: Asked, mistake: Mistake) -> bool:
    return mistake.if_ is None or exact_value(asked.here.fill(mistake.if_), {}) is True
