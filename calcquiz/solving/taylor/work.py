"""Taylor polynomials, worked: from known series where they lead there sooner, else from derivatives at the point."""

from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import ONE, ZERO, Name, Tree, call, div, number
from calcquiz.solving.derivatives.inner_tasks import with_tasks_worked
from calcquiz.solving.methods.numbers import all_equal
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.taylor.expand import (
    Expansion,
    Polynomial,
    Product,
    Quotient,
    Scaled,
    Series,
    expansion,
    written_out,
)
from calcquiz.solving.taylor.fitting import fitted
from calcquiz.solving.taylor.integrated import integrated, integrated_series
from calcquiz.solving.taylor.plane import plane
from calcquiz.solving.taylor.series import Writer, series_in, write_known, write_series, written_coefficient
from calcquiz.solving.taylor.table import Point, Row, power_of, prime, rows_of, write_rows, written_polynomial
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks import coefficient as coefficient_task
from calcquiz.tasks.task import Args, name_of, names_of
from calcquiz.tasks.taylor import key, order, polynomial, term

SHORT_TABLE = 2
"""Up to this degree sums, products and what has to be rewritten are done by derivatives."""
SHORT_TABLE_OF_ONE = 4
"""The same for one function of a linear argument that has to be rewritten: ln(2 + x), 2^x."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A function that is made of known series."""

    function: Tree
    """As it was rewritten to fit."""
    expansion: Expansion


def taylor(args: Args, sheet: Sheet) -> Tree:
    """Work `taylor(f, x, a, n)` and `taylor(f, (x, y), (a, b), n)`.

    Raises:
        CalcquizError: there is no such polynomial.
    """
    if len(names_of(args[1])) > 1:
        return plane(args, sheet)
    point, degree = Point(function=args[0], name=name_of(args[1]), place=args[2]), order(args)
    known = _known(point)
    if known is not None and _is_shorter(known, point, degree):
        return _from_series(known, point, args, sheet)
    inner = integrated(point, degree)
    if inner is not None:
        return integrated_series(inner, point, degree, sheet)
    rows = rows_of(point, degree)
    if rows is not None:
        key(args, sheet.setting)  # tells where corners are in the way
        return _from_table(rows, point, sheet)
    if known is None:
        raise _no_way(args, sheet)
    return _from_series(known, point, args, sheet)


def _no_way(args: Args, sheet: Sheet) -> UnworkedError:
    """Return that no rule leads to a polynomial which is there.

    Raises:
        CalcquizError: there is none.
    """
    key(args, sheet.setting)
    return UnworkedError("the derivatives have no value at the point as they stand", "Ask for the result alone.")


def _known(point: Point) -> Known | None:
    if exact_number(point.place) != 0:
        return None
    function = fitted(point.function, point.name)
    found = expansion(function, point.name)
    return None if found is None else Known(function=function, expansion=found)


def _is_shorter(known: Known, point: Point, degree: int) -> bool:
    """Return whether known series lead to a polynomial sooner than derivatives do."""
    found = known.expansion
    if isinstance(found, Polynomial):
        return degree >= found.degree and written_out(found, point.name, degree) != point.function
    parts = list(series_in(found))
    if any(part.step > 1 for part in parts):
        return True
    if isinstance(found, Quotient):
        return degree > SHORT_TABLE_OF_ONE
    rewritten = known.function != point.function
    if isinstance(found, Series):
        return found.rate != ONE and degree >= SHORT_TABLE and not rewritten
    if isinstance(found, Scaled) and not isinstance(found.inner, Product):
        return degree >= SHORT_TABLE and (not rewritten or degree > SHORT_TABLE_OF_ONE)
    return degree > (SHORT_TABLE_OF_ONE if rewritten and len(parts) == 1 else SHORT_TABLE)


def _from_series(known: Known, point: Point, args: Args, sheet: Sheet) -> Tree:
    degree = order(args)
    if isinstance(known.expansion, Polynomial):
        result = written_out(known.expansion, point.name, degree)
        why = "A polynomial is its own Taylor polynomial at 0, with its powers in order."
        sheet.chain(point.function).to("taylor", result, why)
        return result
    _write_fit(known, point, sheet)
    coefficients = [known.expansion.coefficient(k) for k in range(degree + 1)]
    is_rational = all(exact_number(coefficient) is not None for coefficient in coefficients)
    wanted = None if is_rational else key(args, sheet.setting)
    result = write_series(known.expansion, degree, Writer(name=point.name, sheet=sheet), wanted)
    if sheet.moves[-1].after != result:
        value = call("at", point.function, Name(point.name), point.place)
        end = tex(power_of(Name(point.name), max(degree, 1)))
        sheet.chain(value).to("combine-series", result, f"As far as {end} only the value at 0 is left.")
    return result


