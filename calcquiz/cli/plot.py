"""calcquiz plot: any function of one's own, drawn in the terminal, told in words, or as a file."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from calcquiz.records.plot_request import PlotRequest
    from calcquiz.records.scene import Scene

FORGIVING = {"ignore_unknown_options": True}
"""`calcquiz plot "-x^2"` is a formula, not an option; so there are no short options here."""
MOST_SLICES, HIGHEST_ORDER, MOST_STEPS = 200, 9, 200


def plot(
    formulas: Annotated[list[str], typer.Argument(help="One or more functions, typed as answers are.")],
    x: Annotated[
        tuple[str, str] | None, typer.Option("--x", metavar="A B", help="The window: two ends, such as -pi/2 pi.")
    ] = None,
    y: Annotated[tuple[str, str] | None, typer.Option("--y", metavar="A B", help="The heights to show.")] = None,
    derivative: Annotated[bool, typer.Option("--derivative", help="With the derivative of the first.")] = False,
    tangent: Annotated[
        list[str] | None, typer.Option("--tangent", metavar="A", help="With the tangent here; repeatable.")
    ] = None,
    secant: Annotated[
        tuple[str, str] | None, typer.Option("--secant", metavar="A B", help="With the line through A and B.")
    ] = None,
    area: Annotated[
        tuple[str, str] | None, typer.Option("--area", metavar="A B", help="With the area from A to B.")
    ] = None,
    riemann: Annotated[
        int | None, typer.Option("--riemann", metavar="N", min=1, max=MOST_SLICES, help="The area in so many slices.")
    ] = None,
    side: Annotated[
        str | None, typer.Option("--side", metavar="SIDE", help="Their heights: left, right or mid.")
    ] = None,
    taylor: Annotated[
        list[int] | None,
        typer.Option(
            "--taylor", metavar="N", min=0, max=HIGHEST_ORDER, help="With this Taylor polynomial; repeatable."
        ),
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="A", help="Where it is expanded; 0 unless said.")] = None,
    level_curves: Annotated[
        bool, typer.Option("--level-curves", help="Of two variables: where the function stays equal.")
    ] = False,
    descent: Annotated[
        str | None, typer.Option("--descent", metavar="X,Y", help="Gradient descent from a point: 2,1.")
    ] = None,
    rate: Annotated[str | None, typer.Option("--rate", metavar="R", help="Its rate; 0.1 unless said.")] = None,
    steps: Annotated[
        int | None, typer.Option("--steps", metavar="N", min=1, max=MOST_STEPS, help="Its steps; 20.")
    ] = None,
    sequence: Annotated[int | None, typer.Option("--sequence", metavar="N", help="The terms up to this n.")] = None,
    partial_sums: Annotated[
        int | None, typer.Option("--partial-sums", metavar="N", help="The sums of terms up to this n.")
    ] = None,
    first: Annotated[int | None, typer.Option("--from", metavar="N", help="The first n; 1 unless said.")] = None,
    svg: Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Into this file.")] = None,
    png: Annotated[
        str | None, typer.Option("--png", metavar="FILE", help="Into this file; needs the extra plots.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="What is drawn, as one JSON object.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Told in words and a table of values.")] = False,
) -> None:
    """Plot functions of your own.

    Example: calcquiz plot "x^2 exp(-x)" --x 0 6 --tangent 1
    """
    from calcquiz.records.plot_request import PlotRequest

    _refuse_options(formulas)
    request = PlotRequest(
        formulas=tuple(formulas),
        x=x,
        y=y,
        derivative=derivative,
        tangent=tuple(tangent or ()),
        secant=secant,
        area=area,
        riemann=riemann,
        side=side,
        taylor=tuple(taylor or ()),
        at=at,
        level_curves=level_curves,
        descent=descent,
        rate=rate,
        steps=steps,
        sequence=sequence,
        partial_sums=partial_sums,
        first=first,
    )
    _show(request, files={"svg": svg, "png": png}, json=json, plain=plain)


def _refuse_options(formulas: list[str]) -> None:
    """Refuse an option that does not exist: it would be read as a formula."""
    import re
    from difflib import get_close_matches

    from calcquiz.records.errors import UsageError

    for text in formulas:
        if re.fullmatch(r"--[a-z][a-z-]{2,}(=.*)?", text):
            near = get_close_matches(text.partition("=")[0], OPTIONS, 1, 0.6)
            advice = f"Did you mean {near[0]}?" if near else "They are listed by: calcquiz plot --help"
            raise UsageError(f"there is no option {text}", advice)


OPTIONS = (
    "--x", "--y", "--derivative", "--tangent", "--secant", "--area", "--riemann", "--side", "--taylor", "--at",
    "--level-curves", "--descent", "--rate", "--steps", "--sequence", "--partial-sums", "--from", "--svg", "--png",
    "--json", "--plain", "--help",
)  # fmt: skip


def _show(request: "PlotRequest", *, files: dict[str, str | None], json: bool, plain: bool) -> None:
    """Show the picture where it was asked for; in the terminal unless something else was said."""
    from calcquiz.session.own_plot import own_scene

    scene = own_scene(request)
    wanted = {kind: name for kind, name in files.items() if name is not None}
    for kind, name in wanted.items():
        _write(scene, name, kind)
    if json:
        from calcquiz.render.scene_json import scene_json
        from calcquiz.terminal.json_stream import show_json

        make.prepare_streams()
        show_json(scene_json(scene))
    elif not wanted:
        from calcquiz.records.moment import Picture
        from calcquiz.terminal.screen import show as show_moment

        show_moment(Picture(scene=scene, alone=True), make.style(plain=plain))


def _write(scene: "Scene", name: str, kind: str) -> None:
    from calcquiz.plotting.figure import png_file
    from calcquiz.plotting.svg import svg_file
    from calcquiz.records.errors import UsageError

    data = svg_file(scene) if kind == "svg" else png_file(scene)
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - `-` and devices are names too
            file.write(data)
    except OSError as error:
        raise UsageError(f"{name} cannot be written: {error.strerror}", "Choose another file.") from error
    sys.stderr.write(f"The picture is in {name}.\n")
