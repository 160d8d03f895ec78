"""The tasks `critical(f, x[, region])` and `inflection(f, x[, region])`: places on the line, as a set."""

from functools import partial
from typing import Any

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.point_sets import DIGITS, elements, ends_of, inside, judged, require_numbers, values_of
from calcquiz.tasks.regions import range_of
from calcquiz.tasks.scan import wide_zeros
from calcquiz.tasks.task import Args, Setting, Task, name_of
from calcquiz.tasks.textbook import textbook

METHODS = {"critical": "slopes on either side by differences", "inflection": "bends on either side by differences"}
SIGNATURES = {
    "critical": "critical(f, x) or critical(f, x, (0, 2*pi))",
    "inflection": "inflection(f, x) or inflection(f, x, (0, 2*pi))",
}
STEP = "1e-18"
BEND_STEP = "1e-13"
ASIDE = "1e-5"
BEND_NOISE = "1e-31"
"""A bend below this share of the value is rounding: far out, 1 - exp(-x^2) is 1 to the last of the 60 figures."""
FLAT, CORNER, STEEP = 1e-7, 1e-5, 1e5
"""One-sided slopes over 1e-18 below, a gap between them above, and a size above which a place is critical."""


def region_of(args: Args) -> Tree | None:
    """Return where the places are looked for."""
    return args[2] if len(args) > 2 else None


def key(task: str, args: Args, setting: Setting) -> Tree:
    """Return the places in order: where f' is zero or missing (critical), where the concavity changes (inflection)."""
    name = name_of(args[1])
    require_numbers(args, {name})
    span = range_of(region_of(args), name, setting)
    text = setting.compute(task, to_text(args[0]), name, to_text(span.low), to_text(span.high))
    ends = ends_of(span, {})
    found = elements(parse(text, author=True)) or ()
    kept = tuple(textbook(tree) for tree in found if inside(span, ends, numeric_value(tree, {}, DIGITS)))
    return Apply("set", kept) if kept else Name("emptyset")


def oracle(task: str, args: Args, found: Tree, setting: Setting) -> Evidence:
    """Look at the function's values on either side of each place, and scan for places that are missing."""
    from mpmath import mpf, workdps

    name = name_of(args[1])
    span = range_of(region_of(args), name, setting)
    values, ends = values_of(found, {}), ends_of(span, {})
    if values is None:
        return Evidence(agrees=False, method="shape")

    def at(place: Any) -> Any:
        return numeric_value(args[0], {name: place}, DIGITS)

    def slope(place: Any) -> Any:
        step = mpf(STEP)
        ahead, behind = at(place + step), at(place - step)
        return None if None in {ahead, behind} else (ahead - behind) / (2 * step)

    def bend(place: Any) -> Any:
        step = mpf(BEND_STEP)
        three = at(place + step), at(place), at(place - step)
        return None if None in three else (three[0] - 2 * three[1] + three[2]) / step**2

    measure, is_one = (slope, _is_critical) if task == "critical" else (bend, _is_inflection)
    with workdps(DIGITS):
        scanned = [place for place in wide_zeros(measure, ends, jumps=True) if _counts(task, at, measure, place)]
        return judged(
            values,
            lambda place: inside(span, ends, place) and is_one(at, measure, place),
            [place for place in scanned if inside(span, ends, place)],
            METHODS[task],
        )


def _counts(task: str, at: Any, measure: Any, place: Any) -> bool:
    """Return whether a place that a scan found is one that is asked for: poles and jumps are not."""
    from mpmath import mpf

    sides = [at(place + mpf(sign) * mpf("1e-9")) for sign in (-1, 1)]
    here = at(place)
    if here is None or None in sides or any(abs(here - side) > 1e-2 * max(1, abs(side)) for side in sides):
        return False
    return task == "critical" or bool(_is_inflection(at, measure, place))


def _is_critical(at: Any, _: Any, place: Any) -> bool:
    from mpmath import mpf

    step = mpf(STEP)
    here, ahead, behind = at(place), at(place + step), at(place - step)
    if None in {here, ahead, behind}:
        return False
    right, left = (ahead - here) / step, (here - behind) / step
    size = max(abs(left), abs(right))
    return bool(size < FLAT or abs(left - right) > CORNER or size > STEEP)


def _is_inflection(at: Any, bend: Any, place: Any) -> bool:
    from mpmath import mpf

    aside = mpf(ASIDE)
    here, before, after = at(place), bend(place - aside), bend(place + aside)
    if None in {here, before, after} or before * after >= 0:
        return False
    return bool(min(abs(before), abs(after)) > abs(here) * mpf(BEND_NOISE))


TASKS = tuple(
    Task(
        name=task,
        signature=signature,
        arity=(2, 3),
        names=(1,),
        kind=lambda _: Kind.SET,
        key=partial(key, task),
        oracle=partial(oracle, task),
        variable=lambda args: name_of(args[1]),
    )
    for task, signature in SIGNATURES.items()
)
