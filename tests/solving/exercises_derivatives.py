"""Exercises in differentiation, of the kinds that calculus texts set; functions of x, other letters are constants."""

POLYNOMIALS = """
7
-x
x^5
3x^4 - 2x + 7
x^3 - 6x^2 + 9x - 4
(x - 1)(x + 2)
(x^2 + 1)(x^3 - 2x)
(2x + 3)^4
(x^2 - 3x + 1)^5
(x - 1)(x - 2)(x - 3)
(x + 1)^2 (x - 1)^3
x^3 (1 - x)^4
a x^2 + b x + c
(a x + b)^n
x^n
x^2/2 - x/3 + 1/4
(x^3 - 1)^2/6
4 pi x^3/3
pi x^2 h
(1 + x + x^2)(1 - x)
((x^2 + 1)^3 + x)^2
(3 - 2x)^7
x (x - a)^2
(x^4 + x^2 + 1)/2
(x^2 + a^2)^2
"""
QUOTIENTS = """
1/x
3/x^2
1/x^5 - 2/x
x/(x + 1)
(x + 1)/(x - 1)
(2x + 3)/(5x - 4)
1/(x^2 + 1)
x/(x^2 + 1)
x^2/(x^2 + 4)
(x^2 - 1)/(x^2 + 1)
(x^3 + 1)/(x^2 - x)
1/(x - a)
(a x + b)/(c x + d)
x/(1 - x)^2
(x + 1)^2/(x - 2)^3
1/(x^2 - 4)^3
(x^2 + x - 2)/(x + 6)
(x^3 - 3x)/(x^4 + 1)
x/(a^2 + x^2)
1/(1 + 1/x)
(1 + 1/x)/(1 - 1/x)
x + 1/x
(x + 1/x)^3
(1/x) x
(x^2 + 1)/x
(x^3 + 2x^2 - x)/x^2
x^2/(x^2 + 1)^3
((x - 1)/(x + 1))^4
(2x - 1)/(x^2 + x + 1)
5/(3x - 2)^2
"""
ROOTS = """
sqrt(x)
1/sqrt(x)
cbrt(x)
x^(2/3)
x^(-3/4)
x sqrt(x)
x^2 sqrt(x)
sqrt(2x + 1)
sqrt(x^2 + 1)
sqrt(4 - x^2)
sqrt(a^2 - x^2)
x sqrt(1 - x^2)
x/sqrt(x^2 + 1)
x^2/sqrt(4 - x^2)
sqrt(x)/(1 + x)
(sqrt(x) - 1)/(sqrt(x) + 1)
(x - 1)/sqrt(x)
(x^2 + 4x + 3)/sqrt(x)
sqrt((1 + x)/(1 - x))
sqrt(x + sqrt(x))
sqrt(1 + sqrt(1 + x))
sqrt(x + sqrt(x + sqrt(x)))
(x^2 + 1)^(3/2)
(1 - x^3)^(1/3)
1/sqrt(1 - x^2)
1/(x sqrt(x))
x^(1/3) (x - 4)
cbrt(x^2 - 1)
root(x, 5)
root(x^3 + 1, 4)
(x + sqrt(x))^2
sqrt(x) (a + b x)
sqrt(5) x + sqrt(5 x)
x^(3/2)/(1 + x)
(x^2 + 2)^2 sqrt(x + 1)
sqrt(x^2 - 9)/x
sqrt(x) + cbrt(x) + 1/cbrt(x)
(1 + x^(2/3))^(3/2)
x^2 cbrt(x + 1)
1/(1 + sqrt(x))
"""
TRIGONOMETRIC = """
sin(x)
cos(5x)
tan(x)
sec(x)
csc(x)
cot(3x)
sin(x) + cos(x)
3 sin(x) - 2 cos(x)
x sin(x)
x^2 cos(x)
x^2 sin(3x)
sin(x) cos(x)
sin(x)^2
cos(x)^3
sin(x^2)
sin(x)^2 + cos(x)^2
sin(x)/x
x/sin(x)
cos(x)/(1 + sin(x))
sin(x)/(1 + cos(x))
(1 + sin(x))/(x + cos(x))
(sin(x) - cos(x))/(sin(x) + cos(x))
tan(x)/x
tan(x)^2
sec(x) tan(x)
x sec(x)
sec(x)^2 - tan(x)^2
csc(x) cot(x)
(1 - sec(x))/tan(x)
sin(3x) cos(2x)
sin(cos(x))
sin(sin(sin(x)))
cos(sqrt(x))
sqrt(cos(x))
sqrt(sin(x) + 1)
tan(x^2 + 1)
tan(sqrt(x))
sin(1/x)
x^2 sin(1/x)
sec(x)^3/3
tan(x)^3/3 - tan(x) + x
sin(a x + b)
A cos(w x + p)
x sin(a x)/b
sin(x)^2 cos(x)^3
cos(x^2)^2
sin(2x)^4
cot(x^2)
1/(1 + tan(x))
x cos(x) sin(x)
(x + sin(x))^3
sin(pi x)
sin(x) tan(x)
cos(3x)/x^2
x - sin(x) cos(x)
sin(tan(2x))
cos(sin(tan(pi x)))
csc(x)^2
sin(x)^n
(1 + cos(x)^2)^6
"""
EXPONENTIALS = """
exp(x)
exp(3x)
exp(-x)
e^x
e^(2x + 1)
exp(-x^2)
exp(-x^2/2)
2^x
10^(3x)
a^x
x exp(x)
x^2 exp(x)
x exp(-x)
x^2 exp(-3x)
exp(x)/x
x/exp(x)
exp(x)/(1 + exp(x))
(exp(x) - exp(-x))/2
(exp(x) - exp(-x))/(exp(x) + exp(-x))
(exp(2x) - 1)/(exp(2x) + 1)
1/(1 + exp(-x))
1/(1 + a exp(-k x))
exp(x) sin(x)
exp(x) cos(x)
exp(a x) cos(b x)
exp(-x) (sin(x) + cos(x))
exp(sin(x))
exp(sqrt(x))
exp(1/x)
exp(x^2) sin(x)
exp(exp(x))
(exp(x) + 1)^3
sqrt(1 + exp(x))
2^x x^2
x 3^(-x)
5^(x^2)
2^(sin(x))
exp(x log(x))
x^3 exp(x)/6
exp(x)(x^2 - 2x + 2)
exp(-x/2)(1 - x)
exp(-(x - m)^2/(2 s^2))
x exp(-x^2)
x^2 exp(-1/x)
(1 - exp(-x))/x
exp(2x)/exp(x)
exp(tan(x))
3^x/x^3
exp(x)/(x^2 + 1)
x exp(x) sin(x)
(x + exp(x))/(x - exp(x))
exp(pi) x
e^x x^e
exp(-2x) cos(3x)
sin(exp(x))
exp(cos(2x)) x
"""
LOGARITHMS = """
log(x)
log(3x)
log(x^2 + 1)
log(abs(x))
log(x)^2
log(x)^3/3
x log(x)
x log(x) - x
x^2 log(x)
log(x)/x
log(x)/x^2
x/log(x)
1/log(x)
log(log(x))
log(log(log(x)))
log(sin(x))
log(cos(x))
log(sec(x) + tan(x))
log(x + sqrt(x^2 + 1))
log(sqrt(x))
log(sqrt(x^2 + 1))
sqrt(log(x))
log(x/(x + 1))
log((1 + x)/(1 - x))/2
log((x + 1)^2 (x - 3))
log(1 + exp(x))
log(1 + exp(-x))
log(exp(x) + exp(-x))
log_2(x)
log_10(x^2)
log_3(x^2 + x)
log_a(x)
log(x, 5) x
exp(x) log(x)
sin(log(x))
cos(log(x)) x
x sin(log(x)) + x cos(log(x))
log(tan(x))
log(a x + b)
log(x^2 - 1)
(1 + log(x))/(1 - log(x))
x^2 (2 log(x) - 1)/4
log(1 - x^2)
sqrt(x) log(x)
sqrt(x) log(x) cos(x)
log(abs(cos(x)))
log(abs(x^2 - 4))
x log(x)^2
log(x)/(1 + x)
1/(x log(x))
log(1 + 1/x)
log(exp(x)/(1 + exp(x)))
"""
INVERSES = """
asin(x)
acos(x)
atan(x)
acot(x)
asec(x)
acsc(x)
asin(2x)
asin(x/3)
acos(x^2)
atan(x/2)
atan(3x)/3
atan(x/a)/a
atan(1/x)
atan(sqrt(x))
asin(sqrt(x))
asin(sqrt(1 - x^2))
acos(1/x)
acos(1 - x)
x asin(x)
x asin(x) + sqrt(1 - x^2)
x atan(x)
x atan(x) - log(1 + x^2)/2
(1 + x^2) atan(x)
asin(x)^2
atan(x)^2
asin(x)/x
1/atan(x)
atan(exp(x))
atan(sin(x))
sin(asin(x))
asin(sin(x))
cos(atan(x))
sqrt(1 - x^2) asin(x)
atan((1 + x)/(1 - x))
atan(x^2 + 1)
asin(exp(-x))
log(atan(x))
exp(atan(x))
atan(log(x))
asec(x^2)
acos(sqrt(x))
x acos(x) - sqrt(1 - x^2)
(x/2) sqrt(a^2 - x^2) + (a^2/2) asin(x/a)
"""
HYPERBOLIC = """
sinh(x)
cosh(3x)
tanh(x)
sech(x)
csch(x)
coth(2x)
asinh(x)
acosh(x)
atanh(x)
acoth(x)
asech(x)
acsch(x)
x cosh(x) - sinh(x)
sinh(x)^2
cosh(x)^2 - sinh(x)^2
sinh(x) cosh(x)
log(cosh(x))
log(sinh(x))
tanh(x)/x
exp(cosh(3x))
acosh(x^2)
acosh(sqrt(x))
asinh(x/2)
atanh(sin(x))
x atanh(x) + log(1 - x^2)/2
tanh(sqrt(x))
atan(sinh(x))
atan(tanh(x))
x^2 sinh(2x)
sinh(log(x))
cosh(x)/(1 + sinh(x))
(1 - cosh(x))/(1 + cosh(x))
sech(x)^2
acoth(sec(x))
a cosh(x/a)
exp(x) sinh(x)
sqrt(sinh(x))
tanh(exp(x))
asinh(tan(x))
acosh(x + 1)
"""
LOGARITHMIC = """
x^x
x^(sin(x))
sin(x)^x
x^(1/x)
x^sqrt(x)
log(x)^x
x^(log(x))
(1 + 1/x)^x
cos(x)^(sin(x))
x^(x^2)
(x^2 + 1)^x
x^(exp(x))
sqrt(x)^x
tan(x)^(1/x)
x^x^x
"""
LONG = """
x sin(x) exp(x)
x^2 exp(x) log(x)
x^2 exp(x) sin(x) cos(x)
x (x - 1)(x - 2)(x - 3)
x^2 (x + 1)^3 exp(x)/sin(x)
x exp(x)/(x^2 + 1)
(x^2 + 1)^3 (x - 1)^4
(2x + 3)^4 (5x - 1)^3
(x^2 + 1)^3 exp(-x)/sin(x)
x^3 (x + 1)^5
sqrt(x) exp(x^2) (x^2 + 1)^10
(x + 1)^2 (x + 2)^3 (x + 3)^4
x^(3/4) sqrt(x^2 + 1)/(3x + 2)^5
sin(x)^2 tan(x)^4/(x^2 + 1)^2
exp(-x) cos(x)^2/(x^2 + x + 1)
sqrt((x - 1)/(x^4 + 1))
sin(sqrt(1 + cos(x)))
cos(sin(x^2))^3
exp(sin(log(x)))
log(sin(exp(x)))
sqrt(1 + x exp(-2x))
tan(sec(cos(x)))
(x + (x + sin(x)^2)^3)^4
sin(x + cos(x exp(x)))
x exp(x) csc(x)
(1 + exp(-x))^(-2)
((x^2 - 1)^2 + (x + 2)^3)/(x - 5)
x sin(x) log(x)/(1 + x)
exp(x)/(sin(x) + cos(x))
(x^2 + 3)(x^3 - 1)(x + 1)
sqrt(x) (x - 1)^2 (x + 4)
x^2/(x + 1)/(x + 2)
sin(x)/(x cos(x))
1/(x^2 exp(x) sin(x))
(exp(x) sin(x))/(x log(x))
"""
OTHERS = """
abs(x)
x abs(x)
abs(x^2 - 4)
abs(sin(x))
abs(x)/x
sqrt(x^2)
max(0, x)
min(x, x^2)
sign(x) x^2
sigma(x)
sigma(2x + 1)
log(sigma(x))
x sigma(x)
softplus(x)
relu(x)
erf(x)
Phi(x)
phi(x)
pick(x < 0, x^2, x^3)
pick(x < 1, sin(x), exp(x))
floor(2) x
"""
HIGHER = """
x^4, 2
x^6 - 3x^2, 3
x^n, 2
1/x, 3
sqrt(x), 2
sin(x), 4
cos(2x), 3
exp(2x), 5
x exp(x), 3
x^2 exp(x), 2
x^2 sin(x), 2
log(x), 4
x log(x), 2
x^3 log(x), 2
exp(-x^2), 2
exp(-x^2/2), 2
1/(1 + x^2), 2
x/(x^2 + 1), 2
tan(x), 2
sec(x), 2
atan(x), 2
asin(x), 2
exp(x) sin(x), 2
exp(-x) cos(2x), 2
1/(1 - x), 4
sigma(x), 2
log(1 + exp(x)), 2
sqrt(1 + x^2), 2
x^x, 2
(2x + 1)^7, 3
"""
