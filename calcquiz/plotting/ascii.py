"""Pictures for a stream that is not UTF-8: their words and lines in ASCII."""

import unicodedata
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from calcquiz.records.scene import Area, Arrows, Bars, Curve, Dots, Guide, Levels, Mark, Path, Scene

WORDS = {
    "π": "pi", "−": "-", "·": "*", "×": "*", "…": "...", "∞": "oo", "√": "sqrt",
    "≤": "<=", "≥": ">=", "≠": "!=", "′": "'", "θ": "theta", "σ": "sigma", "μ": "mu", "λ": "lambda",
    "α": "alpha", "β": "beta", "η": "eta", "ε": "epsilon", "Φ": "Phi", "φ": "phi",
}  # fmt: skip
SIGNS = {"<super>": "^", "<sub>": "_", "": ""}
"""What stands before a run of raised or lowered characters."""
LINES = str.maketrans("│┤─┬┼└", "||-+++")

Labelled = TypeVar("Labelled", Curve, Area, Bars, Dots, Levels, Path, Arrows, Mark, Guide)


def words_in_ascii(text: str) -> str:
    """Return the text in ASCII; what has no spelling becomes a question mark.

    >>> words_in_ascii("sin(π/2)·x²"), words_in_ascii("6x⁵ − θ₁₂")
    ('sin(pi/2)*x^2', '6x^5 - theta_12')
    """
    text = "".join(SIGNS[raised] + "".join(run) for raised, run in groupby(text, _place))
    text = "".join(unicodedata.normalize("NFKD", letter) if _place(letter) else letter for letter in text)
    for sign, spelling in WORDS.items():
        text = text.replace(sign, spelling)
    return text.encode("ascii", "replace").decode()


def _place(character: str) -> str:
    """Return `<super>` for a raised character, `<sub>` for a lowered one, else nothing."""
    first = unicodedata.decomposition(character).partition(" ")[0]
    return first if first in SIGNS else ""


def lines_in_ascii(text: str) -> str:
    """Return a picture with its frame in ASCII, every character in its place."""
    return text.translate(LINES)


def scene_in_ascii(scene: Scene) -> Scene:
    """Return the scene with all its words in ASCII."""
    return replace(
        scene,
        curves=_renamed(scene.curves),
        areas=_renamed(scene.areas),
        bars=_renamed(scene.bars),
        dots=_renamed(scene.dots),
        levels=_renamed(scene.levels),
        paths=_renamed(scene.paths),
        arrows=_renamed(scene.arrows),
        marks=_renamed(scene.marks),
        guides=_renamed(scene.guides),
        title=words_in_ascii(scene.title),
        x_label=words_in_ascii(scene.x_label),
        y_label=words_in_ascii(scene.y_label),
    )


def _renamed(things: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    return tuple(replace(thing, label=words_in_ascii(thing.label)) for thing in things)
