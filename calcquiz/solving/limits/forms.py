"""Indeterminate products, powers and differences, written as quotients; limits taken inside; L'Hôpital's rule."""

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.parts import factors_of, fraction_of, terms_of
from calcquiz.algebra.powers import powers_of, slope_of
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import ONE, Apply, Tree, call, free_names, number, walk
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.derivatives.derivatives import Differential, differentiated, is_plain
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.infinity import as_monomial, over, times_monomial
from calcquiz.solving.limits.parts import Rewriting, cancelled, is_rational, top_and_bottom
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.approach import approach, grows, settled
from calcquiz.tasks.points import sample_points
from calcquiz.tasks.textbook import textbook

MOST_ROUNDS = 4
"""Of L'Hôpital's rule in one derivation."""
CONTINUOUS = frozenset({"exp", "log", "sqrt", "cbrt", "sin", "cos", "tan", "atan", "asin", "tanh", "sigma", "abs"})
WITHOUT_SLOPE = frozenset({"factorial", "binomial", "floor", "ceiling", "sign", "pick", "gcd"})


def limit_by_numbers(tree: Tree, way: Approach) -> str:
    """Return `finite`, `oo`, `-oo` by values close to the place, or nothing where they do not tell."""
    end = end_of(tree, way)
    if end.sort is Sort.VALUE or (end.sort is Sort.INFINITE and end.sign):
        return "finite" if end.sort is Sort.VALUE else "oo" if end.sign > 0 else "-oo"
    names = free_names(tree) | free_names(way.place)
    point = next(sample_points(names - {way.variable}, way.setting.variables))
    rows = [row for row in approach(way.task(tree).args, point, whole=way.whole) if row]
    ends = [settled(row) for row in rows]
    if rows and all(end is not None for end in ends):
        same = max(ends) - min(ends) <= 1e-9 * max(1, abs(ends[0]))
        return "finite" if same else ""
    directions = {grows(row) for row in rows}
    if directions == {1}:
        return "oo"
    return "-oo" if directions == {-1} else ""


def form_by_numbers(tree: Apply, way: Approach) -> str:
    """Return the form of a quotient or power whose parts have limits that take work themselves."""
    if tree.head not in {"div", "mul", "pow"} or len(tree.args) != 2:
        return ""
    return NUMERIC_FORMS.get((tree.head, *(_size_by_numbers(arg, way) for arg in tree.args)), "")


def _size_by_numbers(tree: Tree, way: Approach) -> str:
    known = limit_by_numbers(tree, way)
    if known != "finite":
        return "oo" if known else ""
    last = way.rows(tree)[0][-1]
    return "0" if abs(last) < SMALL else "1" if abs(last - 1) < SMALL else ""


SMALL = 0.01
NUMERIC_FORMS: dict[tuple[str, ...], str] = {
    ("div", "0", "0"): "0/0",
    ("div", "oo", "oo"): "oo/oo",
    ("mul", "0", "oo"): "0*oo",
    ("mul", "oo", "0"): "0*oo",
    ("pow", "1", "oo"): "1^oo",
    ("pow", "0", "0"): "0^0",
    ("pow", "oo", "0"): "oo^0",
}


