"""The laws of limits in words: put in, pieces that vanish or grow, bounded factors, oscillation."""

from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.parts import factors_of, terms_of
from calcquiz.algebra.tree import ZERO, Apply, Tree, call, free_names, walk
from calcquiz.solving.limits.approach import DNE, MINUS_OO, OO, Approach
from calcquiz.solving.limits.end import End, Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import Rewriting, evaluated
from calcquiz.solving.limits.sides import pole_told
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.textbook import textbook

MOST_TOLD = 3
STRUCTURE = frozenset({"add", "mul", "div", "neg"})


def tends(tree: Tree, value: Tree) -> str:
    """Return `u -> a` as `$TeX$`."""
    return f"${tex(tree)[1:-1]} \\to {tex(value)[1:-1]}$"


def by_value(tree: Tree, end: End, way: Approach) -> Rewriting:
    """Return the limit that the laws give: the place put in, or what each part tends to."""
    value = evaluated(end.value, way.setting)
    if not way.infinite and _is_continuous(tree, way):
        sided = [side for side in way.sides if all(way.sided(side).rows(tree))] if not way.side else []
        only = f", on its {sided[0]} where it is defined" if len(sided) == 1 else ""
        why = f"Continuous at {tex(way.place)}{only}: put in {_equation(way)}."
        return Rewriting(rule="continuity", became=value, why=why)
    return Rewriting(rule="limit-laws", became=value, why=_parts_told(tree, way))


def _equation(way: Approach) -> str:
    return f"${way.variable if len(way.variable) == 1 else tex(way.name)[1:-1]} = {tex(way.place)[1:-1]}$"


def _is_continuous(tree: Tree, way: Approach) -> bool:
    """Return whether the place may simply be put in: everything in the formula has a value there."""
    if free_names(way.put_in(tree)):
        return end_of(tree, way).sort is Sort.VALUE and not _infinite_inside(tree, way)
    from calcquiz.algebra.precise import mp_value

    return mp_value(way.put_in(tree), {}) is not None


def _infinite_inside(tree: Tree, way: Approach) -> bool:
    return any(way.holds(node) and end_of(node, way).sort is not Sort.VALUE for node in walk(tree))


def _parts_told(tree: Tree, way: Approach) -> str:
    """Return what the moving parts of a formula tend to: the parts that vanish, else what stands inside."""
    if isinstance(tree, Apply) and tree.head == "div" and end_of(tree.args[1], way).sort is Sort.INFINITE:
        top, bottom = tree.args
        if way.holds(top) and (limit := end_of(top, way).limit) is not None:
            return f"{tends(top, limit)} while {tex(bottom)} grows beyond all bounds."
        if bottom != way.name:
            return f"The bottom {tex(bottom)} grows beyond all bounds."
    vanishing = [part for part in dict.fromkeys(_vanishing(tree, way)) if part != tree]
    if vanishing:
        if len(vanishing) > MOST_TOLD:
            return f"All terms with {tex(way.name)} below tend to 0."
        shown = listed([tex(part) for part in vanishing])
        return f"{shown} {'tends' if len(vanishing) == 1 else 'tend'} to 0."
    moving = _moving(tree, way)
    if moving == [way.name]:
        return f"{tex(tree)} tends to {tex(end_of(tree, way).value)} as {tends(way.name, way.place)}."
    told = [tends(part, limit) for part in moving if (limit := end_of(part, way).limit) is not None]
    return f"{_capital(listed(told[:MOST_TOLD]))}." if told else "By the laws of limits."


def _capital(text: str) -> str:
    return f"Here {text}"


def _vanishing(tree: Tree, way: Approach) -> list[Tree]:
    """Return the largest terms of sums that tend to 0."""
    if not isinstance(tree, Apply) or not way.holds(tree):
        return []
    if tree.head == "add":
        found: list[Tree] = []
        for term in terms_of(tree):
            bare = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
            if way.holds(term) and _dies_out(term, way):
                found.append(bare)
            else:
                found += _vanishing(bare, way)
        return found
    return [part for arg in tree.args for part in _vanishing(arg, way)]


