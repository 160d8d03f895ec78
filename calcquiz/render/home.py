"""The home screen: what is due, what to type next; on a first run a welcome and one worked question."""

from datetime import date

from rich.cells import cell_len
from rich.text import Text

from calcquiz.records.home import Home, Suggestion
from calcquiz.records.moment import Question, Solution
from calcquiz.render.question import question_body
from calcquiz.render.solution import solution_lines
from calcquiz.render.style import Style
from calcquiz.render.words import counted, day, sentence
from calcquiz.render.wrap import words_of, wrap

WELCOME = (
    "Welcome to calcquiz: the calculus behind machine learning, one question at a time. You type a formula, "
    "it is checked as mathematics, and what you have learned comes back just before you would forget it."
)
EXAMPLE = "A question looks like this, worked out here so that you can see how:"
HELP = (("calcquiz list", "every skill there is"), ("calcquiz --help", "all commands"))


def home_lines(home: Home, style: Style) -> list[Text]:
    """Return the home screen."""
    lines = [] if style.plain else [Text()]
    lines += _welcome(home, style) if not home.seen else _standing(home, style)
    suggestions = (*home.suggestions, *(Suggestion(command=command, why=why) for command, why in HELP))
    lines += [Text(), *_commands(suggestions, style)]
    return lines if style.plain else [*lines, Text()]


def _welcome(home: Home, style: Style) -> list[Text]:
    lines = sentence(WELCOME, style)
    if home.example is not None:
        part = home.example.parts[0]
        question = Question(n=1, count=1, variant=home.example, part=1)
        lines += [Text(), *sentence(EXAMPLE, style), Text(), *question_body(question, style)]
        lines += solution_lines(Solution(steps=part.solution, key=part.key, part=part), style)
    return lines


def _standing(home: Home, style: Style) -> list[Text]:
    lines = sentence(_due(home), style, "" if style.plain else "bold")
    seen = f"You have met {home.seen} of {counted(home.skills, 'skill')}."
    if home.streak_days > 1:
        seen += f" {counted(home.streak_days, 'day')} in a row."
    lines += sentence(seen, style)
    if home.last is not None:
        today = date.fromisoformat(home.today) if home.today else None
        lines += sentence(f"Last time, {day(home.last.day, today)}: {_score(home)}.", style)
    return lines


def _due(home: Home) -> str:
    if not home.due:
        return "Nothing is due today. A new skill, perhaps?"
    return f"{counted(home.due, 'skill')} {'is' if home.due == 1 else 'are'} due today."


def _score(home: Home) -> str:
    assert home.last is not None
    return f"{home.last.right} of {counted(home.last.asked, 'question')} right"


def _commands(suggestions: tuple[Suggestion, ...], style: Style) -> list[Text]:
    """Return what to type, with what it brings beside it, or below it on a narrow screen."""
    if style.plain:
        return [line for item in suggestions for line in wrap(words_of(f"{item.command}: {item.why}"), style.width)]
    column = max(cell_len(item.command) for item in suggestions) + 3
    beside = len(style.indent) + column + 20 <= style.width
    lines: list[Text] = []
    for item in suggestions:
        command = Text(f"{style.indent}{item.command}", "bold")
        if beside:
            first = style.indent + " " * column
            why = wrap(words_of(item.why, "dim"), style.width, first=first)
            head = Text.assemble(command, " " * (len(first) - command.cell_len), why[0][len(first) :])
            lines += [head, *why[1:]]
        else:
            lines += [command, *wrap(words_of(item.why, "dim"), style.width, first=style.indent + "  ")]
    return lines
