"""A lesson: the theory of a section as pages of blocks, and how far a learner has read it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from calcquiz.records.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Paragraphs, lists and small headings: Markdown with `$TeX$` in its sentences."""

    text: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula on lines of its own."""

    tex: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its headings and rows, each cell Markdown with `$TeX$`."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Lines of a program or of its output, shown as they are."""

    text: str
    language: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture in its place."""

    scene: "Scene"
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A code example: a program beside the lesson."""

    title: str
    path: str
    """Absolute, or as the lesson's own path was given."""
    line: int = 1


Block: TypeAlias = Prose | Formula | Table | Code | Drawing | Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is read at one sitting: a `##` heading and the blocks under it."""

    title: str
    """Empty for what stands before the first heading."""
    blocks: tuple[Block, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """The theory of one section."""

    title: str
    file: str
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTurned:
    """A page begins: page `page` of `pages`, from 1."""

    section: str
    """`1.1`."""
    lesson: str
    title: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShown:
    """A code example as it is shown: its listing and, when it was run, what it printed."""

    title: str
    file: str
    """The file's name."""
    code: str
    output: str | None = None
    """None when it was not run."""
    note: str = ""
    """A sentence: why it was not run, or was stopped; how to see its figure."""


LessonMoment: TypeAlias = PageTurned | Prose | Formula | Table | Code | ExampleShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far a lesson was read."""

    page: int
    """The page to go on with, from 1: the one last shown, the first after the last was left."""
    read: bool = False
    """Whether the last page was left for the problems, at any time."""
