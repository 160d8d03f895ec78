"""Slips in integrals: a wrong step at a node of the plan, or with the ends of a definite integral."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree
from calcquiz.solving.integrals.algebra import finished, integrals_in, replaced
from calcquiz.solving.integrals.direct import neat
from calcquiz.solving.integrals.ends import is_unbounded, places_between
from calcquiz.solving.integrals.order import plan_for
from calcquiz.solving.integrals.plan import Plan, value, valued
from calcquiz.solving.sheet import UnworkedError
from calcquiz.solving.slips.distinct import distinct, wrong_ones
from calcquiz.solving.slips.integral_ends import END_SLIPS, between
from calcquiz.solving.slips.integral_methods import lost_constant, lost_minus, terms_of_line
from calcquiz.solving.slips.integral_step import CONSTANT_LOST, MINUS_LOST
from calcquiz.solving.slips.integral_steps import BY_NAME, steps_at
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.numeric import is_infinite
from calcquiz.tasks.task import Args, Setting, name_of

MOST_NODES = 40
Names = Mapping[tuple[int, ...], str]
"""Place -> the wrong step taken there."""
POLE_IGNORED = "pole-ignored"
INSIDE = 0
"""Places in the antiderivative of a definite integral begin with this number."""


class IntegralSlips:
    """Slips in `integral(f, x)` and `integral(f, x, a, b)`."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips at every node of the plan, then those with the ends."""
        plan = _plan(args, setting)
        if plan is None:
            return ()
        if len(args) == 2:
            return distinct(_of_plan(plan, ()), lambda taken: self.result(args, setting, taken), value(plan), args)
        if is_divergent(plan, args):
            return _pole_ignored(plan, args)
        right = between(value(plan), args)
        if right is None:
            return ()
        slips = [*_of_plan(plan, (INSIDE,)), *_of_ends(plan, args, right)]
        return wrong_ones(slips, lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the answer with these slips, an antiderivative without its constant."""
        plan = _plan(args, setting)
        names = {slip.place: slip.name for slip in taken}
        if plan is None or len(names) < len(taken):
            return None
        if len(args) == 2:
            return _with_slips(plan, (), names)
        inside = {place[1:]: name for place, name in names.items() if place}
        found = _with_slips(plan, (), inside)
        if found is None:
            return None
        ends = END_SLIPS.get(names.get((), ""))
        return between(found, args) if ends is None else ends.make(found, plan, args)


def _pole_ignored(plan: Plan, args: Args) -> Iterator[Slip]:
    """Yield the slip of putting the ends in across a pole."""
    wrong = between(value(plan), args)
    if wrong is None:
        return
    name = name_of(args[1])
    places = [place for place in places_between(*args_of(args)) if place.unbounded]
    where = listed([f"${name} = {tex(place.tree)[1:]}" for place in places])
    say = (
        f"The integrand {tex(args[0])} is unbounded at {where}: the integral is improper there, "
        "and putting in the ends across that place is not allowed."
    )
    asked = Apply("integral", args)
    yield Slip(name=POLE_IGNORED, place=(), part=asked, right=asked, wrong=wrong, say=say)


def args_of(args: Args) -> tuple[Tree, str, Tree, Tree]:
    """Return integrand, name and ends."""
    return args[0], name_of(args[1]), args[2], args[3]


@lru_cache(maxsize=256)
def _divergent(args: Args, found: Tree) -> bool:
    function, name, low, high = args_of(args)
    if is_infinite(low) or is_infinite(high):
        return False
    try:
        places = [place for place in places_between(function, name, low, high) if place.unbounded]
    except UnworkedError:
        return True  # a place without a short name: nothing is said then
    return any(is_unbounded(found, name, place.value, (-(10**9), 10**9)) for place in places)


def is_divergent(plan: Plan, args: Args) -> bool:
    """Return whether the integral diverges at a place inside a finite range: the antiderivative is unbounded too."""
    return _divergent(args, value(plan))


def _plan(args: Args, setting: Setting) -> Plan | None:
    positive = frozenset(part for part in setting.positive.split(",") if part)
    return _cached_plan(args[0], name_of(args[1]), positive)


@lru_cache(maxsize=256)
def _cached_plan(function: Tree, name: str, positive: frozenset[str]) -> Plan | None:
    if isinstance(function, Apply) and integrals_in(function):
        return None
    return plan_for(neat(function, name), name, positive=positive)


def _nodes(plan: Plan, place: tuple[int, ...]) -> Iterator[tuple[Plan, tuple[int, ...]]]:
    yield plan, place
    for number, child in enumerate(plan.children):
        yield from _nodes(child, (*place, number))


def _of_plan(plan: Plan, place: tuple[int, ...]) -> Iterator[Slip]:
    for node, where in list(_nodes(plan, place))[:MOST_NODES]:
        right = value(node)
        for step, made in steps_at(node):
            wrong = valued(made, [value(child) for child in made.children]) if isinstance(made, Plan) else made
            if wrong is None or wrong == right:
                continue
            yield Slip(name=step.name, place=where, part=node.node, right=right, wrong=wrong, say=step.say(node))
        yield from _of_terms(node, where)


def _of_terms(plan: Plan, place: tuple[int, ...]) -> Iterator[Slip]:
    """Yield what can be lost in front of the integrals of a sum: a constant, a minus sign."""
    for number, child in enumerate(plan.children):
        for name, (lose, words) in LOST.items():
            made = lose(plan, child)
            if made is None:
                continue
            term = next(term for term in terms_of_line(plan) if child.node in integrals_in(term))
            kept = next(term for term in terms_of_line(made) if child.node in integrals_in(term))
            right, wrong = (_put_in(tree, child) for tree in (term, kept))
            say = f"{words}: {tex(term)[:-1]} = {tex(right)[1:]}."
            yield Slip(name=name, place=(*place, number), part=term, right=right, wrong=wrong, say=say)


def _put_in(tree: Tree, child: Plan) -> Tree:
    return finished(tidy(replaced(tree, child.node, value(child))))


LOST = {
    CONSTANT_LOST: (lost_constant, "The constant factor got lost"),
    MINUS_LOST: (lost_minus, "The minus sign got lost"),
}
"""What can be lost in front of an integral in a sum: how, and the words for it."""


def _with_slips(plan: Plan, place: tuple[int, ...], names: Names) -> Tree | None:
    """Return the antiderivative of a plan with wrong steps at some of its nodes."""
    if not any(where[: len(place)] == place for where in names):
        return value(plan)
    made: Tree | Plan | None = plan
    name = names.get(place, "")
    if name in BY_NAME:
        made = BY_NAME[name].make(plan) or (plan if name in LOST else None)  # lost in front of it: by the sum above
    for number, child in enumerate(plan.children):
        lost = LOST.get(names.get((*place, number), ""))
        changed = lost[0](made, child) if lost and isinstance(made, Plan) else None
        made = changed or made
    if made is None:
        return None
    if not isinstance(made, Plan):
        below = [where for where in names if where != place and where[: len(place)] == place]
        return None if below else made
    values = [_with_slips(child, (*place, number), names) for number, child in enumerate(made.children)]
    known = [found for found in values if found is not None]
    return valued(made, known) if len(known) == len(values) else None


def _of_ends(plan: Plan, args: Args, right: Tree) -> Iterator[Slip]:
    for name, slip in END_SLIPS.items():
        wrong = slip.make(value(plan), plan, args)
        if wrong is not None and wrong != right:
            asked = Apply("integral", args)
            yield Slip(name=name, place=(), part=asked, right=right, wrong=wrong, say=slip.say(plan, args))


INTEGRAL_SLIPS: dict[str, Slips] = {"integral": IntegralSlips()}
