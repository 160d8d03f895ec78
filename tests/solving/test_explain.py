"""Explaining wrong answers: the only slip or pair of slips that leads exactly to one, and never to a right one."""

import time

import pytest
from toy_slips import ToySlips

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Name
from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Kind
from calcquiz.solving.signature import Reading, alike, rounds_to, signature
from calcquiz.solving.slips import explain as module
from calcquiz.solving.slips.explain import explain
from calcquiz.solving.slips.slip import Slip
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)
TWO_PLACES = "derivative(x^2*sin(3*x) + sin(5*x), x)"


@pytest.fixture(autouse=True)
def toy_slips(monkeypatch):
    monkeypatch.setattr(module, "SLIPS", {"derivative": ToySlips()})


def found(task, response):
    asked = read_formula(task, open_names=True)
    key = TASKS[asked.head].key(asked.args, SETTING)
    explanation = explain(asked, parse(response, open_names=True), key, SETTING)
    return None if explanation is None else [(slip.name, slip.place) for slip in explanation.slips]


@pytest.mark.parametrize(
    ("response", "slips"),
    [
        ("2x sin(3x) + 3x^2 cos(3x) + cos(5x)", [("inner-derivative-dropped", (1,))]),
        ("cos(5x) + x(2 sin(3x) + 3x cos(3x))", [("inner-derivative-dropped", (1,))]),  # in any form
        ("2x sin(3x) + x^2 cos(3x) + 5cos(5x)", [("inner-derivative-dropped", (0, 1))]),
        ("6x cos(3x) + 5 cos(5x)", [("product-of-derivatives", (0,))]),
        (
            "2x cos(3x) + 5cos(5x)",  # two slips
            [("product-of-derivatives", (0,)), ("inner-derivative-dropped", (0, 1))],
        ),
    ],
)
def test_a_wrong_answer_is_explained_by_the_slips_that_lead_to_it(response, slips):
    assert sorted(found(TWO_PLACES, response)) == sorted(slips)


@pytest.mark.parametrize(
    "response", ["2x sin(3x) + 3x^2 cos(3x) + 5 cos(5x)", "5 cos(5x) + x^2*3*cos(3x) + 2sin(3x) x"]
)
def test_a_right_answer_is_never_given_a_slip(response):
    assert found(TWO_PLACES, response) is None


@pytest.mark.parametrize("response", ["x", "0", "2x sin(3x)", "oo", "(1, 2)", "y = x", "sqrt(-1-x^2)"])
def test_an_answer_that_no_slip_leads_to_is_not_explained(response):
    assert found(TWO_PLACES, response) is None


def test_where_different_slips_lead_to_the_same_answer_nothing_is_said(monkeypatch):
    class Twins:
        def sites(self, args, setting):
            del args, setting
            one, two = parse("1"), parse("2")
            for place, name in enumerate(("sign-lost", "factor-lost")):
                yield Slip(name=name, place=(place,), part=two, right=two, wrong=one, say="")
                yield Slip(name=name, place=(place + 2,), part=one, right=two, wrong=one, say="")

        def result(self, args, setting, taken):
            del args, setting
            (slip,) = taken
            return parse("x^3", open_names=True) if slip.part == parse("2") else parse("x^4", open_names=True)

    monkeypatch.setattr(module, "SLIPS", {"derivative": Twins()})
    assert found("derivative(x, x)", "x^5") is None
    assert found("derivative(x, x)", "x^3") == [("sign-lost", (0,))]  # the very same wrong line: one explanation
    assert found("derivative(x, x)", "x^4") == [("sign-lost", (2,))]


def test_the_same_slip_at_one_of_several_places_is_named_without_its_place():
    # either inner derivative may have been dropped: the answers are equal
    asked = read_formula("derivative(sin(3*x) + sin(3*x + 2*pi), x)", open_names=True)
    key = TASKS[asked.head].key(asked.args, SETTING)
    explanation = explain(asked, parse("cos(3x) + 3cos(3x + 2pi)", open_names=True), key, SETTING)
    assert [slip.name for slip in explanation.slips] == ["inner-derivative-dropped"]
    assert not explanation.placed


