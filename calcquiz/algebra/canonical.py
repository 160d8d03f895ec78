"""The canonical form of a tree for comparing structure: flattened, sorted, rationals folded."""

from fractions import Fraction
from typing import Any, TypeAlias

from calcquiz.algebra.exact import digits, power_is_longer
from calcquiz.algebra.tree import Name, Number, Tree

Form: TypeAlias = tuple[Any, ...]
"""`("number", Fraction)`, `("name", text)`, or (head, form, form, …) with commutative heads sorted."""

_COMMUTATIVE = frozenset({"and", "or", "set", "union", "intersection", "min", "max", "gcd", "=", "!="})
_TURNED = {">": "<", ">=": "<="}
_MINUS_ONE: Form = ("number", Fraction(-1))


def canonical(tree: Tree) -> Form:
    """Return the canonical form; equal forms are the same function, differently written."""
    if isinstance(tree, Number):
        return ("number", tree.value)
    if isinstance(tree, Name):
        return ("name", tree.name)
    args = [canonical(arg) for arg in tree.args]
    return _form(tree.head, args)


def _form(head: str, args: list[Form]) -> Form:
    if head == "add":
        return _sum(args)
    if head == "neg":
        return _product([_MINUS_ONE, args[0]])
    if head == "mul":
        return _product(args)
    if head == "div":
        return _product([args[0], _reciprocal(args[1])])
    if head == "pow":
        return _power(*args)
    if head == "sqrt":
        return ("pow", args[0], ("number", Fraction(1, 2)))
    if head == "exp":
        return ("pow", ("name", "e"), args[0])
    if head in _TURNED:
        return (_TURNED[head], *reversed(args))
    if head in _COMMUTATIVE:
        return (head, *sorted(set(args), key=repr))
    return (head, *args)


def _sum(args: list[Form]) -> Form:
    constant = Fraction(0)
    terms: list[Form] = []
    for arg in args:
        for term in arg[1:] if arg[0] == "add" else (arg,):
            if term[0] == "number":
                constant += term[1]
            else:
                terms.append(term)
    if constant or not terms:
        terms.append(("number", constant))
    return terms[0] if len(terms) == 1 else ("add", *sorted(terms, key=repr))


def _product(args: list[Form]) -> Form:
    coefficient = Fraction(1)
    factors: list[Form] = []
    for arg in args:
        for factor in arg[1:] if arg[0] == "mul" else (arg,):
            if factor[0] == "number" and digits(coefficient) < 4000 and digits(factor[1]) < 4000:
                coefficient *= factor[1]
            else:
                factors.append(factor)
    if coefficient != 1 or not factors:
        factors.append(("number", coefficient))
    return factors[0] if len(factors) == 1 else ("mul", *sorted(factors, key=repr))


def _reciprocal(form: Form) -> Form:
    if form[0] == "number" and form[1]:
        return ("number", 1 / form[1])
    if form[0] == "mul":
        return _product([_reciprocal(factor) for factor in form[1:]])
    if form[0] == "pow" and form[2][0] == "number":
        return _power(form[1], ("number", -form[2][1]))
    return ("pow", form, _MINUS_ONE)


def _power(base: Form, exponent: Form) -> Form:
    if base[0] == exponent[0] == "number":
        value = _number_power(base[1], exponent[1])
        if value is not None:
            return ("number", value)
    if exponent == ("number", Fraction(1)):
        return base
    return ("pow", base, exponent)


def _number_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or base == 0 or power_is_longer(base, exponent, 2000):
        return None
    return base ** int(exponent)
