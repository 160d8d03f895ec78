"""Slips in tangent lines and planes: in the slopes, or in the equation that is made of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient, tidy, total
from calcquiz.algebra.tree import MINUS_ONE, Apply, Name, Tree, add, sub, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slips.derivatives import result_of_walks, sites_of_walks, walks_of
from calcquiz.solving.slips.distinct import plain, wrong_ones
from calcquiz.solving.slips.implicit import ImplicitSlips
from calcquiz.solving.slips.matrices import moved, under
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.walk import Walk
from calcquiz.tasks import at as at_task
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.tangent import TASK as TANGENT
from calcquiz.tasks.tangent import dependent, is_curve
from calcquiz.tasks.task import Args, Setting, names_of

IMPLICIT = ImplicitSlips()


@dataclass(frozen=True, slots=True, kw_only=True)
class Touching:
    """What the equation of a tangent is made of."""

    names: tuple[str, ...]
    place: tuple[Tree, ...]
    height: Tree
    slopes: tuple[Tree, ...]
    formulas: tuple[Tree, ...]
    """The slopes before the point was put in."""

    def steps(self) -> list[Tree]:
        """Return x - a for each variable."""
        return [tidy(sub(Name(name), value)) for name, value in zip(self.names, self.place, strict=True)]

    def along(self, slopes: Iterable[Tree], steps: Iterable[Tree]) -> list[Tree]:
        """Return slope times step for each variable."""
        return [product([slope, step]) for slope, step in zip(slopes, steps, strict=True)]


def _equation(one: Touching) -> Tree:
    return total([one.height, *one.along(one.slopes, one.steps())])


def _with_plus(one: Touching) -> Tree:
    steps = [tidy(add(Name(name), value)) for name, value in zip(one.names, one.place, strict=True)]
    return total([one.height, *one.along(one.slopes, steps)])


def _without_shift(one: Touching) -> Tree:
    return total([one.height, *one.along(one.slopes, map(Name, one.names))])


def _normal(one: Touching) -> Tree | None:
    if len(one.slopes) > 1 or exact_number(one.slopes[0]) == 0:
        return None
    return total([one.height, *one.along([quotient(MINUS_ONE, one.slopes[0])], one.steps())])


def _swapped(one: Touching) -> Tree | None:
    if len(one.slopes) == 1:
        return total([one.slopes[0], *one.along([one.height], one.steps())])
    return total([one.height, *one.along(one.slopes[::-1], one.steps())])


EQUATIONS: dict[str, tuple[Callable[[Touching], Tree | None], str]] = {
    "height-forgotten": (
        lambda one: total(one.along(one.slopes, one.steps())),
        "The tangent has to pass through the point: the height there is missing.",
    ),
    "shift-forgotten": (
        _without_shift,
        "The slope belongs to the step from the point, $x - a$, not to $x$ itself.",
    ),
    "shift-sign": (_with_plus, "The step from the point is $x - a$, with a minus."),
    "height-and-slope-swapped": (_swapped, "Height and slopes, or two of the slopes, were exchanged."),
    "slope-not-at-the-point": (
        lambda one: total([one.height, *one.along(one.formulas, one.steps())]),
        "The slope is a number: the derivative at the point, not the derivative as a formula.",
    ),
    "normal-instead": (_normal, "That line is perpendicular to the tangent: its slope is $-1/m$ and not $m$."),
    "height-as-slope": (
        lambda one: total([one.height, *one.along([one.height] * len(one.slopes), one.steps())]),
        "The slope is the value of the derivative at the point, not that of the function.",
    ),
}
"""Name -> the wrong right side of the equation, and what is said of it."""


class TangentSlips:
    """Slips in `tangent(…)`; a place begins by the variable of the slope, of a curve by the side of the equation."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips in the slopes, then those of the equation."""
        args = plain(args, setting)
        right = TANGENT.key(args, setting)
        assert isinstance(right, Apply)
        if is_curve(args) and right.args[0] == args[1].args[0]:  # type: ignore[union-attr]
            return ()

        def every() -> Iterator[Slip]:
            yield from self._slopes(args, setting)
            for name, (_, say) in EQUATIONS.items():
                wrong = self._made(args, setting, frozenset(), name)
                if wrong is not None:
                    yield Slip(name=name, place=(), part=Apply("tangent", args), right=right, wrong=wrong, say=say)

        return wrong_ones(every(), lambda taken: self.result(args, setting, taken), right, args)

    def _slopes(self, args: Args, setting: Setting) -> Iterator[Slip]:
        names = names_of(args[1])
        if is_curve(args):
            for slip in IMPLICIT.sites(_implicit(args), setting):
                yield moved(slip, (0,))
            return
        for index, walk in enumerate(_walks(args[0], names)):
            for slip in sites_of_walks(args[0], [walk]):
                yield moved(slip, (index,))

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the equation with these slips."""
        args = plain(args, setting)
        own = [slip.name for slip in taken if not slip.place and slip.name in EQUATIONS]
        inner = frozenset(slip for slip in taken if slip.place)
        return self._made(args, setting, inner, own[0] if own else "") if len(own) < 2 else None

    def _made(self, args: Args, setting: Setting, inner: frozenset[Slip], own: str) -> Tree | None:
        try:
            one = _touching(args, setting, inner)
        except CalcquizError:
            return None
        if one is None:
            return None
        made = EQUATIONS[own][0](one) if own else _equation(one)
        left = Name(names_of(args[1])[1] if is_curve(args) else dependent(args))
        return None if made is None else Apply("=", (left, made))


def _implicit(args: Args) -> Args:
    return (args[0], *(Name(name) for name in names_of(args[1])))


def _walks(function: Tree, names: tuple[str, ...]) -> list[Walk]:
    return [Walk(variable=names[0])] if len(names) == 1 else walks_of(function, names)


def _touching(args: Args, setting: Setting, taken: frozenset[Slip]) -> Touching | None:
    names = names_of(args[1])
    place = coordinates(args[2], len(names), TANGENT.signature)
    point = dict(zip(names, place, strict=True))
    if is_curve(args):
        slope = IMPLICIT.result(_implicit(args), setting, under(taken, (0,)))
        if slope is None:
            return None
        value = _value(slope, point)
        return Touching(names=names[:1], place=place[:1], height=place[1], slopes=(value,), formulas=(slope,))
    formulas = [
        result_of_walks(args[0], [walk], under(taken, (index,)), staged=False)
        for index, walk in enumerate(_walks(args[0], names))
    ]
    known = tuple(formula for formula in formulas if formula is not None)
    if len(known) < len(formulas):
        return None
    values = tuple(_value(formula, point) for formula in known)
    return Touching(names=names, place=place, height=_value(args[0], point), slopes=values, formulas=known)


def _value(tree: Tree, point: Mapping[str, Tree]) -> Tree:
    """Return the value at a point; CalcquizError where there is none."""
    return at_task.value(substitute(tree, point))


TANGENT_SLIPS: dict[str, Slips] = {"tangent": TangentSlips()}
