"""A term as a constant times powers of parts that vary: the way a table of integrals is looked up."""

from dataclasses import dataclass, field
from fractions import Fraction

from calcquiz.algebra.exact import digits, exact_number, power_is_longer
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Number, Tree, call, free_names, number

MOST_DIGITS = 300
"""Of a number that is worked out; longer ones stay as they were written."""
E = Name("e")
ROOTS = {"sqrt": 2, "cbrt": 3}


@dataclass(slots=True)
class Constant:
    """A product of constants: a rational number, and powers of what is no rational number."""

    rational: Fraction = field(default_factory=lambda: Fraction(1))
    powers: dict[Tree, int] = field(default_factory=dict)
    is_defined: bool = True

    def multiply(self, tree: Tree, exponent: int = 1) -> None:
        """Multiply by tree^exponent; a power of zero below leaves the constant undefined."""
        value = exact_number(tree)
        if value is not None and self._takes(value, exponent):
            return
        if isinstance(tree, Apply) and tree.head == "neg":
            self.rational *= (-1) ** (exponent % 2)
            self.multiply(tree.args[0], exponent)
        elif isinstance(tree, Apply) and tree.head in {"mul", "div"}:
            for place, factor in enumerate(tree.args):
                self.multiply(factor, -exponent if tree.head == "div" and place else exponent)
        elif isinstance(tree, Apply) and tree.head == "pow" and (inner := whole_of(tree.args[1])) is not None:
            self.multiply(tree.args[0], inner * exponent)
        else:
            self.powers[tree] = self.powers.get(tree, 0) + exponent

    def _takes(self, value: Fraction, exponent: int) -> bool:
        """Multiply by a power of a rational number, and tell whether that was done."""
        if value == 0 and exponent <= 0:
            self.is_defined = False
            return True
        if abs(value) > 1 or value.denominator > 1:
            if power_is_longer(value, Fraction(exponent), MOST_DIGITS) or digits(self.rational) > MOST_DIGITS:
                return False
            self.rational *= value**exponent
        else:
            self.rational *= value ** (exponent % 2 or 2)
        return True

    def times(self, tree: Tree) -> Tree:
        """Return the constant times a tree, one fraction; term by term where the tree is a sum."""
        if isinstance(tree, Apply) and tree.head == "add":
            return total([self.times(term) for term in tree.args])
        if isinstance(tree, Apply) and tree.head == "neg":
            return negate(self.times(tree.args[0]))
        above, below = tree.args if isinstance(tree, Apply) and tree.head == "div" else (tree, ONE)
        top = [raised(base, number(power)) for base, power in self.powers.items() if power > 0]
        bottom = [raised(base, number(-power)) for base, power in self.powers.items() if power < 0]
        numerator = product([number(self.rational.numerator), *top, above])
        return quotient(numerator, product([number(self.rational.denominator), *bottom, below]))


@dataclass(slots=True)
class Powers:
    """A term: a constant, and the parts that vary with their exponents, equal parts joined."""

    name: str
    constant: Constant = field(default_factory=Constant)
    parts: dict[Tree, Tree] = field(default_factory=dict)

    def multiply(self, tree: Tree, exponent: Tree = ONE) -> None:
        """Multiply by tree^exponent."""
        whole = whole_of(exponent)
        if self.name not in free_names(tree):
            self.constant.multiply(*((tree, whole) if whole is not None else (raised(tree, exponent), 1)))
        elif whole is None or not isinstance(tree, Apply) or not self._opens(tree, whole):
            self.parts[tree] = total([self.parts.get(tree, ZERO), exponent])

    def _opens(self, tree: Apply, whole: int) -> bool:
        """Multiply by the parts of an application to a whole power, and tell whether it has any."""
        if tree.head == "neg":
            self.constant.multiply(number(-1), whole)
            self.multiply(tree.args[0], number(whole))
        elif tree.head in {"mul", "div"}:
            for place, factor in enumerate(tree.args):
                self.multiply(factor, number(-whole if tree.head == "div" and place else whole))
        elif tree.head == "pow" and self.name not in free_names(tree.args[1]):
            self.multiply(tree.args[0], product([number(whole), tree.args[1]]))
        elif tree.head in ROOTS:
            self.multiply(tree.args[0], number(Fraction(whole, ROOTS[tree.head])))
        elif tree.head == "exp" or (tree.head == "pow" and tree.args[0] == E):
            inner = product([number(whole), tree.args[-1]])
            self.parts[call("exp", inner)] = total([self.parts.get(call("exp", inner), ZERO), ONE])
        else:
            return False
        return True


