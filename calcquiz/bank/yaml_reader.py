"""The YAML reader: bytes become nodes with marks; everything in YAML that a bank does not need is refused.

The nodes are built from the parser's events, so an alias is refused where it stands and never
followed, and a deep file is refused before it is built.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from calcquiz.bank.nodes import Mapping, Node, Scalar, Sequence
from calcquiz.bank.source import LARGEST_BYTES, Source, clean
from calcquiz.records.errors import BankError, Finding

DEEPEST = 12
MOST_REFUSED = 5
"""Reading stops here: a file with so much that is not a bank is not read on."""
OPENING = {"(": ")", "[": "]", "{": "}"}
QUOTE_IT = "Put the whole text in quotes, or on its own lines after >- ."

AFTER_CLOSING = {
    "]": "a text that begins with [ must be quoted",
    "}": "a text that begins with { must be quoted",
    "'": "the text goes on after its closing quote",
    '"': "the text goes on after its closing quote",
}
ADVICE_BY_PROBLEM = (
    ("found character that cannot start any token", "found a character that cannot begin a text", QUOTE_IT),
    ("mapping values are not allowed", "a text that holds `: ` must be quoted", QUOTE_IT),
    ("found unexpected end of stream", "a quote is opened and never closed", "Add the closing quote."),
    ("found unexpected document indicator", "a quote is opened and never closed", "Add the closing quote."),
    ("did not find expected ',' or '}'", "a { is opened and never closed", "Add the closing }."),
    ("did not find expected ',' or ']'", "a [ is opened and never closed", "Add the closing ]."),
    ("did not find expected '-' indicator", "this line is no item of the list above", "Begin it with `- `."),
    (
        "did not find expected key",
        "this does not belong to the line above",
        "Indent it like the entries beside it; a text of several lines stands after >- .",
    ),
    (
        "could not find expected ':'",
        "a key without `:`",
        "Write `name: value`; longer texts stand after >- .",
    ),
    ("did not find expected alphabetic", "aliases and anchors are not accepted", QUOTE_IT),
)


def decode(file: str, data: bytes) -> str:
    """Return a bank file's text without control and bidi characters; BankError when it is no text of ours."""
    if len(data) > LARGEST_BYTES:
        finding = Finding(
            file=file, line=1, column=1,
            message=f"the file has {len(data) // 1024} KiB, more than 64",
            advice="Split it: one skill a file.",
        )  # fmt: skip
        raise BankError((finding,))
    try:
        return clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        finding = Finding(
            file=file, line=data[: error.start].count(b"\n") + 1, column=1,
            message="the file is not UTF-8 text", advice="Save it as UTF-8.",
        )  # fmt: skip
        raise BankError((finding,)) from error


