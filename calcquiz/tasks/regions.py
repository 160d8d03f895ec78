"""Regions in tasks: an interval or conditions, read as ends of a range or as constraints."""

from collections.abc import Iterator
from dataclasses import dataclass

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, neg, sub
from calcquiz.records.errors import FormulaError
from calcquiz.tasks.task import Setting

OO = Name("oo")
MINUS_OO = neg(OO)
BRACKETS = {"list": "[]", "vector": "()"}
ADVICE = "Write [0, 3], (0, oo), or conditions: x >= 0 and x + y <= 3."
RELATIONS = frozenset({"<", "<=", ">", ">=", "="})


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range of one variable."""

    low: Tree = MINUS_OO
    high: Tree = OO
    low_closed: bool = False
    high_closed: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """`residual >= 0`, `> 0` or `= 0`."""

    residual: Tree
    relation: str
    """`>=`, `>` or `=`."""


def is_interval(tree: Tree) -> bool:
    """Return whether a tree is an interval; `[0, 3]` and `(0, 3)` are one here."""
    return isinstance(tree, Apply) and (tree.head in BRACKETS or tree.head.startswith("interval"))


def range_of(region: Tree | None, name: str, setting: Setting) -> Range:
    """Return the range that a region of one variable stands for; without one all numbers the variable may be.

    Raises:
        FormulaError: a region that is no interval and no comparison of the variable with numbers.
    """
    low, high = _span(name, setting)
    found = Range(low=MINUS_OO if low is None else low, high=OO if high is None else high)
    if region is None:
        return found
    if is_interval(region):
        return _interval(region)
    links = region.args if isinstance(region, Apply) and region.head == "and" else (region,)
    for link in links:
        found = _narrowed(found, link, name)
    return found


def _span(name: str, setting: Setting) -> tuple[Tree | None, Tree | None]:
    """Return the ends of what a variable may be, None where there is none."""
    low, high = setting.domain.ends(name)
    return None if low is None else Number(low), None if high is None else Number(high)


def _interval(region: Tree) -> Range:
    assert isinstance(region, Apply)
    brackets = BRACKETS.get(region.head, region.head.removeprefix("interval"))
    if len(region.args) != 2:
        raise FormulaError(f"`{to_text(region)}` is no region", advice=ADVICE)
    low, high = region.args
    return Range(
        low=low,
        high=high,
        low_closed=brackets[0] == "[" and low != MINUS_OO,
        high_closed=brackets[1] == "]" and high != OO,
    )


def _narrowed(found: Range, link: Tree, name: str) -> Range:
    if not isinstance(link, Apply) or link.head not in RELATIONS - {"="} or Name(name) not in link.args:
        raise FormulaError(f"`{to_text(link)}` is no region for {name}", advice=ADVICE)
    left, right = link.args
    below = (left == Name(name)) == (link.head in {"<", "<="})
    closed = link.head in {"<=", ">="}
    end = right if left == Name(name) else left
    if below:
        return Range(low=found.low, high=end, low_closed=found.low_closed, high_closed=closed)
    return Range(low=end, high=found.high, low_closed=closed, high_closed=found.high_closed)


def constraints_of(region: Tree | None, names: tuple[str, ...], setting: Setting) -> tuple[Constraint, ...]:
    """Return the constraints that a region stands for, those of the variables' sorts among them."""
    found = [constraint for name in names for constraint in _of_sort(name, setting)]
    if region is None:
        return tuple(found)
    if len(names) == 1 and is_interval(region):
        span, variable = _interval(region), Name(names[0])
        if span.low != MINUS_OO:
            found.append(Constraint(sub(variable, span.low), ">=" if span.low_closed else ">"))
        if span.high != OO:
            found.append(Constraint(sub(span.high, variable), ">=" if span.high_closed else ">"))
        return tuple(found)
    links = region.args if isinstance(region, Apply) and region.head == "and" else (region,)
    return (*found, *(_constraint(link) for link in links))


def _of_sort(name: str, setting: Setting) -> Iterator[Constraint]:
    low, high = _span(name, setting)
    if low is not None:
        yield Constraint(Name(name) if low == ZERO else sub(Name(name), low), ">")
    if high is not None:
        yield Constraint(sub(high, Name(name)), ">")


def _constraint(link: Tree) -> Constraint:
    if not isinstance(link, Apply) or link.head not in RELATIONS:
        raise FormulaError(f"`{to_text(link)}` is no region", advice=ADVICE)
    left, right = link.args if link.head in {">", ">=", "="} else link.args[::-1]
    return Constraint(sub(left, right), {"<": ">", "<=": ">="}.get(link.head, link.head))
