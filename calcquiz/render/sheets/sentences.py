"""Sentences of the bank, Markdown with `$TeX$`, as blocks of a document."""

import re
from collections.abc import Iterator

from calcquiz.records.errors import FormulaError
from calcquiz.render.markdown import MarkdownBlock, blocks_of, spans_of
from calcquiz.render.prose import PLACES
from calcquiz.render.safe import visible
from calcquiz.render.sheets.document import Block, Code, Display, Entry, Formula, Listing, Paragraph, Span, Words
from calcquiz.typeset import Layout, Place, Run, read_tex, split_math

BULLET = "•"
FORMULA = re.compile(f"([{chr(PLACES.start)}-{chr(PLACES.stop - 1)}])")


def sentence_blocks(text: str, lead: tuple[Span, ...] = ()) -> tuple[Block, ...]:
    """Return a text of the bank as blocks: paragraphs, displayed formulas, lists, code.

    Args:
        text: Simple Markdown with `$TeX$`; what is no TeX of ours is shown as it is written.
        lead: What stands before the first words, in the same line.
    """
    blocks: list[Block] = []
    for block in blocks_of(text.translate(dict.fromkeys(PLACES))):
        made = tuple(_blocks(block))
        last = blocks[-1] if blocks else None
        if block.bullet and isinstance(last, Listing) and isinstance(made[0], Listing):
            blocks[-1] = Listing(entries=last.entries + made[0].entries)
        else:
            blocks += made
    return _led(tuple(blocks), lead)


def _led(blocks: tuple[Block, ...], lead: tuple[Span, ...]) -> tuple[Block, ...]:
    if not lead:
        return blocks
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph(spans=(*lead, Words(text=" "), *blocks[0].spans)), *blocks[1:])
    return (Paragraph(spans=lead), *blocks)


def _blocks(block: MarkdownBlock) -> Iterator[Block]:
    if block.kind == "code":
        yield Code(lines=tuple(map(visible, block.lines)))
        return
    sentence = " ".join(block.lines)
    inner = tuple(_paragraphs(f"**{sentence}**" if block.kind == "heading" else sentence))
    if block.bullet:
        mark = block.bullet.strip()
        yield Listing(entries=(Entry(label=mark if mark[0].isdigit() else BULLET, blocks=inner),))
    else:
        yield from inner


def _paragraphs(sentence: str) -> Iterator[Block]:
    """Yield a sentence as paragraphs, with displayed formulas between them."""
    stretch: list[Run] = []
    for run in _runs(sentence):
        layout = _layout(run.text) if run.place is Place.DISPLAY else None
        if layout is None:
            stretch.append(run)
            continue
        yield from _paragraph(stretch)
        stretch = []
        yield Display(layout=layout)
    yield from _paragraph(stretch)


def _paragraph(runs: list[Run]) -> Iterator[Paragraph]:
    spans = tuple(_spans(runs))
    if any(isinstance(span, Formula) or span.text.strip() for span in spans):
        yield Paragraph(spans=spans)


def _spans(runs: list[Run]) -> Iterator[Span]:
    """Yield words and formulas; emphasis is read with a sign in the place of each formula."""
    formulas: dict[str, Span] = {}
    pieces: list[str] = []
    for run in runs:
        if run.place is Place.TEXT:
            pieces.append(visible(re.sub(r"\s+", " ", run.text)))
            continue
        place = chr(PLACES.start + len(formulas))
        formulas[place] = _formula(run.text)
        pieces.append(place)
    for text, kind in spans_of("".join(pieces).strip()):
        for piece in FORMULA.split(text):
            if piece in formulas:
                yield formulas[piece]
            elif piece:
                yield Words(text=piece, style=kind)


def _formula(tex: str) -> Span:
    layout = _layout(tex)
    return Words(text=f"${visible(tex)}$", style="code") if layout is None else Formula(layout=layout)


def _runs(sentence: str) -> tuple[Run, ...]:
    """Split a sentence at its formulas; one with a lone dollar sign is all text."""
    try:
        return split_math(sentence)
    except FormulaError:
        return (Run(Place.TEXT, sentence, 0),)


def _layout(tex: str) -> Layout | None:
    try:
        return read_tex(tex)
    except FormulaError:
        return None
