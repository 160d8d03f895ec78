"""The task `integral(f, x)`, an antiderivative, or `integral(f, x, a, b)`, a definite or improper integral."""

from collections.abc import Mapping
from typing import Any

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.divergence import divergence_evidence
from calcquiz.tasks.numeric import Undefined, derivative, numeric_value
from calcquiz.tasks.points import compare, compare_numbers, sample_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names
from calcquiz.tasks.textbook import textbook

QUADRATURE = 1e-10
"""Relative difference a quadrature may have from an exact value."""


def key(args: Args, setting: Setting) -> Tree:
    """Return an antiderivative without its constant, or the integral's value (`oo`, `-oo`, `dne` when it diverges)."""
    function = "integral" if len(args) == 2 else "definite_integral"
    text = setting.compute(function, *(to_text(arg) for arg in args), setting.positive)
    return textbook(parse(text, names_in(*args), author=True))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare the key's slope with the integrand, or its value with a quadrature."""
    if len(args) == 2:
        return _slope_oracle(args, found, setting)
    asked = TASK.application(args)
    names = free_names(found) | open_names(asked)
    if found in {Name("oo"), Name("dne"), Apply("neg", (Name("oo"),))}:
        return divergence_evidence(args, found)
    if not names:
        value = numeric_value(asked, {})
        if value is None:
            return divergence_evidence(args, found)
        return compare_numbers(numeric_value(found, {}), value, "quadrature", QUADRATURE)
    points = sample_points(names, setting.variables)
    return compare(
        lambda p: numeric_value(found, p), lambda p: numeric_value(asked, p), points, "quadrature", QUADRATURE
    )


def _slope_oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare slopes; a constant of integration in the key counts as zero."""
    constants = free_names(found) - names_in(*args)
    rest = substitute(found, dict.fromkeys(constants, ZERO))

    def slope(point: Mapping[str, Any]) -> Any:
        try:
            return derivative((rest, args[1]), point)
        except Undefined:
            return None

    points = sample_points(names_in(*args), setting.variables)
    return compare(slope, lambda point: numeric_value(args[0], point), points, "slope at high precision")


def kind(args: Args) -> Kind:
    """Return antiderivative for an indefinite integral; number for a definite one in which no name is left."""
    if len(args) == 2:
        return Kind.ANTIDERIVATIVE
    return Kind.EXPRESSION if open_names(Apply("integral", args)) else Kind.NUMBER


TASK = Task(
    name="integral",
    signature="integral(f, x) or integral(f, x, a, b)",
    arity=(2, 4),
    names=(1,),
    kind=kind,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)
