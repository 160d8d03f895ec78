"""The answer tests of a typed part in STACK, by kind and rules: the key first, then the mistakes that were foreseen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.tree import Tree
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.render.sheets.stack_maxima import is_numeric
from calcquiz.render.sheets.stack_plan import END, AnswerTest

TYPED_DECIMAL = "0.001"
"""A decimal stands for an exact number within this relative distance, as in practice."""
SAME_NUMBER = "1.0e-9"
"""Two exact numbers that Maxima cannot prove equal are so when they agree to nine digits."""
NEARLY = "0.8"
"""The score of a right value in another form."""

ANSWER_TESTS: dict[Kind, str] = {
    Kind.EXPRESSION: "AlgEquiv",
    Kind.NUMBER: "AlgEquiv",
    Kind.ANTIDERIVATIVE: "Int",
    Kind.EQUATION: "AlgEquiv",
    Kind.INEQUALITY: "AlgEquiv",
    Kind.INTERVAL: "AlgEquiv",
    Kind.SET: "Sets",
    Kind.LIST: "AlgEquiv",
    Kind.VECTOR: "AlgEquiv",
    Kind.MATRIX: "AlgEquiv",
}
"""The kinds of answer that STACK can judge; the test decides whether the value is right."""
FORMS: dict[str, str] = {
    "factored": "FacForm",
    "expanded": "Expanded",
    "lowest-terms": "LowestTerms",
    "single-fraction": "SingleFrac",
    "partial-fractions": "PartFrac",
}
NAMING_THE_VARIABLE = frozenset({"FacForm", "PartFrac"})
"""Tests of form that have to be told the variable."""
UNCOUNTED = ("sigfig_tolerance", "digits")
"""Rules on typed digits that STACK has no test for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A part of all variants, with its keys read."""

    parts: tuple[VariantPart, ...]
    keys: tuple[Tree, ...]
    answer: str
    """The name of what was typed."""
    name: str
    """The name of the key that answers are compared with."""

    @property
    def kind(self) -> Kind:
        """Return the kind of answer, the same in all variants."""
        return self.parts[0].kind

    @property
    def rules(self) -> Rules:
        """Return the rules, the same in all variants."""
        return self.parts[0].rules

    @property
    def variable(self) -> str:
        """Return the variable of integration or differentiation, for tests that have to be told.

        Raises:
            FormulaError: it is not the same in all variants.
        """
        names = {part.rules.variable for part in self.parts}
        if len(names) > 1:
            raise FormulaError("its variants do not have the same variable")
        return names.pop()

    @property
    def numeric(self) -> bool:
        """Return whether every key is a number, or several."""
        return all(map(is_numeric, self.keys))


def key_tests(asked: Asked) -> tuple[AnswerTest, ...]:
    """Return the tests of which one must be passed.

    Raises:
        FormulaError: STACK has no test for one of the rules.
    """
    rules = asked.rules
    if any(getattr(rules, option) is not None for option in UNCOUNTED):
        raise FormulaError("its rule on typed digits has no counterpart in STACK")
    if rules.sigfigs is not None:
        return (_compared(asked, "NumSigFigs", f"[{rules.sigfigs},{rules.accuracy_sigfigs or rules.sigfigs}]"),)
    if rules.decimals is not None:
        return (_compared(asked, "NumDecPlaces", str(rules.decimals)),)
    distances = _distances(rules)
    if distances and not asked.numeric:
        raise FormulaError("its tolerance does not fit this kind of answer in STACK")
    return tuple(_compared(asked, *distance) for distance in distances) or tuple(_exact(asked))


def _compared(asked: Asked, test: str, options: str) -> AnswerTest:
    return AnswerTest(name=test, answer=asked.answer, target=asked.name, options=options)


def _distances(rules: Rules) -> tuple[tuple[str, str], ...]:
    named = (("NumRelative", rules.rtol), ("NumAbsolute", rules.atol))
    return tuple((test, _decimal(distance)) for test, distance in named if distance is not None)


def _decimal(value: Fraction) -> str:
    """Return a tolerance as a float of Maxima."""
    return repr(float(value))


def _exact(asked: Asked) -> Iterator[AnswerTest]:
    rules = asked.rules
    form = FORMS.get(rules.form or "")
    options = _integration(asked, constant=rules.require_constant) if asked.kind is Kind.ANTIDERIVATIVE else ""
    yield AnswerTest(
        name=ANSWER_TESTS[asked.kind],
        answer=asked.answer,
        target=asked.name,
        options=options,
        passed=1 if form else END,
        failed=2 if form else 1,
        quiet=False,
    )
    if form:
        yield _form_test(asked, form)
    elif asked.numeric and not rules.integer:
        yield from _as_numbers(asked)


def _form_test(asked: Asked, form: str) -> AnswerTest:
    return AnswerTest(
        name=form,
        answer=asked.answer,
        target=asked.name,
        options=asked.variable if form in NAMING_THE_VARIABLE else "",
        failed=END,
        failed_score=NEARLY,
        quiet=False,
    )


def _as_numbers(asked: Asked) -> Iterator[AnswerTest]:
    """Yield tests by distance: what Maxima cannot prove equal, and decimals where they will do."""
    yield _compared(asked, "NumRelative", SAME_NUMBER)
    if asked.rules.practice and not asked.rules.exact:
        yield AnswerTest(name="AlgEquiv", answer=f"anyfloatex({asked.answer})", target="true", passed=1, failed=2)
        yield _compared(asked, "NumRelative", TYPED_DECIMAL)


def _integration(asked: Asked, *, constant: bool) -> str:
    return asked.variable if constant else f"[{asked.variable},NOCONST]"


def mistake_test(asked: Asked, target: str, values: Sequence[Tree], feedback: str) -> AnswerTest:
    """Return the test that recognises a mistake, judged as the key is.

    Args:
        asked: The part.
        target: The name of the wrong answer, in Maxima.
        values: The wrong answer of each variant.
        feedback: CASText.
    """
    rules = asked.rules
    name, options = ANSWER_TESTS[asked.kind], ""
    distances = _distances(rules)
    if asked.kind is Kind.ANTIDERIVATIVE:
        options = _integration(asked, constant=False)
    elif distances:
        name, options = distances[0]
    elif asked.numeric and all(map(is_numeric, values)) and not rules.integer:
        name, options = "NumRelative", TYPED_DECIMAL if rules.practice and not rules.exact else SAME_NUMBER
    return AnswerTest(name=name, answer=asked.answer, target=target, options=options, score="0", feedback=feedback)