def by_quotient(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a product 0 * oo as a quotient: what is easier to differentiate stays on top."""
    if isinstance(tree, Apply) and tree.head == "div":
        return _exponential_below(tree, way)
    above, below = factors_of(tree)
    if below and any(way.holds(factor) for factor in below):
        return _one_quotient(tree, way)
    moving = [factor for factor in above if way.holds(factor)]
    fixed = [factor for factor in above if not way.holds(factor)]
    if len(moving) < 2:
        return None
    choices = sorted((factor for factor in moving if _goes_below(factor, way)), key=_is_power_of_x)
    if not choices:
        return None
    down = choices[0]
    up = [factor for factor in moving if factor is not down]
    reciprocal = _reciprocal(down)
    made = Apply("div", (product([*fixed, *up]), reciprocal))
    return Rewriting(rule="product-as-quotient", became=way.of(made), why="Write the product as a quotient.")


def _exponential_below(tree: Apply, way: Approach) -> Rewriting | None:
    """Return e^u/v as (1/v)/e^(-u) where e^u dies out: an exponential below is what L'Hôpital's rule gets rid of."""
    top, bottom = tree.args
    if not (isinstance(top, Apply) and top.head == "exp" and way.holds(bottom)) or way.infinite:
        return None
    made = Apply("div", (Apply("pow", (bottom, number(-1))), _reciprocal(top)))
    why = "Put the exponential below, where it grows."
    return Rewriting(rule="product-as-quotient", became=way.of(made), why=why)


def _one_quotient(tree: Tree, way: Approach) -> Rewriting | None:
    made = Apply("div", fraction_of(tree))
    if made == tree or (isinstance(tree, Apply) and tree.head == "div"):
        return None
    return Rewriting(
        rule="common-denominator", became=way.of(made), why="Write it as one fraction.", level=Level.NORMAL
    )


def _goes_below(factor: Tree, way: Approach) -> bool:
    """Return whether 1/factor is simpler to differentiate than the rest: exponentials and powers, never logarithms."""
    if isinstance(factor, Apply) and factor.head == "exp":
        return True
    if isinstance(factor, Apply) and factor.head == "pow" and not way.holds(factor.args[0]):
        return True
    base = factor.args[0] if isinstance(factor, Apply) and factor.head in {"pow", "sqrt", "cbrt"} else factor
    return is_rational(base, way.variable) or (isinstance(factor, Apply) and factor.head in {"tan", "cot", "sinh"})


def _is_power_of_x(factor: Tree) -> bool:
    """Order the candidates: exponentials go below before powers do."""
    return not (isinstance(factor, Apply) and (factor.head == "exp" or factor.head in {"tan", "cot"}))


def _reciprocal(factor: Tree) -> Tree:
    if isinstance(factor, Apply):
        if factor.head == "exp":
            return call("exp", negate(factor.args[0]))
        if factor.head in {"tan", "cot"}:
            return call("cot" if factor.head == "tan" else "tan", factor.args[0])
    return textbook(quotient(ONE, factor))


def by_one_logarithm(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a difference of logarithms as the logarithm of a quotient."""
    terms = terms_of(tree)
    if len(terms) != 2 or way.infinite == 0:
        return None
    plus = [term for term in terms if _is_log(term)]
    minus = [term.args[0] for term in terms if isinstance(term, Apply) and term.head == "neg" and _is_log(term.args[0])]
    if len(plus) == 1 and not minus:
        return _logarithm_and_line(plus[0], terms, way)
    if len(plus) != 1 or len(minus) != 1:
        return None
    inner = quotient(*(log.args[0] for log in (plus[0], minus[0]) if isinstance(log, Apply)))
    why = r"A difference of logarithms is the logarithm of a quotient: $\ln a - \ln b = \ln \frac{a}{b}$."
    return Rewriting(rule="one-logarithm", became=way.of(call("log", inner)), why=why)


def _logarithm_and_line(log: Tree, terms: list[Tree], way: Approach) -> Rewriting | None:
    """Return ln u - v, v linear, as ln(u/e^v)."""
    assert isinstance(log, Apply)
    line = tidy(negate(next(term for term in terms if term is not log)))
    if slope_of(line, way.variable) is None or way.infinite < 1:
        return None
    leader = call("exp", line)
    inner = total([over(term, leader, way) for term in terms_of(log.args[0])])
    why = f"As {tex(line)} is the logarithm of {tex(leader)}, this is one logarithm; divide by {tex(leader)}."
    return Rewriting(rule="one-logarithm", became=way.of(call("log", inner)), why=why)


def _is_log(term: Tree) -> bool:
    return isinstance(term, Apply) and term.head == "log" and len(term.args) == 1


def inside(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a continuous function of a limit, a constant multiple of one, or a root or power of one."""
    if not isinstance(tree, Apply):
        return None
    if tree.head in CONTINUOUS and len(tree.args) == 1:
        known = limit_by_numbers(tree.args[0], way)
        if not known or (known != "finite" and tree.head not in {"exp", "log", "sqrt", "cbrt"}):
            return None
        became = Apply(tree.head, (way.of(tree.args[0]),))
        shape = tex(Apply(tree.head, (way.name,)))
        why = f"{shape} is continuous: take the limit inside."
        return Rewriting(rule="limit-inside", became=became, why=why)
    if tree.head == "pow" and not way.holds(tree.args[1]) and limit_by_numbers(tree.args[0], way) == "finite":
        became = Apply("pow", (way.of(tree.args[0]), tree.args[1]))
        return Rewriting(rule="limit-inside", became=became, why="A power is continuous: take the limit of its base.")
    return None


def by_parts(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a sum or product of limits where each part has one."""
    terms = terms_of(tree)
    if len(terms) > 1:
        if not all(not way.holds(term) or limit_by_numbers(term, way) == "finite" for term in terms):
            return None
        return Rewriting(
            rule="limit-sum", became=total([_of(term, way) for term in terms]), why="Take the limit of each term."
        )
    above, below = factors_of(tree)
    moving = [factor for factor in above if way.holds(factor)]
    under = [factor for factor in below if way.holds(factor)]
    if len(moving) + len(under) < 2 and len(above) + len(below) < 2:
        return None
    if not all(limit_by_numbers(factor, way) == "finite" for factor in (*moving, *under)):
        return None
    if any(end_of(factor, way).is_zero for factor in under):
        return None
    became = quotient(product([way.of(factor) for factor in above]), product([way.of(factor) for factor in below]))
    only = len(moving) + len(under) == 1
    why = "The constant factor stays in front." if only else "Take the limit of each factor."
    return Rewriting(rule="limit-product", became=became, why=why, level=Level.FULL if only else Level.NORMAL)


def _of(term: Tree, way: Approach) -> Tree:
    """Return the limit of a term, its constant factor in front."""
    if isinstance(term, Apply) and term.head == "neg":
        return negate(_of(term.args[0], way))
    above, below = factors_of(term)
    fixed = [factor for factor in above if not way.holds(factor)]
    if not fixed or not way.holds(term) or below:
        return way.of(term)
    return product([*fixed, way.of(product([factor for factor in above if way.holds(factor)]))])


def by_hopital(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return the quotient of the derivatives, worked out beside the line where they take more than a look."""
    top, bottom = top_and_bottom(tree)
    if not (way.holds(top) and way.holds(bottom)) or _has_no_slope(tree):
        return None
    try:
        slopes = [textbook(differentiate(part, way.variable)) for part in (top, bottom)]
    except CalcquizError:
        return None
    made = textbook(quotient(*slopes))
    single = as_monomial(made, way)
    if single is not None:
        made = times_monomial(*single, way)
    elif is_rational(made, way.variable):
        made = cancelled(made, way.setting)
    if way.holds(made) and not limit_by_numbers(made, way):
        return None
    by = Differential(variable=way.variable)
    for place, part in enumerate((top, bottom)):
        if not is_plain(part, by) and not _is_power(part, way):
            slopes[place] = differentiated(part, by, sheet.inner())
    told = [
        f"$\\left({tex(part)[1:-1]}\\right)' = {tex(slope)[1:-1]}$"
        for part, slope in zip((top, bottom), slopes, strict=True)
    ]
    reals = f" {tex(way.name)} may run through all real numbers here." if way.whole else ""
    why = f"L'Hôpital: differentiate top and bottom, {told[0]} and {told[1]}.{reals}"
    return Rewriting(rule="lhopital", became=way.of(made), why=why)


def _is_power(tree: Tree, way: Approach) -> bool:
    """Return whether a formula is a multiple of a power of the variable, differentiated at sight."""
    powers = powers_of(tree, way.variable)
    return powers is not None and set(powers.parts) <= {way.name}


def _has_no_slope(tree: Tree) -> bool:
    return any(isinstance(node, Apply) and node.head in WITHOUT_SLOPE for node in walk(tree))
