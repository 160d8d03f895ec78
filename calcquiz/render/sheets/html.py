"""A document as HTML: one file, MathML and SVG in place, no script; for screens, light and dark, and for paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
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
from calcquiz.render.sheets.html_style import STYLE
from calcquiz.typeset import to_tex
from calcquiz.typeset.mathml_writer import to_mathml

TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}
SIZES = {Paper.A4: "A4", Paper.LETTER: "letter"}
ACROSS = 74
"""Letters of a formula that fit across a page; a wider one is set smaller."""
LEAST_SIZE = 50
"""Percent: no formula is set smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What differs between a page of our own and a fragment for another program."""

    inline: Callable[[Formula], str]
    display: Callable[[Display], str]
    figure: Callable[[Figure], str]
    listing: tuple[str, str, str, str]
    """The attributes of a list, of an entry, of its label and of what belongs to it."""


def html_page(document: Document) -> str:
    """Return the document as one HTML file."""
    fields = "".join(
        f'<span class="field">{escape(name)} <span class="blank"></span></span>' for name in document.fields
    )
    subtitle = f'<p class="subtitle">{escape(document.subtitle)}</p>' if document.subtitle else ""
    style = STYLE.replace("PAPER", SIZES[document.paper])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(_title(document))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<header><h1>{escape(document.title)}</h1>{subtitle}"
        + (f'<p class="fields">{fields}</p>' if fields else "")
        + f"</header>\n{html_blocks(document.blocks, PAGE)}\n</main>\n</body>\n</html>\n"
    )


def _title(document: Document) -> str:
    return f"{document.title}, {document.subtitle}" if document.subtitle else document.title


def html_blocks(blocks: Sequence[Block], dialect: Dialect) -> str:
    """Return blocks as HTML that may stand anywhere."""
    return "\n".join(filter(None, (_WRITERS[type(block)](block, dialect) for block in blocks)))


def _spans(spans: Sequence[Span], dialect: Dialect) -> str:
    return "".join(_span(span, dialect) for span in spans)


def _span(span: Span, dialect: Dialect) -> str:
    if isinstance(span, Formula):
        return dialect.inline(span)
    tag = TAGS.get(span.style)
    return f"<{tag}>{escape(span.text)}</{tag}>" if tag else escape(span.text)


def _paragraph(block: Paragraph, dialect: Dialect) -> str:
    return f"<p>{_spans(block.spans, dialect)}</p>"


def _display(block: Display, dialect: Dialect) -> str:
    return dialect.display(block)


def _code(block: Code, _: Dialect) -> str:
    return f"<pre><code>{escape(chr(10).join(block.lines))}</code></pre>"


def _listing(block: Listing, dialect: Dialect) -> str:
    """Return a list whose labels are words of it: copied and read aloud they stay what they are."""
    return f"<ul {dialect.listing[0]}>{''.join(_entry(entry, dialect) for entry in block.entries)}</ul>"


def _entry(entry: Entry, dialect: Dialect) -> str:
    _, row, label, inner = dialect.listing
    blocks = html_blocks(entry.blocks, dialect)
    return f"<li{row}><span {label}>{escape(entry.label)}</span> <div {inner}>{blocks}</div></li>"


def _figure(block: Figure, dialect: Dialect) -> str:
    return dialect.figure(block)


def _room(block: Room, _: Dialect) -> str:
    return f'<div class="room" style="height: {block.lines * 1.5:g}em"></div>'


def _question(block: Question, dialect: Dialect) -> str:
    name = f"q{block.number}"
    heading = f'<h2 id="{name}">Question {block.number}</h2>'
    return (
        f'<section class="question" aria-labelledby="{name}">{heading}\n{html_blocks(block.blocks, dialect)}</section>'
    )


def _heading(block: Heading, _: Dialect) -> str:
    tag = f"h{block.level + 1}"
    note = f" <small>{escape(block.note)}</small>" if block.note else ""
    return f"<{tag}>{escape(block.text)}{note}</{tag}>"


def _new_page(_: NewPage, __: Dialect) -> str:
    return '<hr class="page"/>'


_WRITERS: dict[type, Callable[[Any, Dialect], str]] = {
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


def size_of(display: Display) -> int:
    """Return the size of a formula in percent, so that it fits across the page."""
    return max(LEAST_SIZE, min(100, 100 * ACROSS // max(display.width, 1)))


def _mathml(formula: Formula) -> str:
    return to_mathml(formula.layout, tall=formula.tall)


def _mathml_display(display: Display) -> str:
    size = size_of(display)
    small = f' style="font-size: {size}%"' if size < 100 else ""
    return f'<div class="display"{small}>{to_mathml(display.layout, display=True)}</div>'


def _svg_figure(figure: Figure) -> str:
    title = f"<figcaption>{escape(figure.scene.title)}</figcaption>" if figure.scene.title else ""
    return f"<figure>{svg_text(figure.scene, words=figure.words)}{title}</figure>"


CLASSES = ('class="entries"', "", 'class="label"', 'class="entry"')
PAGE = Dialect(inline=_mathml, display=_mathml_display, figure=_svg_figure, listing=CLASSES)
"""A page of our own: MathML, and SVG in place."""


def _mathjax(formula: Formula) -> str:
    tall = r"\displaystyle " if formula.tall else ""
    return rf"\({tall}{escape(to_tex(formula.layout), quote=False)}\)"


def _mathjax_display(display: Display) -> str:
    return rf"<div>\[{escape(to_tex(display.layout), quote=False)}\]</div>"


def _data_figure(figure: Figure) -> str:
    return f'<p><img src="{data_address(figure)}" alt="{escape(figure.words)}"/></p>'


def data_address(figure: Figure) -> str:
    """Return a picture as an address that holds it whole."""
    from base64 import b64encode

    from calcquiz.plotting.svg import svg_file

    return f"data:image/svg+xml;base64,{b64encode(svg_file(figure.scene)).decode()}"


STYLED = (
    'style="list-style: none; padding-left: 0; text-align: left"',
    ' style="display: flex; align-items: baseline"',
    'style="flex: 0 0 1.8em"',
    'style="flex: 1"',
)
"""Looks that need no style sheet."""
MATHJAX = Dialect(inline=_mathjax, display=_mathjax_display, figure=_data_figure, listing=STYLED)
"""A fragment for programs that set TeX with MathJax: Anki, Moodle."""
