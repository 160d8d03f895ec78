"""The smallest number that fulfils a condition: at equality < and <= differ, for keys and for their oracle."""

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Status
from calcquiz.records.errors import FormulaError
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)
LEAST = TASKS["least"]
EQUAL_SIDES = [
    ("(1/3)^n", "1/243", 5),  # in decimals neither side ends
    ("0.7^n/0.3", "0.343/0.3", 3),
    ("exp(-n*log(3))", "1/243", 5),  # exact in no arithmetic
    ("1/sqrt(n)", "1/10", 100),
    ("1/(2*n^2)", "1/5000", 50),
    ("(1/10)^n", "1/1000", 3),
]


@pytest.mark.parametrize(("side", "bound", "first"), EQUAL_SIDES)
@pytest.mark.parametrize(("relation", "more"), [("<=", 0), ("<", 1)])
def test_where_both_sides_are_equal_only_the_weak_condition_holds(
    side: str, bound: str, first: int, relation: str, more: int
) -> None:
    asked = read_formula(f"least(n, {side} {relation} {bound}, 1)", open_names=True)
    args = asked.args  # type: ignore[union-attr]
    assert to_text(LEAST.key(args, SETTING)) == str(first + more)
    told = [LEAST.oracle(args, read_formula(str(first + k)), SETTING).agrees for k in (-1, 0, 1, 2)]
    assert told == [k == more for k in (-1, 0, 1, 2)]
    assert work(asked, SETTING).status is Status.WORKED


def test_conditions_may_be_joined() -> None:
    args = read_formula("least(n, 1/2^n < 1/20 and n > 6, 1)", open_names=True).args  # type: ignore[union-attr]
    assert to_text(LEAST.key(args, SETTING)) == "7"
    assert LEAST.oracle(args, read_formula("7"), SETTING).agrees is True
    assert LEAST.oracle(args, read_formula("5"), SETTING).agrees is False


def test_what_is_no_condition_is_refused() -> None:
    args = read_formula("least(n, 1/2^n, 1)", open_names=True).args  # type: ignore[union-attr]
    with pytest.raises(FormulaError, match=r"^the condition of `least` is none$"):
        LEAST.key(args, SETTING)
