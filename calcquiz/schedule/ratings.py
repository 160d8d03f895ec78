"""From how a question went to a rating: a fixed table, so that a learner can know what counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome

RULE_VERSION = 1
"""Goes into every rated event: raise it whenever this table changes."""
RECENT_ANSWERS = 5
SECONDS_A_PART = {1: 30, 2: 60, 3: 120, 4: 240, 5: 400}
"""Expected seconds by difficulty, until there are own times."""
LONGEST_PAUSE_SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """How one part of a question ended."""

    outcome: Outcome
    """At the last try."""
    tries: int = 1
    """Unreadable answers, a + C to be completed and a right value in the wrong form are not tries."""
    hints: int = 0
    solution_opened: bool = False
    """Before the part was over."""
    own_rating: Rating | None = None
    """The learner's, where the outcome is UNDECIDED."""


def rate_part(part: PartResult) -> Rating | None:
    """Return the rating of one part, time aside; None when nobody has judged it.

    >>> rate_part(PartResult(outcome=Outcome.CORRECT, tries=2))
    <Rating.HARD: 2>
    """
    if part.outcome is Outcome.UNDECIDED and not part.solution_opened:
        return part.own_rating
    if part.solution_opened or part.outcome not in {Outcome.CORRECT, Outcome.PARTIAL}:
        return Rating.AGAIN
    if part.outcome is Outcome.PARTIAL or part.tries > 1 or part.hints:
        return Rating.HARD
    return Rating.GOOD


def rate_question(
    parts: Sequence[PartResult],
    *,
    seconds: float | None,
    expected: float,
    recent: Sequence[float] = (),
    easy: bool = False,
) -> Rating | None:
    """Return the rating of a question: that of its worst part, then the time.

    None means that a part is UNDECIDED, the learner did not rate it, and no part is Again: the
    question leaves the memory alone.

    Args:
        parts: How each part ended; at least one.
        seconds: Time at work on all parts, from `active_seconds`; None when unknown.
        expected: From `expected_seconds`.
        recent: The learner's own last times for the skill, in seconds, at most five.
        easy: Whether the learner has switched Easy on.

    >>> rate_question([PartResult(outcome=Outcome.CORRECT)], seconds=20, expected=60)
    <Rating.GOOD: 3>
    >>> rate_question([PartResult(outcome=Outcome.CORRECT)], seconds=121, expected=60)
    <Rating.HARD: 2>
    """
    ratings = [rate_part(part) for part in parts]
    if None in ratings and Rating.AGAIN not in ratings:
        return None
    rating = min(rating for rating in ratings if rating is not None)
    judged_by_learner = any(part.own_rating is not None for part in parts)
    if rating < Rating.GOOD or seconds is None or judged_by_learner:
        return rating
    if seconds > 2 * expected:
        return Rating.HARD
    if easy and len(recent) >= RECENT_ANSWERS and seconds < median(recent) / 2:
        return Rating.EASY
    return rating


def expected_seconds(recent: Sequence[float], difficulty: int, parts: int = 1) -> float:
    """Return the seconds a question should take: the median of five own times, before that by difficulty.

    >>> expected_seconds([], difficulty=3, parts=2)
    240.0
    >>> expected_seconds([50, 20, 30, 90, 40], difficulty=3)
    40.0
    """
    if len(recent) >= RECENT_ANSWERS:
        return float(median(recent))
    return float(SECONDS_A_PART[difficulty] * parts)


def active_seconds(seconds: float, expected: float) -> float | None:
    """Return the time, or None after a pause: over ten minutes and over five times what was expected.

    >>> active_seconds(599, 30), active_seconds(601, 30), active_seconds(601, 240)
    (599, None, 601)
    """
    return None if seconds > max(LONGEST_PAUSE_SECONDS, 5 * expected) else seconds
