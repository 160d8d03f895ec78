"""Hostile text: what would run, hang, overflow or blow up a careless checker."""

import random

CANARY = "CALCQUIZ_CANARY"
"""An environment variable that any executed text would set."""

CODE = (
    "__import__('os').environ.update({'CALCQUIZ_CANARY': '1'})",
    "().__class__.__bases__[0].__subclasses__()",
    "eval('1+1')",
    "exec(\"import os; os.environ['CALCQUIZ_CANARY']='1'\")",
    "open('calcquiz_canary', 'w')",
    "lambda: 0",
    "x.__class__",
    "{x.__class__}",
    "%s%s%n",
    "$(touch calcquiz_canary)",
    "`id`",
    "'; DROP TABLE events; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "[x for x in ().__class__.__base__.__subclasses__()]",
    "print(1)",
    "import os",
    "f'{1}'",
    "!!python/object/apply:os.system ['id']",
)

LARGE_NUMBERS = (
    "9^9^9^9",
    "9^9^9^9^9^9^9^9",
    "factorial(10^9)",
    "factorial(factorial(factorial(9)))",
    "((((9!)!)!)!)!",
    "binomial(10^9, 10^8)",
    "binomial(5000, 2500)^3000",
    "2^(2^(2^(2^9)))",
    "1e1000^1e1000",
    "1e1000",
    "1e-1000",
    "1e1000000000",
    "10^10^10",
    "(10^10^10)^-1",
    "(1+1e-30)^(1e30)",
    "(1 + 1/10^40)^(10^40)",
    "9999999999999999999999999999999999999999",
    "99999999999999999999999999999999999999999999999999",
    "exp(exp(exp(exp(9))))",
    "exp(-exp(exp(exp(9))))",
    "log(log(log(log(1e1000))))",
    "gcd(10^300, factorial(1999))",
    "gcd(factorial(1999), 7^5000)",
    "sqrt(2)^9999",
    "sqrt(factorial(1999))",
    "(2/3)^9999 + (5/7)^9999",
    "0.1^1000",
    "floor(pi*10^900)",
    "floor(e^1000)",
    "sin(10^1000)",
    "tan(1e300)",
    "erf(1e300)",
    "Phi(1e100)",
    "sinh(1e10)",
    "root(2, 10^9)",
    "root(10^300, 10^30)",
    "0^0",
    "(-8)^(1/3)",
    "(-1)^(10^30 + 1)",
    "1^(10^1000)",
    "oo - oo",
    "oo*0",
    "sin(oo)",
    "dne + 1",
)

FUNCTIONS_OF_X = (
    "sin(1e9 x)",
    "sin(1e30 x)",
    "sin(exp(exp(x)))",
    "cos(x^100)",
    "tan(x^x^x)",
    "x^x^x^x^x^x",
    "exp(exp(exp(exp(x))))",
    "floor(floor(floor(abs(max(x, floor(-x))))))",
    "floor(1e9 x)/1e9",
    "floor(sin(1e6 x)*1e6)",
    "sign(sin(1/x))",
    "abs(abs(abs(abs(abs(x - 1) - 2) - 3) - 4) - 5)",
    "max(x, min(-x, max(x^2, min(1/x, relu(x)))))",
    "(x - 1)^6000 - (1 - x)^6000",
    "(x + y)^300",
    "(x + y + z + w)^40",
    "(a + b + c + d + f + g + h)^20",
    "a*b*c*d*f*g*h*m*p*q*r*s",
    "a + b + c + d + f + g + h + m + p + q + r + s",
    "sin(a + b + c + d + f + g + h + m + p + q + r + s)",
    "1/(1 + 1/(1 + 1/(1 + 1/(1 + 1/(1 + 1/(1 + 1/x))))))",
    "(x^40 + 1)^40/(x^40 - 1)^40",
    "factorial(x)/factorial(x - 100)",
    "binomial(n, n/2)",
    "factorial(n)^n",
    "x^(1/3000001)",
    "x^0.000000000000000000000001",
    "x^1e300",
    "x^(1e300*1e300)",
    "log(log(log(log(log(x)))))",
    "acos(2 + x^2)",
    "sqrt(-1 - x^2)",
    "asin(sin(asin(sin(asin(sin(x))))))",
    "erf(erf(erf(erf(erf(x)))))",
    "softplus(softplus(softplus(softplus(x))))",
    "gcd(x, y)",
    "gcd(floor(1e15 x), floor(1e15 y))",
    "|x|^|x|^|x|",
    "root(x, y)",
    "log(x, y)",
    "x!!",
    "((x!)!)!",
)

NOISE = (
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\u200b",
    "\ud800",
    "\U0001f600",
    "\r\n",
    "\t",
    "\x7f",
    "ﷺ",
    "e\u0301",
    "＋",
    "½",
    "٣",
    "𝑥",
)

