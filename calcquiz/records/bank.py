"""The bank as an index sees it: chapters, sections, and the light facts of each problem."""

from dataclasses import dataclass

from calcquiz.records.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a problem without loading it."""

    id: str
    path: str
    chapter: int
    section: str
    """`2.1`."""
    title: str = ""
    difficulty: int = 1
    kinds: tuple[str, ...] = ()
    """The answer kind of each part."""
    tags: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    encompasses: tuple[tuple[str, str], ...] = ()
    families: tuple[str, ...] = ()
    """The families of its mistakes."""
    revision: int = 1
    own: bool = True
    """Whether it belongs to calcquiz's own bank."""
    findings: tuple[Finding, ...] = ()
    """Why it cannot be used; empty when it can."""

    @property
    def usable(self) -> bool:
        """Return whether the problem can be asked."""
        return not self.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a chapter: a folder with a lesson, code examples and problems."""

    number: str
    """`2.1`."""
    slug: str
    title: str
    goals: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    """Absolute paths; the first one is calcquiz's own when it has the section."""
    lesson: str | None = None
    """The path of `lesson.md`."""
    code: tuple[str, ...] = ()
    """The paths of its code examples."""
    order: tuple[str, ...] = ()
    """Ids in teaching order, as the chapter lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter and its sections in order."""

    number: int
    title: str
    goals: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of mistakes: what it is, why it is wrong, what to do instead, which skill to send back to."""

    name: str
    title: str
    what: str
    why: str
    instead: str
    skill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a WHERE on the command line means."""

    ids: tuple[str, ...]
    """Usable problems in teaching order."""
    title: str
    """`Chapter 2: Integration`, `2.1 Definite and indefinite integrals`, or the problem's title."""
    variant: int | None = None
    """K when `ID#K` was written."""
