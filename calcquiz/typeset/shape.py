"""Shapes: what a layout is as a factor, which decides brackets when it is written on one line."""

from calcquiz.typeset.layout import (
    Accent,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Root,
    Scripts,
    Space,
    Symbol,
    items_of,
)
from calcquiz.typeset.spacing import Role, role_of
from calcquiz.typeset.symbols import FUNCTION_LETTERS

_SIMPLE_KINDS = frozenset({Kind.VARIABLE, Kind.DIGIT, Kind.TEXT, Kind.PRIME})
_DIFFERENTIALS = frozenset({Symbol("d"), Symbol("∂")})


def is_atom(layout: Layout) -> bool:
    """Whether it is one sign, one pair of brackets or one base with scripts: x, 12, x², (a + b), √2."""
    if isinstance(layout, Symbol):
        return layout.kind in _SIMPLE_KINDS
    if isinstance(layout, Scripts):
        return role_of(layout) is not Role.FUNCTION
    return isinstance(layout, Root | Fenced | Grid | Accent)


def is_divisor(layout: Layout) -> bool:
    """Whether it can stand after a slash without brackets: x, n², n!, f(x), sin²(x)."""
    items = items_of(layout)
    if len(items) == 1:
        return is_atom(items[0])
    return len(items) == 2 and (
        (is_atom(items[0]) and _is_postfix(items[1])) or (is_applied(items[0]) and isinstance(items[1], Fenced))
    )


def is_applied(layout: Layout) -> bool:
    """Whether brackets after it are its argument: sin, f, f′, σ."""
    base = layout.base if isinstance(layout, Scripts) else layout
    return isinstance(base, Symbol) and (base.kind is Kind.FUNCTION or base.text in FUNCTION_LETTERS)


def is_dividend(layout: Layout) -> bool:
    """Whether it can stand before a slash without brackets: a product of atoms, 2x, n!, x·y, f(x)."""
    items = items_of(layout)
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if role_of(item) is Role.FUNCTION:
            if not isinstance(following, Fenced) or place + 2 != len(items):
                return False
        elif not (is_atom(item) or _is_postfix(item) or item == _DOT):
            return False
    return bool(items)


def is_derivative(layout: Layout) -> bool:
    """Whether it is d or ∂ over d or ∂: d/dx, dy/dx, ∂²f/∂x∂y; then a slash needs no brackets."""
    if not isinstance(layout, Fraction):
        return False
    below = [item for item in items_of(layout.denominator) if not isinstance(item, Space)]
    above = items_of(layout.numerator)
    return (
        len(below) > 1
        and bool(above)
        and _is_differential(above[0])
        and below[0] in _DIFFERENTIALS
        and all(is_atom(item) for item in (*above, *below))
    )


def is_operator(layout: Layout) -> bool:
    """Whether it is d/dx or ∂²/∂x² without a function: it acts on what follows."""
    return is_derivative(layout) and isinstance(layout, Fraction) and len(items_of(layout.numerator)) == 1


def _is_differential(layout: Layout) -> bool:
    return (layout.base if isinstance(layout, Scripts) else layout) in _DIFFERENTIALS


def _is_postfix(layout: Layout) -> bool:
    return isinstance(layout, Symbol) and layout.kind is Kind.POSTFIX


_DOT = Symbol("·", Kind.OPERATOR)
