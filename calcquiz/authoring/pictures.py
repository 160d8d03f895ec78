"""The last proof of the sixth group: the picture can be drawn, and its curves exist on most of their range."""

from collections.abc import Iterator
from typing import Any

from calcquiz.algebra.tree import free_names
from calcquiz.authoring.subject import Subject, Worked
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.tasks.formula import without_task

FINITE_PERCENT = 90
PLACES = 200
DRAWN = 4
"""Variants whose picture is drawn to the last character; of all others the scene is made."""
WIDTH, HEIGHT = 76, 14


def pictures_can_be_drawn(subject: Subject) -> None:
    """Note a plot that cannot be drawn, shows nothing, or whose curves have no value on a tenth of their range."""
    if subject.problem.plot is None:
        return
    for turn, worked in enumerate(subject.worked):
        try:
            _draw(subject, worked, whole=turn < DRAWN)
        except CalcquizError as error:
            told = (without_task(error) if isinstance(error, FormulaError) else None) or error
            message = f"the picture cannot be drawn: {told.message}"
            subject.ledger.note(_blamed(worked), "drawn", message, told.advice, worked.variant.variant)


def _blamed(worked: Worked) -> str:
    """Return the path of the entry that cannot be drawn by itself."""
    from calcquiz.plotting.authored import SETTINGS, scene_of

    plot = worked.variant.plot or {}
    settings = {name: plot[name] for name in SETTINGS if name in plot}
    for name in (*settings, *(name for name in plot if name not in settings)):
        alone = {name: plot[name]} if name in settings else {**settings, name: plot[name]}
        try:
            scene_of(alone, variables=worked.variant.variables or ("x",), values=_values(worked))
        except CalcquizError:
            return f"plot.{name}"
    return "plot"


def _values(worked: Worked) -> dict[str, str]:
    return {**worked.variant.values, "key": worked.variant.parts[-1].key}


def _draw(subject: Subject, worked: Worked, *, whole: bool) -> None:
    from calcquiz.plotting.authored import scene_of
    from calcquiz.plotting.terminal import draw

    variant = worked.variant
    values = _values(worked)
    assert variant.plot is not None
    scene = scene_of(variant.plot, variables=variant.variables or ("x",), values=values)
    if scene is None:
        message, advice = "the picture shows nothing", "Name at least one thing to draw: `curves: [f]`."
        subject.ledger.note("plot", "empty", message, advice, variant.variant)
        return
    if whole:
        draw(scene, width=WIDTH, height=HEIGHT)
    for path, text, percent in _sparse(worked, values, scene.x):
        message = f"`{text}` has a value on {percent} % of the range {scene.x[0]:g} to {scene.x[1]:g}"
        advice = f"Choose `x` so that it has one on {FINITE_PERCENT} % at least."
        subject.ledger.note(path, "finite", message, advice, variant.variant)


def _sparse(worked: Worked, values: dict[str, str], window: tuple[float, float]) -> Iterator[tuple[str, str, int]]:
    """Yield the curves that are finite on too little of the window: path, text, percentage."""
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values
    from calcquiz.plotting.authored import reader_of

    plot = worked.variant.plot or {}
    reader = reader_of(plot, variables=worked.variant.variables or ("x",), values=values)
    along = reader.variables[0]
    places = np.linspace(window[0], window[1], PLACES)
    for path, text in _curves(plot):
        tree = reader.tree(text)
        if not free_names(tree) & set(reader.variables):
            continue
        others = {name: np.ones(PLACES) for name in free_names(tree) - {*reader.variables, "pi", "e", "oo"}}
        finite = np.isfinite(numpy_values(tree, {along: places, **others}))
        percent = int(100 * np.count_nonzero(finite) / len(finite))
        if percent < FINITE_PERCENT:
            yield path, text, percent


def _curves(plot: dict[str, Any]) -> Iterator[tuple[str, str]]:
    curves = plot.get("curves", [])
    for place, text in enumerate(curves if isinstance(curves, list) else [curves], 1):
        yield f"plot.curves.{place}" if isinstance(curves, list) else "plot.curves", str(text)
