"""A picture that gives the answer away is kept until the answer was given."""

import pytest

from calcquiz.bank.problem_reader import read_problem
from calcquiz.records.moment import Notice, Picture
from calcquiz.session.pictures import own_picture
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
