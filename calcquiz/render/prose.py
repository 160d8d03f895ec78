"""Sentences with mathematics (Markdown with `$TeX$`) as lines of a width."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.text import Text

from calcquiz.records.errors import FormulaError
from calcquiz.render.formula import display, readable
from calcquiz.render.markdown import MarkdownBlock, blocks_of, emphasised
from calcquiz.render.style import Style
from calcquiz.render.wrap import signs_kept, wrap

if TYPE_CHECKING:
    from calcquiz.typeset import Layout, Run

FIRST_PLACE = 0xE000
PLACES = range(FIRST_PLACE, 0xF8FF)
"""Characters for private use: each stands for a formula while the words around it are read."""
DISPLAY_INDENT = "    "


def prose(text: str, style: Style, *, first: str | None = None, rest: str | None = None) -> list[Text]:
    """Return a text in simple Markdown with `$TeX$` as lines of at most `style.width` cells.

    Formulas inside a sentence stand in line form and are not broken where that can be avoided; `$$…$$`
    stands on lines of its own. Bold, italic and code spans, list items, headings and fenced code are
    honoured; any other markup is shown as it is.

    Args:
        text: The Markdown.
        style: The screen.
        first: What stands before the first line; the style's indent when None.
        rest: What stands before the others; as wide as `first` when None.
    """
    first = style.indent if first is None else first
    rest = " " * len(first) if rest is None else rest
    lines: list[Text] = []
    for block in blocks_of(text.translate(dict.fromkeys(PLACES))):
        if lines and block.gap:
            lines.append(Text())
        lines += _block_lines(block, style, rest if lines else first, rest)
    return lines


def _block_lines(block: MarkdownBlock, style: Style, first: str, rest: str) -> list[Text]:
    if block.kind == "code":
        return [Text(rest + DISPLAY_INDENT + readable(line, style)) for line in block.lines]
    sentence = " ".join(block.lines)
    if block.kind == "heading":
        sentence = f"**{sentence}**"
    bullet = block.bullet and _bullet(block.bullet, style) + " "
    return _paragraph(sentence, style, first + bullet, rest + " " * len(bullet))


def _bullet(bullet: str, style: Style) -> str:
    return bullet if bullet[-1] in ".)" else bullet[:-1] + style.mark("bullet")


def _paragraph(sentence: str, style: Style, first: str, rest: str) -> list[Text]:
    """Return the lines of one paragraph: stretches of words, with displayed formulas between them."""
    lines: list[Text] = []
    for stretch in _stretches(sentence):
        before = rest if lines else first
        if isinstance(stretch, list):
            lines += wrap(_words(stretch, style), style.width, first=before, rest=rest)
        else:
            lines += _displayed(stretch, style, rest)
    return lines


def _stretches(sentence: str) -> "Iterator[list[Run] | Run]":
    """Yield runs of words and inline formulas as lists, and displayed formulas one by one."""
    from calcquiz.typeset import Place

    stretch: list[Run] = []
    for run in _runs(sentence):
        if run.place is not Place.DISPLAY:
            stretch.append(run)
            continue
        if any(part.text.strip() for part in stretch):
            yield stretch
        stretch = []
        yield run
    if any(part.text.strip() for part in stretch):
        yield stretch


def _runs(sentence: str) -> "tuple[Run, ...]":
    """Split a sentence at its formulas; one with a lone dollar sign is all text."""
    from calcquiz.typeset import Place, Run, split_math

    try:
        return split_math(sentence)
    except FormulaError:
        return (Run(Place.TEXT, sentence, 0),)


def _words(runs: "list[Run]", style: Style) -> list[Text]:
    """Return the words of a stretch, formulas put back in line form."""
    from calcquiz.typeset import Place

    formulas: dict[str, str] = {}
    pieces: list[str] = []
    for run in runs:
        if run.place is Place.TEXT:
            pieces.append(readable(run.text, style))
        else:
            place = chr(FIRST_PLACE + len(formulas) % len(PLACES))
            formulas[place] = inline(run.text, style)
            pieces.append(place)
    marked = emphasised("".join(pieces))
    return [_put_back(word, formulas) for word in signs_kept(word for word in marked.split(" ") if word.plain)]


def _put_back(word: Text, formulas: dict[str, str]) -> Text:
    if not any(character in formulas for character in word.plain):
        return word
    result = Text()
    for position, character in enumerate(word.plain):
        spans = word[position].spans
        result.append(formulas.get(character, character), spans[-1].style if spans else None)
    return result


def inline(tex: str, style: Style) -> str:
    """Return a formula given as TeX on one line; what cannot be read comes back between dollar signs."""
    from calcquiz.typeset import line

    layout = _layout(tex)
    return f"${readable(tex, style)}$" if layout is None else line(layout, ascii_only=style.ascii_only)


def _displayed(run: "Run", style: Style, indent: str) -> list[Text]:
    layout = _layout(run.text)
    indent += DISPLAY_INDENT
    if layout is None:
        return wrap([Text(f"${readable(run.text, style)}$")], style.width, first=indent)
    return display(layout, style, indent=indent)


@lru_cache(maxsize=512)
def _layout(tex: str) -> "Layout | None":
    from calcquiz.typeset import read_tex

    try:
        return read_tex(tex)
    except FormulaError:
        return None
