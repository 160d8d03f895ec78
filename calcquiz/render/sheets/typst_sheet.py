"""A document as Typst source: words as string literals, never as markup, so that nothing in a bank is read as code."""

from collections.abc import Callable, Sequence
from typing import Any

from calcquiz.plotting.svg import svg_text
from calcquiz.records.worksheet import Paper
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
from calcquiz.typeset.typst_writer import to_typst

SIZES = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
STYLES = {"strong": "strong", "emphasis": "emph", "code": "raw"}
HEAD = """\
#set document(title: TITLE, date: none)
#set page(paper: PAPER, margin: (x: 20mm, y: 18mm), numbering: "1")
#set text(font: ("Libertinus Serif", "New Computer Modern"), size: 11pt, lang: "en")
#set par(leading: 0.65em, spacing: 0.75em)
#show math.equation: set text(font: "New Computer Modern Math")
#show math.equation.where(block: true): set align(left)
#show heading: set block(above: 1.4em, below: 0.7em)
#show heading.where(level: 2): set text(size: 11pt)
#let shown(body) = block(inset: (left: 6mm), above: 0.7em, below: 0.8em, width: 100%, layout(size => {
  let wide = measure(body).width
  if wide > size.width { scale(size.width / wide * 100%, origin: left, reflow: true, body) } else { body }
}))
#let tall(body) = box(inset: (y: 0.35em), body)
#let whole(body) = block(breakable: false, width: 100%, body)
#let side(label, body) = whole(grid(columns: (8mm, 1fr), column-gutter: 2mm, align: (right, left), label, body))
#let entry(label, first, rest) = whole({
  par(hanging-indent: 10mm, { box(width: 8mm, align(right, label)); h(2mm); first })
  if rest != [] { pad(left: 10mm, rest) }
})
#let question(number) = block(sticky: true, above: 1.5em, below: 0.6em, strong("Question " + number))
#let field(name) = box(width: 1fr, name + ": " + box(width: 1fr, stroke: (bottom: 0.5pt), height: 0.8em))
"""


def typst_text(document: Document) -> str:
    """Return the document as Typst source; it needs no package and no font from elsewhere."""
    head = HEAD.replace("TITLE", quoted(document.title)).replace("PAPER", quoted(SIZES[document.paper]))
    subtitle = [f"#text(size: 13pt, {quoted(document.subtitle)})"] if document.subtitle else []
    fields = " #h(8mm) ".join(f"#field({quoted(name)})" for name in document.fields)
    lines = [
        f'#block(below: 0.6em, text(size: 17pt, weight: "bold", {quoted(document.title)}))',
        *subtitle,
        *([f"#v(3mm)\n{fields}\n#v(2mm)"] if fields else []),
        typst_blocks(document.blocks),
    ]
    return head + "\n\n".join(lines) + "\n"


def typst_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as Typst."""
    return "\n\n".join(_WRITERS[type(block)](block) for block in blocks)


def quoted(text: str) -> str:
    """Return a text as a string literal of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _span(span: Span) -> str:
    if isinstance(span, Formula):
        formula = to_typst(span.layout)
        return f"#tall($display({formula})$)" if span.tall and span.high else f"${formula}$"
    style = STYLES.get(span.style)
    return f"#{style}({quoted(span.text)})" if style else f"#{quoted(span.text)}"


def _paragraph(block: Paragraph) -> str:
    return "".join(map(_span, block.spans))


def _display(block: Display) -> str:
    return f"#shown($ {to_typst(block.layout)} $)"


def _code(block: Code) -> str:
    return f"#raw(block: true, {quoted(chr(10).join(block.lines))})"


def _listing(block: Listing) -> str:
    return "\n\n".join(map(_entry, block.entries))


def _entry(entry: Entry) -> str:
    """Return an entry: its label on the line of its first words, or beside what is no line of words."""
    label, (first, rest) = quoted(entry.label), (entry.blocks[:1], entry.blocks[1:])
    if first and isinstance(first[0], Paragraph):
        return f"#entry({label})[{_paragraph(first[0])}][{typst_blocks(rest)}]"
    return f"#side({label})[\n{typst_blocks(entry.blocks)}\n]"


def _figure(block: Figure) -> str:
    picture = quoted(svg_text(block.scene, paper=True))
    return f'#block(image(bytes({picture}), format: "svg", width: 110mm, alt: {quoted(block.words)}))'


def _room(block: Room) -> str:
    return f"#v({block.lines * 1.5:g}em)"


def _question(block: Question) -> str:
    """Return a question in pieces that no page break divides: up to the room of each part."""
    pieces = [f"#whole[\n{typst_blocks(piece)}\n]" for piece in block.pieces()]
    return "\n".join([f'#question("{block.number}")', *pieces])


def _heading(block: Heading) -> str:
    note = f' #h(0.5em) #text(size: 9pt, weight: "regular", raw({quoted(block.note)}))' if block.note else ""
    return f"#heading(level: {block.level})[#{quoted(block.text)}{note}]"


def _new_page(_: NewPage) -> str:
    return "#pagebreak()"


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
