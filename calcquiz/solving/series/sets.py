"""Where a series with a parameter converges, and the first index for which a condition holds."""

from fractions import Fraction
from functools import partial

from calcquiz.algebra.alternating import without_sign
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, number, substitute
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import MINUS_OO, OO
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.power import convergence_set_of_powers, interval_of_convergence, radius
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.least import first_of, stands
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

TRIED = (7, 11, 16)
"""Values of the parameter at which the growth of the terms is read off."""
SIGNIFICANT = 6
"""Digits of the values that are shown."""


def convergence_set(args: Args, sheet: Sheet) -> Tree:
    """Work `convergence_set(a, n, p)`: a power series in p, or a series like a p-series."""
    name, parameter = name_of(args[1]), name_of(args[2])
    term = tidy(args[0])
    if parameter not in free_names(term):
        raise CalcquizError(f"the terms do not depend on {parameter}", f"Write a series with it: 1/{name}^{parameter}.")
    exponent = exponent_of(term, name, parameter)
    if exponent is None:
        return convergence_set_of_powers(args, sheet)
    if without_sign(term, name) is not None:
        raise UnworkedError("the signs of the terms alternate", "Ask for the set of absolute convergence.")
    series = Series(term=term, name=name, setting=sheet.setting)
    power, logarithms = exponent
    if parameter in free_names(power):
        return _by_power(series, power, args, sheet)
    return _by_logarithm(series, logarithms, args, sheet)


def exponent_of(term: Tree, name: str, parameter: str) -> tuple[Tree, Tree] | None:
    """Return u and v, linear in the parameter, with terms like 1/(n^u (ln n)^v); None for others."""
    growths = [growth_of(substitute(term, {parameter: number(value)}), name) for value in TRIED]
    known = [one for one in growths if one is not None and not one.super and not one.rate]
    if len(known) < len(TRIED):
        return None
    power = _linear([-one.power for one in known], parameter)
    logarithms = _linear([-one.logs for one in known], parameter)
    return None if power is None or logarithms is None else (power, logarithms)


def _linear(values: list[float], parameter: str) -> Tree | None:
    """Return the linear function of the parameter that has these values at `TRIED`."""
    first, second, third = (Fraction(value).limit_denominator(60) for value in values)
    slope = (second - first) / (TRIED[1] - TRIED[0])
    start = first - slope * TRIED[0]
    if start + slope * TRIED[2] != third:
        return None
    return textbook(total([Apply("mul", (number(slope), Name(parameter))), number(start)]))


def _by_power(series: Series, power: Tree, args: Args, sheet: Sheet) -> Tree:
    """Write when the exponent of a p-series is above 1."""
    like = Apply("div", (ONE, Apply("pow", (series.index, power))))
    exact = {factor for side in factors_of(series.term) for factor in side if series.name in free_names(factor)}
    is_pure = all(
        isinstance(one, Name) or (isinstance(one, Apply) and one.head == "pow" and one.args[0] == series.index)
        for one in exact
    )
    n = tex(series.index)
    if is_pure:
        why = f"Up to a constant factor the terms are {tex(like)}: a $p$-series with exponent {tex(power)}."
    else:
        why = f"For large {n} the terms are like a constant times {tex(like)}, and do what this $p$-series does."
    sheet.say(why, rule="p-series")
    return _solved(power, args, sheet)


def _by_logarithm(series: Series, logarithms: Tree, args: Args, sheet: Sheet) -> Tree:
    """Write when 1/(n (ln n)^v) has a finite sum: v above 1, by the integral test."""
    n = tex(series.index)[1:-1]
    v = tex(logarithms)[1:-1]
    integral = rf"$\int \frac{{dx}}{{x (\ln x)^{{{v}}}}}$"
    sheet.say(
        f"The terms are like $\\frac{{1}}{{{n} (\\ln {n})^{{{v}}}}}$. "
        f"Integral test: with $u = \\ln x$ the integral {integral} becomes "
        f"$\\int \\frac{{du}}{{u^{{{v}}}}}$, which is finite exactly when the exponent {tex(logarithms)} is above 1.",
        rule="integral-test",
    )
    return _solved(logarithms, args, sheet)


