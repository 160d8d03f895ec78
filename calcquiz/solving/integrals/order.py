"""The order in which rules of integration are tried: a teacher's."""

from calcquiz.algebra.tree import Tree, free_names
from calcquiz.solving.integrals.angles import trigonometric
from calcquiz.solving.integrals.bars import root_of_square
from calcquiz.solving.integrals.direct import (
    constant_factor,
    divided_by_functions,
    expanded,
    from_table,
    neat,
    term_by_term,
    tidied,
    written_out,
)
from calcquiz.solving.integrals.factors import common_factor, hyperbolic_as_exponentials, improper_factor, root_below
from calcquiz.solving.integrals.gaussian import error_function
from calcquiz.solving.integrals.parameters import linear_over_squares, scaled_squares, symbolic_fractions
from calcquiz.solving.integrals.parts import by_parts, exponential_times_wave, product_rule_backwards, secant_power
from calcquiz.solving.integrals.plan import TRIES, Plan, Planner, Rule
from calcquiz.solving.integrals.products import product_to_sum
from calcquiz.solving.integrals.rational import fractions_with_factor, long_division, over_quadratic, split_fractions
from calcquiz.solving.integrals.rewrites import (
    conjugate,
    difference_of_roots,
    double_angle,
    exponentials_apart,
    hyperbolic_powers,
    polynomial_times_powers,
    reciprocal_functions,
    root_of_quotient,
    sine_squared_over_cosine,
)
from calcquiz.solving.integrals.roots import (
    completed_root,
    linear_base,
    over_root,
    power_inside,
    root_of_algebraic,
    root_of_linear,
)
from calcquiz.solving.integrals.squares import squares_apart, with_parameter
from calcquiz.solving.integrals.substitution import (
    any_substitution,
    logarithm_inside,
    slope_over_function,
    substitution,
)
from calcquiz.solving.integrals.tangent_half import rational_in_sine_and_cosine
from calcquiz.solving.integrals.trig import any_odd_power, half_angles, odd_power, one_and_cosine, tangent_secant
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.typeset import tree_tex

ORDER: tuple[Rule, ...] = (
    from_table,
    fractions_with_factor,
    constant_factor,
    tidied,
    root_of_square,
    written_out,
    term_by_term,
    squares_apart,
    with_parameter,
    scaled_squares,
    linear_over_squares,
    symbolic_fractions,
    slope_over_function,
    substitution,
    divided_by_functions,
    linear_base,
    power_inside,
    odd_power,
    half_angles,
    tangent_secant,
    any_odd_power,
    secant_power,
    product_to_sum,
    double_angle,
    sine_squared_over_cosine,
    polynomial_times_powers,
    hyperbolic_powers,
    exponential_times_wave,
    long_division,
    over_quadratic,
    split_fractions,
    root_of_quotient,
    root_below,
    over_root,
    completed_root,
    trigonometric,
    one_and_cosine,
    conjugate,
    reciprocal_functions,
    rational_in_sine_and_cosine,
    difference_of_roots,
    root_of_algebraic,
    exponentials_apart,
    improper_factor,
    product_rule_backwards,
    logarithm_inside,
    by_parts,
    root_of_linear,
    any_substitution,
    expanded,
    common_factor,
    hyperbolic_as_exponentials,
    error_function,
)


TRIES_IN_DOUBT = 60
"""Integrands while the signs of parameters are open: the search is longer once they are taken to be positive."""


def plan_for(
    function: Tree, name: str, *, positive: frozenset[str] = frozenset(), taken: frozenset[str] = frozenset()
) -> Plan | None:
    """Return the plan for an antiderivative, None where no rule leads there."""
    in_doubt = free_names(function) - {name} - positive
    tries = TRIES_IN_DOUBT if in_doubt else TRIES
    return Planner(rules=ORDER, positive=positive, taken=taken, tries=tries).plan(function, name)


def planned(function: Tree, name: str, sheet: Sheet) -> Plan:
    """Return the plan for an antiderivative.

    Raises:
        UnworkedError: no rule leads there.
    """
    positive = frozenset(part for part in sheet.setting.positive.split(",") if part)
    simple = neat(function, name)
    start = simple if tree_tex(simple) == tree_tex(function) else function
    found = plan_for(start, name, positive=positive)
    if found is None:
        raise UnworkedError(f"no rule of integration leads on from here for {name}", "Ask for the result alone.")
    return found
