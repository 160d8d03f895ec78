"""Sentences: Markdown text split into words and formulas."""

import re
from dataclasses import dataclass
from enum import StrEnum

from calcquiz.records.errors import FormulaError


class Place(StrEnum):
    """Where a run of a sentence belongs."""

    TEXT = "text"
    INLINE = "inline"
    """A formula within a line, `$…$`."""
    DISPLAY = "display"
    """A formula on lines of its own, `$$…$$`."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence: Markdown, or TeX without its dollar signs; `start` is its offset in the sentence."""

    place: Place
    text: str
    start: int


# A run of backticks is taken whole (`++`), so that any number of them is read in one pass.
_PIECE = re.compile(
    r"(?P<fence>^(?P<marks>`{3,}+|~{3,}+).*?(?:^(?P=marks)[`~]*+[ \t]*$|\Z))"
    r"|(?P<code>(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escaped>\\\$)"
    r"|(?P<dollars>\$\$?)",
    re.DOTALL | re.MULTILINE,
)
_FORMULA_END = re.compile(r"\\.|\$\$?", re.DOTALL)


def split_math(text: str) -> tuple[Run, ...]:
    r"""Split Markdown into text and formulas.

    `\$` is a dollar sign, in text and (kept as TeX) in formulas; dollars in code are left alone. A formula
    between single dollars stays within its paragraph.

    Raises:
        FormulaError: a dollar sign without its other half, or an empty formula.

    Example:
        >>> [run.text for run in split_math(r"Costs \$5 for $x^2$.")]
        ['Costs $5 for ', 'x^2', '.']
    """
    runs: list[Run] = []
    words, words_start, place = "", 0, 0
    while (match := _PIECE.search(text, place)) is not None:
        words += text[place : match.start()]
        place = match.end()
        if match["escaped"]:
            words += "$"
        elif match["dollars"]:
            end = _formula_end(text, match.start(), match["dollars"])
            if words:
                runs.append(Run(Place.TEXT, words, words_start))
            runs.append(_formula(text, match.start(), match["dollars"], end))
            place = end + len(match["dollars"])
            words, words_start = "", place
        else:
            words += match.group()
    words += text[place:]
    return (*runs, Run(Place.TEXT, words, words_start)) if words else tuple(runs)


def _formula(text: str, start: int, dollars: str, end: int) -> Run:
    inner = start + len(dollars)
    formula = text[inner:end]
    if not formula.strip():
        raise FormulaError(
            "this formula is empty",
            text=text,
            start=start,
            end=end + len(dollars),
            advice=r"Write a formula between the dollar signs, or \$ for a dollar.",
        )
    lead = len(formula) - len(formula.lstrip())
    return Run(Place.DISPLAY if dollars == "$$" else Place.INLINE, formula.strip(), inner + lead)


def _formula_end(text: str, start: int, dollars: str) -> int:
    """Return where the closing dollars begin."""
    paragraph = text.find("\n\n", start) if dollars == "$" else -1
    for match in _FORMULA_END.finditer(text, start + len(dollars), paragraph if paragraph >= 0 else len(text)):
        if match.group() == dollars:
            return match.start()
        if match.group().startswith("$"):
            break
    raise FormulaError(
        f"this {dollars} begins a formula that does not end",
        text=text,
        start=start,
        end=start + len(dollars),
        advice=rf"Close it with {dollars}, or write \$ for a dollar.",
    )
