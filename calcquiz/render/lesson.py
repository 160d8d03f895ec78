"""A lesson on the screen: its pages, formulas, tables, listings and what an example prints."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text

from calcquiz.records.errors import FormulaError
from calcquiz.records.lesson import Code, ExampleShown, Formula, PageTurned, Prose, Table
from calcquiz.render.formula import display, readable
from calcquiz.render.prose import prose
from calcquiz.render.style import Style
from calcquiz.render.tables import Column, table_lines
from calcquiz.render.words import counted, sentence

if TYPE_CHECKING:
    from calcquiz.records.bank import Chapter
    from calcquiz.records.lesson import Reading

CODE_INDENT = "  "
INSET = "    "
COLUMN_GAP = "   "
LOOKS = {"Keyword": "magenta", "Literal.String": "green", "Literal.Number": "cyan", "Comment": "dim"}
"""What kinds of words in a listing look like, on a dark and on a light screen."""


def page_lines(page: PageTurned, style: Style) -> list[Text]:
    """Return the head of a page."""
    place = f"Page {page.page} of {page.pages}"
    title = page.title or page.lesson
    if style.plain:
        return prose(f"{place}, {page.section} {page.lesson}: {title}", style)
    head = f"{page.section} {page.lesson} {style.mark('separator')} {place}"
    return [Text(), *sentence(head, style, "dim"), *prose(f"# {title}", style)]


def prose_lines(block: Prose, style: Style) -> list[Text]:
    """Return paragraphs."""
    return [*_gap(style), *prose(block.text, style)]


def formula_block(block: Formula, style: Style) -> list[Text]:
    """Return a formula on lines of its own; one that cannot be read stands between dollar signs."""
    from calcquiz.typeset import read_tex

    try:
        layout = read_tex(block.tex)
    except FormulaError:
        return [Text(f"{style.indent}${readable(block.tex, style)}$")]
    return [*_gap(style), *display(layout, style, indent=style.indent + ("" if style.plain else INSET))]


def table_block(block: Table, style: Style) -> list[Text]:
    """Return a table in columns; where it is too wide, and for screen readers, one sentence a row."""
    rows = [[_cell(cell, style) for cell in row] for row in (block.headings, *block.rows)]
    widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    total = len(style.indent) + sum(widths) + len(COLUMN_GAP) * (len(widths) - 1)
    if style.plain or total > style.width:
        told = [_told(block.headings, row) for row in block.rows]
        return [*_gap(style), *(line for one in told for line in prose(one, style))]
    lines = [_in_columns(row, widths, style) for row in rows]
    lines[0].stylize("bold")
    return [*_gap(style), *lines]


def _cell(cell: str, style: Style) -> Text:
    unbounded = Style(width=10_000, ascii_only=style.ascii_only, plain=True, indent="")
    lines = prose(cell, unbounded)
    return lines[0] if lines else Text()


def _told(headings: Sequence[str], row: Sequence[str]) -> str:
    return "- " + "; ".join(
        f"{heading}: {cell}" if heading else cell for heading, cell in zip_longest(headings, row, fillvalue="")
    )


def _in_columns(row: Sequence[Text], widths: Sequence[int], style: Style) -> Text:
    cells = [Text.assemble(cell, " " * (width - cell.cell_len)) for cell, width in zip(row, widths, strict=True)]
    line = Text.assemble(style.indent, Text(COLUMN_GAP).join(cells))
    line.rstrip()
    return line


def code_lines(block: Code, style: Style) -> list[Text]:
    """Return a piece of code."""
    listing = _coloured(block.text, style) if block.language == "python" else _bare(block.text, style)
    return [*_gap(style), *_fitted(listing, style)]


def example_lines(example: ExampleShown, style: Style) -> list[Text]:
    """Return a code example: its name, its listing, and what it prints."""
    lines = [*_gap(style), *prose(f"**{example.title}** (`{example.file}`)", style), *_gap(style)]
    lines += _fitted(_coloured(example.code.rstrip("\n"), style), style)
    if example.output is not None:
        lines += [*_gap(style), *sentence("It prints:", style), *_gap(style)]
        lines += _fitted(_bare(example.output.rstrip("\n") or "(nothing)", style), style)
    if example.note:
        lines += [*_gap(style), *sentence(example.note, style)]
    return lines


def _gap(style: Style) -> list[Text]:
    return [] if style.plain else [Text()]


def _bare(text: str, style: Style) -> list[Text]:
    return [Text(readable(line, style)) for line in text.split("\n")]


def _coloured(code: str, style: Style) -> list[Text]:
    """Return the lines of a Python listing, its words coloured where the screen has colours."""
    shown = "\n".join(readable(line, style) for line in code.split("\n"))
    if not style.colour:
        return [Text(line) for line in shown.split("\n")]
    from pygments.lexers.python import PythonConsoleLexer, PythonLexer

    lexer = PythonConsoleLexer() if shown.startswith(">>>") else PythonLexer(stripnl=False)
    text = Text()
    for kind, piece in lexer.get_tokens(shown):
        name = str(kind).removeprefix("Token.")
        text.append(piece, next((look for prefix, look in LOOKS.items() if name.startswith(prefix)), None))
    return list(text.split("\n"))[: shown.count("\n") + 1]


def _fitted(lines: Sequence[Text], style: Style) -> list[Text]:
    """Return lines indented, those wider than the screen cut into pieces that go on further in."""
    indent = style.indent + ("" if style.plain else CODE_INDENT)
    fitted: list[Text] = []
    for line in lines:
        rest, lead = line, indent
        inside = min(len(line.plain) - len(line.plain.lstrip()), style.width // 3)
        while cell_len(lead) + rest.cell_len > style.width and len(rest) > 1:
            room = max(1, style.width - len(lead))
            head, rest = rest.divide([_end(rest.plain, room)])
            fitted.append(Text.assemble(lead, head))
            lead = indent + " " * inside + INSET
        fitted.append(Text.assemble(lead, rest))
    return fitted


def _end(text: str, room: int) -> int:
    """Return how many characters fit into so many cells: up to a space where one stands in the second half."""
    fits = next((k for k in range(len(text), 0, -1) if cell_len(text[:k]) <= room), 1)
    space = text.rfind(" ", fits // 2, fits)
    return space + 1 if space > 0 else fits


LESSON_RENDERERS: dict[type[Any], Callable[[Any, Style], list[Text]]] = {
    PageTurned: page_lines,
    Prose: prose_lines,
    Formula: formula_block,
    Table: table_block,
    Code: code_lines,
    ExampleShown: example_lines,
}
LESSON_EVENTS: dict[type[Any], str] = {
    PageTurned: "page",
    Prose: "prose",
    Formula: "formula",
    Table: "table",
    Code: "code",
    ExampleShown: "example",
}
"""What each moment of a lesson is called in JSON."""
COLUMNS = (
    Column(heading="section"),
    Column(heading="lesson", least=16),
    Column(heading="state"),
)


def contents_lines(chapters: "Sequence[Chapter]", read: "dict[str, Reading]", style: Style) -> list[Text]:
    """Return the sections of chapters with what was read of each."""
    groups = [
        (
            f"Chapter {chapter.number}: {chapter.title}",
            [(one.number, one.title, state_of(read.get(one.number), one.lesson)) for one in chapter.sections],
        )
        for chapter in chapters
    ]
    if not style.plain:
        return table_lines(COLUMNS, groups, style)
    lines: list[Text] = []
    for heading, rows in groups:
        lines += sentence(f"{heading}, {counted(len(rows), 'section')}:", style)
        lines += [line for row in rows for line in sentence(f"{row[0]} {row[1]}: {row[2]}.", style)]
    return lines


def state_of(reading: "Reading | None", lesson: str | None) -> str:
    """Return how far a lesson was read, in a word or two."""
    if lesson is None:
        return "no lesson"
    if reading is None:
        return "new"
    return "read" if reading.read else f"page {reading.page}"
