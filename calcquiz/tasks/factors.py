"""A sum as terms, each a rational number times powers: read from a tree with equal powers joined, and written back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from calcquiz.algebra.canonical import Form, canonical
from calcquiz.algebra.exact import digits, exact_number
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ONE, Apply, Name, Number, Tree, call, number
from calcquiz.tasks.factor_writer import HALF, THIRD, E, Power, Style, tree_of, whole_of
from calcquiz.tasks.textbook import textbook

ROOTS: dict[str, Number] = {"sqrt": HALF, "cbrt": THIRD}
ARITHMETIC = frozenset({"add", "mul", "div", "neg", "pow", "exp", "root", *ROOTS})
MOST_DIGITS = 60
"""Of a number that is worked out; powers of longer ones stay as they are."""
HIGHEST_FOLDED = 60
"""The largest exponent to which a number is raised."""


@lru_cache(maxsize=8192)
def form_of(tree: Tree) -> Form:
    """Return the canonical form of a tree, by which bases and exponents are compared."""
    return canonical(tree)


@dataclass(frozen=True, slots=True)
class Term:
    """A rational number times powers, in the order in which they are to be written."""

    coefficient: Fraction = Fraction(1)
    powers: tuple[Power, ...] = ()

    def like(self) -> frozenset[tuple[Form, Form]]:
        """Return what two like terms have in common."""
        return frozenset((form_of(base), form_of(exponent)) for base, exponent in self.powers)

    def exponent(self, base: Tree) -> Tree | None:
        """Return the exponent of a base, None where it is no factor."""
        wanted = form_of(base)
        return next((exponent for own, exponent in self.powers if form_of(own) == wanted), None)

    def times(self, other: "Term", exponent: Fraction | int = 1) -> "Term":
        """Return the term times another one to a whole power."""
        factors = Factors(self.coefficient, list(self.powers))
        factors.scale(other.coefficient, number(exponent))
        for base, own in other.powers:
            factors.add(base, product([number(exponent), own]))
        return factors.term()

    def without(self, place: int) -> "Term":
        """Return the term without one of its powers."""
        return replace(self, powers=self.powers[:place] + self.powers[place + 1 :])


@dataclass(slots=True)
class Factors:
    """A product while it is read."""

    coefficient: Fraction = Fraction(1)
    powers: list[Power] = field(default_factory=list)

    def term(self) -> Term:
        """Return what was read."""
        return Term(self.coefficient, tuple(power for power in self.powers if exact_number(power[1]) != 0))

    def multiply(self, tree: Tree, exponent: Tree = ONE) -> None:
        """Multiply by tree^exponent."""
        if isinstance(tree, Number):
            self.scale(tree.value, exponent)
        elif isinstance(tree, Name) or tree.head not in {*ARITHMETIC, "abs"}:
            self.add(tree, exponent)
        elif tree.head == "add":
            self._sum(tree, exponent)
        elif tree.head in {"mul", "div", "neg"}:
            self._product(tree, exponent)
        elif tree.head == "exp":
            self.add(E, _times(tree.args[0], exponent))
        elif tree.head == "abs":
            self._absolute(tree, exponent)
        else:
            self._power(*_as_power(tree), exponent)

    def scale(self, value: Fraction, exponent: Tree) -> None:
        """Multiply by a power of a rational number, kept as a power where it is no short rational one."""
        made = _folded(value, exponent)
        if made is None:
            self.add(Number(value), exponent)
        else:
            self.coefficient *= made

    def add(self, base: Tree, exponent: Tree) -> None:
        """Multiply by a power of a base that is none of the operations of arithmetic, a sum apart."""
        form = form_of(base)
        for place, (own, known) in enumerate(self.powers):
            ratio = Fraction(1) if form_of(own) == form else _ratio(base, own, exponent)
            if ratio is not None:
                self.coefficient *= ratio ** int(whole_of(exponent) or 0) if ratio != 1 else 1
                self.powers[place] = (own, _plus(known, exponent))
                return
        self.powers.append((base, exponent))

    def _absolute(self, tree: Apply, exponent: Tree) -> None:
        """Multiply by |u|^exponent: even powers need no bars, inside or around them."""
        whole, inner = whole_of(exponent), term_of(tree.args[0])
        if whole is not None and whole % 2 == 0:
            self.multiply(tree.args[0], exponent)
        elif inner.coefficient > 0 and all(_is_even(base, own) for base, own in inner.powers):
            self.multiply(tree_of([inner]), exponent)
        else:
            self.add(tree, exponent)

    def _sum(self, tree: Apply, exponent: Tree) -> None:
        terms = terms_of(tree)
        if not terms and isinstance(exponent, Number) and exponent.value > 0:
            self.coefficient = Fraction(0)
        elif len(terms) != 1:
            self.add(tree, exponent)
        elif whole_of(exponent) is not None or (terms[0].coefficient > 0 and len(terms[0].powers) <= 1):
            self.multiply(tree_of(terms), exponent)
        else:
            self.add(tree_of(terms), exponent)

    def _product(self, tree: Apply, exponent: Tree) -> None:
        if whole_of(exponent) is None:
            self._root_of_product(tree, exponent)
            return
        if tree.head == "neg":
            self.scale(Fraction(-1), exponent)
        for place, factor in enumerate(tree.args):
            self.multiply(factor, negate(exponent) if tree.head == "div" and place else exponent)

    def _root_of_product(self, tree: Apply, exponent: Tree) -> None:
        """Take a square number out of a root: sqrt(4 x) is 2 sqrt(x); the rest stays together."""
        inner = term_of(tree)
        outside = _folded(abs(inner.coefficient), exponent)
        if not inner.powers and inner.coefficient > 0:
            self.scale(inner.coefficient, exponent)
        elif outside is not None and inner.coefficient > 0:
            self.coefficient *= outside
            rest = replace(inner, coefficient=Fraction(1))
            if len(rest.powers) == 1:
                self._power(*rest.powers[0], exponent)
            else:
                self.add(tree_of([rest]), exponent)
        else:
            self.add(tree_of([inner]), exponent)

    def _power(self, base: Tree, inner: Tree, outer: Tree) -> None:
        """Multiply by (base^inner)^outer."""
        whole, within, around = whole_of(outer), exact_number(inner), exact_number(outer)
        if base == E or whole is not None or (isinstance(base, Number) and base.value > 0):
            self.multiply(base, _times(inner, outer))
        elif within is None or around is None:
            self.add(Apply("pow", (base, inner)), outer)
        elif around.denominator % 2 == 0 and within.denominator == 1 and within.numerator % 2 == 0:
            made = within * around  # sqrt(x^2) is |x|, and sqrt(x^4) is x^2
            self.multiply(
                base if made.denominator == 1 and made.numerator % 2 == 0 else call("abs", base), Number(made)
            )
        else:
            self.multiply(base, Number(within * around))


def _is_even(base: Tree, exponent: Tree) -> bool:
    whole = whole_of(exponent)
    return base == E or (whole is not None and whole % 2 == 0)


def _as_power(tree: Apply) -> Power:
    if tree.head in ROOTS:
        return tree.args[0], ROOTS[tree.head]
    if tree.head == "root":
        degree = exact_number(tree.args[1])
        return tree.args[0], Number(1 / degree) if degree else quotient(ONE, tree.args[1])
    exponent = exact_number(tree.args[1])
    return tree.args[0], tree.args[1] if exponent is None else Number(exponent)


def _times(left: Tree, right: Tree) -> Tree:
    if right == ONE:
        return left
    return textbook(product([right, left])) if not _is_sum(left) else _spread(left, right)


def _spread(left: Tree, right: Tree) -> Tree:
    assert isinstance(left, Apply)
    return textbook(total([product([right, term]) for term in left.args]))


def _plus(left: Tree, right: Tree) -> Tree:
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(left.value + right.value)
    return textbook(total([left, right]))


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "add"


def _folded(value: Fraction, exponent: Tree) -> Fraction | None:
    """Return value^exponent where it is a short rational number."""
    if value == 1:
        return value
    if not isinstance(exponent, Number) or abs(exponent.value.numerator) > HIGHEST_FOLDED:
        return None
    if value <= 0 and (exponent.value.denominator != 1 or (value == 0 and exponent.value <= 0)):
        return None
    if exponent.value.denominator > 2 or digits(value) * abs(exponent.value.numerator) > MOST_DIGITS:
        return None
    if exponent.value.denominator == 2:
        roots = Fraction(isqrt(value.numerator), isqrt(value.denominator))
        if roots * roots != value:
            return None
        value = roots
    return value**exponent.value.numerator


def _ratio(base: Tree, other: Tree, exponent: Tree) -> Fraction | None:
    """Return base/other where that is a number and the power is a whole one: (1 - x)/(x - 1) is -1."""
    if not (_is_sum(base) and _is_sum(other)) or whole_of(exponent) is None:
        return None
    mine, others = ({term.like(): term.coefficient for term in terms_of(tree)} for tree in (base, other))
    if mine.keys() != others.keys():
        return None
    ratios = {mine[like] / others[like] for like in mine}
    return ratios.pop() if len(ratios) == 1 else None


def is_multiple(base: Tree, other: Tree) -> bool:
    """Return whether two sums differ by a number as a factor only."""
    return _ratio(base, other, ONE) is not None


def term_of(tree: Tree) -> Term:
    """Return a tree as one term; a sum is a factor of it."""
    factors = Factors()
    factors.multiply(tree)
    return factors.term()


def terms_of(tree: Tree) -> list[Term]:
    """Return the terms of a sum, like ones collected; the tree is joined inside already.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(tree_of(terms_of(parse("x*sqrt(x)/x - 2*(1 - x) + exp(x)^2/exp(x)", {"x"}))))
        'sqrt(x) - 2*(1 - x) + exp(x)'
    """
    return collected(_terms(tree))


def _terms(tree: Tree) -> Iterable[Term]:
    if isinstance(tree, Apply) and tree.head == "add":
        for arg in tree.args:
            yield from _terms(arg)
        return
    if isinstance(tree, Apply) and tree.head == "neg":
        yield from (replace(term, coefficient=-term.coefficient) for term in _terms(tree.args[0]))
        return
    yield term_of(tree)


def collected(terms: Iterable[Term]) -> list[Term]:
    """Return the terms with like ones added, those that vanish left out; sums that stand alone are dissolved."""
    kept: dict[frozenset[tuple[Form, Form]], Term] = {}
    for term in _dissolved(terms):
        like = term.like()
        known = kept.get(like)
        kept[like] = term if known is None else replace(known, coefficient=known.coefficient + term.coefficient)
    return [term for term in kept.values() if term.coefficient]


def _dissolved(terms: Iterable[Term]) -> Iterable[Term]:
    for term in terms:
        if abs(term.coefficient) == 1 and len(term.powers) == 1 and term.powers[0][1] == ONE:
            base = term.powers[0][0]
            if isinstance(base, Apply) and base.head == "add":
                yield from (replace(one, coefficient=one.coefficient * term.coefficient) for one in _terms(base))
                continue
        yield term


def factor_of(terms: Sequence[Term], style: Style | None = None) -> Term:
    """Return a sum as one term: itself where it has one, 0 where it has none, else the sum as a factor."""
    if len(terms) == 1:
        return terms[0]
    return Term(powers=((tree_of(terms, style), ONE),)) if terms else Term(Fraction(0))


def joined(tree: Tree, untouched: frozenset[str] = frozenset()) -> Tree:
    """Return a tree with the powers of each product joined and like terms collected, roots and e^x among them.

    Args:
        tree: Any formula.
        untouched: Heads of what stays as it is: what is still to be worked out.
    """
    if not isinstance(tree, Apply) or tree.head in untouched:
        return tree
    tree = Apply(tree.head, tuple(joined(arg, untouched) for arg in tree.args))
    return textbook(tree) if tree.head not in ARITHMETIC else tree_of(terms_of(tree), Style.of(tree))
