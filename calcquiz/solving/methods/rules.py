"""The rules of numerical methods, each in one sentence."""

from calcquiz.solving.rule import Rule

METHOD_RULES = (
    Rule(
        name="differentiate",
        title="Differentiate",
        statement="A derivative that is used on the way is written down at once; the full level has its rules.",
        example="newton(x^2 - 2, x, 1, 1)",
    ),
    Rule(
        name="newton-step",
        title="A step of Newton's method",
        statement=(
            "The tangent at $x_k$ meets the axis at the next iterate: $x_{k + 1} = x_k - \\frac{f(x_k)}{f'(x_k)}$."
        ),
        example="newton(x^2 - 2, x, 1, 2)",
    ),
    Rule(
        name="descent-step",
        title="A step of gradient descent",
        statement=(
            "One goes against the gradient, as far as the rate says: "
            "$\\mathbf{w}_{k + 1} = \\mathbf{w}_k - \\eta \\nabla f(\\mathbf{w}_k)$."
        ),
        example="descent((w - 3)^2, w, 0, 0.1, 2)",
    ),
    Rule(
        name="momentum",
        title="Momentum",
        statement=(
            "A part $\\mu$ of the last velocity is kept: $v_{k + 1} = \\mu v_k - \\eta \\nabla f(\\mathbf{w}_k)$, "
            "and one moves by $v_{k + 1}$."
        ),
        example="descent(w^2, w, 4, 0.1, 2, 0.9)",
    ),
    Rule(
        name="iterate",
        title="Iteration",
        statement="Each iterate is the rule applied to the one before: $x_{k + 1} = g(x_k)$.",
        example="iterate(w/2 + 1/w, w, 1, 2)",
    ),
    Rule(
        name="no-step",
        title="No step",
        statement="After no step, or after steps that change nothing, one is where one began.",
        example="newton(x^2 - 2, x, 1, 0)",
    ),
    Rule(
        name="panel-width",
        title="The width of a panel",
        statement="An interval cut into $n$ equal panels has panels of the width $h = \\frac{b - a}{n}$.",
        example="trapezoid(x^2, x, 0, 1, 4)",
    ),
    Rule(
        name="panel-heights",
        title="The heights",
        statement="The function is taken at the ends of the panels, or in their middles, one width apart.",
        example="riemann(x^2, x, 0, 1, 4, mid)",
    ),
    Rule(
        name="riemann-sum",
        title="A Riemann sum",
        statement="The rectangles over the panels have together the width of one times the sum of their heights.",
        example="riemann(x^2, x, 0, 1, 4, left)",
    ),
    Rule(
        name="trapezoid-rule",
        title="The trapezoid rule",
        statement=("The trapezoids have together the area $\\frac{h}{2} (y_0 + 2 y_1 + \\dots + 2 y_{n - 1} + y_n)$."),
        example="trapezoid([1, 4, 2, 6], x, 0, 3, 3)",
    ),
    Rule(
        name="simpson-rule",
        title="Simpson's rule",
        statement=(
            "Parabolas through three neighbours each have together the area "
            "$\\frac{h}{3} (y_0 + 4 y_1 + 2 y_2 + \\dots + 4 y_{n - 1} + y_n)$, with $n$ even."
        ),
        example="simpson(1/x, x, 1, 5, 4)",
    ),
)
