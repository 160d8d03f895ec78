"""The rules of limits, each in one sentence."""

from calcquiz.solving.rule import Rule

LIMIT_RULES: tuple[Rule, ...] = (
    Rule(
        name="continuity",
        title="Put in the place",
        statement="Where a function is continuous its limit is its value: $\\lim_{x \\to a} f(x) = f(a)$.",
        example="limit(x^2 + 3*x, x, 2)",
    ),
    Rule(
        name="limit-laws",
        title="The laws of limits",
        statement="Limits go into sums, products and quotients, but for forms like $\\frac{0}{0}$.",
        example="limit(3 + 1/x, x, oo)",
    ),
    Rule(
        name="limit-constant",
        title="The limit of a constant",
        statement="What does not depend on the variable is its own limit.",
        example="limit(7, x, 2)",
    ),
    Rule(
        name="limit-sum",
        title="Limits term by term",
        statement="The limit of a sum is the sum of the limits, where each of them exists.",
        example="limit(sin(x)/x + cos(x), x, 0)",
    ),
    Rule(
        name="limit-product",
        title="Limits factor by factor",
        statement="The limit of a product is the product of the limits, where each of them exists.",
        example="limit(3*(1 + 2/n)^n, n, oo)",
    ),
    Rule(
        name="limit-inside",
        title="The limit inside a continuous function",
        statement="A continuous function and a limit may change places: $\\lim g(f(x)) = g(\\lim f(x))$.",
        example="limit(log((2*x + 1)/(x + 3)), x, oo)",
    ),
    Rule(
        name="factor-a-limit",
        title="Factor",
        statement="Where top and bottom of a quotient of polynomials vanish at $a$, both have the factor $x - a$.",
        example="limit((x^2 - 5*x + 6)/(x - 2), x, 2)",
    ),
    Rule(
        name="cancel-near-the-place",
        title="Cancel near the place",
        statement="A limit looks only at $x \\ne a$, where the factor $x - a$ is not 0 and cancels.",
        example="limit((x^2 - 9)/(x - 3), x, 3)",
    ),
    Rule(
        name="common-denominator",
        title="One fraction",
        statement="Fractions inside or beside a fraction are joined over a common denominator.",
        example="limit((1/(x + 3) - 1/3)/x, x, 0)",
    ),
    Rule(
        name="conjugate",
        title="The conjugate",
        statement="A difference of roots is removed by its conjugate: $(a - b)(a + b) = a^2 - b^2$.",
        example="limit((sqrt(x + 9) - 3)/x, x, 0)",
    ),
    Rule(
        name="standard-quotient",
        title="Bring in a standard quotient",
        statement="Multiply and divide so that $\\frac{\\sin u}{u}$ or its like appears, times what is left.",
        example="limit(sin(3*x)/(5*x), x, 0)",
    ),
    Rule(
        name="standard-limit",
        title="A standard limit",
        statement=(
            "As $u \\to 0$: $\\frac{\\sin u}{u} \\to 1$, $\\frac{1 - \\cos u}{u^2} \\to \\frac{1}{2}$, "
            "$\\frac{e^u - 1}{u} \\to 1$, $\\frac{\\ln(1 + u)}{u} \\to 1$."
        ),
        example="limit((exp(2*x) - 1)/x, x, 0)",
    ),
    Rule(
        name="euler-limit",
        title="The limit that defines e",
        statement="$\\left(1 + \\frac{k}{n}\\right)^n \\to e^k$ as $n \\to \\infty$.",
        example="limit((1 + 2/n)^(3*n), n, oo)",
    ),
    Rule(
        name="highest-power",
        title="Divide by the highest power",
        statement="Toward infinity, divide top and bottom by the highest power below: the lower powers then vanish.",
        example="limit((3*x^2 + 2*x - 1)/(5*x^2 + 7), x, oo)",
    ),
    Rule(
        name="fastest-exponential",
        title="Divide by the fastest exponential",
        statement="Toward infinity, divide top and bottom by the exponential that grows fastest below.",
        example="limit((2^n + 3^n)/(3^n - 1), n, oo)",
    ),
    Rule(
        name="growth-order",
        title="The order of growth",
        statement="Logarithms grow slower than powers, those than exponentials, those than $n!$, and $n!$ than $n^n$.",
        example="limit(3^n/factorial(n), n, oo)",
    ),
    Rule(
        name="cancel-factorials",
        title="Cancel factorials",
        statement="$(n + 1)! = (n + 1) n!$, so quotients of factorials are products of a few factors.",
        example="limit(n*factorial(n)/factorial(n + 1), n, oo)",
    ),
    Rule(
        name="lhopital",
        title="L'Hôpital's rule",
        statement=(
            "In the forms $\\frac{0}{0}$ and $\\frac{\\infty}{\\infty}$, $\\lim \\frac{f}{g} = \\lim \\frac{f'}{g'}$ "
            "where the second limit exists."
        ),
        example="limit((x - sin(x))/x^3, x, 0)",
    ),
    Rule(
        name="product-as-quotient",
        title="A product as a quotient",
        statement="In the form $0 \\cdot \\infty$, write $f g$ as $\\frac{f}{1/g}$.",
        example="limit(x*log(x), x, 0, right)",
    ),
    Rule(
        name="limit-by-logarithm",
        title="A power by its logarithm",
        statement="In the forms $1^\\infty$, $0^0$, $\\infty^0$, write $a^b = e^{b \\ln a}$: the exponent decides.",
        example="limit(x^x, x, 0, right)",
    ),
    Rule(
        name="one-logarithm",
        title="One logarithm",
        statement="A difference of logarithms is the logarithm of a quotient: $\\ln a - \\ln b = \\ln \\frac{a}{b}$.",
        example="limit(log(x + 1) - log(x), x, oo)",
    ),
    Rule(
        name="by-sine-and-cosine",
        title="Write it by sine and cosine",
        statement="$\\tan = \\frac{\\sin}{\\cos}$, and $\\cot$, $\\sec$, $\\csc$ are reciprocals.",
        example="limit(tan(x), x, pi/2)",
    ),
    Rule(
        name="sign-of-cosine",
        title="The cosine of whole multiples of pi",
        statement="For whole $n$, $\\cos(\\pi n) = (-1)^n$.",
        example="limit(cos(pi*n)/n, n, oo)",
    ),
    Rule(
        name="signs-gone",
        title="Signs that go",
        statement="Absolute values and even powers have no sign: $|(-a)^n| = |a|^n$ and $((-1)^n)^2 = 1$.",
        example="limit(abs((-3/2)^n), n, oo)",
    ),
    Rule(
        name="join-exponentials",
        title="Powers joined",
        statement="Powers with the same exponent are one power: $\\frac{a^n}{b^n} = \\left(\\frac{a}{b}\\right)^n$.",
        example="limit((-2)^n/3^n, n, oo)",
    ),
    Rule(
        name="classes",
        title="Even and odd members",
        statement="A sequence has a limit when its even and its odd members tend to the same number, and only then.",
        example="limit(1 + (-1)^n, n, oo)",
    ),
    Rule(
        name="squeeze",
        title="The squeeze theorem",
        statement="What stays between two functions with the same limit has that limit too.",
        example="limit(x*sin(1/x), x, 0)",
    ),
    Rule(
        name="pole",
        title="A pole",
        statement="Where the bottom tends to 0 and the top does not, the quotient grows beyond all bounds.",
        example="limit(1/(x - 2)^2, x, 2)",
    ),
    Rule(
        name="piece",
        title="The piece that holds",
        statement="Close to the place, from one side, a function with pieces is the piece that holds there.",
        example="limit(abs(x)/x, x, 0, left)",
    ),
    Rule(
        name="two-sides",
        title="Two sides",
        statement="A limit exists exactly where the limits from the left and from the right exist and are equal.",
        example="limit(1/(x - 2), x, 2)",
    ),
    Rule(
        name="no-values",
        title="No values near the place",
        statement="A limit is approached by values; where a function has none, it has no limit.",
        example="limit(sqrt(x), x, -1)",
    ),
    Rule(
        name="oscillation",
        title="Oscillation",
        statement="What comes close to two different values again and again has no limit.",
        example="limit(sin(1/x), x, 0)",
    ),
)
