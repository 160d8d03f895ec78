"""Choices: one option, any of several, all that apply, or an order; by letter or by key."""

import re
from fractions import Fraction

from calcquiz.checking.verdicts import right, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Option
from calcquiz.records.verdict import Method, Outcome, Verdict


def chosen_keys(response: str, options: tuple[Option, ...]) -> tuple[str, ...] | str:
    """Return the keys of the options named in the response, or the word that names none."""
    by_name = {option.key.lower(): option.key for option in options}
    by_name |= {option.letter.lower(): option.key for option in options}
    whole = response.strip().lower()
    if whole in by_name:
        return (by_name[whole],)
    words = [word.strip("().") for word in re.split(r"[\s,;>]+", whole) if word.strip("().")]
    unknown = next((word for word in words if word not in by_name), None)
    if unknown is not None:
        return unknown
    return tuple(by_name[word] for word in words)


def check_choice(response: str, key: str, options: tuple[Option, ...], rules: Rules) -> Verdict:
    """Judge a choice; text that names no option is UNREADABLE and costs nothing."""
    chosen = chosen_keys(response, options)
    wanted = tuple(part.strip() for part in key.split(","))
    if isinstance(chosen, str) or not chosen:
        return _not_an_option(response, chosen if isinstance(chosen, str) else "", options)
    if len(chosen) > 1 and rules.mode in {"one", "any"}:
        return _unreadable(response, "one option is asked", f"Type one letter: {_letters(options)}.")
    verdict = _judge(chosen, wanted, rules.mode)
    read_as = ", ".join(chosen)
    return Verdict(
        outcome=verdict.outcome,
        method=Method.EXACT,
        message=verdict.message,
        mistake=verdict.mistake,
        credit=verdict.credit,
        read_as=read_as,
    )


def _judge(chosen: tuple[str, ...], wanted: tuple[str, ...], mode: str) -> Verdict:
    if mode == "order":
        return right(Method.EXACT) if chosen == wanted else wrong()
    if mode in {"one", "any"}:
        return right(Method.EXACT) if chosen[0] in wanted else wrong()
    hits, misses = len(set(chosen) & set(wanted)), len(set(chosen) - set(wanted))
    if hits == len(wanted) and not misses:
        return right(Method.EXACT)
    if not misses:
        return Verdict(
            outcome=Outcome.PARTIAL,
            method=Method.EXACT,
            mistake="missing-entries",
            message="Right so far: at least one more applies.",
            credit=Fraction(hits, len(wanted)),
        )
    return wrong("wrong-entries", message="At least one of these does not apply.")


def _letters(options: tuple[Option, ...]) -> str:
    letters = [option.letter for option in options]
    return f"{', '.join(letters[:-1])} or {letters[-1]}" if len(letters) > 1 else "".join(letters)


def _not_an_option(response: str, word: str, options: tuple[Option, ...]) -> Verdict:
    message = f"{word[:30]} is not one of the options" if word else "there is nothing here"
    return _unreadable(response, message, f"Type {_letters(options)}.")


def _unreadable(response: str, message: str, advice: str) -> Verdict:
    return Verdict(
        outcome=Outcome.UNREADABLE,
        method=Method.NONE,
        message=f"{message}. {advice}",
        start=0,
        end=max(1, min(len(response), 60)),
    )
