"""Moments of bell curves: a polynomial times e^(-k (x - m)^2), shifted to the middle, its powers lowered to 0."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant, Powers, is_positive, powers_of, slope_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, free_names, number, rebuild, substitute, walk
from calcquiz.solving.integrals.algebra import finished, integral, multiplied_out, square_root, terms_of
from calcquiz.solving.integrals.gaussian import INFINITY, PI, WORDS, bell
from calcquiz.solving.integrals.values import evaluated
from calcquiz.solving.sheet import Chain, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.textbook import textbook

HIGHEST = 8
"""Power of the variable up to which moments are worked."""
LETTERS = ("u", "v", "w", "z")
MINUS_INFINITY = negate(INFINITY)
DENSITY = call("phi", Name("u"))
DENSITY_ROOT = call("sqrt", product([TWO, PI]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """c p(x) e^(-k (x - m)^2)."""

    factor: Tree
    """c, without the variable."""
    polynomial: Tree
    """p, as it is written."""
    k: Tree
    """Positive."""
    middle: Tree
    """m."""
    is_square: bool
    """Whether the exponent is written as a multiple of a square already."""

    def exponent(self, name: str) -> Tree:
        """Return -k (x - m)^2."""
        return _exponent(self.k, tidy(total([Name(name), negate(self.middle)])))

    def bell(self, name: str) -> Tree:
        """Return e^(-k (x - m)^2)."""
        return call("exp", self.exponent(name))

    def node(self, name: str, ends: tuple[Tree, Tree]) -> Tree:
        """Return the integral with its constant in front."""
        return _scaled(self.factor, integral(product([self.polynomial, self.bell(name)]), name, *ends))


def _exponent(k: Tree, u: Tree) -> Tree:
    return finished(product([negate(k), raised(u, TWO)]))


def _scaled(factor: Tree, node: Tree) -> Tree:
    scale = Constant()
    scale.multiply(factor)
    return scale.times(node)


def moments(chain: Chain, function: Tree, name: str) -> bool:
    """Work the integral of a polynomial times a bell curve over the whole line; tell whether it was one.

    Even powers alone may also be integrated from the middle, 0, to infinity.

    Raises:
        UnworkedError: a parameter would have to be positive, and it is not known to be.
    """
    assert isinstance(chain.now, Apply)
    ends = (chain.now.args[2], chain.now.args[3])
    if ends not in {(MINUS_INFINITY, INFINITY), (ZERO, INFINITY)}:
        return False
    written = rebuild(function, _density_written)
    plain = function if written == function else textbook(written)
    found = moment_of(plain, name)
    if found is None or (ends[0] == ZERO and not _is_even(found, name)):
        return False
    if plain != function:
        words = f"Write the density: {tex(DENSITY)[:-1]} = {tex(_density_written(DENSITY))[1:]}."
        chain.to("normal-density", integral(plain, name, *ends), words)
    _to_the_middle(chain, found, name, ends)
    chain.to("simplify", evaluated(chain.now), "Simplify.")
    return True


def _density_written(node: Tree) -> Tree:
    """Return phi(u) as e^(-u^2/2)/sqrt(2 pi)."""
    if not isinstance(node, Apply) or node.head != "phi" or not free_names(node):
        return node
    return quotient(call("exp", _exponent(number(Fraction(1, 2)), node.args[0])), DENSITY_ROOT)


def moment_of(function: Tree, name: str) -> Moment | None:
    """Return what a polynomial times exponentials of quadratics is made of; None for any other function."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    waves = [part for part in powers.parts if isinstance(part, Apply) and part.head == "exp"]
    if not waves or any(powers.parts[wave] != ONE for wave in waves):
        return None
    rest = product([raised(part, power) for part, power in powers.parts.items() if part not in waves])
    if not _may_be_polynomial(powers, waves):
        return None
    exponent = textbook(total([wave.args[0] for wave in waves]))
    centred = _centred(exponent, name)
    if centred is None:
        return None
    k, middle, constant, is_square = centred
    scale = Constant()
    scale.multiply(powers.constant.times(textbook(call("exp", constant))))
    return Moment(factor=scale.times(ONE), polynomial=rest, k=k, middle=middle, is_square=is_square and len(waves) == 1)


