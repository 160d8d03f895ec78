"""Fitting the memory model to one's own reviews, and the honest comparison with the weights in effect."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from math import log, sqrt
from statistics import mean, stdev
from typing import TypeAlias

from calcquiz.records.card import Memory
from calcquiz.records.errors import UsageError
from calcquiz.records.fitting import Fit
from calcquiz.records.retention import Observation
from calcquiz.schedule.engine import Model, step

TRAINING_SHARE = 0.8
FEWEST_REVIEWS = 400
"""Reviews below which no fit is tried: in trials, fits to fewer than some 4,000 were worse on new reviews."""
CLOSEST_TO_CERTAIN = 1e-6
Fitter: TypeAlias = Callable[[Sequence[Observation]], Sequence[float]]


def fit(observed: Sequence[Observation], current: Model, fitter: Fitter) -> Fit:
    """Fit weights to the first four fifths of the reviews and try them on the last fifth.

    Args:
        observed: The answers that moved the memory, in the order of time.
        current: The model in effect.
        fitter: Gives 21 weights for observations.

    Raises:
        UsageError: there are too few reviews.
    """
    reviews = [one for one in observed if one.recall is not None]
    if len(reviews) < FEWEST_REVIEWS:
        message = f"there are {len(reviews)} reviews, too few to fit a memory model to"
        advice = f"Come back with {FEWEST_REVIEWS}; until then the weights in effect are the best known."
        raise UsageError(message, advice)
    first_tested = reviews[int(TRAINING_SHARE * len(reviews))].study_day
    training = [one for one in observed if one.study_day < first_tested]
    weights = tuple(float(weight) for weight in fitter(training))
    fitted = Model(
        desired_retention=current.desired_retention, maximum_interval=current.maximum_interval, parameters=weights
    )
    losses = [losses_of(observed, model, first_tested.toordinal()) for model in (current, fitted)]
    gains = [old - new for old, new in zip(*losses, strict=True)]
    return Fit(
        trained_on=sum(one.recall is not None for one in training),
        tested_on=len(gains),
        current_loss=mean(losses[0]),
        fitted_loss=mean(losses[1]),
        difference=mean(gains),
        standard_error=stdev(gains) / sqrt(len(gains)),
        weights=weights,
    )


def losses_of(observed: Sequence[Observation], model: Model, first_ordinal: int) -> list[float]:
    """Return the log-loss of what a model foretells of each review from a day on, its memory built from all before."""
    memories: dict[str, Memory] = {}
    losses = []
    for one in observed:
        memory = memories.get(one.skill)
        if memory is not None and one.study_day.toordinal() >= first_ordinal:
            losses.append(_loss(recall(memory, one.elapsed_days, model), remembered=one.recalled))
        memories[one.skill], _ = step(memory, one.rating, one.elapsed_days, model)
    return losses


def recall(memory: Memory, elapsed_days: int, model: Model) -> float:
    """Return the probability of recall so many study days after the memory moved, by the curve of FSRS-6."""
    factor = 0.9 ** (-1 / model.decay) - 1
    return float((1 + factor * elapsed_days / memory.stability) ** -model.decay)


def _loss(foretold: float, *, remembered: bool) -> float:
    bounded = min(max(foretold, CLOSEST_TO_CERTAIN), 1 - CLOSEST_TO_CERTAIN)
    return -log(bounded if remembered else 1 - bounded)


def fitted_weights(observed: Sequence[Observation]) -> Sequence[float]:
    """Return the weights that py-fsrs's own optimizer fits.

    Raises:
        UsageError: the extra `optimize`, which brings PyTorch, is not installed.
    """
    try:
        from fsrs import Optimizer, Rating, ReviewLog

        ids = {skill: number for number, skill in enumerate(sorted({one.skill for one in observed}), 1)}
        logs = [
            ReviewLog(
                card_id=ids[one.skill],
                rating=Rating(int(one.rating)),
                review_datetime=datetime(one.study_day.year, one.study_day.month, one.study_day.day, 12, tzinfo=UTC),
                review_duration=None,
            )
            for one in observed
        ]
        return [float(weight) for weight in Optimizer(logs).compute_optimal_parameters()]
    except ImportError as error:
        message = "fitting needs PyTorch, which is not installed"
        raise UsageError(message, "Install it: pip install 'calcquiz[optimize]'") from error
