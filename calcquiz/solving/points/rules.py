"""The rules of equations and optimization, each in one sentence."""

from calcquiz.solving.rule import Rule

EQUATION_RULES = (
    Rule(
        name="same-on-both-sides",
        title="The same on both sides",
        statement=(
            "An equation keeps its solutions when the same is added on both sides, or both are "
            "multiplied by the same number other than $0$."
        ),
        example="solve(3*x + 4 = x - 2, x)",
    ),
    Rule(
        name="linear-equation",
        title="A linear equation",
        statement="$a x + b = 0$ with $a \\neq 0$ has the one solution $x = -\\frac{b}{a}$.",
        example="solve((2*x - 3)*(x + 5) = 0, x)",
    ),
    Rule(
        name="zero-product",
        title="The zero product rule",
        statement="A product is zero exactly where one of its factors is.",
        example="solve(x*exp(-x)*(2 - x) = 0, x)",
    ),
    Rule(
        name="factor-out",
        title="Factor out",
        statement="What all terms have in common comes in front of a bracket: $a b + a c = a (b + c)$.",
        example="solve(2*x*exp(-x) - x^2*exp(-x) = 0, x)",
    ),
    Rule(
        name="factor-polynomial",
        title="Factor",
        statement="$x^2 - (p + q) x + p q = (x - p)(x - q)$: the roots have the sum and the product that stand there.",
        example="solve(x^2 - 5*x + 6 = 0, x)",
    ),
    Rule(
        name="quadratic-formula",
        title="The quadratic formula",
        statement=(
            "$a x^2 + b x + c = 0$ has the solutions $x = \\frac{-b \\pm \\sqrt{b^2 - 4 a c}}{2 a}$ "
            "where the root exists."
        ),
        example="solve(x^2 - 2*x - 1 = 0, x)",
    ),
    Rule(
        name="rational-root",
        title="Rational roots",
        statement=(
            "A rational root $\\frac{p}{q}$ of a polynomial with whole coefficients has a $p$ that "
            "divides the constant and a $q$ that divides the leading coefficient; then $q x - p$ can "
            "be divided out."
        ),
        example="solve(x^3 - 6*x^2 + 11*x - 6 = 0, x)",
    ),
    Rule(
        name="take-roots",
        title="Take roots",
        statement=(
            "For even $n$ and $c > 0$ the equation $u^n = c$ means $u = \\pm \\sqrt[n]{c}$; for odd "
            "$n$ there is one root."
        ),
        example="solve((x - 1)^2 = 9, x)",
    ),
    Rule(
        name="square-both-sides",
        title="Square both sides",
        statement="Squaring keeps every solution but may bring in false ones, so all of them are put in at the end.",
        example="solve(sqrt(x + 3) = x - 3, x)",
    ),
    Rule(
        name="check-solutions",
        title="Check the solutions",
        statement="Only what fulfils the given equation, and lies in the range, is a solution.",
        example="solve(log(x) + log(x - 3) = log(10), x)",
    ),
    Rule(
        name="clear-denominators",
        title="Clear denominators",
        statement="Multiply by what all denominators divide, wherever it is not zero.",
        example="solve(3/(x - 1) = 2/x, x)",
    ),
    Rule(
        name="zero-numerator",
        title="A fraction that is zero",
        statement="A fraction is zero exactly where its numerator is zero and its denominator is not.",
        example="solve((1 - x^2)/(1 + x^2)^2 = 0, x)",
    ),
    Rule(
        name="take-logarithms",
        title="Take logarithms",
        statement="$e^u = c$ means $u = \\ln c$ for $c > 0$, and has no solution otherwise.",
        example="solve(3*exp(2*x) = 15, x)",
    ),
    Rule(
        name="exponentiate",
        title="Undo a logarithm",
        statement="$\\ln u = c$ means $u = e^c$; equal logarithms belong to equal numbers.",
        example="solve(log(2*x - 1) = 3, x)",
    ),
    Rule(
        name="join-logarithms",
        title="Join logarithms",
        statement="$\\ln u + \\ln v = \\ln(u v)$ and $\\ln u - \\ln v = \\ln\\frac{u}{v}$ for positive $u$ and $v$.",
        example="solve(log(x) + log(x + 2) = log(8), x)",
    ),
    Rule(
        name="compare-exponents",
        title="Compare what stands inside",
        statement=(
            "A function that takes every value only once has equal values only at equal places: $a^u "
            "= a^v$ means $u = v$."
        ),
        example="solve(2^x = 8, x)",
    ),
    Rule(
        name="inverse-function",
        title="Apply the inverse function",
        statement="$f(u) = c$ means $u = f^{-1}(c)$ where $f$ takes every value only once.",
        example="solve(sigma(x) = 3/4, x)",
    ),
    Rule(
        name="absolute-value",
        title="Two cases of an absolute value",
        statement="$|u| = c$ with $c \\geq 0$ means $u = c$ or $u = -c$.",
        example="solve(abs(2*x - 1) = 5, x)",
    ),
    Rule(
        name="angles",
        title="All angles",
        statement=(
            "Sine and cosine take a value at two angles of every turn of $2 \\pi$, the tangent at "
            "one of every half turn."
        ),
        example="solve(sin(x) = 1/2, x, [0, 2*pi))",
    ),
    Rule(
        name="double-angle",
        title="Double angles",
        statement="$\\sin 2u = 2 \\sin u \\cos u$ and $\\cos 2u = 2 \\cos^2 u - 1 = 1 - 2 \\sin^2 u$.",
        example="solve(sin(2*x) = sin(x), x, [0, 2*pi))",
    ),
    Rule(
        name="substitute-unknown",
        title="A new unknown",
        statement="Where the unknown stands only inside one and the same function, that function is found first.",
        example="solve(exp(2*x) - 3*exp(x) + 2 = 0, x)",
    ),
    Rule(
        name="solution-set",
        title="The set of solutions",
        statement="All solutions together make up the set of solutions.",
        example="solve(x^2 = 4, x)",
    ),
    Rule(
        name="solve-and-put-in",
        title="Solve for one unknown and put it in",
        statement="Equals may be put for equals: an unknown found from one equation goes into the others.",
        example="stationary_points(x^3 + y^3 - 3*x*y, (x, y))",
    ),
)
OPTIMUM_RULES = (
    Rule(
        name="critical-points",
        title="Critical points",
        statement="A function can only have an extremum inside a range where its derivative is zero or does not exist.",
        example="critical(x^3 - 3*x, x)",
    ),
    Rule(
        name="inflection-points",
        title="Inflection points",
        statement="The concavity changes where the second derivative changes its sign.",
        example="inflection(x^3 - 3*x^2, x)",
    ),
    Rule(
        name="stationary-points",
        title="Stationary points",
        statement="At an extremum inside a region every partial derivative that exists is zero.",
        example="stationary_points(x^2 + x*y + y^2 - 3*x, (x, y))",
    ),
    Rule(
        name="second-derivative-test",
        title="The second derivative test",
        statement=(
            "Where $f' = 0$: $f'' > 0$ means a local minimum, $f'' < 0$ a local maximum, and $f'' = 0$ leaves it open."
        ),
        example="classify(x^3 - 3*x, x, 1)",
    ),
    Rule(
        name="second-derivative-test-in-two-variables",
        title="The second derivative test in two variables",
        statement=(
            "With $D = f_{xx} f_{yy} - f_{xy}^2$ at a stationary point: $D < 0$ means a saddle, $D > "
            "0$ a minimum for $f_{xx} > 0$ and a maximum for $f_{xx} < 0$; $D = 0$ leaves it open."
        ),
        example="classify(x^2 + x*y + y^2, (x, y), (0, 0))",
    ),
    Rule(
        name="signs-of-the-slope",
        title="The signs of the slope",
        statement="A function that falls up to a place and rises after it has its smallest value there.",
        example="argmin(x + 4/x, x, x > 0)",
    ),
    Rule(
        name="convexity",
        title="Convexity",
        statement="A stationary point of a convex function is its global minimum, of a concave one its global maximum.",
        example="argmin(x^2 - 4*x + 1, x)",
    ),
    Rule(
        name="compare-values",
        title="Compare the values",
        statement=(
            "A continuous function on a closed, bounded region takes its extreme values at critical "
            "points or on the boundary."
        ),
        example="maximum(x^3 - 3*x, x, [0, 3])",
    ),
    Rule(
        name="along-an-edge",
        title="Along an edge",
        statement="On a straight edge one coordinate tells the other, and a function of one variable is left.",
        example="argmax(x*y, (x, y), x >= 0 and y >= 0 and x + 2*y <= 4)",
    ),
    Rule(
        name="lagrange",
        title="Lagrange multipliers",
        statement=(
            "At an extremum under the condition $g = 0$ the gradients are parallel: $\\nabla f = "
            "\\lambda \\nabla g$, wherever $\\nabla g \\neq 0$."
        ),
        example="lagrange(2*x^2 + 3*y^2, [x + y = 5], (x, y), point, min)",
    ),
    Rule(
        name="put-in-point",
        title="Put the point in",
        statement="The value of a function at a point is found by putting the coordinates in.",
        example="classify(x^4 - 2*x^2, x, 1)",
    ),
)
POINT_RULES: tuple[Rule, ...] = (*EQUATION_RULES, *OPTIMUM_RULES)
