"""A series of positive terms: the tests in a teacher's order, until one decides."""

from calcquiz.solving.series_bounds import by_bound, by_integral
from calcquiz.solving.series_judge import Series
from calcquiz.solving.series_tests import TESTS
from calcquiz.solving.sheet import Sheet, UnworkedError


def converges_positive(series: Series, sheet: Sheet) -> bool:
    """Write the first test that decides and return whether the series converges.

    Raises:
        UnworkedError: none does.
    """
    for test in (*TESTS, by_bound, by_integral):
        known = len(sheet.moves)
        found = test(series, sheet)
        if found is not None:
            return found
        del sheet.moves[known:]
    raise UnworkedError("no test of ours decides this series", "Ask for another one.")
