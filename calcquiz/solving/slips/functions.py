"""Wrong steps at functions of the table, and the list of all wrong steps by operation."""

from collections.abc import Callable

from calcquiz.algebra.differentiate import OUTER, chain
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Tree, call, rebuild
from calcquiz.solving.slips.node import Make, Node, WrongStep
from calcquiz.solving.slips.powers import EXPONENTIAL_STEPS, POWER_STEPS
from calcquiz.solving.slips.products import PRODUCT_STEPS, QUOTIENT_STEPS


def _outer(node: Node, inner: Tree) -> Tree:
    if node.tree.head == "log":
        made = quotient(ONE, inner)
        return made if len(node.tree.args) == 1 else quotient(made, call("log", node.tree.args[1]))
    return OUTER[node.tree.head](inner)


def _inner_dropped(node: Node) -> Tree | None:
    return None if node.slopes[0] == ONE else _outer(node, node.tree.args[0])


def _at_derivative(node: Node) -> Tree | None:
    return None if node.slopes[0] == ONE or node.slopes[0] == ZERO else _outer(node, node.slopes[0])


def _outer_kept(node: Node) -> Tree | None:
    if node.slopes[0] == ONE:
        return None
    return product([node.slopes[0], node.tree])


def _sign_turned(node: Node) -> Tree | None:
    return negate(chain(OUTER[node.tree.head](node.tree.args[0]), node.slopes[0]))


def _root_half_lost(node: Node) -> Tree:
    return quotient(node.slopes[0], node.tree)


def _root_above(node: Node) -> Tree:
    return quotient(product([node.slopes[0], node.tree]), TWO)


def _base_of_logarithm_lost(node: Node) -> Tree | None:
    return quotient(node.slopes[0], node.tree.args[0]) if len(node.tree.args) == 2 else None


def _square_lost(node: Node) -> Tree | None:
    """Return sec u for tan u, and the like: what is squared in the table stands there once."""
    table = {"tan": "sec", "tanh": "sech", "cot": "csc", "coth": "csch"}
    made = product([node.slopes[0], call(table[node.tree.head], node.tree.args[0])])
    return negate(made) if node.tree.head in {"cot", "coth"} else made


def _with_table(change: Callable[[Tree, Tree], Tree]) -> Make:
    """Return a wrong step that has another formula in the table of derivatives: of the right one and of u."""

    def make(node: Node) -> Tree | None:
        inner = node.tree.args[0]
        return chain(tidy(change(OUTER[node.tree.head](inner), inner)), node.slopes[0])

    return make


def _without_root(formula: Tree, _: Tree) -> Tree:
    return rebuild(formula, lambda part: part.args[0] if isinstance(part, Apply) and part.head == "sqrt" else part)


def _with_root(formula: Tree, _: Tree) -> Tree:
    def change(part: Tree) -> Tree:
        rooted = isinstance(part, Apply) and part.head == "div"
        return Apply("div", (part.args[0], call("sqrt", part.args[1]))) if rooted and isinstance(part, Apply) else part

    return rebuild(formula, change)


def _without_square(formula: Tree, inner: Tree) -> Tree:
    square = raised(inner, TWO)
    return rebuild(formula, lambda part: inner if part == square else part)


def _extra(name: str, change: Callable[[Tree, Tree], Tree], say: str) -> WrongStep:
    return WrongStep(name=name, make=_with_table(change), say=say)


