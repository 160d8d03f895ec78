"""How a question ended: its worst part's outcome, and the rating by correctness, tries, hints and time."""

from collections.abc import Iterable, Sequence

from calcquiz.records.variant import Variant
from calcquiz.records.verdict import Outcome
from calcquiz.schedule.ratings import PartResult, active_seconds, expected_seconds, rate_question
from calcquiz.session.desk import Desk
from calcquiz.session.recorder import Ending

WORST_FIRST = (Outcome.INCORRECT, Outcome.PARTIAL, Outcome.UNDECIDED, Outcome.CORRECT)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of a whole question: its worst part's."""
    return min(outcomes, key=WORST_FIRST.index)


def ending_of(desk: Desk, variant: Variant, results: Sequence[PartResult], started: float) -> Ending:
    """Return how a question ended.

    Args:
        desk: Where the learner's own times and settings are known.
        variant: What was asked.
        results: How each part ended; at least one.
        started: When the question was shown, by the desk's clock in seconds.
    """
    recorder = desk.recorder
    recent = recorder.log.recent_seconds(variant.id)
    expected = expected_seconds(recent, variant.difficulty, len(variant.parts))
    seconds = active_seconds(desk.clock.seconds() - started, expected)
    return Ending(
        outcome=worst(result.outcome for result in results),
        rating=rate_question(results, seconds=seconds, expected=expected, recent=recent, easy=recorder.settings.easy),
        tries=max(result.tries for result in results),
        hints=sum(result.hints for result in results),
        active_seconds=seconds,
        encompasses=desk.shelf.facts(variant.id).encompasses,
    )
