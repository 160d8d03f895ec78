"""Right answers of calculus, by kind: what keys of the bank and of textbooks look like."""

from dataclasses import dataclass, field

from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind


@dataclass(frozen=True, slots=True)
class RightAnswer:
    """A key with its kind; `typed` is the answer a learner gives where the key lacks its constant."""

    kind: Kind
    key: str
    names: tuple[str, ...] = ()
    options: dict = field(default_factory=dict)

    @property
    def typed(self):
        return f"{self.key} + C" if self.kind is Kind.ANTIDERIVATIVE else self.key

    @property
    def rules(self):
        return Rules(variables=self.names, **self.options)


POLYNOMIALS = """
3*x^2
6*x^5 - 4*x^3 + 2
5*x^4 - 12*x^2 + 7
(x + 1)*(x - 2)
6*x*(x^2 + 1)^2
12*x^3*(x^4 - 5)^2
(2*x - 1)^3
x^3/3 - 2*x + 5
3/4*x^2 - 1/2*x
(x^2 + 2*x + 2)*(x - 3)
4*(3*x + 2)^3*3
x^10 - x^9
(1 - x)^4
7
-2*x
(x - 1)^2*(x + 2)^3
100*x^3 - 25
x*(x - 1)*(x - 2)*(x - 3)/24
""".strip().splitlines()

RATIONAL = """
1/x
-1/x^2
2*x/(x^2 + 1)
(1 - x^2)/(x^2 + 1)^2
-2/(x - 1)^2
(x + 1)/(x - 1)
1/(x*(x + 1))
1/x - 1/(x + 1)
3/(2*x + 5)
(x^2 - 4*x + 1)/(x - 2)^2
x^2/(1 + x)^2
5/(x^2 + 4)
(2*x + 3)/((x - 1)*(x + 4))
1 + 1/x + 1/x^2
-6*x/(x^2 - 9)^2
x/(1 - x)
(3*x^2 - 1)/(x^3 - x)
1/(1 + 1/x)
""".strip().splitlines()

TRIGONOMETRIC = """
cos(x)
-sin(x)
3*cos(3*x)
-2*x*sin(x^2)
sec(x)^2
sec(x)*tan(x)
2*sin(x)*cos(x)
cos(x)^2 - sin(x)^2
x*cos(x) + sin(x)
(x*cos(x) - sin(x))/x^2
1 - cos(x)^2
tan(x)
-csc(x)*cot(x)
5*sin(2*x - 1)
sin(x)/(1 + cos(x))
cos(x)/(1 - sin(x))
sin(x)^3
x^2*sin(x) + 2*x*cos(x)
cos(sin(x))*cos(x)
1/(1 + x^2)
1/sqrt(1 - x^2)
atan(x) + x/(1 + x^2)
2*x*atan(x)
asin(x/2)
acos(x)
x - sin(2*x)/2
sin(pi*x)
-pi*cos(pi*x/2)/2
tan(x)^2
sin(x)^4 + cos(x)^4
sinh(x)
cosh(2*x)
tanh(x)
1 - tanh(x)^2
asinh(x)
cot(x)
""".strip().splitlines()

EXPONENTIAL = """
exp(x)
2*exp(2*x)
exp(-x)
-2*x*exp(-x^2)
x*exp(x)
(1 + x)*exp(x)
(x^2 + 2*x)*exp(x)
exp(x)*(sin(x) + cos(x))
exp(-x)*(2*x - x^2)
e^(3*x + 1)
2^x*log(2)
3^(2*x)
1/x
log(x)
log(x) + 1
x*log(x) - x
log(x)/x
(1 - log(x))/x^2
log(x^2 + 1)
2*x/(x^2 + 1)
log(abs(x))
log(1 + exp(x))
exp(x)/(1 + exp(x))
exp(x)/(1 + exp(x))^2
1/(x*log(x))
exp(1/x)
-exp(1/x)/x^2
x^x*(log(x) + 1)
log(sin(x))
log(x + sqrt(x^2 + 1))
exp(sin(x))*cos(x)
log((1 + x)/(1 - x))
x^2*log(x)
2*x*log(x) + x
(exp(x) - exp(-x))/2
exp(-x^2/2)/sqrt(2*pi)
log(log(x))
exp(x)^3
10^x
log10(x)
""".strip().splitlines()

