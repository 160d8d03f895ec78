"""The rules of Taylor polynomials, each in one sentence."""

from calcquiz.solving.rule import Rule

TAYLOR_RULES = (
    Rule(
        name="taylor",
        title="The Taylor polynomial",
        statement=(
            "The coefficient of $(x - a)^k$ is $\\frac{f^{(k)}(a)}{k!}$: value and derivatives at $a$ are those of $f$."
        ),
        example="taylor(exp(x), x, 0, 3)",
    ),
    Rule(
        name="taylor-coefficient",
        title="A coefficient",
        statement="The derivative of order $k$ at the point, divided by $k!$, stands in front of $(x - a)^k$.",
        example="taylor(log(x), x, 1, 3)",
    ),
    Rule(
        name="known-series",
        title="A known series",
        statement=(
            "The series at $0$ of $e^u$, $\\sin u$, $\\cos u$, $\\frac{1}{1 - u}$, $\\ln(1 + u)$, $\\arctan u$ "
            "and $(1 + u)^p$ are known once and for all."
        ),
        example="taylor(exp(-x^2), x, 0, 6)",
    ),
    Rule(
        name="substitute-series",
        title="Put into a series",
        statement="What is $0$ at $0$ may be put in for $u$; the powers are worked out as far as they are asked for.",
        example="taylor(cos(2*x), x, 0, 4)",
    ),
    Rule(
        name="combine-series",
        title="Sums and products of series",
        statement="Series are added, multiplied and divided by powers of $x$ like polynomials.",
        example="taylor(x*sin(x), x, 0, 4)",
    ),
    Rule(
        name="fit-series",
        title="Make a series fit",
        statement="A constant is taken out, so that $1 + u$ is left, or a square is written by the double angle.",
        example="taylor(sin(x)^2, x, 0, 6)",
    ),
    Rule(
        name="integrate-series",
        title="Integrate a series",
        statement="A series is integrated term by term: $f(x) = f(0) + \\int_0^x f'(t) \\, dt$.",
        example="taylor(atan(x), x, 0, 5)",
    ),
    Rule(
        name="taylor-partial",
        title="Partial derivatives at the point",
        statement="Value, gradient and Hessian at the point are those of the polynomial of degree 2.",
        example="taylor(exp(x*y), (x, y), (0, 0), 2)",
    ),
    Rule(
        name="taylor-plane",
        title="The Taylor polynomial in several variables",
        statement=(
            "With $\\mathbf{h}$ the step from the point, it is the value, plus $\\nabla f \\cdot \\mathbf{h}$, "
            "plus $\\frac{1}{2} \\mathbf{h}^T H \\mathbf{h}$."
        ),
        example="taylor(x^2*y + 3*y, (x, y), (1, 2), 2)",
    ),
)
