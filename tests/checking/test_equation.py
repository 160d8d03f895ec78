"""Equations: each answer gets the outcome a mathematician gives, over the real numbers."""

import time

import pytest
from formulas import formulas
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import ZERO, Apply, add, call, mul, neg, number, power
from calcquiz.checking.check import check
from calcquiz.checking.equation import check_equation
from calcquiz.checking.inequality import check_inequality
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Outcome

RIGHT, WRONG, OPEN = Outcome.CORRECT, Outcome.INCORRECT, Outcome.UNDECIDED


def judged(typed, key, **rules):
    return check(typed, key, Kind.EQUATION, Rules(open_names=True, **rules))


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        # Terms moved, sides swapped, multiplied through.
        ("y = 2x + 1", "2*x - y + 1 = 0", RIGHT),
        ("2x + 1 = y", "y = 2*x + 1", RIGHT),
        ("y - 3 = 2(x - 1)", "y = 2*x + 1", RIGHT),  # point-slope form
        ("y/2 = x + 1/2", "y = 2*x + 1", RIGHT),
        ("y = 2x - 1", "y = 2*x + 1", WRONG),
        ("y = -2x + 1", "y = 2*x + 1", WRONG),
        ("x = 2y + 1", "y = 2*x + 1", WRONG),  # the inverse
        ("y = 2x + 1.0000001", "y = 2*x + 1", WRONG),
        ("y = 2x + 1 + 10^-12", "y = 2*x + 1", WRONG),
        ("y = 0.5x", "y = x/2", RIGHT),
        ("y = 0.33x", "y = x/3", WRONG),
        ("3x + 4y = 12", "x/4 + y/3 = 1", RIGHT),
        ("z = 2x + 3y - 4", "2*x + 3*y - z = 4", RIGHT),  # a tangent plane
        ("z - 1 = 2(x - 1) + 3(y - 1)", "z = 2*x + 3*y - 4", RIGHT),
        ("z = 2x + 3y", "z = 2*x + 3*y - 4", WRONG),
        ("y = e x", "y = e*x", RIGHT),
        ("y = e(x - 1) + e", "y = e*x", RIGHT),
        ("y - pi = -(x - pi)", "y = 2*pi - x", RIGHT),
        ("y = 1 + (x-1)/2", "y = x/2 + 1/2", RIGHT),
        ("y = ln(2) + (x - 2)/2", "y = x/2 + log(2) - 1", RIGHT),
        ("y = ln(2) + (x - 2)/2", "y = x/2 + log(2)", WRONG),
        ("x = 3", "2*x = 6", RIGHT),
        ("3 = x", "x = 3", RIGHT),
        ("x = 6/2", "x = 3", RIGHT),
        ("x = -3", "x = 3", WRONG),
        ("t = -4.500", "t = 11.25/-2.5", RIGHT),
        ("x + 17 = -16x", "x + 17 = 2^3*(-2*x)", RIGHT),
        ("1/x = 1/2", "x = 2", RIGHT),
        ("2/x = 1", "x = 2", RIGHT),
        ("x/2 = 1", "x = 2", RIGHT),
        # Expanded, factored, squares completed.
        ("(x - 2)(x - 3) = 0", "x^2 - 5*x + 6 = 0", RIGHT),
        ("x^2 = 5x - 6", "x^2 - 5*x + 6 = 0", RIGHT),
        ("(x - 5/2)^2 = 1/4", "x^2 - 5*x + 6 = 0", RIGHT),
        ("x = 2 or x = 3", "x^2 - 5*x + 6 = 0", RIGHT),
        ("x - 2 = 0 or x - 3 = 0", "x^2 - 5*x + 6 = 0", RIGHT),
        ("x = 3 or x = 2", "x = 2 or x = 3", RIGHT),
        ("x = 2", "x^2 - 5*x + 6 = 0", WRONG),  # one is lost
        ("x = 2 or x = 3 or x = 4", "x^2 - 5*x + 6 = 0", WRONG),  # one is gained
        ("x = 2 and x = 3", "x^2 - 5*x + 6 = 0", WRONG),  # and is not or
        ("x^2 + 5x + 6 = 0", "x^2 - 5*x + 6 = 0", WRONG),
        ("(x - 2)^2 (x - 3) = 0", "(x - 2)*(x - 3) = 0", RIGHT),  # a double root is the same solution
        ("(x-1)^2 = 0", "x = 1", RIGHT),
        ("x^2 - 2x + 1 = 0", "x = 1", RIGHT),
        ("x^2 - 2x + 1.0001 = 0", "x = 1", WRONG),
        ("x = 1 or x = 1", "x = 1", RIGHT),
        ("x = (5 + sqrt(17))/4 or x = (5 - sqrt(17))/4", "2*x^2 - 5*x + 1 = 0", RIGHT),
        ("x = (5 + sqrt(17))/2 or x = (5 - sqrt(17))/2", "2*x^2 - 5*x + 1 = 0", WRONG),
        ("x = sqrt(2) or x = -sqrt(2)", "x^2 = 2", RIGHT),
        ("x = sqrt(2)", "x^2 = 2", WRONG),
        ("x = 1.41421356 or x = -1.41421356", "x^2 = 2", WRONG),
        ("|x| = sqrt(2)", "x^2 = 2", RIGHT),
        ("(x - sqrt(2))(x + sqrt(2)) = 0", "x^2 = 2", RIGHT),
        ("x^2 - 2sqrt(3)x + 3 = 0", "x = sqrt(3)", RIGHT),  # a double root, irrational
        ("x = 2", "x^3 = 8", RIGHT),
        ("x = 2 or x = -2", "x^4 = 16", RIGHT),
        ("x^2 = 4", "x^4 = 16", RIGHT),
        ("x = 2", "x^4 = 16", WRONG),
        ("x = 5^(1/3)", "x^3 = 5", RIGHT),
        ("x = 0 or x = 1", "x^2 = x", RIGHT),
        ("x = 1", "x^2 = x", WRONG),  # divided by x
        ("x^3 = x^2", "x^2 = x", RIGHT),
        ("x(x-1)(x+1) = 0", "x^2 = x", WRONG),
        ("(x-168)(x-3)(x+8)(x+63) = 0", "(x^2-50*x+504-121*x)*(x^2-50*x+504+121*x) = 0", RIGHT),
        ("x^6000 - x^6001 = x^5999", "x^5999*(1 - x + x^2) = 0", RIGHT),
        ("x = 0", "x^5999*(1 - x + x^2) = 0", RIGHT),
        ("y = (a - x)^6000", "y = (x - a)^6000", RIGHT),  # never expanded
        ("y = (a - x)^6001", "y = (x - a)^6001", WRONG),
        # Quotients: what is not defined solves nothing.
        ("x + 2 = 0", "(x - 2)*(x + 2)/(x - 2) = 0", RIGHT),
        ("x^2 = 4", "(x^2 - 4)/(x - 2) = 0", WRONG),
        ("x = -2", "(x^2 - 4)/(x - 2) = 0", RIGHT),
        ("x - 2 = 0", "(x - 2)^2/(x - 2) = 0", WRONG),
        ("7 - x = 13 - x or 4x - 40 = 0", "(4*x - 40)/(7 - x) = (4*x - 40)/(13 - x)", RIGHT),
        ("x = 10", "(4*x - 40)/(7 - x) = (4*x - 40)/(13 - x)", RIGHT),
        ("x + 3 = 2x", "1/x = 2/(x + 3)", RIGHT),
        ("x^2 = x", "x = 1/x*x^2", WRONG),
        ("x^2 - x = 0", "x = 1", WRONG),
        ("1/x + 1/y = 1", "x + y = x*y", RIGHT),  # they differ at the origin only
        ("x = 1/(1/a + 1/b)", "x = a*b/(a + b)", RIGHT),
        ("(y-z)/(y*z) + (z-x)/(z*x) + (x-y)/(x*y) = 0", "0 = 0", RIGHT),
        ("x/x = 1", "1 = 1", RIGHT),
        # Radicals: squaring gains.
        ("x^2 - 2x + 1 = 4x + 8", "x - 1 = 2*sqrt(x + 2)", WRONG),
        ("x = 7", "x - 1 = 2*sqrt(x + 2)", RIGHT),
        ("x = 25", "sqrt(x) = 5", RIGHT),
        ("x^(1/2) = 5", "x = 25", RIGHT),
        ("x = 25", "sqrt(x) = -5", WRONG),
        ("3x + 4 = (2 + sqrt(x + 2))^2", "sqrt(3*x + 4) = 2 + sqrt(x + 2)", RIGHT),
        ("x = 7", "sqrt(3*x + 4) = 2 + sqrt(x + 2)", RIGHT),
        ("x = 7 or x = -1", "sqrt(3*x + 4) = 2 + sqrt(x + 2)", WRONG),
        ("x^2 = x + 2", "x = sqrt(x + 2)", WRONG),
        ("x^2 = x + 2 and x >= 0", "x = sqrt(x + 2)", RIGHT),
        ("x = 2", "x = sqrt(x + 2)", RIGHT),
        ("x = 2", "sqrt(x - 2) = 0", RIGHT),  # where the root begins
        ("x = 2", "sqrt(x - 2) + abs(x - 2) = 0", RIGHT),
        ("a = b", "sqrt(a) = sqrt(b)", WRONG),
        ("sqrt(a) = sqrt(b)", "a = b", WRONG),
        ("x^2 = a^2 - b", "x = sqrt(a^2 - b)", WRONG),
        ("x = sqrt(a^2 - b) or x = -sqrt(a^2 - b)", "x^2 = a^2 - b", RIGHT),
        ("x = p + sqrt(q + p^2) or x = p - sqrt(q + p^2)", "x^2 - 2*p*x = q", RIGHT),
        ("x = p + sqrt(q + p^2)", "x^2 - 2*p*x = q", WRONG),
        ("cbrt(x) = 2", "x = 8", RIGHT),
        ("x^(1/3) = -2", "x = -8", RIGHT),  # odd roots of negative numbers are real
        # Logarithms and exponentials.
        ("x = 1", "ln(x) = 0", RIGHT),
        ("x = e^2", "ln(x) = 2", RIGHT),
        ("x = 2", "3^x = 9", RIGHT),
        ("3^x = 3^2", "3^x = 9", RIGHT),
        ("x = ln(9)/ln(3)", "3^x = 9", RIGHT),
        ("x = ln(4)/ln(2)", "x*log(2) = log(4)", RIGHT),
        ("x = ln(3)/ln(2)", "x*log(2) = log(4)", WRONG),
        ("ln((x+17)/(2x))/ln(3) = 2", "log(x+17, 3) - log(2*x, 3) = 2", RIGHT),
        ("x = 1", "log(x+17, 3) - log(2*x, 3) = 2", RIGHT),
        ("ln(x(x-3)) = ln(4)", "log(x) + log(x - 3) = log(4)", WRONG),  # gains x = -1
        ("x = 4", "log(x) + log(x - 3) = log(4)", RIGHT),
        ("x = 4 or x = -1", "log(x) + log(x - 3) = log(4)", WRONG),
        ("ln(x^2) = 4", "2*log(x) = 4", WRONG),
        ("x = 0 or x = ln(2)", "exp(2*x) - 3*exp(x) + 2 = 0", RIGHT),
        ("e^x = 1 or e^x = 2", "exp(2*x) - 3*exp(x) + 2 = 0", RIGHT),
        ("x = ln(2)", "exp(2*x) - 3*exp(x) + 2 = 0", WRONG),
        ("x = e", "log(x)^2 - 2*log(x) + 1 = 0", RIGHT),
        ("y = e^(x ln 2)", "y = 2^x", RIGHT),
        ("ln(y) = x ln(2)", "y = 2^x", RIGHT),
        ("y = e^x", "x = log(y)", RIGHT),
        ("y = e^x", "x = log(abs(y))", WRONG),
        ("x = 22026.4657948", "log(x) = 10", WRONG),
        ("x = e^20", "log(x) = 20", RIGHT),  # far out
        ("p = 1/(1 + e^(-z))", "log(p/(1 - p)) = z", RIGHT),  # the logit
        ("p = sigma(z)", "log(p/(1 - p)) = z", RIGHT),
        ("p = 1/(1 + e^z)", "log(p/(1 - p)) = z", WRONG),
        ("x = 2 or x = 4 or x = -0.76666", "2^x = x^2", WRONG),
        ("x^2 = 2^x", "2^x = x^2", RIGHT),
        # Sines.
        ("sin(x) = 0", "tan(x) = 0", RIGHT),
        ("cos(x) = 1", "sin(x) = 0", WRONG),
        ("sin(2x) = 0", "sin(x) = 0 or cos(x) = 0", RIGHT),
        ("1 - 2sin(x)^2 = 0", "cos(2*x) = 0", RIGHT),
        ("sin(x)^2 + cos(x)^2 = 1", "x = x", RIGHT),
        ("x = pi", "sin(x) = 0", WRONG),
        ("y = 1 - 2sin(x)^2", "y = cos(2*x)", RIGHT),
        ("y = sin(x)", "y = cos(2*x)", WRONG),
        ("x = arccos(x)", "cos(x) = x", RIGHT),
        # Absolute values.
        ("a = b or a = -b", "abs(a) = abs(b)", RIGHT),
        ("a^2 = b^2", "abs(a) = abs(b)", RIGHT),
        ("a = b", "abs(a) = abs(b)", WRONG),
        ("x = 5 or x = -1", "abs(x - 2) = 3", RIGHT),
        ("x = 5", "abs(x - 2) = 3", WRONG),
        ("|x| = 1", "abs(x - 1/2) + abs(x + 1/2) = 2", RIGHT),
        ("|x - 1/2| + |x + 1/2| = 1", "abs(x) = 1", WRONG),
        ("x = |x|", "x = sqrt(x^2)", RIGHT),  # a half line of solutions
        ("x = x", "x = sqrt(x^2)", WRONG),
        ("x >= 0", "x = abs(x)", RIGHT),
        ("y = |x|", "y = sqrt(x^2)", RIGHT),
        ("y = x", "y = sqrt(x^2)", WRONG),
        ("y^2 = x^2", "y = abs(x)", WRONG),
        ("max(x, 2) = 3", "x = 3", RIGHT),
        # Letters that are not to be divided by.
        ("a = 0 or x = y", "a*x = a*y", RIGHT),
        ("x = y", "a*x = a*y", WRONG),
        ("a = 0 or b = 0", "a*b = 0", RIGHT),
        ("a = 0", "a*b = 0", WRONG),
        ("a = 0 and b = 0", "a*b = 0", WRONG),
        ("a + b = b", "(a - b)*(a + b) = b*(a - b)", WRONG),
        ("a + b = b or a = b", "(a - b)*(a + b) = b*(a - b)", RIGHT),
        ("a = b", "a^2 = b^2", WRONG),
        ("a = b or a = -b", "a^2 = b^2", RIGHT),
        ("a = b", "a^3 = b^3", RIGHT),
        ("a = b or a^2 + a b + b^2 = 0", "a^3 = b^3", RIGHT),
        ("4a^2x^2 + 4a b x + b^2 = b^2 - 4a c", "a*x^2 + b*x = -c or a = 0", RIGHT),
        ("4a^2x^2 + 4a b x + b^2 = b^2 - 4a c", "a*x^2 + b*x = -c", WRONG),
        ("(a x + b/2)^2 = b^2/4 - a c", "(a*x + b/2)^2 - b^2/4 + a*c = 0", RIGHT),
        ("x^2 - p x - q x + p q = 0", "(x - p)*(x - q) = 0", RIGHT),
        ("x = p or x = q", "(x - p)*(x - q) = 0", RIGHT),
        ("x = p", "(x - p)*(x - q) = 0", WRONG),
        ("0 = -x + y/A + (y-z)/B", "0 = x - y/A - (y-z)/B", RIGHT),
        ("A B x - B y - A(y - z) = 0", "0 = x - y/A - (y-z)/B", RIGHT),  # multiplied through
        ("y = n(x^(1/n) - 1)", "y/n = x^(1/n) - 1", RIGHT),
        # Circles, curves.
        ("x^2 + y^2 - 4x = 0", "(x - 2)^2 + y^2 = 4", RIGHT),
        ("sqrt((x-2)^2 + y^2) = 2", "(x - 2)^2 + y^2 = 4", RIGHT),
        ("y = sqrt(4 - (x-2)^2)", "(x - 2)^2 + y^2 = 4", WRONG),  # half of it
        ("y = sqrt(4 - (x-2)^2) or y = -sqrt(4 - (x-2)^2)", "(x - 2)^2 + y^2 = 4", RIGHT),
        ("(x - 40)^2 + (y + 30)^2 = 1/4", "4*(x - 40)^2 + 4*(y + 30)^2 = 1", RIGHT),
        ("x^2 + y^2 = 1 or (x - 40)^2 + (y + 30)^2 = 1/4", "x^2 + y^2 = 1", WRONG),  # a small circle far away
        ("(x^2 + y^2 - 1)((x - 40)^2 + (y + 30)^2 - 1/4) = 0", "x^2 + y^2 = 1", WRONG),
        ("x^2 + y^2 = 1 or (x - 4)^2 + (y + 3)^2 = 1/100", "x^2 + y^2 = 1", WRONG),
        ("z = sqrt(1 - x^2 - y^2) or z = -sqrt(1 - x^2 - y^2)", "x^2 + y^2 + z^2 = 1", RIGHT),
        ("z = sqrt(1 - x^2 - y^2)", "x^2 + y^2 + z^2 = 1", WRONG),
        ("x^2 + y^2 + z^2 = 4", "x^2 + y^2 + z^2 = 1", WRONG),
        ("x^4 + y^4 = 1", "x^2 + y^2 = 1", WRONG),
        ("|x| + |y| = 1", "x^2 + y^2 = 1", WRONG),
        ("x = cos(t) and y = sin(t) and x^2 + y^2 = 1", "x = cos(t) and y = sin(t)", RIGHT),
        ("(x+y)(x-y) = 0", "abs(x) = abs(y)", RIGHT),
        ("y = 1/x", "x*y = 1", RIGHT),
        ("x = 0 and y = 0", "x^2 + y^2 = 0", RIGHT),
        ("x^2 + y^2 = 0", "x = 0 and y = 0", RIGHT),
        ("x = 0", "x^2 + y^2 = 0", WRONG),
        ("x = 1 and y = -2", "x^2 - 2*x + y^2 + 4*y + 5 = 0", RIGHT),
        ("(x - y)^2 = 0", "x = y", RIGHT),
        ("x^2 - 2x y + y^2 = 0", "x = y", RIGHT),
        # Systems.
        ("x = 2 and y = 1", "x + y = 3 and x - y = 1", RIGHT),
        ("x = 1 and y = 2", "x + y = 3 and x - y = 1", WRONG),
        ("x + y = 3", "x + y = 3 and x - y = 1", WRONG),
        ("2x = 4 and x + y = 3", "x + y = 3 and x - y = 1", RIGHT),
        ("(x = 2, y = 1)", "x + y = 3 and x - y = 1", RIGHT),
        ("x = 3 and y = 4 or x = 4 and y = 3", "x + y = 7 and x*y = 12", RIGHT),
        ("x = 3 and y = 4", "x + y = 7 and x*y = 12", WRONG),
        ("x^2 + y^2 = 25 and x + y = 7", "x + y = 7 and x*y = 12", RIGHT),
        ("(x = 4 or x = -4) and (y = 3 or y = -3)", "x^2 + y^2 = 25 and x^2 - y^2 = 7", RIGHT),
        ("x = 4 and y = 3", "x^2 + y^2 = 25 and x^2 - y^2 = 7", WRONG),
        ("x^2 = 4 and y = x", "2*x^2 = 8 and y = x", RIGHT),
        ("x = 2 and y = x", "2*x^2 = 8 and y = x", WRONG),
        ("4x^2 + 7x(x-4) + 4(x-4)^2 - 4 = 0 and y = x - 4", "4*x^2 + 7*x*y + 4*y^2 = 4 and y = x - 4", RIGHT),
        ("b = a^2 and a(a-1)(a^2+a+1) = 0", "b = a^2 and a^4 - a = 0", RIGHT),
        ("b = a^2 and (a = 0 or a = 1)", "b = a^2 and a^4 = a", RIGHT),
        ("b = a^2 and a = 1", "b = a^2 and a^4 = a", WRONG),
        ("u b^3 = p^3 and (u-q)^2 - q^2 + b^3 = 0", "u*b^3 = p^3 and u^2 - 2*q*u + b^3 = 0", RIGHT),
        ("u b^3 = p^3 and (u-q)^2 - q^2 - b^3 = 0", "u*b^3 = p^3 and u^2 - 2*q*u + b^3 = 0", WRONG),
        ("a = b and b = c", "a = b and a = c", RIGHT),
        ("a = b = c", "a = b and a = c", RIGHT),
        ("a = b", "a = b and a = c", WRONG),
        ("x = 1 and y = 2 and z = 3", "x + y + z = 6 and x - y = -1 and z = 3*x", RIGHT),
        ("x = 1 and y = 2 and z = 4", "x + y + z = 6 and x - y = -1 and z = 3*x", WRONG),
        # Lagrange conditions of f = x y on the circle x^2 + y^2 = 2.
        ("y = 2k x and x = 2k y and x^2 + y^2 = 2", "y - 2*k*x = 0 and x - 2*k*y = 0 and x^2 + y^2 - 2 = 0", RIGHT),
        ("y = 2k x and x = 2k y and x^2 + y^2 = 1", "y - 2*k*x = 0 and x - 2*k*y = 0 and x^2 + y^2 - 2 = 0", WRONG),
        ("x = 3", "x^2 = 9 and x > 0", RIGHT),
        ("x = -3", "x^2 = 9 and x > 0", WRONG),
        ("x = 3 or x = -3", "x^2 = 9 and x > 0", WRONG),
        ("x = 0 or x = 1 and y = 2", "x = 0 or x = 1 and 2*y = 4", RIGHT),
        ("x = 0 or x = 1 and y = 2", "x = 0", WRONG),
        # Always true, never true.
        ("2x - 6 = 2x - 6", "2*(x - 3) = 5*x - 3*(x + 2)", RIGHT),
        ("0 = 0", "2*(x - 3) = 5*x - 3*(x + 2)", RIGHT),
        ("x = x", "y = y", RIGHT),
        ("x = 1", "y = y", WRONG),
        ("7 = 13 or 4x = 40", "7 - x = 13 - x or 4*x - 40 = 0", RIGHT),
        ("7 = 13", "7 - x = 13 - x", RIGHT),
        ("0 = 1", "7 = 13", RIGHT),
        ("0 = 0", "7 = 13", WRONG),
        ("x = 1", "7 = 13", WRONG),
        ("x = i or x = -i", "x^2 = -1", RIGHT),
        ("(x^2 - sqrt(2))(x^2 + sqrt(2)) = 0", "x^4 - 2 = 0", RIGHT),
        ("x^2 + 2 = 0", "x^2 + 1 = 0", OPEN),  # no real solutions on either side
        ("not (x != 1)", "x = 1", RIGHT),
    ],
)
def test_an_equation_is_right_when_it_has_the_same_real_solutions(typed, key, outcome):
    assert judged(typed, key).outcome is outcome


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("a = b", "a^2 = b^2", RIGHT),
        ("|a| = |b|", "a = b", RIGHT),
        ("sqrt(a) = sqrt(b)", "a = b", RIGHT),
        ("T^2 = 4 pi^2 L/g", "T = 2*pi*sqrt(L/g)", RIGHT),
        ("L = g T^2/(4 pi^2)", "T = 2*pi*sqrt(L/g)", RIGHT),
        ("L = g T/(4 pi^2)", "T = 2*pi*sqrt(L/g)", WRONG),
        ("x = sqrt(a^2 - b)", "x^2 = a^2 - b", RIGHT),
        ("ln(x) + ln(y) = 2", "x*y = e^2", RIGHT),
        ("x = 3", "x^2 = 9", RIGHT),
        ("x = 9", "x^2 = 9", WRONG),
        ("v = sqrt(2 E/m)", "E = m*v^2/2", RIGHT),
    ],
)
def test_of_positive_letters_only_positive_solutions_count(typed, key, outcome):
    assert judged(typed, key, assumptions="positive").outcome is outcome


