import pytest

from calcquiz.bank.domains import read_domain
from calcquiz.records.errors import FormulaError


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2..5", ["2", "3", "4", "5"]),
        ("-2..2 except 0", ["-2", "-1", "1", "2"]),
        ("1/4..1 step 1/4", ["1/4", "1/2", "3/4", "1"]),
        ("0.1..0.3 step 0.1", ["1/10", "1/5", "3/10"]),  # decimals are read exactly
        ("-3..3 step 2 except -1, 3", ["-3", "1"]),
        ("7..7", ["7"]),
        ("0..1 step 2/3", ["0", "2/3"]),  # the upper end need not be hit
    ],
)
def test_a_range_lists_its_values_in_order(text, values):
    assert list(read_domain(text)) == values


@pytest.mark.parametrize(
    ("text", "message", "advice", "start"),
    [
        ("9..2", "the range 9..2 is empty", "Write the smaller end first: 2..9", 0),
        ("2...9", "`.9` is no exact number", "Write a number such as 3, -1/2 or 0.25.", 3),
        ("1..1/0", "`1/0` is no exact number", "Write a number such as 3, -1/2 or 0.25.", 3),
        ("1..3 except 7", "7 is not in the range", "Name only values of the range after `except`.", 12),
        ("1..2 step -1", "the step -1 is not positive", "Write a positive step: 0..1 step 1/4", 10),
        ("0..9999999999", "the range 0..9999999999 is too long", "Use at most 1000 values.", 0),
    ],
)
def test_a_bad_range_says_what_to_write_instead(text, message, advice, start):
    with pytest.raises(FormulaError) as caught:
        read_domain(text)
    assert (caught.value.message, caught.value.advice, caught.value.start) == (message, advice, start)
