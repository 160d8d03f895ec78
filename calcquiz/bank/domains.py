"""Domains: the finite list of values a parameter is drawn from, `2..9`, `-6..6 except 0`, `1/4..3 step 1/4`."""

import re
from fractions import Fraction

from calcquiz.records.errors import FormulaError

MOST_VALUES = 1000
RANGE = re.compile(r"(?P<low>.+?)\.\.(?P<high>.+?)(?:\s+step\s+(?P<step>.+?))?(?:\s+except\s+(?P<holes>.+))?")
EXACT = re.compile(r"[+-]?\d{1,12}(?:/\d{1,12}|\.\d{1,12})?")


def read_domain(text: str) -> tuple[str, ...]:
    """Return the values of a range in order, as text.

    Args:
        text: `low..high`, with `step s` (1 unless said) and `except a, b`; ends and step are exact
            numbers such as 3, -1/2 or 0.25.

    Raises:
        FormulaError: with the place in the text and what to write instead.
    """
    match = RANGE.fullmatch(text.strip())
    if match is None:
        message = f"`{text}` is no range and no list"
        raise FormulaError(message, text=text, advice="Write 2..9, or a list such as [2, 3, 5].")
    low, high = _number(text, match, "low"), _number(text, match, "high")
    step = _number(text, match, "step") if match["step"] else Fraction(1)
    _check(text, match, low, high, step)
    values = [low + step * k for k in range(int((high - low) / step) + 1)]
    holes = _holes(text, match, values)
    kept = tuple(str(value) for value in values if value not in holes)
    if not kept:
        raise FormulaError("`except` leaves no value", text=text, advice="Leave at least one value.")
    return kept


def _check(text: str, match: re.Match[str], low: Fraction, high: Fraction, step: Fraction) -> None:
    if step <= 0:
        advice = "Write a positive step: 0..1 step 1/4"
        raise FormulaError(f"the step {step} is not positive", text=text, start=match.start("step"), advice=advice)
    if low > high:
        advice = f"Write the smaller end first: {match['high']}..{match['low']}"
        raise FormulaError(f"the range {match['low']}..{match['high']} is empty", text=text, advice=advice)
    if (high - low) / step >= MOST_VALUES:
        advice = f"Use at most {MOST_VALUES} values."
        raise FormulaError(f"the range {match['low']}..{match['high']} is too long", text=text, advice=advice)


def _number(text: str, match: re.Match[str], group: str) -> Fraction:
    return _exact(text, match[group], match.start(group))


def _exact(text: str, number: str, start: int) -> Fraction:
    written = number.strip()
    if not EXACT.fullmatch(written) or re.search(r"/0+$", written):
        message = f"`{written}` is no exact number"
        raise FormulaError(message, text=text, start=start, advice="Write a number such as 3, -1/2 or 0.25.")
    return Fraction(written)


def _holes(text: str, match: re.Match[str], values: list[Fraction]) -> set[Fraction]:
    holes = set()
    for item in re.finditer(r"[^,]+", match["holes"] or ""):
        start = match.start("holes") + item.start() + len(item[0]) - len(item[0].lstrip())
        hole = _exact(text, item[0], start)
        if hole not in values:
            message = f"{item[0].strip()} is not in the range"
            raise FormulaError(message, text=text, start=start, advice="Name only values of the range after `except`.")
        holes.add(hole)
    return holes
