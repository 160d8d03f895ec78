"""The tasks `radius`, `interval_of_convergence` and `convergence_set`: where a series with a variable converges."""

from functools import partial
from typing import Any

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import TWO, Apply, Name, Number, Tree, number, sub, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import is_infinite, numeric_value
from calcquiz.tasks.regions import MINUS_OO, OO
from calcquiz.tasks.scan import FAR, Function, wide_zeros
from calcquiz.tasks.task import Args, Setting, Task, name_of
from calcquiz.tasks.terms import verdict_of_terms
from calcquiz.tasks.textbook import textbook

METHOD = "how the terms shrink inside, outside and at the ends"
SIGNATURES = {
    "radius": "radius(x^n/n, n, x)",
    "interval_of_convergence": "interval_of_convergence(x^n/n, n, x)",
    "convergence_set": "convergence_set(1/n^p, n, p)",
}
INSIDE, OUTSIDE = ("0.02", "0.31", "0.5", "0.77", "0.98"), ("0.03", "0.4", "2.1")
"""Where it is looked, in parts of the interval's length, inside and beyond an end."""
RAY = ("0.2", "0.9", "3.1")
WHOLE_LINE = ("-6.3", "-1.1", "0.4", "2.7", "7.9")
DIGITS = 60


def key(task: str, args: Args, setting: Setting) -> Tree:
    """Return the interval, each end with its own bracket; for `radius` half its length."""
    low, high = _ends(task, args, setting)
    if task == "radius":
        if OO in {low, high} or low == MINUS_OO:
            return OO
        return textbook(quotient(sub(high, low), TWO))
    if low == high:
        return Apply("interval[]", (low, high))
    brackets = [
        marks[_converges(args, end, setting)]
        for marks, end in zip(({False: "(", True: "["}, {False: ")", True: "]"}), (low, high), strict=True)
    ]
    return Apply(f"interval{''.join(brackets)}", (low, high))


def _ends(task: str, args: Args, setting: Setting) -> Args:
    texts = [to_text(args[0]), name_of(args[1]), name_of(args[2])]
    try:
        text = setting.compute("ratio_region", *texts)
    except CalcquizError:
        if task != "convergence_set":
            raise
        text = setting.compute("power_region", *texts)
    found = parse(text, author=True)
    assert isinstance(found, Apply)
    return tuple(end if is_infinite(end) else textbook(end) for end in found.args)


def _converges(args: Args, end: Tree, setting: Setting) -> bool:
    """Return whether the series converges at an end, by the tests of series."""
    if is_infinite(end):
        return False
    term = substitute(args[0], {name_of(args[2]): end})
    return setting.compute("convergence", to_text(textbook(term)), name_of(args[1])) != "diverges"


def oracle(task: str, args: Args, found: Tree, _: Setting) -> Evidence:
    """Look at the size of the terms inside, outside and at the ends of the key."""
    if task == "radius":
        return _radius_oracle(args, found)
    if not isinstance(found, Apply) or not found.head.startswith(("interval", "vector", "list")):
        return Evidence(agrees=False, method="shape")
    brackets = {"vector": "()", "list": "[]"}.get(found.head, found.head.removeprefix("interval"))
    rows = _inside_and_outside(*(_value(end) for end in found.args))
    verdicts = [_is_right(args, place, belongs) for place, belongs in rows]
    for end, bracket in zip(found.args, brackets, strict=True):
        if not is_infinite(end):
            verdicts.append(_is_right(args, end, bracket in "[]"))
    agrees = False if False in verdicts else None if None in verdicts else True
    return Evidence(agrees=agrees, points=len(verdicts), method=METHOD)


def _value(end: Tree) -> Any:
    from mpmath import inf

    sign = is_infinite(end)
    return sign * inf if sign else numeric_value(end, {}, DIGITS)


def _inside_and_outside(low: Any, high: Any) -> list[tuple[Any, bool]]:
    """Return places, and whether the series must converge there."""
    from mpmath import isinf, mpf

    if low == high:
        return [(low + mpf(part), False) for part in WHOLE_LINE]
    if isinf(low) and isinf(high):
        return [(mpf(part), True) for part in WHOLE_LINE]
    if isinf(high) or isinf(low):
        end, sign = (low, 1) if isinf(high) else (high, -1)
        return [(end + sign * mpf(part), True) for part in RAY] + [(end - sign * mpf(part), False) for part in RAY]
    length = high - low
    inside = [(low + length * mpf(part), True) for part in INSIDE]
    outside = [(end + sign * length * mpf(part), False) for end, sign in ((low, -1), (high, 1)) for part in OUTSIDE]
    return inside + outside


def _is_right(args: Args, place: Any, belongs: bool) -> bool | None:  # noqa: FBT001  # a place's own property
    from calcquiz.algebra.snapped import as_fraction

    tree = place if isinstance(place, Number | Name | Apply) else Number(as_fraction(place))
    verdict = verdict_of_terms(substitute(args[0], {name_of(args[2]): tree}), name_of(args[1]))
    return None if verdict is None else (verdict != "diverges") is belongs


def _radius_oracle(args: Args, found: Tree) -> Evidence:
    """Look at the terms at distances below and above the radius from the centre, which is where they vanish."""
    from mpmath import mpf

    centre = _centre(args)
    if found == OO:
        rows = [(mpf(part) if centre is None else centre + mpf(part), True) for part in WHOLE_LINE]
    else:
        value = numeric_value(found, {}, DIGITS)
        if centre is None or value is None or value < 0:
            return Evidence(agrees=None if centre is None else False, method=METHOD)
        if value == 0:
            rows = [(centre + mpf(part), False) for part in WHOLE_LINE]
        else:
            rows = _inside_and_outside(centre - value, centre + value)
    verdicts = [_is_right(args, place, belongs) for place, belongs in rows]
    agrees = False if False in verdicts else None if None in verdicts else True
    return Evidence(agrees=agrees, points=len(verdicts), method=METHOD)


def _centre(args: Args) -> Any:
    """Return where the third and the fourth term vanish, found by bracketing; None where that is no single place."""
    rows = [wide_zeros(_term_at(args, n), (-FAR, FAR)) for n in (3, 4)]
    common = [a for a in rows[0] if any(abs(a - b) < 1e-9 for b in rows[1])]
    return common[0] if len(common) == 1 else None


def _term_at(args: Args, n: int) -> Function:
    term = substitute(args[0], {name_of(args[1]): number(n)})
    return lambda place: numeric_value(term, {name_of(args[2]): place}, DIGITS)


def kind(task: str, _: Args) -> Kind:
    """Return number for a radius, else interval."""
    return Kind.NUMBER if task == "radius" else Kind.INTERVAL


TASKS = tuple(
    Task(
        name=task,
        signature=signature,
        arity=(3, 3),
        names=(1, 2),
        kind=partial(kind, task),
        key=partial(key, task),
        oracle=partial(oracle, task),
        variable=lambda args: name_of(args[2]),
    )
    for task, signature in SIGNATURES.items()
)
