"""What is drawn beside a function of one's own: the options of a plot as the entries of an author's plot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.records.errors import FormulaError, UsageError
from calcquiz.records.plot_request import Pair, PlotRequest
from calcquiz.session.pictures import legend

AROUND = 3
"""How far to both sides of its place a Taylor polynomial is shown."""
RATE, STEPS = "1/10", 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request with its functions read."""

    request: PlotRequest
    trees: tuple[Tree, ...]
    names: tuple[str, ...]
    """The variables, in the order of the alphabet."""

    @property
    def first(self) -> str:
        """Return the first function as text."""
        return to_text(self.trees[0])

    @property
    def called(self) -> str:
        """Return what the first function is called in a sentence: as it was typed."""
        return self.request.formulas[0].strip()


def _number(text: str) -> str:
    """Return a number that is typed as a formula, in the language of formulas."""
    from calcquiz.plotting.formulas import constant

    text = text.strip()
    tree = parse(text, open_names=True)
    if free_names(tree) or constant(tree) is None:
        advice = "Write a value that needs no variable: 3, pi/2, -sqrt(2)"
        raise FormulaError("this is no number", text=text, end=len(text), advice=advice)
    return to_text(tree)


def _pair(pair: Pair) -> list[str]:
    return [_number(end) for end in pair]


Entries: TypeAlias = Iterator[tuple[str, Any]]
Drawer: TypeAlias = Callable[[Asked, tuple[str, ...]], Entries]


def _windows(asked: Asked, _: tuple[str, ...]) -> Entries:
    for name in ("x", "y"):
        pair: Pair | None = getattr(asked.request, name)
        if pair is not None:
            yield name, _pair(pair)


def _curves(asked: Asked, variables: tuple[str, ...]) -> Entries:
    request = asked.request
    if request.level_curves or request.descent is not None:
        return
    terms = request.sequence is not None or request.partial_sums is not None
    curves = [to_text(tree) for tree in asked.trees[1 if terms else 0 :]]
    if request.derivative:
        slope = to_text(differentiate(asked.trees[0], variables[0]))
        yield "labels", {slope: f"derivative {legend(parse(slope, open_names=True, author=True))}"}
        curves = list(dict.fromkeys([*curves, slope]))
    if curves:
        yield "curves", curves


def _tangents(asked: Asked, variables: tuple[str, ...]) -> Entries:
    places = [_number(text) for text in asked.request.tangent]
    if places:
        yield "tangent", [{"to": asked.first, "at": at, "label": _tangent_label(asked, variables, at)} for at in places]


def _tangent_label(asked: Asked, variables: tuple[str, ...], at: str) -> str:
    """Return the place and the slope of a tangent.

    Raises:
        UsageError: There is none.
    """
    from calcquiz.plotting.assemble import function_of, value_at
    from calcquiz.plotting.formulas import constant
    from calcquiz.plotting.lines import slope_at
    from calcquiz.plotting.ticks import place_text

    place = constant(parse(at))
    assert place is not None
    height = value_at(function_of(asked.trees[0], variables[0]), place)
    slope = slope_at(asked.trees[0], variables[0], place)
    where = f"{variables[0]} = {at}"
    if height is None or slope is None:
        raise UsageError(
            f"{asked.called} has no tangent at {where}",
            f"It has no {'value' if height is None else 'slope'} there. Choose another place.",
        )
    where = f"{variables[0]} = {place_text(place, in_pi='pi' in at)}"
    return f"tangent at {where} (slope {told(slope, (1 + abs(height)) / max(1.0, abs(place)))})"


def told(value: float, size: float) -> str:
    """Return a number as text, where numbers of this size went into it: what they leave of 0 is 0."""
    from calcquiz.plotting.ticks import number_text

    return number_text(0.0 if abs(value) < 1e-12 * size else value)


def _secant(asked: Asked, variables: tuple[str, ...]) -> Entries:
    from calcquiz.plotting.assemble import function_of, value_at
    from calcquiz.plotting.formulas import constant

    if asked.request.secant is None:
        return
    at, to = _pair(asked.request.secant)
    start, end = constant(parse(at)), constant(parse(to))
    assert start is not None
    assert end is not None
    if start == end:
        raise UsageError(f"a secant needs two places, and {at} is one", "Write two: --secant 1 3")
    function = function_of(asked.trees[0], variables[0])
    low, high = value_at(function, start), value_at(function, end)
    if low is None or high is None:
        where = f"{variables[0]} = {at if low is None else to}"
        raise UsageError(f"{asked.called} has no value at {where}", "Choose two places where it has one.")
    label = f"secant (slope {told((high - low) / (end - start), (1 + abs(low)) / abs(end - start))})"
    yield "secants", {"to": asked.first, "at": at, "h": [f"{to} - ({at})"], "label": label}