@pytest.mark.parametrize("typed", ["x + 1", "(1, 2)", "{1, 2}", "3", "(0, 1]", "x = {1}", "x = (1, 2)", "x = oo"])
def test_what_is_no_equation_is_another_kind_of_answer(typed):
    verdict = judged(typed, "x = 3")
    assert (verdict.outcome, verdict.mistake) == (WRONG, "wrong-type")
    assert verdict.message == "Write an equation such as y = 2*x + 1."


def test_a_gained_solution_is_shown():
    verdict = judged("x^2 - 2x + 1 = 4x + 8", "x - 1 = 2*sqrt(x + 2)")
    assert verdict.mistake == "gained-or-lost-solutions"
    assert verdict.message == "A solution of yours is not one of the answer."
    assert (verdict.witness.at, verdict.witness.yours, verdict.witness.right) == ({"x": "-1"}, "true", "false")


def test_a_point_with_a_small_denominator_is_told_as_a_fraction():
    verdict = judged("y = 22*x", "y = 22*x - 22")
    assert verdict.witness.at == {"x": "1/22", "y": "1"}


def test_a_lost_solution_is_shown():
    verdict = judged("x = 1", "x^2 = x")
    assert verdict.message == "A solution of the answer is missing from yours."
    assert (verdict.witness.at, verdict.witness.yours, verdict.witness.right) == ({"x": "0"}, "false", "true")


