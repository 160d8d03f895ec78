"""The nodes of a YAML file as we read it: text, lists and mappings that know where they stood."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; YAML's own types are never applied to it."""

    text: str
    line: int
    column: int
    """Both from 1, as are the ends; the end is just behind the last character."""
    end_line: int = 0
    end_column: int = 0
    style: str = ""
    """Empty for plain, else the quote, `|` or `>`."""
    flow: bool = False
    """Whether it stands inside `[...]` or `{...}`."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping in the order of the file; keys are text."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int
    flow: bool = False

    def get(self, name: str) -> "Node | None":
        """Return the value under a key, or None."""
        return next((value for key, value in self.pairs if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping
