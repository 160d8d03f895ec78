"""Changes of variable: a formula in x as one in u = g(x), and what to try as u."""

from collections.abc import Iterator
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.polynomials import quotient_in
from calcquiz.algebra.powers import Powers, powers_of, slope_of, whole_of
from calcquiz.algebra.rational import constant_ratio
from calcquiz.algebra.tidy import product, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, Apply, Name, Tree, call, is_sum, number, walk
from calcquiz.solving.integrals.algebra import divided, holds, terms_of
from calcquiz.solving.integrals.direct import neat
from calcquiz.solving.integrals.polynomials import ratio_of
from calcquiz.solving.integrals.simplify import as_power, simplified
from calcquiz.solving.integrals.slopes import as_fraction, slope_in, without_nested_fractions

CORNERED = frozenset({"floor", "ceiling", "sign", "abs", "min", "max", "relu", "pick", "gcd"})
"""Functions that jump or have corners: nothing is substituted for them."""
IN_SINE_AND_COSINE = {"sin": (1, 0), "cos": (0, 1), "tan": (1, -1), "cot": (-1, 1), "sec": (0, -1), "csc": (-1, 0)}
"""Function -> its powers of sine and cosine."""
WRAPPED = frozenset({"add", "mul", "neg", "div", "pow"})


def in_terms_of(function: Tree, name: str, inner: Tree, letter: str, *, inverse: bool = True) -> Tree | None:
    """Return h where function = h(u) u' with u the inner function, None where the variable does not go.

    Args:
        function: The integrand, one term.
        name: The variable that goes.
        inner: What the new variable stands for.
        letter: The new variable.
        inverse: Whether what is left of x may be written by u, where the inner function can be solved for it.
    """
    slope = slope_in(inner, name)
    ratio = None if slope is None else _ratio(function, slope, name)
    if ratio is None:
        return None
    change = Change(name, inner, letter, inverse=inverse)
    parts = [change.of(raised(part, exponent)) for part, exponent in ratio.parts.items()]
    found = neat(simplified(product([ratio.constant.times(ONE), *parts])), letter)
    return None if holds(found, name) else _reduced(found, letter)


def _reduced(tree: Tree, name: str) -> Tree:
    """Return a rational function in lowest terms where it is not so already."""
    found = quotient_in(tree, name, {}) if isinstance(tree, Apply) and "div" in {tree.head, *_heads(tree)} else None
    if found is None or not found.exact:
        return tree
    lowest = ratio_of(tree, name)
    if lowest is None:
        return tree
    shorter = len(lowest[1]) <= max(found.bottom, default=0)
    return as_fraction(*lowest, name) if shorter or len(lowest[1]) == 1 else without_nested_fractions(tree, name)


def _heads(tree: Apply) -> set[str]:
    return {node.head for node in walk(tree) if isinstance(node, Apply)}


def _ratio(function: Tree, slope: Tree, name: str) -> Powers | None:
    """Return function/slope as a product of powers, equal sums cancelled; None where the slope is 0."""
    powers, below = powers_of(function, name), powers_of(slope, name)
    if powers is None or below is None or below.constant.rational == 0:
        return None
    powers.constant.multiply(below.constant.times(ONE), -1)
    for part, exponent in below.parts.items():
        known, factor = _matching(part, powers)
        value = exact_number(exponent)
        if factor != 1 and value is not None and value.denominator == 1:
            powers.constant.rational *= factor ** int(value)
        powers.parts[known] = total([powers.parts.get(known, number(0)), product([MINUS_ONE, exponent])])
    powers.parts = {part: exponent for part, exponent in powers.parts.items() if exponent != number(0)}
    _cancel_angles(powers)
    return powers if powers.constant.is_defined else None


def _cancel_angles(powers: Powers) -> None:
    """Drop functions of an angle whose product is 1: tan x cos x/sin x."""
    angles = {p.args[0] for p in powers.parts if isinstance(p, Apply) and p.head in IN_SINE_AND_COSINE}
    for angle in angles:
        mine = {p: whole_of(e) for p, e in powers.parts.items() if _is_of(p, angle)}
        if len(mine) < 2 or None in mine.values():
            continue
        sums = [
            sum(IN_SINE_AND_COSINE[p.head][place] * (k or 0) for p, k in mine.items() if isinstance(p, Apply))
            for place in range(2)
        ]
        if sums == [0, 0]:
            powers.parts = {p: e for p, e in powers.parts.items() if p not in mine}


