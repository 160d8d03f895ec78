"""The bare engine on cases, as `calcquiz schedule --cases` runs it."""

import pytest

from calcquiz.records.errors import UsageError
from calcquiz.schedule.bare import run_cases


def test_six_answers_end_at_the_pinned_memory() -> None:
    case = {"id": "a", "ratings": [1, 3, 3, 3, 3, 3], "elapsed_days": [0, 0, 1, 3, 8, 21]}
    (result,) = run_cases({"cases": [case]})["results"]
    assert result["stability"][-1] == pytest.approx(53.626903, abs=1e-6)
    assert result["difficulty"][-1] == pytest.approx(6.357487, abs=1e-6)
    assert len(result["intervals"]) == 6


def test_a_lower_retention_asks_later() -> None:
    case = {"id": "a", "ratings": [3, 3], "elapsed_days": [0, 3]}
    eager, lazy = (
        run_cases({"cases": [{**case, "desired_retention": retention}]})["results"][0]["intervals"][-1]
        for retention in (0.95, 0.8)
    )
    assert eager < lazy


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "there is no list of cases"),
        ({"cases": [3]}, "case 1 is no object"),
        ({"cases": [{"id": "a", "ratings": [3], "elapsed_days": []}]}, "case a has 1 ratings and 0 gaps"),
        ({"cases": [{"id": "a", "ratings": [5], "elapsed_days": [0]}]}, "case a: 5 is not a rating"),
        (
            {"cases": [{"id": "a", "ratings": "333", "elapsed_days": [0]}]},
            "case a: ratings is no list of whole numbers",
        ),
        (
            {"cases": [{"id": "a", "ratings": [True], "elapsed_days": [0]}]},
            "case a: ratings is no list of whole numbers",
        ),
        (
            {"cases": [{"id": "a", "ratings": [3], "elapsed_days": [0], "parameters": ["x"]}]},
            "case a: parameters is no list of numbers",
        ),
        (
            {"cases": [{"id": "a", "ratings": [3], "elapsed_days": [0], "desired_retention": 2}]},
            "case a: the desired retention 2.0 is not a probability",
        ),
    ],
)
def test_a_case_of_another_shape_is_refused_by_name(given: object, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        run_cases(given)
    assert refused.value.message == message
    assert refused.value.advice
