"""Right answers rewritten by rules that keep their values and where they are defined, as learners write them."""

import random
import re
from fractions import Fraction

from right_answers import RIGHT_ANSWERS

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import (
    ONE,
    TWO,
    Apply,
    Name,
    Number,
    add,
    call,
    div,
    free_names,
    mul,
    neg,
    number,
    power,
    rebuild,
    size,
    sub,
    walk,
)
from calcquiz.records.variant import Kind
from calcquiz.typeset import tree_tex

PI, HALF = Name("pi"), div(ONE, TWO)


def is_(tree, head):
    return isinstance(tree, Apply) and tree.head == head


def square(tree):
    return power(tree, TWO)


def is_positive(tree):
    """Whether a tree is positive wherever it is defined, seen from its outside alone."""
    if isinstance(tree, Number):
        return tree.value > 0
    return tree in {PI, Name("e")} or is_(tree, "exp") or is_(tree, "sigma") or is_(tree, "cosh")


def whole_exponent(tree):
    if is_(tree, "pow") and isinstance(tree.args[1], Number) and tree.args[1].value.denominator == 1:
        return int(tree.args[1].value)
    return None


# Rules on sums and products: a shuffled order, distributing, taking out, splitting fractions.


def shuffled(tree, source):
    if is_(tree, "add") or is_(tree, "mul"):
        args = list(tree.args)
        source.shuffle(args)
        return Apply(tree.head, tuple(args))
    return None


def distributed(tree, source):
    if not is_(tree, "mul"):
        return None
    sums = [k for k, factor in enumerate(tree.args) if is_(factor, "add")]
    if not sums:
        return None
    place = source.choice(sums)
    others = [factor for k, factor in enumerate(tree.args) if k != place]
    return add(*(mul(*others, term) for term in tree.args[place].args))


def taken_out(tree, source):
    if not is_(tree, "add"):
        return None
    factor = source.choice([TWO, number(3), number(-1), number(5)])
    return mul(factor, add(*(div(term, factor) for term in tree.args)))


def sign_outside(tree, _):
    return neg(add(*(neg(term) for term in tree.args))) if is_(tree, "add") else None


def split_fraction(tree, _):
    if is_(tree, "div") and is_(tree.args[0], "add"):
        return add(*(div(term, tree.args[1]) for term in tree.args[0].args))
    return None


def common_denominator(tree, source):
    if not is_(tree, "add") or not all(is_(term, "div") for term in tree.args[:2]):
        return None
    (a, b), (c, d) = tree.args[0].args, tree.args[1].args
    return add(div(add(mul(a, d), mul(c, b)), mul(b, d)), *tree.args[2:])


def fraction_as_product(tree, source):
    if not is_(tree, "div"):
        return None
    above, below = tree.args
    return source.choice(
        [mul(above, div(ONE, below)), mul(above, power(below, number(-1))), mul(div(ONE, below), above)]
    )


def extended_fraction(tree, source):
    if not is_(tree, "div"):
        return None
    factors = [TWO, number(3), number(-1)]
    for name in sorted(free_names(tree)):
        factors += [add(square(Name(name)), ONE), call("exp", Name(name))]
    factor = source.choice(factors)
    return div(mul(factor, tree.args[0]), mul(factor, tree.args[1]))


def twice_half(tree, source):
    return source.choice([div(mul(TWO, tree), TWO), sub(add(tree, ONE), ONE), neg(neg(tree)), mul(ONE, tree)])


# Powers and roots.


def power_as_product(tree, _):
    exponent = whole_exponent(tree)
    if exponent is None or not 2 <= exponent <= 5:
        return None
    return mul(*[tree.args[0]] * exponent)


def power_split(tree, _):
    exponent = whole_exponent(tree)
    if exponent is None or exponent < 2:
        return None
    return mul(tree.args[0], power(tree.args[0], number(exponent - 1)))


def negative_power(tree, _):
    exponent = whole_exponent(tree)
    return None if exponent is None or exponent < 1 else div(ONE, power(tree.args[0], number(-exponent)))


def binomial_square(tree, _):
    if whole_exponent(tree) == 2 and is_(tree.args[0], "add") and len(tree.args[0].args) == 2:
        a, b = tree.args[0].args
        return add(square(a), mul(TWO, a, b), square(b))
    return None


def root_as_power(tree, source):
    if is_(tree, "sqrt"):
        return power(tree.args[0], source.choice([HALF, Number(Fraction(1, 2), "0.5")]))
    if is_(tree, "cbrt"):
        return source.choice([power(tree.args[0], div(ONE, number(3))), call("root", tree.args[0], number(3))])
    return None


