"""Wrong steps at powers and exponentials."""

from collections.abc import Callable

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ONE, Number, Tree, call
from calcquiz.solving.slips.node import E, Make, Node, WrongStep, lowered


def _of_power(make: Callable[[Node, Tree, Tree], Tree | None]) -> Make:
    """Return a wrong step for powers with a constant exponent."""

    def made(node: Node) -> Tree | None:
        base, exponent = node.tree.args
        return make(node, base, exponent) if node.moves(base) and not node.moves(exponent) else None

    return made


def _power_inner_dropped(node: Node, base: Tree, exponent: Tree) -> Tree | None:
    return None if node.slopes[0] == ONE else product([exponent, lowered(base, exponent)])


def _exponent_kept(node: Node, base: Tree, exponent: Tree) -> Tree:
    return product([exponent, node.slopes[0], raised(base, exponent)])


def _exponent_not_in_front(node: Node, base: Tree, exponent: Tree) -> Tree:
    return product([node.slopes[0], lowered(base, exponent)])


def _exponent_raised(node: Node, base: Tree, exponent: Tree) -> Tree:
    return product([exponent, node.slopes[0], lowered(base, exponent, -1)])


def _power_of_derivative(node: Node, _: Tree, exponent: Tree) -> Tree | None:
    return None if node.is_variable(node.tree.args[0]) else raised(node.slopes[0], exponent)


def _power_at_derivative(node: Node, _: Tree, exponent: Tree) -> Tree | None:
    return None if node.slopes[0] == ONE else product([exponent, lowered(node.slopes[0], exponent)])


def _integrated(node: Node, base: Tree, exponent: Tree) -> Tree | None:
    value = exact_number(exponent)
    if value is None or value == -1 or not node.is_variable(base):
        return None
    return quotient(raised(base, Number(value + 1)), Number(value + 1))


def _of_exponential(make: Callable[[Node, Tree, Tree], Tree | None]) -> Make:
    """Return a wrong step for exponentials: a constant base, and an exponent that varies."""

    def made(node: Node) -> Tree | None:
        base, exponent = (E, node.tree.args[0]) if node.tree.head == "exp" else node.tree.args
        return make(node, base, exponent) if node.moves(exponent) and not node.moves(base) else None

    return made


def _power_rule_on_exponential(node: Node, base: Tree, exponent: Tree) -> Tree:
    return product([exponent, node.slopes[-1], lowered(_exponential(node, base), exponent)])


def _exponential(node: Node, base: Tree) -> Tree:
    return E if node.tree.head == "exp" else base


def _exponential_inner_dropped(node: Node, base: Tree, _: Tree) -> Tree | None:
    if node.slopes[-1] == ONE:
        return None
    return node.tree if base == E else product([call("log", base), node.tree])


def _exponential_at_derivative(node: Node, base: Tree, _: Tree) -> Tree | None:
    if node.slopes[-1] == ONE:
        return None
    return call("exp", node.slopes[-1]) if base == E else product([call("log", base), raised(base, node.slopes[-1])])


def _exponential_lowered(node: Node, base: Tree, exponent: Tree) -> Tree:
    return product([node.slopes[-1], lowered(base, exponent)])


def _logarithm_of_base_lost(node: Node, base: Tree, _: Tree) -> Tree | None:
    return None if base == E else product([node.slopes[-1], node.tree])


def _of_tower(make: Callable[[Node, Tree, Tree], Tree]) -> Make:
    """Return a wrong step for powers in which base and exponent vary."""
    return lambda node: make(node, *node.tree.args) if all(map(node.moves, node.tree.args)) else None


def _tower_by_power_rule(node: Node, base: Tree, exponent: Tree) -> Tree:
    return product([exponent, node.slopes[0], lowered(base, exponent)])


def _tower_as_exponential(node: Node, base: Tree, _: Tree) -> Tree:
    return product([node.slopes[1], call("log", base), node.tree])


def _tower_without_itself(node: Node, base: Tree, exponent: Tree) -> Tree:
    return total([product([node.slopes[1], call("log", base)]), quotient(product([exponent, node.slopes[0]]), base)])


EXPONENTIAL_STEPS = (
    WrongStep(
        name="inner-derivative-dropped",
        make=_of_exponential(_exponential_inner_dropped),
        say="The chain rule needs the derivative of the exponent as a factor. It is missing at {}.",
        rank=1,
    ),
    WrongStep(
        name="power-rule-on-exponential",
        make=_of_exponential(_power_rule_on_exponential),
        say="{} is an exponential, with the variable in the exponent: the power rule is not for it.",
        rank=1,
    ),
    WrongStep(
        name="exponential-lowered",
        make=_of_exponential(_exponential_lowered),
        say="The exponent of the exponential {} stays as it is. It was lowered by one.",
        rank=3,
    ),
    WrongStep(
        name="outer-at-inner-derivative",
        make=_of_exponential(_exponential_at_derivative),
        say="The exponent of {} stays as it is. Its derivative is a factor outside.",
    ),
    WrongStep(
        name="logarithm-of-base-lost",
        make=_of_exponential(_logarithm_of_base_lost),
        say="The derivative of {} has the logarithm of the base as a factor: $(a^x)' = a^x \\ln a$.",
        rank=1,
    ),
)
POWER_STEPS = (
    WrongStep(
        name="inner-derivative-dropped",
        make=_of_power(_power_inner_dropped),
        say="The chain rule needs the inner derivative as a factor. It is missing at {}.",
        rank=1,
    ),
    WrongStep(
        name="exponent-not-lowered",
        make=_of_power(_exponent_kept),
        say="The exponent of {} comes to the front and is lowered by one. It was not lowered.",
    ),
    WrongStep(
        name="exponent-not-in-front",
        make=_of_power(_exponent_not_in_front),
        say="The exponent of {} comes to the front as a factor. That factor is missing.",
    ),
    WrongStep(
        name="exponent-raised",
        make=_of_power(_exponent_raised),
        say="The exponent of {} is lowered by one. It was raised.",
    ),
    WrongStep(
        name="power-of-derivative",
        make=_of_power(_power_of_derivative),
        say="The derivative of the power {} is not the power of the derivative.",
    ),
    WrongStep(
        name="outer-at-inner-derivative",
        make=_of_power(_power_at_derivative),
        say="At {} the inner derivative went inside. It belongs outside, as a factor; inside stays as it was.",
    ),
    WrongStep(
        name="integrated-instead",
        make=_of_power(_integrated),
        say="{} was integrated, not differentiated.",
    ),
    *EXPONENTIAL_STEPS,
    WrongStep(
        name="power-rule-on-exponential",
        make=_of_tower(_tower_by_power_rule),
        say="In {} the exponent varies too, so the power rule is not enough. Take logarithms first.",
        rank=1,
    ),
    WrongStep(
        name="base-held-constant",
        make=_of_tower(_tower_as_exponential),
        say="In {} the base varies too, so the rule for exponentials is not enough. Take logarithms first.",
    ),
    WrongStep(
        name="logarithmic-factor-lost",
        make=_of_tower(_tower_without_itself),
        say="That is the derivative of the logarithm of {}. It is to be multiplied by the function itself.",
    ),
)