ROOT_LOST = _extra("root-lost", _without_root, "In the derivative of {} there is a root. It is missing.")
OF_ARCTANGENT = (
    _extra("root-instead", _with_root, "The derivative of {} has no root. That of the arcsine has one."),
    _extra("square-lost", _without_square, "In the derivative of {} the argument is squared. The square is missing."),
)
EXTRAS: dict[str, tuple[WrongStep, ...]] = {
    **dict.fromkeys(("asin", "acos", "asec", "acsc", "asinh", "acosh", "asech", "acsch"), (ROOT_LOST,)),
    **dict.fromkeys(("atan", "acot", "atanh", "acoth"), OF_ARCTANGENT),
    "abs": (_extra("bars-ignored", lambda *_: ONE, "The slope of {} changes its sign where the inside does."),),
    "cbrt": (
        _extra(
            "third-lost",
            lambda _, u: quotient(ONE, raised(call("cbrt", u), TWO)),
            "The derivative of the root {} has a 3 below. It is missing.",
        ),
    ),
    "sigma": (
        _extra(
            "sigmoid-plus",
            lambda _, u: product([call("sigma", u), total([ONE, call("sigma", u)])]),
            r"The derivative of {} has a minus: $\sigma' = \sigma (1 - \sigma)$.",
        ),
        _extra(
            "sigmoid-factor-lost",
            lambda _, u: total([ONE, negate(call("sigma", u))]),
            r"The derivative of {} has two factors: $\sigma' = \sigma (1 - \sigma)$.",
        ),
    ),
}
"""Head -> wrong formulas of the table."""

FUNCTION_STEPS = (
    WrongStep(
        name="inner-derivative-dropped",
        make=_inner_dropped,
        say="The chain rule needs the inner derivative as a factor. It is missing at {}.",
        rank=1,
    ),
    WrongStep(
        name="outer-at-inner-derivative",
        make=_at_derivative,
        say="At {} the inner derivative went inside. It belongs outside, as a factor; inside stays as it was.",
    ),
    WrongStep(
        name="outer-not-differentiated",
        make=_outer_kept,
        say="At {} only the inside was differentiated. The outer function needs its derivative too.",
        rank=3,
    ),
)
SIGN = WrongStep(name="sign-of-derivative", make=_sign_turned, say="The derivative of {} has the other sign.", rank=1)
SIGNED = frozenset(
    {
        *("sin", "cos", "tan", "sec", "csc", "cot", "acos", "asin", "acot", "atan"),
        *("sinh", "cosh", "tanh", "sech", "csch", "coth"),
    }
)
"""Functions whose derivative one remembers with a sign, right or wrong."""

STEPS: dict[str, tuple[WrongStep, ...]] = {
    "neg": (WrongStep(name="sign-lost", make=lambda node: node.slopes[0], say="The minus sign of {} was lost."),),
    "mul": PRODUCT_STEPS,
    "div": QUOTIENT_STEPS,
    "pow": POWER_STEPS,
    "exp": EXPONENTIAL_STEPS,
    "sqrt": (
        *FUNCTION_STEPS,
        WrongStep(
            name="half-lost", make=_root_half_lost, say="The derivative of the root {} has a 2 below. It is missing."
        ),
        WrongStep(
            name="root-not-below",
            make=_root_above,
            say="The exponent 1/2 of the root {} is lowered to -1/2, so the root comes to stand below.",
        ),
    ),
    "log": (
        *FUNCTION_STEPS,
        WrongStep(
            name="logarithm-of-base-lost",
            make=_base_of_logarithm_lost,
            say="{} is not the natural logarithm: its derivative is also divided by the logarithm of the base.",
            rank=1,
        ),
    ),
    **dict.fromkeys(
        ("tan", "cot", "tanh", "coth"),
        (
            *FUNCTION_STEPS,
            SIGN,
            WrongStep(name="square-lost", make=_square_lost, say="The derivative of {} has a square. It is missing."),
        ),
    ),
}
"""Head -> the wrong steps at it."""


def steps_at(head: str) -> tuple[WrongStep, ...]:
    """Return the wrong steps that may be made at an operation."""
    if head in STEPS:
        return STEPS[head]
    if head not in OUTER:
        return ()
    signs = (SIGN,) if head in SIGNED else ()
    return (*FUNCTION_STEPS, *signs, *EXTRAS.get(head, ()))
