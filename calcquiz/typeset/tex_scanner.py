"""The TeX scanner: the tokens of a formula, where they stand, and the errors that point at them."""

import re
from typing import NoReturn

from calcquiz.records.errors import FormulaError, LimitError

LONGEST = 2000
DEEPEST = 40

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S", re.DOTALL)
END = ""
"""The token after the last one."""
NEW_ROW = "\\\\"
ROW_ENDS = frozenset({END, "}", "&", NEW_ROW, r"\right", r"\end"})
"""Tokens that no row reads past; who began the row takes them."""
_STRAY: dict[str, tuple[str, str]] = {
    "}": ("this } closes nothing", r"Remove it, or write \} for a brace that shows."),
    "&": ("& separates the cells of a table, but there is none", r"Write \begin{aligned}…\end{aligned}, or \&."),
    NEW_ROW: (r"\\ begins a new row, but there is no table", r"Write \begin{aligned}…\end{aligned}."),
    r"\right": (r"this \right has no \left", r"Write \left. before it, or remove it."),
    r"\end": (r"this \end has no \begin", r"Write \begin{…} before it, or remove it."),
    "%": ("% begins a comment in TeX", r"Write \% for a percentage."),
    "#": ("# has no meaning in a formula", r"Write \# for the sign."),
    "$": ("a formula cannot hold another formula", r"Write \$ for a dollar."),
}


class Scanner:
    """The tokens of one formula and the place reached in them."""

    __slots__ = ("depth", "place", "starts", "text", "tokens")

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            message = f"this formula has {len(text):,} characters; {LONGEST:,} are the most that fit"
            raise LimitError(message, text=text[:60], advice="Split it into several formulas.")
        self.text = text
        found = [(match.group(), match.start()) for match in TOKEN.finditer(text)]
        self.tokens = [token for token, _ in found] + [END]
        self.starts = [start for _, start in found] + [len(text)]
        self.place = 0
        self.depth = 0

    @property
    def next(self) -> str:
        """Return the next token."""
        return self.tokens[self.place]

    def refuse(self, message: str, advice: str, place: int | None = None) -> NoReturn:
        """Raise an error that marks the token at `place`, the next one unless given."""
        place = self.place if place is None else place
        start = self.starts[place]
        end = start + max(len(self.tokens[place]), 1)
        raise FormulaError(message, text=self.text, start=start, end=end, advice=advice)

    def stray(self) -> NoReturn:
        """Refuse the next token, which nothing before it asked for."""
        token = self.next
        character = (f"the character {token} is not known here", r"Words stand in \text{…}; signs have commands: \le.")
        self.refuse(*_STRAY.get(token, character))

    def unclosed(self, opener: str, closer: str, opening: int) -> NoReturn:
        """Refuse the opener at token `opening`, or what stands in its closer's place."""
        if self.next in {"&", NEW_ROW}:
            self.stray()
        self.refuse(f"this {opener} is never closed", f"Write the {closer} that belongs to it.", opening)

    def enter(self) -> None:
        """Go one level deeper; whoever does so takes one from `depth` when done."""
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"this formula nests deeper than {DEEPEST}"
            advice = "Give its parts names and write it flatter."
            raise LimitError(message, text=self.text, start=self.starts[self.place], advice=advice)

    def raw_argument(self, command: str) -> str:
        """Read the text in braces as it stands."""
        if self.next != "{":
            self.refuse(f"{command} needs an argument in braces", f"Write {command}{{…}}.", self.place - 1)
        opening = self.place
        start = self.starts[opening] + 1
        level, end = 1, start
        while level:
            if end >= len(self.text):
                self.refuse("this { is never closed", "Write the } that belongs to it.", opening)
            character = self.text[end]
            end += 2 if character == "\\" else 1
            level += (character == "{") - (character == "}")
        self.skip_to(end)
        return self.text[start : end - 1]

    def skip_to(self, offset: int) -> None:
        """Go to the first token at or after an offset in the text."""
        while self.starts[self.place] < offset and self.next != END:
            self.place += 1
