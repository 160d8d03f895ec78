"""Integration by parts: polynomials times functions, logarithms and inverse functions, integrals that come back."""

from dataclasses import replace

from calcquiz.algebra.powers import powers_of, slope_of, whole_of
from calcquiz.algebra.rational import constant_ratio
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Apply, Name, Tree, call, is_sum, number
from calcquiz.solving.integrals.algebra import (
    constant_and_rest,
    finished,
    integral,
    integrals_in,
    is_algebraic,
    replaced,
    term_tree,
    terms_of,
)
from calcquiz.solving.integrals.direct import neat
from calcquiz.solving.integrals.plan import Line, Plan, Planner, value
from calcquiz.solving.integrals.slopes import slope_in
from calcquiz.solving.words import tex

MOST_STEPS_OF_V = 4
"""Lines of the integral of dv that are still worth an integration by parts."""
WAVES = frozenset({"exp", "sin", "cos", "sinh", "cosh"})
LOGARITHMIC = frozenset(
    {"log", "asin", "acos", "atan", "acot", "asec", "acsc", "asinh", "acosh", "atanh", "acoth", "erf", "Phi"}
)
"""Functions that become simpler when they are differentiated: they are taken as u (LIATE)."""
SQUARED = frozenset({"sec", "csc", "sech", "csch", "cos", "sin", "cosh", "sinh"})


def parts_line(function: Tree, name: str, u: Tree, v: Tree, dv: Tree) -> Line | None:
    """Return the line u v - the integral of v du; None where u has no slope."""
    du = slope_in(u, name)
    if du is None:
        return None
    rest = neat(product([du, v]), name)
    constant, varying = constant_and_rest(rest, name) or (ONE, rest)
    became = total([product([u, v]), negate(product([constant, integral(varying, name)]))])
    return Line(
        rule="integration-by-parts",
        part=integral(function, name),
        became=became,
        why=parts_words(name, u, du, v, dv),
    )


def parts_words(name: str, u: Tree, du: Tree, v: Tree, dv: Tree) -> str:
    """Return what is said of an integration by parts: u, dv, du and v."""
    if name in {"u", "v"}:
        return (
            rf"Integrate by parts, $\int f g'\,d{name} = f g - \int f' g\,d{name}$, with "
            f"$f = {_bare(u)}$ and $g' = {_bare(dv)}$, so $f' = {_bare(du)}$ and $g = {_bare(v)}$."
        )
    return (
        rf"Integrate by parts, $\int u\,dv = u v - \int v\,du$, with $u = {_bare(u)}$ and "
        rf"$dv = {_differential(dv, name)}$, so $du = {_differential(du, name)}$ and $v = {_bare(v)}$."
    )


def bare_name(name: str) -> str:
    """Return a name in TeX, without dollar signs."""
    return tex(Name(name))[1:-1]


def _bare(tree: Tree) -> str:
    return tex(tree)[1:-1]


def _differential(tree: Tree, name: str) -> str:
    if tree == ONE:
        return f"d{bare_name(name)}"
    if tree == MINUS_ONE:
        return f"-d{bare_name(name)}"
    text = _bare(tree)
    return (
        rf"({text})\,d{bare_name(name)}"
        if isinstance(tree, Apply) and tree.head == "add"
        else rf"{text}\,d{bare_name(name)}"
    )


