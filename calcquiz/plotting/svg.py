"""A scene as SVG: written by ourselves, so that the same scene is the same file with every version of every library."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from calcquiz.plotting.diagram import SIZE, diagram_of
from calcquiz.plotting.paper_shapes import Diagram, Fill, Label, Shape, Spot, Stroke, corners_of
from calcquiz.records.scene import Point, Scene

INKS = ("#0072b2", "#d55e00", "#b5459a", "#00808a", "#7a6a00")
"""Blue, orange, magenta, teal, olive: told apart by every kind of sight, readable on black and on white."""
QUIET = "#777777"
FONT = "font-family=\"'DejaVu Sans', Arial, sans-serif\""
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def svg_text(scene: Scene, *, words: str = "", paper: bool = False) -> str:
    """Return the scene as an `svg` element.

    Args:
        scene: What to draw.
        words: The picture in words, for those who cannot see it.
        paper: On white paper; otherwise words and axes take the colour of the text around.
    """
    diagram = diagram_of(scene)
    size = f'width="{_number(diagram.width)}" height="{_number(diagram.height)}"'
    box = f'viewBox="0 0 {_number(diagram.width)} {_number(diagram.height)}"'
    told = f"<title>{escape(words)}</title>" if words else ""
    sheet = '<rect width="100%" height="100%" fill="white"/>' if paper else ""
    colour = 'color="#222222" ' if paper else ""
    return (
        f'<svg {NAMESPACE} {size} {box} role="img" {colour}{FONT} font-size="{_number(SIZE)}" fill="none">'
        f"{told}{sheet}{_window(diagram)}{_shapes(diagram.outside)}</svg>"
    )


def svg_file(scene: Scene, words: str = "") -> bytes:
    """Return the scene as an SVG file, on white paper."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + svg_text(scene, words=words, paper=True) + "\n").encode()


def _window(diagram: Diagram) -> str:
    """Return what is inside the window as an inner picture, which cuts off what stands out."""
    x, y, width, height = map(_number, diagram.window)
    place = f'x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}"'
    return f"<svg {place}>{_shapes(diagram.inside)}</svg>"


def _shapes(shapes: Iterable[Shape]) -> str:
    return "".join(_WRITERS[type(shape)](shape) for shape in shapes)


def _ink(ink: int | None) -> str:
    if ink is None:
        return "currentColor"
    return INKS[ink] if ink >= 0 else QUIET


def _number(value: float) -> str:
    """Return a length to a tenth of a point, without trailing zeros."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _stroke(stroke: Stroke) -> str:
    dash = f' stroke-dasharray="{" ".join(map(_number, stroke.dash))}"' if stroke.dash else ""
    look = f'stroke="{_ink(stroke.ink)}" stroke-width="{_number(stroke.width)}" stroke-linejoin="round"{dash}'
    return f'<polyline points="{_points(stroke.points)}" {look}/>'


def _fill(fill: Fill) -> str:
    opacity = "" if fill.opacity == 1 else f' fill-opacity="{fill.opacity:g}"'
    return f'<polygon points="{_points(fill.points)}" fill="{_ink(fill.ink)}"{opacity}/>'


def _spot(spot: Spot) -> str:
    corners = corners_of(spot)
    if corners:
        return f'<polygon points="{_points(corners)}" fill="{_ink(spot.ink)}"/>'
    x, y = map(_number, spot.at)
    return f'<circle cx="{x}" cy="{y}" r="{_number(spot.size)}" fill="{_ink(spot.ink)}"/>'


def _label(label: Label) -> str:
    x, y = map(_number, label.at)
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return f'<text x="{x}" y="{y}"{anchor} fill="{_ink(label.ink)}">{escape(label.text)}</text>'


_WRITERS: dict[type, Callable[[Any], str]] = {Stroke: _stroke, Fill: _fill, Spot: _spot, Label: _label}
