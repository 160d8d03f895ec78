"""Wrong steps of sums, substitutions and integrations by parts: what the step becomes, and what is said of it."""

from collections.abc import Callable
from dataclasses import replace

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, Apply, Name, Tree, rebuild
from calcquiz.solving.integrals.algebra import constant_and_rest, finished, holds, integrals_in, replaced, term_tree
from calcquiz.solving.integrals.direct import from_table
from calcquiz.solving.integrals.plan import Plan, Planner, value
from calcquiz.solving.integrals.slopes import slope_in
from calcquiz.solving.slips.integral_step import Made, Step
from calcquiz.solving.slips.integral_table import equation_of, is_table, powers_in
from calcquiz.solving.words import tex

WAVES = frozenset({"exp", "sin", "cos", "sinh", "cosh"})


def lost_constant(plan: Plan, child: Plan) -> Plan | None:
    """Return the plan of a sum or multiple with the constant factor in front of one integral lost, its sign kept."""

    def change(term: Tree) -> Tree | None:
        coefficient = _coefficient(term, child)
        if coefficient in {ONE, MINUS_ONE}:
            return None
        value_of = exact_number(coefficient)
        return negate(child.node) if value_of is not None and value_of < 0 else child.node

    return _with_term(plan, child, change)


def lost_minus(plan: Plan, child: Plan) -> Plan | None:
    """Return the plan of a sum with the minus sign in front of one integral lost."""
    return _with_term(plan, child, _without_minus)


def _without_minus(term: Tree) -> Tree | None:
    return term.args[0] if isinstance(term, Apply) and term.head == "neg" else None


def _coefficient(term: Tree, child: Plan) -> Tree:
    return tidy(replaced(term, child.node, ONE))


def _with_term(plan: Plan, child: Plan, change: Callable[[Tree], Tree | None]) -> Plan | None:
    """Return the plan with the term of one integral changed, None where the change does not apply."""
    if plan.rule not in {"integrate-sum", "integrate-multiple"}:
        return None
    terms = terms_of_line(plan)
    place = next((k for k, term in enumerate(terms) if child.node in integrals_in(term)), None)
    made = None if place is None else change(terms[place])
    if made is None or place is None:
        return None
    return _with_line(plan, total([*terms[:place], made, *terms[place + 1 :]]))


def terms_of_line(plan: Plan) -> list[Tree]:
    """Return the terms of what the last line made."""
    became = plan.lines[-1].became
    return list(became.args) if isinstance(became, Apply) and became.head == "add" else [became]


def _with_line(plan: Plan, became: Tree) -> Plan:
    """Return the plan whose last line becomes something else."""
    return replace(plan, lines=(*plan.lines[:-1], replace(plan.lines[-1], became=became)))


def _parts(plan: Plan) -> tuple[Tree, Tree] | None:
    """Return u v and the rest, minus the integral of v du."""
    became = plan.lines[0].became
    if plan.rule != "integration-by-parts" or plan.share is not None or not isinstance(became, Apply):
        return None
    if became.head != "add" or len(became.args) < 2:
        return None
    *first, rest = became.args
    return total(list(first)), rest


def _parts_sign(plan: Plan) -> Made:
    found = _parts(plan)
    return None if found is None else _with_line(plan, total([found[0], negate(found[1])]))


def _parts_without_product(plan: Plan) -> Made:
    found = _parts(plan)
    return None if found is None else _with_line(plan, found[1])


def _say_parts(plan: Plan) -> str:
    pattern = r"\int u\,dv = u v - \int v\,du"
    return (
        f"Integration by parts is ${pattern}$, with a minus: {tex(plan.node)[:-1]} = {tex(plan.lines[0].became)[1:]}."
    )


def _product_of_integrals(plan: Plan) -> Made:
    """Integrate the two factors of a product each by itself."""
    powers = powers_in(plan)
    if powers is None or len(powers.parts) != 2 or is_table(plan):
        return None
    planner = Planner(rules=())
    pieces = []
    for part, exponent in powers.parts.items():
        factor = term_tree(type(powers.constant)(), {part: exponent})
        found = from_table(factor, plan.name, planner)
        if found is None:
            return None
        pieces.append(value(found))
    return finished(product([powers.constant.times(ONE), *pieces]))


