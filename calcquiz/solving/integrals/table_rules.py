"""The rules that read an integral off the table, each in one sentence."""

from calcquiz.solving.rule import Rule

ROWS = (
    ("constant", "The integral of a constant", r"\int c\,dx = c x", "integral(7, x)"),
    ("power", "The power rule of integration", r"\int x^n\,dx = \frac{x^{n + 1}}{n + 1}", "integral(x^4, x)"),
    ("reciprocal", "The integral of 1/x", r"\int \frac{dx}{x} = \ln |x|", "integral(1/x, x)"),
    ("exponential", "The integral of the exponential function", r"\int e^x\,dx = e^x", "integral(exp(3*x), x)"),
    ("general-exponential", "The integral of an exponential", r"\int a^x\,dx = \frac{a^x}{\ln a}", "integral(2^x, x)"),
    ("sine", "The integral of the sine", r"\int \sin x\,dx = -\cos x", "integral(sin(2*x), x)"),
    ("cosine", "The integral of the cosine", r"\int \cos x\,dx = \sin x", "integral(cos(x/2), x)"),
    ("tangent", "The integral of the tangent", r"\int \tan x\,dx = -\ln |\cos x|", "integral(tan(x), x)"),
    ("cotangent", "The integral of the cotangent", r"\int \cot x\,dx = \ln |\sin x|", "integral(cot(x), x)"),
    ("secant", "The integral of the secant", r"\int \sec x\,dx = \ln |\sec x + \tan x|", "integral(sec(x), x)"),
    ("cosecant", "The integral of the cosecant", r"\int \csc x\,dx = -\ln |\csc x + \cot x|", "integral(csc(x), x)"),
    ("secant-squared", "The integral of the squared secant", r"\int \sec^2 x\,dx = \tan x", "integral(sec(x)^2, x)"),
    (
        "cosecant-squared",
        "The integral of the squared cosecant",
        r"\int \csc^2 x\,dx = -\cot x",
        "integral(csc(x)^2, x)",
    ),
    (
        "secant-tangent",
        "The integral of secant times tangent",
        r"\int \sec x \tan x\,dx = \sec x",
        "integral(sec(x)*tan(x), x)",
    ),
    (
        "cosecant-cotangent",
        "The integral of cosecant times cotangent",
        r"\int \csc x \cot x\,dx = -\csc x",
        "integral(csc(x)*cot(x), x)",
    ),
    ("hyperbolic-sine", "The integral of sinh", r"\int \sinh x\,dx = \cosh x", "integral(sinh(x), x)"),
    ("hyperbolic-cosine", "The integral of cosh", r"\int \cosh x\,dx = \sinh x", "integral(cosh(x), x)"),
    ("hyperbolic-tangent", "The integral of tanh", r"\int \tanh x\,dx = \ln(\cosh x)", "integral(tanh(x), x)"),
    ("hyperbolic-cotangent", "The integral of coth", r"\int \coth x\,dx = \ln |\sinh x|", "integral(coth(x), x)"),
    (
        "hyperbolic-secant-squared",
        "The integral of the squared sech",
        r"\int \operatorname{sech}^2 x\,dx = \tanh x",
        "integral(sech(x)^2, x)",
    ),
    (
        "hyperbolic-cosecant-squared",
        "The integral of the squared csch",
        r"\int \operatorname{csch}^2 x\,dx = -\coth x",
        "integral(csch(x)^2, x)",
    ),
    (
        "hyperbolic-secant-tangent",
        "The integral of sech times tanh",
        r"\int \operatorname{sech} x \tanh x\,dx = -\operatorname{sech} x",
        "integral(sech(x)*tanh(x), x)",
    ),
    (
        "hyperbolic-cosecant-cotangent",
        "The integral of csch times coth",
        r"\int \operatorname{csch} x \coth x\,dx = -\operatorname{csch} x",
        "integral(csch(x)*coth(x), x)",
    ),
    (
        "logistic",
        "The logistic function integrated",
        r"\int \sigma(x)\,dx = \ln(1 + e^x)",
        "integral(sigma(x), x)",
    ),
    (
        "logistic-slope",
        "The integral of the slope of the logistic function",
        r"\int \sigma(x) (1 - \sigma(x))\,dx = \sigma(x)",
        "integral(sigma(x)*(1 - sigma(x)), x)",
    ),
    ("normal-density", "The integral of the normal density", r"\int \varphi(x)\,dx = \Phi(x)", "integral(phi(x), x)"),
    (
        "bell-curve",
        "The integral of the bell curve",
        r"\int e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2} \operatorname{erf} x",
        "integral(exp(-x^2), x)",
    ),
    ("absolute-value", "The integral of |x|", r"\int |x|\,dx = \frac{x |x|}{2}", "integral(abs(x), x)"),
    ("sign", "The integral of the sign", r"\int \operatorname{sgn} x\,dx = |x|", "integral(sign(x), x)"),
    ("relu", "The integral of ReLU", r"\int \max(0, x)\,dx = \frac{\max(0, x)^2}{2}", "integral(relu(x), x)"),
    (
        "arctangent",
        "The arctangent from the table",
        r"\int \frac{dx}{a^2 + x^2} = \frac{1}{a} \arctan \frac{x}{a}",
        "integral(1/(4 + x^2), x)",
    ),
    (
        "arcsine",
        "The arcsine from the table",
        r"\int \frac{dx}{\sqrt{a^2 - x^2}} = \arcsin \frac{x}{a}",
        "integral(1/sqrt(9 - x^2), x)",
    ),
    (
        "area-sine",
        "The inverse of sinh from the table",
        r"\int \frac{dx}{\sqrt{a^2 + x^2}} = \operatorname{arsinh} \frac{x}{a}",
        "integral(1/sqrt(x^2 + 4), x)",
    ),
    (
        "difference-of-squares",
        "The difference of squares from the table",
        r"\int \frac{dx}{x^2 - a^2} = \frac{1}{2 a} \ln \left|\frac{x - a}{x + a}\right|",
        "integral(1/(x^2 - 4), x)",
    ),
    (
        "root-of-difference",
        "The root of a difference of squares from the table",
        r"\int \frac{dx}{\sqrt{x^2 - a^2}} = \ln |x + \sqrt{x^2 - a^2}|",
        "integral(1/sqrt(x^2 - 4), x)",
    ),
)
"""Name in the table, title, formula, example."""

TABLE_RULES = tuple(
    Rule(
        name=f"integrate-{name}",
        title=title,
        statement=f"From the table of integrals: ${formula}$; a linear inside is divided by its slope.",
        example=example,
    )
    for name, title, formula, example in ROWS
)
