"""Integrals with roots: rationalizing substitutions, completed squares, trigonometric substitution."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, slope_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Tree, call, number, rebuild, walk
from calcquiz.solving.integral_algebra import finished, integral, is_sum, replaced, square_root
from calcquiz.solving.integral_change import monomial_and_rest
from calcquiz.solving.integral_direct import expanded, neat, rewriting
from calcquiz.solving.integral_plan import Back, Line, Plan, Planner
from calcquiz.solving.integral_rational import square_and_constant
from calcquiz.solving.integral_substitution import substituted
from calcquiz.solving.words import equation, tex

ANGLE = "theta"


def power_inside(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u = k x^n + c under a root where x^m stands beside and n divides m + 1."""
    powers = powers_of(function, name)
    m = None if powers is None else exact_number(powers.parts.get(Name(name), number(0)))
    if powers is None or m is None or len(powers.parts) != 2:
        return None
    base = next((part for part in powers.parts if part != Name(name)), None)
    found = None if base is None or not is_sum(base) else monomial_and_rest(base, name)
    exponent = None if base is None else exact_number(powers.parts[base])
    if base is None or found is None or exponent is None or exponent.denominator == 1:
        return None
    steps = (m + 1) / found[1] if found[1] else Fraction(0)
    if steps.denominator != 1 or steps < 1:
        return None
    return substituted(function, name, base, planner)


