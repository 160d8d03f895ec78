"""Slips in Riemann sums, the trapezoid rule and Simpson's rule: the other end, wrong weights, the width forgotten."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient, total
from calcquiz.algebra.tree import ONE, Number, Tree, div, mul, number
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.methods.numbers import summed
from calcquiz.solving.methods.panels import Panels, panels_of
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.tasks import quadrature
from calcquiz.tasks.task import Args, Setting
from calcquiz.tasks.textbook import textbook

MOST_ORDERED = 6
"""Terms of a sum that is put in textbook form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """A weighted sum of heights times a width, over a divisor."""

    heights: tuple[Tree, ...]
    weights: tuple[int, ...]
    divisor: int
    width: Tree

    def written(self) -> Tree:
        """Return the sum with its numbers, not worked out."""
        kept = [(w, h) for w, h in zip(self.weights, self.heights, strict=True) if w]
        inner = summed([h if w == 1 else mul(number(w), h) for w, h in kept])
        scale = self.width if self.divisor == 1 else div(self.width, number(self.divisor))
        return inner if scale == ONE else mul(scale, inner)

    def value(self) -> Tree:
        """Return its value, a single fraction where all is rational."""
        terms = [product([number(w), h]) for w, h in zip(self.weights, self.heights, strict=True) if w]
        found = product([quotient(self.width, number(self.divisor)), total(terms)])
        exact = exact_number(found)
        if exact is not None:
            return Number(exact)
        return textbook(found) if len(terms) <= MOST_ORDERED else found


