"""Cards for Anki: its text format for import, one note for each variant."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from calcquiz.records.worksheet import Item
from calcquiz.render.sheets.compose import key_blocks, question_block, solution_blocks
from calcquiz.render.sheets.document import Block, Room, Span, Words
from calcquiz.render.sheets.html import MATHJAX, html_blocks
from calcquiz.render.sheets.labels import PROGRAM, labels, shelves

HEADER = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    "#tags column:6",
)
NOTE_TYPE = "Basic"
CODE = re.compile("(<pre>.*?</pre>)", re.DOTALL)


def anki_notes(items: Iterable[Item]) -> str:
    """Return the file of notes: the question in front, the answers and the worked solution behind.

    A note that is imported again takes the place of the one it was: its id is that of the variant, whatever the seed.

    Args:
        items: Variants, completed and worked out, with their pictures.
    """
    file = io.StringIO(newline="")
    file.write("".join(f"{line}\n" for line in HEADER))
    csv.writer(file, delimiter="\t", lineterminator="\n").writerows(map(_fields, items))
    return file.getvalue()


def _fields(item: Item) -> tuple[str, ...]:
    variant = item.variant
    return (
        f"{PROGRAM}:{variant.id}@{variant.revision}#{variant.variant}",
        NOTE_TYPE,
        "::".join(shelves(variant)),
        _html(question_block(item).blocks),
        f"{_html(_answers(item))}<hr>{_html(solution_blocks(item))}",
        " ".join(labels(variant)),
    )


def _answers(item: Item) -> Iterator[Block]:
    parts = item.variant.parts
    for part in parts:
        lead: tuple[Span, ...] = (Words(text=f"Part {part.part}:", style="strong"), Words(text=" "))
        yield from key_blocks(part, lead if len(parts) > 1 else ())


def _html(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML on one line; line ends of code become `<br>`."""
    html = html_blocks([block for block in blocks if not isinstance(block, Room)], MATHJAX)
    pieces = CODE.split(html.replace("\t", " "))
    return "".join(piece.replace("\n", "<br>" if piece.startswith("<pre>") else " ") for piece in pieces)
