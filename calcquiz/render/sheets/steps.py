"""Worked solutions as blocks: a numbered reason, and under it the equation."""

from collections.abc import Iterator, Sequence

from calcquiz.records.variant import Step
from calcquiz.render.equation import is_relation
from calcquiz.render.formula import tree_of
from calcquiz.render.sheets.document import Block, Code, Display, Entry, Listing
from calcquiz.render.sheets.sentences import sentence_blocks
from calcquiz.render.solution import NOT_CHECKED
from calcquiz.typeset import Layout, from_tree
from calcquiz.typeset.layout import Kind, Symbol, row

EQUALS = Symbol("=", Kind.RELATION)
WIDEST = 64
"""Letters of an equation on one line; a wider one has its right side on a line of its own."""
UNWRITTEN = "No worked solution is written for this one yet."


def step_blocks(steps: Sequence[Step], names: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield the steps of a solution as a numbered list; a lone sentence has no number.

    A step without a reason belongs to the one before it.
    """
    if not steps:
        yield from sentence_blocks(UNWRITTEN)
        return
    if len(steps) == 1 and not steps[0].after:
        yield from sentence_blocks(_reason(steps[0]))
        return
    entries: list[list[Block]] = []
    last = ""
    for step in steps:
        reason = _reason(step)
        if reason or not entries:
            entries.append([])
        entries[-1] += [*sentence_blocks(reason), *_equation(step, names, goes_on=bool(last) and step.before == last)]
        last = step.after or last
    yield Listing(
        entries=tuple(Entry(label=f"{number}.", blocks=tuple(blocks)) for number, blocks in enumerate(entries, 1))
    )


def _reason(step: Step) -> str:
    reason = step.why or step.rule
    return f"{reason} {NOT_CHECKED}".strip() if step.after and not step.proved else reason


def _equation(step: Step, names: tuple[str, ...], *, goes_on: bool) -> Iterator[Block]:
    """Yield `before = after`; `= after` where it goes on; a relation alone, for it equals nothing."""
    if not step.after:
        return
    before, after = tree_of(step.before, names), tree_of(step.after, names)
    if after is None or (step.before and before is None):
        yield Code(lines=(f"{step.before} = {step.after}" if step.before else step.after,))
        return
    right = from_tree(after)
    if before is None or is_relation(step.before) or is_relation(step.after):
        yield Display(layout=right)
    elif goes_on:
        yield Display(layout=_equal(right))
    else:
        left = from_tree(before)
        whole = Display(layout=row((left, EQUALS, right)))
        yield from (whole,) if whole.width <= WIDEST else (Display(layout=left), Display(layout=_equal(right)))


def _equal(right: Layout) -> Layout:
    return row((EQUALS, right))
