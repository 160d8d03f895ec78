"""Slips in optima: the wrong extremum, the value for the place, an end or a critical point left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from calcquiz.algebra.tidy import negate
from calcquiz.algebra.tree import ZERO, Apply, Tree, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.constants import constant
from calcquiz.solving.equations.numbers import Line, in_order, same_number, value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.points.kinks import critical_with_kinks, has_kinks
from calcquiz.solving.points.multipliers import candidates
from calcquiz.solving.points.optima_plane import candidates_of_region
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.slips.derivatives import after
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.lines import QUICK, solutions
from calcquiz.solving.slips.points import line_of, line_slips, places_with, walked, walks
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.tasks import lagrange as lagrange_task
from calcquiz.tasks.optimum import SENSES
from calcquiz.tasks.task import Args, Setting, names_of

PLACES = {"argmin", "argmax", "point"}
OTHER = {"argmin": "argmax", "argmax": "argmin", "minimum": "maximum", "maximum": "minimum"}
SAID = {
    "value-for-place": "That is the value of the function. Asked is where it is taken.",
    "place-for-value": "That is the place. Asked is the value of the function there.",
    "other-extremum": "That is the other extremum: compare the values once more.",
    "ends-forgotten": "The ends of the interval are candidates too.",
    "critical-points-forgotten": "The critical points inside are candidates too, not only the ends.",
    "outside-kept": "A critical point outside the region is no candidate.",
    "boundary-forgotten": "The boundary of the region has candidates too.",
    "coordinates-swapped": "The coordinates stand in the wrong order.",
    "signs-turned": "Check the signs: put the point into the condition.",
}


@dataclass(frozen=True, slots=True)
class Candidates:
    """Points that may be best, and the function that tells."""

    function: Tree
    names: tuple[str, ...]
    points: tuple[Tree, ...]
    ends: tuple[Tree, ...] = ()
    """Candidates that belong to the boundary."""
    outside: tuple[Tree, ...] = ()
    """What is critical but does not lie in the region."""
    is_closed: bool = False
    """Whether the other extremum exists as well."""

    def height(self, point: Tree) -> Tree | None:
        """Return the value of the function at a point."""
        entries = point.args if isinstance(point, Apply) and point.head == "vector" else (point,)
        value = constant(substitute(self.function, dict(zip(self.names, entries, strict=True))))
        return None if value_of(value) is None else value

    def best(self, points: Sequence[Tree], sign: int, *, alone: bool) -> tuple[Tree, Tree] | None:
        """Return a point with the smallest (1) or largest (-1) value, and the value; None where there is no value."""
        rows = [(height, point) for point in points if (height := self.height(point)) is not None]
        if not rows:
            return None
        height = min((row[0] for row in rows), key=lambda one: sign * float(value_of(one)))
        winners = [point for other, point in rows if same_number(other, height)]
        return None if alone and len(winners) > 1 else (winners[0], height)


@dataclass(frozen=True, slots=True)
class OptimumSlips:
    """Slips of `argmin`, `argmax`, `minimum`, `maximum` and `lagrange`."""

    task: str

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips of choosing, then those in the lines of the equation."""
        right = self.result(args, setting, frozenset())
        if right is None:
            return ()

        def every() -> Iterator[Slip]:
            for name, say in SAID.items():
                whole = Apply(self.task, args)
                asked = Slip(name=name, place=(), part=whole, right=right, wrong=right, say=say)
                wrong = self.result(args, setting, frozenset({asked}))
                if wrong is not None:
                    yield replace(asked, wrong=wrong)
            if self._is_on_line(args):
                yield from line_slips(_slope_equation(args), line_of(self.task, args, setting))
                yield from walked(args, 1)

        return distinct(every(), lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the answer of a learner with these slips."""
        names = {slip.name for slip in taken if not slip.place}
        found = self._candidates(args, setting, taken)
        if found is None:
            return None
        asked = self._asked(args)
        if "other-extremum" in names:
            if asked not in OTHER or not found.is_closed:
                return None
            asked = OTHER[asked]
        points = _left_over(found, names)
        if points is None:
            return None
        row = found.best(points, SENSES.get(asked, 1), alone=asked in PLACES)
        if row is None:
            return None
        return _told(row, names, asks_place=asked in PLACES)

    def _asked(self, args: Args) -> str:
        return lagrange_task.asked_of(args) if self.task == "lagrange" else self.task

    def _is_on_line(self, args: Args) -> bool:
        return self.task != "lagrange" and len(names_of(args[1])) == 1 and not has_kinks(args[0], names_of(args[1])[0])

    def _candidates(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Candidates | None:
        steps = frozenset(slip for slip in taken if slip.place)
        try:
            if self.task == "lagrange":
                return _of_conditions(args, setting)
            if len(names_of(args[1])) > 1:
                return _of_region(args, setting)
            return _on_line(self.task, args, setting, steps)
        except CalcquizError:
            return None


def _left_over(found: Candidates, names: set[str]) -> Sequence[Tree] | None:
    """Return which candidates are looked at."""
    inside = [point for point in found.points if point not in found.ends]
    if names & {"ends-forgotten", "boundary-forgotten"}:
        return inside if found.ends and inside else None
    if "critical-points-forgotten" in names:
        return list(found.ends) if found.ends and inside else None
    if "outside-kept" in names:
        return [*found.points, *found.outside] if found.outside else None
    return found.points


def _told(row: tuple[Tree, Tree], names: set[str], *, asks_place: bool) -> Tree | None:
    place, height = row
    if "value-for-place" in names:
        return height if asks_place else None
    if "place-for-value" in names:
        return None if asks_place else place
    if not names & {"coordinates-swapped", "signs-turned"}:
        return place if asks_place else height
    if not asks_place or not isinstance(place, Apply) or place.head != "vector":
        return None
    if "coordinates-swapped" in names:
        return Apply("vector", place.args[::-1])
    return Apply("vector", tuple(constant(negate(entry)) for entry in place.args))


def _slope_equation(args: Args) -> Tree:
    return equals(after(args[0], names_of(args[1])), ZERO)


def _on_line(task: str, args: Args, setting: Setting, steps: frozenset[Slip]) -> Candidates | None:
    """Return the candidates on a range of the line, found with slips in the derivative or in lines of the equation."""
    where = line_of(task, args, setting)
    if has_kinks(args[0], where.name):
        places: Sequence[Tree] | None = critical_with_kinks(args[0], where, Sheet(QUICK))
    else:
        places = places_with(_slope_equation(args), walks(args, 1), where, steps, args[0])
    if places is None:
        return None
    pairs = ((where.span.low, where.span.low_closed), (where.span.high, where.span.high_closed))
    ends = tuple(end for end, closed in pairs if closed)
    everywhere = solutions(_slope_equation(args), Line(name=where.name)) or ()
    outside = tuple(place for place in everywhere if not where.covers(float(value_of(place))))
    points = tuple(in_order([*places, *ends]))
    return Candidates(args[0], (where.name,), points, ends, outside, len(ends) == len(pairs))


@lru_cache(maxsize=64)
def _region_points(args: Args, positive: frozenset[str]) -> tuple[tuple[Tree, ...], tuple[Tree, ...], tuple[Tree, ...]]:
    setting = Setting(compute=QUICK.compute, variables=dict.fromkeys(positive, "positive"))
    return candidates_of_region(args, Sheet(setting))


def _of_region(args: Args, setting: Setting) -> Candidates | None:
    names = names_of(args[1])
    positive = setting.domain.positive
    inside, boundary, outside = _region_points(args, positive)
    if not inside and not boundary:
        return None

    return Candidates(args[0], names, (*inside, *boundary), boundary, outside, bool(boundary))


def _of_conditions(args: Args, setting: Setting) -> Candidates | None:
    names = names_of(args[2])
    positive = setting.domain.positive
    found = _lagrange_points(args, positive)
    return Candidates(args[0], names, found, is_closed=len(found) > 1) if found else None


@lru_cache(maxsize=64)
def _lagrange_points(args: Args, positive: frozenset[str]) -> tuple[Tree, ...]:
    conditions = args[1].args if isinstance(args[1], Apply) and args[1].head == "list" else (args[1],)
    setting = Setting(compute=QUICK.compute, variables=dict.fromkeys(positive, "positive"))
    return tuple(candidates(args[0], names_of(args[2]), conditions, (), Sheet(setting)))


OPTIMUM_SLIPS: Mapping[str, Slips] = {task: OptimumSlips(task) for task in (*SENSES, "lagrange")}
