"""The background of a question: keys, steps and slips are there when they are wanted, and nothing waits for pairs."""

import pytest
from session_table import BANK
from toy_slips import ToySlips

from calcquiz.bank.catalog import open_catalog
from calcquiz.session import background as module
from calcquiz.session.background import Background
from calcquiz.session.shelf import Shelf
from calcquiz.solving.slips import explain
from calcquiz.solving.worker_functions import compute_here


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(explain, "SLIPS", {"derivative": ToySlips()})
    shelf = Shelf(open_catalog([BANK]), compute_here)
    yield Background(shelf, shelf.draw("slope-of-power", 3), 1)
    shelf.close()


def finished(background):
    """Wait for the last thing in the background."""
    background.shelf.later(lambda: None).result()


def test_the_key_is_worked_out_when_nobody_has_begun_with_it(made):
    assert made.complete().parts[0].key


def test_slips_are_known_once_the_question_was_begun(made):
    assert made.consequences() is None
    made.begin(steps=False)
    assert made.complete().complete
    known = made.consequences()
    assert known is not None
    assert [one.slips[0].name for one in known.singles] == ["product-of-derivatives"]


def test_pairs_are_worked_out_while_the_question_is_read_and_dropped_when_the_answer_comes_first(made, monkeypatch):
    done = []
    monkeypatch.setattr(explain, "with_pairs", lambda known: done.append(known) or known)
    monkeypatch.setattr(module, "READING_SECONDS", 0.01)
    made.begin(steps=False)
    finished(made)
    assert len(done) == 1
    other = Background(made.shelf, made.shelf.draw("slope-of-power", 4), 1)
    monkeypatch.setattr(module, "READING_SECONDS", 30)
    other.begin(steps=False)
    other.complete()
    assert other.consequences() is not None
    finished(other)
    assert len(done) == 1


@pytest.mark.parametrize("dropped", [True, False])
def test_steps_are_there_when_they_are_wanted_also_after_everything_was_dropped(made, *, dropped):
    worked = Background(made.shelf, made.shelf.draw("two-steps", 0), 1)
    worked.begin(steps=True)
    if dropped:
        worked.forget()
    part = worked.derived().parts[0]
    assert part.automatic is None
    assert part.solution[-1].after == part.key
