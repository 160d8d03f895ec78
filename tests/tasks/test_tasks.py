"""Keys are textbook forms, and oracles that share no code with them confirm them and refuse wrong ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.algebra.text import to_text
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.variant import Kind
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.textbook import textbook, with_whole_values
from calcquiz.tasks.worker_functions import FUNCTIONS, compute_here

NAMES = ("x", "y", "a", "n")
SETTING = Setting(compute=compute_here, variables={"x": "real", "y": "real", "a": "positive", "n": "integer"})
EXPRESSION, NUMBER, VECTOR, CHOICE = Kind.EXPRESSION, Kind.NUMBER, Kind.VECTOR, Kind.CHOICE
ANTIDERIVATIVE = Kind.ANTIDERIVATIVE

ROWS = [
    # task, kind, key, wrong keys
    ("derivative((2*x^2 + 3)^4, x)", EXPRESSION, "16*x*(2*x^2 + 3)^3", ["4*(2*x^2 + 3)^3", "16*x*(2*x^2 + 3)^4"]),
    ("derivative(x^3*log(x), x, 2)", EXPRESSION, "6*x*log(x) + 5*x", ["6*x*log(x) + 3*x"]),
    ("derivative(3/x^2, x)", EXPRESSION, "-6/x^3", ["-6/x", "6/x^3"]),
    ("derivative(exp(-a*x), x)", EXPRESSION, "-a*exp(-a*x)", ["exp(-a*x)"]),
    ("partial(x*exp(2*x*y), x, y)", EXPRESSION, "4*exp(2*x*y)*(x^2*y + x)", ["4*x*exp(2*x*y)"]),
    ("gradient(x^2*y + y^3, (x, y))", VECTOR, "(2*x*y, x^2 + 3*y^2)", ["(x^2 + 3*y^2, 2*x*y)", "(2*x*y, x^2)"]),
    ("at(derivative(x^2*exp(-x), x), x, 1)", NUMBER, "exp(-1)", ["1", "-exp(-1)"]),
    ("at(gradient(x^2*y + y^3, (x, y)), (x, y), (1, 2))", VECTOR, "(4, 13)", ["(13, 4)"]),
    ("at(derivative(x^2 + a*x, x), x, 3)", EXPRESSION, "6 + a", ["6"]),
    ("integral(3*x^2 + 4/x^2 + 5, x)", ANTIDERIVATIVE, "x^3 - 4/x + 5*x", ["x^3 + 5*x + 4/x", "x^3 + 5 - 4/x"]),
    ("integral(cos(x), x)", ANTIDERIVATIVE, "sin(x)", ["C*sin(x)", "-sin(x) + C"]),
    ("integral(2/x, x)", ANTIDERIVATIVE, "2*log(abs(x))", ["log(2*x)", "-2/x^2"]),
    ("integral(x*exp(-x^2), x)", ANTIDERIVATIVE, "-exp(-x^2)/2", ["exp(-x^2)/2"]),
    ("integral(x*log(x), x)", ANTIDERIVATIVE, "x^2*log(x)/2 - x^2/4", ["x^2*log(x)/2 - x^2/2"]),
    ("integral(a/(a - 3)^2, a)", ANTIDERIVATIVE, "log(abs(a - 3)) - 3/(a - 3)", ["log(a - 3) + 3/(a - 3)"]),
    ("integral(x^2, x, -1, 2)", NUMBER, "3", ["-3", "8/3"]),
    ("integral(exp(x) + exp(-x), x, -1, 1)", NUMBER, "2*e - 2*exp(-1)", ["0", "2*e"]),
    ("integral(x*cos(x), x, 0, 1)", NUMBER, "sin(1) + cos(1) - 1", ["sin(1) + cos(1)"]),
    ("integral(cos(3*x), x, 0, pi/2)", NUMBER, "-1/3", ["1/3", "-1"]),
    ("integral(x^2*exp(-2*x), x, 0, oo)", NUMBER, "1/4", ["1/2", "-1/4"]),
    ("integral(x*exp(-x^2/2), x, -oo, 1)", NUMBER, "-exp(-1/2)", ["exp(-1/2)"]),
    ("integral(3*exp(-2*x), x, 0, 1)", NUMBER, "3/2 - 3*exp(-2)/2", ["-3*exp(-2)/2"]),
    ("integral(a*exp(-a*x), x, 0, oo)", EXPRESSION, "1", ["a"]),
    ("integral(1/x^2, x, 1, oo)", NUMBER, "1", ["2", "oo"]),
    ("integral(1/x, x, 1, oo)", NUMBER, "oo", ["-oo"]),
    ("integral(exp(x), x, 0, oo)", NUMBER, "oo", ["-oo", "-1"]),
    ("integral(-exp(-2*x), x, -oo, 0)", NUMBER, "-oo", ["oo"]),
    ("integral(1/x, x, -1, 1)", NUMBER, "dne", ["0", "oo"]),
    ("integral(1/(x - 1)^2, x, 0, 3)", NUMBER, "oo", ["-3/2", "dne"]),
    ("integral(integral(x*y, x, 0, 1), y, 0, 2)", NUMBER, "1", ["2"]),
    ("limit((x^2 - x - 6)/(x - 3), x, 3)", NUMBER, "5", ["0", "dne"]),
    ("limit(sin(3*x)/(5*x), x, 0)", NUMBER, "3/5", ["1", "5/3", "oo"]),
    ("limit((3*n^2 + 2*n + 1)/(5*n^2 + 7), n, oo)", NUMBER, "3/5", ["1/7", "oo"]),
    ("limit((1 + 2/n)^(3*n), n, oo)", NUMBER, "exp(6)", ["1", "exp(5)"]),
    ("limit(abs(x)/x, x, 0)", NUMBER, "dne", ["1", "0"]),
    ("limit(abs(x)/x, x, 0, left)", NUMBER, "-1", ["1"]),
    ("limit(pick(x < 2, 0, 3), x, 2, left)", NUMBER, "0", ["3"]),
    ("limit(pick(x < 2, 0, 3), x, 2, right)", NUMBER, "3", ["0"]),
    ("limit(pick(x < 2, 0, 3), x, 2)", NUMBER, "dne", ["0", "3"]),
    ("limit(pick(x < 2, (x - 2)/3, x - 2)/(x - 2), x, 2, left)", NUMBER, "1/3", ["1"]),
    ("limit(max(0, 2*x)/x, x, 0, right)", NUMBER, "2", ["0"]),
    ("limit(pick(x < 0, exp(x) - 1, x)/x, x, 0)", NUMBER, "1", ["dne"]),
    ("limit(1/x^2, x, 0)", NUMBER, "oo", ["-oo", "dne", "0"]),
    ("limit((-1)^n, n, oo)", NUMBER, "dne", ["1", "-1"]),
    ("limit(log(x)/x, x, oo)", NUMBER, "0", ["1", "oo"]),
    ("sum(4*(1/3)^n, n, 2, oo)", NUMBER, "2/3", ["6", "4/3"]),
    ("sum(1/n, n, 1, oo)", NUMBER, "oo", []),
    ("sum(n, n, 1, 10)", NUMBER, "55", ["45"]),
    ("convergence(1/n^2, n)", CHOICE, "absolutely", ["conditionally", "diverges"]),
    ("convergence((-1)^n/n, n)", CHOICE, "conditionally", ["absolutely", "diverges"]),
    ("convergence(n/(n + 1), n)", CHOICE, "diverges", ["absolutely", "conditionally"]),
    ("convergence(1/(n*log(n)^2), n)", CHOICE, "absolutely", ["diverges"]),
    ("taylor(exp(2*x), x, 0, 3)", EXPRESSION, "1 + 2*x + 2*x^2 + 4*x^3/3", ["1 + 2*x + 4*x^2 + 8*x^3"]),
    ("taylor(log(x), x, 2, 2)", EXPRESSION, "log(2) + (x - 2)/2 - (x - 2)^2/8", ["log(2) + x/2 - x^2/8"]),
    ("taylor(sin(x)/x, x, 0, 4)", EXPRESSION, "1 - x^2/6 + x^4/120", ["1 - x^2/3 + x^4/60"]),
]


def task(text):
    tree = read_formula(text, NAMES)
    return TASKS[tree.head], tree


@pytest.mark.parametrize(("text", "kind", "key", "wrong"), ROWS, ids=[row[0] for row in ROWS])
def test_a_key_is_a_textbook_form_that_its_oracle_confirms(text, kind, key, wrong):
    asked, tree = task(text)
    found = resolve(tree, SETTING, TASKS)
    assert (asked.kind(tree.args), to_text(found)) == (kind, key)
    assert asked.oracle(tree.args, found, SETTING).agrees is True
    for other in wrong:
        options = dict(asked.options)
        read = read_formula(other, {*NAMES, *options, "C"})
        assert asked.oracle(tree.args, read, SETTING).agrees is False, other


ON_THE_TABLE = [
    "integral(3*x^2 + 4/x^2 + 5, x)",
    "integral(x*exp(-5*x), x)",
    "integral(2*x*exp(-x^2/2), x)",
    "integral(1/32*x*(8 - x), x, 0, 8)",
    "integral(2*exp(-5*x), x, 3, oo)",
    "integral(x*sin(x), x, 0, pi)",
]
BEYOND_IT = [
    "integral(1/(x - 1)^2, x, 0, 3)",  # its antiderivative jumps in between
    "integral(1/x, x, 1, 2)",
    "integral(exp(x*y), x, 0, 1)",  # y may be 0
    "integral(sin(5*x), x, 0, pi)",  # an angle beyond the table
    "integral(x, x, 0, oo)",
]


@pytest.mark.parametrize(("text", "asked"), [(t, 0) for t in ON_THE_TABLE] + [(t, 1) for t in BEYOND_IT])
def test_what_a_table_of_integrals_has_is_not_asked_of_the_worker(text, asked):
    calls = []

    def compute(function, *arguments):
        calls.append(function)
        return compute_here(function, *arguments)

    _, tree = task(text)
    resolve(tree, Setting(compute=compute, variables=SETTING.variables), TASKS)
    assert len(calls) == asked


def test_a_key_without_a_known_value_is_an_error_and_never_an_unevaluated_integral():
    _, tree = task("integral(exp(sin(x)), x)")
    with pytest.raises(CalcquizError) as caught:
        resolve(tree, SETTING, TASKS)
    assert caught.value.advice == "Give the key with `answer` and prove it with `oracle`."


def test_what_is_asked_at_a_point_where_it_is_undefined_is_an_error():
    _, tree = task("at(derivative(log(x), x), x, 0)")
    with pytest.raises(CalcquizError, match="not defined"):
        resolve(tree, SETTING, TASKS)


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        (
            "derivative(x)",
            "`derivative` takes 2 to 3 arguments, and has 1 here",
            "Write derivative(f, x) or derivative(f, x, 2).",
        ),
        ("partial(x, 3)", "`3` is no variable", "Write partial(f, x) or partial(f, x, y)."),
        ("gradient(x, (x, 2))", "`2` is no variable", "Write gradient(f, (x, y))."),
    ],
)
def test_wrong_arguments_show_the_signature(text, message, advice):
    with pytest.raises(FormulaError) as caught:
        task(text)
    assert (caught.value.message, caught.value.advice) == (message, advice)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("derivative(x^2, x, 1/2)", "`1/2` is no order of a derivative"),
        ("taylor(x^2, x, 0, 40)", "`40` is no degree"),
        ("limit(x, x, 0, y)", "`y` is no side"),
        ("at(gradient(x*y, (x, y)), (x, y), (1, 2, 3))", "the point has 3 coordinates for 2 variables"),
    ],
)
def test_arguments_out_of_range_are_refused(text, message):
    _, tree = task(text)
    with pytest.raises(FormulaError) as caught:
        resolve(tree, SETTING, TASKS)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("x^2*(1/x)", "x"),
        ("-6*x/(x^2)^2", "-6/x^3"),
        ("3*x + 2*x", "5*x"),
        ("2*exp(-1) - exp(-1)", "exp(-1)"),
        ("sin(0) + exp(0) + log(1)", "1"),
        ("cbrt(8)*sqrt(9)", "6"),
        ("2*x/(4*x^2)", "1/(2*x)"),
        ("x^3/3", "x^3/3"),
        ("1/6*x^2", "x^2/6"),
        ("x^(-2)", "1/x^2"),
        ("(x + 1)*(x - 1)", "(x + 1)*(x - 1)"),  # nothing is expanded
        ("sqrt(8)", "sqrt(8)"),
        ("3*y*(-2*x*exp(-2*x*y))", "-6*x*y*exp(-2*x*y)"),  # variables by name, then functions
        ("x*pi*2", "2*pi*x"),
        ("-(3*exp(x) + 6*x*exp(x))", "-3*exp(x) - 6*x*exp(x)"),
    ],
)
def test_a_key_is_written_as_a_textbook_writes_it(text, tidied):
    assert to_text(textbook(read_formula(text, NAMES))) == tidied


FACTORS = ["x", "2*x + 1", "x^2 + 3", "exp(2*x)", "sin(3*x)", "cos(x)", "log(x^2 + 1)", "sqrt(x^2 + 2)", "sigma(x)"]


@settings(max_examples=60, deadline=None)
@given(
    first=st.sampled_from(FACTORS),
    second=st.sampled_from(FACTORS),
    join=st.sampled_from(["({})*({})", "({}) + ({})", "({})/(1 + ({})^2)", "({})^2 - ({})^3"]),
)
def test_differences_at_high_precision_confirm_every_derivative(first, second, join):
    asked, tree = task(f"derivative({join.format(first, second)}, x)")
    found = resolve(tree, SETTING, TASKS)
    assert asked.oracle(tree.args, found, SETTING).agrees is True


def test_every_task_has_a_signature_that_reads_and_a_name_of_its_own():
    assert len({task.signature for task in TASKS.values()}) == len(TASKS)
    assert all(one.signature.startswith(f"{name}(") for name, one in TASKS.items())


def test_the_worker_runs_nothing_but_functions_on_texts():
    first = {"integral", "definite_integral", "limit", "sum", "taylor", "convergence", "cancel"}
    later = {"solve", "critical", "inflection", "stationary", "optimum", "ratio_region", "power_region"}
    forms = {"simplest", "factored", "expanded", "fraction", "apart", "evaluated"}
    assert set(FUNCTIONS) == first | later | forms
    with pytest.raises(KeyError):
        compute_here("eval", "1")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ceiling(log(4000)/log(2))", "12"),
        ("ceiling(log(8)/log(2))", "3"),  # exactly three, not one more
        ("floor(-pi)", "-4"),
        ("ceiling(x)", "ceiling(x)"),
        ("floor(log(10^300))*0 + floor(10^20*pi)", "floor(100000000000000000000*pi)"),
    ],
)
def test_a_count_is_worked_out_to_a_whole_number(text, whole):
    assert to_text(with_whole_values(read_formula(text, NAMES))) == whole


@pytest.mark.parametrize(
    ("task", "key", "agrees"),
    [
        ("derivative(arcsin(20*x), x)", "20/sqrt(1 - 400*x^2)", True),  # has values where |x| < 1/20 only
        ("derivative(arcsin(20*x), x)", "1/sqrt(1 - 400*x^2)", False),
        ("integral(20/sqrt(1 - 400*x^2), x)", "arcsin(20*x)", True),
        ("partial(sqrt(1 - 25*x^2 - 25*y^2), x)", "-25*x/sqrt(1 - 25*x^2 - 25*y^2)", True),
        ("gradient(sqrt(1 - x^2 - 25*y^2), (x, y))", "(-x/sqrt(1 - x^2 - 25*y^2), -25*y/sqrt(1 - x^2 - 25*y^2))", True),
    ],
)
def test_an_oracle_finds_points_in_a_narrow_domain(task, key, agrees):
    asked = read_formula(task, {"x", "y"})
    setting = Setting(compute=compute_here, variables={"x": "real", "y": "real"})
    assert TASKS[asked.head].oracle(asked.args, read_formula(key, {"x", "y"}), setting).agrees is agrees
