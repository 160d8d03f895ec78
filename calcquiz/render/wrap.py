"""Words to lines of a width: a formula is a word of its own and is not broken where that can be avoided."""

from collections.abc import Iterable
from itertools import accumulate

from rich.cells import cell_len, chop_cells
from rich.text import Text

OPENING, CLOSING = "([{⟨", ")]}⟩"
SIGNS = frozenset("=≠<>≤≥≈+-−·*∪→⇒")
"""A formula may be broken before one of these."""
DEEPEST = 4
"""Brackets inside one another in which a formula may be broken."""


def wrap(words: Iterable[Text], width: int, *, first: str = "", rest: str | None = None) -> list[Text]:
    """Return the words, one space apart, as lines of at most `width` cells.

    Args:
        words: What may not be broken. A word wider than a line is broken at its signs, at its spaces, or cut.
        width: Cells in a line, the indents included.
        first: What stands before the first line.
        rest: What stands before the others; spaces as wide as `first` when None.
    """
    rest = " " * cell_len(first) if rest is None else rest
    lines = [Text(first)]
    for word in _fitting(words, max(1, width - max(cell_len(first), cell_len(rest)))):
        empty = lines[-1].plain == (rest if len(lines) > 1 else first)
        if empty or lines[-1].cell_len + 1 + word.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], "" if empty else " ", word)
        else:
            lines.append(Text.assemble(rest, word))
    return lines


def _fitting(words: Iterable[Text], room: int) -> Iterable[Text]:
    """Yield the words, those wider than `room` in pieces: at signs, inside few brackets; at last anywhere."""
    for word in words:
        for piece in _pieces(word, room):
            for at_space in [piece] if piece.cell_len <= room else piece.split(" "):
                yield from [at_space] if at_space.cell_len <= room else _cut(at_space, room)


def _pieces(formula: Text, room: int, depth: int = 0) -> Iterable[Text]:
    """Yield a formula in pieces that fit, broken inside as few brackets as that takes; or wider ones where none fit."""
    if formula.cell_len <= room or depth > DEEPEST:
        yield formula
        return
    for piece in broken_at_signs(formula, depth):
        yield from _pieces(piece, room, depth + 1)


def broken_at_signs(formula: Text, inside: int = 0) -> list[Text]:
    """Return a formula on one line in pieces that each begin with a sign, as in `a`, `+ b`, `= c`.

    Args:
        formula: The formula, its signs between spaces.
        inside: In how many brackets a break may stand; inside brackets the formula is broken after commas too.

    >>> [piece.plain for piece in broken_at_signs(Text("f(a + b) = a² + b"))]
    ['f(a + b)', '= a²', '+ b']
    >>> [piece.plain for piece in broken_at_signs(Text("[[1 + x, 2], [3, 4]]"), inside=1)]
    ['[[1 + x, 2],', '[3, 4]]']
    """
    depth, places, text = 0, [], formula.plain
    for place, character in enumerate(text):
        depth += (character in OPENING) - (character in CLOSING)
        after_comma = depth > 0 and text[:place].endswith(",")
        if character == " " and depth <= inside and (after_comma or text[place + 1 : place + 2] in SIGNS):
            places.append(place)
    pieces = formula.divide(places)
    return [pieces[0], *(piece[1:] for piece in pieces[1:])]


def _cut(word: Text, room: int) -> Iterable[Text]:
    ends = list(accumulate(len(piece) for piece in chop_cells(word.plain, room)))
    return word.divide(ends[:-1])


def words_of(text: str, style: str = "") -> list[Text]:
    """Return the words of a sentence that holds no markup; `+ C` and `x = 2` stay together.

    >>> [word.plain for word in words_of("The constant: x = 2 + C.")]
    ['The', 'constant:', 'x = 2 + C.']
    """
    return signs_kept([Text(word, style) for word in text.split()])


def signs_kept(words: Iterable[Text]) -> list[Text]:
    """Return the words, a sign that stands alone joined with what is on both sides of it."""
    kept: list[Text] = []
    for word in words:
        if kept and (word.plain in SIGNS or kept[-1].plain.rpartition(" ")[2] in SIGNS):
            kept[-1] = Text.assemble(kept[-1], " ", word)
        else:
            kept.append(word)
    return kept


def phrase(*pieces: str | Text) -> list[Text]:
    """Return the words of a sentence put together from words (str) and unbreakable formulas (Text).

    >>> [word.plain for word in phrase("At ", Text("x = 2"), " yours is ", Text("3.5"), ".")]
    ['At', 'x = 2', 'yours', 'is', '3.5.']
    """
    words: list[Text] = []
    open_word = False
    for piece in pieces:
        if isinstance(piece, Text):
            parts, starts_word, leaves_open = [piece], False, True
        else:
            parts = [Text(word) for word in piece.split()]
            starts_word, leaves_open = piece[:1].isspace(), not piece[-1:].isspace()
        if words and open_word and not starts_word and parts:
            words[-1] = Text.assemble(words[-1], parts.pop(0))
        words += parts
        open_word = leaves_open
    return words
