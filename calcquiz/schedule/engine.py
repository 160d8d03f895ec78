"""The bare memory model: one rating moves a memory state and gives the next interval, by py-fsrs.

Source: FSRS-6 as in `fsrs` (py-fsrs) 6.3, the maintained reference implementation.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from calcquiz.records.card import FSRS_DECAY, Memory
from calcquiz.records.errors import UsageError
from calcquiz.records.rating import Rating

if TYPE_CHECKING:
    from fsrs import Scheduler

LAST_REVIEW = datetime(1, 1, 1, 12, tzinfo=UTC)
"""Noon, so that a study day is always 24 hours; only the difference of days matters to FSRS-6."""
LONGEST_GAP_DAYS = 1_000_000
"""2,700 years: what a datetime can hold, with the longest interval after it."""
LONGEST_INTERVAL_DAYS = 36_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The settings of the memory model. py-fsrs does not check them; this does.

    Raises:
        UsageError: a retention, interval or weight is out of its range.
    """

    desired_retention: float = 0.9
    maximum_interval: int = LONGEST_INTERVAL_DAYS
    parameters: tuple[float, ...] | None = None
    """The 21 weights of FSRS-6; None for the defaults of py-fsrs."""

    def __post_init__(self) -> None:
        if not 0 < self.desired_retention < 1:
            raise UsageError(
                f"the desired retention {self.desired_retention} is not a probability",
                "Write a number between 0 and 1, such as 0.9.",
            )
        if not 1 <= self.maximum_interval <= LONGEST_INTERVAL_DAYS:
            raise UsageError(
                f"the longest interval {self.maximum_interval} is out of range",
                f"Write a number of days from 1 to {LONGEST_INTERVAL_DAYS}.",
            )

    @property
    def decay(self) -> float:
        """Return the exponent of the forgetting curve, for `Card.recall`."""
        return FSRS_DECAY if self.parameters is None else self.parameters[20]


DEFAULT_MODEL = Model()


def default_weights() -> tuple[float, ...]:
    """Return the 21 weights that FSRS-6 comes with."""
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return tuple(DEFAULT_PARAMETERS)


def step(memory: Memory | None, rating: int, elapsed_days: int, model: Model = DEFAULT_MODEL) -> tuple[Memory, int]:
    """Return the memory after one answer, and the days until recall falls to the desired retention.

    Args:
        memory: The state before; None for a first answer.
        rating: 1 (Again) to 4 (Easy).
        elapsed_days: Whole study days since the state moved; 0 is the same day. Ignored for a first answer.
        model: Weights, desired retention, longest interval.

    Returns:
        The state after, and the interval without fuzz, from 1 to `model.maximum_interval`.

    Raises:
        UsageError: the rating, the gap or a weight of the model is out of its range.

    >>> memory, interval = step(None, 3, 0)
    >>> memory, interval
    (Memory(stability=2.3065, difficulty=2.118103970459016), 2)
    >>> step(memory, 3, interval)[1]
    11
    """
    from fsrs import Card, State
    from fsrs import Rating as FsrsRating

    if rating not in Rating._value2member_map_:
        raise UsageError(f"{rating} is not a rating", "Write 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy).")
    if not 0 <= elapsed_days <= LONGEST_GAP_DAYS:
        raise UsageError(
            f"a gap of {elapsed_days} days is out of range",
            f"Write a number of days from 0 to {LONGEST_GAP_DAYS}.",
        )
    # a card without an id makes py-fsrs sleep a millisecond
    if memory is None:
        card, now = Card(card_id=1, due=LAST_REVIEW), LAST_REVIEW
    else:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=LAST_REVIEW,
            last_review=LAST_REVIEW,
        )
        now = LAST_REVIEW + timedelta(days=elapsed_days)
    after, _ = _scheduler(model).review_card(card, FsrsRating(rating), now)
    assert after.stability is not None
    assert after.difficulty is not None
    return Memory(stability=after.stability, difficulty=after.difficulty), (after.due - now).days


@cache
def engine_version() -> str:
    """Return the version of py-fsrs, which goes into every rated event."""
    from importlib.metadata import version

    return version("fsrs")


@cache
def _scheduler(model: Model) -> "Scheduler":
    from fsrs import Scheduler
    from fsrs.scheduler import DEFAULT_PARAMETERS

    try:
        return Scheduler(
            parameters=model.parameters or DEFAULT_PARAMETERS,
            desired_retention=model.desired_retention,
            learning_steps=(),
            relearning_steps=(),
            maximum_interval=model.maximum_interval,
            enable_fuzzing=False,
        )
    except ValueError as error:
        raise UsageError(
            f"these weights are not those of FSRS-6: {error}",
            "Give 21 numbers, each within the bounds of py-fsrs.",
        ) from error
