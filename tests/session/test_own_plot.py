"""A plot of one's own: what is drawn beside the function, and what does not fit told in a sentence."""

import math

import pytest

from calcquiz.records.errors import CalcquizError, FormulaError, UsageError
from calcquiz.records.plot_request import PlotRequest
from calcquiz.session.own_plot import own_scene


def scene(*formulas, **request):
    return own_scene(PlotRequest(formulas=formulas, **request))


def labels(things):
    return [thing.label for thing in things]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("x^2", "x²"),
        ("-x^2", "−x²"),
        ("y = x^2", "x²"),  # as it stands in a book
        ("x² e^-x", "x²e⁻ˣ"),  # typed loosely
        ("2t", "2t"),
        ("3", "3"),
        ("pick(x < 0, -1, 1)", "{−1 if x < 0; 1 otherwise}"),  # piecewise
    ],
)
def test_a_formula_is_typed_as_an_answer_is(typed, shown):
    assert labels(scene(typed).curves) == [shown]


def test_several_functions_share_a_picture_and_the_same_one_is_drawn_once():
    assert labels(scene("x", "x^2", "x").curves) == ["x", "x²"]


def test_the_derivative_is_named_as_one():
    assert labels(scene("x^2", "x", derivative=True).curves) == ["x²", "x", "derivative 2x"]


def test_a_tangent_tells_its_slope_and_its_place_is_in_the_picture():
    found = scene("sin(x)", tangent=("pi/2", "20"))
    assert labels(found.curves[1:]) == ["tangent at x = π/2 (slope 0)", "tangent at x = 20 (slope 0.4081)"]
    assert found.x == (pytest.approx(-2 * math.pi), pytest.approx(8 * math.pi))
    assert [mark.x for mark in found.marks] == [pytest.approx(math.pi / 2), 20]


def test_a_secant_goes_through_two_points_of_the_graph():
    found = scene("x^2", secant=("1", "3"))
    assert labels(found.curves) == ["x²", "secant (slope 4)"]
    assert found.dots[0].points == ((1.0, 1.0), (3.0, 9.0))


def test_an_area_is_shaded_or_cut_into_slices_with_their_sum():
    assert (scene("x", area=("0", "2")).areas[0].edge[-1], scene("x", area=("0", "2")).bars) == ((2.0, 2.0), ())
    sliced = scene("x", area=("0", "2"), riemann=4, side="right")
    assert (sliced.areas, labels(sliced.bars)) == ((), ["4 slices, height at the right (sum 2.5)"])
    assert labels(scene("x", area=("0", "2"), riemann=4).bars) == ["4 slices, height at the left (sum 1.5)"]
    assert labels(scene("x", area=("-1", "1"), riemann=4, side="mid").bars) == [
        "4 slices, height at the middle (sum 0)"
    ]


def test_an_area_between_multiples_of_pi_is_told_in_them():
    assert scene("x", area=("0", "pi")).x_in_pi
    assert not scene("x", area=("0", "3")).x_in_pi


def test_taylor_polynomials_are_expanded_at_0_unless_a_place_is_given():
    assert dict(scene("e^x", taylor=(1, 2)).curves[2].values)[2.0] == 5.0
    assert dict(scene("ln x", taylor=(1,), at="1", x=("0", "4")).curves[1].values)[3.0] == pytest.approx(2.0)


def test_windows_end_at_formulas():
    found = scene("sin(x)", x=("-pi/2", "pi"), y=("-sqrt(4)", "2"))
    assert (found.x, found.y, found.x_in_pi) == ((-math.pi / 2, math.pi), (-2.0, 2.0), True)


def test_a_descent_goes_downhill_across_the_level_curves():
    found = scene("x^2 + 4y^2", descent="2,1", rate="1/10", steps=3)
    assert found.paths[0].stops[1] == (pytest.approx(1.6), pytest.approx(0.2))
    assert len(found.paths[0].stops) == 4
    for (x, y), (right, up) in found.arrows[0].arrows:
        assert right * 2 * x + up * 8 * y == pytest.approx(-math.hypot(2 * x, 8 * y))
    assert len(scene("x^2 + 4y^2", descent="(2, 1)").paths[0].stops) == 21
    assert scene("x^2 + 4y^2", level_curves=True).paths == ()