def _solved(exponent: Tree, args: Args, sheet: Sheet) -> Tree:
    """Write exponent > 1, solved for the parameter, and the interval."""
    parameter = args[2]
    condition = Apply(">", (exponent, ONE))
    slope = slope_of(exponent, name_of(parameter))
    size = None if slope is None else exact_number(slope)
    start = exact_number(substitute(exponent, {name_of(parameter): ZERO}))
    if size is None or start is None:
        raise UnworkedError("the exponent is not linear in the parameter", "Ask for the result alone.")
    end = number((1 - start) / size)
    simple = Apply(">" if size > 0 else "<", (parameter, end))
    result = Apply("interval()", (end, OO) if size > 0 else (MINUS_OO, end))
    proof = partial(_is_right, "convergence_set", args, result, sheet)
    sheet.say(f"It converges exactly when the exponent is above 1: ${tex(condition)[1:-1]}$.", level=Level.BRIEF)
    chain = sheet.chain(condition)
    chain.to(
        "solve-for-the-parameter",
        simple,
        f"Solve for {tex(parameter)}.",
        proof=partial(_holds_alike, condition, simple, args),
    )
    chain.to(
        "interval-of-convergence",
        result,
        "At the end itself the exponent is 1, where the series diverges:",
        proof=proof,
    )
    return result


def _holds_alike(condition: Tree, simple: Tree, args: Args) -> bool | None:
    values = [{name_of(args[2]): Fraction(k, 7)} for k in range(-100, 100)]
    from calcquiz.algebra.exact import exact_value

    return all(exact_value(condition, value) == exact_value(simple, value) for value in values)


def least(args: Args, sheet: Sheet) -> Tree:
    """Work `least(n, condition, from)`: the two sides at the first index that does, and at the one before."""
    task = TASKS["least"]
    result = task.key(args, sheet.setting)
    value, start, name = exact_number(result), first_of(args), name_of(args[0])
    assert value is not None
    first = int(value)
    condition = args[1]
    if not isinstance(condition, Apply) or len(condition.args) != 2 or condition.head not in SIGNS:
        raise UnworkedError("the condition is no comparison", f"Write {task.signature}.")
    sheet.say(f"Try ${tex(condition)[1:-1]}$ for growing {tex(args[0])}, from {start} on.", level=Level.BRIEF)
    for n in range(max(start, first - 2), first):
        sheet.say(_tried(condition, name, n, holds=False), proof=partial(_fails, condition, name, n))
    last = "and no smaller one does:" if first > start else "where we begin:"
    tried = _tried(condition, name, first, holds=True)
    chain = sheet.chain(condition)
    chain.to(
        "first-index",
        result,
        f"{tried} So {first} is the first number that fulfils it, {last}",
        proof=partial(_is_right, "least", args, result, sheet),
    )
    return result


SIGNS = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""Comparison -> the one that holds where it does not."""
SHOWN = {">=": r"\ge", "<=": r"\le", "<": "<", ">": ">"}


def _tried(condition: Apply, name: str, n: int, *, holds: bool) -> str:
    """Return both sides at a number, compared."""
    left, right = (_shown(substitute(side, {name: number(n)})) for side in condition.args)
    sign = condition.head if holds else SIGNS[condition.head]
    end = "it holds." if holds else "not yet."
    return f"At ${name} = {n}$: ${left} {SHOWN[sign]} {right}$, {end}"


def _shown(side: Tree) -> str:
    """Return a value exactly where it is short, else to a few digits."""
    plain = textbook(tidy(side))
    exact = exact_number(plain)
    if exact is not None and len(to_text(plain)) <= SIGNIFICANT + 2:
        return tex(plain)[1:-1]
    from mpmath import nstr

    value = numeric_value(side, {})
    return tex(plain)[1:-1] if value is None else _power_of_ten(str(nstr(value, SIGNIFICANT)))


def _power_of_ten(text: str) -> str:
    """Return `1.3e-6` as TeX, 1.3 times a power of ten, and a plain decimal as it is."""
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    power = f"10^{{{int(exponent)}}}"
    return power if float(mantissa) == 1 else f"{mantissa} \\cdot {power}"


def _fails(condition: Tree, name: str, n: int) -> bool | None:
    from mpmath import mpf

    found = stands(condition, {name: mpf(n)})
    return None if found is None else not found


def _is_right(task: str, args: Args, result: Tree, sheet: Sheet) -> bool | None:
    return TASKS[task].oracle(args, result, sheet.setting).agrees


WORKERS: dict[str, Worker] = {
    "radius": radius,
    "interval_of_convergence": interval_of_convergence,
    "convergence_set": convergence_set,
    "least": least,
}
"""Task -> what works it."""
