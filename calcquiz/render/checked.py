"""What `check` prints: the verdict, how the answer was read, where it differs."""

from rich.text import Text

from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.records.verdict import Outcome, Verdict
from calcquiz.render.formula import formula_line
from calcquiz.render.graded import HEADLINES, unreadable_lines, witness_words
from calcquiz.render.style import Style
from calcquiz.render.words import sentence
from calcquiz.render.wrap import wrap


def checked_lines(verdict: Verdict, response: str, kind: Kind, rules: Rules, style: Style) -> list[Text]:
    """Return a verdict on an answer that belongs to no question."""
    word, look = HEADLINES[verdict.outcome]
    mark = "" if style.plain else f"{style.mark(verdict.outcome.value)} "
    lines = [Text.assemble(style.indent, (f"{mark}{word}", look))]
    if verdict.outcome is Outcome.UNREADABLE:
        return lines + unreadable_lines(response, verdict, style)
    if verdict.message:
        lines += sentence(verdict.message, style)
    if verdict.witness is not None:
        prompt = VariantPart(part=1, ask="", kind=kind, rules=rules)
        lines += wrap(witness_words(verdict.witness, prompt, style), style.width, first=style.indent)
    if verdict.read_as:
        read = f"read as  {formula_line(verdict.read_as, style, rules.variables)}"
        lines += sentence(read, style, "dim")
    return lines
