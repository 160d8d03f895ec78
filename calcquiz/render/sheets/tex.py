"""A document as TeX source, for any standard distribution: AMS mathematics, TikZ, and nothing of its own."""

from collections.abc import Callable, Sequence
from typing import Any

from calcquiz.plotting.tikz import tikz_colours, tikz_picture
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
from calcquiz.typeset import to_tex
from calcquiz.typeset.symbols import COMMANDS, TEX

SIZES = {Paper.A4: "a4paper", Paper.LETTER: "letterpaper"}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": "--",
    "—": "---",
    "…": r"\dots{}",
    "•": r"\textbullet{}",
    "€": r"\texteuro{}",
    "\u00a0": "~",
    "\u2009": r"\,",
    "\u202f": r"\,",
}
"""Characters of words that TeX reads otherwise; known signs of mathematics become formulas."""
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣ", ("0123456789+-()nx"), strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₙ", ("0123456789+-()n"), strict=True))
STYLES = {"strong": r"\textbf", "emphasis": r"\emph", "code": r"\texttt"}
HEADINGS = {1: r"\section*", 2: r"\subsection*"}
HEAD = r"""\documentclass[11pt,PAPER]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp}
\usepackage{lmodern}
\usepackage[margin=20mm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{graphicx}
\usepackage{tikz}
COLOURS
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt plus 1pt}
\emergencystretch=3em
\newsavebox{\wide}
\newcommand{\shown}[1]{\par\smallskip\savebox{\wide}{$\displaystyle #1$}%
  \ifdim\wd\wide>\linewidth\resizebox{\linewidth}{!}{\usebox{\wide}}\else\usebox{\wide}\fi\par\smallskip}
\newenvironment{entries}{\begin{list}{}{\setlength{\labelwidth}{7mm}\setlength{\labelsep}{2mm}%
  \setlength{\leftmargin}{9mm}\setlength{\itemsep}{2pt}\setlength{\parsep}{2pt}\setlength{\topsep}{2pt}%
  \renewcommand{\makelabel}[1]{\hfill ##1}}}{\end{list}}
\newcommand{\question}[1]{\par\bigskip\textbf{Question #1}\par\nopagebreak\smallskip}
\newenvironment{whole}{\par\begin{minipage}{\linewidth}\setlength{\parskip}{4pt plus 1pt}}{\end{minipage}\par}
\begin{document}
"""


def tex_text(document: Document) -> str:
    """Return the document as TeX source."""
    head = HEAD.replace("PAPER", SIZES[document.paper]).replace("COLOURS", tikz_colours())
    subtitle = rf"\par {{\large {escaped(document.subtitle)}}}" if document.subtitle else ""
    fields = r"\hspace{8mm}".join(
        rf"\makebox[0.45\linewidth][l]{{{escaped(name)}: \hrulefill}}" for name in document.fields
    )
    lines = [
        rf"{{\LARGE\bfseries {escaped(document.title)}\par}}{subtitle}",
        *((r"\par\bigskip", fields) if fields else ()),
        tex_blocks(document.blocks),
        r"\end{document}",
    ]
    return head + "\n".join(lines) + "\n"


def tex_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as TeX."""
    return "\n\n".join(filter(None, (_WRITERS[type(block)](block) for block in blocks)))


def escaped(text: str) -> str:
    """Return words so that TeX prints them as they are; a sign that no font is sure to have becomes a formula."""
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if character in SPECIAL:
        return SPECIAL[character]
    if character.isascii():
        return character
    if character in RAISED:
        return rf"\textsuperscript{{{RAISED[character]}}}"
    if character in LOWERED:
        return rf"\textsubscript{{{LOWERED[character]}}}"
    if character in COMMANDS:
        return f"${TEX[COMMANDS[character]]}$"
    return character if character.isalpha() and ord(character) < 0x180 else SIGNS.get(character, "?")


SIGNS = {"√": r"$\surd$", "∫": r"$\int$", "∑": r"$\sum$", "∏": r"$\prod$", "°": r"\textdegree{}", "·": r"$\cdot$"}


def _span(span: Span) -> str:
    if isinstance(span, Formula):
        tall = r"\displaystyle " if span.tall else ""
        return f"${tall}{to_tex(span.layout)}$"
    style = STYLES.get(span.style)
    return f"{style}{{{escaped(span.text)}}}" if style else escaped(span.text)


def _spans(spans: Sequence[Span]) -> str:
    return "".join(map(_span, spans)).strip()


def _paragraph(block: Paragraph) -> str:
    return _spans(block.spans)


def _display(block: Display) -> str:
    return rf"\shown{{{to_tex(block.layout)}}}"


def _code(block: Code) -> str:
    return "\\par\n" + "\\\\\n".join(rf"\texttt{{{escaped(line).replace(' ', '~')}}}" for line in block.lines)


def _listing(block: Listing) -> str:
    entries = "\n".join(map(_entry, block.entries))
    return f"\\begin{{entries}}\n{entries}\n\\end{{entries}}"


def _entry(entry: Entry) -> str:
    return rf"\item[{{{escaped(entry.label)}}}] {tex_blocks(entry.blocks)}"


def _figure(block: Figure) -> str:
    return "\\par\\smallskip\n" + tikz_picture(block.scene, escaped) + "\n\\par\\smallskip"


def _room(block: Room) -> str:
    return rf"\vspace*{{{block.lines}\baselineskip}}"


def _question(block: Question) -> str:
    """Return a question in pieces that no page break divides: up to the room of each part."""
    pieces = (f"\\begin{{whole}}\n{tex_blocks(piece)}\n\\end{{whole}}" for piece in block.pieces())
    return "\n".join((f"\\question{{{block.number}}}", *pieces))


def _heading(block: Heading) -> str:
    note = rf" \normalfont\small\texttt{{{escaped(block.note)}}}" if block.note else ""
    return f"{HEADINGS[block.level]}{{{escaped(block.text)}{note}}}"


def _new_page(_: NewPage) -> str:
    return r"\clearpage"


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
