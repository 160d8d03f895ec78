"""Slips with the ends of a definite integral: exchanged, forgotten, added, not carried along, a pole not seen."""

from collections.abc import Callable
from dataclasses import dataclass

from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.tidy import negate, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, number, substitute
from calcquiz.solving.integrals.algebra import integrals_in, terms_of
from calcquiz.solving.integrals.plan import Plan, value
from calcquiz.solving.integrals.values import evaluated
from calcquiz.solving.words import tex
from calcquiz.tasks.integral import dies_out
from calcquiz.tasks.numeric import is_infinite
from calcquiz.tasks.task import Args, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSlip:
    """A wrong step with the ends: what it makes of the antiderivative, and the sentence for it."""

    make: Callable[[Tree, Plan, Args], Tree | None]
    say: Callable[[Plan, Args], str]


def at_end(found: Tree, name: str, end: Tree) -> Tree | None:
    """Return the antiderivative at an end; at an infinite one where every term dies out or is known there."""
    sign = is_infinite(end)
    if not sign:
        return evaluated(substitute(found, {name: end}))
    values = [_far_out(term, name, sign) for term in terms_of(found)]
    known = [value for value in values if value is not None]
    return evaluated(total(known)) if len(known) == len(values) else None


def _far_out(term: Tree, name: str, sign: int) -> Tree | None:
    """Return the limit of a term at infinity: 0 for what dies out, plus or minus pi/2 for an arctangent."""
    powers = powers_of(term, name)
    if powers is None:
        return None
    if not powers.parts:
        return term
    if dies_out(term, name, sign):
        return ZERO
    if len(powers.parts) != 1:
        return None
    ((part, exponent),) = powers.parts.items()
    if part == Name(name) and isinstance(exponent, type(ZERO)) and exponent.value < 0:
        return ZERO
    if isinstance(part, Apply) and part.head == "atan":
        return evaluated(powers.constant.times(Apply("div", (_times(sign, Name("pi")), number(2)))))
    return None


def _times(sign: int, tree: Tree) -> Tree:
    return tree if sign > 0 else negate(tree)


def both_ends(found: Tree, args: Args) -> tuple[Tree, Tree] | None:
    """Return the antiderivative at the lower and at the upper end."""
    name = name_of(args[1])
    low, high = at_end(found, name, args[2]), at_end(found, name, args[3])
    return None if low is None or high is None else (low, high)


def between(found: Tree, args: Args) -> Tree | None:
    """Return the upper value minus the lower one."""
    ends = both_ends(found, args)
    return None if ends is None else difference(ends[1], ends[0])


def difference(upper: Tree, lower: Tree) -> Tree:
    """Return upper - lower, worked out."""
    return evaluated(total([upper, *(negate(term) for term in terms_of(lower))]))


def is_finite(args: Args) -> bool:
    """Return whether both ends are finite."""
    return not is_infinite(args[2]) and not is_infinite(args[3])


def _exchanged(found: Tree, _: Plan, args: Args) -> Tree | None:
    ends = both_ends(found, args)
    return None if ends is None else difference(ends[0], ends[1])


def _lower_forgotten(found: Tree, _: Plan, args: Args) -> Tree | None:
    ends = both_ends(found, args)
    return None if ends is None else ends[1]


def _upper_forgotten(found: Tree, _: Plan, args: Args) -> Tree | None:
    ends = both_ends(found, args)
    return None if ends is None else ends[0]


def _added(found: Tree, _: Plan, args: Args) -> Tree | None:
    ends = both_ends(found, args)
    return None if ends is None else evaluated(total([ends[1], ends[0]]))


def _not_integrated(_: Tree, plan: Plan, args: Args) -> Tree | None:
    return between(plan.integrand, args) if is_finite(args) else None


def _old_ends(_: Tree, plan: Plan, args: Args) -> Tree | None:
    """Put the old ends into the antiderivative in u."""
    line = plan.lines[-1]
    made = line.became
    if line.rule != "substitution" or not isinstance(made, Apply) or made.head != "at" or not plan.children:
        return None
    node, variable = integrals_in(made.args[0])[0], made.args[1]
    assert isinstance(variable, Name)
    inner = value(plan.children[-1])
    body = Apply("mul", ()) if made.args[0] == node else made.args[0]
    whole = inner if body == Apply("mul", ()) else _with(made.args[0], node, inner)
    ends = [at_end(whole, variable.name, end) for end in args[2:]]
    return None if None in ends or ends[0] is None or ends[1] is None else difference(ends[1], ends[0])


def _with(tree: Tree, node: Tree, became: Tree) -> Tree:
    if tree == node:
        return became
    return Apply(tree.head, tuple(_with(arg, node, became) for arg in tree.args)) if isinstance(tree, Apply) else tree


def _say_ends(plan: Plan, args: Args) -> str:
    found = value(plan)
    ends = f"at the upper end {tex(args[3])} minus that at the lower end {tex(args[2])}"
    return f"Take the antiderivative {tex(found)} {ends}."


def _say_not_integrated(plan: Plan, _: Args) -> str:
    return (
        f"You put the ends into {tex(plan.integrand)} itself. Integrate first: an antiderivative is {tex(value(plan))}."
    )


def _say_old_ends(_: Plan, args: Args) -> str:
    ends = f"{tex(args[2])} and {tex(args[3])}"
    return f"The ends {ends} belong to {tex(args[1])}: with $u$ they change too, unless $u$ is put back first."


END_SLIPS: dict[str, EndSlip] = {
    "lower-end-forgotten": EndSlip(make=_lower_forgotten, say=_say_ends),
    "ends-exchanged": EndSlip(make=_exchanged, say=_say_ends),
    "ends-added": EndSlip(make=_added, say=_say_ends),
    "upper-end-forgotten": EndSlip(make=_upper_forgotten, say=_say_ends),
    "ends-not-changed": EndSlip(make=_old_ends, say=_say_old_ends),
    "not-integrated": EndSlip(make=_not_integrated, say=_say_not_integrated),
}
"""Name -> the wrong step, the likeliest first."""
