"""Rules of calculus on the screen: one in its sentence, or all of them by name."""

from collections.abc import Iterable

from rich.text import Text

from calcquiz.render.prose import prose
from calcquiz.render.style import Style
from calcquiz.render.words import quiet


def rule_lines(title: str, statement: str, style: Style) -> list[Text]:
    """Return what a rule says."""
    heading = f"{title}:" if style.plain else title
    return [Text.assemble(style.indent, (heading, "bold")), *prose(statement, style, first=style.indent + "  ")]


def rule_list_lines(rules: Iterable[tuple[str, str]], style: Style) -> list[Text]:
    """Return names and titles of rules, one a line."""
    rows = list(rules)
    widest = max(len(name) for name, _ in rows)
    lines = [Text(f"{style.indent}{name.ljust(widest)}   {title}"[: style.width].rstrip()) for name, title in rows]
    return lines + quiet("One of them with an example: calcquiz solve --rule chain", style)
