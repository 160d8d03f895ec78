"""The rules of several variables, of implicit differentiation, tangents and values at points, each in one sentence."""

from calcquiz.solving.rule import Rule

PARTIAL_RULES = (
    Rule(
        name="gradient",
        title="The gradient",
        statement="The gradient is the vector of the partial derivatives: $\\nabla f = (f_x, f_y)$.",
        example="gradient(x^2*y, (x, y))",
    ),
    Rule(
        name="jacobian",
        title="The Jacobian",
        statement="The Jacobian has a row for each function, and in it the partial derivative by each variable.",
        example="jacobian((x*y, x + y), (x, y))",
    ),
    Rule(
        name="hessian",
        title="The Hessian",
        statement="The Hessian is the symmetric matrix of the second partial derivatives: $f_{xy} = f_{yx}$.",
        example="hessian(x^2*y, (x, y))",
    ),
    Rule(
        name="directional",
        title="The directional derivative",
        statement="The slope in a direction is the gradient's dot product with the unit vector of that direction.",
        example="directional(x^2*y, (x, y), (1, 2), (3, 4))",
    ),
    Rule(
        name="determinant",
        title="The determinant",
        statement="Of two rows it is $a d - b c$; larger ones are expanded along a row, the signs alternating.",
        example="determinant([[1, 2], [3, 4]])",
    ),
    Rule(
        name="evaluate",
        title="Work out the value",
        statement="Once numbers stand in place of the variables, the arithmetic is done.",
        example="at(derivative(x^3 - x, x), x, 2)",
    ),
    Rule(
        name="implicit",
        title="Implicit differentiation",
        statement=(
            "Both sides of the equation are differentiated by $x$, $y$ as a function of $x$, "
            "and the result is solved for $\\frac{dy}{dx}$."
        ),
        example="implicit(x^2 + y^2 = 25, x, y)",
    ),
    Rule(
        name="point-slope",
        title="The point-slope form",
        statement="The tangent at $a$ has the function's height and slope there: $y = f(a) + f'(a) (x - a)$.",
        example="tangent(x^2, x, 3)",
    ),
    Rule(
        name="difference-quotient",
        title="The difference quotient",
        statement="It is the change of the function over the change of the variable: $\\frac{f(a + h) - f(a)}{h}$.",
        example="difference(x^2, x, a, h)",
    ),
    Rule(
        name="step-cancelled",
        title="Cancel the step",
        statement="The step $h$ is a factor of the change of a polynomial, so it cancels against the one below.",
        example="difference(x^2, x, a, h)",
    ),
)