def _is_of(part: Tree, angle: Tree) -> bool:
    return isinstance(part, Apply) and part.head in IN_SINE_AND_COSINE and part.args[0] == angle


def _matching(part: Tree, powers: Powers) -> tuple[Tree, Fraction]:
    """Return the part among the powers that is a multiple of this one, and the multiple: part = known/factor."""
    if part in powers.parts or not is_sum(part):
        return part, Fraction(1)
    for known in powers.parts:
        ratio = constant_ratio(known, part) if is_sum(known) else None
        if ratio is not None:
            return known, ratio
    return part, Fraction(1)


class Change:
    """The writing of formulas in x as formulas in u = g(x)."""

    def __init__(self, name: str, inner: Tree, letter: str, *, inverse: bool = True) -> None:
        self.name, self.inner, self.letter = name, inner, Name(letter)
        self.solved = solved_for(inner, name, letter) if inverse else None

    def of(self, tree: Tree) -> Tree:
        """Return the tree in u, as far as that goes."""
        if tree == self.inner:
            return self.letter
        if tree == Name(self.name) and self.solved is not None:
            return self.solved
        special = self._special(tree)
        if special is not None:
            return special
        if not isinstance(tree, Apply):
            return tree
        return Apply(tree.head, tuple(self.of(arg) for arg in tree.args))

    def _special(self, tree: Tree) -> Tree | None:
        """Return powers of what u stands for: e^(2x) is u^2 for u = e^x, x^4 is u^2 for u = x^2."""
        exponent = self._multiple_in_exponent(tree)
        if exponent is not None:
            return raised(self.letter, number(exponent))
        root = self._root_of_same(tree)
        if root is not None:
            return root
        if not isinstance(tree, Apply) or tree.head != "pow" or tree.args[0] != Name(self.name):
            return self._within_sum(tree)
        power = exact_number(tree.args[1])
        return None if power is None else power_by(self.inner, self.name, power, self.letter)

    def _root_of_same(self, tree: Tree) -> Tree | None:
        """Return u^k for another root or power of what u is a root of: cbrt(x) is u^2 for u = x^(1/6)."""
        mine, other = as_power(tree), as_power(self.inner)
        if mine is None or other is None or mine[0] != other[0] or other[1].denominator == 1:
            return None
        ratio = mine[1] / other[1]
        return raised(self.letter, number(ratio)) if ratio.denominator == 1 else None

    def _multiple_in_exponent(self, tree: Tree) -> Fraction | None:
        if not (isinstance(tree, Apply) and isinstance(self.inner, Apply)) or self.inner.head != "exp":
            return None
        mine = tree.args[0] if tree.head == "exp" else None
        if tree.head == "pow" and tree.args[0] == Name("e"):
            mine = tree.args[1]
        ratio = None if mine is None else constant_ratio(mine, self.inner.args[0])
        return ratio if ratio is not None and ratio.denominator == 1 else None

    def _within_sum(self, tree: Tree) -> Tree | None:
        """Return k u + c for a sum that is k g + c."""
        if not is_sum(tree) or not is_sum(self.inner):
            return None
        scale = constant_ratio(_without_constants(tree, self.name), _without_constants(self.inner, self.name))
        if scale is None:
            return None
        assert isinstance(tree, Apply)
        assert isinstance(self.inner, Apply)
        mine = total([term for term in tree.args if not holds(term, self.name)])
        other = total([term for term in self.inner.args if not holds(term, self.name)])
        return total([product([number(scale), self.letter]), mine, product([number(-scale), other])])


def _without_constants(tree: Tree, name: str) -> Tree:
    assert isinstance(tree, Apply)
    return total([term for term in tree.args if holds(term, name)])


def power_by(inner: Tree, name: str, power: Fraction, letter: Name) -> Tree | None:
    """Return x^power in u for u = k x^n + c, where n divides the power."""
    found = monomial_and_rest(inner, name)
    if found is None:
        return None
    scale, n, rest = found
    if n == 0 or (power / n).denominator != 1 or (n == 1 and rest == number(0)):
        return None
    base = divided(total([letter, product([MINUS_ONE, rest])]), scale)
    return raised(base, number(power / n))


