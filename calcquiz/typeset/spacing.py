"""Spacing: how many cells stand between two neighbours of a row, the same for every writer."""

from enum import StrEnum
from typing import TypeAlias

from calcquiz.typeset.layout import (
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    items_of,
)
from calcquiz.typeset.symbols import INTEGRALS


class Role(StrEnum):
    """What an item is to its neighbours, after TeX's classes of atoms."""

    OPERAND = "operand"
    FENCED = "fenced"
    FUNCTION = "function"
    BIG = "big"
    OPERATOR = "operator"
    TIGHT = "tight operator"
    """`·` and `/`: no space unless a neighbour is a fraction."""
    SIGN = "sign"
    """A + or - that begins something: it sticks to what follows."""
    RELATION = "relation"
    PUNCTUATION = "punctuation"
    OPEN = "open"
    CLOSE = "close"
    SPACE = "space"


_BY_KIND: dict[Kind, Role] = {
    Kind.OPERATOR: Role.OPERATOR,
    Kind.RELATION: Role.RELATION,
    Kind.FUNCTION: Role.FUNCTION,
    Kind.PUNCTUATION: Role.PUNCTUATION,
    Kind.OPEN: Role.OPEN,
    Kind.CLOSE: Role.CLOSE,
}
_BY_TYPE: dict[type, Role] = {
    Fenced: Role.FENCED,
    Grid: Role.FENCED,
    BigOperator: Role.BIG,
    Space: Role.SPACE,
    Fraction: Role.OPERAND,
    Root: Role.OPERAND,
    Accent: Role.OPERAND,
    Row: Role.OPERAND,
}
_BEFORE_A_SIGN = frozenset(
    {
        None,
        Role.OPERATOR,
        Role.TIGHT,
        Role.SIGN,
        Role.RELATION,
        Role.PUNCTUATION,
        Role.OPEN,
        Role.FUNCTION,
        Role.BIG,
    }
)
"""After these a + or - has nothing on its left to be added to."""
ENDS_OPERAND = frozenset({Role.OPERAND, Role.FENCED, Role.CLOSE})
"""What may be multiplied by what follows it."""
BEGINS_OPERAND = frozenset({Role.OPERAND, Role.FENCED, Role.OPEN, Role.FUNCTION, Role.BIG})


_WORDS = frozenset({Role.FUNCTION, Role.BIG})
_LOOSE = frozenset({Role.OPERATOR, Role.RELATION})


def role_of(layout: Layout) -> Role:
    """Return what the layout is to its neighbours, taken by itself."""
    if isinstance(layout, Symbol):
        if layout.text in "·/" and layout.kind is Kind.OPERATOR:
            return Role.TIGHT
        return _BY_KIND.get(layout.kind, Role.OPERAND)
    if isinstance(layout, Scripts):
        return role_of(layout.base)
    return _BY_TYPE[type(layout)]


def roles_of(items: tuple[Layout, ...]) -> list[Role]:
    """Return the role of each item in its place: an operator with nothing on its left is a sign."""
    roles: list[Role] = []
    before: Role | None = None
    for item in items:
        role = role_of(item)
        if role is Role.OPERATOR and before in _BEFORE_A_SIGN:
            role = Role.SIGN
        roles.append(role)
        if role is not Role.SPACE:
            before = role
    return roles


Placed: TypeAlias = tuple[Layout, Role, int]
"""An item of a row, its role in its place, and the cells before it."""


def place(layout: Layout, *, tight: bool, flat: bool = False) -> list[Placed]:
    """Return the items of a row with their roles and the cells before each; explicit spaces are counted in.

    In scripts (`tight`) operators and relations stand close. On one line (`flat`) a fraction before a factor
    is in brackets.
    """
    items = items_of(layout)
    placed: list[Placed] = []
    explicit = 0
    integral = False
    for position, (item, role) in enumerate(zip(items, roles_of(items), strict=True)):
        if isinstance(item, Space):
            explicit = max(explicit, item.width)
            continue
        between = _gap(placed[-1], item, role, tight=tight) if placed else 0
        integral = integral or (isinstance(item, BigOperator) and item.symbol in INTEGRALS)
        if (
            integral
            and placed
            and placed[-1][1] in ENDS_OPERAND
            and _begins_differential(items[position : position + 2])
        ):
            between = 1
        placed.append((item, role, max(between, explicit)))
        explicit = 0
    return placed if tight else _loosened(placed, flat=flat)


def _begins_differential(items: tuple[Layout, ...]) -> bool:
    """Whether these are d and a variable: under an integral, dx stands apart also where no space was written."""
    return len(items) == 2 and items[0] == _D and isinstance(items[1], Symbol) and items[1].kind is Kind.VARIABLE


_D = Symbol("d")


def _loosened(placed: list[Placed], *, flat: bool) -> list[Placed]:
    """Give the dot between two factors its space where one of them is a fraction: dy/du · du/dx."""
    for position in range(1, len(placed) - 1):
        if placed[position][1] is Role.TIGHT:
            left, right = placed[position - 1], placed[position + 1]
            following = placed[position + 2][1] if position + 2 < len(placed) else None
            bracketed = flat and following in BEGINS_OPERAND
            if isinstance(left[0], Fraction) or (isinstance(right[0], Fraction) and not bracketed):
                placed[position] = (*placed[position][:2], 1)
                placed[position + 1] = (*right[:2], 1)
    return placed


def _gap(before: Placed, right: Layout, right_role: Role, *, tight: bool) -> int:
    left, left_role, _ = before
    if _spaced_text(left, -1) or _spaced_text(right, 0):
        return 0
    if left_role in _WORDS or right_role in _WORDS:
        return _around_word(left, left_role, right_role, tight=tight)
    if tight:
        return 0
    if left_role in _LOOSE or right_role in _LOOSE:
        return 1
    return int(left_role is Role.PUNCTUATION)


def _around_word(left: Layout, left_role: Role, right_role: Role, *, tight: bool) -> int:
    """Return the cells beside `sin`, `lim`, `∑`: one, but none before a bracket."""
    if right_role in {Role.PUNCTUATION, Role.CLOSE} or left_role in {Role.OPEN, Role.SIGN, Role.TIGHT}:
        return 0
    if left_role in _LOOSE | {Role.PUNCTUATION}:
        return int(not tight)
    if left_role in _WORDS and right_role is Role.FENCED:
        return int(isinstance(left, BigOperator) and _has_limits(left) and left.symbol not in INTEGRALS)
    return 1


def _spaced_text(layout: Layout, end: int) -> bool:
    return isinstance(layout, Symbol) and layout.kind is Kind.TEXT and layout.text[end : end + 1 or None] == " "


def _has_limits(operator: BigOperator) -> bool:
    return operator.below is not None or operator.above is not None