Change = Callable[[Weighted, "Known"], Weighted | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The right sum, the heights at all ends of the panels, and those in their middles."""

    panels: Panels
    right: Weighted
    ends: tuple[Tree, ...]
    middles: tuple[Tree, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTurn:
    """A wrong step: what becomes of the sum (None where it cannot be made), and what is said."""

    name: str
    place: tuple[int, ...]
    change: Change
    say: str


@lru_cache(maxsize=64)
def known_of(rule: str, args: Args) -> Known | None:
    """Return the right sum and what the wrong ones are made of, None where there is none."""
    try:
        panels = panels_of(rule, args)
        right = Weighted(
            heights=tuple(panels.values), weights=panels.factors, divisor=panels.divisor, width=panels.width
        )
    except CalcquizError:
        return None
    ends = _heights(panels, [number(k) for k in range(panels.count + 1)])
    halves = [Number(number(2 * k + 1).value / 2) for k in range(panels.count)]
    return Known(panels=panels, right=right, ends=ends, middles=() if panels.table else _heights(panels, halves))


def _heights(panels: Panels, steps: list[Number]) -> tuple[Tree, ...]:
    """Return the heights so many widths after the lower end; none where one of them has no value."""
    if panels.table is not None:
        return tuple(panels.table[int(step.value)] for step in steps)
    try:
        return tuple(quadrature.value_after(panels.args, panels.width, step) for step in steps)
    except CalcquizError:
        return ()


def _no_width(sums: Weighted, _: Known) -> Weighted | None:
    return replace(sums, width=ONE)


def _over(divisor: int) -> Change:
    return lambda sums, _: replace(sums, divisor=divisor)


def _at(side: str) -> Change:
    """Return the change to the heights of another side."""

    def change(sums: Weighted, known: Known) -> Weighted | None:
        count = known.panels.count
        heights = {"left": known.ends[:count], "right": known.ends[1:], "mid": known.middles}[side]
        return replace(sums, heights=heights, weights=(1,) * count) if len(heights) == count else None

    return change


def _all_ends(sums: Weighted, known: Known) -> Weighted | None:
    count = known.panels.count + 1
    return replace(sums, heights=known.ends, weights=(1,) * count) if len(known.ends) == count else None


def _weighed(weight: Callable[[int, int], int]) -> Change:
    """Return the change to weights that depend on the place and the number of panels."""

    def change(sums: Weighted, _: Known) -> Weighted | None:
        count = len(sums.weights) - 1
        return replace(sums, weights=tuple(weight(k, count) for k in range(count + 1)))

    return change


def _ends_and(inner: Callable[[int], int]) -> Callable[[int, int], int]:
    return lambda k, count: 1 if k in {0, count} else inner(k)


WIDTH = WrongTurn(
    name="width-forgotten",
    place=(0,),
    change=_no_width,
    say="The sum of the heights still has to be multiplied by the width of a panel.",
)
RIEMANN = (
    WrongTurn(
        name="left-ends",
        place=(1,),
        change=_at("left"),
        say="The heights were taken at the left ends of the panels.",
    ),
    WrongTurn(
        name="right-ends",
        place=(1,),
        change=_at("right"),
        say="The heights were taken at the right ends of the panels.",
    ),
    WrongTurn(
        name="middles",
        place=(1,),
        change=_at("mid"),
        say="The heights were taken in the middle of the panels.",
    ),
    WrongTurn(
        name="height-too-many",
        place=(1,),
        change=_all_ends,
        say="Every panel has one height. Here both ends of the interval were counted.",
    ),
    WIDTH,
)


def _plain(first: int, last: int) -> Change:
    """Return the change to a plain sum of the heights, from which the ends may be left out."""

    def change(sums: Weighted, known: Known) -> Weighted | None:
        if len(known.ends) != known.panels.count + 1:
            return None
        weights = (first, *(1,) * (known.panels.count - 1), last)
        return replace(sums, heights=known.ends, weights=weights, divisor=1)

    return change


def _trapezoids(sums: Weighted, known: Known) -> Weighted | None:
    count = known.panels.count
    return replace(sums, weights=(1, *(2,) * (count - 1), 1), divisor=2)


TRAPEZOID = (
    WrongTurn(
        name="ends-not-halved",
        place=(1,),
        change=_weighed(lambda *_: 2),
        say="The first and the last value count half as much as those between them.",
    ),
    WrongTurn(
        name="inner-not-doubled",
        place=(1,),
        change=_weighed(lambda *_: 1),
        say="The values between the first and the last belong to two trapezoids each: they count twice.",
    ),
    WrongTurn(
        name="left-sum",
        place=(1,),
        change=_plain(1, 0),
        say="These are rectangles with the heights at the left ends. A trapezoid has the mean of its two heights.",
    ),
    WrongTurn(
        name="right-sum",
        place=(1,),
        change=_plain(0, 1),
        say="These are rectangles with the heights at the right ends. A trapezoid has the mean of its two heights.",
    ),
    WrongTurn(
        name="half-forgotten",
        place=(2,),
        change=_over(1),
        say="The sum is multiplied by half the width. The half was forgotten.",
    ),
    WIDTH,
)
SIMPSON = (
    WrongTurn(
        name="weights-swapped",
        place=(1,),
        change=_weighed(_ends_and(lambda k: 2 if k % 2 else 4)),
        say="The weights are 1, 4, 2, 4, …, 4, 1: the fours and the twos were swapped.",
    ),
    WrongTurn(
        name="trapezoid-weights",
        place=(1,),
        change=_weighed(_ends_and(lambda _: 2)),
        say="The weights are 1, 4, 2, 4, …, 4, 1. The odd values count four times, not twice.",
    ),
    WrongTurn(
        name="trapezoid-rule",
        place=(1,),
        change=_trapezoids,
        say="That is the trapezoid rule. Simpson's rule has the weights 1, 4, 2, 4, …, 4, 1 over 3.",
    ),
    WrongTurn(
        name="only-fours",
        place=(1,),
        change=_weighed(_ends_and(lambda _: 4)),
        say="The weights are 1, 4, 2, 4, …, 4, 1. The even values between the ends count twice, not four times.",
    ),
    WrongTurn(
        name="weights-forgotten",
        place=(1,),
        change=_weighed(lambda *_: 1),
        say="The values have the weights 1, 4, 2, 4, …, 4, 1. They were added as they are.",
    ),
    WrongTurn(
        name="half-for-third",
        place=(2,),
        change=_over(2),
        say="Simpson's rule has a third of the width in front, not the half.",
    ),
    WrongTurn(
        name="third-forgotten",
        place=(2,),
        change=_over(1),
        say="The sum is multiplied by a third of the width. The third was forgotten.",
    ),
    WIDTH,
)
TURNS: Mapping[str, tuple[WrongTurn, ...]] = {"riemann": RIEMANN, "trapezoid": TRAPEZOID, "simpson": SIMPSON}


class PanelSlips:
    """Slips in one of the rules."""

    def __init__(self, rule: str) -> None:
        self.rule = rule

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the wrong turns that lead to other sums."""
        known = known_of(self.rule, args)
        if known is None:
            return ()
        return distinct(self._every(known), lambda taken: self.result(args, setting, taken), known.right.value(), args)

    def _every(self, known: Known) -> Iterator[Slip]:
        right = known.right.value()
        for turn in TURNS[self.rule]:
            changed = turn.change(known.right, known)
            if changed is not None:
                yield Slip(
                    name=turn.name,
                    place=turn.place,
                    part=known.right.written(),
                    right=right,
                    wrong=changed.value(),
                    say=turn.say,
                )

    def result(self, args: Args, _: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the sum with these slips."""
        known = known_of(self.rule, args)
        names = {slip.name for slip in taken}
        sums = None if known is None else known.right
        for turn in TURNS[self.rule]:
            if known is not None and sums is not None and turn.name in names:
                sums = turn.change(sums, known)
        return None if sums is None else sums.value()


PANEL_SLIPS: dict[str, Slips] = {rule: PanelSlips(rule) for rule in TURNS}
