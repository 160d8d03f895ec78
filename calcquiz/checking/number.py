"""Numbers: exact where both are exact, tolerances in exact arithmetic, digits as typed."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.text import fraction_text, to_text
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.checking.decide import Prove, decide, special_value, witness_of
from calcquiz.checking.digits import (
    Typed,
    cut_to_figures,
    exponent_of,
    has_decimals,
    rational_of,
    round_to_figures,
    round_to_places,
    typed_number,
)
from calcquiz.checking.verdicts import right, verdict_of, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Outcome, Verdict

TYPED_DECIMAL = Fraction(1, 10**12)
"""A decimal answer may be off by this much, relatively, when nothing else is said."""
PRACTICE_DECIMAL = Fraction(1, 1000)
"""At the prompt a decimal stands for an exact number within this relative distance."""


def check_number(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Decide whether a number is the key, under the rules for tolerance and digits.

    Returns:
        INCORRECT with mistake `wrong-digit-count`, `wrong-decimal-places` or `inaccurate` where the digits
        asked for are not there; never UNDECIDED for rational numbers.
    """
    if sort_of(response) != "value":
        return wrong("wrong-type", message="One number is asked here.")
    if free_names(response):
        return wrong("wrong-type", message="A number is asked here, without variables.")
    if special_value(response) or special_value(key):
        return _special(response, key)
    for option, rule in _DIGIT_RULES:
        if getattr(rules, option) is not None:
            return _by_digits(response, key, rules, rule)
    if rules.atol is not None or rules.rtol is not None:
        return _within_tolerance(response, key, rules)
    return _exactly(response, key, rules, prove)


def _special(response: Tree, key: Tree) -> Verdict:
    if special_value(response) == special_value(key):
        return right(Method.STRUCTURE)
    return Verdict(outcome=Outcome.INCORRECT, method=Method.SHAPE)


def _by_digits(response: Tree, key: Tree, rules: Rules, rule: "DigitRule") -> Verdict:
    value, target = rational_of(response), rational_of(key)
    typed = typed_number(response)
    if value is None or target is None:
        return wrong("wrong-type")
    if typed is None:
        return wrong("wrong-type", message="Write one number in digits here.")
    mistake = rule(value, target, typed, rules)
    return right(Method.EXACT) if mistake is None else wrong(mistake, method=Method.EXACT)


def _significant(value: Fraction, target: Fraction, typed: Typed, rules: Rules) -> str | None:
    figures = rules.sigfigs or 1
    if not typed.figures[0] <= figures <= typed.figures[1]:
        return "wrong-digit-count"
    accuracy = rules.accuracy_sigfigs or figures
    same = round_to_figures(value, accuracy) == round_to_figures(target, accuracy)
    return None if same else "inaccurate"


def _near_figure(value: Fraction, target: Fraction, typed: Typed, rules: Rules) -> str | None:
    del typed
    unit = Fraction(10) ** (exponent_of(target) - (rules.sigfig_tolerance or 1) + 1)
    return None if abs(value - target) <= Fraction(51, 100) * unit else "inaccurate"


def _decimal_places(value: Fraction, target: Fraction, typed: Typed, rules: Rules) -> str | None:
    places = rules.decimals or 0
    fits = typed.places == places if rules.trailing_zeros_required else typed.places <= places
    if not fits:
        return "wrong-decimal-places"
    return None if round_to_places(value, places) == round_to_places(target, places) else "inaccurate"


def _every_digit(value: Fraction, target: Fraction, typed: Typed, rules: Rules) -> str | None:
    low, high = typed.figures
    if high < (rules.digits or 1):
        return "wrong-digit-count"
    for figures in range(max(low, rules.digits or 1), high + 1):
        if value == round_to_figures(target, figures):
            return None
        if rules.truncation_allowed and value == cut_to_figures(target, figures):
            return None
    return "inaccurate"


DigitRule = Callable[[Fraction, Fraction, Typed, Rules], str | None]
_DIGIT_RULES: tuple[tuple[str, DigitRule], ...] = (
    ("sigfigs", _significant),
    ("sigfig_tolerance", _near_figure),
    ("decimals", _decimal_places),
    ("digits", _every_digit),
)


def _within_tolerance(response: Tree, key: Tree, rules: Rules) -> Verdict:
    value, target = rational_of(response), rational_of(key)
    if value is None or target is None:
        return wrong("wrong-type")
    allowed = max(rules.atol or Fraction(0), (rules.rtol or Fraction(0)) * abs(target))
    if abs(value - target) <= allowed:
        return right(Method.EXACT)
    return _off(value, target)


def _exactly(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    if not has_decimals(response) or rules.decimals_are_exact or rules.exact:
        return verdict_of(decide(response, key, rules, prove))
    value, target = rational_of(response), rational_of(key)
    if value is None or target is None:
        return verdict_of(decide(response, key, rules, prove))
    if value == target:
        return right(Method.EXACT)
    allowed = PRACTICE_DECIMAL if rules.practice else TYPED_DECIMAL
    if not rules.integer and abs(value - target) <= allowed * abs(target):
        whole = exact_number(key)
        shown = fraction_text(whole) if whole is not None else to_text(key)
        return right(Method.EXACT, f"Exactly: {shown}." if rules.practice else "")
    return _off(value, target)


def _off(value: Fraction, target: Fraction) -> Verdict:
    return Verdict(outcome=Outcome.INCORRECT, method=Method.EXACT, witness=witness_of(value, target))