def powers_of(term: Tree, name: str) -> Powers | None:
    """Return a term as a constant times powers of parts that hold the name; None where a constant is undefined.

    Roots are powers with fractional exponents; e^u and exp(u) are the part `exp(u)`, and 1/exp(u) is `exp(-u)`.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> powers = powers_of(parse("6*a*sqrt(x)/(2*x)", {"x", "a"}), "x")
        >>> [(to_text(part), to_text(exponent)) for part, exponent in powers.parts.items()]
        [('x', '-1/2')]
        >>> to_text(powers.constant.times(ONE))
        '3*a'
    """
    powers = Powers(name)
    powers.multiply(term)
    powers.parts = {part: exponent for part, exponent in powers.parts.items() if exponent != ZERO}
    return powers if powers.constant.is_defined else None


def whole_of(tree: Tree) -> int | None:
    """Return the value of a tree that is a whole number."""
    value = exact_number(tree)
    return None if value is None or value.denominator != 1 else int(value)


def slope_of(tree: Tree, name: str) -> Tree | None:
    """Return a in a formula written as a*x + b, a and b without x; None for any other, and where a is 0."""
    slope = _slope(tree, name)
    return None if slope is None or vanishes(slope) else slope


def _slope(tree: Tree, name: str) -> Tree | None:
    if name not in free_names(tree):
        return ZERO
    if not isinstance(tree, Apply):
        return ONE
    if tree.head == "div" and name in free_names(tree.args[1]):
        return None
    if tree.head not in {"add", "neg", "mul", "div"}:
        return None
    if tree.head == "mul" and sum(name in free_names(arg) for arg in tree.args) > 1:
        return None
    slopes = [_slope(arg, name) for arg in tree.args]
    known = [slope for slope in slopes if slope is not None]
    if len(known) < len(slopes):
        return None
    if tree.head == "add":
        return total(known)
    if tree.head == "neg":
        return negate(known[0])
    if tree.head == "div":
        return quotient(known[0], tree.args[1])
    return product([slope if name in free_names(arg) else arg for slope, arg in zip(known, tree.args, strict=True)])


def vanishes(slope: Tree) -> bool:
    """Whether a formula is proved to be 0, whatever its names stand for."""
    if isinstance(slope, (Name, Number)):
        return slope == ZERO
    from calcquiz.algebra.rational import equal_rational

    return equal_rational(slope, ZERO) is True


def is_positive(tree: Tree, positive: frozenset[str]) -> bool:
    """Whether a formula is positive wherever it is defined, seen from how it is written.

    Args:
        tree: The formula.
        positive: The names that stand for positive numbers.
    """
    if isinstance(tree, Number):
        return tree.value > 0
    if isinstance(tree, Name):
        return tree.name in positive or tree.name in {"pi", "e"}
    if tree.head in {"exp", "cosh", "sech"}:
        return True
    if tree.head == "add":
        return all(_is_not_negative(arg, positive) for arg in tree.args) and any(
            is_positive(arg, positive) for arg in tree.args
        )
    if tree.head in {"mul", "div", "sqrt"}:
        return all(is_positive(arg, positive) for arg in tree.args)
    return tree.head == "pow" and is_positive(tree.args[0], positive)


def _is_not_negative(tree: Tree, positive: frozenset[str]) -> bool:
    if is_positive(tree, positive) or tree == ZERO:
        return True
    if not isinstance(tree, Apply):
        return False
    if tree.head in {"mul", "div", "add"}:
        return all(_is_not_negative(arg, positive) for arg in tree.args)
    if tree.head == "pow":
        whole = whole_of(tree.args[1])
        return whole is not None and whole % 2 == 0
    return tree.head in {"abs", "sqrt", "relu", "softplus", "sigma", "phi", "Phi"}
