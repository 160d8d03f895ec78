"""The registry of rules: every rule that a step may name, by its name."""

from calcquiz.solving.derivatives.rules import DERIVATIVE_RULES
from calcquiz.solving.integrals.rules import INTEGRAL_RULES
from calcquiz.solving.limits.rules import LIMIT_RULES
from calcquiz.solving.methods.rules import METHOD_RULES
from calcquiz.solving.points.rules import POINT_RULES
from calcquiz.solving.rule import Rule
from calcquiz.solving.series.rules import SERIES_RULES
from calcquiz.solving.taylor.rules import TAYLOR_RULES

GENERAL_RULES = (
    Rule(
        name="simplify",
        title="Simplify",
        statement="A formula may be written in any form that has the same values.",
        example="derivative(x^2*exp(x), x)",
    ),
    Rule(
        name="put-in",
        title="Put in what was found",
        statement="Equals may be put in the place of equals.",
        example="derivative(x^2, x) + integral(2*x, x, 0, 1)",
    ),
    Rule(
        name="another-form",
        title="Another form",
        statement="Two formulas with the same values everywhere are the same answer.",
        example="integral(2*(x + 1), x)",
    ),
)

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        *GENERAL_RULES,
        *DERIVATIVE_RULES,
        *INTEGRAL_RULES,
        *LIMIT_RULES,
        *SERIES_RULES,
        *TAYLOR_RULES,
        *POINT_RULES,
        *METHOD_RULES,
    )
}
"""Name -> rule."""
