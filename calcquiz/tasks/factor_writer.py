"""Terms written back as a tree: roots, exponentials and quotients as in the formula they come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import CONSTANTS, ONE, Apply, Name, Number, Tree, call, number, walk

E = Name("e")
HALF = number(Fraction(1, 2))
THIRD = number(Fraction(1, 3))

Power: TypeAlias = tuple[Tree, Tree]
"""A base, which is no product, quotient or power, and its exponent."""


class Writable(Protocol):
    """A rational number times powers."""

    @property
    def coefficient(self) -> Fraction:
        """Return the number."""

    @property
    def powers(self) -> tuple[Power, ...]:
        """Return the powers in their order."""


def whole_of(tree: Tree) -> int | None:
    """Return the value of a whole number."""
    return int(tree.value) if isinstance(tree, Number) and tree.value.denominator == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How powers are written: as in the formula that was given."""

    roots: bool = True
    cube_roots: bool = False
    letter: bool = False
    """e^x rather than exp(x)."""
    exponential_below: bool = False
    """1/e^x rather than e^(-x)."""

    @classmethod
    def of(cls, tree: Tree) -> "Style":
        """Return the style of a formula."""
        nodes = [node for node in walk(tree) if isinstance(node, Apply)]
        heads = {node.head for node in nodes}
        powers = [node.args for node in nodes if node.head == "pow"]
        halves = any((value := exact_number(exponent)) is not None and value.denominator == 2 for _, exponent in powers)
        return cls(
            roots="sqrt" in heads or not halves,
            cube_roots="cbrt" in heads,
            letter="exp" not in heads and any(base == E for base, _ in powers),
            exponential_below=any(_stands_below(node) for node in nodes),
        )


def _stands_below(node: Apply) -> bool:
    if node.head != "div":
        return False
    factors = node.args[1].args if isinstance(node.args[1], Apply) and node.args[1].head == "mul" else (node.args[1],)
    return any(_is_exponential(factor) for factor in factors)


def _is_exponential(tree: Tree) -> bool:
    if not isinstance(tree, Apply):
        return False
    if tree.head == "pow" and isinstance(tree.args[1], Number):
        return _is_exponential(tree.args[0])
    return tree.head == "exp" or (tree.head == "pow" and tree.args[0] == E)


def tree_of(terms: Iterable[Writable], style: Style | None = None) -> Tree:
    """Return terms as a tree, each one fraction."""
    return total([_written(term, style or Style()) for term in terms])


def _written(term: Writable, style: Style) -> Tree:
    above: list[Tree] = []
    below: list[Tree] = []
    for base, exponent in sorted(term.powers, key=_rank):
        if _is_negative(exponent) and (base != E or style.exponential_below):
            below.append(_raised(base, negate_all(exponent), style))
        else:
            above.append(_raised(base, exponent, style))
    size = abs(term.coefficient)
    made = quotient(
        product([number(size.numerator), *above]) if above or size.numerator != 1 else ONE,
        product([number(size.denominator), *below]),
    )
    return negate(made) if term.coefficient < 0 else made


def _raised(base: Tree, exponent: Tree, style: Style) -> Tree:
    if base == E and exponent != ONE:
        return Apply("pow", (E, exponent)) if style.letter else call("exp", exponent)
    if exponent == ONE:
        return base
    if exponent == HALF and style.roots:
        return call("sqrt", base)
    if exponent == THIRD and style.cube_roots:
        return call("cbrt", base)
    return Apply("pow", (base, exponent))


def _rank(power: Power) -> tuple[int, str]:
    """Return where a factor stands: constants, then variables by name, then the rest as it comes."""
    base, exponent = power
    if isinstance(base, Number) and exact_number(exponent) is not None:
        return 0, ""
    if not isinstance(base, Name) or base == E or whole_of(exponent) is None:
        return 2, ""
    return (0 if base.name in CONSTANTS else 1), base.name


def _is_negative(exponent: Tree) -> bool:
    if isinstance(exponent, Number):
        return exponent.value < 0
    if isinstance(exponent, Apply) and exponent.head == "add":
        return all(_is_negative(term) for term in exponent.args)
    return isinstance(exponent, Apply) and exponent.head == "neg"


def negate_all(tree: Tree) -> Tree:
    """Return -tree, a sum term by term."""
    if isinstance(tree, Apply) and tree.head == "add":
        return total([negate(term) for term in tree.args])
    return negate(tree)
