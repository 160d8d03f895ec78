"""Power series taken apart: powers of a x + b, and the rest of the terms."""

from dataclasses import dataclass

from calcquiz.algebra.alternating import without_sign
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.series.judge import Series
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSeries:
    """A series of powers of a x + b, and what the ratio test says: |a x + b|^k times a number is below 1."""

    series: Series
    variable: str
    base: Tree
    """a x + b."""
    step: int
    """k: by how much the exponent grows from term to term."""
    rest: Tree
    """The terms without the powers of the base and without signs."""

    @property
    def name(self) -> Name:
        """Return the variable as a tree."""
        return Name(self.variable)

    @property
    def slope(self) -> Tree:
        """Return a."""
        found = slope_of(self.base, self.variable)
        assert found is not None
        return found

    @property
    def centre(self) -> Tree:
        """Return where a x + b is 0."""
        shift = substitute(self.base, {self.variable: ZERO})
        return textbook(quotient(negate(textbook(shift)), self.slope))


def power_series(args: Args, sheet: Sheet) -> PowerSeries:
    """Return the series taken apart.

    Raises:
        UnworkedError: it is not one of powers of a x + b.
        CalcquizError: the variable does not stand in it.
    """
    name, variable = name_of(args[1]), name_of(args[2])
    term = _opened(tidy(args[0]), name, variable)
    if textbook(term) == ZERO:
        raise CalcquizError("all terms are 0", "Write a power series with terms that are not.")
    if variable not in free_names(term):
        raise CalcquizError(
            f"the terms do not depend on {variable}", f"Write a power series: {variable}^{name}/{name}."
        )
    bare = without_sign(term, name) or term
    above, below = factors_of(bare)
    powers = [_power(factor, name, variable) for factor in above if variable in free_names(factor)]
    known = [found for found in powers if found is not None]
    if not known or len(known) < len(powers) or any(variable in free_names(factor) for factor in below):
        raise UnworkedError("this is no power series in one base", "Write it as a number times (x - c)^n.")
    bases = {base for base, _ in known}
    if len(bases) > 1 or sum(step for _, step in known) <= 0:
        raise UnworkedError("powers of different bases stand in it", "Write it with one base.")
    rest = quotient(product([factor for factor in above if variable not in free_names(factor)]), product(below))
    series = Series(term=term, name=name, setting=sheet.setting)
    step = sum(step for _, step in known)
    return PowerSeries(series=series, variable=variable, base=bases.pop(), step=step, rest=rest)


def _opened(term: Tree, name: str, variable: str) -> Tree:
    """Return the terms with powers of products and quotients opened: ((x - 3)/2)^n is (x - 3)^n/2^n."""
    above, below = factors_of(term)

    def opened(factor: Tree) -> Tree:
        if not isinstance(factor, Apply) or factor.head != "pow" or name not in free_names(factor.args[1]):
            return factor
        base, exponent = factor.args
        top, bottom = factors_of(base)
        if len(top) + len(bottom) < 2 or variable not in free_names(base):
            return factor
        return quotient(
            product([raised(one, exponent) for one in top if one != ONE]),
            product([raised(one, exponent) for one in bottom]),
        )

    return quotient(product([opened(one) for one in above]), product([opened(one) for one in below]))


def _power(factor: Tree, name: str, variable: str) -> tuple[Tree, int] | None:
    """Return a x + b and k of (a x + b)^(k n + m); k is 0 where n does not stand in the exponent."""
    base, exponent = factor.args if isinstance(factor, Apply) and factor.head == "pow" else (factor, ONE)
    if variable in free_names(exponent) or slope_of(base, variable) is None or name in free_names(base):
        return None
    if name not in free_names(exponent):
        return base, 0
    slope = slope_of(exponent, name)
    step = None if slope is None else exact_number(slope)
    return None if step is None or step.denominator != 1 else (base, int(step))
