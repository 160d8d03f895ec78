"""Series whose signs change: judged part by part, or by terms that do not settle."""

from calcquiz.algebra.size import is_steady
from calcquiz.algebra.tidy import tidy, total
from calcquiz.algebra.tree import ZERO, Tree
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import DNE
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.series.judge import ABSOLUTELY, CONDITIONALLY, DIVERGES, Series
from calcquiz.solving.series.tests import concluded, total_tex
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.series_tests import split

VERBS = {ABSOLUTELY: "converges absolutely", CONDITIONALLY: "converges, but not absolutely", DIVERGES: "diverges"}


def by_parts(series: Series, sheet: Sheet) -> str | None:
    """Write what the parts of a series do, and what follows for the whole; None where that does not tell."""
    parts = _parts(series)
    verdicts = [verdict for part in parts if (verdict := _tried(part)) is not None]
    if not parts or len(verdicts) < len(parts):
        return None
    whole = _of_whole(verdicts)
    if whole is None:
        return None
    from calcquiz.solving.series.work import verdict_worked

    for part in parts:
        inner = sheet.inner()
        inner.say(f"One part: {total_tex(part.term)}.", level=Level.BRIEF)
        verdict_worked(part, inner)
    does = [f"{total_tex(part.term)} {VERBS[verdict]}" for part, verdict in zip(parts, verdicts, strict=True)]
    told = listed(does)
    why = f"{told[:1].upper()}{told[1:]}: the sum of the parts {VERBS[whole]}."
    sheet.say(why, rule="series-by-parts", proof=series.holds(whole))
    return whole


def _of_whole(verdicts: list[str]) -> str | None:
    """Return what a series does of which these are the verdicts of the parts; two that diverge may save each other."""
    if DIVERGES in verdicts:
        return DIVERGES if verdicts.count(DIVERGES) == 1 else None
    rest = [verdict for verdict in verdicts if verdict != ABSOLUTELY]
    return (rest[0] if rest else ABSOLUTELY) if len(rest) < 2 else None


def _parts(series: Series) -> list[Series]:
    """Return the terms of one sign together, and each of those that change it."""
    parts = split(series.term, series.name)
    calm = [part for part in parts if is_steady(part, series.name)]
    wild = [part for part in parts if part not in calm]
    found = [*([tidy(total(calm))] if calm else []), *wild]
    return [series.of(part) for part in found] if wild and len(found) > 1 else []


def _tried(series: Series) -> str | None:
    from calcquiz.solving.series.work import verdict_worked

    try:
        return verdict_worked(series, Sheet(series.setting))
    except UnworkedError:
        return None


def by_restless_terms(series: Series, sheet: Sheet) -> str | None:
    """Write that terms of changing sign do not tend to 0, as those of 1 + (-1)^n and sin(n); None where they do."""
    if _limit(series) in {None, ZERO}:
        return None
    sheet.say("First look at the terms: a series can only converge when they tend to 0.", level=Level.NORMAL)
    limit = limit_worked(series.term, series.way, sheet)
    known = "approach nothing" if limit == DNE else f"tend to {tex(limit)}, not to 0"
    why = f"The terms {known}: by the test of the {tex(series.index)}-th term the series diverges."
    concluded(series, sheet, "nth-term-test", why, converges=False)
    return DIVERGES


def _limit(series: Series) -> Tree | None:
    try:
        return limit_worked(series.term, series.way, Sheet(series.setting))
    except UnworkedError:
        return None