def test_a_name_that_the_answer_does_not_have_is_remarked_on():
    assert judged("y = 2t + 1", "y = 2*x + 1").mistake == "wrong-variable"
    assert judged("y = 2X + 1", "y = 2*x + 1").mistake == "wrong-case"


def relations_of(leaves):
    relation = st.tuples(st.sampled_from(["=", "=", "<", "<=", "!="]), formulas(leaves=leaves), formulas(leaves=leaves))
    atoms = relation.map(lambda parts: Apply(parts[0], parts[1:]))
    joined = st.tuples(st.sampled_from(["and", "or"]), atoms, atoms).map(lambda parts: Apply(parts[0], parts[1:]))
    return st.one_of(atoms, joined, atoms.map(lambda atom: Apply("not", (atom,))))


@given(relations_of(5), relations_of(5))
@settings(max_examples=60, deadline=None)
def test_no_relation_of_the_grammar_breaks_the_checker_or_keeps_it_waiting(response, key):
    for checker in (check_equation, check_inequality):
        started = time.perf_counter()
        first = checker(response, key, Rules(), None)
        assert time.perf_counter() - started < 2
        assert checker(response, key, Rules(), None) == first


@pytest.mark.full
@given(relations_of(8), relations_of(8))
@settings(max_examples=3000, deadline=None)
def test_no_relation_of_the_grammar_breaks_the_checker_in_a_large_sample(response, key):
    for checker in (check_equation, check_inequality):
        started = time.perf_counter()
        checker(response, key, Rules(), None)
        assert time.perf_counter() - started < 2