def read_yaml(file: str, data: bytes) -> tuple[Node, Source]:
    """Return the root node of a bank file and its source.

    Args:
        file: The name to print in findings.
        data: The bytes of the file.

    Raises:
        BankError: It is not UTF-8, over 64 KiB, not YAML, deeper than 12, or uses aliases, anchors,
            tags, several documents or a key twice; with every place where it does so.
    """
    text = decode(file, data)
    source = Source.of(file, text)
    builder = _Builder(source)
    try:
        root = builder.build(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        raise BankError((*builder.findings, _syntax_finding(source, error))) from error
    if builder.findings:
        raise BankError(tuple(builder.findings))
    if root is None:
        raise BankError((source.finding(1, 1, "the file is empty", "Begin it with `calcquiz: 1`."),))
    return root, source


def _syntax_finding(source: Source, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or ""
    if "token" in problem and source.lines[line - 1][:column].endswith("\t"):
        return source.finding(line, column, "a tab in the indentation", "Indent with spaces.")
    if _is_cut_above(source, line):
        advice = "A text that holds ` #` must be quoted: YAML takes the rest of the line for a comment."
        return source.finding(line, column, "this line goes on a text that ` #` has ended", advice)
    begun = any(word in (error.context or "") for word in ("quoted scalar", "flow", "simple key"))
    if begun and error.context_mark:
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    braces = _braces_in_flow(source, line, column) if "flow mapping" in (error.context or "") else None
    if braces is not None:
        advice = "Quote the text, or write the entries one a line without the outer braces."
        return source.finding(*braces, "a text with braces stands unquoted inside { }", advice)
    before = source.lines[line - 1][: column - 1].rstrip()[-1:] if line <= len(source.lines) else ""
    if "expected key" in problem and before in AFTER_CLOSING:
        return source.finding(line, column, AFTER_CLOSING[before], QUOTE_IT)
    for known, message, advice in ADVICE_BY_PROBLEM:
        if known in problem:
            return source.finding(line, column, message, advice)
    return source.finding(line, column, f"this is not YAML: {problem}", QUOTE_IT)


def _braces_in_flow(source: Source, line: int, column: int) -> tuple[int, int] | None:
    """Return where, behind the { at a place, a slot or TeX braces begin in the same line."""
    match = re.compile(r"@\{|\\[a-zA-Z]+\{|[\^_]\{").search(source.lines[line - 1], column)
    return None if match is None else (line, match.start() + 1)


def _is_cut_above(source: Source, line: int) -> bool:
    """Return whether a comment ended the text that this line goes on with."""
    if line < 2 or line > len(source.lines):
        return False
    above, here = source.lines[line - 2], source.lines[line - 1]
    deeper = len(here) - len(here.lstrip()) > len(above) - len(above.lstrip())
    return deeper and " #" in above and not above.lstrip().startswith("#") and not above.rstrip().endswith(":")


class _Builder:
    """Nodes from events; collects what is refused and goes on."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def build(self, events: Iterator[Any]) -> Node | None:
        """Return the root, None for an empty file."""
        documents = 0
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "a second document begins here", "Write one problem a file.")
                    return root
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, depth=1, flow=False)
        return root

    def node(self, event: Any, events: Iterator[Any], *, depth: int, flow: bool) -> Node:
        """Return the node that an event begins."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "aliases (*name) are not accepted", f"Write the text again. {QUOTE_IT}")
            return Scalar("", line, column)
        if event.anchor is not None:
            self.refuse(event, "anchors (&name) are not accepted", f"Leave it out. {QUOTE_IT}")
        if event.tag is not None:
            self.refuse(event, "tags (!name) are not accepted", f"Leave it out. {QUOTE_IT}")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, flow=flow)
        if depth > DEEPEST:
            finding = self.source.finding(line, column, "nested deeper than 12", "Write it flatter.")
            raise BankError((*self.findings, finding))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth)
        return self.mapping(event, events, depth)

    def scalar(self, event: Any, *, flow: bool) -> Scalar:
        """Return a piece of text; in a flow collection its brackets must be balanced."""
        start, end = event.start_mark, event.end_mark
        style = event.style or ""
        text = clean(event.value).replace("\t", " ")
        made = Scalar(
            text, start.line + 1, start.column + 1, end.line + 1, end.column + 1, "" if style == ":" else style, flow
        )
        if flow and not style and not is_balanced(text):
            message = f"a comma or bracket cuts this formula: `{text}`"
            self.refuse(event, message, 'Put the whole formula in quotes: "(2*a, b)".')
        return made

    def sequence(self, event: Any, events: Iterator[Any], depth: int) -> Sequence:
        """Return a list."""
        items = []
        flow = bool(event.flow_style)
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            items.append(self.node(inner, events, depth=depth + 1, flow=flow))
        return Sequence(tuple(items), event.start_mark.line + 1, event.start_mark.column + 1, flow)

    def mapping(self, event: Any, events: Iterator[Any], depth: int) -> Mapping:
        """Return a mapping; a key that stands twice or is no text is refused."""
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        flow = bool(event.flow_style)
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self.node(inner, events, depth=depth + 1, flow=flow)
            value = self.node(next(events), events, depth=depth + 1, flow=flow)
            if not isinstance(key, Scalar):
                self.refuse(inner, "a key must be a word", QUOTE_IT)
            elif key.text in seen:
                message = f"`{key.text}` stands here a second time"
                self.refuse(inner, message, f"It is given in line {seen[key.text]} already: keep one of the two.")
            else:
                seen[key.text] = key.line
                pairs.append((key, value))
        return Mapping(tuple(pairs), event.start_mark.line + 1, event.start_mark.column + 1, flow)

    def refuse(self, event: Any, message: str, advice: str) -> None:
        """Note a finding at an event's start."""
        mark = event.start_mark
        self.findings.append(self.source.finding(mark.line + 1, mark.column + 1, message, advice))
        if len(self.findings) == MOST_REFUSED:
            raise BankError(tuple(self.findings))


def is_balanced(text: str) -> bool:
    """Return whether every bracket of the text is closed; a half-open interval like `(0, 1]` counts as closed."""
    depth = 0
    for character in text:
        if character in OPENING:
            depth += 1
        elif character in OPENING.values():
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
