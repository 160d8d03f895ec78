"""Slips in directional derivatives and in values at points: in the slopes, or in what is made of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import TWO, Apply, Tree, add, call, power, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slips.derivatives import result_of_walks, sites_of_walks, walks_of
from calcquiz.solving.slips.distinct import plain, wrong_ones
from calcquiz.solving.slips.matrices import moved, under
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.tasks import at as at_task
from calcquiz.tasks.directional import TASK as DIRECTIONAL
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.task import Args, Setting, Task, names_of


class DirectionalSlips:
    """Slips in `directional(f, vars, p, v)`; a place begins by the entry of the gradient."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips in the gradient, then those of length and direction."""
        args = plain(args, setting)
        right = DIRECTIONAL.key(args, setting)

        def every() -> Iterator[Slip]:
            names = names_of(args[1])
            for name, say in DIRECTIONS.items():
                asked = Slip(name=name, place=(), part=Apply("directional", args), right=right, wrong=right, say=say)
                wrong = self.result(args, setting, frozenset({asked}))
                if wrong is not None:
                    yield replace(asked, wrong=wrong)
            for index, walk in enumerate(walks_of(args[0], names)):
                for slip in sites_of_walks(args[0], [walk]):
                    yield moved(slip, (index,))

        return wrong_ones(every(), lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the directional derivative with these slips."""
        args = plain(args, setting)
        names = names_of(args[1])
        place, direction = (coordinates(arg, len(names), DIRECTIONAL.signature) for arg in args[2:])
        own = {slip.name for slip in taken if not slip.place}
        if "place-and-direction-swapped" in own:
            place, direction = direction, place
        point = dict(zip(names, place, strict=True))
        slopes = []
        for index, walk in enumerate(walks_of(args[0], names)):
            made = result_of_walks(args[0], [walk], under(taken, (index,)), staged=False)
            if made is None:
                return None
            slopes.append(_value_or_none(made, point))
        known = [slope for slope in slopes if slope is not None]
        return _along(known, direction, own) if len(known) == len(names) else None


def _value_or_none(tree: Tree, point: Mapping[str, Tree]) -> Tree | None:
    try:
        return at_task.value(substitute(tree, point))
    except CalcquizError:
        return None


DIRECTIONS = {
    "not-normalised": "The direction has to be a unit vector: divide by its length.",
    "divided-by-square": "Divide by the length of the direction once, not by its square.",
    "length-by-sum": "The length of the direction is the root of the sum of squares, not the sum of its entries.",
    "length-of-gradient": "That is the length of the gradient, the steepest slope. Asked is that in one direction.",
    "place-and-direction-swapped": "The gradient is taken at the point, and multiplied by the direction.",
}


def _along(slopes: list[Tree], direction: tuple[Tree, ...], own: set[str]) -> Tree | None:
    square = tidy(total([tidy(power(entry, TWO)) for entry in direction]))
    if "length-of-gradient" in own:
        return call("sqrt", tidy(add(*(power(slope, TWO) for slope in slopes))))
    dots = total([product([slope, entry]) for slope, entry in zip(slopes, direction, strict=True)])
    if exact_number(square) == 0:
        return None
    if "not-normalised" in own:
        return dots
    if "divided-by-square" in own:
        return quotient(dots, square)
    if "length-by-sum" in own:
        whole = tidy(total(list(direction)))
        return None if exact_number(whole) == 0 else quotient(dots, whole)
    return quotient(dots, tidy(call("sqrt", square)))


class AtSlips:
    """Slips in `at(task, vars, p)`: those of the task, and another point put in."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips of the task, then those of the point."""
        inner = _inner(args[0], setting)
        slips = _slips_of(inner)
        if slips is None or not isinstance(inner, Apply):
            return ()
        right = _task(inner).key(inner.args, setting)
        value = _value_or_none(right, at_task.point_of(args))
        if value is None:
            return ()

        def every() -> Iterator[Slip]:
            yield from slips.sites(inner.args, setting)
            for name, say in PLACES.items():
                asked = Slip(name=name, place=(), part=Apply("at", args), right=value, wrong=value, say=say)
                wrong = self.result(args, setting, frozenset({asked}))
                if wrong is not None:
                    yield replace(asked, wrong=wrong)

        return wrong_ones(every(), lambda taken: self.result(args, setting, taken), value, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the value with these slips."""
        inner = _inner(args[0], setting)
        slips = _slips_of(inner)
        if slips is None or not isinstance(inner, Apply):
            return None
        own = {slip.name for slip in taken} & set(PLACES)
        rest = frozenset(slip for slip in taken if slip.name not in own)
        if "function-put-in" in own:
            return _value_or_none(inner.args[0], at_task.point_of(args)) if inner.head in HAVE_VALUES else None
        made = slips.result(inner.args, setting, rest) if rest else _task(inner).key(inner.args, setting)
        point = _wrong_point(at_task.point_of(args), own)
        return None if made is None or point is None else _value_or_none(made, point)


HAVE_VALUES = frozenset({"derivative", "partial"})
PLACES = {
    "function-put-in": "That is the value of the function itself at this point, not that of its derivative.",
    "coordinates-swapped": "The coordinates of the point were put in for the wrong variables.",
    "sign-of-place": "The point was put in with the other sign.",
}


def _wrong_point(point: dict[str, Tree], own: set[str]) -> dict[str, Tree] | None:
    names, values = list(point), list(point.values())
    if "coordinates-swapped" in own:
        if len(names) < 2:
            return None
        values.reverse()
    if "sign-of-place" in own:
        values = [negate(value) for value in values]
    return dict(zip(names, values, strict=True))


def _inner(task: Tree, setting: Setting) -> Tree:
    """Return the task at a point, tasks inside it replaced by their keys."""
    return Apply(task.head, plain(task.args, setting)) if isinstance(task, Apply) and task.args else task


def _task(inner: Apply) -> Task:
    from calcquiz.tasks.catalog import TASKS

    return TASKS[inner.head]


def _slips_of(inner: Tree) -> Slips | None:
    """Return the slips of the task at a point, None for a formula."""
    from calcquiz.solving.slips.catalog import SLIPS  # which imports this module

    return SLIPS.get(inner.head) if isinstance(inner, Apply) and inner.head != "at" else None


VALUE_SLIPS: dict[str, Slips] = {"directional": DirectionalSlips(), "at": AtSlips()}