ROOTS = """
sqrt(x)
1/(2*sqrt(x))
x/sqrt(x^2 + 1)
3/2*sqrt(x)
x^(2/3)
2/3*x^(-1/3)
cbrt(x)
1/(3*x^(2/3))
sqrt(1 - x^2)
-x/sqrt(1 - x^2)
(3*x + 2)/(2*sqrt(x + 1))
sqrt(x)*(x - 1)
x*sqrt(x)
1/sqrt(x) - sqrt(x)
sqrt(x + 1) - sqrt(x)
(x^2 + 1)^(3/2)
3*x*sqrt(x^2 + 1)
sqrt(2*x)
sqrt(x^2)
root(x, 5)
x^(5/2)/5
1/(1 + sqrt(x))
""".strip().splitlines()

SWITCHING = """
abs(x)
abs(x - 2)
x*abs(x)
x/abs(x)
abs(x^2 - 1)
abs(x) + abs(x - 1)
max(x, 0)
max(0, 1 - x)
min(x, x^2)
relu(x - 1)
floor(x)
x - floor(x)
sign(x)
sqrt((x - 1)^2)
""".strip().splitlines()

LEARNING = """
sigma(x)
sigma(x)*(1 - sigma(x))
2*sigma(2*x + 1)
softplus(x)
tanh(x/2)
-log(sigma(x))
sigma(x) - y
(sigma(w*x + b) - y)*x
2*(w*x + b - y)*x
2*(w*x + b - y)
w - a*(2*w - 6)
exp(a)/(exp(a) + exp(b))
-y/p + (1 - y)/(1 - p)
a*exp(-a*x)
1/(1 + exp(-w*x))
x^2*sigma(w*x)*(1 - sigma(w*x))
(x - m)/s^2
-1/s + (x - m)^2/s^3
exp(-(x - m)^2/(2*s^2))
1 - exp(-a*x)
erf(x)
Phi(x)
phi(x)*x
2*x*w^2 + b
log(1 + exp(-y*x))
""".strip().splitlines()

SEVERAL_VARIABLES = """
2*x*y + y^3
x^2 + 3*x*y^2
3*x^2*y - 4
y*exp(x*y)
x*cos(x*y)
2*x/(x^2 + y^2)
-y/(x^2 + y^2)
x/sqrt(x^2 + y^2)
x*y/(x + y)
(x - y)^2
exp(x)*sin(y)
log(x*y)
x^y
y*x^(y - 1)
x^2*y*z^3
x*y + y*z + z*x
a*x^2 + b*x + c
2*a*x + b
n*x^(n - 1)
a^n
(x + y)/(x - y)
sin(x)*cos(y)
sin(x + y)
exp(-x^2 - y^2)
abs(x - y)
""".strip().splitlines()

SEQUENCES = """
n^2
n*(n + 1)/2
1/n
(-1)^n/n
2^n/factorial(n)
n/(n + 1)
(1 + 1/n)^n
1/(n*(n + 1))
1/n - 1/(n + 1)
factorial(n + 1)/factorial(n)
(2*n + 1)/(n^2 + 3)
3*(1/2)^(n - 1)
n*(n + 1)*(2*n + 1)/6
(1 - r^n)/(1 - r)
binomial(n, 2)
x^n/factorial(n)
""".strip().splitlines()