def _may_be_polynomial(powers: Powers, waves: Sequence[Tree]) -> bool:
    """Return whether all but the exponentials are whole powers of linear functions or of polynomials."""
    degree = 0
    for part, power in powers.parts.items():
        whole = whole_of(power)
        if part in waves:
            continue
        inner = polynomial_in(part, powers.name)
        size = max(inner) if inner is not None else 1 if slope_of(part, powers.name) is not None else None
        if whole is None or whole < 1 or size is None:
            return False
        degree += whole * size
    return degree <= HIGHEST


def _centred(exponent: Tree, name: str) -> tuple[Tree, Tree, Tree, bool] | None:
    """Return k, m, c of -k (x - m)^2 + c, and whether it is written like that, c = 0."""
    polynomial = polynomial_in(exponent, name)
    squared = bell(call("exp", exponent), name)
    if polynomial is None:
        return None if squared is None else _of_square(squared[1], squared[2], name)
    if max(polynomial, default=0) != 2 or polynomial[2] > 0:
        return None
    a, b, c = polynomial[2], polynomial.get(1, Fraction(0)), polynomial.get(0, Fraction(0))
    is_square = squared is not None and slope_of(squared[2], name) == ONE
    return number(-a), number(-b / (2 * a)), number(c - b * b / (4 * a)), is_square


def _of_square(k: Tree, u: Tree, name: str) -> tuple[Tree, Tree, Tree, bool] | None:
    """Return the same of a square with parameters, u = x - m."""
    if slope_of(u, name) != ONE:
        return None
    return k, finished(negate(substitute(u, {name: ZERO}))), ZERO, True


def _is_even(found: Moment, name: str) -> bool:
    polynomial = polynomial_in(found.polynomial, name)
    return found.middle == ZERO and polynomial is not None and not any(power % 2 for power in polynomial)


def _to_the_middle(chain: Chain, found: Moment, name: str, ends: tuple[Tree, Tree]) -> None:
    """Complete the square where there is none yet, and substitute u = x - m."""
    if not found.is_square:
        exponent = next(
            node.args[0] for node in walk(found.bell(name)) if isinstance(node, Apply) and node.head == "exp"
        )
        words = f"Complete the square in the exponent: it is {tex(exponent)} and a constant."
        chain.to("completing-the-square", found.node(name, ends), words)
    if found.middle == ZERO or found.polynomial == ONE:
        _term_by_term(chain, found, name, ends)
        return
    letter = next(letter for letter in LETTERS if letter not in free_names(chain.now) | {name})
    back = tidy(total([Name(letter), found.middle]))
    moved = Moment(
        factor=found.factor,
        polynomial=textbook(substitute(found.polynomial, {name: back})),
        k=found.k,
        middle=ZERO,
        is_square=True,
    )
    new = tex(total([Name(name), negate(found.middle)]))
    words = f"Substitute ${letter} = {new[1:-1]}$, $d{letter} = d{tex(Name(name))[1:-1]}$: both ends stay infinite."
    chain.to("substitution", moved.node(letter, ends), words)
    _term_by_term(chain, moved, letter, ends)


def _term_by_term(chain: Chain, found: Moment, name: str, ends: tuple[Tree, Tree]) -> None:
    """Multiply out, drop the odd powers, lower the even ones, and put the known value in."""
    coefficients = _coefficients(found.polynomial, name)
    bell_curve = found.bell(name)

    def node(power: int) -> Apply:
        return integral(product([raised(Name(name), number(power)), bell_curve]), name, *ends)

    def line(known: dict[int, Tree]) -> Tree:
        return total([_scaled(product([found.factor, value]), node(power)) for power, value in known.items()])

    if len(coefficients) > 1 or found.polynomial not in {ONE, raised(Name(name), number(next(iter(coefficients))))}:
        chain.to("multiply-out", line(coefficients), "Multiply out and integrate term by term.")
    odd = [power for power in coefficients if power % 2]
    if odd:
        told = listed([tex(node(power).args[0]) for power in odd])
        words = f"{told} {'is odd' if len(odd) == 1 else 'are odd'}: the areas left and right of 0 cancel."
        coefficients = {power: value for power, value in coefficients.items() if power not in odd}
        chain.to("odd-symmetry", line(coefficients), words)
    while coefficients and max(coefficients) > 0:
        coefficients = _lowered(chain, coefficients, found.k, name, line)
    if coefficients:
        value = quotient(root_of_constant(quotient(PI, found.k), chain), ONE if ends[0] != ZERO else TWO)
        half = ", and by symmetry half of it lies right of 0" if ends[0] == ZERO else ""
        words = f"{WORDS}; here $k = {tex(found.k)[1:-1]}${half}."
        factor = evaluated(rebuild(product([found.factor, coefficients[0]]), lambda part: _plain_root(part, chain)))
        chain.to("gaussian-integral", _scaled(factor, value), words)


