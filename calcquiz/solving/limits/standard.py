"""Standard limits: sin u / u, (e^u - 1)/u and their kind, and (1 + k/n)^n."""

from dataclasses import dataclass

from calcquiz.algebra.parts import factors_of, fraction_of, terms_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, TWO, Apply, Name, Number, Tree, call, number
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import Rewriting, cancelled, is_rational
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

HALF = quotient(ONE, TWO)
LIKE_THEIR_ARGUMENT = frozenset({"sin", "tan", "asin", "atan", "sinh", "tanh"})
"""Functions f with f(u)/u -> 1 as u -> 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """A factor that vanishes like a multiple of `unit`."""

    factor: Tree
    unit: Tree
    """u, or u^2."""
    ratio: Tree
    """The limit of factor/unit."""

    @property
    def quotient(self) -> Tree:
        """Return factor/unit, as it stands."""
        return Apply("div", (self.factor, self.unit))


def kernel_of(factor: Tree, way: Approach) -> Kernel | None:
    """Return how a factor vanishes, when a standard limit tells it."""
    if not isinstance(factor, Apply):
        return None
    inner = factor.args[0]
    if factor.head in LIKE_THEIR_ARGUMENT and end_of(inner, way).is_zero:
        return Kernel(factor=factor, unit=inner, ratio=ONE)
    if factor.head == "log" and len(factor.args) == 1:
        unit = textbook(total([inner, MINUS_ONE]))
        return Kernel(factor=factor, unit=unit, ratio=ONE) if way.holds(unit) and end_of(unit, way).is_zero else None
    if factor.head == "add" and len(factor.args) == 2:
        return _of_difference(factor, way)
    return None


def _of_difference(factor: Apply, way: Approach) -> Kernel | None:
    """Return e^u - 1, a^u - 1 and 1 - cos u, or their negatives."""
    moving = [term for term in factor.args if way.holds(term)]
    fixed = [term for term in factor.args if not way.holds(term)]
    if len(moving) != 1 or fixed[0] not in {ONE, MINUS_ONE}:
        return None
    sign = ONE
    part = moving[0]
    if isinstance(part, Apply) and part.head == "neg":
        part, sign = part.args[0], MINUS_ONE
    if fixed[0] == sign or not isinstance(part, Apply):
        return None
    return _exponential(factor, part, sign, way) or _cosine(factor, part, sign, way)


def _exponential(factor: Tree, part: Apply, sign: Number, way: Approach) -> Kernel | None:
    is_power = part.head == "pow" and not way.holds(part.args[0])
    if part.head != "exp" and not is_power:
        return None
    inner = part.args[-1]
    if not end_of(inner, way).is_zero:
        return None
    rate = ONE if part.head == "exp" or part.args[0] == Name("e") else call("log", part.args[0])
    return Kernel(factor=factor, unit=inner, ratio=product([sign, rate]))


def _cosine(factor: Tree, part: Apply, sign: Number, way: Approach) -> Kernel | None:
    if part.head != "cos" or not end_of(part.args[0], way).is_zero:
        return None
    return Kernel(factor=factor, unit=raised(part.args[0], TWO), ratio=negate(product([sign, HALF])))


def by_standard_limits(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a product of quotients like sin(u)/u and of the rest; one such quotient alone is worked out."""
    above, below = factors_of(tree)
    alone = _known(tree, way)
    if alone is not None:
        return alone
    kernels = [
        (kernel, sign, power) for side, sign in ((above, 1), (below, -1)) for kernel, power in _kernels(side, way)
    ]
    if not kernels:
        return None
    used = {kernel.factor for kernel, _, _ in kernels}
    rest_above = [f for f in above if _base(f) not in used] + [
        raised(k.unit, number(p)) for k, s, p in kernels if s > 0
    ]
    rest_below = [f for f in below if _base(f) not in used] + [
        raised(k.unit, number(p)) for k, s, p in kernels if s < 0
    ]
    rest = _shortened(rest_above, rest_below, way)
    if end_of(rest, way).sort is not Sort.VALUE or end_of(rest, way).squeezed:
        return None
    quotients = [
        raised(way.of(k.quotient if s > 0 else quotient_as_is(k.unit, k.factor)), number(p)) for k, s, p in kernels
    ]
    became = product([way.of(rest), *quotients])
    shapes = tex(
        kernels[0][0].quotient if kernels[0][1] > 0 else quotient_as_is(kernels[0][0].unit, kernels[0][0].factor)
    )
    why = f"Bring in the standard quotient {shapes}."
    if len(kernels) > 1:
        why = f"Bring in standard quotients, {shapes} and its like."
    return Rewriting(rule="standard-quotient", became=became, why=why)


def quotient_as_is(top: Tree, bottom: Tree) -> Tree:
    """Return the fraction, nothing reduced."""
    return Apply("div", (top, bottom))


