"""Riemann sums, the trapezoid rule and Simpson's rule, worked: the width, the heights, the weighted sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import tidy, worked_out
from calcquiz.algebra.tree import Apply, Name, Number, Tree, add, call, div, mul, number, sub, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.methods.numbers import about, all_close, all_equal, summed, unused
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import equation, listed, tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks import quadrature
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

MOST_WRITTEN = 12
"""Heights that are written down one by one; more are a sum with a sign of its own."""
WHERE = {"left": "left end", "right": "right end", "mid": "middle"}
RULE_NAMES = {"riemann": "riemann-sum", "trapezoid": "trapezoid-rule", "simpson": "simpson-rule"}
REASONS = {
    "riemann": "The area of the rectangles is the width times the sum of the heights",
    "trapezoid": "Half the width, times the values: the first and the last once, the others twice",
    "simpson": "A third of the width, times the values with the weights {weights}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """What a rule is applied to."""

    rule: str
    args: Args
    count: int
    width: Tree
    steps: tuple[Number, ...]
    """Where the values are taken, in widths from the lower end; only those that count."""
    factors: tuple[int, ...]
    """The weight of each of them."""
    divisor: int
    table: Sequence[Tree] | None

    @property
    def values(self) -> list[Tree]:
        """Return the values that are added, exact where they are rational."""
        if self.table is not None:
            return [self.table[int(step.value)] for step in self.steps]
        return [quadrature.value_after(self.args, self.width, step) for step in self.steps]


def panels_of(rule: str, args: Args) -> Panels:
    """Return what a rule adds up.

    Raises:
        FormulaError: the arguments do not fit.
    """
    count = quadrature.panels(args)
    width = textbook(div(textbook(sub(args[3], args[2])), number(count)))
    table = quadrature.table_of(args, count)
    if rule == "riemann" and table is None and quadrature.side_of(args) == "mid":
        steps = tuple(Number(number(2 * k + 1).value / 2) for k in range(count))
        factors, divisor = [1] * count, 1
    else:
        weighed, divisor = quadrature.weights(rule, args)
        counted = [(number(k), weight) for k, weight in enumerate(weighed) if weight]
        steps, factors = tuple(step for step, _ in counted), [weight for _, weight in counted]
    return Panels(
        rule=rule,
        args=args,
        count=count,
        width=width,
        steps=steps,
        factors=tuple(factors),
        divisor=divisor,
        table=table,
    )


def panels(rule: str, args: Args, sheet: Sheet) -> Tree:
    """Work `riemann`, `trapezoid` or `simpson`."""
    result = quadrature.key(rule, args, sheet.setting)
    known = panels_of(rule, args)
    _write_width(known, sheet)
    if known.table is None:
        _write_heights(known, sheet)
    _write_sum(known, result, sheet)
    return result


def _write_width(known: Panels, sheet: Sheet) -> None:
    low, high = known.args[2], known.args[3]
    each = f"The {known.count} panels have the width" if known.count > 1 else "One panel has the width"
    why = rf"{each} $h = \frac{{b - a}}{{n}}$."
    written = div(sub(high, low), number(known.count))
    sheet.chain(written).to("panel-width", known.width, why, level=Level.NORMAL)
    if written == known.width:
        width = equation(r"h = \frac{b - a}{n}", known.width)
        proof = all_equal([(written, known.width)], sheet.setting)
        sheet.say(f"{each} {width}.", rule="panel-width", level=Level.NORMAL, proof=proof)


def _write_heights(known: Panels, sheet: Sheet) -> None:
    """Write the values of the function, the first three and the last where there are many."""
    name, letter = name_of(known.args[1]), unused(("f", "g"), known.args[0])
    places = [quadrature.place_after(known.args, known.width, step) for step in known.steps]
    values = known.values
    detail = sheet.detail()
    for place, value in zip(places, values, strict=True) if len(values) <= MOST_WRITTEN else ():
        raw = substitute(known.args[0], {name: place})
        detail.chain(raw).to("panel-heights", value, f"The value at ${tex(Name(name))[1:-1]} = {tex(place)[1:]}.")
    told = [equation(f"{letter}({tex(place)[1:-1]})", value) for place, value in zip(places, values, strict=True)]
    if len(told) > MOST_WRITTEN:
        told = [*told[:3], rf"so on up to {told[-1]}"]
    why = f"The heights of {equation(f'{letter}({name})', known.args[0])} {_where(known)}: {listed(told)}."
    pairs = [(substitute(known.args[0], {name: place}), value) for place, value in zip(places, values, strict=True)]
    sheet.say(why, rule="panel-heights", level=Level.NORMAL, proof=all_equal(pairs, sheet.setting))


def _where(known: Panels) -> str:
    if known.rule != "riemann":
        return "at the ends of the panels"
    side = quadrature.side_of(known.args)
    return f"at the {WHERE[side]}{'s' if known.count > 1 else ''} of the panel{'s' if known.count > 1 else ''}"


def _write_sum(known: Panels, result: Tree, sheet: Sheet) -> None:
    """Write the weighted sum with its numbers, and what it is."""
    scale, rule = _scale(known), RULE_NAMES[known.rule]
    written = mul(scale, _as_written(known))
    inner = textbook(summed([textbook(mul(number(w), v)) for w, v in zip(known.factors, known.values, strict=True)]))
    why = f"{REASONS[known.rule].format(weights=_weights_told(known.factors))}.{_in_decimals(result)}"
    chain = sheet.chain(written if written != result else Apply(known.rule, known.args))
    exact, is_single = exact_number(mul(scale, inner)), known.count == 1
    if exact is not None and exact != exact_number(result):
        chain.to(rule, result, f"{why} Here it is rounded to 13 figures.", proof=all_close([(written, result)]))
    elif exact is None or is_single:
        chain.to(rule, result, why)
    else:
        chain.to(rule, mul(scale, inner), why)
        chain.to(rule, result, "Multiply.", level=Level.FULL)


def _in_decimals(result: Tree) -> str:
    return f" That is {told}." if (told := about(result)) else ""


def _scale(known: Panels) -> Tree:
    width = exact_number(known.width)
    if width is None:
        return tidy(div(known.width, number(known.divisor)))
    return worked_out(width / known.divisor, known.width)


def _as_written(known: Panels) -> Tree:
    """Return the weighted sum with every term, or with a summation sign where there are many."""
    values = known.values
    if known.table is None and len(values) > MOST_WRITTEN:
        return _by_signs(known)
    if len(values) == 1:
        return values[0]
    return summed([_weighed(weight, value) for weight, value in zip(known.factors, values, strict=True)])


def _weighed(weight: int, value: Tree) -> Tree:
    return value if weight == 1 else mul(number(weight), value)


def _by_signs(known: Panels) -> Tree:
    """Return the weighted sum as one summation sign for each run of equal weights."""
    index = unused(("k", "j", "m", "i"), *known.args)
    if known.rule == "riemann":
        return _run(known, index, known.steps[0], number(1), known.count)
    first, last = known.values[0], known.values[-1]
    if known.rule == "trapezoid":
        return add(first, mul(number(2), _run(known, index, number(1), number(1), known.count - 1)), last)
    odd = _run(known, index, number(1), number(2), known.count // 2)
    even = _run(known, index, number(2), number(2), known.count // 2 - 1)
    return add(first, mul(number(4), odd), mul(number(2), even), last)


def _run(known: Panels, index: str, start: Number, stride: Number, count: int) -> Tree:
    """Return the sum of f(a + (start + stride k) h) for k from 0, or from 1 where it begins with its stride."""
    shift = 1 if start == stride else 0
    steps = textbook(add(Number(start.value - shift * stride.value), mul(stride, Name(index))))
    place = textbook(add(known.args[2], textbook(mul(steps, known.width))))
    term = substitute(known.args[0], {name_of(known.args[1]): place})
    return call("sum", term, Name(index), number(shift), number(count - 1 + shift))


def _weights_told(factors: Sequence[int]) -> str:
    told = [str(factor) for factor in factors]
    return ", ".join(told) if len(told) <= 7 else "1, 4, 2, 4, …, 4, 1"


WORKERS: dict[str, Worker] = {rule: partial(panels, rule) for rule in quadrature.SIGNATURES}
