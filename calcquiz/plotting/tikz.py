"""A scene as a TikZ picture, for documents in TeX: the same shapes as in SVG, and nothing but TikZ itself is needed."""

from collections.abc import Callable, Iterable
from typing import Any

from calcquiz.plotting.diagram import diagram_of
from calcquiz.plotting.paper_shapes import QUIET, Diagram, Fill, Label, Shape, Spot, Stroke, corners_of
from calcquiz.plotting.svg import INKS
from calcquiz.records.scene import Point, Scene

ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
GREY = "calcquizquiet"


def tikz_colours() -> str:
    """Return the definitions of the inks, for the head of a document."""
    named = [(f"calcquiz{ink}", colour) for ink, colour in enumerate(INKS)] + [(GREY, "#777777")]
    return "\n".join(rf"\definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}" for name, colour in named)


def tikz_picture(scene: Scene, escape: Callable[[str], str]) -> str:
    """Return the scene as a `tikzpicture`.

    Args:
        scene: What to draw.
        escape: Makes words safe in TeX.
    """
    diagram = diagram_of(scene)
    left, top, width, height = diagram.window
    clip = rf"\clip ({_number(left)},{_number(top)}) rectangle ({_number(left + width)},{_number(top + height)});"
    lines = [
        r"\begin{tikzpicture}[x=1bp,y=-1bp,inner sep=0pt,outer sep=0pt,font=\sffamily\footnotesize,line join=round]",
        *(r"\begin{scope}", clip, *_shapes(diagram.inside, escape), r"\end{scope}"),
        *_shapes(diagram.outside, escape),
        *_edges(diagram),
        r"\end{tikzpicture}",
    ]
    return "\n".join(lines)


def _edges(diagram: Diagram) -> Iterable[str]:
    """Yield the size of the picture, so that it takes the same room in every document."""
    yield rf"\useasboundingbox (0,0) rectangle ({_number(diagram.width)},{_number(diagram.height)});"


def _shapes(shapes: Iterable[Shape], escape: Callable[[str], str]) -> list[str]:
    return [_WRITERS[type(shape)](shape, escape) for shape in shapes]


def _ink(ink: int | None) -> str:
    if ink is None:
        return "black"
    return GREY if ink == QUIET else f"calcquiz{ink}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _points(points: Iterable[Point]) -> str:
    return " -- ".join(f"({_number(x)},{_number(y)})" for x, y in points)


def _stroke(stroke: Stroke, _: Callable[[str], str]) -> str:
    pattern = "".join(
        f"{'off' if place % 2 else 'on'} {_number(length)}bp " for place, length in enumerate(stroke.dash)
    )
    dash = f",dash pattern={pattern.strip()}" if pattern else ""
    return rf"\draw[{_ink(stroke.ink)},line width={_number(stroke.width)}bp{dash}] {_points(stroke.points)};"


def _fill(fill: Fill, _: Callable[[str], str]) -> str:
    opacity = "" if fill.opacity == 1 else f",fill opacity={fill.opacity:g}"
    return rf"\fill[{_ink(fill.ink)}{opacity}] {_points(fill.points)} -- cycle;"


def _spot(spot: Spot, escape: Callable[[str], str]) -> str:
    corners = corners_of(spot)
    if corners:
        return _fill(Fill(points=corners, ink=spot.ink, opacity=1), escape)
    x, y = map(_number, spot.at)
    return rf"\fill[{_ink(spot.ink)}] ({x},{y}) circle[radius={_number(spot.size)}bp];"


def _label(label: Label, escape: Callable[[str], str]) -> str:
    x, y = map(_number, label.at)
    return rf"\node[anchor={ANCHORS[label.anchor]},text={_ink(label.ink)}] at ({x},{y}) {{{escape(label.text)}}};"


_WRITERS: dict[type, Callable[[Any, Callable[[str], str]], str]] = {
    Stroke: _stroke,
    Fill: _fill,
    Spot: _spot,
    Label: _label,
}
