"""A print request: what is to be printed, and how, as a command was told."""

from dataclasses import dataclass

from calcquiz.records.derivation import Level
from calcquiz.records.worksheet import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRequest:
    """The options of `calcquiz print`, read."""

    kind: str
    """The name of a format."""
    count: int | None = None
    """Questions of a sheet, or variants of each skill for other programs; ten, or what there is, when None."""
    seed: int = 1
    key: bool = False
    solutions: Level | None = None
    versions: int = 1
    paper: Paper = Paper.A4
    title: str = ""
    """What stands at the top; the name of what was chosen when empty."""

    @property
    def answered(self) -> bool:
        """Return whether answers are printed."""
        return self.key or self.solutions is not None
