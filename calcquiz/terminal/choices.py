"""What may be pressed after a verdict, and the footer that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from calcquiz.render.style import Style
from calcquiz.render.words import items_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A key and what it does."""

    key: str
    """`enter`, or one character."""
    label: str
    """One word: `next`, `solution`."""


NEXT = Choice(key="enter", label="next")
SOLUTION = Choice(key="s", label="solution")
PLOT = Choice(key="p", label="plot")
UNDO = Choice(key="u", label="undo")
BACK = Choice(key="b", label="back")
FIGURE = Choice(key="f", label="figure")
QUIT = Choice(key="q", label="quit")
RATINGS = tuple(Choice(key=str(i), label=word) for i, word in enumerate(("again", "hard", "good", "easy"), start=1))
AFTER_VERDICT = (NEXT, SOLUTION, PLOT, UNDO, *RATINGS, QUIT)
CHOICES = {choice.key: choice for choice in (*AFTER_VERDICT, BACK, FIGURE)}


def footer_lines(choices: Sequence[Choice], style: Style) -> list[str]:
    """Return the footer: each key before its word, never broken between the two.

    >>> footer_lines(AFTER_VERDICT, Style(width=80))
    ['  Enter next · s solution · p plot · u undo · 1–4 again to easy · q quit']
    """
    return [line.plain for line in items_line(_items(choices, style), style)]


def _items(choices: Sequence[Choice], style: Style) -> list[str]:
    """Return the choices in words; four ratings beside other choices are one item."""
    ratings = [choice for choice in choices if choice in RATINGS]
    together = len(ratings) > 1 and len(choices) > len(ratings) + 1
    items = []
    for choice in choices:
        if not together or choice not in RATINGS:
            items.append(f"{choice.key.capitalize() if len(choice.key) > 1 else choice.key} {choice.label}")
        elif choice == ratings[0]:
            last = ratings[-1]
            items.append(f"{choice.key}{style.mark('dash')}{last.key} {choice.label} to {last.label}")
    return items


def key_in(choices: Sequence[Choice], typed: str) -> str | None:
    """Return the key of the choice that a typed line means, by its key or its word; None when it means none.

    >>> key_in(AFTER_VERDICT, ""), key_in(AFTER_VERDICT, "Solution"), key_in(AFTER_VERDICT, "x^2")
    ('enter', 's', None)
    """
    word = typed.strip().casefold() or "enter"
    return next((choice.key for choice in choices if word in {choice.key, choice.label}), None)
