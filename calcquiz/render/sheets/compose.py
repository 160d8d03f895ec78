"""Composing: a worksheet becomes documents, one for each version, with key and solutions behind or apart."""

from collections.abc import Iterator

from calcquiz.records.scene import Scene
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.records.worksheet import Item, Sheet, Worksheet
from calcquiz.render.formula import tree_of
from calcquiz.render.graded import chosen_options
from calcquiz.render.question import HOW_TO_CHOOSE
from calcquiz.render.sheets.document import (
    Block,
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
    Words,
)
from calcquiz.render.sheets.sentences import sentence_blocks
from calcquiz.render.sheets.steps import step_blocks
from calcquiz.render.solution import ends_with_key
from calcquiz.render.style import Style
from calcquiz.typeset import from_tree

FIELDS = ("Name", "Date")
KEY_SUFFIX = "key"
LINES_TO_WRITE = {1: 4, 2: 5, 3: 6, 4: 7, 5: 8}
"""Difficulty -> lines left free under a question with one part; a part of several gets two fewer."""
SHORT = frozenset({Kind.CHOICE})
"""Kinds of answer that need no room: a letter is marked."""


def documents(worksheet: Worksheet) -> Iterator[tuple[str, Document]]:
    """Yield what becomes a file each, after a suffix for its name.

    One version is one document, its key and solutions on pages behind the questions; several versions share
    one document with theirs, `key`.
    """
    if len(worksheet.sheets) == 1:
        (sheet,) = worksheet.sheets
        behind = (NewPage(), *_answers(worksheet)) if worksheet.answered else ()
        yield "", _document(worksheet, sheet, behind)
        return
    for sheet in worksheet.sheets:
        yield sheet.letter, _document(worksheet, sheet, ())
    if worksheet.answered:
        blocks = tuple(_answers(worksheet))
        yield (
            KEY_SUFFIX,
            Document(title=worksheet.title, subtitle="Answers", fields=(), paper=worksheet.paper, blocks=blocks),
        )


def _document(worksheet: Worksheet, sheet: Sheet, behind: tuple[Block, ...]) -> Document:
    return Document(
        title=worksheet.title,
        subtitle=_version(sheet),
        fields=FIELDS,
        paper=worksheet.paper,
        blocks=(*(question_block(item) for item in sheet.items), *behind),
    )


def _version(sheet: Sheet) -> str:
    return f"Version {sheet.letter}" if sheet.letter else ""


def question_block(item: Item) -> Question:
    """Return a question as a learner sees it: statement, parts, options, its picture, room to write."""
    return Question(number=item.number, blocks=tuple(_question(item)))


def _question(item: Item) -> Iterator[Block]:
    variant = item.variant
    yield from sentence_blocks(variant.statement)
    yield from _figure(item.question_picture)
    for part in variant.parts:
        lead = (Words(text=f"Part {part.part}.", style="strong"),) if len(variant.parts) > 1 else ()
        yield from part_blocks(part, variant.statement, lead)
        if part.kind not in SHORT:
            yield Room(lines=LINES_TO_WRITE[min(max(variant.difficulty, 1), 5)] - 2 * bool(lead))


def part_blocks(part: VariantPart, statement: str, lead: tuple[Span, ...] = ()) -> Iterator[Block]:
    """Yield what a part asks and its options; the ask of a problem with one part may be its statement."""
    if part.ask.strip() and part.ask.strip() != statement.strip():
        yield from sentence_blocks(part.ask, lead)
    elif lead:
        yield Paragraph(spans=lead)
    if part.options:
        yield Listing(
            entries=tuple(
                Entry(label=f"{option.letter})", blocks=sentence_blocks(option.text)) for option in part.options
            )
        )
    if part.kind is Kind.CHOICE and part.rules.mode in HOW_TO_CHOOSE:
        words = "".join(str(piece) for piece in HOW_TO_CHOOSE[part.rules.mode])
        yield Paragraph(spans=(Words(text=words, style="emphasis"),))


def _figure(scene: Scene | None) -> Iterator[Figure]:
    if scene is not None:
        from calcquiz.plotting.table import sentences

        yield Figure(scene=scene, words=" ".join(sentences(scene)))


def _answers(worksheet: Worksheet) -> Iterator[Block]:
    """Yield the key of every version, then the worked solutions of every version."""
    if worksheet.key:
        for sheet in worksheet.sheets:
            yield Heading(text=_titled("Answers", sheet), level=1)
            yield Listing(entries=tuple(_answer(item) for item in sheet.items))
    if worksheet.solutions is not None:
        for sheet in worksheet.sheets:
            yield Heading(text=_titled("Worked solutions", sheet), level=1)
            for item in sheet.items:
                yield Heading(text=f"{item.number}. {item.variant.title}", level=2, note=item.variant.name)
                yield from solution_blocks(item)


def _titled(text: str, sheet: Sheet) -> str:
    return f"{text}, version {sheet.letter}" if sheet.letter else text


def _answer(item: Item) -> Entry:
    """Return the answers to a question, a line for each part, the variant's name behind the last."""
    parts = item.variant.parts
    blocks: list[Block] = []
    for part in parts:
        lead = (Words(text=f"Part {part.part}:", style="strong"), Words(text=" ")) if len(parts) > 1 else ()
        blocks += key_blocks(part, lead)
    name = Words(text=item.variant.name, style="code")
    return Entry(label=f"{item.number}.", blocks=_behind(blocks, name))


def _behind(blocks: list[Block], name: Words) -> tuple[Block, ...]:
    if blocks and isinstance(blocks[-1], Paragraph):
        return (*blocks[:-1], Paragraph(spans=(*blocks[-1].spans, Words(text="   "), name)))
    return (*blocks, Paragraph(spans=(name,)))


def key_blocks(part: VariantPart, lead: tuple[Span, ...] = ()) -> tuple[Block, ...]:
    """Return the right answer of a part: a formula in the line, or the options by letter and text."""
    if part.kind is not Kind.CHOICE:
        return (Paragraph(spans=(*lead, formula_span(part.key, part.rules.variables))),)
    chosen = chosen_options(part)
    if len(chosen) == 1:
        return sentence_blocks(chosen[0].text, (*lead, Words(text=f"{chosen[0].letter})", style="strong")))
    entries = tuple(Entry(label=f"{option.letter})", blocks=sentence_blocks(option.text)) for option in chosen)
    return (*((Paragraph(spans=lead),) if lead else ()), Listing(entries=entries))


def formula_span(text: str, names: tuple[str, ...]) -> Span:
    """Return text in the language of formulas as a formula; what is none is shown as it is."""
    tree = tree_of(text, names)
    return Words(text=text, style="code") if tree is None else Formula(layout=from_tree(tree), tall=True)


def solution_blocks(item: Item) -> Iterator[Block]:
    """Yield the worked solution of a question, part by part, the answer at the end, then its picture."""
    several = len(item.variant.parts) > 1
    for part in item.variant.parts:
        if several:
            yield Paragraph(spans=(Words(text=f"Part {part.part}", style="strong"),))
        yield from step_blocks(part.solution, part.rules.variables)
        if not ends_with_key(part.solution, part, Style()):
            yield from key_blocks(part, (Words(text="The answer:", style="strong"), Words(text=" ")))
    yield from _figure(item.answer_picture)
