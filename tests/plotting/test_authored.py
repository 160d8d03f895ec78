"""An author's plot: entries, messages, and what stays hidden before the answer."""

import pytest

from calcquiz.plotting.authored import scene_of
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.scene import Bar, Mark
from calcquiz.session.pictures import legend

VALUES = {"f": "x^2 - a*x", "a": "2", "loss": "(x-1)^2 + 4*y^2"}

ENTRIES = (
    "Write one of: curves, area, between, riemann, tangent, secants, taylor, partial_sums, bars, terms, level, "
    "path, arrows, points, guides, x, y, labels, log, title, when"
)


def scene(plot, *, variables=("x",), **values):
    return scene_of(plot, variables=variables, values={**VALUES, **values})


def test_names_stand_for_the_formulas_of_the_variant():
    curve = scene({"curves": ["f"], "x": ["-1", "3"]}).curves[0]
    assert curve.label == "f"
    assert dict(curve.values)[1.0] == -1.0


def test_labels_name_the_curves_and_the_key_is_the_answer():
    found = scene({"curves": ["f", "key", "x^2"], "labels": {"f": "the loss"}}, key="2*x - 2")
    assert [curve.label for curve in found.curves] == ["the loss", "the answer", "x^2"]


def test_a_key_with_a_constant_of_integration_is_drawn_with_it_at_zero():
    found = scene({"curves": ["key"], "x": ["0", "2"]}, key="x^2/2 + C")
    assert dict(found.curves[0].values)[2.0] == 2.0


def test_a_curve_in_the_second_variable_is_drawn_along_it():
    found = scene({"curves": ["v^2 + a"], "x": ["0", "2"]}, variables=("m", "v"))
    assert found.x_label == "v"
    assert dict(found.curves[0].values)[2.0] == 6.0


def test_axes_are_named_as_the_formulas_are_printed():
    found = scene_of({"level": "w_1*eta"}, variables=("w_1", "eta"), formula=legend)
    assert (found.x_label, found.y_label) == ("w₁", "η")


def test_nothing_that_uses_the_key_is_drawn_before_the_answer():
    plot = {
        "curves": ["f", "key"],
        "tangent": {"to": "key", "at": "1"},
        "points": {"best": "(1, key)"},
        "x": ["-key", "3"],
    }
    found = scene(plot)
    assert [curve.label for curve in found.curves] == ["f"]
    assert found.marks == ()
    assert scene({"curves": ["key"]}) is None
    assert scene({"area": {"under": "f", "from": "0", "to": "key"}}) is None


def test_a_window_in_multiples_of_pi_is_told_in_them():
    found = scene({"curves": ["sin(x)"], "x": ["-pi", "pi"]})
    assert found.x_in_pi
    assert scene({"curves": ["sin(x)"]}).x_in_pi
    assert not scene({"curves": ["sin(x)"], "x": ["-3", "3"]}).x_in_pi


def test_a_tangent_touches_its_graph():
    found = scene({"tangent": {"to": "f", "at": "2"}, "x": ["-1", "4"]})
    assert [curve.label for curve in found.curves] == ["f", "tangent"]
    assert found.marks == (Mark(label="", x=2.0, y=0.0),)
    assert dict(found.curves[1].values)[3.0] == 2.0


def test_secants_go_through_both_points():
    found = scene({"secants": {"to": "f", "at": "1", "h": ["2", "1/4"]}, "x": ["-1", "4"]})
    assert [curve.label for curve in found.curves] == ["f", "secant, h = 2", "secant, h = 0.25"]
    assert dict(found.curves[1].values)[3.0] == 3.0


def test_an_area_reaches_from_the_graph_to_the_axis_and_shows_both():
    found = scene({"area": {"under": "f", "from": "0", "to": "2"}})
    area = found.areas[0]
    assert (area.edge[0], area.edge[-1]) == ((0.0, 0.0), (2.0, 0.0))
    assert min(y for _, y in area.edge) == -1.0
    assert found.x == (-0.5, 2.5)
    assert [curve.label for curve in found.curves] == ["f"]


def test_an_area_under_a_pole_stays_in_the_window():
    found = scene({"area": {"under": "1/sqrt(x)", "from": "0", "to": "1"}})
    assert all(found.y[0] <= y <= found.y[1] for _, y in found.areas[0].edge)


def test_the_area_between_two_graphs_has_both_edges():
    found = scene({"between": {"upper": "x", "lower": "f", "from": "0", "to": "3"}})
    assert found.areas[0].base[120] == (1.5, -0.75)
    assert found.areas[0].edge[120] == (1.5, 1.5)


@pytest.mark.parametrize(("side", "heights"), [("left", (0, 1)), ("right", (1, 4)), ("mid", (0.25, 2.25))])
def test_the_slices_of_a_riemann_sum_take_their_height_where_they_should(side, heights):
    found = scene({"riemann": {"under": "x^2", "from": "0", "to": "2", "n": "2", "side": side}})
    assert [bar.height for bar in found.bars[0].bars] == list(heights)


