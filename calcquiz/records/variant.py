"""A variant: one drawn instance of a problem, everything in it as text, so that it can be stored and replayed."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from calcquiz.records.rules import Rules

CONSTANTS_OF_INTEGRATION = ("C", "c", "K", "k")
"""How a constant of integration may be called."""


class Kind(StrEnum):
    """The answer kinds."""

    EXPRESSION = "expression"
    DERIVATIVE = "derivative"
    ANTIDERIVATIVE = "antiderivative"
    NUMBER = "number"
    EQUATION = "equation"
    INEQUALITY = "inequality"
    INTERVAL = "interval"
    SET = "set"
    LIST = "list"
    VECTOR = "vector"
    MATRIX = "matrix"
    CHOICE = "choice"
    INPUT = "input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a choice, as displayed: its letter in this variant, its key in the bank, its text."""

    letter: str
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMistake:
    """A wrong answer that the author foresaw, with this variant's numbers."""

    name: str
    is_: str
    """The wrong formula, in the language of formulas (an option's key for a choice)."""
    say: str
    """What to tell the learner (Markdown with `$TeX$`)."""
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a worked solution: `before` became `after` by `rule`, because of `why`."""

    rule: str
    before: str
    after: str
    """Both in the language of formulas; empty when the step is a sentence."""
    why: str
    """A sentence (Markdown with `$TeX$`)."""
    proved: bool
    """Whether `before` equals `after` was confirmed by numbers."""
    depth: int = 0
    focus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantPart:
    """One prompt of a variant. What may not be shown before the answer is empty until `complete`."""

    part: int
    """Counts from 1."""
    ask: str
    """Markdown with `$TeX$`; the statement itself where a problem has one prompt."""
    kind: Kind
    rules: Rules
    options: tuple[Option, ...] = ()
    task: str | None = None
    """The task with its slots filled, in the language of formulas."""
    key: str = ""
    """The right answer in the language of formulas (an option's key, or several joined by `, `)."""
    mistakes: tuple[NamedMistake, ...] = ()
    hints: tuple[str, ...] = ()
    solution: tuple[Step, ...] = ()
    automatic: int | None = None
    """Where in `solution` the automatic steps go while they are not worked out; None when none are missing."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names the learner may use: the problem's, and a constant of integration where one is due."""
        constants = CONSTANTS_OF_INTEGRATION if self.kind is Kind.ANTIDERIVATIVE else ()
        return (*self.rules.variables, *constants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One drawn instance of a problem; `ID#7` is its name."""

    id: str
    variant: int
    revision: int
    chapter: int
    section: str
    title: str
    difficulty: int
    """1 (one rule, one line) to 5 (combines chapters)."""
    tags: tuple[str, ...]
    statement: str
    """Markdown with `$TeX$`."""
    parts: tuple[VariantPart, ...]
    variables: tuple[str, ...] = ()
    """The problem's variables; the first one is on the horizontal axis of a picture."""
    plot: dict[str, Any] | None = None
    """The author's plot, labels filled in; formulas keep their names, which `values` explains."""
    values: dict[str, str] = field(default_factory=dict)
    """What each param, case column and `let` name stands for in this variant."""
    complete: bool = False
    """Whether keys, mistakes, hints, solutions and plot are filled in."""

    @property
    def name(self) -> str:
        """Return `ID#K`, accepted wherever an id is."""
        return f"{self.id}#{self.variant}"
