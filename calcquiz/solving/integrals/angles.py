"""Trigonometric substitution: x = a sin, a tan or a sec of an angle, and back."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, whole_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Tree, call, free_names, is_sum, number, rebuild
from calcquiz.solving.integrals.algebra import finished, integral, square_root
from calcquiz.solving.integrals.direct import neat
from calcquiz.solving.integrals.plan import Back, Line, Plan, Planner
from calcquiz.solving.integrals.squares import square_and_constant
from calcquiz.solving.words import equation, tex

ANGLE = "theta"


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


def _sides(kind: str, name: str, square: tuple[Fraction, Fraction]) -> dict[str, Tree]:
    """Return sine, cosine and tangent of the angle as formulas in x, read off the right triangle."""
    k, c = square
    x, root = product([square_root(number(abs(k))), Name(name)]), call("sqrt", _radicand(k, c, name))
    side = square_root(number(abs(c)))
    triangle = {"sin": (x, root, side), "tan": (x, side, root), "sec": (root, side, x)}[kind]
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
    sides = _sides(kind, name, square)
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
    """Return the formula with sums inside logarithms over one denominator, a constant one left out."""

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head != "abs" or not is_sum(node.args[0]):
            return node
        terms = node.args[0].args if isinstance(node.args[0], Apply) else ()
        denominators = {t.args[1] if isinstance(t, Apply) and t.head == "div" else ONE for t in map(_unsigned, terms)}
        if len(denominators) != 1 or denominators == {ONE}:
            return node
        (below,) = denominators
        above = total([_over_removed(t) for t in terms])
        return call("abs", above) if not free_names(below) else call("abs", quotient(above, below))

    return rebuild(tree, change)


def _unsigned(tree: Tree) -> Tree:
    return tree.args[0] if isinstance(tree, Apply) and tree.head == "neg" else tree


def _over_removed(tree: Tree) -> Tree:
    if isinstance(tree, Apply) and tree.head == "neg":
        return negate(_over_removed(tree.args[0]))
    return tree.args[0] if isinstance(tree, Apply) and tree.head == "div" else tree


def _back_words(kind: str, angle: str, name: str, a: Tree, square: tuple[Fraction, Fraction]) -> str:
    sides = _sides(kind, name, square)
    ratio = quotient(Name(name), a) if a != ONE else Name(name)
    sign = angle_tex(angle)
    shown = {"sin": ("cos",), "tan": ("sec",), "sec": ("tan",)}[kind]
    others = " and ".join(equation(rf"\{head} {sign}", sides[head]) for head in shown)
    return f"Back to ${name}$: {equation(sign, angle_of(kind, ratio))}, {others}."
