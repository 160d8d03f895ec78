"""A question, its key and solution, as records, for all tests of the screen."""

from dataclasses import replace

import pytest

from calcquiz.records.moment import Graded, Question
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Option, Step, Variant, VariantPart
from calcquiz.records.verdict import Method, Outcome, Verdict, Witness
from calcquiz.render.style import Style

KEY = "-2/(1+exp(2*w-5))"
PART = VariantPart(part=1, ask=r"Find its slope $\frac{dL}{dw}$.", kind=Kind.EXPRESSION, rules=Rules(variables=("w",)))
STEPS = (
    Step(
        rule="chain",
        before="derivative(log(1+exp(5-2*w)), w)",
        after="1/(1+exp(5-2*w))*derivative(1+exp(5-2*w), w)",
        why=r"The outer function is $\ln$: its derivative is one over what stands inside.",
        proved=True,
    ),
    Step(
        rule="chain",
        before="1/(1+exp(5-2*w))*derivative(1+exp(5-2*w), w)",
        after="-2*exp(5-2*w)/(1+exp(5-2*w))",
        why="The exponential is its own derivative; the line has slope $-2$.",
        proved=True,
    ),
)
VARIANT = Variant(
    id="logistic-loss-slope",
    variant=7,
    revision=1,
    chapter=1,
    section="1.2",
    title="Slope of the logistic loss",
    difficulty=3,
    tags=(),
    statement=r"One training example contributes the loss $L(w) = \ln(1 + e^{5 - 2 w})$.",
    parts=(PART,),
)
OPTIONS = (
    Option(letter="a", key="down", text=r"$\theta - \eta\nabla L(\theta)$"),
    Option(letter="b", key="up", text=r"$\theta + \eta\nabla L(\theta)$"),
    Option(letter="c", key="none", text="None of them"),
)

PLAIN = Style(plain=True, indent="")


@pytest.fixture
def variant():
    return VARIANT


@pytest.fixture
def complete():
    return replace(VARIANT, parts=(replace(PART, key=KEY, solution=STEPS),), complete=True)


@pytest.fixture
def question():
    return Question(n=3, count=10, place=3, variant=VARIANT, part=1)


@pytest.fixture
def choice():
    """A choice of which all right options are asked, as a complete variant."""
    part = VariantPart(
        part=1,
        ask="Which steps lower the loss?",
        kind=Kind.CHOICE,
        rules=Rules(mode="all"),
        options=OPTIONS,
        key="down, none",
    )
    return replace(VARIANT, statement="", title="Descent", parts=(part,))


@pytest.fixture
def graded(question, complete):
    """Make the moment after an answer: graded("incorrect", over=True, message=…)."""

    def make(outcome, *, over=False, at=None, yours="3.5", right="4", due=None, left=0, response="2x", **verdict):
        witness = None if at is None else Witness(at=at, yours=yours, right=right)
        return Graded(
            question=question,
            verdict=Verdict(outcome=Outcome(outcome), method=Method.PROBED, witness=witness, **verdict),
            over=over,
            response=response,
            complete=complete if over else None,
            due_in_days=due,
            tries_left=left,
        )

    return make


@pytest.fixture
def text():
    """The lines of a screen as one string."""
    return lambda lines: "\n".join(line.plain.rstrip() for line in lines)


@pytest.fixture
def plain():
    return PLAIN