def _slope_in_v(plan: Plan) -> Tree | None:
    """Return the inner slope of the function that is integrated in an integration by parts."""
    powers = powers_in(plan) if plan.rule == "integration-by-parts" and plan.share is None else None
    for part in powers.parts if powers else ():
        if isinstance(part, Apply) and part.head in WAVES:
            slope = slope_of(part.args[0], plan.name)
            return None if slope == ONE else slope
    return None


def _not_divided_in_v(plan: Plan) -> Made:
    slope = _slope_in_v(plan)
    became = plan.lines[0].became
    return None if slope is None else _with_line(plan, tidy(product([slope, became])))


def _say_v(plan: Plan) -> str:
    slope = _slope_in_v(plan)
    assert slope is not None
    return f"In $v$ the inner slope {tex(slope)} has to be divided out. {plan.lines[0].why}"


def _say_product(plan: Plan) -> str:
    return f"The integral of a product is not the product of the integrals: {equation_of(plan)}."


def _substituted_body(plan: Plan) -> Apply | None:
    made = plan.lines[-1].became
    is_plain = plan.lines[-1].rule == "substitution" and isinstance(made, Apply) and made.head == "at"
    return made if is_plain and isinstance(made, Apply) else None


def _without_factor(plan: Plan) -> Made:
    """Drop the constant that du = c x dx brings."""
    made = _substituted_body(plan)
    node = integrals_in(made.args[0])[0] if made is not None else None
    if made is None or node is None or made.args[0] == node:
        return None
    return _with_line(plan, Apply("at", (node, *made.args[1:])))


def _inverted_factor(plan: Plan) -> Made:
    made = _substituted_body(plan)
    node = integrals_in(made.args[0])[0] if made is not None else None
    if made is None or node is None or made.args[0] == node:
        return None
    factor = tidy(replaced(made.args[0], node, ONE))
    if factor == MINUS_ONE:
        return None
    return _with_line(plan, Apply("at", (product([tidy(quotient(ONE, factor)), node]), *made.args[1:])))


def _say_substitution(plan: Plan) -> str:
    return f"The factor that $du$ brings is wrong. {plan.lines[-1].why}"


def _logarithm_factor(plan: Plan) -> Made:
    if plan.rule != "logarithmic-integral":
        return None
    logs = [node for node in (plan.lines[0].became,) if isinstance(node, Apply) and node.head != "log"]
    return next((part for node in logs for part in node.args if isinstance(part, Apply) and part.head == "log"), None)


def _say_log_factor(plan: Plan) -> str:
    return f"A constant factor is missing or too much: {equation_of(plan)}."


def _inner_as_factor(plan: Plan) -> Made:
    """Leave the inner derivative in the result: x sin(x^2) for x cos(x^2)."""
    made = _substituted_body(plan)
    if made is None or not isinstance(made.args[1], Name) or len(plan.lines) > 1:
        return None
    slope = slope_in(made.args[2], plan.name)
    if slope is None or not holds(slope, plan.name):
        return None
    constant, _ = constant_and_rest(slope, plan.name) or (ONE, slope)
    return finished(product([quotient(slope, constant), value(plan)]))


def _half_angle_sign(plan: Plan) -> Made:
    if plan.rule != "half-angle":
        return None
    became = plan.lines[0].became
    changed = rebuild(became, _turned_cosine)
    if changed == became or not isinstance(changed, Apply) or changed.head != "integral":
        return None
    from calcquiz.solving.integrals.order import plan_for

    found = plan_for(changed.args[0], plan.name)
    return None if found is None else value(found)


def _turned_cosine(node: Tree) -> Tree:
    return negate(node) if isinstance(node, Apply) and node.head == "cos" else node


def _say_half_angle(plan: Plan) -> str:
    return f"The sign in the half-angle formula is the other one. {plan.lines[0].why}"


METHOD_STEPS = (
    Step(name="inner-slope-not-divided-in-v", make=_not_divided_in_v, say=_say_v),
    Step(name="parts-sign", make=_parts_sign, say=_say_parts),
    Step(name="parts-product-dropped", make=_parts_without_product, say=_say_parts),
    Step(name="product-of-integrals", make=_product_of_integrals, say=_say_product),
    Step(name="du-factor-dropped", make=_without_factor, say=_say_substitution),
    Step(name="du-factor-inverted", make=_inverted_factor, say=_say_substitution),
    Step(name="inner-derivative-kept", make=_inner_as_factor, say=_say_substitution),
    Step(name="logarithm-factor-dropped", make=_logarithm_factor, say=_say_log_factor),
    Step(name="half-angle-sign", make=_half_angle_sign, say=_say_half_angle),
)
