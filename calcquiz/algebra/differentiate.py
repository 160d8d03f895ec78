"""Differentiation on the tree: one rule a head, the result tidied as a textbook writes it."""

from collections.abc import Callable

from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Number, Tree, call, free_names, number, walk
from calcquiz.records.errors import FormulaError

LARGEST_RESULT = 4000
"""Nodes a derivative may have before it is refused."""


def differentiate(tree: Tree, variable: str) -> Tree:
    """Return the derivative with respect to the variable; other names are constants.

    Raises:
        FormulaError: a head without a derivative (a relation, a set, gcd), or a result over 4,000 nodes.
    """
    result = tidy(_Differentiation(variable).of(tree))
    if sum(1 for _ in walk(result)) > LARGEST_RESULT:
        raise FormulaError("this derivative is too large", advice="Use a shorter function.")
    return result


class _Differentiation:
    """Derivatives with respect to one variable, each subtree worked out once."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.known: dict[int, Tree] = {}

    def of(self, tree: Tree) -> Tree:
        if isinstance(tree, Number):
            return ZERO
        if isinstance(tree, Name):
            return ONE if tree.name == self.variable else ZERO
        if id(tree) not in self.known:
            self.known[id(tree)] = self.of_application(tree)
        return self.known[id(tree)]

    def of_application(self, tree: Apply) -> Tree:
        if self.variable not in free_names(tree):
            return ZERO if tree.head not in _ENTRYWISE else Apply(tree.head, tuple(ZERO for _ in tree.args))
        if tree.head in _STRUCTURE:
            return _STRUCTURE[tree.head](self, tree)
        if tree.head in _ENTRYWISE:
            return Apply(tree.head, tuple(self.of(arg) for arg in tree.args))
        outer = OUTER.get(tree.head)
        if outer is None or len(tree.args) != 1:
            raise FormulaError(
                f"{tree.head} has no derivative here",
                start=tree.span[0],
                end=tree.span[1],
                advice="Use a function that can be differentiated.",
            )
        inner = tree.args[0]
        return chain(outer(inner), self.of(inner))


def chain(outer: Tree, inner_derivative: Tree) -> Tree:
    """Return f'(u)·u', the inner derivative first when it is a number or a power of the variable."""
    if isinstance(outer, Apply) and outer.head == "div":
        return quotient(product([inner_derivative, outer.args[0]]), outer.args[1])
    return product([inner_derivative, outer])


def _sum(rule: _Differentiation, tree: Apply) -> Tree:
    return total([rule.of(term) for term in tree.args])


def _product(rule: _Differentiation, tree: Apply) -> Tree:
    terms = []
    for place, factor in enumerate(tree.args):
        slope = rule.of(factor)
        if slope != ZERO:
            terms.append(product([*tree.args[:place], slope, *tree.args[place + 1 :]]))
    return total(terms)


def _quotient(rule: _Differentiation, tree: Apply) -> Tree:
    above, below = tree.args
    if rule.variable not in free_names(below):
        return quotient(rule.of(above), below)
    if rule.variable not in free_names(above):
        return negate(quotient(product([above, rule.of(below)]), raised(below, TWO)))
    top = total([product([rule.of(above), below]), negate(product([above, rule.of(below)]))])
    return quotient(top, raised(below, TWO))


def _power(rule: _Differentiation, tree: Apply) -> Tree:
    base, exponent = tree.args
    if rule.variable not in free_names(exponent):
        lowered = tidy(total([exponent, number(-1)]))
        return product([exponent, rule.of(base), raised(base, lowered)])
    if base == Name("e"):
        return product([rule.of(exponent), tree])
    log = call("log", base)
    if rule.variable not in free_names(base):
        return product([log, rule.of(exponent), tree])
    inner = total([product([rule.of(exponent), log]), quotient(product([exponent, rule.of(base)]), base)])
    return product([tree, inner])


def _log(rule: _Differentiation, tree: Apply) -> Tree:
    if len(tree.args) == 2:
        return rule.of(quotient(call("log", tree.args[0]), call("log", tree.args[1])))
    inner = tree.args[0]
    if isinstance(inner, Apply) and inner.head == "abs":
        inner = inner.args[0]
    return quotient(rule.of(inner), inner)


def _root(rule: _Differentiation, tree: Apply) -> Tree:
    return rule.of(raised(tree.args[0], quotient(ONE, tree.args[1])))


def _pick(rule: _Differentiation, tree: Apply) -> Tree:
    *cases, otherwise = tree.args
    slopes: list[Tree] = []
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        slopes += [condition, rule.of(value)]
    return Apply("pick", (*slopes, rule.of(otherwise)))


def _extreme(rule: _Differentiation, tree: Apply) -> Tree:
    """Return the slope of the argument that is the largest (or smallest) one."""
    relation = ">=" if tree.head == "max" else "<="
    first, *others = tree.args
    if not others:
        return rule.of(first)
    rest: Tree = Apply(tree.head, tuple(others)) if len(others) > 1 else others[0]
    return Apply("pick", (Apply(relation, (first, rest)), rule.of(first), rule.of(rest)))


_ENTRYWISE = frozenset({"vector", "list"})
_STRUCTURE: dict[str, Callable[[_Differentiation, Apply], Tree]] = {
    "add": _sum,
    "mul": _product,
    "neg": lambda rule, tree: negate(rule.of(tree.args[0])),
    "div": _quotient,
    "pow": _power,
    "log": _log,
    "root": _root,
    "pick": _pick,
    "max": _extreme,
    "min": _extreme,
}


def _square(tree: Tree) -> Tree:
    return raised(tree, TWO)


def _one_minus_square(u: Tree) -> Tree:
    return total([ONE, negate(_square(u))])


def _one_plus_square(u: Tree) -> Tree:
    return total([ONE, _square(u)])


def _inverse_secant(u: Tree) -> Tree:
    return quotient(ONE, product([call("abs", u), call("sqrt", total([_square(u), number(-1)]))]))


def _area_cosecant(u: Tree) -> Tree:
    return negate(quotient(ONE, product([call("abs", u), call("sqrt", _one_plus_square(u))])))


def _normal_density(u: Tree) -> Tree:
    return negate(product([u, call("phi", u)]))


def _error_function(u: Tree) -> Tree:
    return quotient(product([TWO, call("exp", negate(_square(u)))]), call("sqrt", Name("pi")))


OUTER: dict[str, Callable[[Tree], Tree]] = {
    "sin": lambda u: call("cos", u),
    "cos": lambda u: negate(call("sin", u)),
    "tan": lambda u: _square(call("sec", u)),
    "sec": lambda u: product([call("sec", u), call("tan", u)]),
    "csc": lambda u: negate(product([call("csc", u), call("cot", u)])),
    "cot": lambda u: negate(_square(call("csc", u))),
    "asin": lambda u: quotient(ONE, call("sqrt", _one_minus_square(u))),
    "acos": lambda u: negate(quotient(ONE, call("sqrt", _one_minus_square(u)))),
    "atan": lambda u: quotient(ONE, _one_plus_square(u)),
    "acot": lambda u: negate(quotient(ONE, _one_plus_square(u))),
    "asec": _inverse_secant,
    "acsc": lambda u: negate(_inverse_secant(u)),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: _square(call("sech", u)),
    "sech": lambda u: negate(product([call("sech", u), call("tanh", u)])),
    "csch": lambda u: negate(product([call("csch", u), call("coth", u)])),
    "coth": lambda u: negate(_square(call("csch", u))),
    "asinh": lambda u: quotient(ONE, call("sqrt", _one_plus_square(u))),
    "acosh": lambda u: quotient(ONE, call("sqrt", total([_square(u), number(-1)]))),
    "atanh": lambda u: quotient(ONE, _one_minus_square(u)),
    "acoth": lambda u: quotient(ONE, _one_minus_square(u)),
    "asech": lambda u: negate(quotient(ONE, product([u, call("sqrt", _one_minus_square(u))]))),
    "acsch": _area_cosecant,
    "exp": lambda u: call("exp", u),
    "log10": lambda u: quotient(ONE, product([u, call("log", number(10))])),
    "sqrt": lambda u: quotient(ONE, product([TWO, call("sqrt", u)])),
    "cbrt": lambda u: quotient(ONE, product([number(3), _square(call("cbrt", u))])),
    "abs": lambda u: call("sign", u),
    "sign": lambda _: ZERO,
    "floor": lambda _: ZERO,
    "ceiling": lambda _: ZERO,
    "erf": _error_function,
    "sigma": lambda u: product([call("sigma", u), total([ONE, negate(call("sigma", u))])]),
    "softplus": lambda u: call("sigma", u),
    "relu": lambda u: Apply("pick", (Apply(">", (u, ZERO)), ONE, ZERO)),
    "Phi": lambda u: call("phi", u),
    "phi": _normal_density,
}
"""f -> the tree of f'(u) for a function of one argument. Slopes at corners (abs, floor, relu) hold beside them."""