def _dies_out(term: Tree, way: Approach) -> bool:
    """Return whether a term tends to 0, by the laws or by the order of growth."""
    end = end_of(term, way)
    if end.sort is Sort.FORM and way.infinite > 0:
        growth = growth_of(term, way.variable)
        return growth is not None and growth.direction < 0
    return end.is_zero


def _moving(tree: Tree, way: Approach) -> list[Tree]:
    """Return the parts of which the laws speak: terms, factors, top and bottom, or what stands inside a function."""
    if not isinstance(tree, Apply):
        return [tree]
    if tree.head == "div" and not way.holds(tree.args[0]):
        return [tree.args[1]]
    parts = [arg for arg in tree.args if way.holds(arg)]
    if tree.head == "neg" or (tree.head == "mul" and len(parts) == 1):
        return [parts[0]] if parts[0] == way.name or not isinstance(parts[0], Apply) else _moving(parts[0], way)
    return parts


def by_growing(tree: Tree, end: End, way: Approach) -> Rewriting:
    """Return oo or -oo, with the reason."""
    became = OO if end.sign > 0 else MINUS_OO
    why = pole_told(tree, way) if isinstance(tree, Apply) and tree.head == "div" else ""
    if why:
        return Rewriting(rule="pole", became=became, why=why)
    if not isinstance(tree, Apply):
        return Rewriting(rule="limit-laws", became=became, why=f"{tex(tree)} grows beyond all bounds.")
    bare = tree.args[0] if tree.head == "neg" else tree
    told = [tends(part, limit) for part in _moving(bare, way) if (limit := end_of(part, way).limit) is not None]
    if not told or _moving(bare, way) == [way.name]:
        towards = "grows beyond all bounds" if end.sign > 0 else "falls below all bounds"
        return Rewriting(rule="limit-laws", became=became, why=f"{tex(tree)} {towards}.")
    return Rewriting(rule="limit-laws", became=became, why=f"{_capital(listed(told[:MOST_TOLD]))}.")


def by_squeeze(tree: Tree, way: Approach) -> Rewriting:
    """Return 0: a bounded factor times one that tends to 0."""
    above, below = factors_of(tree)
    wild = [factor for factor in above if end_of(factor, way).sort is Sort.BOUNDED]
    calm = [factor for factor in above if factor not in wild]
    if not wild:
        return Rewriting(rule="squeeze", became=ZERO, why=_parts_told(tree, way))
    from calcquiz.algebra.tidy import product, quotient

    rest = quotient(product(calm), product(below))
    bounds = [end_of(factor, way).value for factor in wild]
    if ZERO in bounds:
        why = f"{tex(product(wild))} stays bounded and {tends(rest, ZERO)}, so the product tends to 0."
        return Rewriting(rule="squeeze", became=ZERO, why=why)
    outer = textbook(product([*bounds, call("abs", rest)]))
    plain = outer if way.sign(rest) <= 0 else textbook(product([*bounds, rest]))
    whole = tex(call("abs", tree))[1:-1]
    why = f"Squeeze: $0 \\le {whole} \\le {tex(plain)[1:-1]}$, and {tends(plain, ZERO)}."
    return Rewriting(rule="squeeze", became=ZERO, why=why)


def by_oscillation(tree: Tree, way: Approach) -> Rewriting | None:
    """Return that there is no limit: sine or cosine of what grows, or a sign that alternates."""
    for node in walk(tree):
        if not isinstance(node, Apply) or not way.holds(node):
            continue
        if node.head in {"sin", "cos"} and end_of(node.args[0], way).sort is Sort.INFINITE:
            inner = tex(node.args[0])
            grows = "" if node.args[0] == way.name else f"{inner} grows beyond all bounds, so "
            meets = "comes close to" if way.whole else "takes"
            why = f"{grows}{tex(node)} {meets} every value between $-1$ and $1$ again and again and settles nowhere."
            return Rewriting(rule="oscillation", became=DNE, why=why[0].upper() + why[1:])
    return None