def by_parts(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate by parts with u chosen by the order logarithm, inverse function, algebraic, the rest."""
    powers = powers_of(function, name)
    if powers is None or is_algebraic(function):
        return None
    constant = powers.constant.times(ONE)
    for u_parts in _choices(powers.parts, name):
        rest = _beside(powers.parts, u_parts)
        u = term_tree(type(powers.constant)(), u_parts)
        dv = product([constant, term_tree(type(powers.constant)(), rest)])
        found = antiderivative_of(dv, name, planner)
        line = None if found is None else parts_line(function, name, u, found[0], dv)
        if line is None or found is None:
            continue
        plan = planner.made(function, name, [replace(line, beside=found[1])])
        if plan is not None:
            return plan
    return None


def _beside(parts: dict[Tree, Tree], chosen: dict[Tree, Tree]) -> dict[Tree, Tree]:
    """Return what is left of the factors for dv."""
    left = {part: total([exponent, negate(chosen.get(part, ZERO))]) for part, exponent in parts.items()}
    return {part: exponent for part, exponent in left.items() if exponent != ZERO}


def _choices(parts: dict[Tree, Tree], name: str) -> list[dict[Tree, Tree]]:
    """Return which factors may be u, the best choice first."""
    chosen: list[dict[Tree, Tree]] = []
    logarithmic = {p: e for p, e in parts.items() if _is_logarithmic(p, e)}
    chosen += [{p: e} for p, e in logarithmic.items()]
    chosen += _without_one_variable(parts, name)
    algebraic = {p: e for p, e in parts.items() if _is_polynomial(p, e, name)}
    if algebraic and len(algebraic) < len(parts):
        chosen.append(algebraic)
    squared = [p for p, e in parts.items() if e == number(-2) and slope_of(p, name) is not None]
    if len(squared) == 1 and len(parts) > 2:
        chosen.append({p: e for p, e in parts.items() if p != squared[0]})
    return chosen


def _without_one_variable(parts: dict[Tree, Tree], name: str) -> list[dict[Tree, Tree]]:
    """Return x^(n - 1) for x^n e^(k x^2): then dv = x e^(k x^2) dx has an antiderivative."""
    power = whole_of(parts.get(Name(name), ONE))
    waves = [p for p in parts if isinstance(p, Apply) and p.head == "exp"]
    square = polynomial_in(waves[0].args[0], name) if len(waves) == 1 and isinstance(waves[0], Apply) else None
    if square is None or set(square) != {2} or len(parts) != 2 or power is None or power < 2 or power % 2:
        return []
    return [{Name(name): number(power - 1)}]


def _is_logarithmic(part: Tree, exponent: Tree) -> bool:
    whole = whole_of(exponent)
    return isinstance(part, Apply) and part.head in LOGARITHMIC and whole is not None and 0 < whole <= 4


def _is_polynomial(part: Tree, exponent: Tree, name: str) -> bool:
    whole = whole_of(exponent)
    return whole is not None and 0 < whole <= 8 and polynomial_in(part, name) is not None


def antiderivative_of(function: Tree, name: str, planner: Planner) -> tuple[Tree, Plan | None] | None:
    """Return v for dv, and its plan where it is not read off the table."""
    found = planner.plan(function, name)
    if found is None or found.steps > MOST_STEPS_OF_V:
        return None
    return value(found), None if found.is_direct else found


def exponential_times_wave(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate e^(a x) sin(b x) or cos(b x): by parts twice, then the integral has come back."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 2 or any(e != ONE for e in powers.parts.values()):
        return None
    by_head = {part.head: part for part in powers.parts if isinstance(part, Apply)}
    wave = next((by_head[head] for head in ("sin", "cos") if head in by_head), None)
    if "exp" not in by_head or wave is None or powers.constant.times(ONE) != ONE:
        return None
    growth = by_head["exp"]
    a, b = slope_of(growth.args[0], name), slope_of(wave.args[0], name)
    if a is None or b is None:
        return None
    other = Apply("cos" if wave.head == "sin" else "sin", wave.args)
    first = _turn(function, name, growth, wave, planner)
    left = integrals_in(first.became)[0] if first is not None else None
    second = None if left is None else _turn(left.args[0], name, growth, other, planner)
    if first is None or second is None:
        return None
    second = replace(second, became=replaced(second.became, integrals_in(second.became)[0], integral(function, name)))
    share = negate(quotient(raised(a, number(2)), raised(b, number(2))))
    return planner.made(function, name, [first, second], share=share)


def _turn(function: Tree, name: str, growth: Apply, wave: Apply, planner: Planner) -> Line | None:
    found = antiderivative_of(wave, name, planner)
    return None if found is None else parts_line(function, name, growth, found[0], wave)


def secant_power(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate sec^n or csc^n, n >= 3: by parts, then the integral has come back."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 1 or powers.constant.times(ONE) != ONE:
        return None
    ((part, exponent),) = powers.parts.items()
    n = whole_of(exponent)
    if not isinstance(part, Apply) or part.head not in {"sec", "csc"} or n is None or not 3 <= n <= 9:
        return None
    slope = slope_of(part.args[0], name)
    if slope is None:
        return None
    partner = call("tan" if part.head == "sec" else "cot", *part.args)
    lower = raised(part, number(n - 2))
    square = raised(part, number(2))
    found = antiderivative_of(square, name, planner)
    line = None if found is None else parts_line(function, name, lower, found[0], square)
    if line is None:
        return None
    split = Line(
        rule="trigonometric-identity",
        part=integrals_in(line.became)[0],
        became=total([integral(function, name), negate(integral(lower, name))]),
        why=f"Use {tex(raised(partner, number(2)))[:-1]} = {tex(total([square, MINUS_ONE]))[1:]}.",
    )
    return planner.made(function, name, [line, split], share=number(-(n - 2)))


def product_rule_backwards(function: Tree, name: str, _planner: Planner) -> Plan | None:
    """Read e^g (f' + g' f) as the slope of e^g f, g linear: e^x (1/x + ln x) is that of e^x ln x."""
    powers = powers_of(function, name)
    waves = [part for part in powers.parts if isinstance(part, Apply) and part.head == "exp"] if powers else []
    sums = [part for part, power in powers.parts.items() if is_sum(part) and power == ONE] if powers else []
    if powers is None or len(waves) != 1 or len(sums) != 1 or len(powers.parts) != 2:
        return None
    (wave,), (bracket,) = waves, sums
    if polynomial_in(bracket, name) is not None:
        return None  # by parts, as one is taught
    slope = slope_of(wave.args[0], name) if isinstance(wave, Apply) else None
    for term in terms_of(bracket) if slope is not None else ():
        found = finished(quotient(term, slope or ONE))
        rest = total([part for part in terms_of(bracket) if part != term])
        derivative = slope_in(found, name)
        if derivative is not None and derivative != ZERO and constant_ratio(derivative, rest) == 1:
            words = (
                f"The integrand is the derivative of a product, ${_bare(wave)} f$ with $f = {_bare(found)}$ "
                f"and $f' = {_bare(derivative)}$: the product rule backwards."
            )
            became = powers.constant.times(product([wave, found]))
            line = Line(rule="product-rule-backwards", part=integral(function, name), became=became, why=words)
            return Plan(integrand=function, name=name, lines=(line,))
    return None
