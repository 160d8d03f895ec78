"""Building verdicts: from decisions, with the sentences that go with each diagnosis."""

from fractions import Fraction

from calcquiz.checking.decide import Decision
from calcquiz.records.verdict import Method, Outcome, Verdict, Witness

MESSAGES: dict[str, str] = {
    "differentiated-instead": "Up to a constant this is the answer differentiated twice: integrate instead.",
    "gained-or-lost-solutions": "The solutions are not the same.",
    "inaccurate": "The number of digits is right, the value is not.",
    "inequality-backwards": "The inequality points the wrong way.",
    "integrated-instead": "Differentiated twice this gives the answer: differentiate instead.",
    "missing-abs-in-log": "Write ln|…|: without the bars this is undefined where the answer is defined.",
    "missing-constant": "Nearly complete: the constant of integration + C is missing.",
    "missing-entries": "Some elements are missing.",
    "number-instead-of-constant": "The constant must be a letter: + C stands for every number.",
    "reciprocal": "This is the reciprocal of the answer.",
    "repeated-entries": "An element of a set counts once.",
    "constant-difference": "This differs from the answer by the same amount everywhere.",
    "constant-factor": "This is the answer times a constant.",
    "smaller-domain": "This is undefined at points where the answer is defined.",
    "strange-constant": "The constant must be able to take every value: write + C.",
    "swapped-components": "These are the right components in another order.",
    "transposed": "This is the transpose of the answer.",
    "wrong-case": "Capital and small letters differ here.",
    "wrong-decimal-places": "The number of decimal places is not the one asked for.",
    "wrong-digit-count": "The number of significant figures is not the one asked for.",
    "wrong-entries": "Some elements are not right.",
    "wrong-form": "The value is right. The form is not the one asked for.",
    "wrong-sign": "The size is right, the sign is not.",
    "wrong-size": "This does not have the right number of elements.",
    "wrong-strictness": "The ends are right, a bracket is not: check which ends belong to it.",
    "wrong-type": "This is another kind of answer than the one asked for.",
    "wrong-variable": "This uses a name that the answer does not have.",
}
"""Diagnosis -> what the learner is told."""


NO_VALUE = "This has no real value, or one too large to be worked out."
"""Said of a number that is undefined: it has no points where it could be otherwise."""


def wrong(mistake: str | None = None, *, method: Method = Method.SHAPE, message: str | None = None) -> Verdict:
    """Return INCORRECT with a diagnosis and its sentence."""
    text = message if message is not None else MESSAGES.get(mistake or "", "")
    return Verdict(outcome=Outcome.INCORRECT, method=method, mistake=mistake, message=text)


def partial(mistake: str, credit: Fraction, method: Method, *, witness: Witness | None = None) -> Verdict:
    """Return PARTIAL with its diagnosis."""
    return Verdict(
        outcome=Outcome.PARTIAL,
        method=method,
        mistake=mistake,
        message=MESSAGES[mistake],
        credit=credit,
        witness=witness,
    )


def right(method: Method, message: str = "", mistake: str | None = None) -> Verdict:
    """Return CORRECT, with a note when there is one."""
    return Verdict(outcome=Outcome.CORRECT, method=method, credit=Fraction(1), message=message, mistake=mistake)


def undecided() -> Verdict:
    """Return UNDECIDED: neither proved right nor wrong."""
    return Verdict(
        outcome=Outcome.UNDECIDED,
        method=Method.NONE,
        message="This could not be decided. Compare with the answer and rate yourself.",
    )


def verdict_of(decision: Decision, *, lenient_domain: bool = False) -> Verdict:
    """Return the verdict of a decision about two formulas."""
    if decision.equal is False:
        return Verdict(outcome=Outcome.INCORRECT, method=decision.method, witness=decision.witness)
    # Leniency about a domain needs values that agree somewhere.
    if decision.smaller_domain and not (lenient_domain and decision.equal):
        return Verdict(
            outcome=Outcome.INCORRECT,
            method=Method.DOMAIN,
            witness=decision.witness,
            mistake="smaller-domain",
            message=MESSAGES["smaller-domain"] if decision.witness else NO_VALUE,
        )
    if decision.equal is None:
        return undecided()
    note = ""
    if decision.smaller_domain:
        note = "Right where it is defined; the answer is defined at more points."
    elif decision.larger_domain:
        note = "Right. Yours is also defined where the answer is not."
    return right(decision.method, note)