def test_a_descent_from_far_away_is_in_the_picture():
    found = scene("(x-50)^2 + (y-50)^2", descent="80,70")
    assert all(found.x[0] < x < found.x[1] and found.y[0] < y < found.y[1] for x, y in found.paths[0].stops)


def test_terms_and_partial_sums_begin_at_1_unless_said():
    found = scene("1/2^n", "1", sequence=3, partial_sums=3)
    assert (labels(found.curves), labels(found.dots)) == (["1"], ["partial sums", "1/2ⁿ"])
    assert [dots.points[0] for dots in found.dots] == [(1.0, 0.5), (1.0, 0.5)]
    assert scene("1/n!", partial_sums=5, first=0).dots[0].points[0] == (0.0, 1.0)
    assert found.y[1] < 1.2  # a constant beside the sums does not ask for room of its own


@pytest.mark.parametrize(
    ("request_", "message", "advice"),
    [
        (
            {"formulas": ("x y",)},
            "x y has two variables, x and y: a curve has one",
            "Give one of them a value, or add --level-curves.",
        ),
        (
            {"formulas": ("x y z",)},
            "there are 3 variables here, x, y and z: a curve has one",
            "Give all but one a value.",
        ),
        (
            {"formulas": ("x", "t")},
            "there are 2 variables here, t and x: a curve has one",
            "Write all functions in one.",
        ),
        (
            {"formulas": ("x^2",), "descent": "1,2"},
            "--descent needs two variables, and x^2 has one variable, x",
            'Write: calcquiz plot "x^2 + 4y^2" --descent 2,1',
        ),
        (
            {"formulas": ("3",), "level_curves": True},
            "--level-curves needs two variables, and 3 has no variable",
            'Write: calcquiz plot "x^2 + 4y^2" --level-curves',
        ),
        (
            {"formulas": ("x y", "x + y"), "level_curves": True},
            "--level-curves draws one function, and there are 2",
            "Write one of them.",
        ),
        (
            {"formulas": ("x^2",), "riemann": 4},
            "--riemann needs --area",
            "Say between which ends: --riemann 6 --area 0 2",
        ),
        (
            {"formulas": ("x^2",), "side": "mid"},
            "--side needs --riemann",
            "It says where a slice takes its height: --riemann 6 --area 0 2 --side mid",
        ),
        (
            {"formulas": ("x^2",), "at": "1"},
            "--at needs --taylor",
            "It says where a Taylor polynomial is expanded: --taylor 3 --at 1",
        ),
        (
            {"formulas": ("x^2",), "rate": "1"},
            "--rate needs --descent",
            "It is the rate of a descent: --descent 2,1 --rate 0.1",
        ),
        (
            {"formulas": ("n^2",), "first": 0},
            "--from needs --sequence or --partial-sums",
            "It is the first index of a sequence: --partial-sums 20 --from 0",
        ),
        (
            {"formulas": ("x",), "area": ("0", "1"), "riemann": 4, "side": "top"},
            "a slice has no height at the top",
            "Sides are left, right and mid.",
        ),
        (
            {"formulas": ("x^2",), "tangent": ("1",), "level_curves": True},
            "--tangent and --level-curves do not fit into one picture",
            (
                "--tangent is for a function of one variable, --level-curves for a function of two variables. "
                "Draw one after the other."
            ),
        ),
        (
            {"formulas": ("1/n",), "partial_sums": 2000},
            "--partial-sums 2000 is no last index of a sequence that begins at 1",
            "Write a number from 2 to 200.",
        ),
        (
            {"formulas": ("1/n",), "partial_sums": 20, "first": 0},
            "1/n has no value at n = 0, where the sums begin",
            "Begin later: --from 1",
        ),
        (
            {"formulas": ("|x|",), "tangent": ("0",)},  # a corner: sign(0) is 0 and no slope
            "|x| has no tangent at x = 0",
            "It has no slope there. Choose another place.",
        ),
        (
            {"formulas": ("1/x",), "tangent": ("0",)},
            "1/x has no tangent at x = 0",
            "It has no value there. Choose another place.",
        ),
        (
            {"formulas": ("1/x",), "secant": ("1", "0")},
            "1/x has no value at x = 0",
            "Choose two places where it has one.",
        ),
        (
            {"formulas": ("x",), "secant": ("1", "2/2")},
            "a secant needs two places, and 1 is one",
            "Write two: --secant 1 3",
        ),
        (
            {"formulas": ("|x|",), "taylor": (0, 1)},
            "|x| has no Taylor polynomial of order 1 at x = 0",
            "It has no value or no derivative there. Choose another place with --at.",
        ),
        ({"formulas": ("x",), "x": ("3", "-3")}, "the window from 3 to -3 is empty", "Write the smaller end first."),
    ],
)
def test_what_does_not_fit_together_is_told_in_a_sentence(request_, message, advice):
    with pytest.raises(UsageError) as caught:
        own_scene(PlotRequest(**request_))
    assert (caught.value.message, caught.value.advice, caught.value.exit_code) == (message, advice, 2)


