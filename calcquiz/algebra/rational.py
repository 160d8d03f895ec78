"""Rational functions over the rationals, exactly: a proof that two formulas are equal by cross-multiplication."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.canonical import Form, canonical
from calcquiz.algebra.exact import power_is_longer
from calcquiz.algebra.tree import Tree

Monomial: TypeAlias = tuple[tuple[Form, int], ...]
Polynomial: TypeAlias = dict[Monomial, Fraction]
MOST_TERMS = 300
HIGHEST_DEGREE = 40
MOST_PRODUCTS = 6000


class TooLargeError(Exception):
    """The expanded form would have more terms than is worth the work."""


def equal_rational(left: Tree, right: Tree) -> bool | None:
    """Compare two formulas as rational functions in their names and opaque parts (sin u, e^u, √u, …).

    Returns:
        True: they are equal (a proof, wherever both are defined). False: they differ (a proof, only
        when both are rational functions in variables alone). None: not decided here.
    """
    try:
        first, second = _ratio(canonical(left)), _ratio(canonical(right))
        difference = _add(_multiply(first[0], second[1]), _multiply(second[0], first[1]), Fraction(-1))
    except TooLargeError:
        return None
    if not difference:
        return None if not first[1] or not second[1] else True
    generators = {base for monomial in difference for base, _ in monomial}
    return False if all(base[0] == "name" and base[1] not in {"e", "pi"} for base in generators) else None


def fraction_of(tree: Tree) -> tuple[Polynomial, Polynomial] | None:
    """Return numerator and denominator in names and opaque parts, not reduced; None when it would be too large."""
    try:
        return _ratio(canonical(tree))
    except TooLargeError:
        return None


def constant_ratio(left: Tree, right: Tree) -> Fraction | None:
    """Return c where left = c * right is proved with c a rational other than 0, and both have the same domain.

    Here i * i is -1. None when there is no such c, or when that cannot be told here.
    """
    try:
        (top, bottom), (other_top, other_bottom) = _ratio(canonical(left)), _ratio(canonical(right))
        if not _same_poles(bottom, other_bottom) or opaque_parts(left) != opaque_parts(right):
            return None
        first = _real_parts(_multiply(top, other_bottom))
        second = _real_parts(_multiply(other_top, bottom))
    except TooLargeError:
        return None
    if first.keys() != second.keys() or not first:
        return Fraction(1) if not first and not second else None
    ratios = {coefficient / second[monomial] for monomial, coefficient in first.items()}
    return ratios.pop() if len(ratios) == 1 else None


def _same_poles(bottom: Polynomial, other: Polynomial) -> bool:
    constant = all(not monomial for polynomial in (bottom, other) for monomial in polynomial)
    return bool(bottom and other) and (constant or bottom == other)


def _real_parts(polynomial: Polynomial) -> Polynomial:
    """Return the polynomial with i^2 = -1 applied."""
    unit: Form = ("name", "i")
    result: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        power = dict(monomial).get(unit, 0)
        rest = tuple(pair for pair in monomial if pair[0] != unit)
        key = tuple(sorted((*rest, (unit, 1)), key=repr)) if power % 2 else rest
        result = _add(result, {key: coefficient}, Fraction(-1 if power % 4 >= 2 else 1))
    return result


def opaque_parts(tree: Tree) -> frozenset[Form]:
    """Return the parts that are not polynomials in names: only there a domain may be smaller than the line."""
    return frozenset(_opaque(canonical(tree)))


def _opaque(form: Form) -> Iterator[Form]:
    if form[0] in {"number", "name"}:
        return
    if form[0] in {"add", "mul"}:
        for part in form[1:]:
            yield from _opaque(part)
    elif form[0] == "pow" and form[2][0] == "number" and form[2][1].denominator == 1:
        yield from _opaque(form[1])
    else:
        yield form


def _ratio(form: Form) -> tuple[Polynomial, Polynomial]:
    kind = form[0]
    if kind == "number":
        return _constant(form[1]), _constant(Fraction(1))
    if kind == "add":
        return _sum([_ratio(part) for part in form[1:]])
    if kind == "mul":
        return _product([_ratio(part) for part in form[1:]])
    if kind == "pow" and form[2][0] == "number":
        exponent = form[2][1]
        whole = exponent.numerator if exponent.denominator == 1 else None
        if whole is not None:
            return _raise(_ratio(form[1]), whole)
    return {((form, 1),): Fraction(1)}, _constant(Fraction(1))


def _constant(value: Fraction) -> Polynomial:
    return {(): value} if value else {}


def _sum(ratios: list[tuple[Polynomial, Polynomial]]) -> tuple[Polynomial, Polynomial]:
    top, bottom = ratios[0]
    for numerator, denominator in ratios[1:]:
        if denominator == bottom:
            top = _add(top, numerator, Fraction(1))
        else:
            top = _add(_multiply(top, denominator), _multiply(numerator, bottom), Fraction(1))
            bottom = _multiply(bottom, denominator)
    return top, bottom


def _product(ratios: list[tuple[Polynomial, Polynomial]]) -> tuple[Polynomial, Polynomial]:
    top, bottom = ratios[0]
    for numerator, denominator in ratios[1:]:
        top, bottom = _multiply(top, numerator), _multiply(bottom, denominator)
    return top, bottom


def _raise(ratio: tuple[Polynomial, Polynomial], exponent: int) -> tuple[Polynomial, Polynomial]:
    top, bottom = ratio if exponent >= 0 else (ratio[1], ratio[0])
    return _power(top, abs(exponent)), _power(bottom, abs(exponent))


def _power(polynomial: Polynomial, exponent: int) -> Polynomial:
    if exponent > HIGHEST_DEGREE and len(polynomial) > 1:
        raise TooLargeError
    if len(polynomial) == 1:
        ((monomial, coefficient),) = polynomial.items()
        if abs(coefficient) != 1 and power_is_longer(coefficient, Fraction(exponent), 4000):
            raise TooLargeError
        return {tuple((base, k * exponent) for base, k in monomial if exponent): coefficient**exponent}
    result = _constant(Fraction(1))
    for _ in range(exponent):
        result = _multiply(result, polynomial)
    return result


def _add(left: Polynomial, right: Polynomial, factor: Fraction) -> Polynomial:
    result = dict(left)
    for monomial, coefficient in right.items():
        value = result.get(monomial, Fraction(0)) + factor * coefficient
        if value:
            result[monomial] = value
        else:
            result.pop(monomial, None)
    return result


def _multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MOST_PRODUCTS:
        raise TooLargeError
    result: Polynomial = {}
    for first, a in left.items():
        for second, b in right.items():
            monomial = _join(first, second)
            value = result.get(monomial, Fraction(0)) + a * b
            if value:
                result[monomial] = value
            else:
                del result[monomial]
    if len(result) > MOST_TERMS:
        raise TooLargeError
    return result


def _join(first: Monomial, second: Monomial) -> Monomial:
    if not first or not second:
        return first or second
    if len(first) == len(second) == 1 and first[0][0] == second[0][0]:
        return ((first[0][0], first[0][1] + second[0][1]),)
    powers: dict[Form, int] = dict(first)
    for base, k in second:
        powers[base] = powers.get(base, 0) + k
    return tuple(sorted(powers.items(), key=repr))
