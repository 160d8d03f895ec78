"""A series of positive terms: the tests in a teacher's order, until one decides."""

from calcquiz.solving.series.bounds import by_bound, by_integral
from calcquiz.solving.series.comparison import by_limit_comparison
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.tests import (
    Test,
    by_geometric,
    by_p_series,
    by_ratio,
    by_ratio_of_powers,
    by_root,
    by_terms,
)
from calcquiz.solving.sheet import Sheet, UnworkedError

TESTS: tuple[Test, ...] = (
    by_terms,
    by_geometric,
    by_p_series,
    by_root,
    by_ratio,
    by_limit_comparison,
    by_bound,
    by_ratio_of_powers,
    by_integral,
)
"""In the order in which a teacher tries them."""


def converges_positive(series: Series, sheet: Sheet) -> bool:
    """Write the first test that decides and return whether the series converges.

    Raises:
        UnworkedError: none does.
    """
    for test in TESTS:
        known = len(sheet.moves)
        found = test(series, sheet)
        if found is not None:
            return found
        del sheet.moves[known:]
    raise UnworkedError("no test of ours decides this series", "Ask for another one.")
