"""Slips in derivatives and partial derivatives: a wrong step at any node of the function, or at another order."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tree import Apply, Name, Tree, free_names
from calcquiz.solving.slips.distinct import distinct, plain
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.walk import Place, Walk, placed
from calcquiz.solving.words import tex
from calcquiz.tasks.derivative import nth_derivative, order
from calcquiz.tasks.task import Args, Setting, name_of

ORDER_MISSED = "order-missed"
WRONG_VARIABLE = "wrong-variable"


class DerivativeSlips:
    """Slips in `derivative(f, x[, n])`; in higher ones a place begins by the order, counted from 0."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips at each order, then the one of stopping early."""
        args = plain(args, setting)
        names = (name_of(args[1]),) * order(args)

        def every() -> Iterator[Slip]:
            yield from sites_of_walks(args[0], [Walk(variable=name) for name in names])
            if len(names) > 1:
                yield _order_missed(Apply("derivative", args), args[0], names)

        return distinct(every(), lambda taken: self.result(args, setting, taken), after(args[0], names), args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the derivative with these slips."""
        args = plain(args, setting)
        times = order(args)
        early = frozenset(slip for slip in taken if slip.name == ORDER_MISSED)
        walks = [Walk(variable=name_of(args[1]))] * (times - len(early))
        return result_of_walks(args[0], walks, taken - early, staged=times > 1)


def _order_missed(asked: Tree, function: Tree, names: Sequence[str]) -> Slip:
    say = "That is the derivative before. It has to be differentiated once more."
    right, wrong = after(function, tuple(names)), after(function, tuple(names[:-1]))
    return Slip(name=ORDER_MISSED, place=(), part=asked, right=right, wrong=wrong, say=say)


class PartialSlips:
    """Slips in `partial(f, x, y, …)`; with several variables a place begins by the turn, counted from 0."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips of each turn, then those of stopping early and of another variable."""
        args = plain(args, setting)
        names = tuple(name_of(arg) for arg in args[1:])

        def every() -> Iterator[Slip]:
            yield from sites_of_walks(args[0], walks_of(args[0], names))
            if len(names) > 1:
                yield _order_missed(Apply("partial", args), args[0], names)
            else:
                yield from _wrong_variable(args, names[0])

        return distinct(every(), lambda taken: self.result(args, setting, taken), after(args[0], names), args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the partial derivative with these slips."""
        args = plain(args, setting)
        names = [name_of(arg) for arg in args[1:]]
        own = next((slip for slip in taken if slip.name in {ORDER_MISSED, WRONG_VARIABLE}), None)
        if own is not None and own.name == WRONG_VARIABLE:
            return own.wrong if len(taken) == 1 else None
        walks = walks_of(args[0], names if own is None else names[:-1])
        return result_of_walks(args[0], walks, taken - {own}, staged=len(names) > 1)


def _wrong_variable(args: Args, name: str) -> Iterator[Slip]:
    for other in sorted(free_names(args[0]) - {name}):
        say = f"That is the derivative by {tex(Name(other))}. Asked is the one by {tex(Name(name))}."
        right, wrong = after(args[0], (name,)), after(args[0], (other,))
        asked = Apply("partial", args)
        yield Slip(name=WRONG_VARIABLE, place=(), part=asked, right=right, wrong=wrong, say=say)


@lru_cache(maxsize=512)
def after(function: Tree, names: tuple[str, ...]) -> Tree:
    """Return the right derivative of a function by these names, one after the other."""
    return function if not names else nth_derivative(after(function, names[:-1]), names[-1], 1)


def walks_of(function: Tree, names: Sequence[str]) -> list[Walk]:
    """Return a walk for each partial derivative, the other names held."""
    everything = sorted(free_names(function))
    return [
        Walk(variable=name, held=tuple(other for other in everything if other != name), head="partial")
        for name in names
    ]


def sites_of_walks(function: Tree, walks: Sequence[Walk], prefix: Place = ()) -> Iterator[Slip]:
    """Yield the slips of derivatives taken one after the other; several of them begin places by their turn."""
    names = tuple(walk.variable for walk in walks)
    for turn, walk in enumerate(walks):
        yield from walk.sites(after(function, names[:turn]), (*prefix, turn) if len(walks) > 1 else prefix)


def result_of_walks(function: Tree, walks: Sequence[Walk], taken: frozenset[Slip], *, staged: bool) -> Tree | None:
    """Return what comes of derivatives taken one after the other with slips; None where one cannot be made."""
    used, is_right = 0, True
    for turn, walk in enumerate(walks):
        here = placed(taken, (turn,) if staged else ())
        used += len(here)
        if here:
            made = walk.of(function, here)
            if made is None:
                return None
            function, is_right = made, False
        elif is_right:
            function = after(function, (walk.variable,))
        else:
            function = differentiate(function, walk.variable)
    return function if used == len(taken) else None


DERIVATIVE_SLIPS: dict[str, Slips] = {"derivative": DerivativeSlips(), "partial": PartialSlips()}
