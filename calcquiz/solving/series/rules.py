"""The rules of series, each in one sentence."""

from calcquiz.solving.rule import Rule

SERIES_RULES: tuple[Rule, ...] = (
    Rule(
        name="nth-term-test",
        title="The test of the n-th term",
        statement="Where the terms do not tend to 0, the series diverges; terms that tend to 0 prove nothing.",
        example="convergence(n/(2*n + 1), n)",
    ),
    Rule(
        name="geometric-test",
        title="The geometric series",
        statement="$\\sum r^n$ converges exactly when $|r| < 1$.",
        example="convergence((2/3)^n, n)",
    ),
    Rule(
        name="p-series",
        title="The p-series",
        statement="$\\sum \\frac{1}{n^p}$ converges exactly when $p > 1$.",
        example="convergence(1/n^2, n)",
    ),
    Rule(
        name="ratio-test",
        title="The ratio test",
        statement="If $\\left|\\frac{a_{n + 1}}{a_n}\\right| \\to L$: convergence for $L < 1$, divergence for $L > 1$.",
        example="convergence(2^n/factorial(n), n)",
    ),
    Rule(
        name="quotient-of-terms",
        title="The quotient of terms",
        statement="Powers, exponentials and factorials of neighbouring terms cancel: $\\frac{(n + 1)!}{n!} = n + 1$.",
        example="convergence(n^3/3^n, n)",
    ),
    Rule(
        name="root-test",
        title="The root test",
        statement="With $L = \\lim \\sqrt[n]{|a_n|}$: convergence for $L < 1$, divergence for $L > 1$.",
        example="convergence((n/(2*n + 1))^n, n)",
    ),
    Rule(
        name="root-of-terms",
        title="The n-th root of the terms",
        statement="The $n$-th root of $b^n$ is $b$, that of $b^{n^2}$ is $b^n$.",
        example="convergence((n/(3*n + 2))^n, n)",
    ),
    Rule(
        name="limit-comparison",
        title="Limit comparison",
        statement="Where $\\frac{a_n}{b_n}$ tends to a positive number, $\\sum a_n$ and $\\sum b_n$ do the same.",
        example="convergence((3*n + 1)/(n^3 + 2), n)",
    ),
    Rule(
        name="direct-comparison",
        title="Direct comparison",
        statement="A positive series below a convergent one converges; one above a divergent one diverges.",
        example="convergence(sin(n)/n^2, n)",
    ),
    Rule(
        name="integral-test",
        title="The integral test",
        statement="For positive decreasing $f$, $\\sum f(n)$ and $\\int^{\\infty} f(x) \\, dx$ do the same.",
        example="convergence(1/(n*log(n)), n)",
    ),
    Rule(
        name="improper-by-limit",
        title="An integral without end as a limit",
        statement="$\\int_m^{\\infty} f(x) \\, dx = \\lim_{b \\to \\infty} \\left(F(b) - F(m)\\right)$.",
        example="convergence(1/(n*log(n)^2), n)",
    ),
    Rule(
        name="alternating-test",
        title="The alternating series test",
        statement="$\\sum (-1)^n b_n$ converges where the $b_n$ are positive, decrease and tend to 0.",
        example="convergence((-1)^n/n, n)",
    ),
    Rule(
        name="absolute-convergence",
        title="Absolute convergence",
        statement="A series whose sizes $|a_n|$ have a finite sum converges, whatever its signs.",
        example="convergence((-1)^n/n^2, n)",
    ),
    Rule(
        name="conditional-convergence",
        title="Conditional convergence",
        statement="A series that converges while its sizes do not is called conditionally convergent.",
        example="convergence((-1)^n/sqrt(n), n)",
    ),
    Rule(
        name="geometric-series",
        title="The sum of a geometric series",
        statement="For $|r| < 1$ the sum is the first term over $1 - r$.",
        example="sum(4*(1/3)^n, n, 2, oo)",
    ),
    Rule(
        name="sum-term-by-term",
        title="Sums term by term",
        statement="Convergent sums may be added and constant factors taken out.",
        example="sum((2^n + 3^n)/6^n, n, 0, oo)",
    ),
    Rule(
        name="partial-fractions-of-terms",
        title="Terms in parts",
        statement="A quotient is written as a difference of simpler ones, so that neighbouring terms can cancel.",
        example="sum(1/(n*(n + 1)), n, 1, oo)",
    ),
    Rule(
        name="telescoping",
        title="Telescoping sums",
        statement="$\\sum_{n = m}^{N} \\left(h(n) - h(n + 1)\\right) = h(m) - h(N + 1)$: all else cancels.",
        example="sum(3/(n*(n + 2)), n, 1, oo)",
    ),
    Rule(
        name="known-series",
        title="A known series",
        statement="The series of $e^x$, $\\sin x$, $\\cos x$, $\\ln(1 + x)$ and $\\arctan x$ have known sums.",
        example="sum(2^n/factorial(n), n, 0, oo)",
    ),
    Rule(
        name="divergent-sum",
        title="A sum without value",
        statement="A divergent series has no sum; with positive terms its partial sums grow beyond all bounds.",
        example="sum(1/n, n, 1, oo)",
    ),
    Rule(
        name="write-out",
        title="Write it out",
        statement="A short sum is written out and added.",
        example="sum(1/k, k, 1, 4)",
    ),
    Rule(
        name="finite-geometric-sum",
        title="The finite geometric sum",
        statement="$a + a r + \\dots + a r^{N - 1} = \\frac{a(1 - r^N)}{1 - r}$.",
        example="sum(2^k, k, 0, 20)",
    ),
    Rule(
        name="sum-of-powers",
        title="Sums of powers",
        statement="$1 + \\dots + N = \\frac{N(N + 1)}{2}$ and $1^2 + \\dots + N^2 = \\frac{N(N + 1)(2N + 1)}{6}$.",
        example="sum(n^2, n, 1, 10)",
    ),
    Rule(
        name="solve-for-the-base",
        title="Solve for the base",
        statement="$\\frac{|x - c|}{r} < 1$ says $|x - c| < r$: a distance from the centre.",
        example="interval_of_convergence((x - 3)^n/(n*2^n), n, x)",
    ),
    Rule(
        name="radius",
        title="The radius of convergence",
        statement="A power series converges closer to its centre than its radius and diverges farther away.",
        example="radius(x^n/n, n, x)",
    ),
    Rule(
        name="interval-of-convergence",
        title="The interval of convergence",
        statement="Inside by the ratio test, and each end that converges belongs to it.",
        example="interval_of_convergence(x^n/n, n, x)",
    ),
    Rule(
        name="solve-for-the-parameter",
        title="Solve for the parameter",
        statement="The condition on the exponent is solved for the parameter.",
        example="convergence_set(1/n^(2*p - 1), n, p)",
    ),
    Rule(
        name="first-index",
        title="The first number that does",
        statement="The condition fails for every smaller number and holds at this one.",
        example="least(n, 1/2^n < 1/1000, 1)",
    ),
)
