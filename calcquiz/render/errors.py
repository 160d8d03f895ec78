"""The one printer of errors: what is wrong, where (with a caret), and what to write instead."""

from calcquiz.records.errors import BankError, CalcquizError, FormulaError
from calcquiz.render.formula import readable
from calcquiz.render.safe import caret_lines
from calcquiz.render.style import Style

PROGRAM = "calcquiz"


def error_text(error: CalcquizError, style: Style) -> str:
    """Return an error as printed on the error stream.

    Lines are not wrapped, so that `file:line:column` stays whole for editors.
    """
    if isinstance(error, BankError):
        return "\n".join(_multiline(f"{PROGRAM}: {finding}", style) for finding in error.findings)
    lines = [_multiline(f"{PROGRAM}: {error.message}", style)]
    if isinstance(error, FormulaError) and error.text:
        pair = caret_lines(error.text, error.start, error.end, width=style.width - 2, ascii_only=style.ascii_only)
        lines += [f"  {line}" for line in pair]
    if error.advice:
        lines.append(_multiline(f"  {error.advice}", style))
    return "\n".join(lines)


def _multiline(text: str, style: Style) -> str:
    return "\n".join(readable(line, style) for line in text.split("\n"))
