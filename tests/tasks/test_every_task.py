"""Every task gives a textbook key, which an oracle of another kind confirms; keys near to it do not pass."""

from importlib import import_module

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.variant import Kind
from calcquiz.tasks.catalog import HOMES, TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

NAMES = ("x", "y", "z", "w", "a", "h", "n", "p")
SORTS = {"x": "real", "y": "real", "z": "real", "a": "positive", "n": "integer"}
SETTING = Setting(compute=compute_here, variables=SORTS)
EXPRESSION, NUMBER, VECTOR, CHOICE, MATRIX = Kind.EXPRESSION, Kind.NUMBER, Kind.VECTOR, Kind.CHOICE, Kind.MATRIX
SET, EQUATION, INTERVAL = Kind.SET, Kind.EQUATION, Kind.INTERVAL

ROWS = [
    # task, kind, key, wrong keys
    ("implicit(x^2 + y^2 = 25, x, y)", EXPRESSION, "-x/y", ["x/y", "-y/x", "1 - x/y"]),
    ("implicit(x^3 + y^3 - 6*x*y, x, y)", EXPRESSION, "(2*y - x^2)/(y^2 - 2*x)", ["(x^2 - 2*y)/(y^2 - 2*x)"]),
    ("implicit(exp(x*y) = x + y, x, y)", EXPRESSION, "(1 - y*exp(x*y))/(x*exp(x*y) - 1)", ["-y/x"]),
    ("at(implicit(x^2 + y^2 = 25, x, y), (x, y), (3, 4))", NUMBER, "-3/4", ["3/4", "-4/3"]),
    ("difference(x^2, x, 3, h)", EXPRESSION, "h + 6", ["6", "6 - h"]),
    ("difference(1/x, x, a, h)", EXPRESSION, "-1/(a*(a + h))", ["-1/a^2", "1/(a*(a + h))"]),
    ("difference(x^3, x, 1, 1/10, central)", NUMBER, "301/100", ["3", "331/100"]),
    ("jacobian((x^2*y, sin(x) + y), (x, y))", MATRIX, "[[2*x*y, x^2], [cos(x), 1]]", ["[[2*x*y, cos(x)], [x^2, 1]]"]),
    ("jacobian((x*y, x, y^2), (x, y))", MATRIX, "[[y, x], [1, 0], [0, 2*y]]", ["[[y, 1, 0], [x, 0, 2*y]]"]),
    ("hessian(x^2*y + y^3, (x, y))", MATRIX, "[[2*y, 2*x], [2*x, 6*y]]", ["[[2*y, x], [x, 6*y]]"]),
    ("at(hessian(x^2*y + y^3, (x, y)), (x, y), (1, 2))", MATRIX, "[[4, 2], [2, 12]]", ["[[4, 2], [2, 13]]"]),
    ("determinant([[1, 2], [3, 4]])", NUMBER, "-2", ["2", "10"]),
    ("determinant(hessian(x^3 + x*y + y^2, (x, y)))", EXPRESSION, "12*x - 1", ["12*x + 1", "1 - 12*x"]),
    ("determinant([[2, 0, 1], [1, 3, 0], [0, 1, x]])", EXPRESSION, "6*x + 1", ["6*x - 1"]),
    ("directional(x^2*y, (x, y), (1, 2), (3, 4))", NUMBER, "16/5", ["16", "-16/5", "24/5"]),
    ("directional(x^2*y, (x, y), (1, 2), (1, 1))", NUMBER, "5/sqrt(2)", ["5", "5*sqrt(2)"]),
    ("directional(exp(x)*y, (x, y), (0, 2), (2, 4))", NUMBER, "4/sqrt(5)", ["8", "4/sqrt(20)"]),
    ("tangent(x^2, x, 3)", EQUATION, "y = 6*x - 9", ["y = 6*x", "y = 6*x + 9", "y = x^2", "y = 3*x"]),
    ("tangent(exp(x), x, 1)", EQUATION, "y = e*x", ["y = e*x + 1"]),
    ("tangent(x^2 + y^2, (x, y), (1, 2))", EQUATION, "z = 2*x + 4*y - 5", ["z = 2*x + 4*y", "z = 4*x + 2*y - 3"]),
    ("tangent(x^2 + y^2 = 25, (x, y), (3, 4))", EQUATION, "y = -3*x/4 + 25/4", ["y = 3*x/4 + 7/4", "y = -4*x/3 + 8"]),
    ("tangent(x^2 + y^2 = 25, (x, y), (5, 0))", EQUATION, "x = 5", ["y = 0", "x = -5"]),
    ("coefficient(exp(x), x, 0, 3)", NUMBER, "1/6", ["1/3", "-1/6", "1"]),
    ("coefficient(sin(x)/x, x, 0, 2)", NUMBER, "-1/6", ["1/6"]),
    ("coefficient(log(x), x, 2, 2)", NUMBER, "-1/8", ["-1/4"]),
    ("taylor(exp(x)*cos(y), (x, y), (0, 0), 2)", EXPRESSION, "1 + x + x^2/2 - y^2/2", ["1 + x + x^2 - y^2"]),
    (
        "taylor(x^2*y, (x, y), (1, 2), 2)",
        EXPRESSION,
        "4*x + y - 4 + 2*(x - 1)^2 + 2*(x - 1)*(y - 2)",
        ["4*x + y - 4 + 2*(x - 1)^2 + (x - 1)*(y - 2)", "4*x + y - 4"],
    ),
    ("taylor(exp(x*y), (x, y), (0, 0), 2)", EXPRESSION, "1 + x*y", ["1 + x*y/2", "1 + x + y + x*y"]),
    ("riemann(x^2, x, 0, 2, 4)", NUMBER, "7/4", ["15/4", "8/3"]),
    ("riemann(x^2, x, 0, 2, 4, right)", NUMBER, "15/4", ["7/4"]),
    ("riemann(x^2, x, 0, 2, 4, mid)", NUMBER, "21/8", ["7/4", "8/3"]),
    ("riemann([1, 3, 4], x, 0, 2, 2, right)", NUMBER, "7", ["4"]),
    ("trapezoid([1, 3, 4], x, 0, 2, 2)", NUMBER, "11/2", ["4", "7"]),
    ("trapezoid(x^2, x, 0, 2, 2)", NUMBER, "3", ["8/3"]),
    ("trapezoid(exp(x), x, 0, 1, 2)", NUMBER, "(1 + 2*exp(1/2) + e)/4", ["e - 1"]),
    ("simpson(x^4, x, 0, 1, 2)", NUMBER, "5/24", ["1/5"]),
    ("simpson([0, 1, 8], x, 0, 2, 2)", NUMBER, "4", ["5"]),
    ("simpson(1/x, x, 1, 3, 2)", NUMBER, "10/9", ["log(3)"]),
    ("newton(x^2 - 2, x, 1, 2)", NUMBER, "17/12", ["3/2", "577/408"]),
    ("newton(x^2 - 2, x, 1, 5)", NUMBER, "1.414213562373", ["1.4142"]),
    ("newton(cos(x) - x, x, 1, 3)", NUMBER, "0.7390851333853", ["0.7391128909"]),
    ("descent(x^2 + 3*y^2, (x, y), (1, 1), 1/10, 2)", VECTOR, "(16/25, 4/25)", ["(4/25, 16/25)", "(36/25, 64/25)"]),
    ("descent(x^2, x, 1, 0.1, 2)", NUMBER, "0.64", ["0.8"]),
    ("descent(x^2, x, a, h, 1)", EXPRESSION, "a - 2*a*h", ["a + 2*a*h"]),
    ("descent(x^2 + 3*y^2, (x, y), (1, 1), 0.1, 2, 0.5)", VECTOR, "(0.54, -0.14)", ["(0.64, 0.16)"]),
    ("iterate(w/2 + 1/w, w, 1, 2)", NUMBER, "17/12", ["3/2"]),
    ("iterate((x + y, x), (x, y), (1, 1), 5)", VECTOR, "(13, 8)", ["(8, 5)", "(8, 13)"]),
    ("iterate(cos(w), w, 1, 2)", NUMBER, "cos(cos(1))", ["cos(1)"]),
    ("solve(x^2 = 4, x)", SET, "{-2, 2}", ["{2}", "{-2, 3}", "{-2, 1, 2}", "emptyset"]),
    ("solve(x^2 - 2*x - 1, x)", SET, "{1 - sqrt(2), 1 + sqrt(2)}", ["{1 + sqrt(2)}"]),
    ("solve(sin(x) = 0, x, [0, 2*pi))", SET, "{0, pi}", ["{pi}", "{0, pi, 2*pi}"]),
    ("solve((x - 1)^2 = 0, x)", SET, "{1}", ["emptyset", "{-1}"]),
    ("solve(log(x) + log(x - 3) = log(10), x)", SET, "{5}", ["{-2, 5}"]),
    ("solve(x^2 + 1 = 0, x)", SET, "{}", ["{1}", "{-1, 1}"]),
    ("solve(derivative(x^3 - 3*x, x) = 0, x)", SET, "{-1, 1}", ["{1}"]),
    ("solve(exp(2*x) = 5, x, unique)", NUMBER, "log(5)/2", ["log(5)", "log(5/2)"]),
    ("solve(x^2 = a, x, x > 0, unique)", EXPRESSION, "sqrt(a)", ["-sqrt(a)", "a"]),
    ("least(n, 1/2^n < 1/1000, 1)", NUMBER, "10", ["9", "11"]),
    ("least(n, 1/n^2 < 10^(-7), 1)", NUMBER, "3163", ["3162", "3164"]),
    ("least(n, 3^n/factorial(n) < 1/100, 1)", NUMBER, "11", ["10", "12"]),
    ("critical(x^3 - 3*x, x)", SET, "{-1, 1}", ["{1}", "{-1, 0, 1}", "{-1, 2}"]),
    ("critical(x^3, x)", SET, "{0}", ["emptyset"]),
    ("critical(cbrt(x^2), x)", SET, "{0}", ["emptyset", "{1}"]),
    ("critical(abs(x - 2) + x^2/10, x)", SET, "{2}", ["emptyset", "{-5, 2}"]),
    ("critical(max(0, x - 1) + x^2/4, x)", SET, "{0, 1}", ["{1}", "{0, 2}"]),  # the slope jumps from 1/2 to 3/2 at 1
    ("critical(x + 1/x, x)", SET, "{-1, 1}", ["{-1, 0, 1}", "{1}"]),
    ("critical(sin(x), x, (0, 2*pi))", SET, "{pi/2, 3*pi/2}", ["{pi/2}"]),
    ("inflection(x^3 - 3*x^2, x)", SET, "{1}", ["{0}", "{1, 2}", "emptyset"]),
    ("inflection(x^4, x)", SET, "{}", ["{0}"]),  # the bend is zero there and does not change its sign
    ("inflection(x*exp(-x), x)", SET, "{2}", ["{1}"]),
    ("inflection(1 - exp(-(x - 4)^2/8), x)", SET, "{2, 6}", ["{4}", "{2}"]),  # flat far out, up to rounding
    ("inflection(1/x, x)", SET, "{}", ["{0}"]),
    ("stationary_points(x^3 - 3*x + y^2, (x, y))", SET, "{(-1, 0), (1, 0)}", ["{(1, 0)}", "{(-1, 1), (1, 0)}"]),
    ("stationary_points(x^3 + y^3 - 3*x*y, (x, y))", SET, "{(0, 0), (1, 1)}", ["{(0, 0)}", "{(1, 1)}"]),
    ("stationary_points((x - 1)^2 + (y + 2)^2, (x, y))", SET, "{(1, -2)}", ["{(-2, 1)}", "emptyset"]),
    ("classify(x^3 - 3*x, x, 1)", CHOICE, "minimum", ["maximum", "neither", "inconclusive"]),
    ("classify(x^4, x, 0)", CHOICE, "inconclusive", ["minimum"]),  # the test's own answer
    ("classify(x^4, x, 1)", CHOICE, "neither", ["minimum"]),
    ("classify(x^2 - y^2, (x, y), (0, 0))", CHOICE, "saddle", ["minimum", "inconclusive"]),
    ("classify(x^2 + x*y + y^2, (x, y), (0, 0))", CHOICE, "minimum", ["saddle", "maximum"]),
    ("classify(-x^2 - 3*y^2, (x, y), (0, 0))", CHOICE, "maximum", ["minimum"]),
    ("classify(x^2 - y^4, (x, y), (0, 0))", CHOICE, "inconclusive", ["saddle", "minimum"]),
    ("argmin(x^2 - 4*x + 1, x)", NUMBER, "2", ["-2", "3"]),
    ("argmin(x^2 + a*x, x)", EXPRESSION, "-a/2", ["a/2", "-a"]),
    ("argmin(x + 4/x, x, x > 0)", NUMBER, "2", ["-2", "1"]),
    ("argmin(x^2 + y^2, (x, y), x + y >= 2)", VECTOR, "(1, 1)", ["(0, 0)", "(2, 0)"]),
    ("argmin(x^2 + y^2, (x, y), x + 2*y = 5)", VECTOR, "(1, 2)", ["(2, 1)", "(0, 0)"]),
    ("argmax(x*exp(-x), x)", NUMBER, "1", ["-1", "2"]),
    ("argmax(sin(x) + cos(x), x, [0, 2*pi])", NUMBER, "pi/4", ["5*pi/4", "0"]),
    ("argmax(abs(x - 1), x, [0, 3])", NUMBER, "3", ["0"]),
    ("argmax(x*y, (x, y), x >= 0 and y >= 0 and x + 2*y <= 4)", VECTOR, "(2, 1)", ["(1, 2)", "(2, 2)"]),
    ("minimum(x^3 - 3*x, x, [0, 3])", NUMBER, "-2", ["0", "2"]),
    ("minimum(x^2 - 4*x + 1, x)", NUMBER, "-3", ["2", "3"]),
    ("minimum(x^2 + y^2 - 2*x, (x, y))", NUMBER, "-1", ["0", "1"]),
    ("maximum(x^3 - 3*x, x, [0, 3])", NUMBER, "18", ["2", "-18"]),
    ("maximum(x*y, (x, y), x >= 0 and y >= 0 and x + 2*y <= 4)", NUMBER, "2", ["4", "1"]),
    ("maximum(x^2 + 2*y^2 - x, (x, y), x^2 + y^2 <= 1)", NUMBER, "9/4", ["2", "-1/4"]),
    ("lagrange(x*y, [x + y - 10], (x, y), point)", VECTOR, "(5, 5)", ["(4, 6)", "(5, 6)"]),
    ("lagrange(x*y, [x + y = 10], (x, y), value)", NUMBER, "25", ["24", "-25"]),
    ("lagrange(x + y, [x^2 + y^2 = 2], (x, y), point, max)", VECTOR, "(1, 1)", ["(-1, -1)"]),
    ("lagrange(x + y, [x^2 + y^2 = 2], (x, y), value, min)", NUMBER, "-2", ["2"]),
    (
        "lagrange(x^2 + y^2 + z^2, [x + y + z = 3, x - y = 1], (x, y, z), point, min)",
        VECTOR,
        "(3/2, 1/2, 1)",
        ["(1, 1, 1)"],
    ),
    ("radius(x^n/n, n, x)", NUMBER, "1", ["2", "oo", "-1"]),
    ("radius((x - 3)^n/(n*2^n), n, x)", NUMBER, "2", ["1/2", "4"]),
    ("radius(x^n/factorial(n), n, x)", NUMBER, "oo", ["1"]),
    ("radius(factorial(n)*(x - 2)^n, n, x)", NUMBER, "0", ["1", "oo"]),
    ("interval_of_convergence(x^n/n, n, x)", INTERVAL, "[-1, 1)", ["(-1, 1)", "[-1, 1]", "(-1, 1]", "[-2, 2)"]),
    ("interval_of_convergence((x - 3)^n/(n*2^n), n, x)", INTERVAL, "[1, 5)", ["(1, 5)", "[-1, 7)"]),
    ("interval_of_convergence((-1)^n*(x + 1)^n/n^2, n, x)", INTERVAL, "[-2, 0]", ["(-2, 0)", "[-2, 0)"]),
    ("interval_of_convergence(x^n/factorial(n), n, x)", INTERVAL, "(-oo, oo)", ["(-1, 1)"]),
    ("convergence_set(1/n^p, n, p)", INTERVAL, "(1, oo)", ["[1, oo)", "(0, oo)", "(-oo, 1)"]),
    ("convergence_set(p^n, n, p)", INTERVAL, "(-1, 1)", ["[-1, 1)", "(0, 1)"]),
    ("convergence_set(1/(n*log(n)^p), n, p)", INTERVAL, "(1, oo)", ["[1, oo)", "(2, oo)"]),
]


