"""The teaching pictures: what they show, and how they are written down to be looked at."""

from pathlib import Path

from calcquiz.algebra.parse import parse
from calcquiz.plotting.authored import scene_of
from calcquiz.plotting.build import witness_scene
from calcquiz.plotting.table import describe
from calcquiz.plotting.terminal import draw

FOLDER = Path(__file__).resolve().parent / "pictures"
NORMAL = "exp(-x^2/2)/sqrt(2*pi)"
LOSS = "(x - 1)^2 + 4*y^2"
AUTHORED = {
    "tangent": ({"curves": ["x^3 - 3*x"], "x": ["-2.5", "2.5"], "tangent": {"to": "x^3 - 3*x", "at": "-1/2"}}, ("x",)),
    "secants": ({"secants": {"to": "x^2", "at": "1", "h": ["2", "1", "1/4"]}, "x": ["-1", "4"]}, ("x",)),
    "density": (
        {"curves": [NORMAL], "labels": {NORMAL: "density"}, "x": ["-4", "4"],
         "area": {"under": NORMAL, "from": "-1", "to": "2", "label": "probability"}},
        ("x",),
    ),
    "riemann": ({"riemann": {"under": "x^2", "from": "0", "to": "2", "n": "6", "side": "left"}}, ("x",)),
    "descent": (
        {"level": LOSS, "labels": {LOSS: "loss"}, "path": f"descent({LOSS}, (x, y), (-4, 2), 1/5, 12)",
         "arrows": f"-gradient({LOSS}, (x, y))"},
        ("x", "y"),
    ),
    "partial-sums": (
        {"curves": ["log(2)"], "partial_sums": {"of": "(-1)^(n+1)/n", "n": ["1", "20"]},
         "bars": {"of": "(-1)^(n+1)/n", "n": ["1", "20"]}},
        ("n",),
    ),
    "taylor": ({"taylor": {"of": "sin(x)", "at": "0", "orders": ["1", "3", "5"]}, "x": ["-2*pi", "2*pi"],
                "y": ["-2", "2"]}, ("x",)),
    "jump": ({"curves": ["pick(x < 1, x^2, x < 2, 3 - x, 2)"], "labels": {}, "x": ["-1", "4"]}, ("x",)),
    "poles": ({"curves": ["tan(x)"], "guides": ["-pi/2", "pi/2"], "x": ["-pi", "pi"]}, ("x",)),
}  # fmt: skip
"""Name -> an author's plot and its variables."""
NAMES = (*AUTHORED, "wrong-answer")
SIZES = ((76, 18, False), (40, 14, False), (40, 14, True))
"""Columns, lines, and whether in ASCII only."""


def scene(name):
    if name == "wrong-answer":
        right, yours = parse("2*x*cos(x^2)", ["x"]), parse("cos(x^2)", ["x"])
        return witness_scene(right, yours, "x", {"x": 1.5})
    plot, variables = AUTHORED[name]
    return scene_of(plot, variables=variables)


def written(name):
    """Return the picture at every size without colour, then in words."""
    shown = scene(name)
    drawn = [draw(shown, width=w, height=h, colour=False, ascii_only=ascii_only) for w, h, ascii_only in SIZES]
    return "\n\n".join([*drawn, describe(shown)]) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in NAMES:
        (FOLDER / f"{each}.txt").write_text(written(each), encoding="utf-8")