def monomial_and_rest(tree: Tree, name: str) -> tuple[Tree, Fraction, Tree] | None:
    """Return k, n and c of a formula k x^n + c, None for any other."""
    terms = list(tree.args) if isinstance(tree, Apply) and tree.head == "add" else [tree]
    varying = [term for term in terms if holds(term, name)]
    powers = powers_of(varying[0], name) if len(varying) == 1 else None
    if powers is None or set(powers.parts) != {Name(name)}:
        return None
    n = exact_number(powers.parts[Name(name)])
    if n is None:
        return None
    return powers.constant.times(ONE), n, total([term for term in terms if term is not varying[0]])


def solved_for(inner: Tree, name: str, letter: str) -> Tree | None:
    """Return x in u where the inner function is linear, a root of a linear one, a root of x, or ln x."""
    u = Name(letter)
    if inner == call("log", Name(name)):
        return call("exp", u)
    powers = powers_of(inner, name)
    if powers is None or powers.constant.times(ONE) != ONE:
        return _linear_solved(inner, name, u)
    if len(powers.parts) == 1:
        ((base, exponent),) = powers.parts.items()
        value = exact_number(exponent)
        if value is not None and value.numerator == 1 and value > 0:
            return _linear_solved(base, name, raised(u, number(1 / value)))
    return _linear_solved(inner, name, u)


def _linear_solved(inner: Tree, name: str, height: Tree) -> Tree | None:
    slope = slope_of(inner, name)
    if slope is None:
        return None
    terms = list(inner.args) if isinstance(inner, Apply) and inner.head == "add" else [inner]
    rest = total([term for term in terms if not holds(term, name)])
    found = divided(total([height, product([MINUS_ONE, rest])]), slope)
    terms = terms_of(found)
    return total(terms[::-1]) if isinstance(terms[0], Apply) and terms[0].head == "neg" else found  # 3 - u


def candidates(function: Tree, name: str) -> Iterator[Tree]:
    """Yield what may be called u: arguments of functions first, then bases and denominators, then functions.

    Secants come last: tan x sec^2 x is u du with u = tan x too.
    """
    seen: set[Tree] = set()
    tried = (*_arguments(function, name), *_bases(function, name), *_functions(function, name))
    for found in sorted(tried, key=_is_secant):
        if found not in seen and not _is_trivial(found, name) and _is_smooth(found):
            seen.add(found)
            yield found


def _is_secant(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in {"sec", "csc"}


def _arguments(function: Tree, name: str) -> Iterator[Tree]:
    for node in walk(function):
        if isinstance(node, Apply) and node.head not in WRAPPED:
            yield node.args[0]
        elif isinstance(node, Apply) and node.head == "pow" and holds(node.args[1], name):
            yield node.args[1]


def _bases(function: Tree, name: str) -> Iterator[Tree]:
    for node in walk(function):
        if isinstance(node, Apply) and node.head == "pow" and not isinstance(node.args[0], Name):
            yield node.args[0]
        elif isinstance(node, Apply) and node.head == "div":
            yield node.args[1]
            powers = powers_of(node.args[1], name)
            yield from powers.parts if powers else ()
    powers = powers_of(function, name)
    yield from (part for part in (powers.parts if powers else ()) if is_sum(part))


def _functions(function: Tree, name: str) -> Iterator[Tree]:
    for node in walk(function):
        if isinstance(node, Apply) and node.head not in {*WRAPPED, "sqrt", "cbrt", "root"} and holds(node, name):
            yield node
        elif isinstance(node, Apply) and node.head == "pow" and node.args[0] == Name("e"):
            yield call("exp", node.args[1])
        elif isinstance(node, Apply) and node.head == "pow" and all(holds(arg, name) for arg in node.args):
            yield node


def _is_trivial(tree: Tree, name: str) -> bool:
    """Return whether the tree is x times a constant, or does not hold x."""
    powers = powers_of(tree, name)
    return not holds(tree, name) or powers is None or powers.parts == {Name(name): ONE}


def _is_smooth(tree: Tree) -> bool:
    inside_logarithms = {node.args[0] for node in walk(tree) if isinstance(node, Apply) and node.head == "log"}
    corners = (node for node in walk(tree) if isinstance(node, Apply) and node.head in CORNERED)
    return all(node.head == "abs" and node in inside_logarithms for node in corners)
