"""The reader of lessons: a lesson.md becomes a Lesson, or all its findings at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from calcquiz.bank.lesson_pictures import Pictures
from calcquiz.bank.source import Source
from calcquiz.bank.yaml_reader import decode
from calcquiz.records.errors import BankError, Finding, FormulaError
from calcquiz.records.lesson import Block, Code, Example, Formula, Lesson, Page, Prose, Table

MOST_FINDINGS = 50
HEADING = re.compile(r"(?P<marks>#{1,2}) +(?P<title>\S.*?)[ #]*")
FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ \t]*(?P<word>[\w-]*)[^`]*")
LINK = re.compile(r"\[(?P<title>[^\]]+)\]\((?P<target>[^()\s]+\.py)\)")
EXAMPLE_FILE = re.compile(r"[a-z][a-z0-9_]*\.py")
IMAGE = re.compile(r"!\[[^\]]*\]\(")
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
CODE_SPAN = re.compile(r"`[^`]*`")
RULE = re.compile(r"\|?[ :|-]*-[ :|-]*\|?")


def read_lesson(path: Path) -> Lesson:
    """Return the lesson of a file.

    Args:
        path: A lesson.md; its code examples stand beside it.

    Raises:
        BankError: The file cannot be read, is over 64 KiB, or holds an unknown formula, a picture that cannot be
            drawn, an example that is missing …: with every place where it does so.
    """
    try:
        text = decode(str(path), path.read_bytes())
    except OSError as error:
        message = f"the lesson cannot be read: {error.strerror}"
        raise BankError((Finding(file=str(path), line=1, column=1, message=message),)) from error
    reader = LessonReader(Source.of(str(path), text), path.parent)
    lesson = reader.lesson()
    if reader.findings:
        raise BankError(tuple(sorted(reader.findings, key=lambda one: (one.line, one.column))))
    return lesson


@dataclass(slots=True)
class LessonReader:
    """Reads a lesson line by line; what is wrong is noted and reading goes on."""

    source: Source
    folder: Path
    findings: list[Finding] = field(default_factory=list)
    at: int = 0
    """The line read next, from 0."""

    def lesson(self) -> Lesson:
        """Return the lesson, as far as it could be read."""
        title, pages, blocks, heading, begins = "", [], list[Block](), "", 1
        while (line := self.line()) is not None:
            if (match := HEADING.fullmatch(line)) is None:
                blocks += self.block(line)
                continue
            self.check_formulas(match["title"], self.at + 1, match.start("title"))
            if len(match["marks"]) == 1:
                if title:
                    self.find(self.at + 1, 1, "a second title", "Begin a page with ## and keep # for the title.")
                title = title or match["title"]
            else:
                if heading or blocks:
                    pages.append(Page(title=heading, blocks=tuple(blocks), line=begins))
                heading, blocks, begins = match["title"], [], self.at + 1
            self.at += 1
        if heading or blocks:
            pages.append(Page(title=heading, blocks=tuple(blocks), line=begins))
        if not title:
            self.find(1, 1, "the lesson has no title", "Begin it with `# ` and the title of the section.")
        if not pages:
            self.find(1, 1, "the lesson is empty", "Write a page: `## ` and its heading, then what it says.")
        return Lesson(title=title, file=self.source.file, pages=tuple(pages))

    def line(self) -> str | None:
        """Return the line to be read, None at the end."""
        return self.source.lines[self.at] if self.at < len(self.source.lines) else None

    def find(self, line: int, column: int, message: str, advice: str = "") -> None:
        """Note what is wrong at a place, both from 1."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(self.source.finding(line, column, message, advice))

    def block(self, line: str) -> Iterator[Block]:
        """Yield the block that begins here, if there is one, and go behind it."""
        stripped = line.strip()
        if not stripped:
            self.at += 1
        elif fence := FENCE.fullmatch(line):
            yield from self.fence(fence["marks"], fence["word"])
        elif stripped.startswith("$$"):
            yield from self.formula()
        elif link := LINK.fullmatch(stripped):
            yield from self.example(link)
        elif stripped.startswith("|"):
            yield from self.table()
        else:
            yield self.prose()

    def fence(self, marks: str, word: str) -> Iterator[Block]:
        """Yield what stands in a fence: a picture, or code."""
        first = self.at + 1
        inside = self.taken(lambda line: line.strip() == marks)
        if inside is None:
            self.find(first, 1, "this fence is never closed", f"Write {marks} on a line of its own behind it.")
            return
        text = "\n".join(inside).rstrip("\n")
        if word == "plot":
            yield from Pictures(self.source, self.findings).authored(text, first)
        else:
            yield Code(text=text, language=word, line=first)

    def taken(self, ends: Callable[[str], bool]) -> list[str] | None:
        """Return the lines behind this one up to one that ends them, and go behind it; None at the end of the file."""
        taken: list[str] = []
        self.at += 1
        while (line := self.line()) is not None:
            self.at += 1
            if ends(line):
                return taken
            taken.append(line)
        return None

    def formula(self) -> Iterator[Block]:
        """Yield a displayed formula: from `$$` to `$$`, on one line or several."""
        first = self.at
        rows = [self.source.lines[first].strip()]
        while not (rows[-1].endswith("$$") and len("".join(rows)) > 2):
            self.at += 1
            line = self.line()
            if line is None or not line.strip():
                advice = "Close it with $$, on the same line or one below, without a blank line between."
                self.find(first + 1, 1, "this $$ begins a formula that does not end", advice)
                return
            rows.append(line.strip())
        self.at += 1
        tex = "\n".join(self.source.lines[first : self.at]).strip().removeprefix("$$").removesuffix("$$")
        self.check_tex(tex, first + 1, self.source.lines[first].index("$$") + 2)
        yield Formula(tex=" ".join(tex.split()), line=first + 1)

    def example(self, link: re.Match[str]) -> Iterator[Block]:
        """Yield a code example."""
        line, name = self.at + 1, link["target"]
        self.at += 1
        column = self.source.lines[line - 1].index("](") + 3
        if not EXAMPLE_FILE.fullmatch(name):
            advice = "Name a file beside the lesson: lower-case letters, digits and underscores, then .py ."
            self.find(line, column, f"`{name}` is no name of a code example", advice)
        elif not (self.folder / name).is_file():
            self.find(line, column, f"there is no {name} beside the lesson", "Write it, or take the link out.")
        else:
            yield Example(title=link["title"], path=str(self.folder / name), line=line)

    def table(self) -> Iterator[Block]:
        """Yield a table of `| cell | cell |` lines; the second one separates headings from rows."""
        first, rows = self.at, list[str]()
        while (line := self.line()) is not None and line.strip().startswith("|"):
            self.check_formulas(line, self.at + 1, 0)
            rows.append(line.strip())
            self.at += 1
        cells = [_cells(row) for row in rows if not RULE.fullmatch(row)]
        if len(rows) < 2 or not RULE.fullmatch(rows[1]):
            self.find(first + 1, 1, "this table has no headings", "Put a line |---|---| under the first one.")
        elif any(len(row) != len(cells[0]) for row in cells):
            self.find(first + 1, 1, "the rows of this table differ in length", "Give each row a cell a column.")
        else:
            yield Table(headings=cells[0], rows=tuple(cells[1:]), line=first + 1)

    def prose(self) -> Prose:
        """Return paragraphs and lists up to the next block of another kind."""
        first, kept = self.at, list[str]()
        while (line := self.line()) is not None and not self.ends_prose(line):
            kept.append(line)
            self.at += 1
        text = "\n".join(kept).rstrip()
        self.check_formulas(text, first + 1, 0)
        self.check_markup(kept, first + 1)
        return Prose(text=text, line=first + 1)

    def ends_prose(self, line: str) -> bool:
        """Return whether a line begins a block that is no prose."""
        stripped = line.strip()
        begun = stripped.startswith(("$$", "|")) or LINK.fullmatch(stripped)
        return bool(begun or HEADING.fullmatch(line) or FENCE.fullmatch(line))

    def check_markup(self, lines: list[str], first: int) -> None:
        """Note images and HTML, which no terminal shows."""
        for number, line in enumerate(lines, first):
            bare = CODE_SPAN.sub(lambda span: " " * len(span[0]), line)
            if match := IMAGE.search(bare):
                self.find(number, match.start() + 1, "an image cannot be shown here", "Draw it in a fence `plot`.")
            elif (match := TAG.search(bare)) and "$" not in bare:
                self.find(number, match.start() + 1, "HTML is shown as it is", "Write it in Markdown.")

    def check_formulas(self, text: str, line: int, column: int) -> None:
        """Note every formula of a text that cannot be typeset; the text begins at that line and column (from 0)."""
        from calcquiz.typeset import Place, split_math

        try:
            runs = split_math(text)
        except FormulaError as error:
            self.find(*_place(text, error.start, line, column), error.message, error.advice)
            self.check_formulas(text[: error.start], line, column)
            return
        for run in runs:
            if run.place is not Place.TEXT:
                self.check_tex(run.text, *_start(text, run.start, line, column))

    def check_tex(self, tex: str, line: int, column: int) -> None:
        """Note what cannot be typeset in a formula that begins at a line and column (from 0)."""
        from calcquiz.typeset import read_tex

        try:
            read_tex(tex)
        except FormulaError as error:
            self.find(*_place(tex, error.start, line, column), error.message, error.advice)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip("|")))


def _start(text: str, offset: int, line: int, column: int) -> tuple[int, int]:
    """Return the line, and the column from 0, of a character of a text."""
    before = text[:offset]
    lines = before.count("\n")
    return line + lines, len(before) - before.rfind("\n") - 1 if lines else column + len(before)


def _place(text: str, offset: int, line: int, column: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of a character of a text."""
    line, column = _start(text, offset, line, column)
    return line, column + 1
