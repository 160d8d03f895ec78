"""The rules of integration, each in one sentence."""

from calcquiz.solving.integrals.table_rules import TABLE_RULES
from calcquiz.solving.rule import Rule

METHODS = (
    (
        "integrate-sum",
        "The integral of a sum",
        r"A sum is integrated term by term: $\int (f + g)\,dx = \int f\,dx + \int g\,dx$.",
        "integral(x^2 + cos(x), x)",
    ),
    (
        "integrate-multiple",
        "The integral of a multiple",
        r"A constant factor comes in front of the integral: $\int c f\,dx = c \int f\,dx$.",
        "integral(3*x*exp(x), x)",
    ),
    (
        "multiply-out",
        "Multiply out",
        "Products of sums are multiplied out, and fractions divided term by term, until every term is in the table.",
        "integral((x + 1)^2/x, x)",
    ),
    (
        "substitution",
        "Integration by substitution",
        r"The chain rule backwards: with $u = g(x)$ and $du = g'(x)\,dx$, $\int f(g(x)) g'(x)\,dx = \int f(u)\,du$.",
        "integral(x*cos(x^2), x)",
    ),
    (
        "substitute-back",
        "Put the old variable back",
        "An indefinite integral ends in the variable it began with: what $u$ stands for is put in.",
        "integral(x*exp(x^2), x)",
    ),
    (
        "logarithmic-integral",
        "The logarithmic integral",
        r"The derivative above, the function below give a logarithm: $\int \frac{f'(x)}{f(x)}\,dx = \ln |f(x)|$.",
        "integral(x/(x^2 + 1), x)",
    ),
    (
        "integration-by-parts",
        "Integration by parts",
        r"The product rule read backwards: $\int u\,dv = u v - \int v\,du$.",
        "integral(x*exp(x), x)",
    ),
    (
        "solve-for-integral",
        "Solve for the integral",
        "Where the integral one began with comes back, the line is an equation for it.",
        "integral(exp(x)*sin(x), x)",
    ),
    (
        "product-rule-backwards",
        "The product rule backwards",
        r"An integrand $e^x (f + f')$ is the derivative of $e^x f$.",
        "integral(exp(x)*(1/x + log(x)), x)",
    ),
    (
        "partial-fractions",
        "Partial fractions",
        "A proper rational function is a sum of fractions over the powers of the factors of its denominator.",
        "integral(1/(x*(x + 1)), x)",
    ),
    (
        "long-division",
        "Long division",
        "A fraction whose numerator's degree is not below the denominator's is a polynomial plus a proper one.",
        "integral(x^3/(x^2 + 1), x)",
    ),
    (
        "split-fraction",
        "Split the fraction",
        "The numerator is split into a multiple of the denominator's derivative and a number.",
        "integral((x + 4)/(x^2 + 9), x)",
    ),
    (
        "completing-the-square",
        "Completing the square",
        r"$x^2 + p x + q = \left(x + \frac{p}{2}\right)^2 + q - \frac{p^2}{4}$: a square and a constant.",
        "integral(1/(x^2 + 4*x + 13), x)",
    ),
    (
        "reduction-formula",
        "A reduction formula",
        "Integration by parts once and for all gives a formula that lowers the exponent.",
        "integral(1/(x^2 + 1)^2, x)",
    ),
    (
        "trigonometric-powers",
        "Odd powers of sine and cosine",
        r"One factor of an odd power is kept for $du$, the rest is written with $\sin^2 x + \cos^2 x = 1$.",
        "integral(sin(x)^3, x)",
    ),
    (
        "half-angle",
        "Half-angle formulas",
        r"Even powers are lowered with $\sin^2 x = \frac{1 - \cos 2x}{2}$ and $\cos^2 x = \frac{1 + \cos 2x}{2}$.",
        "integral(sin(x)^2, x)",
    ),
    (
        "trigonometric-identity",
        "A trigonometric identity",
        r"The integrand is written another way with an identity such as $\tan^2 x = \sec^2 x - 1$.",
        "integral(tan(x)^2, x)",
    ),
    (
        "product-to-sum",
        "Product to sum",
        "A product of sines and cosines of different angles is a sum of sines or cosines.",
        "integral(sin(3*x)*cos(x), x)",
    ),
    (
        "trigonometric-substitution",
        "Trigonometric substitution",
        r"With $x = a \sin \theta$, $a \tan \theta$ or $a \sec \theta$ a root of squares goes.",
        "integral(sqrt(4 - x^2), x)",
    ),
    (
        "double-angle",
        "Double-angle formulas",
        r"$\sin 2x = 2 \sin x \cos x$ and $\cos 2x = 2 \cos^2 x - 1 = 1 - 2 \sin^2 x$.",
        "integral(sin(2*x)/sin(x), x)",
    ),
    (
        "conjugate",
        "Multiply by the conjugate",
        r"Above and below are multiplied by the same factor, so that below $(p + q)(p - q) = p^2 - q^2$ stands.",
        "integral(1/(1 + sin(x)), x)",
    ),
    (
        "factor-out",
        "Factor out",
        "What all terms of a sum share is written in front of it, and a perfect power as a power.",
        "integral(1/(x*log(x) - x), x)",
    ),
    (
        "laws-of-logarithms",
        "Laws of logarithms",
        r"$\ln a + \ln b = \ln(a b)$ and $\ln a - \ln b = \ln \frac{a}{b}$.",
        "integral(1/(x*(x + 1)), x, 1, oo)",
    ),
    (
        "laws-of-exponents",
        "Laws of exponents",
        r"$e^{u + v} = e^u e^v$ and $a^x b^x = (a b)^x$.",
        "integral(exp(x + exp(x)), x)",
    ),
    (
        "hyperbolic-identity",
        "A hyperbolic identity",
        r"$\cosh^2 x - \sinh^2 x = 1$ and what follows from it lower powers of hyperbolic functions.",
        "integral(sinh(x)^2, x)",
    ),
    (
        "fundamental-theorem",
        "The fundamental theorem of calculus",
        r"Where $F' = f$ and $f$ is continuous, $\int_a^b f(x)\,dx = F(b) - F(a)$.",
        "integral(x^2, x, 0, 2)",
    ),
    (
        "put-in-ends",
        "Both ends put in",
        "The antiderivative is evaluated at the upper end and at the lower end, and the values are subtracted.",
        "integral(x^2 + x, x, 1, 2)",
    ),
    (
        "gaussian-integral",
        "The Gaussian integral",
        r"The area under the bell curve is known: $\int_{-\infty}^{\infty} e^{-k x^2}\,dx = \sqrt{\frac{\pi}{k}}$.",
        "integral(exp(-x^2/2), x, -oo, oo)",
    ),
    (
        "gaussian-moment",
        "Moments of a bell curve",
        r"By parts, $\int_{-\infty}^{\infty} x^n e^{-k x^2}\,dx$ is $\frac{n - 1}{2 k}$ times the one of $x^{n - 2}$.",
        "integral(x^2*exp(-x^2), x, -oo, oo)",
    ),
    (
        "normal-density",
        "The density of the normal distribution",
        r"The density of the standard normal distribution is $\varphi(x) = \frac{e^{-x^2/2}}{\sqrt{2 \pi}}$.",
        "integral(x^2*phi(x), x, -oo, oo)",
    ),
    (
        "equal-ends",
        "Equal ends",
        r"Between $a$ and $a$ there is no area: $\int_a^a f(x)\,dx = 0$.",
        "integral(exp(x), x, 1, 1)",
    ),
    (
        "reversed-ends",
        "Reversed ends",
        r"Exchanging the ends changes the sign: $\int_b^a f(x)\,dx = -\int_a^b f(x)\,dx$.",
        "integral(exp(-x), x, oo, 0)",
    ),
    (
        "odd-symmetry",
        "An odd integrand",
        r"Where $f(-x) = -f(x)$, the areas left and right of 0 cancel: $\int_{-a}^a f(x)\,dx = 0$.",
        "integral(x^3*cos(x), x, -1, 1)",
    ),
    (
        "even-symmetry",
        "An even integrand",
        r"Where $f(-x) = f(x)$, both sides of 0 count the same: $\int_{-a}^a f(x)\,dx = 2 \int_0^a f(x)\,dx$.",
        "integral(1/(x^2 + 1), x, -oo, oo)",
    ),
    (
        "split-integral",
        "An integral in parts",
        r"An integral may be split at any place: $\int_a^b = \int_a^c + \int_c^b$.",
        "integral(abs(x), x, -1, 2)",
    ),
    (
        "root-of-square",
        "The root of a square",
        r"The root of a square is an absolute value, $\sqrt{u^2} = |u|$, and an even power needs no bars.",
        "integral(sqrt(x^2), x, -1, 2)",
    ),
    (
        "bars-resolved",
        "Bars resolved",
        "Where $u$ keeps its sign, $|u|$ is $u$ or $-u$.",
        "integral(abs(x - 3), x, 0, 2)",
    ),
    (
        "improper-integral",
        "An improper integral",
        "Up to an infinite end, or a place where the integrand is unbounded, an integral is a limit of integrals.",
        "integral(exp(-x), x, 0, oo)",
    ),
    (
        "improper-limit",
        "The limit of an improper integral",
        "Where the values approach a number as the end is moved, the integral converges to that number.",
        "integral(1/x^2, x, 1, oo)",
    ),
    (
        "divergent-integral",
        "A divergent integral",
        "Where the values approach no number as the end is moved, the integral diverges; one divergent part is enough.",
        "integral(1/x, x, 1, oo)",
    ),
)
"""Name, title, statement, example."""

INTEGRAL_RULES: tuple[Rule, ...] = (
    *(
        Rule(name=name, title=title, statement=statement, example=example)
        for name, title, statement, example in METHODS
    ),
    *TABLE_RULES,
)
