"""Sizes toward infinity: bounds on how a formula grows whose sines, signs and steps never settle."""

from collections.abc import Callable
from dataclasses import dataclass

from calcquiz.algebra.alternating import has_negative_base
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.orders import FLAT, Growth
from calcquiz.algebra.tidy import total
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, walk

WAVES = frozenset({"sin", "cos"})
STEADY = frozenset(
    {
        "add",
        "mul",
        "div",
        "neg",
        "pow",
        "exp",
        "log",
        "log10",
        "sqrt",
        "cbrt",
        "root",
        "factorial",
        "binomial",
        "abs",
        "atan",
        "acot",
        "asinh",
        "sinh",
        "cosh",
        "tanh",
        "sech",
        "csch",
        "coth",
        "erf",
        "sigma",
        "Phi",
        "phi",
        "softplus",
        "relu",
    }
)
"""Functions that, made of each other, keep one sign and either rise or fall in the end."""
CALM_FOR_SMALL = frozenset({"sin", "cos", "tan", "asin", "acos", "sec", "atanh"})
"""Functions of which the same is true while what stands inside dies out."""
ROOTS = {"sqrt": 0.5, "cbrt": 1 / 3}


def is_steady(tree: Tree, name: str) -> bool:
    """Return whether a formula in the end keeps its sign and rises or falls, as all made of powers, exp and log do."""
    return all(_is_steady_node(node, name) for node in walk(tree) if isinstance(node, Apply))


def _is_steady_node(node: Apply, name: str) -> bool:
    if name not in free_names(node) or (node.head in STEADY and not has_negative_base(node, name)):
        return True
    if node.head not in CALM_FOR_SMALL:
        return False
    inner = growth_of(node.args[0], name)
    return inner is not None and inner.direction < 0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Between which growths the absolute values of a formula stay; None where that is not known."""

    lower: Growth | None
    upper: Growth | None


UNKNOWN = Sizes(None, None)


def sizes_of(tree: Tree, name: str) -> Sizes:
    """Return between which growths |f(n)| stays, in the end."""
    if is_steady(tree, name):
        growth = growth_of(tree, name)
        return Sizes(growth, growth)
    if isinstance(tree, Name):
        return UNKNOWN
    assert isinstance(tree, Apply)
    rule = _RULES.get(tree.head)
    return rule(tree, name) if rule else UNKNOWN


def _times(one: Growth | None, other: Growth | None, power: float = 1.0) -> Growth | None:
    return None if one is None or other is None else one.times(other.raised(power))


def _product(tree: Apply, name: str) -> Sizes:
    whole = Sizes(FLAT, FLAT)
    for arg in tree.args:
        sizes = sizes_of(arg, name)
        whole = Sizes(_times(whole.lower, sizes.lower), _times(whole.upper, sizes.upper))
    return whole


def _quotient(tree: Apply, name: str) -> Sizes:
    top, bottom = (sizes_of(arg, name) for arg in tree.args)
    return Sizes(_times(top.lower, bottom.upper, -1.0), _times(top.upper, bottom.lower, -1.0))


def _sum(tree: Apply, name: str) -> Sizes:
    calm = [term for term in tree.args if is_steady(term, name)]
    wild = [sizes_of(term, name).upper for term in tree.args if term not in calm]
    main = growth_of(total(calm), name) if calm else None
    known = [growth for growth in (*wild, *([main] if calm else [])) if growth is not None]
    if len(known) < len(wild) + bool(calm):
        return UNKNOWN
    return Sizes(_least_of_sum(tree, calm, main, name), max(known))


def _least_of_sum(tree: Apply, calm: list[Tree], main: Growth | None, name: str) -> Growth | None:
    """Return the growth of the calm terms where they outweigh the others: n + sin(n), 2 + sin(n)."""
    wild = [term for term in tree.args if term not in calm]
    if main is None:
        return None
    if all((upper := sizes_of(term, name).upper) is not None and main > upper for term in wild):
        return main
    heights = [_height(term, name) for term in wild]
    if main != FLAT or None in heights or any(name in free_names(term) for term in calm):
        return None
    from calcquiz.algebra.precise import mp_value

    level = mp_value(total(calm), {})
    return FLAT if level is not None and abs(level) > sum(one for one in heights if one is not None) else None


def _height(tree: Tree, name: str) -> float | None:
    """Return how far a constant times waves and signs gets from zero, None for anything else."""
    from calcquiz.algebra.precise import mp_value

    if name not in free_names(tree):
        value = mp_value(tree, {})
        return None if value is None else abs(float(value))
    if not isinstance(tree, Apply):
        return None
    if tree.head in WAVES or (has_negative_base(tree, name) and exact_number(tree.args[0]) == -1):
        return 1.0
    if tree.head == "div" and name not in free_names(tree.args[1]):
        top, bottom = (_height(arg, name) for arg in tree.args)
        return None if top is None or not bottom else top / bottom
    if tree.head not in {"mul", "neg"}:
        return None
    height = 1.0
    for arg in tree.args:
        factor = _height(arg, name)
        if factor is None:
            return None
        height *= factor
    return height


def _power(tree: Apply, name: str) -> Sizes:
    if has_negative_base(tree, name):
        growth = growth_of(tree, name)
        return Sizes(growth, growth)
    exponent = exact_number(tree.args[1])
    return UNKNOWN if exponent is None else _raised(sizes_of(tree.args[0], name), float(exponent))


def _raised(sizes: Sizes, exponent: float) -> Sizes:
    lower, upper = (None if one is None else one.raised(exponent) for one in (sizes.lower, sizes.upper))
    return Sizes(lower, upper) if exponent > 0 else Sizes(upper, lower)


def _root(tree: Apply, name: str) -> Sizes:
    return _raised(sizes_of(tree.args[0], name), ROOTS[tree.head])


def _same(tree: Apply, name: str) -> Sizes:
    return sizes_of(tree.args[0], name)


def _stepped(tree: Apply, name: str) -> Sizes:
    """Return the sizes of the whole part of what grows: they are at most 1 away."""
    sizes = sizes_of(tree.args[0], name)
    grows = sizes.lower is not None and sizes.lower.direction > 0
    return sizes if grows else UNKNOWN


def _exponential(tree: Apply, name: str) -> Sizes:
    inner = sizes_of(tree.args[0], name).upper
    return Sizes(FLAT, FLAT) if inner is not None and inner.direction <= 0 else UNKNOWN


_RULES: dict[str, Callable[[Apply, str], Sizes]] = {
    "mul": _product,
    "div": _quotient,
    "add": _sum,
    "pow": _power,
    "neg": _same,
    "abs": _same,
    "exp": _exponential,
    **dict.fromkeys(ROOTS, _root),
    **dict.fromkeys(("floor", "ceiling"), _stepped),
    **dict.fromkeys(WAVES, lambda _tree, _name: Sizes(None, FLAT)),
}
"""Head -> sizes of what is not steady."""
