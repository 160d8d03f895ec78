"""A document as Markdown: mathematics between dollars, pictures as addresses that hold them whole."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from calcquiz.render.sheets.document import (
    Block,
    Code,
    Display,
    Document,
    Entry,
    Figure,
    Formula,
    Heading,
    Listing,
    NewPage,
    Paragraph,
    Question,
    Room,
    Span,
)
from calcquiz.render.sheets.html import data_address
from calcquiz.typeset import to_tex

SPECIAL = re.compile(r"[\\`*_\[\]<>#$|~&]")
LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=\s)")
"""What would begin a list or a heading at the start of a line."""
MARKS = {"strong": "**", "emphasis": "*"}
LABEL = re.compile(r"\d+\.|•")
"""Labels that Markdown writes itself; letters stand in the words of their entry."""


def markdown_text(document: Document) -> str:
    """Return the document as Markdown."""
    subtitle = [f"*{escaped(document.subtitle)}*"] if document.subtitle else []
    return "\n\n".join([f"# {escaped(document.title)}", *subtitle, markdown_blocks(document.blocks)]) + "\n"


def markdown_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, an empty line between them."""
    return "\n\n".join(filter(None, (_WRITERS[type(block)](block) for block in blocks)))


def escaped(text: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return LINE_START.sub(r"\1\\\2\3" if text[:1].isdigit() else r"\\\3", _plain(text))


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)


def _spans(spans: Sequence[Span]) -> str:
    return "".join(map(_span, spans)).strip()


def _span(span: Span) -> str:
    if isinstance(span, Formula):
        return f"${to_tex(span.layout)}$"
    if span.style == "code":
        fence = "``" if "`" in span.text else "`"
        return f"{fence}{span.text}{fence}"
    mark = MARKS.get(span.style, "")
    text = escaped(span.text)
    inner = text.strip()
    return text.replace(inner, f"{mark}{inner}{mark}", 1) if mark and inner else text


def _paragraph(block: Paragraph) -> str:
    return _spans(block.spans)


def _display(block: Display) -> str:
    return f"$$\n{to_tex(block.layout)}\n$$"


def _code(block: Code) -> str:
    return "\n".join(("```", *block.lines, "```"))


def _listing(block: Listing) -> str:
    return "\n\n".join(map(_entry, block.entries))


def _entry(entry: Entry) -> str:
    """Return an entry; a letter is a word of its own, for Markdown counts with numbers only."""
    inner = markdown_blocks(entry.blocks)
    if not LABEL.fullmatch(entry.label):
        return f"{escaped(entry.label)} {inner}"
    label = "-" if entry.label == "•" else entry.label
    margin = " " * (len(label) + 1)
    lines = inner.splitlines() or [""]
    return "\n".join([f"{label} {lines[0]}".rstrip(), *(f"{margin}{line}".rstrip() for line in lines[1:])])


def _figure(block: Figure) -> str:
    words = escaped(block.words).replace("\n", " ")
    return f"![{words}]({data_address(block)})"


def _room(_: Room) -> str:
    return ""


def _question(block: Question) -> str:
    return f"## Question {block.number}\n\n{markdown_blocks(block.blocks)}"


def _heading(block: Heading) -> str:
    note = f" (`{block.note}`)" if block.note else ""
    return f"{'#' * (block.level + 1)} {_plain(block.text)}{note}"


def _new_page(_: NewPage) -> str:
    return "---"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Display: _display,
    Code: _code,
    Listing: _listing,
    Figure: _figure,
    Room: _room,
    Question: _question,
    Heading: _heading,
    NewPage: _new_page,
}