@given(relations_of(4))
@settings(max_examples=40, deadline=None)
def test_a_relation_is_never_told_apart_from_itself_or_its_double_negation(tree):
    twice = Apply("not", (Apply("not", (tree,)),))
    assert check_equation(twice, tree, Rules(), None).outcome is not WRONG


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=4), st.integers(1, 5), st.integers(-9, 9))
@settings(max_examples=40, deadline=None)
def test_an_expanded_product_has_its_roots_as_solutions_and_no_others(roots, factor, other):
    product = "*".join(f"(x - ({root}))" for root in roots)
    listed = " or ".join(f"x = {root}" for root in roots)
    assert judged(listed, f"{factor}*{product} = 0").outcome is RIGHT
    more = judged(f"{listed} or x = {other}", f"{product} = 0").outcome
    assert more is (RIGHT if other in roots else WRONG)


VALUES = st.recursive(
    st.sampled_from([parse(text, {"x", "y"}) for text in ("x", "y", "pi", "2", "1/2", "5")]),
    lambda parts: st.one_of(
        st.tuples(st.sampled_from(["add", "mul", "div"]), parts, parts).map(lambda p: Apply(p[0], p[1:])),
        st.tuples(st.sampled_from(["neg", "sin", "exp", "log", "sqrt", "abs", "cbrt", "tanh"]), parts).map(
            lambda p: Apply(p[0], (p[1],))
        ),
    ),
    max_leaves=6,
)
"""Formulas of the size that learners write."""


@given(VALUES, VALUES, st.sampled_from(["=", "<", "<="]), st.sampled_from(["cubed", "times", "atan", "twice"]))
@settings(max_examples=120, deadline=None)
def test_a_relation_rewritten_is_never_wrong(left, right, head, way):
    difference = add(left, neg(right))
    rewritten = {
        "cubed": Apply(head, (power(difference, number(3)), ZERO)),
        "times": Apply(head, (mul(difference, parse("x^2 + 1", {"x"})), ZERO)),
        "atan": Apply(head, (call("atan", left), call("atan", right))),
        "twice": Apply("or", (Apply(head, (left, right)), Apply(head, (power(difference, number(5)), ZERO)))),
    }
    checker = check_equation if head == "=" else check_inequality
    verdict = checker(rewritten[way], Apply(head, (left, right)), Rules(), None)
    assert verdict.outcome in {RIGHT, OPEN}


def test_a_bracketed_pair_of_equations_means_both():
    tree = parse("(x = 2, y = 1)", {"x", "y"})
    assert check_equation(tree, parse("x = 2 and y = 1", {"x", "y"}), Rules(), None).outcome is RIGHT