def linear_base(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u = a x + b in a polynomial times a power of a x + b, so that it can be multiplied out."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    bases = [p for p in powers.parts if is_sum(p) and slope_of(p, name) is not None]
    rooted = [p for p in bases if whole_of(powers.parts[p]) is None]
    bases = rooted or bases
    others = [p for p in powers.parts if p not in bases]
    if len(bases) != 1 or not others:
        return None
    exponent = exact_number(powers.parts[bases[0]])
    if exponent is None or (exponent.denominator == 1 and exponent < 3):
        return None
    if any(polynomial_in(p, name) is None or (whole_of(powers.parts[p]) or 0) < 1 for p in others):
        return None
    return substituted(function, name, bases[0], planner)


def root_of_linear(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u for the root of a linear formula; of x with several roots, their common one."""
    for radicand, degree in _radicands(function, name):
        inner = call("sqrt", radicand) if degree == 2 else raised(radicand, number(Fraction(1, degree)))
        plan = substituted(function, name, inner, planner)
        if plan is not None:
            return plan
    return None


def _radicands(function: Tree, name: str) -> Iterator[tuple[Tree, int]]:
    """Yield the linear formulas under roots and the degree that all their roots share."""
    degrees: dict[Tree, int] = {}
    for node in walk(function):
        if not isinstance(node, Apply):
            continue
        base, exponent = _base_and_exponent(node)
        if base is not None and exponent.denominator > 1 and slope_of(base, name) is not None:
            degrees[base] = lcm(degrees.get(base, 1), exponent.denominator)
    yield from degrees.items()


def _base_and_exponent(node: Apply) -> tuple[Tree | None, Fraction]:
    if node.head in {"sqrt", "cbrt"}:
        return node.args[0], Fraction(1, 2 if node.head == "sqrt" else 3)
    exponent = exact_number(node.args[1]) if node.head == "pow" else None
    return (None, Fraction(1)) if exponent is None else (node.args[0], exponent)


def over_root(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply a polynomial beside a root of a quadratic out."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    roots = [
        p
        for p, e in powers.parts.items()
        if whole_of(e) is None and max(polynomial_in(p, name) or {0: Fraction(1)}) == 2
    ]
    others = [p for p in powers.parts if p not in roots]
    if len(roots) != 1 or not any(is_sum(p) and (whole_of(powers.parts[p]) or 0) in {1, 2} for p in others):
        return None
    if any(polynomial_in(p, name) is None or whole_of(powers.parts[p]) is None for p in others):
        return None
    return expanded(function, name, planner)


def completed_root(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Complete the square under a root and substitute what is squared."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    for part, exponent in powers.parts.items():
        value = exact_number(exponent)
        polynomial = polynomial_in(part, name) if value is not None and value.denominator == 2 else None
        if polynomial is None or max(polynomial) != 2 or not polynomial.get(1):
            continue
        a, b, c = polynomial[2], polynomial[1], polynomial.get(0, Fraction(0))
        inner = total([Name(name), number(b / (2 * a))])
        rest = c - b * b / (4 * a)
        square = product([number(a), raised(inner, TWO)])
        written = total([number(rest), square]) if a < 0 < rest else total([square, number(rest)])
        became = replaced(function, part, written)
        words = f"Complete the square: {tex(part)[:-1]} = {tex(written)[1:]}."
        first = rewriting("completing-the-square", function, became, name, words)
        if len(powers.parts) == 1 and value == Fraction(-1, 2):
            return planner.made(function, name, [first])
        later = _shifted(became, name, inner, planner)
        return None if later is None else planner.made(function, name, [first, later])
    return None


def _shifted(function: Tree, name: str, inner: Tree, planner: Planner) -> Line | None:
    """Return the substitution of what is squared."""
    plan = substituted(function, name, inner, planner)
    return None if plan is None else plan.lines[0]


def trigonometric(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute x = a sin, a tan or a sec where x^m times a power of a root of a square and a constant stands."""
    powers = powers_of(function, name)
    if powers is None or powers.constant.times(ONE) != ONE or not 1 <= len(powers.parts) <= 2:
        return None
    bases = [p for p in powers.parts if square_and_constant(p, name) is not None and p != Name(name)]
    if len(bases) != 1 or any(p not in {bases[0], Name(name)} for p in powers.parts):
        return None
    n = exact_number(product([TWO, powers.parts[bases[0]]]))
    m = whole_of(powers.parts.get(Name(name), number(0)))
    found = square_and_constant(bases[0], name)
    if n is None or n.denominator != 1 or m is None or found is None or found[1] != Name(name):
        return None
    if n % 2 == 0 and not (found[0] > 0 and found[2] > 0 and n < 0):
        return None
    k, _, c = found
    if k < 0 and c < 0:
        return None
    return _by_angle(function, name, (k, c), m, int(n), planner)


def _by_angle(
    function: Tree, name: str, square: tuple[Fraction, Fraction], m: int, n: int, planner: Planner
) -> Plan | None:
    k, c = square
    kind = "sin" if k < 0 else "tan" if c > 0 else "sec"
    root_c, root_k = square_root(number(abs(c))), square_root(number(abs(k)))
    a = square_root(number(abs(c / k)))
    angle = planner.letter(function) if any(n == ANGLE for _, n in planner.open) else ANGLE
    theta = Name(angle)
    x = product([a, call(kind, theta)])
    under = {"sin": call("cos", theta), "tan": call("sec", theta), "sec": call("tan", theta)}[kind]
    slope = {
        "sin": call("cos", theta),
        "tan": raised(call("sec", theta), TWO),
        "sec": product([call("sec", theta), call("tan", theta)]),
    }[kind]
    front = finished(product([raised(a, number(m + 1)), raised(root_c, number(n))]))
    whole = product([raised(call(kind, theta), number(m)), raised(under, number(n)), slope])
    inside = neat(_without_reciprocals(whole, angle), angle)
    back = angle_of(kind, quotient(Name(name), a) if a != ONE else Name(name))
    made = product([front, integral(inside, angle)])
    root = call("sqrt", _radicand(k, c, name))
    why = (
        f"Substitute ${name} = {tex(x)[1:-1]}$, $d{name} = {tex(product([a, slope]))[1:-1]}\\,d{angle_tex(angle)}$; "
        f"then {tex(root)[:-1]} = {tex(product([root_c, under]))[1:]}."
    )
    if kind == "sec":
        why += f" This is for ${name} > 0$; the result holds for ${name} < 0$ too."
    line = Line(
        rule="trigonometric-substitution",
        part=integral(function, name),
        became=Apply("at", (made, theta, back)),
        why=why,
        only_positive=kind == "sec",
    )
    del root_k
    change, words = backward(kind, angle, name, a, (k, c)), _back_words(kind, angle, name, a, (k, c))
    return planner.made(function, name, [line], back=change, back_why=words)


def _without_reciprocals(tree: Tree, angle: str) -> Tree:
    """Return secants and tangents by cosines and sines where one of them stands below: 1/sec is cos."""
    powers = powers_of(tree, angle)
    theta = Name(angle)
    secant, tangent = call("sec", theta), call("tan", theta)
    if powers is None or not set(powers.parts) <= {secant, tangent}:
        return tree
    p, q = (whole_of(powers.parts.get(part, number(0))) for part in (secant, tangent))
    if p is None or q is None or (p >= 0 and q >= 0):
        return tree
    sines = raised(call("sin", theta), number(q))
    return powers.constant.times(product([sines, raised(call("cos", theta), number(-p - q))]))


def angle_tex(angle: str) -> str:
    """Return the angle's name in TeX."""
    return rf"\{angle}" if angle == ANGLE else angle


def angle_of(kind: str, ratio: Tree) -> Tree:
    """Return the angle whose sine, tangent or secant is the ratio."""
    return call(f"a{kind}", ratio)


def _radicand(k: Fraction, c: Fraction, name: str) -> Tree:
    square = raised(Name(name), TWO)
    if k < 0:
        return total([number(c), negate(product([number(-k), square]))])
    return total([product([number(k), square]), number(c)])


def _sides(kind: str, name: str, a: Tree, square: tuple[Fraction, Fraction]) -> dict[str, Tree]:
    """Return sine, cosine and tangent of the angle as formulas in x, read off the right triangle."""
    k, c = square
    x = Name(name)
    scale = Fraction(abs(k))
    root = call("sqrt", _radicand(k / scale, c / scale, name))
    triangle = {"sin": (x, root, a), "tan": (x, a, root), "sec": (root, a, x)}[kind]
    opposite, adjacent, hypotenuse = triangle
    return {
        "sin": quotient(opposite, hypotenuse),
        "cos": quotient(adjacent, hypotenuse),
        "tan": quotient(opposite, adjacent),
        "sec": quotient(hypotenuse, adjacent),
        "csc": quotient(hypotenuse, opposite),
        "cot": quotient(adjacent, opposite),
    }


def backward(kind: str, angle: str, name: str, a: Tree, square: tuple[Fraction, Fraction]) -> Back:
    """Return how a formula in the angle is written in x."""
    sides = _sides(kind, name, a, square)
    ratio = quotient(Name(name), a) if a != ONE else Name(name)
    theta = Name(angle)

    def change(node: Tree) -> Tree:
        if isinstance(node, Apply) and node.head in sides and node.args[0] in {theta, angle_of(kind, ratio)}:
            return sides[node.head]
        return angle_of(kind, ratio) if node == theta else node

    def last(node: Tree) -> Tree:
        """An arcsecant holds for negative x too with bars."""
        return angle_of(kind, _with_bars(ratio)) if node == angle_of(kind, ratio) and kind == "sec" else node

    return lambda tree: finished(_combined(rebuild(rebuild(_single_angles(tree, theta), change), last)))


def _with_bars(ratio: Tree) -> Tree:
    if isinstance(ratio, Apply) and ratio.head == "div":
        return quotient(call("abs", ratio.args[0]), ratio.args[1])
    return call("abs", ratio)


def _single_angles(tree: Tree, theta: Tree) -> Tree:
    """Return the formula with sin 2θ and cos 2θ, sin 4θ and cos 4θ written by sin θ and cos θ."""

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head not in {"sin", "cos"}:
            return node
        factor = exact_number(quotient(node.args[0], theta)) if node.args[0] != theta else Fraction(1)
        if factor is None:
            factor = _factor(node.args[0], theta)
        if factor not in {2, 4}:
            return node
        half = theta if factor == 2 else product([TWO, theta])
        sine, cosine = change(call("sin", half)), change(call("cos", half))
        if node.head == "sin":
            return product([TWO, sine, cosine])
        return total([ONE, negate(product([TWO, raised(sine, TWO)]))])

    return rebuild(tree, change)


def _factor(tree: Tree, theta: Tree) -> Fraction | None:
    if isinstance(tree, Apply) and tree.head == "mul" and len(tree.args) == 2 and tree.args[1] == theta:
        return exact_number(tree.args[0])
    return None


def _combined(tree: Tree) -> Tree:
    """Return the formula with sums inside logarithms over one denominator: (x + sqrt(...))/a."""

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head != "abs" or not is_sum(node.args[0]):
            return node
        terms = node.args[0].args if isinstance(node.args[0], Apply) else ()
        denominators = {t.args[1] if isinstance(t, Apply) and t.head == "div" else ONE for t in map(_unsigned, terms)}
        if len(denominators) != 1 or denominators == {ONE}:
            return node
        (below,) = denominators
        above = total([_over_removed(t) for t in terms])
        return call("abs", quotient(above, below))

    return rebuild(tree, change)


def _unsigned(tree: Tree) -> Tree:
    return tree.args[0] if isinstance(tree, Apply) and tree.head == "neg" else tree


def _over_removed(tree: Tree) -> Tree:
    if isinstance(tree, Apply) and tree.head == "neg":
        return negate(_over_removed(tree.args[0]))
    return tree.args[0] if isinstance(tree, Apply) and tree.head == "div" else tree


def _back_words(kind: str, angle: str, name: str, a: Tree, square: tuple[Fraction, Fraction]) -> str:
    sides = _sides(kind, name, a, square)
    ratio = quotient(Name(name), a) if a != ONE else Name(name)
    sign = angle_tex(angle)
    shown = {"sin": ("cos",), "tan": ("sec",), "sec": ("tan",)}[kind]
    others = " and ".join(equation(rf"\{head} {sign}", sides[head]) for head in shown)
    return f"Back to ${name}$: {equation(sign, angle_of(kind, ratio))}, {others}."
