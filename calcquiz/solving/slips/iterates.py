"""Slips in Newton's method, gradient descent and iterations: signs, the rate, the quotient, the number of steps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Tree, number, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.methods.iterates import Start, joined, start_of
from calcquiz.solving.methods.numbers import put_in
from calcquiz.solving.slips.derivatives import after, walks_of
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.walk import Walk, placed
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.iterates import SIGNATURES, short, shown
from calcquiz.tasks.task import Args, Setting

WALK = 9
"""Places that begin with it: the variable's number, then the way into its slope."""
MOST_WALKED = 12
State = tuple[Tree, ...]

COUNTS = (
    ("step-missing", -1, "That is the iterate before. One more step is asked for."),
    ("step-too-many", 1, "That is the iterate after. One step less is asked for."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Where an iteration is, and with which velocity."""

    state: State
    speeds: State


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTurn:
    """A wrong step of a method that is made at every turn."""

    name: str
    place: tuple[int, ...]
    say: str


NEWTON = (
    WrongTurn(name="plus-for-minus", place=(0,), say="The quotient is subtracted from the iterate, not added to it."),
    WrongTurn(name="quotient-inverted", place=(1,), say="The function stands above and its derivative below."),
    WrongTurn(name="slope-forgotten", place=(1,), say="The value still has to be divided by the slope there."),
    WrongTurn(name="place-forgotten", place=(2,), say="That is the correction. It is subtracted from the iterate."),
)
DESCENT = (
    WrongTurn(name="plus-for-minus", place=(0,), say="Descent goes against the gradient: it is subtracted, not added."),
    WrongTurn(name="rate-forgotten", place=(1,), say="The gradient is multiplied by the learning rate first."),
    WrongTurn(
        name="one-after-the-other",
        place=(2,),
        say="All coordinates move at once: the gradient is taken where the step begins, not half way on.",
    ),
    WrongTurn(
        name="gradient-not-refreshed",
        place=(2,),
        say="The gradient changes from step to step: it is taken anew at every place, not only at the start.",
    ),
    WrongTurn(name="one-coordinate-moved", place=(3,), say="Every coordinate moves, not only the first one."),
    WrongTurn(name="gradient-alone", place=(5,), say="That is the gradient. The step goes against it, times the rate."),
    WrongTurn(name="components-swapped", place=(3,), say="The entries of the gradient were swapped."),
    WrongTurn(name="momentum-forgotten", place=(4,), say="A part of the last velocity is kept. It was left out."),
    WrongTurn(
        name="momentum-averaged",
        place=(4,),
        say="The gradient is multiplied by the rate alone, not by one minus the momentum as well.",
    ),
    WrongTurn(name="place-forgotten", place=(5,), say="That is the step itself. It is added to where one was."),
)
ITERATE = (
    WrongTurn(
        name="one-after-the-other",
        place=(2,),
        say="All coordinates are put in as they were before the step, not the new ones as soon as they are known.",
    ),
)


def newton_turn(args: Args, begin: Start, moving: Moving, slopes: State, names: frozenset[str]) -> Moving:
    """Return one step of Newton's method with these slips."""
    at = {begin.names[0]: moving.state[0]}
    height, slope = short(substitute(args[0], at)), short(substitute(slopes[0], at))
    above, below = (slope, height) if "quotient-inverted" in names else (height, slope)
    if "slope-forgotten" in names:
        below = ONE
    if exact_number(below) == 0:
        raise CalcquizError("a slope is zero", "Choose another start.")
    push = quotient(above, below)
    push = push if "plus-for-minus" in names else negate(push)
    place = ZERO if "place-forgotten" in names else moving.state[0]
    if "place-forgotten" in names and "plus-for-minus" not in names:
        push = negate(push)
    return Moving(state=(short(total([place, push])),), speeds=())


def descent_turn(args: Args, begin: Start, moving: Moving, slopes: State, names: frozenset[str]) -> Moving:
    """Return one step of gradient descent with these slips."""
    rate = ONE if "rate-forgotten" in names else args[3]
    momentum = args[5] if len(args) > 5 and "momentum-forgotten" not in names else ZERO
    if "momentum-averaged" in names:
        rate = total([rate, negate(product([rate, momentum]))])
    there, speeds = list(moving.state), []
    here = begin.state if "gradient-not-refreshed" in names else moving.state
    heights = _values(slopes, begin, here)
    if "gradient-alone" in names:
        return Moving(state=tuple(heights), speeds=moving.speeds)
    pushes = [product([rate, slope]) for slope in heights]
    if "one-coordinate-moved" in names:
        pushes[1:] = [ZERO] * (len(pushes) - 1)
    for index, place in enumerate(moving.state):
        if "one-after-the-other" in names:
            pushes = [product([rate, slope]) for slope in _values(slopes, begin, there)]
        push = pushes[len(pushes) - 1 - index] if "components-swapped" in names else pushes[index]
        kept = product([momentum, moving.speeds[index]])
        speed = short(total([kept, push if "plus-for-minus" in names else negate(push)]))
        speeds.append(speed)
        there[index] = speed if "place-forgotten" in names else short(total([place, speed]))
    return Moving(state=tuple(there), speeds=tuple(speeds))


def iterate_turn(args: Args, begin: Start, moving: Moving, _: State, names: frozenset[str]) -> Moving:
    """Return one step of an iteration with these slips."""
    rules = coordinates(args[0], len(begin.names), SIGNATURES["iterate"])
    there = list(moving.state)
    for index, rule in enumerate(rules):
        here = there if "one-after-the-other" in names else moving.state
        there[index] = short(put_in(rule, begin.names, here))
    return Moving(state=tuple(there), speeds=())


def _values(slopes: State, begin: Start, state: Iterable[Tree]) -> list[Tree]:
    here = tuple(state)
    return [short(put_in(slope, begin.names, here)) for slope in slopes]


def _walks(function: Tree, names: tuple[str, ...]) -> list[Walk]:
    return walks_of(function, names) if len(names) > 1 else [Walk(variable=names[0])]


Turn = Callable[[Args, Start, Moving, State, frozenset[str]], Moving]


@lru_cache(maxsize=512)
def arrived(
    turn: Turn, args: Args, begin: Start, count: int, names: frozenset[str], slopes: State | None
) -> Tree | None:
    """Return the iterate after some steps with these slips; None where there is none."""
    moving = Moving(state=begin.state, speeds=(ZERO,) * len(begin.names))
    try:
        for _ in range(count):
            moving = turn(args, begin, moving, slopes or (), names)
    except CalcquizError:
        return None
    return joined([shown(part) for part in moving.state])


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSlips:
    """Slips in one of the methods."""

    method: str
    turn: Turn
    turns: tuple[WrongTurn, ...]
    has_slopes: bool = True

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the wrong turns, then another number of steps, then slips in the slopes."""
        begin = start_of(self.method, args)
        right = arrived(self.turn, args, begin, begin.turns, frozenset(), self._slopes(args, begin))
        if right is None or not begin.turns:
            return ()
        every = (*self._turned(args, begin), *self._counted(args, begin, right), *self._walked(args, begin))
        return distinct(every, lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, _: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the iterate that these slips lead to."""
        begin = start_of(self.method, args)
        names = frozenset(slip.name for slip in taken if slip.place[0] != WALK)
        counted = sum(change for name, change, _say in COUNTS if name in names)
        slopes = self._slopes(args, begin, taken)
        return None if slopes is None else arrived(self.turn, args, begin, begin.turns + counted, names, slopes)

    def _slopes(self, args: Args, begin: Start, taken: frozenset[Slip] = frozenset()) -> State | None:
        if not self.has_slopes:
            return ()
        found = []
        for index, walk in enumerate(_walks(args[0], begin.names)):
            steps = placed(taken, (WALK, index))
            slope = walk.of(args[0], steps) if steps else after(args[0], (begin.names[index],))
            if slope is None:
                return None
            found.append(slope)
        return tuple(found)

    def _turned(self, args: Args, begin: Start) -> Iterator[Slip]:
        slopes = self._slopes(args, begin)
        for turn in self.turns:
            for count in range(1, begin.turns + 1):
                right = arrived(self.turn, args, begin, count, frozenset(), slopes)
                wrong = arrived(self.turn, args, begin, count, frozenset({turn.name}), slopes)
                if right is not None and wrong is not None and right != wrong:
                    part = self._task(args, count)
                    yield Slip(name=turn.name, place=turn.place, part=part, right=right, wrong=wrong, say=turn.say)
                    break

    def _task(self, args: Args, count: int) -> Tree:
        """Return the task with this number of steps."""
        where = 4 if self.method == "descent" else 3
        return Apply(self.method, (*args[:where], number(count), *args[where + 1 :]))

    def _counted(self, args: Args, begin: Start, right: Tree) -> Iterator[Slip]:
        for name, change, say in COUNTS:
            wrong = arrived(self.turn, args, begin, begin.turns + change, frozenset(), self._slopes(args, begin))
            if wrong is not None:
                asked = Apply(self.method, args)
                yield Slip(name=name, place=(8,), part=asked, right=right, wrong=wrong, say=say)

    def _walked(self, args: Args, begin: Start) -> Iterator[Slip]:
        if self.has_slopes:
            for index, walk in enumerate(_walks(args[0], begin.names)):
                yield from walk.sites(args[0], (WALK, index))[:MOST_WALKED]


ITERATE_SLIPS: dict[str, Slips] = {
    "newton": MethodSlips(method="newton", turn=newton_turn, turns=NEWTON),
    "descent": MethodSlips(method="descent", turn=descent_turn, turns=DESCENT),
    "iterate": MethodSlips(method="iterate", turn=iterate_turn, turns=ITERATE, has_slopes=False),
}