@pytest.mark.parametrize(
    ("share", "heights", "label"),
    [
        ("0", (0, 1), "2 slices, height at the left"),
        ("1/2", (0.25, 2.25), "2 slices, height at the middle"),
        ("1/4", (0.0625, 1.5625), "2 slices"),
    ],
)
def test_slices_may_take_their_height_at_any_share_of_their_width(share, heights, label):
    found = scene({"riemann": {"under": "x^2", "from": "0", "to": "2", "n": "2", "share": share}})
    assert [bar.height for bar in found.bars[0].bars] == list(heights)
    assert found.bars[0].label == label


def test_taylor_polynomials_come_nearer_order_by_order():
    found = scene({"taylor": {"of": "exp(x)", "at": "0", "orders": ["1", "2"]}, "x": ["-2", "2"]})
    assert [(curve.label, dict(curve.values)[1.0]) for curve in found.curves[1:]] == [("T1", 2.0), ("T2", 2.5)]


def test_partial_sums_and_terms_over_whole_numbers():
    found = scene(
        {"partial_sums": {"of": "1/2^n", "n": ["1", "3"]}, "bars": {"of": "1/2^n", "n": ["1", "2"]}}, variables=("n",)
    )
    assert found.dots[0].points == ((1.0, 0.5), (2.0, 0.75), (3.0, 0.875))
    assert found.bars[0].bars[0] == Bar(left=0.7, right=1.3, height=0.5)
    assert found.x == (0.5, 3.5)


def test_level_curves_lie_on_their_level_and_a_descent_goes_down():
    found = scene(
        {"level": {"of": "loss", "at": ["1", "4"]}, "path": "descent(loss, (x, y), (-1, 1), 1/10, 5)"},
        variables=("x", "y"),
    )
    levels = found.levels[0]
    assert levels.label == "loss = 1, 4"
    for piece in levels.pieces:
        for x, y in piece:
            assert min(abs((x - 1) ** 2 + 4 * y**2 - level) for level in levels.levels) < 0.02
    heights = [(x - 1) ** 2 + 4 * y**2 for x, y in found.paths[0].stops]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == 6


def test_a_descent_that_runs_away_ends():
    found = scene({"path": "descent(x^4 + y^2, (x, y), (9, 9), 1, 100)"}, variables=("x", "y"))
    assert len(found.paths[0].stops) < 10


def test_guides_are_labelled_by_the_author_or_by_their_place():
    assert [guide.label for guide in scene({"guides": ["a"]}).guides] == ["x = 2"]
    assert [guide.label for guide in scene({"guides": {"mean": "a"}}).guides] == ["mean"]


@pytest.mark.parametrize(
    ("plot", "message", "advice"),
    [
        (
            {"curve": ["f"]},
            "a plot has no entry `curve`",
            ENTRIES,
        ),
        ({"curves": ["f"], "x": ["3", "-3"]}, "the window from 3 to -3 is empty", "Write the smaller end first."),
        ({"curves": ["f"], "x": "3"}, "`3` is no window", "Write its two ends: [-3, 3]"),
        ({"curves": ["f"], "x": ["0", "10^200"]}, "the window from 0 to 10^200 is too large", "Stay below 1e100."),
        ({"tangent": {"to": "f"}}, "`tangent` has no `at`", "Write tangent: {to: f, at: 1}"),
        ({"area": "f"}, "`area` has no `from`", "Write area: {under: f, from: 0, to: 2}"),
        ({"level": "f"}, "`level` needs two variables", "Level curves belong to a function of two variables."),
        ({"curves": ["f"], "labels": "loss"}, "`labels` gives no names to formulas", "Write labels: {f: loss}"),
        (
            {"riemann": {"under": "f", "from": "0", "to": "1", "n": "4", "side": "top"}},
            "`riemann` cannot draw 4 slices, top",
            "Write riemann: {under: f, from: 0, to: 2, n: 6, side: left}",
        ),
        (
            {"riemann": {"under": "f", "from": "0", "to": "1", "n": "4", "share": "3/2"}},
            "`riemann` cannot draw 4 slices, 3/2",
            "Write riemann: {under: f, from: 0, to: 2, n: 6, side: left}",
        ),
    ],
)
def test_a_plot_that_cannot_be_drawn_says_what_to_write(plot, message, advice):
    with pytest.raises(CalcquizError) as caught:
        scene(plot)
    assert (caught.value.message, caught.value.advice) == (message, advice)


@pytest.mark.parametrize(
    ("plot", "message"),
    [
        ({"points": ["(1, x)"]}, "`(1, x)` is no point"),
        ({"points": ["3"]}, "`3` is no point"),
        ({"guides": ["x"]}, "`x` is no number"),
        ({"guides": ["1/0"]}, "this divides by zero"),
        ({"guides": ["log(-a)"]}, "`log(-a)` is no number"),
        ({"path": "f"}, "`f` is no path"),
    ],
)
def test_a_formula_that_does_not_fit_is_named(plot, message):
    with pytest.raises(FormulaError) as caught:
        scene(plot)
    assert caught.value.message == message


def test_names_that_stand_for_each_other_are_refused():
    with pytest.raises(FormulaError, match="these names stand for each other in a circle"):
        scene({"curves": ["p"]}, p="q + 1", q="p + 1")
