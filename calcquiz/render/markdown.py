"""The simple Markdown of statements: paragraphs, list items, headings, code; bold and italic at the edge of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

ITEM = re.compile(r"(?P<indent> *)(?P<bullet>[-*+]|\d{1,3}[.)])[ \t]+(?P<text>\S.*)")
HEADING = re.compile(r"#{1,6} +(?P<text>\S.*?)[ #]*")
FENCE = re.compile(r"(?P<fence>```|~~~).*")
SPAN = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|(?<![\w*)\]\\])\*\*(?P<strong>[^\s*](?:[^*]*[^\s*\\])?)\*\*(?![\w*(\[])"
    r"|(?<![\w*)\]\\])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*\\])?)\*(?![\w*(\[])"
    r"|(?<![\w)\]\\])_(?P<under>[^\s_](?:[^_]*[^\s_\\])?)_(?![\w(\[])"
)
"""Emphasis stands at the edge of a word: `2*x*y` and `x_1 + y_1` stay what they are."""
KINDS = {"under": "emphasis"}
"""Group of `SPAN` -> the kind it stands for, where that has another name."""
STYLES = {"code": "bold", "strong": "bold", "emphasis": "italic"}
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownBlock:
    """A paragraph, list item, heading or piece of code."""

    kind: str
    """`text`, `heading` or `code`."""
    lines: tuple[str, ...]
    bullet: str = ""
    """`-`, `1.` and the like for a list item, with the spaces before it."""
    gap: bool = False
    """Whether a blank line stands before it."""


def blocks_of(text: str) -> Iterator[MarkdownBlock]:
    """Yield the blocks of a text, first to last."""
    lines = text.splitlines()
    position, gap = 0, False
    while position < len(lines):
        if not lines[position].strip():
            position, gap = position + 1, True
            continue
        end, block = _block_at(lines, position, gap=gap)
        yield block
        position, gap = end, False


def _block_at(lines: list[str], position: int, *, gap: bool) -> tuple[int, MarkdownBlock]:
    """Return the line after the block that begins at `position`, and the block."""
    if fence := FENCE.fullmatch(lines[position].strip()):
        end = position + 1
        while end < len(lines) and lines[end].strip() != fence["fence"]:
            end += 1
        return end + 1, MarkdownBlock(kind="code", lines=tuple(lines[position + 1 : end]), gap=gap)
    if heading := HEADING.fullmatch(lines[position].strip()):
        return position + 1, MarkdownBlock(kind="heading", lines=(heading["text"],), gap=gap)
    item = ITEM.fullmatch(lines[position])
    end = position + 1
    while end < len(lines) and not _begins_block(lines[end]):
        end += 1
    first = item["text"] if item else lines[position]
    return end, MarkdownBlock(
        kind="text",
        lines=(first.strip(), *(line.strip() for line in lines[position + 1 : end])),
        bullet=item["indent"] + item["bullet"] if item else "",
        gap=gap,
    )


def _begins_block(line: str) -> bool:
    stripped = line.strip()
    return not stripped or any(
        pattern.fullmatch(candidate) for pattern, candidate in ((FENCE, stripped), (HEADING, stripped), (ITEM, line))
    )


def emphasised(text: str) -> Text:
    """Return the sentence with bold, italic and code spans as styles and their marks left out."""
    result = Text()
    for stretch, kind in spans_of(text):
        result.append(stretch, STYLES.get(kind))
    return result


def spans_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a sentence without their marks, each with `code`, `strong`, `emphasis` or nothing."""
    position = 0
    for span in SPAN.finditer(text):
        if position < span.start():
            yield _unescaped(text[position : span.start()]), ""
        group = str(span.lastgroup)
        yield (span[group] if group == "code" else _unescaped(span[group])), KINDS.get(group, group)
        position = span.end()
    if position < len(text):
        yield _unescaped(text[position:]), ""


def _unescaped(text: str) -> str:
    return ESCAPED.sub(r"\1", text)
