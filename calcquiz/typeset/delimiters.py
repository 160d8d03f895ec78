"""Tall brackets: what stands beside a body of several lines."""

from typing import NamedTuple

from calcquiz.typeset.block import Block, column


class Tall(NamedTuple):
    """The pieces of a tall bracket from top to bottom; `middle` is empty but for braces and angles."""

    top: str
    fill: str
    bottom: str
    middle: str = ""


UNICODE: dict[str, Tall] = {
    "(": Tall("⎛", "⎜", "⎝"),
    ")": Tall("⎞", "⎟", "⎠"),
    "[": Tall("⎡", "⎢", "⎣"),
    "]": Tall("⎤", "⎥", "⎦"),
    "{": Tall("⎧", "⎪", "⎩", "⎨"),
    "}": Tall("⎫", "⎪", "⎭", "⎬"),
    "|": Tall("│", "│", "│"),
    "‖": Tall("║", "║", "║"),
    "⌊": Tall("⎢", "⎢", "⎣"),
    "⌋": Tall("⎥", "⎥", "⎦"),
    "⌈": Tall("⎡", "⎢", "⎢"),
    "⌉": Tall("⎤", "⎥", "⎥"),
    "⟨": Tall("╱", "│", "╲", "⟨"),
    "⟩": Tall("╲", "│", "╱", "⟩"),
    "/": Tall("╱", "╱", "╱"),
}
ASCII: dict[str, Tall] = {
    "(": Tall("/", "|", "\\"),
    ")": Tall("\\", "|", "/"),
    "[": Tall("[", "[", "["),
    "]": Tall("]", "]", "]"),
    "{": Tall("/", "|", "\\", "<"),
    "}": Tall("\\", "|", "/", ">"),
    "|": Tall("|", "|", "|"),
    "‖": Tall("||", "||", "||"),
    "⌊": Tall("|", "|", "["),
    "⌋": Tall("|", "|", "]"),
    "⌈": Tall("[", "|", "|"),
    "⌉": Tall("]", "|", "|"),
    "⟨": Tall("/", "|", "\\", "<"),
    "⟩": Tall("\\", "|", "/", ">"),
    "/": Tall("/", "/", "/"),
}
_TWO_LINES = {"{": ("⎰", "⎱"), "}": ("⎱", "⎰")}
"""A brace of two lines has no room for its point."""


def tall(side: str, height: int, baseline: int, *, ascii_only: bool) -> Block:
    """Return a bracket of at least two lines; an invisible one has no width."""
    if not side:
        return Block(("",) * height, baseline, 0)
    if height == 2 and side in _TWO_LINES and not ascii_only:
        return column(_TWO_LINES[side], baseline)
    pieces = (ASCII if ascii_only else UNICODE)[side]
    lines = [pieces.top, *[pieces.fill] * (height - 2), pieces.bottom]
    if pieces.middle and height > 2:
        lines[min(max(baseline, 1), height - 2)] = pieces.middle
    return column(lines, baseline)
