"""A picture that gives the answer away is kept until the answer was given."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.bank.problem_reader import read_problem
from calcquiz.plotting.build import curve_scene
from calcquiz.records.moment import Notice, Picture
from calcquiz.session.pictures import Album, own_picture
from calcquiz.tasks.worker_functions import compute_here
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import draw

PROBLEM = """calcquiz: 1
title: The place of the smallest value
difficulty: 1
variables: {x: real}
params: {a: 1..12}
ask: Where is $@{(x - a)^2}$ smallest?
task: argmin((x - a)^2, x)
plot: {curves: [(x - a)^2], guides: [a], x: [0, 13]}
"""


@pytest.mark.parametrize(("when", "before"), [("", Picture), (", when: question", Picture), (", when: answer", Notice)])
def test_a_picture_kept_for_the_answer_is_not_drawn_before_it(when, before):
    problem = read_problem("p.yaml", PROBLEM.replace("[0, 13]", f"[0, 13]{when}").encode(), id_="p")
    variant = draw(problem, 0)
    (moment,) = own_picture(variant, 1, over=False)
    assert isinstance(moment, before)
    (moment,) = own_picture(complete(problem, variant, compute_here), 1, over=True)
    assert isinstance(moment, Picture)
    if before is Notice:
        assert list(own_picture(variant, 1, over=False)) == [
            Notice(text="The picture would give the answer away. It is shown when the question is over.")
        ]


def test_an_album_shows_both_curves_first_then_the_problems_own_picture_and_begins_again():
    problem = read_problem("p.yaml", PROBLEM.encode(), id_="p")
    variant = complete(problem, draw(problem, 0), compute_here)
    curves = Picture(scene=curve_scene({"right": parse("x", ["x"]), "yours": parse("2*x", ["x"])}))
    album = Album()
    album.keep(curves)
    shown = [moment for _ in range(3) for moment in album.next(variant, 1)]
    assert shown[0] == shown[2] == curves
    assert shown[1] == next(iter(own_picture(variant, 1, over=True)))


def test_an_album_without_pictures_says_so():
    problem = read_problem("p.yaml", PROBLEM.partition("plot:")[0].encode(), id_="p")
    variant = complete(problem, draw(problem, 0), compute_here)
    assert list(Album().next(variant, 1)) == [Notice(text="There is no picture for this question.")]