def _base(factor: Tree) -> Tree:
    if isinstance(factor, Apply) and factor.head == "pow" and isinstance(factor.args[1], Number):
        return factor.args[0]
    return factor


def _kernels(factors: list[Tree], way: Approach) -> list[tuple[Kernel, int]]:
    found = []
    for factor in factors:
        base = _base(factor)
        kernel = kernel_of(base, way)
        power = 1 if base == factor else _whole(factor)
        if kernel is not None and power:
            found.append((kernel, power))
    return found


def _whole(factor: Tree) -> int:
    assert isinstance(factor, Apply)
    exponent = factor.args[1]
    return int(exponent.value) if isinstance(exponent, Number) and exponent.value.denominator == 1 else 0


def _shortened(above: list[Tree], below: list[Tree], way: Approach) -> Tree:
    """Return what is left beside the standard quotients, its polynomials cancelled."""
    plain = [factor for factor in above if is_rational(factor, way.variable)]
    under = [factor for factor in below if is_rational(factor, way.variable)]
    others = [factor for factor in above if factor not in plain]
    beneath = [factor for factor in below if factor not in under]
    short = cancelled(quotient(product(plain), product(under)), way.setting)
    top, bottom = fraction_of(short)
    return textbook(quotient(product([top, *others]), product([bottom, *beneath])))


def _known(tree: Tree, way: Approach) -> Rewriting | None:
    """Return the value of a standard quotient, or of its reciprocal."""
    if not isinstance(tree, Apply) or tree.head != "div":
        return None
    top, bottom = tree.args
    for first, second, flip in ((top, bottom, False), (bottom, top, True)):
        kernel = kernel_of(first, way)
        if kernel is None or second != kernel.unit:
            continue
        value = quotient(ONE, kernel.ratio) if flip else kernel.ratio
        shape = _pattern(kernel, flip=flip)
        unit = (
            kernel.unit.args[0] if kernel.unit != _argument(kernel) and isinstance(kernel.unit, Apply) else kernel.unit
        )
        means = "" if _argument(kernel) == way.name else f" with $u =$ {tex(unit)}"
        why = f"Standard limit: {shape} as $u \\to 0${means}."
        return Rewriting(rule="standard-limit", became=textbook(value), why=why)
    return None


def _argument(kernel: Kernel) -> Tree:
    """Return u of a kernel: its unit, or the base of u^2."""
    unit = kernel.unit
    if kernel.ratio in {HALF, negate(HALF)} and isinstance(unit, Apply) and unit.head == "pow":
        return unit.args[0]
    return unit


def _pattern(kernel: Kernel, *, flip: bool) -> str:
    """Return `sin u / u -> 1` as TeX."""
    u = Name("u")
    inner = _argument(kernel)
    squared = inner != kernel.unit

    def with_u(tree: Tree) -> Tree:
        if tree == inner:
            return u
        if isinstance(tree, Apply):
            return Apply(tree.head, tuple(with_u(arg) for arg in tree.args))
        return tree

    factor = (
        call("log", total([ONE, u]))
        if isinstance(kernel.factor, Apply) and kernel.factor.head == "log"
        else with_u(kernel.factor)
    )
    unit = raised(u, TWO) if squared else u
    shape = quotient_as_is(unit, factor) if flip else quotient_as_is(factor, unit)
    value = textbook(quotient(ONE, kernel.ratio) if flip else kernel.ratio)
    return f"${tex(shape)[1:-1]} \\to {tex(value)[1:-1]}$"


def by_euler(tree: Tree, way: Approach) -> Rewriting | None:
    """Return (1 + k/x)^(m x) as e^(k m), where it is written like this; also (1 + k x)^(m/x) as x -> 0."""
    if not isinstance(tree, Apply) or tree.head != "pow":
        return None
    base, exponent = tree.args
    terms = terms_of(base)
    if ONE not in terms or len(terms) != 2:
        return None
    small = next(term for term in terms if term != ONE)
    rate = textbook(product([small, exponent]))
    if way.holds(rate) and is_rational(rate, way.variable):
        rate = cancelled(rate, way.setting)
    if way.holds(rate) or not end_of(small, way).is_zero:
        return None
    top, bottom = fraction_of(small)
    if way.holds(top) and way.holds(bottom):
        return None
    k = textbook(quotient(small, quotient(ONE, way.name))) if way.infinite else textbook(quotient(small, way.name))
    if way.holds(k):
        return None
    n = tex(way.name)[1:-1]
    far, near = rf"\left(1 + \frac{{k}}{{{n}}}\right)^{{{n}}}", rf"\left(1 + k {n}\right)^{{\frac{{1}}{{{n}}}}}"
    m = textbook(quotient(rate, k))
    to_the = "" if m == ONE else f", here to the power {tex(m)}"
    why = f"Standard limit: ${far if way.infinite else near} \\to e^k$ with $k =$ {tex(k)}{to_the}."
    return Rewriting(rule="euler-limit", became=call("exp", rate), why=why, level=Level.BRIEF)
