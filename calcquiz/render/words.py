"""Small phrases that several screens share: counts, days, lists, quiet lines."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from calcquiz.render.style import Style
from calcquiz.render.wrap import words_of, wrap

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def quiet(text: str, style: Style) -> list[Text]:
    """Return a line that stays in the background."""
    return wrap(words_of(text, "dim"), style.width, first=style.indent)


def sentence(text: str, style: Style, look: str = "") -> list[Text]:
    """Return a sentence of the program's own, which holds no markup."""
    return wrap(words_of(text, look), style.width, first=style.indent)


def items_line(items: Sequence[str], style: Style, look: str = "dim") -> list[Text]:
    """Return items with dots between them, none broken, no dot at the end of a line."""
    separator = f" {style.mark('separator')} "
    lines = [style.indent + items[0]]
    for item in items[1:]:
        if cell_len(lines[-1] + separator + item) <= style.width:
            lines[-1] += separator + item
        else:
            lines.append(style.indent + item)
    return [Text(line, look) for line in lines]


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 question`, `2 questions`.

    >>> counted(1, "try", "tries"), counted(2, "try", "tries")
    ('1 try', '2 tries')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], joint: str = "and") -> str:
    """Return the items as in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def in_days(days: int) -> str:
    """Return how far a day is from today.

    >>> [in_days(n) for n in (0, 1, 3, 75)]
    ['today', 'tomorrow', 'in 3 days', 'in about 2 months']
    """
    if days <= 1:
        return "today" if days <= 0 else "tomorrow"
    if days < 60:
        return f"in {days} days"
    if days < 700:
        return f"in about {round(days / 30.44)} months"
    return f"in about {round(days / 365.25)} years"


def day(iso: str, today: date | None = None) -> str:
    """Return a day, YYYY-MM-DD, in words: from `today` where it is known.

    >>> day("2026-11-27", date(2026, 11, 24)), day("2026-11-23", date(2026, 11, 24)), day("2026-11-27")
    ('in 3 days (Friday 27 November)', 'yesterday', 'on Friday 27 November 2026')
    """
    then = date.fromisoformat(iso)
    name = f"{WEEKDAYS[then.weekday()]} {then.day} {MONTHS[then.month - 1]}"
    if today is None:
        return f"on {name} {then.year}"
    distance = (then - today).days
    if distance < 0:
        return "yesterday" if distance == -1 else f"{-distance} days ago"
    return in_days(distance) if distance <= 1 else f"{in_days(distance)} ({name})"


def duration(seconds: float) -> str:
    """Return a stretch of time in the unit a person would use.

    >>> duration(50), duration(400), duration(8000)
    ('50 seconds', '7 minutes', '2 hours 13 minutes')
    """
    if seconds < 90:
        return counted(round(seconds), "second")
    minutes = round(seconds / 60)
    if minutes < 60:
        return counted(minutes, "minute")
    hours, minutes = divmod(minutes, 60)
    return counted(hours, "hour") + (f" {counted(minutes, 'minute')}" if minutes else "")
