"""Variants are numbered points of a finite grid, the same ones on every platform and in every session."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.records.errors import UsageError
from calcquiz.records.variant import Kind
from calcquiz.variants.draw import count_variants, draw, shuffled
from calcquiz.variants.grid import grid_size, passing, tally

POWER = "variables: {x: real}\nparams: {n: 2..9}\nask: Differentiate $x^@{n}$.\ntask: derivative(x^n, x)\n"


def test_every_point_of_a_small_grid_is_one_variant(problem):
    statements = {draw(problem(POWER), k).statement for k in range(8)}
    assert statements == {f"Differentiate $x^{{{n}}}$." for n in range(2, 10)}
    assert count_variants(problem(POWER)) == 8


def test_a_number_beyond_the_last_variant_is_refused(problem):
    with pytest.raises(UsageError) as caught:
        draw(problem(POWER), 8)
    assert (caught.value.message, caught.value.advice) == (
        "a-problem has no variant #8",
        "Write a-problem#0: its variants are #0 to #7.",
    )
    with pytest.raises(UsageError):
        draw(problem(POWER), -1)


def test_where_filters_with_exact_fractions(problem):
    chosen = problem(POWER.replace("{n: 2..9}", "{n: 1/4..3 step 1/4}\nwhere: n^2 < 2 and n != 1"))
    drawn = {values["n"] for values in passing(chosen)}
    assert drawn == {"1/4", "1/2", "3/4", "5/4"}


def test_where_may_use_let_names_and_columns(problem):
    text = POWER.replace("\nask:", "\ncases:\n- {k: 2}\n- {k: 3}\nlet: {m: n*k}\nwhere: m < 10\nask:")
    drawn = {(values["n"], values["k"]) for values in passing(problem(text))}
    assert drawn == {("2", "2"), ("3", "2"), ("4", "2"), ("2", "3"), ("3", "3")}


def test_where_that_nothing_passes_gives_no_variants_and_says_so(problem):
    hopeless = problem(POWER.replace("\nask:", "\nwhere: n > 100\nask:"))
    assert tally(hopeless).passed == 0
    with pytest.raises(UsageError) as caught:
        draw(hopeless, 0)
    assert caught.value.advice == "Write a-problem#0: none of its parameters pass `where`."


def test_a_huge_grid_gives_200_variants_at_once(problem):
    wide = problem(POWER.replace("{n: 2..9}", "{n: 2..9, a: 1..900, b: 1..900, c: 1..900, d: 1..900}"))
    assert grid_size(wide) == 8 * 900**4
    assert count_variants(wide) == 200


def test_the_order_of_params_in_the_file_does_not_matter(problem):
    one = problem(POWER.replace("{n: 2..9}", "{n: 2..9, a: 1..5}"))
    other = problem(POWER.replace("{n: 2..9}", "{a: 1..5, n: 2..9}"))
    assert [draw(one, k).values for k in range(10)] == [draw(other, k).values for k in range(10)]


def test_another_id_or_revision_is_another_order(problem):
    orders = {
        tuple(values["n"] for values in passing(problem(text, name)))
        for text, name in ((POWER, "a-problem"), (POWER, "b-problem"), (f"revision: 2\n{POWER}", "a-problem"))
    }
    assert len(orders) == 3


def test_the_first_variants_are_pinned_for_every_platform(load):
    assert [draw(load("antiderivative"), k).statement for k in range(2)] == [
        r"Find $\int \left(-3x^5 - \frac{3}{x}\right) dx$.",
        r"Find $\int \left(5x^2 + \frac{5}{x}\right) dx$.",
    ]


def test_the_draw_is_the_same_under_every_hash_seed():
    code = (
        "from pathlib import Path; from calcquiz.bank.problem_reader import read_problem; "
        "from calcquiz.variants.draw import draw; "
        "p = read_problem('k', Path('tests/banks/valid/kink-choice.yaml').read_bytes(), id_='kink-choice'); "
        "print([draw(p, k) for k in range(5)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1


def test_the_draw_shows_nothing_of_the_answer(load):
    variant = draw(load("vector-answer"), 0)
    part = variant.parts[0]
    assert (part.key, part.mistakes, part.hints, part.solution, variant.complete) == ("", (), (), (), False)


def test_a_number_may_use_no_name_and_an_expression_its_variables(load, problem):
    assert draw(load("given-parts"), 0).parts[0].rules.variables == ()
    assert draw(problem(POWER), 0).parts[0].rules.variables == ("x",)
    rules = draw(load("improper"), 0).parts[0].rules
    assert (rules.positive, rules.exact, rules.practice) == (("x",), True, False)


def test_options_are_shuffled_by_variant_and_keep_their_keys(load):
    orders = {tuple(option.key for option in draw(load("kink-choice"), k).parts[0].options) for k in range(20)}
    assert len(orders) > 5
    assert {tuple(sorted(order)) for order in orders} == {("corner", "jump", "smooth", "vertical")}
    assert [option.letter for option in draw(load("kink-choice"), 0).parts[0].options] == ["a", "b", "c", "d"]


def test_options_of_a_fixed_order_stay(problem):
    text = (
        "params: {n: 2..9}\nask: Is @{n} even?\n"
        "answer: {kind: choice, order: fixed, options: {y: Yes, m: Maybe, z: No}, is: y, unproved: a test}\n"
    )
    assert {tuple(o.key for o in draw(problem(text), k).parts[0].options) for k in range(8)} == {("y", "m", "z")}


def test_the_kind_follows_the_task(load):
    kinds = {
        name: [part.kind for part in draw(load(name), 0).parts]
        for name in ("antiderivative", "improper", "vector-answer", "series-choice", "given-parts")
    }
    assert kinds == {
        "antiderivative": [Kind.ANTIDERIVATIVE],
        "improper": [Kind.NUMBER],
        "vector-answer": [Kind.VECTOR],
        "series-choice": [Kind.CHOICE],
        "given-parts": [Kind.NUMBER, Kind.NUMBER],
    }


def test_a_picture_that_is_the_question_is_drawn_at_once_and_the_key_never_is(load, problem):
    from calcquiz.plotting.authored import scene_of

    drawn = draw(load("kink-choice"), 0)
    assert drawn.plot == {"when": "question", "curves": ["f"], "x": ["s - 2", "s + 2"]}
    scene = scene_of(drawn.plot, variables=("x",), values=drawn.values)
    assert [curve.label for curve in scene.curves] == ["f"]
    made = problem(f"{POWER}plot:\n  curves: [x^n, key]\n  labels: {{x^n: '$f$ with $@{{n}}$'}}\n  x: [-2, 2]\n")
    drawn = draw(made, 0)
    scene = scene_of(drawn.plot, variables=("x",), values=drawn.values)
    assert [curve.label for curve in scene.curves] == [f"f with {drawn.values['n']}"]
    whole = scene_of(drawn.plot, variables=("x",), values={**drawn.values, "key": "n*x^(n - 1)"})
    assert len(whole.curves) == 2


@settings(max_examples=50)
@given(seed=st.text(max_size=10), keys=st.sets(st.text("abc-", min_size=1, max_size=4), max_size=6))
def test_shuffling_depends_on_the_keys_and_not_on_their_order(seed, keys):
    options = tuple((key, key) for key in sorted(keys))
    assert shuffled(options, seed) == shuffled(options[::-1], seed)