def _coefficients(polynomial: Tree, name: str) -> dict[int, Tree]:
    """Return power -> coefficient, highest power first.

    Raises:
        UnworkedError: some term is no whole power of the variable.
    """
    opened = multiplied_out(polynomial, name)
    found: dict[int, Tree] = {}
    for term in terms_of(polynomial if opened is None else opened):
        powers = powers_of(term, name)
        power = None if powers is None else whole_of(powers.parts.get(Name(name), ZERO))
        if powers is None or power is None or set(powers.parts) - {Name(name)}:
            raise UnworkedError("the factor of the bell curve is no polynomial", "Ask for the value alone.")
        found[power] = textbook(total([found.get(power, ZERO), powers.constant.times(ONE)]))
    return {power: found[power] for power in sorted(found, reverse=True) if found[power] != ZERO}


Terms: TypeAlias = dict[int, Tree]
"""Power -> coefficient, highest power first."""


def _lowered(chain: Chain, coefficients: Terms, k: Tree, name: str, line: Callable[[Terms], Tree]) -> Terms:
    """Lower the highest power by two: integration by parts, whose boundary term vanishes."""
    power = max(coefficients)
    share = finished(quotient(number(power - 1), product([TWO, k])))
    below = power - 2
    made = {other: value for other, value in coefficients.items() if other != power}
    made[below] = finished(total([made.get(below, ZERO), finished(product([share, coefficients[power]]))]))
    boundary = product([raised(Name(name), number(power - 1)), call("exp", _exponent(k, Name(name)))])
    x = tex(Name(name))[1:-1]
    words = (
        rf"Integration by parts lowers the power: $\int {x}^n e^{{-k {x}^2}}\,d{x} = "
        rf"\frac{{n - 1}}{{2 k}} \int {x}^{{n - 2}} e^{{-k {x}^2}}\,d{x}$ with $n = {power}$, "
        f"for {tex(boundary)} vanishes at both ends."
    )
    chain.to("gaussian-moment", line(made), words)
    return made


def root_of_constant(tree: Tree, chain: Chain) -> Tree:
    """Return the square root of a positive constant with all squares outside: s sqrt(2 pi) for 2 pi s^2.

    Raises:
        UnworkedError: the sign of a parameter under the root is not known.
    """
    positive = frozenset(chain.sheet.setting.positive.split(","))
    inside = Constant()
    inside.multiply(tree)
    outside, kept = Constant(), Constant()
    outside.multiply(square_root(number(inside.rational)))
    for root in [base for base in outside.powers if isinstance(base, Apply) and base.head == "sqrt"]:
        kept.multiply(root.args[0], outside.powers.pop(root))
    for base, power in inside.powers.items():
        half = int(power / 2)
        if half and not is_positive(base, positive):
            raise UnworkedError("the sign of a parameter is not known", "Say which parameters are positive.")
        outside.multiply(base, half)
        kept.multiply(base, power - 2 * half)
    under = kept.times(ONE)
    return outside.times(ONE if under == ONE else call("sqrt", under))


def _plain_root(node: Tree, chain: Chain) -> Tree:
    """Return a root of a constant with all squares outside."""
    if not isinstance(node, Apply) or node.head != "sqrt" or exact_number(node) is not None:
        return node
    return root_of_constant(node.args[0], chain)