def test_a_task_without_known_slips_is_not_explained():
    assert found("integral(x^2, x, 0, 1)", "1/2") is None


def test_where_slips_cannot_be_listed_nothing_is_said(monkeypatch):
    class Undefined:
        def sites(self, args, setting):
            del args, setting
            raise FormulaError("floor has no derivative here")

    monkeypatch.setattr(module, "SLIPS", {"derivative": Undefined()})
    assert found(TWO_PLACES, "x") is None


def test_a_call_is_bounded_in_time_however_many_slips_there_are():
    terms = " + ".join(f"x^{n}*sin({n}*x)" for n in range(2, 30))
    started = time.perf_counter()
    assert found(f"derivative({terms}, x)", "x") is None
    assert time.perf_counter() - started < 1.5


READING = {kind: Reading(kind=kind, variable="x", names=("x", "y"), domain=SETTING.domain) for kind in Kind}


@pytest.mark.parametrize(
    ("kind", "left", "right", "equal"),
    [
        (Kind.EXPRESSION, "2x + 2", "2(x + 1)", True),
        (Kind.EXPRESSION, "2x + 2", "2x + 3", False),
        (Kind.EXPRESSION, "sqrt(x)^2", "x", True),  # where both are defined
        (Kind.NUMBER, "1/3 + 1/6", "1/2", True),
        (Kind.NUMBER, "oo", "oo", True),
        (Kind.NUMBER, "oo", "-oo", False),
        (Kind.ANTIDERIVATIVE, "x^2 + C", "x^2 + 7", True),
        (Kind.ANTIDERIVATIVE, "x^2 + C", "x^2/2 + C", False),
        (Kind.VECTOR, "(x, y)", "(x, y + 0)", True),
        (Kind.VECTOR, "(x, y)", "(y, x)", False),
        (Kind.SET, "{1, 2}", "{2, 1}", True),
        (Kind.SET, "{1, 2}", "{1, 3}", False),
        (Kind.SET, "2", "{2}", True),
        (Kind.SET, "{(1, 2), (0, 3)}", "{(0, 3), (1, 2)}", True),
        (Kind.EQUATION, "y = 2x - 1", "2x - y = 1", True),
        (Kind.EQUATION, "y = 2x - 1", "y = 2x + 1", False),
        (Kind.INTERVAL, "(0, 1]", "(0, 1]", True),
        (Kind.INTERVAL, "(0, 1]", "(0, 1)", False),
        (Kind.MATRIX, "[[1, x], [x, 2]]", "[[1, x], [x, 2]]", True),
    ],
)
def test_answers_are_compared_as_their_kind_asks(kind, left, right, equal):
    first, second = (signature(parse(text, ("C",), open_names=True), READING[kind]) for text in (left, right))
    assert alike(first, second) is equal


def test_of_a_choice_the_option_is_compared():
    first, second = (signature(Name(key), READING[Kind.CHOICE]) for key in ("minimum", "saddle"))
    assert alike(first, first)
    assert not alike(first, second)


@pytest.mark.parametrize(
    ("exact", "typed", "fits"),
    [
        ("1/3", "0.333", True),
        ("2/3", "0.667", True),
        ("2/3", "0.666", True),  # cut off
        ("-2/3", "-0.667", True),
        ("-2/3", "0.667", False),
        ("1/3", "0.34", False),
        ("1/3", "0.3", False),  # one figure says too little
        ("1/3", "1/3", False),
    ],
)
def test_a_decimal_is_compared_to_the_figures_that_were_typed(exact, typed, fits):
    known = signature(parse(exact), READING[Kind.NUMBER])
    assert rounds_to(known, parse(typed)) is fits