def power_as_root(tree, _):
    if not is_(tree, "pow") or not is_(tree.args[1], "div"):
        return None
    p, q = tree.args[1].args
    if q == number(3) and isinstance(p, Number):
        return power(call("cbrt", tree.args[0]), p)
    if q == TWO and isinstance(p, Number) and p.value > 0:
        return power(call("sqrt", tree.args[0]), p)
    return None


def number_into_root(tree, _):
    if is_(tree, "mul") and len(tree.args) == 2 and isinstance(tree.args[0], Number) and is_(tree.args[1], "sqrt"):
        return call("sqrt", mul(square(tree.args[0]), tree.args[1].args[0])) if tree.args[0].value > 0 else None
    return None


def root_below(tree, _):
    """Rationalise 1/sqrt(u) to sqrt(u)/u."""
    if is_(tree, "div") and is_(tree.args[1], "sqrt"):
        return div(mul(tree.args[0], tree.args[1]), tree.args[1].args[0])
    return None


# Trigonometry.


def trigonometric(tree, source):
    if not isinstance(tree, Apply) or len(tree.args) != 1:
        return None
    (u,) = tree.args
    sin, cos = call("sin", u), call("cos", u)
    half = div(u, TWO)
    rules = {
        "sin": [
            call("cos", sub(div(PI, TWO), u)),
            neg(call("sin", neg(u))),
            mul(TWO, call("sin", half), call("cos", half)),
            call("sin", add(u, mul(TWO, PI))),
        ],
        "cos": [
            call("sin", add(u, div(PI, TWO))),
            call("cos", neg(u)),
            sub(ONE, mul(TWO, square(call("sin", half)))),
            sub(square(call("cos", half)), square(call("sin", half))),
        ],
        "tan": [
            div(sin, cos),
            div(call("sec", u), call("csc", u)),
            div(call("sin", mul(TWO, u)), mul(TWO, square(cos))),
        ],
        "sec": [div(ONE, cos), div(call("tan", u), sin)],
        "csc": [div(ONE, sin)],
        "cot": [div(cos, sin), div(ONE, call("tan", u))],
        "asin": [sub(div(PI, TWO), call("acos", u)), neg(call("asin", neg(u)))],
        "acos": [sub(div(PI, TWO), call("asin", u))],
        "atan": [neg(call("atan", neg(u))), call("asin", div(u, call("sqrt", add(ONE, square(u)))))],
    }
    return source.choice(rules[tree.head]) if tree.head in rules else None


def pythagoras(tree, source):
    if whole_exponent(tree) != 2 or not isinstance(tree.args[0], Apply):
        return None
    inner = tree.args[0]
    u = inner.args[0]
    rules = {
        "sin": [sub(ONE, square(call("cos", u))), div(sub(ONE, call("cos", mul(TWO, u))), TWO)],
        "cos": [sub(ONE, square(call("sin", u))), div(add(ONE, call("cos", mul(TWO, u))), TWO)],
        "sec": [add(ONE, square(call("tan", u)))],
        "tan": [sub(square(call("sec", u)), ONE)],
        "cosh": [add(ONE, square(call("sinh", u)))],
        "tanh": [sub(ONE, div(ONE, square(call("cosh", u))))],
    }
    return source.choice(rules[inner.head]) if inner.head in rules else None


# Exponentials, logarithms and what machine learning makes of them.


def exponential(tree, source):
    if not is_(tree, "exp"):
        return None
    (u,) = tree.args
    choices = [power(Name("e"), u), div(ONE, call("exp", neg(u))), square(call("exp", div(u, TWO)))]
    if is_(u, "add"):
        choices += [mul(*(call("exp", term) for term in u.args))] * 3
    return source.choice(choices)


def power_of_number(tree, _):
    if is_(tree, "pow") and is_positive(tree.args[0]) and free_names(tree.args[1]):
        return call("exp", mul(tree.args[1], call("log", tree.args[0])))
    return None


