"""Printing: questions become items of sheets, completed where answers are printed, and sheets become files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from calcquiz.records.derivation import Level
from calcquiz.records.errors import UsageError
from calcquiz.records.print_request import PrintRequest
from calcquiz.records.scene import Scene
from calcquiz.records.variant import Variant
from calcquiz.records.worksheet import Item, LeftOut, Sheet, Worksheet
from calcquiz.render.sheets.formats import FORMATS
from calcquiz.session.pictures import own_scene
from calcquiz.session.print_choice import DEFAULT_COUNT, Choice, Question, questions, variants_of_each
from calcquiz.session.shelf import Shelf

KEY = "key"
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What becomes files, in the order of `suffixes`."""

    files: tuple[bytes, ...]
    questions: int
    """How many are on a sheet, or in a file for other programs all variants."""
    left_out: tuple[LeftOut, ...] = ()
    short: tuple[tuple[str, int], ...] = ()
    """Problems that have fewer variants than were asked for, and how many."""


def suffixes(request: PrintRequest) -> tuple[str, ...]:
    """Return what the names of the files end in: nothing, or a letter for each version and `key`."""
    if FORMATS[request.kind].write is None or request.versions == 1:
        return ("",)
    return (*ascii_uppercase[: request.versions], *((KEY,) if request.answered else ()))


def variants_to_work(choice: Choice, request: PrintRequest) -> int:
    """Return about how many variants there will be: what a progress bar counts."""
    if FORMATS[request.kind].write is None:
        return len(choice.fixed) + len(choice.ids) * (request.count or DEFAULT_COUNT)
    default = len(choice.fixed) + min(DEFAULT_COUNT, len(choice.ids))
    return request.versions * (request.count or default)


def printed(shelf: Shelf, choice: Choice, request: PrintRequest, step: Step = lambda _: None) -> Printed:
    """Return the files of a print request; `step` is called with the name of each variant that is done.

    Raises:
        UsageError: there are fewer variants than are wanted, or an extra is missing.
        CalcquizError: a key could not be worked out.
    """
    return (_pages if FORMATS[request.kind].write else _notes)(shelf, choice, request, step)


def _pages(shelf: Shelf, choice: Choice, request: PrintRequest, step: Step) -> Printed:
    from calcquiz.render.sheets.compose import documents

    asked = questions(shelf, choice, count=request.count, seed=request.seed, versions=request.versions)
    press = Press(shelf=shelf, answered=request.answered, solutions=request.solutions, step=step)
    worksheet = Worksheet(
        title=request.title or choice.title,
        paper=request.paper,
        sheets=_sheets(press, asked),
        key=request.key,
        solutions=request.solutions,
    )
    write = FORMATS[request.kind].write
    assert write is not None
    return Printed(files=tuple(write(document) for _, document in documents(worksheet)), questions=len(asked))


def _sheets(press: "Press", asked: Sequence[Question]) -> tuple[Sheet, ...]:
    versions = len(asked[0].numbers)
    return tuple(
        Sheet(
            letter=ascii_uppercase[version] if versions > 1 else "",
            items=tuple(
                press.item(number, question.skill, question.numbers[version])
                for number, question in enumerate(asked, 1)
            ),
        )
        for version in range(versions)
    )


def _notes(shelf: Shelf, choice: Choice, request: PrintRequest, step: Step) -> Printed:
    """Return one file with the variants of each problem, for a program that draws among them itself."""
    asked = variants_of_each(shelf, choice, count=request.count, seed=request.seed)
    press = Press(shelf=shelf, answered=True, solutions=request.solutions or Level.NORMAL, step=step)
    groups = [
        tuple(press.item(number, question.skill, variant) for variant in question.numbers)
        for number, question in enumerate(asked, 1)
    ]
    write = FORMATS[request.kind].notes
    assert write is not None
    text, left_out = write(groups)
    if len(left_out) == len(groups):
        raise UsageError(f"{left_out[0].id} is left out: {left_out[0].reason}", "So there is nothing to write.")
    gone = {one.id for one in left_out}
    count = sum(len(group) for group in groups if group[0].variant.id not in gone)
    wanted = request.count or 0
    fewer = [(one.skill, len(one.numbers)) for one in asked if one.skill in choice.ids and len(one.numbers) < wanted]
    return Printed(files=(text.encode(),), questions=count, left_out=left_out, short=tuple(fewer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Makes items of variants: completed where the answers are printed, with their pictures."""

    shelf: Shelf
    answered: bool
    solutions: Level | None
    step: Step

    def item(self, number: int, id_: str, variant_number: int) -> Item:
        """Return question `number` of a sheet."""
        variant = self.shelf.draw(id_, variant_number)
        if self.answered:
            variant = self.shelf.complete(variant)
        if self.solutions is not None:
            variant = self.shelf.derived(variant, level=self.solutions)
        asked = self._scene(variant, over=False) if _belongs_to_question(variant) else None
        solved = self._scene(variant, over=True) if self.solutions is not None else None
        return Item(
            number=number,
            variant=variant,
            question_picture=asked,
            answer_picture=None if solved == asked else solved,
        )

    def _scene(self, variant: Variant, *, over: bool) -> Scene | None:
        return own_scene(variant, len(variant.parts), over=over)


def _belongs_to_question(variant: Variant) -> bool:
    return variant.plot is not None and variant.plot.get("when") == "question"
