"""The rules of differentiation, each in one sentence."""

from calcquiz.solving.derivatives.partial_rules import PARTIAL_RULES
from calcquiz.solving.rule import Rule

DERIVATIVE_RULES = (
    Rule(
        name="constant",
        title="The constant rule",
        statement="What does not depend on $x$ does not change with it: $\\frac{d}{dx} c = 0$.",
        example="derivative(7, x)",
    ),
    Rule(
        name="identity",
        title="The derivative of x",
        statement="$x$ changes as fast as itself: $\\frac{d}{dx} x = 1$.",
        example="derivative(x, x)",
    ),
    Rule(
        name="sum",
        title="The sum rule",
        statement="A sum is differentiated term by term: $(u + v)' = u' + v'$.",
        example="derivative(x^2 + sin(x), x)",
    ),
    Rule(
        name="multiple",
        title="The constant multiple rule",
        statement="A constant factor stays in front: $(c u)' = c u'$.",
        example="derivative(5*x^3, x)",
    ),
    Rule(
        name="power",
        title="The power rule",
        statement="The exponent comes to the front and is lowered by one: $\\frac{d}{dx} x^n = n x^{n - 1}$.",
        example="derivative(x^7, x)",
    ),
    Rule(
        name="exponential",
        title="The derivative of an exponential",
        statement=(
            "An exponential function is a multiple of its own derivative: "
            "$\\frac{d}{dx} e^x = e^x$ and $\\frac{d}{dx} a^x = a^x \\ln a$."
        ),
        example="derivative(2^x, x)",
    ),
    Rule(
        name="table",
        title="A derivative from the table",
        statement=(
            "The derivatives of the standard functions are known once and for all: "
            "$(\\sin x)' = \\cos x$, $(\\cos x)' = -\\sin x$, $(\\ln x)' = \\frac{1}{x}$ and so on."
        ),
        example="derivative(tan(x), x)",
    ),
    Rule(
        name="product",
        title="The product rule",
        statement="Each factor is differentiated in turn while the others stay: $(u v)' = u' v + u v'$.",
        example="derivative(x^2*sin(x), x)",
    ),
    Rule(
        name="quotient",
        title="The quotient rule",
        statement="$\\left(\\frac{u}{v}\\right)' = \\frac{u' v - u v'}{v^2}$, the top first, with a minus.",
        example="derivative(x/(x^2 + 1), x)",
    ),
    Rule(
        name="reciprocal",
        title="The reciprocal rule",
        statement="$\\left(\\frac{1}{v}\\right)' = -\\frac{v'}{v^2}$, the quotient rule with a constant on top.",
        example="derivative(1/(x^2 + 1), x)",
    ),
    Rule(
        name="chain",
        title="The chain rule",
        statement="The outer derivative, taken at the inner function, times the inner derivative: $f(u)' = f'(u) u'$.",
        example="derivative(sin(x^2), x)",
    ),
    Rule(
        name="logarithmic",
        title="Logarithmic differentiation",
        statement="Where base and exponent both depend on $x$, the logarithm is differentiated: $y' = y (\\ln y)'$.",
        example="derivative(x^x, x)",
    ),
    Rule(
        name="rewrite-power",
        title="Write it as a power",
        statement="Roots and reciprocals of powers are powers: $\\sqrt{x} = x^{1/2}$ and $\\frac{1}{x^n} = x^{-n}$.",
        example="derivative(1/x^3, x)",
    ),
    Rule(
        name="change-of-base",
        title="Change of base",
        statement="A logarithm to another base is a multiple of the natural one: $\\log_b x = \\frac{\\ln x}{\\ln b}$.",
        example="derivative(log(x, 2), x)",
    ),
    Rule(
        name="piece-by-piece",
        title="Piece by piece",
        statement="Between the places where a function changes its formula, the formula that holds is differentiated.",
        example="derivative(max(0, x), x)",
    ),
    Rule(
        name="derivative-of-integral",
        title="The derivative of an integral",
        statement="An integral grows at its upper end as fast as its integrand is high there: "
        "$\\frac{d}{dx} \\int_a^x f(t)\\,dt = f(x)$.",
        example="derivative(integral(sin(t), t, 0, x^2), x)",
    ),
    Rule(
        name="repeat",
        title="Differentiate again",
        statement="A higher derivative is the derivative of the one before: $f'' = (f')'$.",
        example="derivative(x^4, x, 2)",
    ),
    *PARTIAL_RULES,
)
