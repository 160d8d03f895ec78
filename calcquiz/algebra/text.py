"""The writer of the language of formulas: tree to text that parses back to the same tree."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.tree import Apply, Name, Number, Tree

LOGIC, RELATION, SET, SUM, PRODUCT, SIGN, POWER, ATOM = range(8)
"""How tightly a text binds; an operand is bracketed when it binds less tightly than its place."""


def to_text(tree: Tree) -> str:
    """Return the formula in one line.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> to_text(parse("2x^2 - (x+1)/sin 3x", {"x"}))
        '2*x^2 - (x + 1)/sin(3*x)'
    """
    return _write(tree)[0]


def _write(tree: Tree) -> tuple[str, int]:
    if isinstance(tree, Number):
        return _number(tree)
    if isinstance(tree, Name):
        return ("{}" if tree.name == "emptyset" else tree.name), ATOM
    writer = _WRITERS.get(tree.head)
    return writer(tree) if writer else (f"{tree.head}({_items(tree.args)})", ATOM)


def _number(tree: Number) -> tuple[str, int]:
    if tree.text and tree.is_decimal:
        return tree.text, SIGN if tree.value < 0 else ATOM
    binding = PRODUCT if tree.value.denominator != 1 else SIGN if tree.value < 0 else ATOM
    return fraction_text(tree.value), binding


def fraction_text(value: Fraction) -> str:
    """Return a rational as `3`, `-3/4`."""
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _at_least(tree: Tree, binding: int) -> str:
    text, own = _write(tree)
    return text if own >= binding else f"({text})"


def _items(args: tuple[Tree, ...]) -> str:
    return ", ".join(_write(arg)[0] for arg in args)


def _sum(tree: Apply) -> tuple[str, int]:
    text = _at_least(tree.args[0], SUM)
    for term in tree.args[1:]:
        sign, size = _signed(term)
        written = _at_least(size, PRODUCT)
        text += f" {sign} ({written})" if written.startswith("-") else f" {sign} {written}"
    return text, SUM


def _signed(term: Tree) -> tuple[str, Tree]:
    """Return the sign of a term and the term without it."""
    if isinstance(term, Apply) and term.head == "neg":
        return "-", term.args[0]
    if isinstance(term, Number) and term.value < 0:
        return "-", Number(-term.value, term.text.removeprefix("-"))
    return "+", term


def _product(tree: Apply) -> tuple[str, int]:
    first, *others = tree.args
    parts = [_at_least(first, PRODUCT)] + [_at_least(factor, POWER) for factor in others]
    return "*".join(parts), PRODUCT


def _quotient(tree: Apply) -> tuple[str, int]:
    return f"{_at_least(tree.args[0], PRODUCT)}/{_at_least(tree.args[1], POWER)}", PRODUCT


def _power(tree: Apply) -> tuple[str, int]:
    base, exponent = tree.args
    return f"{_at_least(base, ATOM)}^{_exponent(exponent)}", POWER


def _exponent(tree: Tree) -> str:
    text, own = _write(tree)
    return text if own >= ATOM else f"({text})"


def _negative(tree: Apply) -> tuple[str, int]:
    inner = _at_least(tree.args[0], PRODUCT)
    # A sign binds like a sum: as a factor or a base it needs brackets.
    return (f"-({inner})" if inner.startswith("-") else f"-{inner}"), SUM


def _relation(tree: Apply) -> tuple[str, int]:
    left, right = (_at_least(arg, SET) for arg in tree.args)
    return f"{left} {tree.head} {right}", RELATION


def _logic(word: str) -> Callable[[Apply], tuple[str, int]]:
    def write(tree: Apply) -> tuple[str, int]:
        return f" {word} ".join(_at_least(arg, RELATION) for arg in tree.args), LOGIC

    return write


def _union(word: str) -> Callable[[Apply], tuple[str, int]]:
    def write(tree: Apply) -> tuple[str, int]:
        return f" {word} ".join(_at_least(arg, SUM) for arg in tree.args), SET

    return write


def _between(left: str, right: str) -> Callable[[Apply], tuple[str, int]]:
    return lambda tree: (f"{left}{_items(tree.args)}{right}", ATOM)


_WRITERS: dict[str, Callable[[Apply], tuple[str, int]]] = {
    "add": _sum,
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "neg": _negative,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), _relation),
    "and": _logic("and"),
    "or": _logic("or"),
    "not": lambda tree: (f"not {_at_least(tree.args[0], ATOM)}", LOGIC),
    "union": _union("U"),
    "intersection": _union("intersect"),
    "vector": _between("(", ")"),
    "list": _between("[", "]"),
    "set": _between("{", "}"),
    "interval()": _between("(", ")"),
    "interval(]": _between("(", "]"),
    "interval[)": _between("[", ")"),
    "interval[]": _between("[", "]"),
    "factorial": lambda tree: (f"factorial({_write(tree.args[0])[0]})", ATOM),
}
