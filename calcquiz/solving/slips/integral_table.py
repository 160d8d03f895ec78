"""Wrong steps where an integral is read off the table: what the step becomes, and what is said of it."""

from calcquiz.algebra.powers import Powers, powers_of, slope_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, TWO, Apply, Name, Tree, call
from calcquiz.solving.integrals.algebra import constant_and_rest, finished
from calcquiz.solving.integrals.plan import Plan, value
from calcquiz.solving.integrals.slopes import slope_in
from calcquiz.solving.slips.integral_step import CONSTANT_LOST, Made, Step
from calcquiz.solving.words import tex


def equation_of(plan: Plan) -> str:
    """Return the right line: the integral equals its antiderivative."""
    return f"{tex(plan.node)[:-1]} = {tex(value(plan))[1:]}"


def powers_in(plan: Plan) -> Powers | None:
    """Return the integrand as a constant times powers."""
    return powers_of(plan.integrand, plan.name)


def is_table(plan: Plan) -> bool:
    """Return whether the integral is read off the table."""
    return plan.rule.startswith("integrate-") and not plan.children


def _table_name(plan: Plan) -> str:
    return plan.rule.removeprefix("integrate-") if is_table(plan) else ""


def _inner_slope(plan: Plan) -> Tree | None:
    """Return the slope of the linear formula inside a function of the table, None where it is 1."""
    powers = powers_in(plan) if is_table(plan) else None
    for part in powers.parts if powers else ():
        inner = part.args[-1] if isinstance(part, Apply) and part.head != "add" else part
        if isinstance(part, Apply) and part.head not in {"add", "pow"} and len(part.args) == 1:
            inner = part.args[0]
        slope = slope_of(inner, plan.name)
        if slope is not None and slope != ONE:
            return slope
    return None


def _not_divided(plan: Plan) -> Made:
    slope = _inner_slope(plan)
    return None if slope is None else finished(product([slope, value(plan)]))


def _slope_multiplied(plan: Plan) -> Made:
    slope = _inner_slope(plan)
    return None if slope is None else finished(product([raised(slope, TWO), value(plan)]))


def _say_slope(plan: Plan) -> str:
    slope = _inner_slope(plan)
    assert slope is not None
    return f"The inner slope {tex(slope)} has to be divided out: {equation_of(plan)}."


def _power(plan: Plan) -> tuple[Tree, Tree, Tree] | None:
    """Return constant, base and exponent of a power that is integrated."""
    powers = powers_in(plan) if _table_name(plan) in {"power", "reciprocal"} else None
    if powers is None or len(powers.parts) != 1:
        return None
    ((base, exponent),) = powers.parts.items()
    return powers.constant.times(ONE), base, exponent


def _not_divided_by_exponent(plan: Plan) -> Made:
    found = _power(plan)
    if found is None or plan.rule != "integrate-power":
        return None
    return finished(product([total([found[2], ONE]), value(plan)]))


def _divided_by_old_exponent(plan: Plan) -> Made:
    found = _power(plan)
    if found is None or plan.rule != "integrate-power" or found[2] == ONE:
        return None
    return finished(quotient(product([total([found[2], ONE]), value(plan)]), found[2]))


def _say_power(plan: Plan) -> str:
    return f"Divide by the new exponent: {equation_of(plan)}."


def _differentiated_instead(plan: Plan) -> Made:
    if plan.rule == "integrate-constant":
        return None
    return slope_in(plan.integrand, plan.name)


def _say_differentiated(plan: Plan) -> str:
    return f"You differentiated {tex(plan.integrand)} here; the task is to integrate it: {equation_of(plan)}."


def _logarithm_for_power(plan: Plan) -> Made:
    found = _power(plan)
    if found is None or plan.rule != "integrate-power":
        return None
    constant, base, exponent = found
    opposite = finished(negate(exponent))
    if not isinstance(opposite, type(ONE)) or opposite.value <= 0:
        return None
    return product([constant, call("log", call("abs", raised(base, opposite)))])


def _say_logarithm(plan: Plan) -> str:
    return f"Only the power $-1$ gives a logarithm; here the power rule holds: {equation_of(plan)}."


def _power_rule_on_reciprocal(plan: Plan) -> Made:
    found = _power(plan)
    if found is None or plan.rule != "integrate-reciprocal":
        return None
    constant, base, _ = found
    return finished(negate(quotient(constant, raised(base, TWO))))


def _say_reciprocal(plan: Plan) -> str:
    return f"The power rule does not hold for the power $-1$: {equation_of(plan)}."


def _sign_of_sine(plan: Plan) -> Made:
    if _table_name(plan) not in {"sine", "cosine", "cosecant-squared", "cosecant-cotangent", "tangent"}:
        return None
    return finished(negate(value(plan)))


def _say_sign(plan: Plan) -> str:
    return f"The sign is wrong here: {equation_of(plan)}."


def _power_rule_on_exponential(plan: Plan) -> Made:
    powers = powers_in(plan) if _table_name(plan) in {"exponential", "general-exponential"} else None
    if powers is None or len(powers.parts) != 1:
        return None
    (part,) = powers.parts
    assert isinstance(part, Apply)
    exponent = total([part.args[-1], ONE])
    raised_up = call("exp", exponent) if part.head == "exp" else raised(part.args[0], exponent)
    return finished(quotient(product([powers.constant.times(ONE), raised_up]), exponent))


def _say_exponential(plan: Plan) -> str:
    return f"The power rule is for powers of {tex(Name(plan.name))}, not for exponentials: {equation_of(plan)}."


def _logarithm_lost(plan: Plan) -> Made:
    return plan.integrand if _table_name(plan) == "general-exponential" else None


def _say_general(plan: Plan) -> str:
    return f"An exponential to another base than $e$ is divided by the logarithm of the base: {equation_of(plan)}."


def _constant_lost(plan: Plan) -> Made:
    """Drop the constant factor in front of the node."""
    if plan.rule == "integrate-constant":
        return None
    found = constant_and_rest(plan.integrand, plan.name)
    if found is None or found[0] == MINUS_ONE:
        return None
    return finished(quotient(value(plan), found[0]))


def _say_constant(plan: Plan) -> str:
    found = constant_and_rest(plan.integrand, plan.name)
    assert found is not None
    return f"The constant factor {tex(found[0])} got lost: {equation_of(plan)}."


TABLE_STEPS = (
    Step(name="inner-slope-not-divided", make=_not_divided, say=_say_slope),
    Step(name="inner-slope-multiplied", make=_slope_multiplied, say=_say_slope),
    Step(name="sign-of-sine-or-cosine", make=_sign_of_sine, say=_say_sign),
    Step(name="new-exponent-not-divided", make=_not_divided_by_exponent, say=_say_power),
    Step(name="divided-by-old-exponent", make=_divided_by_old_exponent, say=_say_power),
    Step(name="differentiated-instead", make=_differentiated_instead, say=_say_differentiated),
    Step(name="power-rule-on-reciprocal", make=_power_rule_on_reciprocal, say=_say_reciprocal),
    Step(name="logarithm-for-power", make=_logarithm_for_power, say=_say_logarithm),
    Step(name="power-rule-on-exponential", make=_power_rule_on_exponential, say=_say_exponential),
    Step(name="logarithm-of-base-lost", make=_logarithm_lost, say=_say_general),
    Step(name=CONSTANT_LOST, make=_constant_lost, say=_say_constant),
)
