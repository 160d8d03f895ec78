"""A worked solution on the screen: numbered steps, equals signs aligned, the reason beside where it fits."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from calcquiz.records.moment import Solution
from calcquiz.records.variant import Kind, Step, VariantPart
from calcquiz.render.equation import Equation, equations
from calcquiz.render.formula import formula_line
from calcquiz.render.graded import key_lines
from calcquiz.render.prose import prose
from calcquiz.render.style import Style
from calcquiz.render.words import quiet
from calcquiz.render.wrap import wrap

NOT_CHECKED = "(not checked by numbers)"
GAP = 3
"""Cells between an equation and the reason beside it."""
NARROWEST_REASON = 24
HIGHEST_REASON = 2
"""Lines of a reason beside its equation; a longer one stands above."""
SENTENCE_ENDS = (".", "?", ")")
"""“The slope is” goes on in its equation, so it stands above."""


def solution_lines(solution: Solution, style: Style) -> list[Text]:
    """Return a worked solution as lines, the answer at the end: below, unless the last step says it."""
    heading = "Solution:" if style.plain else "Solution"
    lines = [Text.assemble(style.indent, (heading, "bold"))]
    if not solution.steps:
        lines += quiet("No worked solution is written for this one yet.", style)
    if len(solution.steps) == 1 and not solution.steps[0].after:
        lines += prose(_reason(solution.steps[0]), style)  # a lone sentence is no first step
    else:
        lines += steps_lines(solution.steps, style, solution.part.rules.variables)
    if ends_with_key(solution.steps, solution.part, style):
        return lines
    answer = key_lines(solution.part, style)
    return lines + ([Text(), *answer] if len(answer) > 1 else answer)


def ends_with_key(steps: Sequence[Step], part: VariantPart, style: Style) -> bool:
    """Whether the last step is the answer already: its right side, or the end of a sentence without a formula."""
    if not steps:
        return False
    last = steps[-1]
    if last.after:
        return last.after.replace(" ", "") == part.key.replace(" ", "")
    answer = formula_line(part.key, style, part.rules.variables)
    sentence = " ".join(line.plain.strip() for line in prose(_reason(last), style))
    return part.kind is not Kind.CHOICE and sentence.removesuffix(".").endswith(f" {answer}")


def steps_lines(steps: Sequence[Step], style: Style, names: tuple[str, ...] = ()) -> list[Text]:
    """Return numbered steps: all reasons beside their equations, or all above them.

    A step without a reason belongs to the one before it and has no number of its own.
    """
    margin = len(_number(len(steps), style)) + 2 * max((step.depth for step in steps), default=0)
    shown = equations(steps, style, names, style.width - margin - 2)
    column = _column_beside(steps, shown, style, margin)
    lines: list[Text] = []
    number, tall = 0, False
    for step, equation in zip(steps, shown, strict=True):
        number += bool(_reason(step)) or number == 0
        if tall and _reason(step):
            lines.append(Text())  # fractions of two steps would run into each other
        first = (_number(number, style) if _reason(step) else " " * margin) + "  " * step.depth
        lines += _beside(step, equation, style, first, column) if column else _above(step, equation, style, first)
        tall = len(equation.rows) > 1 and not style.plain
    return lines


def _number(number: int, style: Style) -> str:
    return f"{style.indent}{number}. "


def _reason(step: Step) -> str:
    reason = step.why or step.rule
    return f"{reason} {NOT_CHECKED}".strip() if step.after and not step.proved else reason


def _column_beside(steps: Sequence[Step], shown: list[Equation], style: Style, margin: int) -> int:
    """Return the column of the reasons when every step has an equation and a short reason, else 0."""
    column = margin + max((equation.width for equation in shown), default=0) + GAP
    if style.plain or style.width - column < NARROWEST_REASON or not all(equation.rows for equation in shown):
        return 0
    if not all(reason.endswith(SENTENCE_ENDS) for reason in map(_reason, steps) if reason):
        return 0
    heights = [len(prose(_reason(step), style, first=" " * column)) for step in steps]
    return column if max(heights, default=0) <= HIGHEST_REASON else 0


def _beside(step: Step, equation: Equation, style: Style, first: str, column: int) -> list[Text]:
    """Return an equation with its number and, at the right, its reason, both beginning on its baseline."""
    reason = [line[column:] for line in prose(_reason(step), style, first=" " * column)]
    lines = []
    for row in range(max(len(equation.rows), equation.baseline + len(reason))):
        line = Text(first if row == equation.baseline else " " * len(first))
        line.append(equation.rows[row] if row < len(equation.rows) else "")
        if 0 <= row - equation.baseline < len(reason):
            line.pad_right(column - line.cell_len)
            line.append_text(reason[row - equation.baseline])
        line.rstrip()
        lines.append(line)
    return lines


def _above(step: Step, equation: Equation, style: Style, first: str) -> list[Text]:
    lines = prose(_reason(step), style, first=first) if _reason(step) else []
    inner = " " * (len(first) + 2)
    for row in equation.rows:
        fits = len(inner) + cell_len(row.rstrip()) <= style.width
        lines += [Text(inner + row.rstrip())] if fits else wrap([Text(row.strip())], style.width, first=inner)
    return lines
