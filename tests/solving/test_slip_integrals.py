"""Slips in integrals: the wrong answers graders see, each explained by the step at which it went wrong."""

import pytest

from calcquiz.algebra.probe import same_values
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply
from calcquiz.solving.slips.catalog import SLIPS
from calcquiz.solving.slips.explain import explain
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)


def task(text: str) -> Apply:
    tree = read_formula(text, open_names=True)
    assert isinstance(tree, Apply)
    return tree


@pytest.mark.parametrize(
    ("asked", "answer", "name"),
    [
        ("integral(exp(3*x), x)", "exp(3*x) + C", "inner-slope-not-divided"),
        ("integral(exp(3*x), x)", "3*exp(3*x) + C", "inner-slope-multiplied"),
        ("integral(cos(2*x), x)", "sin(2*x) + C", "inner-slope-not-divided"),
        ("integral(sin(x) + x, x)", "cos(x) + x^2/2 + C", "sign-of-sine-or-cosine"),
        ("integral(x^4 + 1, x)", "x^5 + x + C", "new-exponent-not-divided"),
        ("integral(x^4 + 1, x)", "x^5/4 + x + C", "divided-by-old-exponent"),
        ("integral(x^3 + 2*x, x)", "3*x^2 + 2 + C", "differentiated-instead"),
        ("integral(1/x^2 + x, x)", "log(abs(x^2)) + x^2/2 + C", "logarithm-for-power"),
        ("integral(2^x, x)", "2^x + C", "logarithm-of-base-lost"),
        ("integral(6*x^2 - 4*x, x)", "x^3/3 - 2*x^2 + C", "constant-lost"),
        ("integral(6*x^2 - 4*x, x)", "2*x^3 + 2*x^2 + C", "minus-lost"),
        ("integral(x*cos(x), x)", "x*sin(x) - cos(x) + C", "parts-sign"),
        ("integral(x*cos(x), x)", "x^2/2*sin(x) + C", "product-of-integrals"),
        ("integral(x*exp(5*x), x)", "x*exp(5*x) - exp(5*x)/5 + C", "inner-slope-not-divided-in-v"),
        ("integral(x*cos(x^2), x)", "sin(x^2) + C", "du-factor-dropped"),
        ("integral(x*cos(x^2), x)", "2*sin(x^2) + C", "du-factor-inverted"),
        ("integral(x/(x^2 + 1), x)", "log(x^2 + 1) + C", "logarithm-factor-dropped"),
        ("integral(sin(x)^2, x)", "x/2 + sin(2*x)/4 + C", "half-angle-sign"),
        ("integral(x^2, x, 1, 3)", "-26/3", "ends-exchanged"),
        ("integral(x^2, x, 1, 3)", "9", "lower-end-forgotten"),
        ("integral(x^2, x, 1, 3)", "28/3", "ends-added"),
        ("integral(x^2, x, 1, 3)", "8", "not-integrated"),
        ("integral(x*(x^2 + 1)^3, x, 0, 2)", "2", "ends-not-changed"),
        ("integral(1/x^2, x, -1, 1)", "-2", "pole-ignored"),
        ("integral(exp(-2*x), x, 0, oo)", "-1", "inner-slope-not-divided"),
    ],
)
def test_the_wrong_answers_that_graders_see_are_explained_by_their_step(asked: str, answer: str, name: str) -> None:
    tree = task(asked)
    key = TASKS["integral"].key(tree.args, SETTING)
    explanation = explain(tree, read_formula(answer, open_names=True), key, SETTING, seconds=5)
    assert explanation is not None
    assert [slip.name for slip in explanation.slips] == [name]


@pytest.mark.parametrize(
    "asked",
    [
        "integral(3*x^2 - 4*x + exp(2*x), x)",
        "integral(x^2*exp(-x), x)",
        "integral(sin(3*x)*cos(x), x)",
        "integral(x*sqrt(x + 1), x)",
        "integral(1/(x*(x + 1)), x)",
        "integral(x*exp(-2*x), x, 0, 1)",
        "integral(1/sqrt(x), x, 0, 4)",
        "integral(x^2 - 2*x, x, 0, 3)",
    ],
)
def test_a_right_answer_never_comes_from_a_slip(asked: str) -> None:
    tree = task(asked)
    slips = SLIPS["integral"]
    sites = tuple(slips.sites(tree.args, SETTING))
    assert sites
    key = TASKS["integral"].key(tree.args, SETTING)
    answers = [slips.result(tree.args, SETTING, frozenset({site})) for site in sites]
    assert all(same_values(answer, key) is not True for answer in answers if answer is not None)


def test_two_slips_at_different_places_lead_to_both_wrong_terms() -> None:
    tree = task("integral(exp(2*x) + cos(3*x), x)")
    slips = SLIPS["integral"]
    chosen = frozenset(s for s in slips.sites(tree.args, SETTING) if s.name == "inner-slope-not-divided")
    found = slips.result(tree.args, SETTING, chosen)
    assert found is not None
    assert to_text(found) == "exp(2*x) + sin(3*x)"


def test_a_slip_says_the_right_line_of_its_place() -> None:
    tree = task("integral(exp(3*x), x)")
    said = {slip.name: slip.say for slip in SLIPS["integral"].sites(tree.args, SETTING)}
    assert said["inner-slope-not-divided"] == (
        r"The inner slope $3$ has to be divided out: $\int e^{3x}\,dx = \frac{e^{3x}}{3}$."
    )


def test_a_slip_across_a_pole_says_where_the_pole_is() -> None:
    tree = task("integral(1/x^2, x, -1, 1)")
    (slip,) = SLIPS["integral"].sites(tree.args, SETTING)
    assert slip.say == (
        r"The integrand $\frac{1}{x^2}$ is unbounded at $x = 0$: the integral is improper there, "
        "and putting in the ends across that place is not allowed."
    )
