"""Series, worked: sums, tests of convergence, and where power series converge."""

from functools import partial

from calcquiz.algebra.alternating import without_sign
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, call, free_names
from calcquiz.solving.limits.approach import OO
from calcquiz.solving.limits.sequences import as_signs, without_signs
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.series.bounds import alternates_to_zero
from calcquiz.solving.series.finite import finite_sum
from calcquiz.solving.series.judge import ABSOLUTELY, CONDITIONALLY, DIVERGES, Series, same_terms
from calcquiz.solving.series.parts import by_parts, by_restless_terms
from calcquiz.solving.series.positive import converges_positive
from calcquiz.solving.series.sums import infinite_sum
from calcquiz.solving.series.tests import concluded, total_tex
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

SAYS_ABSOLUTELY = frozenset({"ratio-test", "root-test", "direct-comparison"})
"""Tests whose conclusion is absolute convergence already."""
ENDS = {
    ABSOLUTELY: "The series converges absolutely.",
    CONDITIONALLY: "It converges, but not absolutely: conditionally.",
    DIVERGES: "The series diverges.",
}


def convergence(args: Args, sheet: Sheet) -> Tree:
    """Work `convergence(a, n)`."""
    series = Series(term=tidy(args[0]), name=name_of(args[1]), setting=sheet.setting)
    if textbook(series.term) == ZERO:
        sheet.say("All terms are 0, and so is their sum.", rule="absolute-convergence", proof=series.holds(ABSOLUTELY))
        return Name(ABSOLUTELY)
    return Name(verdict_worked(series, sheet))


def verdict_worked(series: Series, sheet: Sheet) -> str:
    """Write what decides about a series, and return `absolutely`, `conditionally` or `diverges`.

    Raises:
        UnworkedError: no test of ours does.
    """
    series = with_plain_signs(series, sheet)
    sizes = without_sign(series.term, series.name)
    if sizes is not None:
        return _alternating(series, series.of(sizes), sheet)
    if series.way.sign(series.term):
        positive = series.way.sign(series.term) > 0
        whole = series if positive else series.of(tidy(Apply("neg", (series.term,))))
        if not positive:
            sheet.say("All terms are negative; look at their sizes.")
        return _by_sizes(series, "As all terms have one sign, it converges absolutely.", sheet, whole)
    return by_parts(series, sheet) or by_restless_terms(series, sheet) or _of_changing_sign(series, sheet)


def with_plain_signs(series: Series, sheet: Sheet) -> Series:
    """Return the series with cos(pi n) written (-1)^n, and |(-1)^n| written 1."""
    for rule in (without_signs, as_signs):
        made = rule(series.term, series.way)
        if made is None:
            continue
        became = made.became
        plain = series.of(became.args[0] if isinstance(became, Apply) and became.head == "limit" else became)
        sheet.say(made.why, rule=made.rule, proof=partial(same_terms, series.term, plain.term, series.name))
        series = plain
    return series


def _of_changing_sign(series: Series, sheet: Sheet) -> str:
    """Work a series like that of sin(n)/n^2, whose signs follow no pattern: absolute convergence or none is told."""
    sheet.say(f"The signs change, so look at the sizes {tex(call('abs', series.term))}.")
    return _by_sizes(series, "So the series converges absolutely.", sheet, series)


def _by_sizes(series: Series, end: str, sheet: Sheet, sizes: Series) -> str:
    """Let the tests of positive series decide, and say the verdict."""
    if not converges_positive(sizes, sheet):
        return DIVERGES
    if sheet.moves[-1].rule in SAYS_ABSOLUTELY:
        return ABSOLUTELY
    sheet.say(end, rule="absolute-convergence", proof=series.holds(ABSOLUTELY))
    return ABSOLUTELY


def _alternating(series: Series, sizes: Series, sheet: Sheet) -> str:
    """Test the sizes first; where they diverge, the alternating test decides between conditional and none."""
    growth = sizes.growth
    if growth is not None and growth.direction >= 0:
        return _terms_stay(series, sizes, sheet)
    sheet.say(f"First the sizes, for absolute convergence: {total_tex(sizes.term)}.")
    if converges_positive(sizes, sheet):
        sheet.say(
            "The sizes have a finite sum: the series converges absolutely.",
            rule="absolute-convergence",
            proof=series.holds(ABSOLUTELY),
        )
        return ABSOLUTELY
    if not alternates_to_zero(sizes, sheet):
        return DIVERGES
    return _said(series, CONDITIONALLY, sheet)


def _terms_stay(series: Series, sizes: Series, sheet: Sheet) -> str:
    """Write that the terms do not tend to 0, since their sizes do not."""
    sheet.say("First look at the sizes of the terms: a series can only converge when they tend to 0.")
    moves = sizes.name in free_names(sizes.term)
    limit = limit_worked(sizes.term, sizes.way, sheet) if moves else sizes.term
    known = "grow beyond all bounds" if limit == OO else f"tend to {tex(limit)}, not to 0"
    why = f"The sizes {known}: by the test of the {tex(series.index)}-th term the series diverges."
    concluded(series, sheet, "nth-term-test", why, converges=False)
    return DIVERGES


def _said(series: Series, verdict: str, sheet: Sheet) -> str:
    sheet.say(ENDS[verdict], rule="conditional-convergence", proof=series.holds(verdict))
    return verdict


def summation(args: Args, sheet: Sheet) -> Tree:
    """Work `sum(a, n, m, N)`, with an end or without one."""
    return infinite_sum(args, sheet) if args[3] == Name("oo") else finite_sum(args, sheet)


WORKERS: dict[str, Worker] = {"convergence": convergence, "sum": summation}
"""Task -> what works it."""
