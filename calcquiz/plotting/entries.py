"""The entries of an author's plot: one function each, and one table of them.

This module imports numpy: import it where a picture is made, not at start.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.plotting.assemble import Graph, Region, Sketch, value_at
from calcquiz.plotting.contour import descent, gradient_arrows, level_curves
from calcquiz.plotting.formulas import KEY, Formulas, HiddenError
from calcquiz.plotting.lines import partial_sums, riemann_bars, secant, tangent, taylor, term_bars, term_dots
from calcquiz.plotting.sample import Window
from calcquiz.plotting.ticks import number_text, place_text
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.scene import Dots, Guide, Mark, Path, Point

ANSWER = "the answer"
MOST_TERMS = 200
SHARES = {"left": 0.0, "mid": 0.5, "right": 1.0}
"""Where a slice takes its height, as a share of its width; `share` says another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """What an author's texts mean, and what their formulas are called in the legend."""

    reader: Formulas
    labels: Mapping[str, str]
    formula: Callable[[Tree], str]

    def label(self, text: Any) -> str:
        """Return the author's label of a formula, else its name, else the formula itself."""
        text = str(text)
        if text in self.labels:
            return self.labels[text]
        if text == KEY:
            return ANSWER
        return text if text in self.reader.values else self.formula(self.reader.tree(text))

    def graph(self, text: Any) -> Graph:
        """Return the graph of a formula."""
        return Graph(label=self.label(text), function=self.reader.function(text))


Entry: TypeAlias = Callable[[Author, Sketch, Any], Sketch]


def unless_hidden(make: Callable[[], Any], otherwise: Any) -> Any:
    """Return what `make` makes, or `otherwise` when that would show the key too early."""
    try:
        return make()
    except HiddenError:
        return otherwise


def _get(entry: Any, name: str, where: str) -> Any:
    """Return a field of an entry, or say which one is missing."""
    if not isinstance(entry, Mapping) or name not in entry:
        raise CalcquizError(f"`{where}` has no `{name}`", f"Write {where}: {EXAMPLES[where]}")
    return entry[name]


def listed(entry: Any) -> list[Any]:
    """Return an entry that may be one text or several as a list."""
    return list(entry) if isinstance(entry, list | tuple) else [entry]


def ends_of(author: Author, entry: Any, where: str) -> Window:
    """Return the ends `from` and `to` of an entry."""
    return author.reader.window([_get(entry, "from", where), _get(entry, "to", where)])


def index_range(author: Author, entry: Any, where: str) -> tuple[int, int]:
    """Return the first and last index of a sequence to draw, at most `MOST_TERMS` of them."""
    first, last = author.reader.window(_get(entry, "n", where))
    return round(first), min(round(last), round(first) + MOST_TERMS - 1)


def _label(entry: Any, otherwise: str) -> str:
    return str(entry.get("label", otherwise))


def _each(author: Author, entry: Any) -> Iterator[tuple[str, Any]]:
    """Yield label and text of a list (without labels) or a mapping (label: text)."""
    pairs = entry.items() if isinstance(entry, Mapping) else (("", text) for text in listed(entry))
    for label, text in pairs:
        if unless_hidden(partial(author.reader.tree, text), None) is not None:
            yield str(label), text


