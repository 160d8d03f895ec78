"""A verdict: what the checker concluded about one response.

A verdict says what is true of an answer. Wording and colour belong to `render`.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Outcome(StrEnum):
    """The conclusions a checker can reach."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"
    """The text is not mathematics we accept: ask again and log nothing."""
    UNDECIDED = "undecided"
    """No proof either way: show the key and let the learner rate themselves."""


class Method(StrEnum):
    """How a verdict was reached."""

    SHAPE = "shape"
    STRUCTURE = "structure"
    EXACT = "exact"
    PROBED = "probed"
    DOMAIN = "domain"
    PROVED = "proved"
    NONE = "none"
    """Nothing was decided: the outcome is UNREADABLE or UNDECIDED."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A point where response and key differ: the counterexample shown to the learner."""

    at: dict[str, str]
    """The value of each variable, as text in the language of formulas."""
    yours: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misstep:
    """A wrong step that, with all others right, leads to the response."""

    name: str
    """Which slip: `inner-derivative-dropped`."""
    part: str
    """What was worked on there: `derivative(sin(3*x), x)`."""
    right: str
    """What it becomes."""
    wrong: str
    """What the slip made of it. All three in the language of formulas."""
    say: str
    """One or two sentences to the learner (Markdown with `$TeX$`)."""
    whole: bool = False
    """Whether what it becomes is the answer itself: not to be shown while there are tries left."""
    told: bool = False
    """Whether `say` holds what it becomes, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A checker's conclusion about one response, and how it got there."""

    outcome: Outcome
    method: Method
    message: str = ""
    """A sentence for the learner, or empty when the outcome says it all."""
    witness: Witness | None = None
    mistake: str | None = None
    """Name of the author's mistake or of the general diagnosis that the answer matches."""
    credit: Fraction = Fraction(0)
    """Between 0 and 1; 1 when correct."""
    read_as: str = ""
    """The response as it was read, in the language of formulas."""
    missteps: tuple[Misstep, ...] = ()
    """The only slip, or pair of slips, that leads to the response."""
    start: int | None = None
    """For UNREADABLE: the offset in the response where it stops being readable."""
    end: int | None = None
