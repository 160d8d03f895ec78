"""Cases for the checker: rules that are no rules are told in their line, and the next line is judged."""

import json
from fractions import Fraction

import pytest

from calcquiz.session.cases import check_cases


def line(**options):
    return json.dumps({"id": "1", "kind": "expression", "response": "x", "reference": "x^2", "options": options})


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"positive": 5}, "positive 5 is no list of texts"),
        ({"within": [7]}, "within [7] is no list of texts"),
        ({"variables": "x"}, "variables x is no list of texts"),
    ],
)
def test_a_rule_that_should_name_variables_and_does_not_is_told(options, told):
    (made,) = check_cases([line(**options)], worker=None)
    assert json.loads(made) == {"id": None, "error": f"this line is no case: {told}"}


def test_a_case_may_keep_a_variable_in_an_interval():
    (made,) = check_cases([line(within=["x in (2, 3)"])], worker=None)
    assert 2 < Fraction(json.loads(made)["witness"]["at"]["x"]) < 3
