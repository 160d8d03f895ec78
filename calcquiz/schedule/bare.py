"""The bare engine on cases: ratings and gaps in, intervals and memory states out, nothing of a learner in between."""

from collections.abc import Mapping
from typing import Any

from calcquiz.records.card import Memory
from calcquiz.records.errors import UsageError
from calcquiz.schedule.engine import LONGEST_INTERVAL_DAYS, Model, step

SHAPE = (
    'Write {"cases": [{"id": "a", "ratings": [3, 3], "elapsed_days": [0, 2]}]}; parameters, desired_retention and '
    "maximum_interval are optional."
)
LONGEST_CASE = 100_000
"""Ratings of one case."""


def run_cases(given: Any) -> dict[str, Any]:
    """Return the results of cases, one entry a rating: the interval, stability and difficulty after it; fuzz off.

    Args:
        given: `{"cases": [{"id", "ratings", "elapsed_days"}]}`; a case may also have `parameters` (21 weights),
            `desired_retention` and `maximum_interval` (days). Every rating counts, also several on one day; the
            first gap is ignored.

    Raises:
        UsageError: which case is not of that shape, and why.

    >>> run_cases({"cases": [{"id": "a", "ratings": [1, 3], "elapsed_days": [0, 0]}]})["results"][0]["intervals"]
    [1, 1]
    """
    cases = given.get("cases") if isinstance(given, Mapping) else None
    if not isinstance(cases, list):
        raise UsageError("there is no list of cases", SHAPE)
    return {"results": [_run(place, case) for place, case in enumerate(cases, 1)]}


def _run(place: int, case: Any) -> dict[str, Any]:
    if not isinstance(case, Mapping):
        raise UsageError(f"case {place} is no object", SHAPE)
    name = case.get("id", place)
    ratings, gaps = (_whole_numbers(case, key, name) for key in ("ratings", "elapsed_days"))
    if len(ratings) != len(gaps):
        message = f"case {name} has {len(ratings)} ratings and {len(gaps)} gaps"
        raise UsageError(message, "Give one entry of elapsed_days for each rating; the first one is 0.")
    try:
        model = _model(case)
        return {"id": name, **_columns(ratings, gaps, model)}
    except UsageError as error:
        raise UsageError(f"case {name}: {error.message}", error.advice) from None


def _columns(ratings: list[int], gaps: list[int], model: Model) -> dict[str, list[float]]:
    memory: Memory | None = None
    rows: dict[str, list[float]] = {"intervals": [], "stability": [], "difficulty": []}
    for rating, gap in zip(ratings, gaps, strict=True):
        memory, interval = step(memory, rating, gap, model)
        rows["intervals"].append(interval)
        rows["stability"].append(memory.stability)
        rows["difficulty"].append(memory.difficulty)
    return rows


def _model(case: Mapping[str, Any]) -> Model:
    weights = case.get("parameters")
    if weights is not None and not (isinstance(weights, list) and all(_is_number(weight) for weight in weights)):
        raise UsageError("parameters is no list of numbers", "Give 21 numbers, or leave it out.")
    retention, longest = case.get("desired_retention"), case.get("maximum_interval")
    if retention is not None and not _is_number(retention):
        raise UsageError("desired_retention is no number", "Write a number between 0 and 1, such as 0.9.")
    if longest is not None and not _is_whole(longest):
        raise UsageError("maximum_interval is no whole number", "Write a number of days.")
    return Model(
        desired_retention=0.9 if retention is None else float(retention),
        maximum_interval=LONGEST_INTERVAL_DAYS if longest is None else longest,
        parameters=None if weights is None else tuple(float(weight) for weight in weights),
    )


def _whole_numbers(case: Mapping[str, Any], key: str, name: object) -> list[int]:
    values = case.get(key)
    if not isinstance(values, list) or not all(_is_whole(value) for value in values):
        raise UsageError(f"case {name}: {key} is no list of whole numbers", SHAPE)
    if len(values) > LONGEST_CASE:
        raise UsageError(f"case {name} has {len(values)} ratings", f"Give at most {LONGEST_CASE}.")
    return values


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