ANTIDERIVATIVES = """
x^3
x^4/4 - x^2
x^6/6 + 2*x
-1/x
log(abs(x))
log(abs(x - 1)) - log(abs(x + 2))
log(x^2 + 1)/2
2/3*x^(3/2)
2*sqrt(x)
exp(2*x)/2
-exp(-x)
x*exp(x) - exp(x)
-exp(-x^2)/2
sin(x)
-cos(3*x)/3
-log(abs(cos(x)))
x/2 - sin(2*x)/4
x/2 + sin(2*x)/4
-x*cos(x) + sin(x)
x^2*sin(x) + 2*x*cos(x) - 2*sin(x)
x*log(x) - x
x^2*log(x)/2 - x^2/4
log(x)^2/2
atan(x)
atan(x/2)/2
asin(x)
x*atan(x) - log(1 + x^2)/2
(x^2 + 1)^4/8
sin(x)^3/3
tan(x)
tan(x) - x
sec(x)
exp(x)*(sin(x) - cos(x))/2
log(1 + exp(x))
(2*x + 1)^(3/2)/3
x - log(abs(x + 1))
-1/(2*(x^2 + 1))
sqrt(x^2 + 4)
2^x/log(2)
log(abs(sec(x) + tan(x)))
""".strip().splitlines()

NUMBERS = """
0
1
-3
7/2
1/3
-22/7
pi
pi/4
sqrt(2)
2*sqrt(3)
sqrt(2)/2
e
e - 1
1/e
log(2)
log(3)/2
e^2 - e^-2
pi^2/6
2/3
125
1 - 1/e
exp(-1/2)
atan(2)
(1 + sqrt(5))/2
8*pi/3
4/3*pi
log(2)/log(3)
-1/12
27/64
sqrt(3) - sqrt(2)
cos(1)
sin(1)/2
0.5
0.125
2.5
(e - 1/e)/2
""".strip().splitlines()

VECTORS = """
(1, 2)
(2*x, 2*y)
(y, x)
(0, 0, 1)
(2*x*y, x^2)
(1/2, -1/3)
(exp(x)*y, exp(x))
(3/5, 4/5)
(cos(x), -sin(y))
(2*x + y, x - 2*y, 3)
(1/sqrt(2), 1/sqrt(2))
(x/sqrt(x^2 + y^2), y/sqrt(x^2 + y^2))
""".strip().splitlines()

MATRICES = """
[[2, 0], [0, 2]]
[[2*y, 2*x], [2*x, 0]]
[[1, 2, 3], [4, 5, 6]]
[[exp(x), 0], [0, exp(y)]]
[[6*x, -2], [-2, 12*y^2]]
""".strip().splitlines()

SETS = """
{1, 2}
{-1, 0, 1}
{sqrt(2), -sqrt(2)}
{0}
{1/2, 3}
{pi, 2*pi}
""".strip().splitlines()

INTERVALS = """
(0, 1)
[-1, 1)
(-2, 2]
[0, 4]
(-oo, 3)
[1/2, oo)
(-1, 1) U (2, 5)
(-oo, -2] U [2, oo)
(-1/3, 1/3)
(0, pi)
(-sqrt(2), sqrt(2))
(1, 3.5]
""".strip().splitlines()

LETTERS = frozenset("abcmnprswxyz")


def _named(kind, keys, **options):
    from calcquiz.algebra.parse import parse
    from calcquiz.algebra.tree import free_names

    return [RightAnswer(kind, key, tuple(sorted(free_names(parse(key, LETTERS)))), options) for key in keys]


EXPRESSIONS = (
    *POLYNOMIALS,
    *RATIONAL,
    *TRIGONOMETRIC,
    *EXPONENTIAL,
    *ROOTS,
    *SWITCHING,
    *LEARNING,
    *SEVERAL_VARIABLES,
    *SEQUENCES,
)

RIGHT_ANSWERS = [
    *_named(Kind.EXPRESSION, EXPRESSIONS),
    *_named(Kind.ANTIDERIVATIVE, ANTIDERIVATIVES, variable="x"),
    *_named(Kind.NUMBER, NUMBERS),
    *_named(Kind.VECTOR, VECTORS),
    *_named(Kind.MATRIX, MATRICES),
    *_named(Kind.SET, SETS),
    *_named(Kind.INTERVAL, INTERVALS),
]
"""More than three hundred."""
