"""Formulas rewritten so that known series fit: constants taken out of sums, squares of sine and cosine halved."""

from collections.abc import Callable

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Number, Tree, call, free_names, neg, rebuild, sub
from calcquiz.solving.taylor.expand import E, as_power, two_terms
from calcquiz.solving.taylor.powers import monomial
from calcquiz.tasks.textbook import textbook


def fitted(tree: Tree, name: str) -> Tree:
    """Return the formula with what stands in the way of a known series rewritten; itself where nothing does."""

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or name not in free_names(node):
            return node
        rule = _RULES.get(node.head)
        found = rule(node, name) if rule else None
        return node if found is None else found

    return rebuild(tree, change)


def _logarithm(tree: Apply, name: str) -> Tree | None:
    """Return ln(a + v) as ln a + ln(1 + v/a), the logarithm of a quotient or product as a difference or sum."""
    inner = tree.args[0]
    if len(tree.args) == 2:
        return quotient(call("log", inner), call("log", tree.args[1]))
    if isinstance(inner, Apply) and inner.head == "div":
        return sub(*(_log(arg, name) for arg in inner.args))
    if isinstance(inner, Apply) and inner.head == "mul":
        return total([_log(arg, name) for arg in inner.args])
    if isinstance(inner, Apply) and inner.head == "sqrt":
        return quotient(_log(inner.args[0], name), TWO)
    found = two_terms(inner, name)
    front = None if found is None else exact_number(found[0])
    if found is None or front is None or front <= 0 or front == 1:
        return None
    return total([call("log", found[0]), call("log", total([ONE, textbook(quotient(found[1], found[0]))]))])


def _log(inner: Tree, name: str) -> Tree:
    tree = Apply("log", (inner,))
    return _logarithm(tree, name) or tree


def _power(tree: Apply, name: str) -> Tree | None:
    """Return (a + v)^p as a^p (1 + v/a)^p, b^v as e^(v ln b), the squares of sine and cosine by the double angle."""
    base, exponent = tree.args if len(tree.args) == 2 else (tree.args[0], None)
    if exponent is not None and name in free_names(exponent):
        return _exponential(base, exponent, name)
    if exponent == TWO and isinstance(base, Apply) and base.head in {"sin", "cos"}:
        double = call("cos", textbook(product([TWO, base.args[0]])))
        return quotient(total([ONE, neg(double) if base.head == "sin" else double]), TWO)
    return _of_sum(tree, name)


def _exponential(base: Tree, exponent: Tree, name: str) -> Tree | None:
    if base == E:
        return _shifted(exponent, name)
    if name in free_names(base) or monomial(exponent, name) is None:
        return None
    return call("exp", textbook(product([exponent, call("log", base)])))


def _exp(tree: Apply, name: str) -> Tree | None:
    return _shifted(tree.args[0], name)


def _shifted(exponent: Tree, name: str) -> Tree | None:
    """Return e^(a + v) as e^a e^v."""
    found = two_terms(exponent, name)
    return None if found is None else product([textbook(call("exp", found[0])), call("exp", found[1])])


def _of_sum(tree: Apply, name: str) -> Tree | None:
    """Return (a + v)^p with a taken out, for fractions, negative powers and roots."""
    base, exponent = as_power(tree)
    found = two_terms(base, name)
    front = None if found is None else exact_number(found[0])
    if found is None or front is None or front in {0, 1} or (exponent.denominator == 1 and exponent > 0):
        return None
    if front < 0 and exponent.denominator != 1:
        return None
    outside = textbook(raised(Number(front), Number(exponent)))
    if exact_number(outside) is None and _is_linear(found[1], name):
        return None  # a table of derivatives is plainer than roots before everything
    return textbook(product([outside, _one_over(total([ONE, textbook(quotient(found[1], found[0]))]), tree)]))


def _is_linear(tree: Tree, name: str) -> bool:
    found = monomial(tree, name)
    return found is not None and found[1] == 1


def _one_over(inner: Tree, like: Apply) -> Tree:
    """Return the inner formula in the shape of the power or root it comes from."""
    if like.head == "div":
        below = like.args[1]
        base, exponent = as_power(below)
        assert base is not below or exponent == 1
        return quotient(ONE, _one_over(inner, below) if isinstance(below, Apply) and exponent != 1 else inner)
    return Apply(like.head, (inner, *like.args[1:]))


def _quotient(tree: Apply, name: str) -> Tree | None:
    """Return c/(a + v) as (c/a)/(1 + v/a)."""
    above, below = tree.args
    exponent = _exponent(below)
    if exponent is not None and monomial(exponent, name) is not None:
        return product([above, call("exp", negate(exponent))])
    if above != ONE:
        made = _of_sum(Apply("div", (ONE, below)), name)
        return None if made is None else textbook(product([above, made]))
    return _of_sum(tree, name)


def _tangent(tree: Apply, name: str) -> Tree | None:
    """Return tan v as sin v over cos v."""
    inner = tree.args[0]
    return quotient(call("sin", inner), call("cos", inner)) if monomial(inner, name) is not None else None


def _exponent(tree: Tree) -> Tree | None:
    """Return v of e^v."""
    if isinstance(tree, Apply) and tree.head == "exp":
        return tree.args[0]
    return tree.args[1] if isinstance(tree, Apply) and tree.head == "pow" and tree.args[0] == E else None


def _density(tree: Apply, name: str) -> Tree | None:
    """Return the density of the standard normal distribution as an exponential function."""
    square = textbook(quotient(raised(tree.args[0], TWO), TWO))
    if monomial(square, name) is None:
        return None
    return quotient(call("exp", textbook(neg(square))), call("sqrt", product([TWO, Name("pi")])))


_RULES: dict[str, Callable[[Apply, str], Tree | None]] = {
    "log": _logarithm,
    "pow": _power,
    "sqrt": _power,
    "cbrt": _power,
    "exp": _exp,
    "div": _quotient,
    "phi": _density,
    "tan": _tangent,
}