@pytest.mark.parametrize(
    ("request_", "message", "caret"),
    [
        ({"formulas": ("x^2 +",)}, "something is missing after +", "x^2 +\n    ^"),
        ({"formulas": ("x < 2",)}, "this is no function that can be drawn", "x < 2\n^^^^^"),
        ({"formulas": ("x = 2",)}, "this is no function that can be drawn", "x = 2\n^^^^^"),
        ({"formulas": ("(x, 2)",)}, "this is no function that can be drawn", "(x, 2)\n^^^^^^"),
        ({"formulas": ("sin(x) i",)}, "i is the imaginary unit", "sin(x) i\n       ^"),
        ({"formulas": ("x",), "x": ("pi/", "3")}, "something is missing after /", "pi/\n  ^"),
        ({"formulas": ("x",), "tangent": ("a",)}, "this is no number", "a\n^"),
        ({"formulas": ("x",), "area": ("0", "log(0)")}, "this is no number", "log(0)\n^^^^^^"),
        ({"formulas": ("x y",), "descent": "1"}, "this is no point", "1\n^"),
        ({"formulas": ("x y",), "descent": "1, q"}, "this is no number", "q\n^"),
    ],
)
def test_what_cannot_be_read_is_shown_with_a_caret(request_, message, caret):
    with pytest.raises(FormulaError) as caught:
        own_scene(PlotRequest(**request_))
    assert (caught.value.message, caught.value.caret(), caught.value.exit_code) == (message, caret, 2)


EXTREME = ["1e300", "10^50", "10^(-300)", "0"]


@pytest.mark.parametrize("place", EXTREME)
@pytest.mark.parametrize("formula", ["x^2", "exp(x)", "tan(x)", "sin(1/x)", "floor(x)"])
def test_no_place_however_far_makes_a_picture_fail_without_a_sentence(formula, place):
    for request in ({"tangent": (place,)}, {"area": ("0", place)}, {"secant": ("1", place)}, {"x": (place, "1e91")}):
        try:
            found = scene(formula, **request)
        except CalcquizError as error:
            assert error.exit_code == 2
            assert error.message
        else:
            assert all(math.isfinite(end) for end in (*found.x, *found.y))


@pytest.mark.parametrize(
    ("formula", "ends", "label"),
    [
        ("x^2", ("0", "1"), "area (integral 0.3333)"),
        ("exp(-x^2/2)/sqrt(2 pi)", ("-1", "1"), "area (integral 0.6827)"),  # one standard deviation
        ("sin(x)", ("0", "2pi"), "area (integral 0)"),  # above and below cancel
        ("sin(x)", ("0", "pi"), "area (integral 2)"),
        ("-x", ("0", "1"), "area (integral -0.5)"),
        ("0 x", ("0", "1"), "area (integral 0)"),
        ("1/x", ("-1", "2"), "area"),  # no value across a pole
        ("1/(x - 1/3)^2", ("0", "1"), "area"),
        ("tan(x)", ("0", "2"), "area"),
        ("1/sqrt(x)", ("0", "1"), "area"),  # improper: Simpson's rule does not vouch for it
        ("sqrt(x - 1)", ("0", "2"), "area"),
    ],
)
def test_an_area_tells_its_integral_where_that_can_be_vouched_for(formula, ends, label):
    assert labels(scene(formula, area=ends).areas) == [label]


def test_taylor_polynomials_that_run_away_leave_the_function_its_room():
    found = scene("sin(x)", taylor=(1, 3, 5))
    assert found.y[0] > -3
    assert found.y[1] < 3
    assert scene("e^x", taylor=(1,), at="1").x == (-2.0, 4.0)
    assert scene("e^x", taylor=(1,), tangent=("5",)).x[1] > 5
