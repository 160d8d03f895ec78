"""TeX commands that take arguments: fractions, roots, words, brackets, tables."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from calcquiz.typeset.layout import (
    EMPTY,
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Root,
    Row,
    Scripts,
    Symbol,
    row,
)
from calcquiz.typeset.symbols import DELIMITERS, GRID_ALIASES, GRIDS, STYLES
from calcquiz.typeset.tex_scanner import END, NEW_ROW

if TYPE_CHECKING:
    from calcquiz.typeset.tex_reader import TexReader

Command: TypeAlias = Callable[["TexReader", str], Layout]
"""Reads what belongs to a command whose name was just read; the name is given with its backslash."""

_ESCAPE = re.compile(r"\\([^A-Za-z])")
_ESCAPED = frozenset("%$&_#{}")
_WHITE = re.compile(r"\s+")
_ROW_DISTANCE = re.compile(r"\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm)\s*\]")


def _fraction(reader: "TexReader", command: str) -> Layout:
    opening = reader.place - 1
    return Fraction(reader.argument(command, opening), reader.argument(command, opening))


def _binomial(reader: "TexReader", command: str) -> Layout:
    opening = reader.place - 1
    return Grid(((reader.argument(command, opening),), (reader.argument(command, opening),)), "binom")


def _root(reader: "TexReader", command: str) -> Layout:
    index: Layout | None = None
    if reader.next == "[":
        opening = reader.place
        reader.place += 1
        index = reader.row_until("]")
        if reader.next != "]":
            reader.unclosed("[", "]", opening)
        reader.place += 1
    return Root(reader.argument(command), index)


# Words ---------------------------------------------------------------------------------------------------


def _words(reader: "TexReader", command: str) -> Layout:
    text = _plain(reader.raw_argument(command))
    return Symbol(text, Kind.TEXT) if text else EMPTY


def _operator_name(reader: "TexReader", command: str) -> Layout:
    starred = reader.next == "*"
    reader.place += starred
    name = _plain(reader.raw_argument(command)).strip()
    if not name:
        return EMPTY
    return BigOperator(name) if starred or name in {"arg min", "arg max"} else Symbol(name, Kind.FUNCTION)


def _styled(reader: "TexReader", command: str) -> Layout:
    style = STYLES[command[1:]]
    if style != "upright" or reader.next != "{":
        return _restyle(reader.argument(command), style)
    name = _plain(reader.raw_argument(command)).strip()
    if not name:
        return EMPTY
    if name.isdigit() and name.isascii():
        return Symbol(name, Kind.DIGIT)
    return Symbol(name, Kind.VARIABLE, "" if len(name) == 1 and name.isascii() and name.isalpha() else style)


def _plain(text: str) -> str:
    r"""Return the text of \text or \operatorname as a reader sees it: no escapes, no markup, plain spaces."""
    unescaped = _ESCAPE.sub(lambda match: match.group(1) if match.group(1) in _ESCAPED else " ", text)
    spaced = _WHITE.sub(" ", unescaped.replace("\\", "").replace("~", " "))
    return "".join(character for character in spaced if character.isprintable())


def _restyle(layout: Layout, style: str) -> Layout:
    """Return the layout with letters and digits in another style."""
    if isinstance(layout, Symbol) and layout.kind in {Kind.VARIABLE, Kind.DIGIT}:
        return Symbol(layout.text, layout.kind, style)
    if isinstance(layout, Scripts):
        return Scripts(_restyle(layout.base, style), layout.below, layout.above)
    if isinstance(layout, Row):
        return row(_restyle(item, style) for item in layout.items)
    return layout


# Brackets ------------------------------------------------------------------------------------------------


def _left(reader: "TexReader", command: str) -> Layout:
    opening = reader.place - 1
    left = _delimiter(reader, command)
    body = reader.row_until()
    if reader.next != r"\right":
        reader.unclosed(command, r"\right", opening)
    reader.place += 1
    return Fenced(left, body, _delimiter(reader, r"\right"))


def _middle(reader: "TexReader", command: str) -> Layout:
    return Symbol(_delimiter(reader, command), Kind.RELATION)


def _delimiter(reader: "TexReader", command: str) -> str:
    token = reader.next
    if token not in DELIMITERS:
        advice = rf"Write {command}( or, for an invisible one, {command}."
        reader.refuse(f"{command} needs a bracket", advice, reader.place - 1)
    reader.place += 1
    return DELIMITERS[token]


# Tables --------------------------------------------------------------------------------------------------


def _environment(reader: "TexReader", command: str) -> Layout:
    opening = reader.place - 1
    name = reader.raw_argument(command)
    kind = GRID_ALIASES.get(name, name)
    if kind not in GRIDS or kind == "binom":
        advice = "Write pmatrix, bmatrix, vmatrix, matrix, cases or aligned."
        reader.refuse(f"the environment {name} is not known here", advice, opening)
    if name == "array" and reader.next == "{":
        reader.raw_argument(command)
    rows = _rows(reader)
    if reader.next != r"\end":
        if reader.next not in {END, NEW_ROW, "&"}:
            reader.stray()
        reader.refuse(rf"\begin{{{name}}} is never ended", rf"Write \end{{{name}}}.", opening)
    ending = reader.place
    reader.place += 1
    ended = reader.raw_argument(r"\end")
    if ended != name:
        reader.refuse(rf"\end{{{ended}}} ends \begin{{{name}}}", rf"Write \end{{{name}}}.", ending)
    return Grid(tuple(rows), kind)


def _rows(reader: "TexReader") -> list[tuple[Layout, ...]]:
    """Read cells up to what ends the environment; an empty row after the last is dropped."""
    rows: list[tuple[Layout, ...]] = []
    cells: list[Layout] = []
    while True:
        cells.append(reader.row_until())
        separator = reader.next
        if separator not in {"&", NEW_ROW}:
            break
        reader.place += 1
        if separator == NEW_ROW:
            rows.append(tuple(cells))
            cells = []
            _skip_distance(reader)
    if cells != [EMPTY] or not rows:
        rows.append(tuple(cells))
    return rows


def _skip_distance(reader: "TexReader") -> None:
    r"""Skip the [2pt] after \\."""
    match = _ROW_DISTANCE.match(reader.text, reader.starts[reader.place])
    if match:
        reader.skip_to(match.end())


COMMANDS_WITH_ARGUMENTS: dict[str, Command] = {
    **dict.fromkeys((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"), _fraction),
    **dict.fromkeys((r"\binom", r"\dbinom", r"\tbinom"), _binomial),
    **dict.fromkeys((r"\text", r"\textrm", r"\textit", r"\textbf", r"\mbox"), _words),
    **{f"\\{name}": _styled for name in STYLES},
    r"\sqrt": _root,
    r"\left": _left,
    r"\middle": _middle,
    r"\operatorname": _operator_name,
    r"\begin": _environment,
}