def _area(asked: Asked, variables: tuple[str, ...]) -> Entries:
    request = asked.request
    if request.area is None:
        return
    start, end = _pair(request.area)
    ends = {"under": asked.first, "from": start, "to": end}
    if request.riemann is None:
        yield "area", {**ends, "label": _area_label(asked, variables[0], (start, end))}
    else:
        yield "riemann", {**ends, "n": str(request.riemann), "side": request.side or "left"}


def _area_label(asked: Asked, name: str, ends: Pair) -> str:
    """Return what the area is called, with the value of the integral where that is known."""
    from calcquiz.plotting.assemble import function_of
    from calcquiz.plotting.formulas import constant
    from calcquiz.plotting.lines import integral
    from calcquiz.plotting.ticks import number_text

    low, high = (constant(parse(end)) for end in ends)
    assert low is not None
    assert high is not None
    value = integral(function_of(asked.trees[0], name), (low, high)) if low < high else None
    return "area" if value is None else f"area (integral {number_text(value)})"


def _taylor(asked: Asked, variables: tuple[str, ...]) -> Entries:
    from calcquiz.plotting.build import is_periodic
    from calcquiz.plotting.formulas import constant
    from calcquiz.plotting.lines import taylor

    orders = sorted(set(asked.request.taylor))
    if not orders:
        return
    at = _number(asked.request.at or "0")
    place = constant(parse(at))
    assert place is not None
    found = {order for order, _ in taylor(asked.trees[0], variables[0], place, orders)}
    if missing := [order for order in orders if order not in found]:
        raise UsageError(
            f"{asked.called} has no Taylor polynomial of order {missing[0]} at {variables[0]} = {at}",
            "It has no value or no derivative there. Choose another place with --at.",
        )
    if asked.request.x is None and not is_periodic(asked.trees[0]):
        yield "x", [f"{at} - {AROUND}", f"{at} + {AROUND}"]
    yield "taylor", {"of": asked.first, "at": at, "orders": [str(order) for order in orders]}


def _plane(asked: Asked, variables: tuple[str, ...]) -> Entries:
    request = asked.request
    if not (request.level_curves or request.descent is not None):
        return
    yield "level", asked.first
    if request.descent is None:
        return
    names = f"({variables[0]}, {variables[1]})"
    rate, steps = _number(request.rate or RATE), STEPS if request.steps is None else request.steps
    yield "path", f"descent({asked.first}, {names}, {_start(request.descent)}, {rate}, {steps})"
    yield "arrows", f"-gradient({asked.first}, {names})"


def _start(text: str) -> str:
    """Return the start of a descent: two numbers joined by a comma, with or without brackets."""
    inner = text.strip()
    inner = inner[1:-1] if inner.startswith("(") and inner.endswith(")") else inner
    parts = inner.split(",")
    if len(parts) != 2:
        raise FormulaError("this is no point", text=text, end=len(text), advice="Write two numbers: --descent 2,1")
    return f"({', '.join(map(_number, parts))})"


def _terms(asked: Asked, variables: tuple[str, ...]) -> Entries:
    request = asked.request
    first = 1 if request.first is None else request.first
    if request.sequence is not None:
        label = legend(asked.trees[0])
        yield "terms", {"of": asked.first, "n": [str(first), str(request.sequence)], "label": label}
    if request.partial_sums is not None:
        _check_first(asked, variables[0], first)
        yield "partial_sums", {"of": asked.first, "n": [str(first), str(request.partial_sums)]}


def _check_first(asked: Asked, name: str, first: int) -> None:
    from calcquiz.plotting.assemble import function_of, value_at

    if value_at(function_of(asked.trees[0], name), float(first)) is None:
        raise UsageError(
            f"{asked.called} has no value at {name} = {first}, where the sums begin",
            f"Begin later: --from {first + 1}",
        )


DRAWERS: tuple[Drawer, ...] = (_windows, _curves, _tangents, _secant, _area, _taylor, _plane, _terms)
