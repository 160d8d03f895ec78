"""Wrong steps at products and quotients."""

from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Tree, call
from calcquiz.solving.slips.node import Make, Node, WrongStep, product_rule, quotient_rule, with_slope


def _product_of_derivatives(node: Node) -> Tree | None:
    moving = _moving(node)
    fixed = [arg for arg in node.tree.args if not node.moves(arg)]
    return product([*fixed, *(node.slopes[place] for place in moving)]) if len(moving) > 1 else None


def _moving(node: Node) -> list[int]:
    return [place for place, arg in enumerate(node.tree.args) if node.moves(arg)]


def _without_term(which: int) -> Make:
    """Return the product rule without the term in which one of the moving factors is differentiated."""

    def make(node: Node) -> Tree | None:
        moving = _moving(node)
        if not len(moving) > max(1, which) or len(moving) > len(WHICH):
            return None
        return total([with_slope(node, place) for index, place in enumerate(moving) if index != which])

    return make


WHICH = ("first", "second", "third")


def _product_with_minus(node: Node) -> Tree | None:
    moving = _moving(node)
    if len(moving) != 2:
        return None
    first, second = (with_slope(node, place) for place in moving)
    return total([first, negate(second)])


def _factor_lost(node: Node) -> Tree | None:
    moving = _moving(node)
    if len(moving) == len(node.tree.args) or not moving:
        return None
    kept = Node(
        tree=Apply("mul", tuple(node.tree.args[place] for place in moving)),
        slopes=tuple(node.slopes[place] for place in moving),
        varying=node.varying,
    )
    return kept.slopes[0] if len(moving) == 1 else product_rule(kept)


def _factor_dropped_below(node: Node) -> Tree | None:
    return node.slopes[0] if not node.moves(node.tree.args[1]) else None


def _of_quotient(make: Make) -> Make:
    """Return a wrong step for quotients in which both parts vary."""
    return lambda node: make(node) if all(map(node.moves, node.tree.args)) else None


def _of_reciprocal(make: Make) -> Make:
    """Return a wrong step for quotients with a constant on top."""

    def made(node: Node) -> Tree | None:
        above, below = node.tree.args
        return make(node) if node.moves(below) and not node.moves(above) else None

    return made


def _quotient_plus(node: Node) -> Tree:
    (u, v), (du, dv) = node.tree.args, node.slopes
    return quotient(total([product([du, v]), product([u, dv])]), raised(v, TWO))


def _quotient_not_squared(node: Node) -> Tree:
    (u, v), (du, dv) = node.tree.args, node.slopes
    return quotient(total([product([du, v]), negate(product([u, dv]))]), v)


def _quotient_without_denominator(node: Node) -> Tree:
    (u, v), (du, dv) = node.tree.args, node.slopes
    return total([product([du, v]), negate(product([u, dv]))])


def _reciprocal_sign(node: Node) -> Tree:
    (above, below), (_, slope) = node.tree.args, node.slopes
    return quotient(product([above, slope]), raised(below, TWO))


def _reciprocal_of_derivative(node: Node) -> Tree | None:
    return quotient(node.tree.args[0], node.slopes[1]) if node.slopes[1] != ZERO else None


def _reciprocal_inner_dropped(node: Node) -> Tree | None:
    above, below = node.tree.args
    return None if node.slopes[1] == ONE else negate(quotient(above, raised(below, TWO)))


def _reciprocal_as_logarithm(node: Node) -> Tree:
    above, below = node.tree.args
    return product([above, call("log", below)])


PRODUCT_STEPS = (
    WrongStep(
        name="product-of-derivatives",
        make=_product_of_derivatives,
        say="The derivatives of the factors of {} were multiplied. The product rule is $(u v)' = u' v + u v'$.",
        rank=1,
    ),
    WrongStep(
        name="constant-factor-lost", make=_factor_lost, say="The constant factor of {} stays in front. It was lost."
    ),
    *(
        WrongStep(
            name=f"product-rule-{WHICH[which]}-term-lost",
            make=_without_term(which),
            say=f"The product rule for {{}} has one more term, in which the {WHICH[which]} factor is differentiated.",
        )
        for which in (1, 0, 2)
    ),
    WrongStep(
        name="product-rule-minus",
        make=_product_with_minus,
        say="The two terms of the product rule for {} are added, not subtracted.",
    ),
)
QUOTIENT_STEPS = (
    WrongStep(
        name="quotient-swapped",
        make=_of_quotient(lambda node: quotient_rule(node, -1)),
        say="The two terms on top of the quotient rule for {} were swapped: it is $u' v - u v'$.",
        rank=1,
    ),
    WrongStep(
        name="quotient-of-derivatives",
        make=_of_quotient(lambda node: quotient(*node.slopes) if node.slopes[1] != ZERO else None),
        say="Top and bottom of {} were differentiated on their own. The quotient rule is "
        "$\\left(\\frac{u}{v}\\right)' = \\frac{u' v - u v'}{v^2}$.",
        rank=1,
    ),
    WrongStep(
        name="quotient-rule-plus",
        make=_of_quotient(_quotient_plus),
        say="On top of the quotient rule for {} stands a minus: $u' v - u v'$.",
    ),
    WrongStep(
        name="denominator-not-squared",
        make=_of_quotient(_quotient_not_squared),
        say="The denominator of the quotient rule for {} is squared.",
    ),
    WrongStep(
        name="denominator-forgotten",
        make=_of_quotient(_quotient_without_denominator),
        say="The quotient rule for {} also divides by the square of the denominator.",
        rank=3,
    ),
    WrongStep(
        name="reciprocal-sign-lost",
        make=_of_reciprocal(_reciprocal_sign),
        say="The derivative of {} has a minus sign: $\\left(\\frac{1}{v}\\right)' = -\\frac{v'}{v^2}$.",
        rank=1,
    ),
    WrongStep(
        name="inner-derivative-dropped",
        make=_of_reciprocal(_reciprocal_inner_dropped),
        say="The chain rule needs the derivative of the denominator as a factor. It is missing at {}.",
        rank=1,
    ),
    WrongStep(
        name="reciprocal-of-derivative",
        make=_of_reciprocal(_reciprocal_of_derivative),
        say="Only the denominator of {} was differentiated, in its place.",
    ),
    WrongStep(
        name="integrated-instead",
        make=_of_reciprocal(_reciprocal_as_logarithm),
        say="{} was integrated, not differentiated.",
        rank=3,
    ),
    WrongStep(
        name="constant-factor-lost",
        make=_factor_dropped_below,
        say="The constant denominator of {} stays. It was lost.",
    ),
)
