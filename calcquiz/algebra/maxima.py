"""The writer of Maxima: a tree as text that Maxima, and STACK for Moodle, read as the same formula."""

from collections.abc import Callable

from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Number, Tree, add, call, div, mul, neg, number, power
from calcquiz.records.errors import FormulaError

NAMES = {"pi": "%pi", "e": "%e", "i": "%i", "oo": "inf"}
"""Constants of ours that Maxima calls differently; `dne` stays a word, for STACK compares words."""


def to_maxima(tree: Tree) -> str:
    """Return the formula in the syntax of Maxima, decimals as the fractions they are.

    A vector is a list, a list of rows a matrix. Intervals and their unions are written with STACK's
    `oo`, `oc`, `co`, `cc` and `%union`. Functions that Maxima does not have are written out.

    Raises:
        FormulaError: a head without a faithful form (pieces, tasks), by name.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> to_maxima(parse("(-2)^2 - e^(pi x)/sigma(x)", {"x"}))
        '(-2)^2 - %e^(%pi*x)/(1/(1 + exp(-x)))'
    """
    # The operators of both languages bind alike: a tree with Maxima's names is written as ours are.
    return to_text(_translated(tree))


def region_to_maxima(tree: Tree) -> str:
    """Return a set of real numbers in the syntax of STACK: where an interval is due, (1, 2) is one, and no point.

    Raises:
        FormulaError: as `to_maxima`.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> region_to_maxima(parse("(-oo, 2)"))
        'oo(-inf, 2)'
    """
    return to_maxima(_region(tree))


def _region(tree: Tree) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    if tree.head in JOINED:
        return Apply(tree.head, tuple(map(_region, tree.args)))
    return Apply(PAIRS[tree.head], tree.args) if tree.head in PAIRS and len(tree.args) == 2 else tree


def _translated(tree: Tree) -> Tree:
    if isinstance(tree, Number):
        return Number(tree.value)
    if isinstance(tree, Name):
        return Name(NAMES.get(tree.name, tree.name))
    if tree.head in ARITHMETIC and any(sort_of(arg) == "set" for arg in tree.args):
        raise FormulaError("sums of sets have no faithful form in Maxima")
    args = tuple(_translated(_region(arg) if tree.head in JOINED else arg) for arg in tree.args)
    if tree.head in UNCHANGED:
        return Apply(tree.head, args)
    rule = _RULES.get(tree.head)
    if rule is None:
        raise FormulaError(f"{_called(tree.head)} no faithful form in Maxima")
    return rule(*args)


def _called(head: str) -> str:
    return "pieces have" if head == "pick" else f"{head} has"


JOINED = frozenset({"union", "intersection"})
PAIRS = {"vector": "interval()", "list": "interval[]"}
"""What a pair stands for among intervals."""
ARITHMETIC = frozenset({"add", "neg"})
UNCHANGED = frozenset(
    {
        *("add", "mul", "div", "pow", "neg", "=", "<", "<=", ">", ">=", "and", "or", "not", "set"),
        *(
            f"{arc}{name}{hyperbolic}"
            for name in ("sin", "cos", "tan", "sec", "csc", "cot")
            for arc in ("", "a")
            for hyperbolic in ("", "h")
        ),
        *("exp", "sqrt", "abs", "floor", "ceiling", "min", "max", "factorial", "binomial", "erf"),
    }
)
"""Heads that both languages write alike."""


def _logarithm(u: Tree, *base: Tree) -> Tree:
    return div(call("log", u), call("log", base[0])) if base else call("log", u)


def _rows(*items: Tree) -> Tree:
    is_matrix = bool(items) and all(isinstance(item, Apply) and item.head == "list" for item in items)
    return Apply("matrix" if is_matrix else "list", items)


def _common_divisor(first: Tree, second: Tree, *others: Tree) -> Tree:
    """Return nested calls: Maxima takes a third argument for the name of a variable."""
    divisor = call("gcd", first, second)
    return _common_divisor(divisor, *others) if others else divisor


def _logistic(u: Tree) -> Tree:
    return div(ONE, add(ONE, call("exp", neg(u))))


def _density(u: Tree) -> Tree:
    return div(call("exp", neg(div(power(u, TWO), TWO))), call("sqrt", mul(TWO, Name("%pi"))))


def _renamed(head: str) -> Callable[..., Tree]:
    return lambda *args: Apply(head, args)


_RULES: dict[str, Callable[..., Tree]] = {
    "log": _logarithm,
    "log10": lambda u: _logarithm(u, number(10)),
    "cbrt": lambda u: power(u, div(ONE, number(3))),
    "root": lambda u, n: power(u, div(ONE, n)),
    "sign": _renamed("signum"),
    "gcd": _common_divisor,
    "sigma": _logistic,
    "relu": lambda u: call("max", number(0), u),
    "softplus": lambda u: call("log", add(ONE, call("exp", u))),
    "Phi": lambda u: div(add(ONE, call("erf", div(u, call("sqrt", TWO)))), TWO),
    "phi": _density,
    "!=": _renamed("notequal"),
    "vector": _renamed("list"),
    "list": _rows,
    "interval()": _renamed("oo"),
    "interval(]": _renamed("oc"),
    "interval[)": _renamed("co"),
    "interval[]": _renamed("cc"),
    "union": _renamed("%union"),
    "intersection": _renamed("%intersection"),
}
