"""The rules of differentiation on trees: what the outermost operation of a function makes of its derivative."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from calcquiz.algebra.differentiate import OUTER, differentiate
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Number, Tree, call, number
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.differential import Differential
from calcquiz.solving.sheet import UnworkedError
from calcquiz.solving.words import equation, listed, tex
from calcquiz.tasks.factors import ROOTS
from calcquiz.tasks.neat import neat

E = Name("e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """What a rule makes of one derivative that is still to be taken."""

    rule: str
    became: Tree
    why: str
    aside: str = ""
    level: Level = Level.NORMAL


def is_plain(tree: Tree, way: Differential) -> bool:
    """Return whether the derivative is taken in passing: polynomials, and table functions of a linear argument."""
    if not way.holds(tree) or isinstance(tree, Name | Number):
        return True
    if tree.head in {"add", "neg"}:
        return all(is_plain(arg, way) for arg in tree.args)
    if tree.head == "mul":
        moving = [factor for factor in tree.args if way.holds(factor)]
        return len(moving) == 1 and is_plain(moving[0], way)
    if tree.head == "div" and not way.holds(tree.args[1]):
        return is_plain(tree.args[0], way)
    if tree.head == "div" and not way.holds(tree.args[0]):
        below, power = _power_below(tree.args[1])
        return below == Name(way.variable) and power.value > 0
    if tree.head == "pow":
        base, exponent = tree.args
        if way.holds(base):
            return is_linear(base, way) and not way.holds(exponent)
        return is_linear(exponent, way)
    return len(tree.args) == 1 and tree.head in {*OUTER, "log"} and is_linear(tree.args[0], way)


def is_linear(tree: Tree, way: Differential) -> bool:
    """Return whether a formula is a x + b."""
    return not way.holds(way.value(tree)) if _is_polynomial(tree) else False


def _is_polynomial(tree: Tree) -> bool:
    if not isinstance(tree, Apply):
        return True
    return tree.head in {"add", "mul", "neg", "div"} and all(_is_polynomial(arg) for arg in tree.args)


def rewriting(tree: Tree, way: Differential) -> Rewriting:
    """Return what the rule for the outermost operation makes of the derivative of a tree.

    Raises:
        UnworkedError: no rule fits.
    """
    if not way.holds(tree):
        return Rewriting(rule="constant", became=ZERO, why=f"{tex(tree)} is a constant.", level=Level.FULL)
    if isinstance(tree, Name | Number):
        return Rewriting(rule="identity", became=ONE, why=f"The derivative of {tex(tree)} is 1.", level=Level.FULL)
    rule = STRUCTURE.get(tree.head)
    made = rule(tree, way) if rule else _of_function(tree, way)
    if is_plain(tree, way):
        return replace(made, level=Level.FULL)
    return made


def _sum(tree: Apply, way: Differential) -> Rewriting:
    return Rewriting(rule="sum", became=total([way.of(term) for term in tree.args]), why="Differentiate term by term.")


def _negative(tree: Apply, way: Differential) -> Rewriting:
    became = negate(way.of(tree.args[0]))
    aside = _then(tree.args[0], way)
    return Rewriting(
        rule="multiple", became=became, why="The minus sign stays in front.", aside=aside, level=Level.FULL
    )


def _product(tree: Apply, way: Differential) -> Rewriting:
    fixed = [factor for factor in tree.args if not way.holds(factor)]
    moving = [factor for factor in tree.args if way.holds(factor)]
    if fixed and len(moving) == 1:
        became = product([*fixed, way.of(product(moving))])
        why = f"The constant factor {tex(product(fixed))} stays in front."
        return Rewriting(rule="multiple", became=became, why=why, aside=_then(moving[0], way), level=Level.FULL)
    if fixed:
        moving[0] = product([*fixed, moving[0]])
    terms = [product([*moving[:place], way.of(factor), *moving[place + 1 :]]) for place, factor in enumerate(moving)]
    letters = ("u", "v", "w")
    if len(moving) > len(letters):
        return Rewriting(rule="product", became=total(terms), why="Product rule: differentiate each factor in turn.")
    named = list(zip(letters, moving, strict=False))
    pattern = "(u v)' = u' v + u v'" if len(moving) == 2 else "(u v w)' = u' v w + u v' w + u v w'"
    meaning = listed([equation(letter, factor) for letter, factor in named])
    return Rewriting(
        rule="product", became=total(terms), why=f"Product rule ${pattern}$ with {meaning}.", aside=_asides(named, way)
    )


def _then(tree: Tree, way: Differential) -> str:
    """Return what is done next when that is no line of its own."""
    if not isinstance(tree, Apply) or not is_plain(tree, way) or is_linear(tree, way):
        return ""
    if tree.head == "pow" and tree.args[0] == Name(way.variable):
        return "Then use the power rule."
    return f"The derivative of {tex(tree)} is {tex(way.value(tree))}."


def _asides(named: list[tuple[str, Tree]], way: Differential) -> str:
    """Return the derivatives of the named parts that are taken in passing: Here u' = 2x and v' = 3 cos 3x."""
    known = [equation(f"{letter}'", way.value(part)) for letter, part in named if is_plain(part, way)]
    return f"Here {listed(known)}." if known else ""


def _quotient(tree: Apply, way: Differential) -> Rewriting:
    above, below = tree.args
    if not way.holds(below):
        why = f"The constant factor {tex(quotient(ONE, below))} stays in front."
        became = quotient(way.of(above), below)
        return Rewriting(rule="multiple", became=became, why=why, aside=_then(above, way), level=Level.FULL)
    if not way.holds(above):
        return _reciprocal(above, below, way)
    top = total([product([way.of(above), below]), negate(product([above, way.of(below)]))])
    named = [("u", above), ("v", below)]
    why = (
        "Quotient rule $\\left(\\frac{u}{v}\\right)' = \\frac{u' v - u v'}{v^2}$ "
        f"with {equation('u', above)} and {equation('v', below)}."
    )
    return Rewriting(rule="quotient", became=quotient(top, raised(below, TWO)), why=why, aside=_asides(named, way))


def _reciprocal(above: Tree, below: Tree, way: Differential) -> Rewriting:
    """Return c/v^n as a power, c/v by the reciprocal rule."""
    base, exponent = _power_below(below)
    if base == Name(way.variable) or exponent != ONE:
        power = raised(base, number(-exponent.value))
        why = f"Write {tex(quotient(ONE, below))} as the power {tex(power)}."
        level = Level.FULL if base == Name(way.variable) and below != call("sqrt", base) else Level.NORMAL
        aside = _aside_of_power(base, way)
        became = way.of(product([above, power]))
        return Rewriting(rule="rewrite-power", became=became, why=why, aside=aside, level=level)
    why = f"Reciprocal rule $\\left(\\frac{{1}}{{v}}\\right)' = -\\frac{{v'}}{{v^2}}$ with {equation('v', below)}."
    became = negate(quotient(product([above, way.of(below)]), raised(below, TWO)))
    return Rewriting(rule="reciprocal", became=became, why=why, aside=_asides([("v", below)], way))


def _aside_of_power(base: Tree, way: Differential) -> str:
    if base == Name(way.variable):
        return "Then use the power rule."
    return f"Then use the power rule; the inner derivative is {tex(way.value(base))}." if is_linear(base, way) else ""


def _power_below(below: Tree) -> tuple[Tree, Number]:
    """Return base and exponent of a power or root, the exponent 1 for anything else."""
    if isinstance(below, Apply):
        exponent = exact_number(below.args[1]) if below.head == "pow" else None
        if below.head in ROOTS:
            return below.args[0], ROOTS[below.head]
        if exponent is not None:
            return below.args[0], Number(exponent)
    return below, ONE


def _power(tree: Apply, way: Differential) -> Rewriting:
    base, exponent = tree.args
    if not way.holds(exponent):
        outer = product([exponent, raised(base, tidy(total([exponent, number(-1)])))])
        if base == Name(way.variable):
            why = f"Power rule: the exponent {tex(exponent)} comes to the front and is lowered by one."
            return Rewriting(rule="power", became=outer, why=why, level=Level.FULL)
        return _chained(base, outer, raised(Name("u"), exponent), way)
    if base == E:
        return _chained(exponent, tree, raised(E, Name("u")), way)
    if not way.holds(base):
        outer = product([call("log", base), tree])
        if exponent == Name(way.variable):
            why = f"The derivative of {tex(tree)} is {tex(outer)}."
            return Rewriting(rule="exponential", became=outer, why=why, level=Level.FULL)
        return _chained(exponent, outer, raised(base, Name("u")), way)
    logarithm = product([exponent, call("log", base)])
    meant = listed([equation("y", tree), equation(r"\ln y", logarithm)])
    moving = tex(Name(way.variable))
    why = f"Base and exponent both depend on {moving}: take logarithms. With {meant}, $y' = y (\\ln y)'$."
    return Rewriting(rule="logarithmic", became=product([tree, way.of(logarithm)]), why=why)


def _chained(inner: Tree, outer: Tree, pattern: Tree, way: Differential) -> Rewriting:
    """Return the chain rule: the outer derivative, already at the inner function, times the inner derivative."""
    why = f"Chain rule: outside {tex(pattern)}, inside {equation('u', inner)}."
    known = equation("u'", way.value(inner))
    aside = f"Inside, {known}." if is_plain(inner, way) else ""
    became = _times_inner(way.of(inner), outer)
    return Rewriting(rule="chain", became=became, why=why, aside=aside)


def _times_inner(inner: Tree, outer: Tree) -> Tree:
    if isinstance(outer, Apply) and outer.head == "div":
        return quotient(product([inner, outer.args[0]]), outer.args[1])
    return product([outer, inner])


def _logarithm(tree: Apply, way: Differential) -> Rewriting:
    if len(tree.args) == 2:
        natural = quotient(call("log", tree.args[0]), call("log", tree.args[1]))
        why = f"Change of base: {tex(tree)} is {tex(natural)}."
        return Rewriting(rule="change-of-base", became=way.of(natural), why=why)
    inner = tree.args[0]
    if isinstance(inner, Apply) and inner.head == "abs":
        inner = inner.args[0]
    return _outer(tree, inner, quotient(ONE, inner), way)


def _outer(tree: Apply, inner: Tree, outer: Tree, way: Differential) -> Rewriting:
    """Return a function of the table, by the chain rule where more than the variable stands inside."""
    if inner == Name(way.variable):
        why = f"From the table: the derivative of {tex(tree)} is {tex(outer)}."
        rule = "exponential" if tree.head == "exp" else "table"
        return Rewriting(rule=rule, became=outer, why=why, level=Level.FULL)
    pattern = Apply(tree.head, (Name("u"), *tree.args[1:]))
    return _chained(inner, outer, pattern, way)


def _root(tree: Apply, way: Differential) -> Rewriting:
    base, degree = tree.args
    written = raised(base, tidy(quotient(ONE, degree)))
    why = f"Write the root as the power {tex(written)}."
    return Rewriting(rule="rewrite-power", became=way.of(written), why=why)


def _of_function(tree: Apply, way: Differential) -> Rewriting:
    outer = OUTER.get(tree.head)
    if outer is None or len(tree.args) != 1:
        raise UnworkedError(f"{tree.head} has no derivative here", "Use a function that can be differentiated.")
    return _outer(tree, tree.args[0], outer(tree.args[0]), way)


def _pieces(tree: Apply, way: Differential) -> Rewriting:
    if tree.head == "pick":
        *cases, otherwise = tree.args
        slopes = [arg if place % 2 == 0 else way.of(arg) for place, arg in enumerate(cases)]
        became: Tree = Apply("pick", (*slopes, way.of(otherwise)))
    else:
        became = neat(differentiate(tree, way.variable))
    return Rewriting(rule="piece-by-piece", became=became, why="Differentiate each piece where it holds.")


STRUCTURE: dict[str, Callable[[Apply, Differential], Rewriting]] = {
    "add": _sum,
    "mul": _product,
    "neg": _negative,
    "div": _quotient,
    "pow": _power,
    "log": _logarithm,
    "root": _root,
    "pick": _pieces,
    "max": _pieces,
    "min": _pieces,
    "relu": _pieces,
}
"""Head -> its rule; every other function stands in the table of derivatives."""
