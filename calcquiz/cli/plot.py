"""calcquiz plot: any function of one's own, drawn in the terminal."""

from typing import Annotated, Any

import typer

from calcquiz.cli import desk as make

FORGIVING = {"ignore_unknown_options": True}
"""`calcquiz plot "-x^2"` is a formula, not an option; so there are no short options here."""


def plot(
    formulas: Annotated[list[str], typer.Argument(help="One or more functions of x.")],
    x: Annotated[tuple[str, str] | None, typer.Option("--x", help="The window: two numbers, pi is one.")] = None,
    derivative: Annotated[bool, typer.Option("--derivative", help="With the derivative of the first.")] = False,
    tangent: Annotated[str | None, typer.Option("--tangent", help="With the tangent at this place.")] = None,
    area: Annotated[tuple[str, str] | None, typer.Option("--area", help="With the area from A to B.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Told in words and a table of values.")] = False,
) -> None:
    """Plot functions of your own.

    Example: calcquiz plot "x^2 exp(-x)" --x 0 6 --tangent 1
    """
    from calcquiz.algebra.parse import parse
    from calcquiz.algebra.text import to_text
    from calcquiz.algebra.tree import free_names
    from calcquiz.plotting.authored import scene_of
    from calcquiz.records.moment import Picture
    from calcquiz.session.pictures import legend
    from calcquiz.terminal.screen import show as show_moment

    trees = [parse(text, open_names=True) for text in formulas]
    variable = next(iter(sorted(frozenset().union(*map(free_names, trees)))), "x")
    curves = [to_text(tree) for tree in trees]
    if derivative:
        from calcquiz.algebra.differentiate import differentiate

        curves.append(to_text(differentiate(trees[0], variable)))
    picture: dict[str, Any] = {"curves": curves}
    if x is not None:
        picture["x"] = list(x)
    if tangent is not None:
        picture["tangent"] = {"to": curves[0], "at": tangent}
    if area is not None:
        picture["area"] = {"under": curves[0], "from": area[0], "to": area[1]}
    scene = scene_of(picture, variables=(variable,), formula=legend)
    style = make.style(plain=plain)
    if scene is not None:
        show_moment(Picture(scene=scene), style)
