"""Integrands written another way first: double angles, conjugates, roots of quotients, products of exponentials."""

from collections.abc import Mapping
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant, powers_of, slope_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, TWO, Apply, Name, Tree, call, is_sum, number, rebuild, sub, walk
from calcquiz.solving.integrals.algebra import (
    collected,
    finished,
    holds,
    multiplied_out,
    replaced,
    term_tree,
    terms_of,
)
from calcquiz.solving.integrals.direct import neat, rewriting
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.words import tex

CIRCULAR = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
WAVES = CIRCULAR | {"sinh", "cosh", "tanh"}
IDENTITIES = frozenset({"half-angle", "trigonometric-identity", "product-to-sum"})
HALF = Fraction(1, 2)


def double_angle(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write sin 2u and cos 2u by sin u and cos u where both angles stand in the integrand."""
    angles = {n.args[0] for n in walk(function) if isinstance(n, Apply) and n.head in CIRCULAR and holds(n, name)}
    for angle in angles:
        double = finished(product([TWO, angle]))
        if double not in angles:
            continue
        sine, cosine = call("sin", angle), call("cos", angle)
        known: dict[Tree, Tree] = {
            call("sin", double): product([TWO, sine, cosine]),
            call("cos", double): _double_cosine(function, sine, cosine),
        }
        used = [node for node in known if node in set(walk(function))]
        became = neat(_with_known(function, known), name)
        words = " and ".join(f"{tex(node)[:-1]} = {tex(known[node])[1:]}" for node in used)
        if used and became != function:
            return planner.made(function, name, [rewriting("double-angle", function, became, name, f"Use {words}.")])
    return None


def _with_known(tree: Tree, known: Mapping[Tree, Tree]) -> Tree:
    return rebuild(tree, lambda node: known.get(node, node))


def _double_cosine(function: Tree, sine: Tree, cosine: Tree) -> Tree:
    """Return cos 2u by the function of u that stands in the integrand."""
    if sine in set(walk(function)):
        return total([product([TWO, raised(cosine, TWO)]), MINUS_ONE])
    return sub(ONE, product([TWO, raised(sine, TWO)]))


def reciprocal_functions(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write 1/cos^n as sec^n and 1/sin^n as csc^n beside other functions."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) < 2:
        return None
    became: Tree = function
    parts: dict[Tree, Tree] = {}
    for part, exponent in powers.parts.items():
        whole = whole_of(exponent)
        if isinstance(part, Apply) and part.head in {"cos", "sin"} and whole is not None and whole < 0:
            part, exponent = Apply("sec" if part.head == "cos" else "csc", part.args), number(-whole)  # noqa: PLW2901
        parts[part] = total([parts[part], exponent]) if part in parts else exponent
    if parts == powers.parts:
        return None
    became = term_tree(powers.constant, parts)
    words = f"Write it as {tex(became)}."
    return planner.made(function, name, [rewriting("trigonometric-identity", function, became, name, words)])


def polynomial_times_powers(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Lower powers of trigonometric functions beside a polynomial: x sin^2 x, x tan^2 x."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    waves: dict[Tree, Tree] = {
        p: e for p, e in powers.parts.items() if isinstance(p, Apply) and p.head in {*CIRCULAR, "sinh", "cosh", "tanh"}
    }
    others = {p: e for p, e in powers.parts.items() if p not in waves}
    rest = term_tree(powers.constant, others)
    plain = term_tree(Constant(), {p: e for p, e in others.items() if not isinstance(p, Apply) or p.head != "exp"})
    if not waves or not others or polynomial_in(plain, name) is None:
        return None
    wave = term_tree(Constant(), waves)
    plan = planner.plan(wave, name)
    line = plan.lines[0] if plan is not None else None
    if line is None or line.rule not in IDENTITIES or not isinstance(line.became, Apply):
        return None
    if line.became.head != "integral":
        return None
    opened = multiplied_out(product([rest, line.became.args[0]]), name)
    if opened is None:
        return None
    return planner.made(function, name, [rewriting(line.rule, function, opened, name, line.why)])


def conjugate(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply above and below by 1 - cos x where 1 + cos x stands below, and the like."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    for part, exponent in powers.parts.items():
        found = _one_and_wave(part) if exponent == MINUS_ONE else None
        if found is None:
            continue
        wave, other = found
        rest = term_tree(powers.constant, {p: e for p, e in powers.parts.items() if p != part})
        square = raised(Apply("sin" if wave.head == "cos" else "cos", wave.args), TWO)
        terms = terms_of(neat(product([rest, other]), name))
        opened = multiplied_out(product([rest, other]), name)
        terms = terms_of(opened) if opened is not None else terms
        sign = _sign_of_product(part, other)
        became = collected([quotient(product([number(sign), term]), square) for term in terms], name)
        words = (
            f"Multiply above and below by {tex(other)}: below, "
            f"{tex(product([part, other]))[:-1]} = {tex(product([number(sign), square]))[1:]}."
        )
        return planner.made(function, name, [rewriting("conjugate", function, became, name, words)])
    return None


def _one_and_wave(part: Tree) -> tuple[Apply, Tree] | None:
    """Return the function and the conjugate of 1 ± sin u, 1 ± cos u or the negative of one."""
    terms = terms_of(part)
    waves = [t for t in (_bare(term) for term in terms) if isinstance(t, Apply) and t.head in {"sin", "cos"}]
    numbers = [value for value in (exact_number(term) for term in terms) if value is not None]
    if len(terms) != 2 or len(waves) != 1 or len(numbers) != 1 or abs(numbers[0]) != 1:
        return None
    other = total([term if exact_number(term) is not None else negate(term) for term in terms])
    return waves[0], other


def _bare(term: Tree) -> Tree:
    return term.args[0] if isinstance(term, Apply) and term.head == "neg" else term


def _sign_of_product(part: Tree, other: Tree) -> int:
    """Return the sign of (1 + w)(1 - w) = 1 - w^2, or of its negative."""
    constants = [exact_number(term) for tree in (part, other) for term in terms_of(tree)]
    values = [value for value in constants if value is not None]
    return int(values[0] * values[1])


def root_of_quotient(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write sqrt(p/q) as p/sqrt(p q), p and q linear."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    exponents = {part: exact_number(exponent) for part, exponent in _opened_quotients(powers.parts).items()}
    above = next((p for p, e in exponents.items() if e == HALF and slope_of(p, name) is not None), None)
    below = next((p for p, e in exponents.items() if e == -HALF and slope_of(p, name) is not None), None)
    if above is None or below is None:
        return None
    inside = multiplied_out(product([above, below]), name) or neat(product([above, below]), name)
    rest = {p: e for p, e in _opened_quotients(powers.parts).items() if p not in {above, below}}
    became = quotient(product([term_tree(powers.constant, rest), above]), call("sqrt", inside))
    words = f"Multiply above and below by {tex(call('sqrt', above))}."
    return planner.made(function, name, [rewriting("conjugate", function, became, name, words)])


def _opened_quotients(parts: Mapping[Tree, Tree]) -> dict[Tree, Tree]:
    """Return the parts with (p/q)^n as p^n and q^-n."""
    opened: dict[Tree, Tree] = {}
    for part, exponent in parts.items():
        if isinstance(part, Apply) and part.head == "div":
            opened |= {part.args[0]: exponent, part.args[1]: tidy(negate(exponent))}
        else:
            opened[part] = exponent
    return opened


def difference_of_roots(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply above and below by sqrt(p) - sqrt(q) where sqrt(p) + sqrt(q) stands below."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    for part, exponent in powers.parts.items():
        terms = terms_of(part) if exponent == MINUS_ONE and is_sum(part) else []
        if len(terms) != 2 or not all(isinstance(_bare(t), Apply) and _bare(t).head == "sqrt" for t in terms):  # type: ignore[union-attr]
            continue
        other = total([terms[0], negate(terms[1])])
        below = neat(sub(*(_inside(term) for term in terms)), name)
        if holds(below, name):
            continue
        rest = term_tree(powers.constant, {p: e for p, e in powers.parts.items() if p != part})
        became = neat(quotient(product([rest, other]), below), name)
        words = f"Multiply above and below by {tex(other)}: below, {tex(below)} is left."
        return planner.made(function, name, [rewriting("conjugate", function, became, name, words)])
    return None


def _inside(term: Tree) -> Tree:
    root = _bare(term)
    assert isinstance(root, Apply)
    return root.args[0]


def exponentials_apart(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write e^(u + v) as e^u e^v where the exponent is no linear formula, and a^u e^v as one exponential."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    for part in powers.parts:
        if isinstance(part, Apply) and part.head == "exp" and is_sum(part.args[0]):
            terms = terms_of(part.args[0])
            if polynomial_in(part.args[0], name) is not None:
                continue
            became = neat(replaced(function, part, product([call("exp", term) for term in terms])), name)
            words = f"Write {tex(part)[:-1]} = {tex(product([call('exp', term) for term in terms]))[1:]}."
            return planner.made(function, name, [rewriting("laws-of-exponents", function, became, name, words)])
    return _joined_exponentials(function, name, planner)


def _joined_exponentials(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write a^x b^x as (a b)^x and a^x/b^x as (a/b)^x."""
    powers = powers_of(function, name)
    bases: list[Tree] = []
    for part, exponent in powers.parts.items() if powers else ():
        whole = whole_of(exponent)
        base = _base_of_exponential(part, name)
        if base is None or whole is None:
            return None
        bases.append(raised(base, number(whole)) if whole > 0 else quotient(ONE, raised(base, number(-whole))))
    if len(bases) < 2 or powers is None:
        return None
    joined = powers.constant.times(raised(tidy(product(bases)), Name(name)))
    words = f"The exponents are the same: write {tex(function)[:-1]} = {tex(joined)[1:]}."
    return planner.made(function, name, [rewriting("laws-of-exponents", function, joined, name, words)])


def _base_of_exponential(part: Tree, name: str) -> Tree | None:
    if part == call("exp", Name(name)):
        return Name("e")
    if isinstance(part, Apply) and part.head == "pow" and part.args[1] == Name(name) and not holds(part.args[0], name):
        return part.args[0]
    return None


def hyperbolic_powers(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Lower squares of sinh, cosh and tanh, and split one factor off an odd power."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 1 or powers.constant.times(ONE) != ONE:
        return None
    ((part, exponent),) = powers.parts.items()
    whole = whole_of(exponent)
    if not isinstance(part, Apply) or part.head not in {"sinh", "cosh", "tanh"} or whole is None or whole < 2:
        return None
    line = _hyperbolic(function, name, part, whole)
    return None if line is None else planner.made(function, name, [line])


def _hyperbolic(function: Tree, name: str, part: Apply, whole: int) -> Line | None:
    square = raised(part, TWO)
    if part.head == "tanh":
        other = sub(ONE, raised(Apply("sech", part.args), TWO))
    elif whole % 2 == 0:
        double = call("cosh", finished(product([TWO, *part.args])))
        other = quotient(total([double, MINUS_ONE if part.head == "sinh" else ONE]), TWO)
    else:
        partner = raised(Apply("cosh" if part.head == "sinh" else "sinh", part.args), TWO)
        other = total([partner, MINUS_ONE]) if part.head == "sinh" else total([ONE, partner])
    rest = raised(part, number(whole - 2))
    opened = multiplied_out(product([rest, other]), name) or neat(product([rest, other]), name)
    words = f"Use {tex(square)[:-1]} = {tex(other)[1:]}."
    return rewriting("hyperbolic-identity", function, opened, name, words)


def sine_squared_over_cosine(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write sin^2 above cos^n as 1 - cos^2, and cos^2 above sin^n as 1 - sin^2."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 2:
        return None
    for part, exponent in powers.parts.items():
        whole = whole_of(exponent)
        if not isinstance(part, Apply) or part.head not in {"sin", "cos"} or whole is None or whole < 2:
            continue
        partner = Apply("cos" if part.head == "sin" else "sin", part.args)
        below = whole_of(powers.parts.get(partner, number(0))) or 0
        if below >= 0:
            continue
        square = sub(ONE, raised(partner, TWO))
        rest = term_tree(
            powers.constant, {**powers.parts, part: number(whole - 2)} if whole > 2 else {partner: number(below)}
        )
        opened = multiplied_out(product([square, rest]), name)
        if opened is not None:
            words = f"Use {tex(raised(part, TWO))[:-1]} = {tex(square)[1:]}."
            return planner.made(function, name, [rewriting("trigonometric-identity", function, opened, name, words)])
    return None