def _write_fit(known: Known, point: Point, sheet: Sheet) -> None:
    why = "Write it so that a known series fits."
    sheet.chain(point.function).to("fit-series", known.function, why)


def _from_table(rows: list[Row], point: Point, sheet: Sheet) -> Tree:
    result = polynomial([term(row.coefficient, point.name, point.place, row.order) for row in rows])
    at, k = tex(point.place)[1:-1], tex(power_of(point.base, 2))[1:-1].replace("^2", "^k")
    lead = rf"The coefficient of ${k}$ is $\frac{{{point.letter}^{{(k)}}({at})}}{{k!}}$. First, "
    write_rows(rows, point, sheet, lead=lead)
    written = written_polynomial(rows, point)
    chain = sheet.chain(written)
    chain.to("taylor", result, "Put the coefficients in front of the powers.")
    if written == result:
        sheet.chain(_by_definition(rows, point)).to("taylor", result, "Put the coefficients in front of the powers.")
    return result


def _by_definition(rows: list[Row], point: Point) -> Tree:
    """Return f(a), or f(a) + f'(a)(x - a), not worked out."""
    value = call("at", point.function, Name(point.name), point.place)
    if len(rows) == 1:
        return value
    slope = call("at", call("derivative", point.function, Name(point.name)), Name(point.name), point.place)
    return call("add", value, call("mul", slope, point.base))


def coefficient(args: Args, sheet: Sheet) -> Tree:
    """Work `coefficient(f, x, a, n)`.

    Raises:
        CalcquizError: there is no such coefficient.
    """
    point, degree = Point(function=args[0], name=name_of(args[1]), place=args[2]), order(args)
    known = _known(point)
    rows = None if known is not None and _is_shorter(known, point, degree) else rows_of(point, degree)
    if rows is not None:
        return _coefficient_from_table(rows, point, args, sheet)
    if known is None:
        raise _no_way(args, sheet)
    result = known.expansion.coefficient(degree)
    if exact_number(result) is None:
        result = coefficient_task.key(args, sheet.setting)
    _write_fit(known, point, sheet)
    for part in dict.fromkeys(series_in(known.expansion)):
        write_known(part, Writer(name=point.name, sheet=sheet), placed=True)
    if isinstance(known.expansion, Quotient):
        write_series(known.expansion, degree, Writer(name=point.name, sheet=sheet))
        why = f"Read off what stands in front of {tex(power_of(Name(point.name), max(degree, 1)))}."
        _write_coefficient(result, result, why, args, sheet)
        return result
    written = written_coefficient(known.expansion, degree)
    _write_coefficient(written, result, _why_from_series(known, point, degree), args, sheet)
    return result


def _why_from_series(known: Known, point: Point, degree: int) -> str:
    target = tex(power_of(Name(point.name), degree)) if degree else "$1$"
    found = known.expansion
    if isinstance(found, Series) and degree and not degree % found.step and found.step > 1:
        return f"{target} comes from {tex(power_of(Name('u'), degree // found.step))}."
    return f"Collect what stands in front of {target}."


def _coefficient_from_table(rows: list[Row], point: Point, args: Args, sheet: Sheet) -> Tree:
    degree = order(args)
    result = rows[-1].coefficient if len(rows) > degree else ZERO
    write_rows(rows, point, sheet, only_last=True)
    written = div(rows[-1].value, call("factorial", number(degree))) if degree > 1 else result
    letter = prime(point.letter, degree)
    value = f"{letter}({tex(point.place)[1:-1]})"
    over = rf"\frac{{{value}}}{{{degree}!}}" if degree > 1 else value
    why = rf"The coefficient is ${over}$."
    _write_coefficient(written if len(rows) > degree else ZERO, result, why, args, sheet)
    return result


def _write_coefficient(written: Tree, result: Tree, why: str, args: Args, sheet: Sheet) -> None:
    """Write the coefficient; from its definition where nothing is left to work out."""
    chain = sheet.chain(written)
    chain.to("taylor-coefficient", result, why)
    if written == result:
        degree = order(args)
        slope = args[0] if degree == 0 else call("derivative", args[0], args[1], number(degree))
        value = call("at", slope, args[1], args[2])
        start = value if degree < 2 else div(value, call("factorial", number(degree)))
        asked = call("coefficient", *args)
        proof = all_equal([(asked, result)], sheet.setting)
        sheet.chain(start).to("taylor-coefficient", result, why, proof=proof)


WORKERS: dict[str, Worker] = {
    "taylor": with_tasks_worked(taylor),
    "coefficient": with_tasks_worked(coefficient),
}
