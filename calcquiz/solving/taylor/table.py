"""Taylor polynomials from a table: each derivative, its value at the point, and what it is divided by."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, call, div, mul, neg, number, power, size, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import Differential, differentiated
from calcquiz.solving.methods.numbers import Pair, all_equal, summed, unused
from calcquiz.solving.move import Proof
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import equation, tex
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import open_names
from calcquiz.tasks.taylor import neg_of, term
from calcquiz.tasks.textbook import textbook

LARGEST_DETAIL = 60
"""Parts of a function whose derivative is shown rule by rule; of a larger one nobody reads that."""
PRIMES = ("", "'", "''", "'''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    order: int
    slope: Tree
    """The derivative of this order; the function itself for 0."""
    value: Tree
    """Its value at the point."""

    @property
    def coefficient(self) -> Tree:
        """Return the value over the factorial."""
        exact = exact_number(self.value)
        below = factorial(self.order)
        return Number(exact / below) if exact is not None else textbook(quotient(self.value, number(below)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A function and the point it is expanded at."""

    function: Tree
    name: str
    place: Tree

    @property
    def letter(self) -> str:
        """Return what the function is called in sentences."""
        return unused(("f", "g"), self.function, self.place)

    @property
    def base(self) -> Tree:
        """Return x - a."""
        return Name(self.name) if self.place == ZERO else textbook(summed([Name(self.name), neg_of(self.place)]))

    def value(self, slope: Tree) -> Tree | None:
        """Return the value of a derivative at the point, None where it has none."""
        written = substitute(slope, {self.name: self.place})
        if not open_names(written) and exact_number(written) is None and numeric_value(written, {}) is None:
            return None
        return textbook(written)


def rows_of(point: Point, degree: int) -> list[Row] | None:
    """Return the table up to an order, as far as derivatives are not zero everywhere; None without a value."""
    rows: list[Row] = []
    slope = point.function
    for order in range(degree + 1):
        value = point.value(slope)
        if value is None:
            return None
        rows.append(Row(order=order, slope=slope, value=value))
        if slope == ZERO:
            break
        slope = nth_derivative(slope, point.name, 1) if order < degree else slope
    return rows


def prime(letter: str, order: int) -> str:
    """Return the name of a derivative as TeX: f, f', f'', f''', f^{(4)}."""
    return letter + (PRIMES[order] if order < len(PRIMES) else f"^{{({order})}}")


def write_rows(rows: Sequence[Row], point: Point, sheet: Sheet, *, lead: str = "", only_last: bool = False) -> None:
    """Write the table: one sentence a derivative, its rules below it at the full level.

    Args:
        rows: The table.
        point: What is expanded, and where.
        sheet: Where it is written.
        lead: What is said before the first sentence.
        only_last: The values of the derivatives before the last one are not needed.
    """
    for row in rows:
        valued = row is rows[-1] or not only_last
        sheet.say(
            f"{'' if row.order else lead}{_told(row, point) if valued else f'{_formula(row, point)}.'}",
            rule="taylor-coefficient" if row.order else "taylor",
            level=Level.NORMAL if row.order else Level.BRIEF,
            proof=_proof(row, rows, point, sheet),
        )
        if row.order and row.slope != ZERO:
            _write_rules(rows[row.order - 1].slope, point.name, sheet)


def _write_rules(function: Tree, name: str, sheet: Sheet) -> None:
    """Write how a derivative comes about; nothing where no rule of ours leads there."""
    if sheet.level < Level.FULL or size(function) > LARGEST_DETAIL:
        return
    detail = sheet.detail()
    count = len(detail.moves)
    try:
        differentiated(function, Differential(variable=name), detail)
    except UnworkedError:
        del detail.moves[count:]


def _formula(row: Row, point: Point) -> str:
    return equation(f"{prime(point.letter, row.order)}({tex(Name(point.name))[1:-1]})", row.slope)


def _told(row: Row, point: Point) -> str:
    letter, at = prime(point.letter, row.order), tex(point.place)[1:-1]
    formula = _formula(row, point)
    if row.slope == ZERO and row.order:
        return f"{formula}, and so are all derivatives after it."
    value = equation(f"{letter}({at})", row.value)
    if row.order < 2 and row.value != ZERO:
        return f"{formula}, {value}."
    if row.value == ZERO:
        missing = f"no term with {tex(power_of(point.base, row.order))}" if row.order else "no constant term"
        return f"{formula}, {value}: {missing}."
    divided = rf"\frac{{{letter}({at})}}{{{row.order}!}}"
    return f"{formula}, {value}, {equation(divided, row.coefficient)}."


def power_of(base: Tree, order: int) -> Tree:
    """Return base^order, the base itself for 1."""
    return base if order == 1 else power(base, number(order))


def _proof(row: Row, rows: Sequence[Row], point: Point, sheet: Sheet) -> Proof:
    """Return a proof of a derivative, by differences of the one before, and of its value, by interpolation."""
    pairs: list[Pair] = []
    if row.order:
        pairs.append((call("derivative", rows[row.order - 1].slope, Name(point.name)), row.slope))
    wanted = call("coefficient", point.function, Name(point.name), point.place, number(row.order))
    pairs.append((wanted, row.coefficient))
    return all_equal(pairs, sheet.setting)


def written_polynomial(rows: Sequence[Row], point: Point) -> Tree:
    """Return the sum of values over factorials times powers, nothing worked out."""
    terms = [_written_term(row, point) for row in rows if row.value != ZERO]
    return summed(terms) if terms else ZERO


def _written_term(row: Row, point: Point) -> Tree:
    if row.order < 2:
        return term(row.value, point.name, point.place, row.order)
    if isinstance(row.value, Number) and row.value.value < 0:
        return neg(_over_factorial(Number(-row.value.value), row.order, point))
    if isinstance(row.value, Apply) and row.value.head == "neg":
        return neg(_over_factorial(row.value.args[0], row.order, point))
    return _over_factorial(row.value, row.order, point)


def _over_factorial(value: Tree, order: int, point: Point) -> Tree:
    """Return value/k! (x - a)^k; what stands below the value joins the factorial."""
    below: Tree = call("factorial", number(order))
    above, own = _parts(value)
    return mul(div(above, below if own is None else mul(own, below)), power_of(point.base, order))


def _parts(value: Tree) -> tuple[Tree, Tree | None]:
    if isinstance(value, Number) and value.value.denominator != 1:
        return number(value.value.numerator), number(value.value.denominator)
    if isinstance(value, Apply) and value.head == "div":
        return value.args[0], value.args[1]
    return value, None
