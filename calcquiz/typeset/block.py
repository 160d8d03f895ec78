"""A block: text of several lines with a baseline, and how blocks are put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the same width in terminal cells; `baseline` is the index of the line that text continues on."""

    lines: tuple[str, ...]
    baseline: int
    width: int

    @property
    def ascent(self) -> int:
        """Return the number of lines above the baseline."""
        return self.baseline

    @property
    def descent(self) -> int:
        """Return the number of lines below the baseline."""
        return len(self.lines) - self.baseline - 1

    @property
    def height(self) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def __str__(self) -> str:
        return "\n".join(self.lines)


@lru_cache(maxsize=1024)
def _cells_of(character: str) -> int:
    from unicodedata import category, east_asian_width

    if category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cells(text: str) -> int:
    """Return how many terminal cells the text takes: combining marks none, wide characters two."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def text_block(text: str) -> Block:
    """Return one line as a block."""
    return Block((text,), 0, cells(text))


def beside(blocks: Sequence[Block]) -> Block:
    """Put blocks side by side on one baseline."""
    if len(blocks) == 1:
        return blocks[0]
    width = sum(block.width for block in blocks)
    if all(len(block.lines) == 1 for block in blocks):
        return Block(("".join(block.lines[0] for block in blocks),), 0, width)
    above = max((block.ascent for block in blocks), default=0)
    below = max((block.descent for block in blocks), default=0)
    padded = [padded_to(block, above, below).lines for block in blocks]
    return Block(tuple(map("".join, zip(*padded, strict=True))), above, width)


def padded_to(block: Block, ascent: int, descent: int) -> Block:
    """Return the block with blank lines added, so that it has at least that many above and below its baseline."""
    above, below = max(0, ascent - block.ascent), max(0, descent - block.descent)
    if not above and not below:
        return block
    blank = " " * block.width
    return Block((blank,) * above + block.lines + (blank,) * below, block.baseline + above, block.width)


def widened(block: Block, width: int, align: str = "center") -> Block:
    """Return the block with spaces around it up to a width; the odd one goes to the right of centred text."""
    free = width - block.width
    if free <= 0:
        return block
    left = {"left": 0, "center": free // 2, "right": free}[align]
    lines = tuple(" " * left + text + " " * (free - left) for text in block.lines)
    return Block(lines, block.baseline, width)


def stacked(blocks: Sequence[Block], baseline: int, align: str = "center") -> Block:
    """Put blocks under one another; `baseline` is the index of the block whose baseline is kept."""
    width = max(block.width for block in blocks)
    lines = tuple(text for block in blocks for text in widened(block, width, align).lines)
    above = sum(len(block.lines) for block in blocks[:baseline])
    return Block(lines, above + blocks[baseline].baseline, width)


def column(lines: Sequence[str], baseline: int) -> Block:
    """Return lines, padded on the right to one width, as a block."""
    width = max(map(cells, lines), default=0)
    return Block(tuple(text + " " * (width - cells(text)) for text in lines), baseline, width)