@pytest.mark.parametrize(("text", "kind", "key", "wrong"), ROWS, ids=[row[0] for row in ROWS])
def test_a_key_reads_like_a_textbook_and_only_it_passes_its_oracle(text, kind, key, wrong):
    tree = read_formula(text, NAMES)
    asked = TASKS[tree.head]
    found = resolve(tree, SETTING, TASKS)
    assert (asked.kind(tree.args), to_text(found)) == (kind, key)
    assert asked.oracle(tree.args, found, SETTING).agrees is True
    for other in wrong:
        read = read_formula(other, {*NAMES, *dict(asked.options)})
        assert asked.oracle(tree.args, read, SETTING).agrees is False, other


ELSEWHERE = {"derivative", "partial", "gradient", "integral", "limit", "sum", "convergence", "at"}
"""Tasks whose rows stand in test_tasks."""


@pytest.mark.parametrize("name", [name for name in TASKS if name not in ELSEWHERE])
def test_every_task_is_tried_on_a_key_and_on_wrong_ones(name):
    assert any(text.startswith(f"{name}(") and wrong for text, _, _, wrong in ROWS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("solve(sin(x) = 0, x)", "there are infinitely many solutions"),
        ("solve(cos(x) = x, x)", "the solutions were not found"),
        ("solve(x^2 = 4, x, unique)", "there are 2 solutions, and one is asked for"),
        ("implicit(x^2 = 4, x, y)", "the equation does not depend on y"),
        ("tangent(x^2 + y^2 = 25, (x, y), (3, 5))", "the point does not lie on the curve"),
        ("maximum(x^3 - 3*x, x, (0, 3))", "the best values lie on an end that does not belong to the region"),
        ("argmin(x^2*(x - 2)^2, x)", "there are 2 best points"),
        ("lagrange(x + y, [x^2 + y^2 = 2], (x, y), point)", "there are 2 such points"),
        ("newton(x^2 + 1, x, 0, 1)", "Newton's method cannot go on: the slope at x = 0 is zero"),
        ("directional(x*y, (x, y), (1, 2), (0, 0))", "the direction is the zero vector"),
        ("stationary_points((x + y)^2, (x, y))", "there are infinitely many such points"),
    ],
)
def test_what_has_no_single_answer_is_an_error_that_says_so(text, message):
    with pytest.raises(CalcquizError) as caught:
        resolve(read_formula(text, NAMES), SETTING, TASKS)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("simpson(x, x, 0, 1, 3)", "Simpson's rule needs an even number of panels"),
        ("trapezoid([1, 2], x, 0, 1, 2)", "2 panels need 3 values, and there are 2"),
        ("riemann(x, x, 0, 1, 2, x)", "`x` is no place in a panel"),
        ("riemann([1, 2, 3], x, 0, 1, 2, mid)", "a table has no values in the middle of its panels"),
        ("determinant([[1, 2, 3], [4, 5, 6]])", "a determinant needs a square matrix of at most 4 rows"),
        ("directional(x*y, (x, y), (1, 2), (1, 2, 3))", "there are 3 coordinates for 2 variables"),
        ("lagrange(x, [x], (x, y), max)", "`max` cannot stand here"),
        ("critical(x^2 + a*x, x)", "`a` has no value here"),
        ("argmin(x^2, x, sin(x))", "`sin(x)` is no region"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(text, message):
    with pytest.raises(FormulaError) as caught:
        resolve(read_formula(text, NAMES), SETTING, TASKS)
    assert caught.value.message == message


def test_no_saddle_is_offered_for_a_function_of_one_variable():
    offered = [
        [option for option, _ in TASKS["classify"].offered(read_formula(text, NAMES).args)]
        for text in ("classify(x^2, x, 0)", "classify(x*y, (x, y), (0, 0))")
    ]
    assert offered == [
        ["minimum", "maximum", "neither", "inconclusive"],
        ["minimum", "maximum", "saddle", "neither", "inconclusive"],
    ]


def test_a_tangent_at_any_place_is_proved_at_the_place_that_is_put_in():
    tree = read_formula("at(tangent(x^2, x, a), a, 3)", NAMES)
    found = resolve(tree, SETTING, TASKS)
    assert TASKS["at"].oracle(tree.args, found, SETTING).agrees is True
    assert TASKS["at"].oracle(tree.args, read_formula("y = 6*x + 9", NAMES), SETTING).agrees is False


@pytest.mark.parametrize(
    "text",
    ["at(x/(exp(x) - 1), x, 0)", "riemann(x/(exp(x) - 1), x, 0, 1, 2)", "iterate(x/(exp(x) - 1), x, 0, 1)"],
)
def test_zero_over_what_turns_out_to_be_zero_is_no_zero(text):
    with pytest.raises(CalcquizError):
        resolve(read_formula(text, NAMES), SETTING, TASKS)


def test_each_task_lives_in_the_module_that_the_list_names():
    assert {name: task.name for name, task in TASKS.items()} == {name: name for name in HOMES}
    for home in set(HOMES.values()):
        module = import_module(f"calcquiz.tasks.{home}")
        tasks = (module.TASK,) if hasattr(module, "TASK") else module.TASKS
        assert {task.name for task in tasks} == {name for name, at in HOMES.items() if at == home}
