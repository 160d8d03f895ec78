"""The home screen: where a learner stands and what to type next."""

from dataclasses import dataclass

from calcquiz.records.variant import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something to do next."""

    command: str
    """What to type, e.g. `calcquiz practice 2.1`."""
    why: str
    """What it brings, in a few words: `3 skills never asked`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSession:
    """The latest study day with answers."""

    day: str
    """The study day as YYYY-MM-DD."""
    asked: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What `calcquiz` without arguments shows."""

    skills: int
    """Skills in the bank."""
    seen: int = 0
    """Of these, answered at least once; none yet is a first run."""
    due: int = 0
    """Of these, due today or earlier."""
    streak_days: int = 0
    last: LastSession | None = None
    suggestions: tuple[Suggestion, ...] = ()
    """The best first."""
    example: Variant | None = None
    """A complete variant to show as a worked question on a first run."""
    today: str | None = None
    """The study day as YYYY-MM-DD."""
