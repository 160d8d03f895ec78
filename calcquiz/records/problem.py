"""A problem: what an author writes, a template of questions; its formulas and sentences as text, not yet drawn."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind

Place: TypeAlias = tuple[int, int]
"""Line and column in the file, both from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A name and the finite list of values it is drawn from."""

    name: str
    values: tuple[str, ...]
    """Constants in the language of formulas, in the author's order, without repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A wrong way the author foresaw."""

    name: str
    is_: tuple[str, ...]
    """The wrong formula; at problem level one for each part."""
    say: str
    family: str
    if_: str | None = None
    """Meant only where this condition on the parameters holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionLine:
    """A sentence of an authored solution, and the identity it claims, if any."""

    say: str
    holds: str | None = None
    """`a = b`, or a chain `a = b = c`."""
    auto: bool = False
    """Whether the steps that calcquiz works out itself stand here; `say` is empty then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A key the author gives where no task fits."""

    kind: Kind
    is_: tuple[str, ...]
    """The formula; for a choice the keys of the right options, or one case column that holds such a key."""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice: key and sentence, in the author's order."""
    mode: str = "one"
    order_fixed: bool = False
    oracle: str | None = None
    """A task, or a formula of another form, that proves the key."""
    unproved: str | None = None
    """Why nothing proves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One prompt: exactly one of `task` and `answer` is given."""

    ask: str = ""
    """Empty when the problem's own `ask` is the question."""
    task: str | None = None
    answer: Answer | None = None
    rules: Rules = field(default_factory=Rules)
    ruled: frozenset[str] = frozenset()
    """The names of the rules the author wrote down."""
    mistakes: tuple[Mistake, ...] = ()
    hints: tuple[str, ...] = ()
    solution: tuple[SolutionLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A pinned draw: with these parameters the keys are these."""

    at: dict[str, str]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A template of questions, one skill; `ID#7` is its variant 7."""

    id: str
    """The file's name without `.yaml`."""
    path: str
    chapter: int = 0
    section: str = ""
    """`2.1`; empty outside a bank."""
    first_id: str = ""
    """The oldest name the problem had: variants keep their numbers when it is renamed."""
    revision: int = 1
    title: str
    difficulty: int
    """1 (one rule, one line) to 5 (combines chapters)."""
    requires: tuple[str, ...] = ()
    encompasses: dict[str, str] = field(default_factory=dict)
    """Which skills a right answer also exercises: `full` or `half`."""
    tags: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    """Name -> `real`, `positive`, `integer`, or an open interval whose ends may hold other names: `(0, N)`."""
    params: tuple[Parameter, ...] = ()
    cases: tuple[dict[str, str], ...] = ()
    """Rows that give the same names a formula or a sentence; the row is one more parameter."""
    sentences: frozenset[str] = frozenset()
    """The columns of `cases` that hold sentences."""
    where: str | None = None
    let: tuple[tuple[str, str], ...] = ()
    ask: str
    parts: tuple[Part, ...]
    plot: dict[str, Any] | None = None
    check: Check | None = None
    always: tuple[str, ...] = ()
    """What must hold of every key, with `key` for it."""
    few: str | None = None
    """Why there are fewer than twelve variants."""
    large: str | None = None
    """Why a key may hold large numbers or denominators over 60."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each entry stands: `mistakes.no-inner.is` -> (line, column)."""

    @property
    def seed(self) -> str:
        """Return what the order of the variants is drawn from."""
        return f"{self.first_id or self.id}@{self.revision}"