def logarithm(tree, source):
    if not is_(tree, "log") or len(tree.args) != 1:
        return None
    (u,) = tree.args
    choices = [
        neg(call("log", div(ONE, u))),
        mul(TWO, call("log", call("sqrt", u))),
        sub(call("log", mul(TWO, u)), call("log", TWO)),
        div(call("log", power(u, number(3))), number(3)),
        div(call("log10", u), call("log10", Name("e"))),
        call("log", u, Name("e")),
    ]
    if is_(u, "abs"):
        choices += [div(call("log", square(u.args[0])), TWO)] * 3
    if is_(u, "mul") and is_positive(u.args[0]):
        choices += [add(call("log", u.args[0]), call("log", mul(*u.args[1:])))] * 3
    if is_(u, "sqrt"):
        choices += [div(call("log", u.args[0]), TWO)] * 3
    return source.choice(choices)


def merged_logs(tree, _):
    if is_(tree, "add") and len(tree.args) == 2:
        a, b = tree.args
        first, second = is_(a, "log"), is_(b, "neg") and is_(b.args[0], "log")
        if first and second and is_(a.args[0], "abs") and is_(b.args[0].args[0], "abs"):
            return call("log", div(a.args[0], b.args[0].args[0]))
    if is_(tree, "mul") and len(tree.args) == 2 and isinstance(tree.args[0], Number) and is_(tree.args[1], "log"):
        n = tree.args[0].value
        return call("log", power(tree.args[1].args[0], tree.args[0])) if n.denominator == 1 and n % 2 else None
    return None


def learning(tree, source):
    if not isinstance(tree, Apply) or len(tree.args) != 1:
        return None
    (u,) = tree.args
    e, back = call("exp", u), call("exp", neg(u))
    rules = {
        "sigma": [
            div(ONE, add(ONE, back)),
            div(e, add(ONE, e)),
            sub(ONE, call("sigma", neg(u))),
            div(add(ONE, call("tanh", div(u, TWO))), TWO),
        ],
        "softplus": [call("log", add(ONE, e)), add(u, call("softplus", neg(u)))],
        "relu": [call("max", number(0), u), div(add(u, call("abs", u)), TWO)],
        "sinh": [div(sub(e, back), TWO)],
        "cosh": [div(add(e, back), TWO)],
        "tanh": [
            div(call("sinh", u), call("cosh", u)),
            div(sub(e, back), add(e, back)),
            sub(mul(TWO, call("sigma", mul(TWO, u))), ONE),
        ],
        "asinh": [call("log", add(u, call("sqrt", add(square(u), ONE))))],
        "Phi": [div(add(ONE, call("erf", div(u, call("sqrt", TWO)))), TWO)],
        "phi": [div(call("exp", neg(div(square(u), TWO))), call("sqrt", mul(TWO, PI)))],
        "erf": [neg(call("erf", neg(u)))],
        "log10": [div(call("log", u), call("log", number(10)))],
    }
    return source.choice(rules[tree.head]) if tree.head in rules else None


def switching(tree, source):
    if not isinstance(tree, Apply):
        return None
    u = tree.args[0]
    v = tree.args[-1]
    gap = call("abs", sub(u, v))
    rules = {
        "abs": [call("sqrt", square(u)), call("max", u, neg(u)), call("abs", neg(u))],
        "max": [div(add(u, v, gap), TWO), call("max", v, u), neg(call("min", neg(u), neg(v)))],
        "min": [div(sub(add(u, v), gap), TWO), call("min", v, u)],
        "sign": [div(u, call("abs", u)), div(call("abs", u), u)],
        "floor": [neg(call("ceiling", neg(u)))],
    }
    return source.choice(rules[tree.head]) if tree.head in rules else None


# Numbers.


def other_number(tree, source):
    if tree == PI:
        return source.choice([mul(number(4), call("atan", ONE)), call("acos", number(-1)), mul(TWO, call("asin", ONE))])
    if tree == Name("e"):
        return call("exp", ONE)
    if not isinstance(tree, Number) or abs(tree.value) > 1000:
        return None
    return source.choice(
        [div(number(2 * tree.value), TWO), div(number(12 * tree.value), number(12)), decimal(tree.value)]
    )


def number_fraction(tree, _):
    if is_(tree, "div") and all(isinstance(arg, Number) and arg.value for arg in tree.args):
        return decimal(tree.args[0].value / tree.args[1].value)
    return None


def decimal(value):
    if 10**6 % value.denominator or value < 0:
        return Number(value)
    whole, rest = divmod(int(value * 10**6), 10**6)
    return Number(value, f"{whole}.{rest:06d}".rstrip("0") if rest else f"{whole}.0")


