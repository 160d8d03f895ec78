"""Wrong answers in a session: explained by the slip that leads to them, before the general diagnoses."""

from dataclasses import replace

import pytest
from session_table import BANK, outcomes
from toy_slips import ToySlips

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Name
from calcquiz.bank.catalog import open_catalog
from calcquiz.records.moment import Graded
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, NamedMistake, Option, VariantPart
from calcquiz.records.verdict import Method, Outcome, Verdict
from calcquiz.session.judge import explained, may_be_explained, without_answer
from calcquiz.session.shelf import Shelf
from calcquiz.solving.slips import explain as module
from calcquiz.solving.slips.explain import consequences
from calcquiz.solving.slips.slip import Slip
from calcquiz.solving.worker_functions import compute_here
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting

TASK = "derivative(x^2*sin(3*x) + 2*x, x)"
KEY = "2*x*sin(3*x) + 3*x^2*cos(3*x) + 2"
PART = VariantPart(
    part=1, ask="Differentiate.", kind=Kind.EXPRESSION, rules=Rules(variables=("x",)), task=TASK, key=KEY
)


@pytest.fixture(autouse=True)
def toy_slips(monkeypatch):
    monkeypatch.setattr(module, "SLIPS", {"derivative": ToySlips()})


def known(task=TASK, key=KEY):
    return consequences(read_formula(task, open_names=True), parse(key, open_names=True), Setting(compute=compute_here))


def wrong(read_as, mistake=None):
    return Verdict(outcome=Outcome.INCORRECT, method=Method.PROBED, read_as=read_as, mistake=mistake, message="Said.")


def test_a_slip_is_named_and_told_with_the_right_line_and_the_learner_s():
    verdict = explained(wrong("2*x*sin(3*x) + x^2*cos(3*x) + 2"), "", PART, known())
    assert verdict.mistake == "inner-derivative-dropped"
    assert verdict.message == r"Look at $\sin 3x$: its derivative is $3\cos 3x$."
    (misstep,) = verdict.missteps
    assert (misstep.part, misstep.right, misstep.wrong) == ("derivative(sin(3*x), x)", "3*cos(3*x)", "cos(3*x)")
    assert not misstep.whole


def test_an_answer_that_no_slip_explains_keeps_its_verdict():
    verdict = wrong("x", "wrong-sign")
    assert explained(verdict, "", PART, known()) is verdict


def test_while_tries_are_left_a_slip_in_the_whole_answer_is_only_named():
    verdict = explained(wrong("cos(3*x)"), "", PART, known("derivative(sin(3*x), x)", "3*cos(3*x)"))
    assert verdict.missteps[0].whole
    guarded = without_answer(verdict)
    assert guarded.message == "This is what comes out with one slip: inner derivative dropped."
    assert (guarded.missteps, guarded.mistake) == ((), "inner-derivative-dropped")
    part_of_it = explained(wrong("2*x*sin(3*x) + x^2*cos(3*x) + 2"), "", PART, known())
    assert without_answer(part_of_it) == part_of_it


def test_a_slip_at_one_of_several_places_is_only_named():
    task, key = "derivative(sin(3*x) + sin(3*x + 2*pi), x)", "3*cos(3*x) + 3*cos(3*x + 2*pi)"
    verdict = explained(wrong("cos(3*x) + 3*cos(3*x + 2*pi)"), "", PART, known(task, key))
    assert (verdict.mistake, verdict.missteps) == ("inner-derivative-dropped", ())
    assert verdict.message == "This is what comes out with one slip: inner derivative dropped."


def test_a_sentence_that_does_not_hold_the_answer_is_said_also_while_tries_are_left():
    verdict = explained(wrong("cos(3*x)"), "", PART, known("derivative(sin(3*x), x)", "3*cos(3*x)"))
    quiet = replace(verdict.missteps[0], say="Something inside was forgotten.", told=False)
    guarded = without_answer(replace(verdict, message=quiet.say, missteps=(quiet,)))
    assert (guarded.message, guarded.missteps) == ("Something inside was forgotten.", ())


@pytest.mark.parametrize(
    ("outcome", "mistake", "may"),
    [
        (Outcome.INCORRECT, None, True),
        (Outcome.INCORRECT, "constant-factor", True),  # what a dropped factor looks like from afar
        (Outcome.PARTIAL, "wrong-entries", True),
        (Outcome.INCORRECT, "foreseen", False),  # the author's own sentence comes first
        (Outcome.PARTIAL, "missing-constant", False),
        (Outcome.INCORRECT, "other-reading", False),
        (Outcome.CORRECT, None, False),
        (Outcome.UNDECIDED, None, False),
        (Outcome.UNREADABLE, None, False),
    ],
)
def test_what_the_author_foresaw_and_what_is_only_badly_written_is_not_explained_by_a_slip(outcome, mistake, may):
    verdict = Verdict(outcome=outcome, method=Method.NONE, mistake=mistake)
    assert may_be_explained(verdict, {"foreseen"}) is may


def test_a_choice_is_explained_by_the_option_that_was_chosen(monkeypatch):
    class Turned:
        def sites(self, args, setting):
            del args, setting
            one = parse("1")
            yield Slip(name="test-turned", place=(), part=one, right=one, wrong=one, say="Turned around.")

        def result(self, args, setting, taken):
            del args, setting, taken
            return Name("minimum")

    monkeypatch.setattr(module, "SLIPS", {"classify": Turned()})
    options = (
        Option(letter="a", key="minimum", text="A minimum."),
        Option(letter="b", key="maximum", text="A maximum."),
    )
    part = VariantPart(part=1, ask="", kind=Kind.CHOICE, rules=Rules(), options=options, key="maximum")
    expected = consequences(
        read_formula("classify(-x^2, x, 0)", open_names=True), Name("maximum"), Setting(compute=compute_here)
    )
    for line in ("a", "A)", "minimum"):
        assert explained(wrong(""), line, part, expected).mistake == "test-turned"
    assert explained(wrong(""), "b", part, expected).mistake is None


def test_in_a_session_the_slip_is_shown_and_recorded(table):
    moments = table.play(["0", "0"], skills=["slope-of-power"], tries=2, count=1, reask=False)
    first, second = (moment.verdict for moment in moments if isinstance(moment, Graded))
    assert outcomes(moments) == ["incorrect", "incorrect"]
    assert first.message == "This is what comes out with one slip: product of derivatives."
    assert second.message.startswith("Look at")
    assert second.missteps[0].wrong == "0"
    assert [event.detail["mistake"] for event in table.events[:2]] == ["product-of-derivatives"] * 2


def test_the_author_s_mistake_comes_before_a_slip(table):
    def exponent_kept(question, key):
        (mistake,) = [m for m in _mistakes(question) if m.name == "exponent-kept"]
        return mistake.is_

    def _mistakes(question) -> tuple[NamedMistake, ...]:
        shelf = Shelf(open_catalog([BANK]), compute_here)
        return shelf.complete(question.variant).parts[0].mistakes

    moments = table.play([exponent_kept], skills=["slope-of-power"], count=1, reask=False)
    (verdict,) = (moment.verdict for moment in moments if isinstance(moment, Graded))
    assert (verdict.mistake, verdict.missteps) == ("exponent-kept", ())