def _curves(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    graphs = tuple(author.graph(text) for _, text in _each(author, entry))
    return replace(sketch, graphs=sketch.graphs + graphs)


def _points(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    points = [(label, author.reader.point(text)) for label, text in _each(author, entry)]
    return replace(sketch, marks=sketch.marks + tuple(Mark(label=label, x=x, y=y) for label, (x, y) in points))


def _guides(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    places = [(label, author.reader.number(text)) for label, text in _each(author, entry)]
    named = [(label or f"{sketch.x_label} = {place_text(x, in_pi=sketch.x_in_pi)}", x) for label, x in places]
    return replace(sketch, guides=sketch.guides + tuple(Guide(label=label, x=x) for label, x in named))


def _area(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    graph = author.graph(_get(entry, "under", "area"))
    start, end = ends_of(author, entry, "area")
    region = Region(label=_label(entry, "area"), upper=graph.function, start=start, end=end)
    return replace(_with_graphs(sketch, graph), regions=(*sketch.regions, region))


def _between(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    upper, lower = (author.graph(_get(entry, name, "between")) for name in ("upper", "lower"))
    start, end = ends_of(author, entry, "between")
    label = _label(entry, "area")
    region = Region(label=label, upper=upper.function, lower=lower.function, start=start, end=end)
    return replace(_with_graphs(sketch, upper, lower), regions=(*sketch.regions, region))


def _tangents(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    for one in listed(entry):
        sketch = _tangent(author, sketch, one)
    return sketch


def _tangent(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text, at = _get(entry, "to", "tangent"), author.reader.number(_get(entry, "at", "tangent"))
    graph, line = author.graph(text), tangent(author.reader.tree(text), author.reader.variables[0], at)
    sketch = _with_graphs(sketch, graph)
    height = value_at(graph.function, at)
    if line is None or height is None:
        return sketch
    label = _label(entry, "tangent")
    return replace(
        _with_graphs(sketch, Graph(label=label, function=line)), marks=(*sketch.marks, Mark(label="", x=at, y=height))
    )


def _secants(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text, at = _get(entry, "to", "secants"), author.reader.number(_get(entry, "at", "secants"))
    graph = author.graph(text)
    steps = [author.reader.number(step) for step in listed(_get(entry, "h", "secants"))]
    lines = ((step, secant(graph.function, at, at + step)) for step in steps)
    drawn = [(step, line) for step, line in lines if line is not None]
    graphs = [
        Graph(label=str(entry.get("label", f"secant, h = {number_text(step)}")), function=line) for step, line in drawn
    ]
    ends = [at, *(at + step for step, _ in drawn)] if drawn else []
    points = tuple((x, y) for x in ends if (y := value_at(graph.function, x)) is not None)
    dots = (Dots(label="", points=points),) if points else ()
    return replace(_with_graphs(sketch, graph, *graphs), dots=(*sketch.dots, *dots))


def _riemann(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    graph = author.graph(_get(entry, "under", "riemann"))
    count = round(author.reader.number(_get(entry, "n", "riemann")))
    side = str(entry.get("side", "left"))
    share = author.reader.number(entry["share"]) if "share" in entry else SHARES.get(side)
    if not 1 <= count <= MOST_TERMS or share is None or not 0 <= share <= 1:
        where = side if share is None else entry.get("share", side)
        raise CalcquizError(f"`riemann` cannot draw {count} slices, {where}", f"Write riemann: {EXAMPLES['riemann']}")
    bars = riemann_bars(graph.function, ends_of(author, entry, "riemann"), count, share)
    return replace(_with_graphs(sketch, graph), bars=(*sketch.bars, bars))


def _taylor(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text, at = _get(entry, "of", "taylor"), author.reader.number(_get(entry, "at", "taylor"))
    orders = [round(author.reader.number(order)) for order in listed(_get(entry, "orders", "taylor"))]
    polynomials = taylor(author.reader.tree(text), author.reader.variables[0], at, orders)
    graphs = [Graph(label=f"T{order}", function=polynomial, follows=True) for order, polynomial in polynomials]
    return _with_graphs(sketch, author.graph(text), *graphs)


def _partial_sums(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text = _get(entry, "of", "partial_sums")
    ends = index_range(author, entry, "partial_sums")
    dots = partial_sums(author.reader.function(text), *ends, _label(entry, "partial sums"))
    return replace(sketch, dots=(*sketch.dots, dots))


def _terms(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text = _get(entry, "of", "terms")
    dots = term_dots(author.reader.function(text), *index_range(author, entry, "terms"), _label(entry, "terms"))
    return replace(sketch, dots=(*sketch.dots, dots))


def _bars(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text = _get(entry, "of", "bars")
    bars = term_bars(author.reader.function(text), *index_range(author, entry, "bars"), _label(entry, "terms"))
    return replace(sketch, bars=(*sketch.bars, bars))


def _level(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    text = entry.get("of") if isinstance(entry, Mapping) else entry
    chosen = (
        [author.reader.number(level) for level in listed(entry.get("at", ()))] if isinstance(entry, Mapping) else []
    )
    names = author.reader.variables[:2]
    if len(names) < 2 or sketch.y is None:
        raise CalcquizError("`level` needs two variables", "Level curves belong to a function of two variables.")
    levels = level_curves(author.reader.tree(text), (names[0], names[1]), sketch.x, sketch.y, chosen)
    told = ", ".join(number_text(level) for level in levels.levels)
    words = f"{author.label(text)} = {told}" if told else f"{author.label(text)}: nothing in this window"
    return replace(sketch, levels=(*sketch.levels, replace(levels, label=words)))


def stops_of(author: Author, entry: Any) -> tuple[Point, ...]:
    """Return the stops of a descent, written as the task is."""
    match author.reader.tree(entry):
        case Apply("descent", (function, Apply(_, (Name(x), Name(y))), start, rate, count)):
            numbers = [author.reader.number(to_text(tree)) for tree in (rate, count)]
            return descent(function, (x, y), author.reader.point(to_text(start)), numbers[0], round(numbers[1]))
        case _:
            raise FormulaError(f"`{entry}` is no path", text=str(entry), advice=f"Write path: {EXAMPLES['path']}")


def _arrows(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    tree = author.reader.tree(entry)
    downhill = isinstance(tree, Apply) and tree.head == "neg"
    match tree.args[0] if downhill and isinstance(tree, Apply) else tree:
        case Apply("gradient", (function, Apply(_, (Name(x), Name(y))))) if sketch.y is not None:
            label = "downhill" if downhill else "uphill"
            arrows = gradient_arrows(function, (x, y), sketch.x, sketch.y, downhill=downhill, label=label)
        case _:
            advice = f"Write arrows: {EXAMPLES['arrows']}"
            raise FormulaError(f"`{entry}` is no field of arrows", text=str(entry), advice=advice)
    return replace(sketch, arrows=(*sketch.arrows, arrows))


def _path(author: Author, sketch: Sketch, entry: Any) -> Sketch:
    stops = stops_of(author, entry)
    first = Mark(label="start", x=stops[0][0], y=stops[0][1])
    path = Path(label="descent", stops=stops)
    return replace(sketch, paths=(*sketch.paths, path), marks=(*sketch.marks, first))


def _with_graphs(sketch: Sketch, *graphs: Graph) -> Sketch:
    """Return the sketch with graphs added that are not in it yet, by label."""
    known = {graph.label for graph in sketch.graphs}
    return replace(sketch, graphs=sketch.graphs + tuple(graph for graph in graphs if graph.label not in known))


ENTRIES: dict[str, Entry] = {
    "curves": _curves,
    "area": _area,
    "between": _between,
    "riemann": _riemann,
    "tangent": _tangents,
    "secants": _secants,
    "taylor": _taylor,
    "partial_sums": _partial_sums,
    "bars": _bars,
    "terms": _terms,
    "level": _level,
    "path": _path,
    "arrows": _arrows,
    "points": _points,
    "guides": _guides,
}
EXAMPLES = {
    "area": "{under: f, from: 0, to: 2}",
    "between": "{upper: f, lower: g, from: 0, to: 2}",
    "riemann": "{under: f, from: 0, to: 2, n: 6, side: left}",
    "tangent": "{to: f, at: 1}",
    "secants": "{to: f, at: 1, h: [2, 1, 1/4]}",
    "taylor": "{of: f, at: 0, orders: [1, 3]}",
    "partial_sums": "{of: a, n: [1, 20]}",
    "bars": "{of: a, n: [1, 20]}",
    "terms": "{of: a, n: [1, 20]}",
    "arrows": "-gradient(f, (x, y))",
    "path": "descent(f, (x, y), (2, 1), 0.1, 10)",
}