RULES = (
    shuffled,
    shuffled,
    distributed,
    distributed,
    taken_out,
    sign_outside,
    split_fraction,
    common_denominator,
    fraction_as_product,
    extended_fraction,
    twice_half,
    power_as_product,
    power_split,
    negative_power,
    binomial_square,
    root_as_power,
    power_as_root,
    number_into_root,
    root_below,
    trigonometric,
    pythagoras,
    exponential,
    power_of_number,
    logarithm,
    merged_logs,
    learning,
    switching,
    other_number,
    number_fraction,
)
LARGEST = 90
"""Nodes a rewritten answer may have."""


def replaced(tree, target, new):
    """Return the tree with one part, the very same object, replaced."""
    if tree is target:
        return new
    if not isinstance(tree, Apply):
        return tree
    return Apply(tree.head, tuple(replaced(arg, target, new) for arg in tree.args))


def allowed(tree, rule, root):
    """Whether a rule may be used on a part: exponents keep their form, for x^(2/3) and x^0.667 differ in domain."""
    exponents = {id(part) for node in walk(root) if is_(node, "pow") for part in walk(node.args[1])}
    orders = {id(part) for node in walk(root) if is_(node, "root") for part in walk(node.args[1])}
    return id(tree) not in exponents | orders or (rule is shuffled and id(tree) not in orders)


def rewritten(tree, steps, source):
    """Return the tree after some steps, each a random rule at a random place."""
    tries = 0
    while steps and tries < 60:
        tries += 1
        # Every part is an object of its own, so that one place alone is replaced.
        tree = replaced_all(tree)
        rule = source.choice(RULES)
        target = source.choice([node for node in walk(tree) if not is_container(node)])
        new = rule(target, source) if allowed(target, rule, tree) else None
        if new is None or new == target:
            continue
        candidate = replaced(tree, target, new)
        if size(candidate) <= LARGEST:
            tree, steps = candidate, steps - 1
    return tree


def replaced_all(tree):
    if isinstance(tree, Apply):
        return Apply(tree.head, tuple(replaced_all(arg) for arg in tree.args))
    return Number(tree.value, tree.text) if isinstance(tree, Number) else Name(tree.name)


def is_container(tree):
    if tree in {Name("oo"), neg(Name("oo"))}:
        return True
    return isinstance(tree, Apply) and (
        tree.head in {"vector", "list", "set", "union"} or tree.head.startswith("interval")
    )


# Ways to type the same formula.


def plain(tree, _):
    return to_text(tree)


def implicit(tree, _):
    """Leave out * where it may be left out; never after a number before e, for 2e-1 is a number."""
    text = to_text(tree)
    text = re.sub(r"(?<=[\d.])\*(?=[a-df-zA-Z(])", "", text)
    text = re.sub(r"(?<=\))\*(?=[a-zA-Z(])", "", text)
    return re.sub(r"(?<![a-zA-Z0-9])([a-z])\*(?=\()", r"\1", text)


def unicode_text(tree, _):
    text = to_text(tree).replace("*", "·").replace("pi", "π").replace("sqrt(", "√(").replace(" - ", " − ")
    return re.sub(r"\^([2-9])(?!\d|\.)", lambda m: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(m.group(1))], text)


def programming(tree, _):
    return to_text(tree).replace("^", "**").replace(" ", "")


def schoolbook(tree, _):
    text = to_text(rebuild(tree, lambda node: power(Name("e"), node.args[0]) if is_(node, "exp") else node))
    text = re.sub(r"\blog\((?![^()]*,)", "ln(", text)
    return re.sub(r"\ba(sin|cos|tan)\(", r"arc\1(", text)


def bars(tree, _):
    return re.sub(r"\babs\(([^()|]*)\)", r"|\1|", to_text(tree))


def tex(tree, _):
    return tree_tex(tree)


STYLES = (plain, plain, implicit, unicode_text, programming, schoolbook, bars, tex)
CONSTANTS = ("{} + C", "C + {}", "{} + k", "{} - C", "{} + C + 5", "({}) + 3*C", "{} + ln(2) + C", "{} + C/2")


def rewrites(count, seed):
    """Yield pairs of a right answer and another text of it; the same ones for the same seed."""
    source = random.Random(seed)
    for place in range(count):
        answer = RIGHT_ANSWERS[place % len(RIGHT_ANSWERS)]
        tree = rewritten(parse(answer.key, answer.names), source.choice((1, 1, 2, 2, 3, 4)), source)
        style = source.choice(STYLES)
        text = style(tree, source)
        if answer.kind is Kind.ANTIDERIVATIVE:
            text = source.choice(CONSTANTS).format(text)
        yield answer, text, style.__name__
