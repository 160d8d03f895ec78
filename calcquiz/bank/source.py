"""The text of a bank file: what was decoded, and where each character of a value stands in it."""

import re
import unicodedata
from dataclasses import dataclass

from calcquiz.bank.nodes import Node, Scalar
from calcquiz.records.errors import Finding

LARGEST_BYTES = 64 * 1024
KEPT_CONTROLS = "\n\t"
WIDEST_LINE = 100


def clean(text: str) -> str:
    """Return the text without control, bidi and other invisible format characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    invisible = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return "".join(c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in invisible)


@dataclass(frozen=True, slots=True)
class Source:
    """A bank file, by its name as printed and its lines."""

    file: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, file: str, text: str) -> "Source":
        """Return the source of a text."""
        return cls(file, tuple(text.split("\n")))

    def finding(self, line: int, column: int, message: str, advice: str = "") -> Finding:
        """Return a finding at a place (from 1), with the source line."""
        shown = self.lines[line - 1].replace("\t", " ") if 0 < line <= len(self.lines) else ""
        column = max(1, min(column, len(shown) + 1))
        if len(shown) > WIDEST_LINE:
            shown = shown[: max(WIDEST_LINE, column)] + "…"
        return Finding(file=self.file, line=line, column=column, message=message, advice=advice, source=shown)

    def place(self, node: Node, offset: int = 0) -> tuple[int, int]:
        """Return line and column of a character of a scalar's text, by walking both texts side by side.

        Line folding and indentation count as any white space. Where an escape in quotes breaks the
        walk, the place is the start of the value.
        """
        start = (node.line, node.column)
        if not isinstance(node, Scalar) or not node.text:
            return start
        line, column = (node.line, node.column - 1)
        if node.style in {"|", ">"}:
            line, column = node.line + 1, 0
        elif node.style:
            column += 1
        rest = "\n".join([self.lines[line - 1][column:], *self.lines[line : node.end_line]])
        found = _walk(node.text[: offset + 1].rstrip() or node.text[:1], rest)
        if found is None:
            return start
        before = rest[:found]
        newlines = before.count("\n")
        return (line + newlines, found - before.rfind("\n") if newlines else column + found + 1)


def _walk(text: str, source: str) -> int | None:
    """Return the offset in the source of the last character of the text."""
    at = -1
    for character in text:
        if character.isspace():
            continue
        at += 1
        blank = re.compile(r"\s*").match(source, at)
        at = blank.end() if blank else at
        if at >= len(source) or source[at] != character:
            return None
    return max(at, 0)
