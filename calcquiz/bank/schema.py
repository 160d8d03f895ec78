"""The reader's primitives: nodes become text, words, numbers, sentences and formulas, and every error is kept."""

import difflib
import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from calcquiz.algebra.exact import out_of_reach
from calcquiz.algebra.points import SORTS, span_of
from calcquiz.algebra.tree import Apply, Tree, free_names
from calcquiz.bank.nodes import Mapping, Node, Scalar, Sequence
from calcquiz.bank.source import Source
from calcquiz.bank.yaml_reader import QUOTE_IT
from calcquiz.records.errors import Finding, FormulaError
from calcquiz.records.slots import find_slots

LONGEST_SENTENCE = 4000
MOST_FINDINGS = 50
MOST_SLOTS = 60
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
T = TypeVar("T")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean …?`, or nothing."""
    close = difflib.get_close_matches(word, list(known), 1)
    return f"Did you mean {close[0]}?" if close else ""


class Reader:
    """Reads the nodes of one file; what is wrong is noted and reading goes on."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.places: dict[str, tuple[int, int]] = {}
        self.used: set[str] = set()
        """Every name that a formula uses, a bare slot apart."""

    def find(self, node: Node, message: str, advice: str = "", offset: int = 0) -> None:
        """Note what is wrong at a character of a node."""
        if len(self.findings) < MOST_FINDINGS:
            line, column = self.source.place(node, offset) if offset else (node.line, node.column)
            self.findings.append(self.source.finding(line, column, message, advice))

    def entries(self, node: Node | None, what: str, known: Collection[str]) -> dict[str, Node]:
        """Return a mapping's entries that are known; others are noted."""
        found = {}
        for key, value in self.pairs(node, what):
            if key.text in known:
                found[key.text] = value
            else:
                advice = nearest(key.text, known) or f"Known here: {', '.join(known)}."
                self.find(key, f"{what} has no `{key.text}`", advice)
        return found

    def pairs(self, node: Node | None, what: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return a mapping's pairs, none when it is no mapping."""
        if isinstance(node, Mapping):
            return node.pairs
        if node is not None:
            self.find(node, f"{what} must be a mapping", "Write `name: value`, one a line.")
        return ()

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """Return a list's items, none when it is no list."""
        if isinstance(node, Sequence):
            return node.items
        if node is not None:
            self.find(node, f"{what} must be a list", "Write one item a line, each after `- `.")
        return ()

    def text(self, node: Node | None, path: str) -> str:
        """Return a piece of text, empty when there is none."""
        if node is None:
            return ""
        self.places[path] = self.source.place(node)
        if isinstance(node, Scalar):
            if not node.text.strip():
                self.find(node, "nothing stands here", "Write its value, or leave the line out.")
            return node.text.strip()
        shape = "list" if isinstance(node, Sequence) else "mapping"
        self.find(node, f"this is a {shape}, where a text is meant", QUOTE_IT)
        return ""

    def word(self, node: Node | None, path: str, known: Collection[str] = ()) -> str:
        """Return a word in lower case with hyphens; of the known ones, if any are given."""
        text = self.text(node, path)
        if node is None or not text:
            return text
        if known and text not in known:
            self.find(node, f"`{text}` is not known here", nearest(text, known) or f"Write {one_of(known)}.")
            return ""
        if not known and not WORD.fullmatch(text):
            self.find(node, f"`{text}` is no name", "Use lower-case letters, digits and hyphens: no-inner-derivative.")
        return text

    def sort(self, node: Node, path: str, names: Collection[str] = ()) -> str:
        """Return what a variable may be: one of `SORTS`, or an open interval, whose ends may use the names."""
        text = self.text(node, path)
        if text in SORTS or not text:
            return text or SORTS[0]
        if not (text.startswith("(") and text.endswith(")")):
            advice = nearest(text, SORTS) or f'Write {one_of(SORTS)}, or an interval in quotes: "(0, 1)".'
            self.find(node, f"`{text}` is nothing that a variable can be", advice)
            return SORTS[0]
        if not self.formula(node, path, names):
            return SORTS[0]
        interval = re.sub(r"\s*,\s*", ", ", text)
        if span_of(interval) is None and not self._may_be_interval(interval, names):
            advice = "Write two different rational numbers, the smaller first: (0, 1)."
            self.find(node, f"`{text}` is no interval", advice)
        return interval

    def _may_be_interval(self, text: str, names: Collection[str]) -> bool:
        """Return whether a text is an interval at whose ends some of the names stand."""
        from calcquiz.tasks.formula import read_formula

        tree = read_formula(text, names)
        return isinstance(tree, Apply) and tree.head == "vector" and len(tree.args) == 2 and bool(free_names(tree))

    def words(self, node: Node | None, path: str) -> tuple[str, ...]:
        """Return a list of words."""
        return tuple(self.word(item, f"{path}.{k}") for k, item in enumerate(self.items(node, f"`{path}`"), 1))

    def integer(self, node: Node | None, path: str, *, low: int, high: int, otherwise: int) -> int:
        """Return a whole number in a range."""
        if node is None:
            return otherwise
        text = self.text(node, path)
        if re.fullmatch(r"\d{1,9}", text) and low <= int(text) <= high:
            return int(text)
        self.find(node, f"`{text}` is no whole number from {low} to {high}", f"Write a number such as {low}.")
        return otherwise

    def truth(self, node: Node, path: str) -> bool:
        """Return true or false."""
        return self.word(node, path, ("true", "false")) == "true"

    def sentence(self, node: Node | None, path: str, names: Collection[str]) -> str:
        """Return a sentence (Markdown with $TeX$); its slots may use the names."""
        if isinstance(node, Mapping):
            self.find(node, "a sentence that holds `: ` has become a mapping", QUOTE_IT)
            return ""
        text = self.text(node, path)
        if not isinstance(node, Scalar) or not text:
            return text
        self._check_comment(node)
        if len(text) > LONGEST_SENTENCE:
            self.find(node, f"the text has {len(text)} characters, more than {LONGEST_SENTENCE}", "Shorten it.")
        offset = unpaired_dollar(text)
        if offset is not None:
            advice = r"Close the formula with another $; write \$ for the currency."
            self.find(node, "this $ opens a formula that is never closed", advice, offset)
        self._check_slots(node, names)
        return text

    def _check_comment(self, node: Scalar) -> None:
        if node.style or not 0 < node.end_line <= len(self.source.lines):
            return
        rest = self.source.lines[node.end_line - 1][node.end_column - 1 :]
        if rest.lstrip().startswith("#") and rest[:1].isspace():
            advice = "Put the sentence in quotes, or on its own lines after >- ."
            line, column = node.end_line, node.end_column + len(rest) - len(rest.lstrip())
            message = "the sentence is cut off at this #"
            self.findings.append(self.source.finding(line, column, message, advice))

    def _check_slots(self, node: Scalar, names: Collection[str]) -> None:
        slots = find_slots(node.text)
        if len(slots) > MOST_SLOTS:
            self.find(node, f"the text has {len(slots)} slots, more than {MOST_SLOTS}", "Shorten it.")
        for slot in slots[:MOST_SLOTS]:
            if not slot.closed:
                self.find(node, "this slot is never closed", "Write @{…}.", slot.start)
                continue
            tree = self.parsed(node, slot.expression, names, offset=slot.inside)
            if tree is not None and slot.expression.strip() not in names:
                self.used |= free_names(tree)

    def formula(self, node: Node | None, path: str, names: Collection[str], heads: frozenset[str] | None = None) -> str:
        """Return a formula as it was written, empty when it cannot be read; `heads` are what it may apply."""
        text = self.text(node, path)
        if not isinstance(node, Scalar) or not text:
            return ""
        tree = self.parsed(node, node.text, names, heads=heads)
        if tree is None:
            return ""
        self.used |= free_names(tree)
        return text

    def parsed(
        self,
        node: Scalar,
        text: str,
        names: Collection[str],
        offset: int = 0,
        heads: frozenset[str] | None = None,
    ) -> Tree | None:
        """Return the tree of a formula in a node's text, None (and a finding) when it cannot be read."""
        from calcquiz.tasks.formula import FORMULA_HEADS, read_formula  # `list` needs no formulas

        try:
            tree = read_formula(text, names, heads=FORMULA_HEADS if heads is None else heads)
        except FormulaError as error:
            self.find(node, error.message, error.advice, offset + error.start)
            return None
        bomb = out_of_reach(tree)
        if bomb is not None:
            message = "this is too large to be worked out, or has no value"
            self.find(node, message, "Use smaller numbers.", offset + bomb.span[0])
        return tree

    def each(self, node: Node | None, path: str, read: Callable[[Node, str], T]) -> tuple[T, ...]:
        """Return what `read` makes of each item of a list, or of the one value that stands in its place."""
        if isinstance(node, Sequence):
            return tuple(read(item, f"{path}.{k}") for k, item in enumerate(node.items, 1))
        return () if node is None else (read(node, path),)


def one_of(known: Collection[str]) -> str:
    """Return `a, b or c`."""
    *first, last = known
    return f"{', '.join(first)} or {last}" if first else last


def unpaired_dollar(text: str) -> int | None:
    r"""Return the offset of a `$` that is never closed; `\$` is a currency sign and counts for nothing."""
    signs = [match.start() for match in re.finditer(r"\\.|\$\$|\$", text, re.DOTALL) if match[0][0] == "$"]
    return signs[-1] if len(signs) % 2 else None