LATEX = (
    "\\frac" * 60,
    "\\sqrt" * 60,
    "\\frac{1}{" * 45 + "x" + "}" * 45,
    "\\sqrt{" * 60 + "x" + "}" * 60,
    "\\sqrt[" * 30,
    "\\begin{pmatrix}" * 20,
    "\\begin{pmatrix}" + "1&" * 100 + "\\end{pmatrix}",
    "\\begin{matrix}" + "1\\\\" * 100 + "\\end{matrix}",
    "\\def\\a{\\a\\a}\\a",
    "\\input{/etc/passwd}",
    "\\write18{id}",
    "\\newcommand{\\x}{\\x\\x}\\x",
    "\\left(" * 60,
    "x^{" * 40 + "2" + "}" * 40,
    "x_{" * 40 + "2" + "}" * 40,
    "\\",
    "\\\\" * 100,
    "\\operatorname{" * 20,
    "{" * 80 + "}" * 80,
    "\\text{\\text{\\text{x}}}",
)


def long_texts():
    yield "x" * 100_000
    yield "1" * 100_000
    yield "(" * 3000 + "x" + ")" * 3000
    yield "(" * 200 + "x" + ")" * 200
    yield "[" * 240
    yield "{" * 240 + "}" * 240
    yield "|" * 300
    yield "-" * 400 + "x"
    yield "+" * 400 + "1"
    yield "2^" * 200 + "2"
    yield "x^" * 60 + "x"
    yield "x!" * 100
    yield "1+" * 150 + "1"
    yield "1/" * 140 + "x"
    yield "x," * 120 + "x"
    yield "sin " * 100 + "x"
    yield "sqrt(" * 49 + "x" + ")" * 49
    yield "not " * 80 + "x > 1"
    yield " and ".join(["x > 1"] * 60)
    yield " or ".join(f"x = {k}" for k in range(60))
    yield " U ".join(f"({k}, {k + 1})" for k in range(45))
    yield "{" + ", ".join(str(k) for k in range(120)) + "}"
    yield "[" + ", ".join(["[1, 2, 3]"] * 30) + "]"
    yield "a" * 499
    yield "xy" * 249
    yield "x " * 140
    yield "e" * 300
    yield "." * 300
    yield "1." * 100
    yield " " * 100_000
    yield "\n" * 499
    yield "²" * 400
    yield "√" * 400 + "x"
    yield "*".join(f"(x + {k})" for k in range(55))
    yield "+".join(f"1/(x + {k})" for k in range(35))
    yield "*".join(f"(x + y + {k})" for k in range(38))
    yield "+".join(f"sin({k} x)^{k}" for k in range(2, 35))
    yield "+".join(f"floor(x/{k})" for k in range(2, 40))
    yield "+".join(f"abs(x - {k})" for k in range(2, 40))
    yield "*".join(f"max(x, {k})" for k in range(2, 35))
    yield "exp(" * 20 + "x" + ")" * 20
    yield "(((x^2 + 1)^40 + 1)^40 + 1)^40"
    yield "((x + y)^30 + (x - y)^30)*((x + z)^30 - 1)"
    yield "1/(x-1)^40/(x-2)^40/(x-3)^40"


def combined(source):
    """Return two or three hostile pieces joined by an operator or wrapped in a function."""
    pieces = [source.choice(source.choice((LARGE_NUMBERS, FUNCTIONS_OF_X))) for _ in range(source.choice((1, 2, 2, 3)))]
    joined = source.choice((" + ", "*", "/", "^", " - ", ", ", " = ", " < ", " U ", " and ")).join(
        f"({piece})" for piece in pieces
    )
    return source.choice(
        ("{}", "{}", "({})", "sin({})", "log({})", "floor({})", "[{}]", "{{{}}}", "({}, oo)", "|{}|")
    ).format(joined)


def noisy(source):
    """Return a formula with strange characters in it."""
    text = list(source.choice((*FUNCTIONS_OF_X, *CODE, *LATEX)))
    for _ in range(source.randint(1, 6)):
        text.insert(source.randint(0, len(text)), source.choice(NOISE))
    return "".join(text)


def cut(source):
    """Return a formula broken off or with pieces of others glued on."""
    texts = (*FUNCTIONS_OF_X, *LARGE_NUMBERS, *LATEX, *CODE)
    one, other = source.choice(texts), source.choice(texts)
    return one[: source.randint(0, len(one))] + other[source.randint(0, len(other)) :]


def hostile_texts(count, seed):
    """Yield that many texts: every fixed one first, then combinations; the same ones for the same seed."""
    source = random.Random(seed)
    fixed = [*CODE, *LARGE_NUMBERS, *FUNCTIONS_OF_X, *LATEX, *long_texts()]
    source.shuffle(fixed)
    yield from fixed[:count]
    for _ in range(count - len(fixed)):
        yield source.choice((combined, combined, noisy, cut))(source)


KEYS = {
    "expression": ("sin(x)/x", "x^2 + y", "floor(x)", "exp(-x^2)"),
    "derivative": ("x^3*sin(x)", "log(x)^2"),
    "antiderivative": ("x^3/3", "log(abs(x))"),
    "number": ("1/3", "pi^2/6", "e^100"),
    "vector": ("(2*x, 2*y)", "(1, 2)"),
    "list": ("[1, 2, 3]",),
    "matrix": ("[[2, 0], [0, 2*x]]",),
    "set": ("{1, 2, 3}", "{sqrt(2), x}"),
    "interval": ("(0, 1]", "(-oo, 2) U (3, oo)"),
    "equation": ("y = 2*x + 1", "x^2 + y^2 = 1"),
    "inequality": ("x < 2", "-1 < x and x <= 2"),
}
"""Kinds and keys that a hostile response is compared with."""
