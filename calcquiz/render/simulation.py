"""What `simulate` prints: work and knowledge at several retentions, side by side."""

from collections.abc import Sequence

from rich.text import Text

from calcquiz.records.simulation import Simulation
from calcquiz.render.style import Style
from calcquiz.render.tables import Column, table_lines
from calcquiz.render.words import counted, quiet, sentence
from calcquiz.render.wrap import words_of, wrap

COLUMNS = (
    Column(heading="retention", right=True),
    Column(heading="reviews", right=True),
    Column(heading="busiest day", right=True, drop=2),
    Column(heading="a day at the end", right=True, drop=1),
    Column(heading="known at the end", right=True),
)
TOY = "A toy model: it compares retentions with one another, it does not foretell a person."
CHANGE = "Change yours with: calcquiz config desired_retention 0.85"


def simulation_lines(runs: Sequence[Simulation], style: Style) -> list[Text]:
    """Return the simulated runs as lines, one a retention."""
    first = runs[0]
    total = f"{counted(first.days, 'day')} of drilling, {counted(first.skills, 'new skill')}."
    if style.plain:
        told = [line for run in runs for line in wrap(words_of(_told(run)), style.width, rest="  ")]
        return [*sentence(total, style), *told, *sentence(TOY, style), *sentence(CHANGE, style)]
    table = table_lines(COLUMNS, [("", [_row(run) for run in runs])], style)
    return [*sentence(total, style, "bold"), Text(), *table, Text(), *quiet(TOY, style), *quiet(CHANGE, style)]


def _row(run: Simulation) -> tuple[str, ...]:
    return (
        f"{run.retention:g}",
        str(run.reviews),
        str(run.busiest_day),
        f"{run.last_month_a_day:.1f}",
        f"{run.remembered:.0f}",
    )


def _told(run: Simulation) -> str:
    retention, reviews, busiest, a_day, known = _row(run)
    return (
        f"Retention {retention}: {reviews} reviews, at most {busiest} on one day, {a_day} a day at the end, "
        f"{known} skills known at the end."
    )
