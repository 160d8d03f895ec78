"""The error tree: everything calcquiz refuses says what is wrong, where, and what to write instead."""

from dataclasses import dataclass


class CalcquizError(Exception):
    """Something the user can act on; `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        """One or two sentences: what to do next."""

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by attributes, so that an error survives the way back from the worker."""
        return (_revive, (type(self), dict(self.__dict__), self.args))


def _revive(kind: type[CalcquizError], attributes: dict[str, object], args: tuple[object, ...]) -> CalcquizError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(attributes)
    return error


class UsageError(CalcquizError):
    """The command line names something that does not exist or does not fit."""

    exit_code = 2


class FormulaError(CalcquizError):
    """Text that is not mathematics we accept, with the place in it (offsets in characters)."""

    exit_code = 2

    def __init__(self, message: str, *, text: str = "", start: int = 0, end: int = 0, advice: str = "") -> None:
        super().__init__(message, advice)
        self.text = text
        self.start = start
        self.end = max(end, start + 1)

    def caret(self) -> str:
        """Return the text and, under it, carets at the place that is wrong.

        Longer text is cut to a window of about 60 characters around the place.
        """
        left = max(0, self.start - 40)
        window = self.text[left : left + 60].replace("\n", " ").replace("\t", " ")
        cut = "…" if left else ""
        width = max(1, min(self.end, left + len(window)) - self.start)
        return f"{cut}{window}\n{' ' * (len(cut) + self.start - left)}{'^' * width}"


class LimitError(FormulaError):
    """The text is mathematics, but larger than calcquiz accepts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong in a bank file: where (1-based line and column), what, and what to write instead."""

    file: str
    line: int
    column: int
    message: str
    advice: str = ""
    source: str = ""
    """The source line, for the caret."""

    def __str__(self) -> str:
        """Return the finding as printed: place and message, the line with a caret, the advice."""
        lines = [f"{self.file}:{self.line}:{self.column}: {self.message}"]
        if self.source:
            lines += [f"    {self.source}", f"    {' ' * (self.column - 1)}^"]
        if self.advice:
            lines.append(f"  {self.advice}")
        return "\n".join(lines)


class BankError(CalcquizError):
    """A problem file that cannot be used, with all its findings."""

    exit_code = 3

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class DataError(CalcquizError):
    """The learner's data folder or database cannot be read or written; nothing was overwritten."""

    exit_code = 4


class OutOfTimeError(CalcquizError):
    """A computation in the worker was stopped at its deadline or its memory limit."""


class ConvergenceError(CalcquizError):
    """A number could not be worked out to the accuracy that was asked for."""
