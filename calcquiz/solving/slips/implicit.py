"""Slips in implicit differentiation: at any node of either side, in dy/dx, and when the equation is solved."""

from collections.abc import Iterable, Iterator

from calcquiz.algebra.tidy import negate, quotient, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Tree, free_names, rebuild
from calcquiz.solving.slips.distinct import distinct, mark, plain
from calcquiz.solving.slips.matrices import moved
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.walk import CONSTANT_KEPT, Walk, placed
from calcquiz.solving.words import tex
from calcquiz.tasks.implicit import TASK
from calcquiz.tasks.task import Args, Setting, name_of

SIGN_LOST = "slope-sign-lost"
UPSIDE_DOWN = "slope-upside-down"
OWN = {
    SIGN_LOST: "When the equation is solved for the slope, the terms without it change sides, and their sign with it.",
    UPSIDE_DOWN: "The factor of the slope comes below, the other terms on top. They were exchanged.",
}


class ImplicitSlips:
    """Slips in `implicit(F = c, x, y)`; a place begins by the side of the equation."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips on both sides, then those of solving for the slope."""
        args = plain(args, setting)
        right = TASK.key(args, setting)

        def every() -> Iterator[Slip]:
            walk = _walk(args)
            yield from self._own(args, right, SIGN_LOST)
            for place, side in enumerate(_sides(args)):
                for slip in walk.sites(side):
                    yield moved(slip, (place,))
                if not walk.moves(side) and side != ZERO:
                    yield _kept(side, walk, place)
            yield from self._own(args, right, UPSIDE_DOWN)

        return distinct(every(), lambda taken: self.result(args, setting, taken), right, args)

    def _own(self, args: Args, right: Tree, name: str) -> Iterator[Slip]:
        wrong = _turned(right, frozenset({name}))
        asked = Apply("implicit", args)
        yield Slip(name=name, place=(), part=asked, right=right, wrong=wrong, say=OWN[name])

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the slope with these slips; None where dy/dx would not stand alone."""
        args = plain(args, setting)
        own = frozenset(slip.name for slip in taken if not slip.place)
        inner = frozenset(slip for slip in taken if slip.place)
        if not inner:
            return _turned(TASK.key(args, setting), own)
        walk = _walk(args)
        slopes = [walk.of(side, placed(inner, (place,))) for place, side in enumerate(_sides(args))]
        known = [slope for slope in slopes if slope is not None]
        if len(known) < len(slopes):
            return None
        found = _solved(total([known[0], *map(negate, known[1:])]), walk)
        return None if found is None else _turned(found, own)


def _walk(args: Args) -> Walk:
    x, y = args[1], args[2]
    return Walk(variable=name_of(x), following=((name_of(y), Apply("derivative", (y, x))),))


def _sides(args: Args) -> tuple[Tree, ...]:
    return args[0].args if isinstance(args[0], Apply) and args[0].head == "=" else (args[0],)


def _kept(side: Tree, walk: Walk, place: int) -> Slip:
    say = f"The derivative of the constant {tex(side)} is 0."
    return Slip(name=CONSTANT_KEPT, place=(place,), part=walk.pending(side), right=ZERO, wrong=side, say=say)


def _solved(tree: Tree, walk: Walk) -> Tree | None:
    """Solve tree = 0, linear in dy/dx, for it."""
    slope = walk.following[0][1]

    def at(value: Tree) -> Tree:
        return tidy(rebuild(tree, lambda node: value if node == slope else node))

    rest, once, twice = at(ZERO), at(ONE), at(TWO)
    factor = total([once, negate(rest)])
    names = tuple(sorted(free_names(tree)))
    if mark(total([twice, negate(once)]), names) != mark(factor, names) or mark(factor, names) == mark(ZERO, names):
        return None
    return quotient(negate(rest), factor)


def _turned(slope: Tree, own: frozenset[str]) -> Tree:
    if SIGN_LOST in own:
        slope = negate(slope)
    return quotient(ONE, slope) if UPSIDE_DOWN in own else slope


IMPLICIT_SLIPS: dict[str, Slips] = {"implicit": ImplicitSlips()}
