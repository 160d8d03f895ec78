"""Ticks: round numbers, or multiples of π, and how they are written."""

import math
from fractions import Fraction

Tick = tuple[float, str]

FINEST_PART, FARTHEST = 12, 1e4
"""Places are told in twelfths of π, as far as that."""
FARTHEST_POWER = 300
PI_STEPS = (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(5), Fraction(10), Fraction(20))


def round_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Return at most `most` round numbers in low <= t <= high, equally spaced, with their texts."""
    step = round_step((high - low) / max(most, 1))
    while math.floor(high / step) - math.ceil(low / step) + 1 > max(most, 1):
        step = round_step(step * 1.01)
    first, last = math.ceil(low / step), math.floor(high / step)
    ticks = [index * step for index in range(first, last + 1)]
    return tuple((tick, step_text(tick, step)) for tick in ticks)


def round_step(least: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below `least`.

    >>> round_step(0.03)
    0.05
    """
    exponent = math.floor(math.log10(least))
    for power in (exponent, exponent + 1):
        for digit in (1, 2, 5):
            step = float(f"{digit}e{power}")
            if step >= least * (1 - 1e-9):
                return step
    return float(f"1e{exponent + 2}")


def pi_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Return at most `most` multiples of π (or of a simple part of it) in the window, with their texts."""
    for step in PI_STEPS:
        unit = float(step) * math.pi
        first, last = math.ceil(low / unit - 1e-9), math.floor(high / unit + 1e-9)
        if last - first + 1 <= most:
            multiples = [step * index for index in range(first, last + 1)]
            return tuple((float(multiple) * math.pi, pi_text(multiple)) for multiple in multiples)
    return round_ticks(low, high, most)


def pi_text(multiple: Fraction) -> str:
    """Return a multiple of π as text.

    >>> pi_text(Fraction(-3, 2))
    '-3π/2'
    """
    if multiple == 0:
        return "0"
    over = "" if multiple.denominator == 1 else f"/{multiple.denominator}"
    count = {1: "", -1: "-"}.get(multiple.numerator, str(multiple.numerator))
    return f"{count}π{over}"


def axis_ticks(window: tuple[float, float], most: int, *, in_pi: bool = False, log: bool = False) -> tuple[Tick, ...]:
    """Return at most `most` ticks of an axis of any kind."""
    if log:
        return log_ticks(*window, most)
    return (pi_ticks if in_pi else round_ticks)(*window, most)


def log_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Return at most `most` ticks of an axis of powers of ten; between two powers also 2 and 5 times one.

    >>> log_ticks(-2, 1, 4)
    ((-2.0, '0.01'), (-1.0, '0.1'), (0.0, '1'), (1.0, '10'))
    >>> log_ticks(0, 1, 4)
    ((0.0, '1'), (0.30103, '2'), (0.69897, '5'), (1.0, '10'))
    """
    first, last = math.floor(low), math.ceil(high)
    if last - first <= 2:
        fine = [float(f"{digit}e{power}") for power in range(first, last + 1) for digit in (1, 2, 5)]
        places = [(round(math.log10(number), 6), number_text(number)) for number in fine]
        inside = tuple(place for place in places if low <= place[0] <= high)
        if len(inside) <= most:
            return inside
    return tuple((place, place_text(place, log=True)) for place, _ in _whole_ticks(low, high, most))


def _whole_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Return round ticks at whole numbers only: a tick between two powers of ten would be no round number."""
    return tuple((place, text) for place, text in round_ticks(low, high, most) if place == round(place))


def place_text(x: float, *, in_pi: bool = False, log: bool = False) -> str:
    """Return a place as text: on an axis in multiples of π as one of them where it is one, on one of powers the number.

    >>> place_text(-math.pi / 2, in_pi=True), place_text(1.5, in_pi=True), place_text(-2, log=True)
    ('-π/2', '1.5', '0.01')
    """
    if log:
        return number_text(10.0**x) if abs(x) < FARTHEST_POWER else f"1e{x:g}"
    multiple = round(x / math.pi * FINEST_PART) if in_pi and abs(x) < FARTHEST else 0
    if multiple and abs(x - multiple * math.pi / FINEST_PART) <= 1e-9 * abs(x):
        return pi_text(Fraction(multiple, FINEST_PART))
    return number_text(x)


def step_text(value: float, step: float) -> str:
    """Return a multiple of a round step as text, without trailing zeros; far from 1 in powers of ten.

    >>> step_text(0.30000000000000004, 0.1), step_text(2e6, 1e6), step_text(-0.0, 1)
    ('0.3', '2e6', '0')
    """
    if abs(value) < step / 2:
        return "0"
    if abs(value) >= 1e5 or abs(value) < 1e-3:
        return scientific(value, 3)
    text = f"{value:.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_text(value: float, digits: int = 4) -> str:
    """Return a number rounded to so many significant digits, without trailing zeros.

    >>> number_text(2.0), number_text(-0.33333), number_text(1234567.0)
    ('2', '-0.3333', '1.235e6')
    """
    if value == 0:
        return "0"
    if abs(value) >= 1e5 or abs(value) < 1e-3:
        return scientific(value, digits)
    text = f"{value:.{max(0, digits - 1 - math.floor(math.log10(abs(value))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scientific(value: float, digits: int) -> str:
    """Return a number as digits and a power of ten, such as 2.5e6."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}"
