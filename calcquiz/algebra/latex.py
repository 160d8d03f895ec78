"""Pasted LaTeX: rewritten into the language of formulas, remembering where each piece came from."""

import re
from collections.abc import Callable

from calcquiz.algebra.functions import ALIASES, GREEK
from calcquiz.records.errors import FormulaError

Origin = Callable[[int], int]
"""Maps an offset in the rewritten text to one in the text as typed."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}]|.", re.DOTALL)
_WORDS: dict[str, str] = {
    "cdot": "*",
    "times": "*",
    "div": "/",
    "infty": "oo",
    "le": "<=",
    "leq": "<=",
    "ge": ">=",
    "geq": ">=",
    "ne": "!=",
    "neq": "!=",
    "lt": "<",
    "gt": ">",
    "cup": "U",
    "cap": "intersect",
    "emptyset": "emptyset",
    "varnothing": "emptyset",
    "land": "and",
    "lor": "or",
    "wedge": "and",
    "vee": "or",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "lceil": "⌈",
    "rceil": "⌉",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "langle": "<",
    "rangle": ">",
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
}
_IGNORED = frozenset(
    {
        "left",
        "right",
        "displaystyle",
        "quad",
        "qquad",
        "big",
        "Big",
        "bigl",
        "bigr",
        "limits",
    }
)
_UPRIGHT = frozenset({"operatorname", "mathrm", "text", "mathit", "mathbf", "textrm"})
"""Commands whose argument is a word: \\operatorname{erf}."""
_MATRICES = frozenset({"matrix", "pmatrix", "bmatrix", "Bmatrix"})
_SPACES = frozenset({"\\,", "\\;", "\\!", "\\:", "\\ ", "\\>"})
_PAIRS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), ("(", "/")),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), (" binomial(", ",")),
}
"""Commands of two arguments -> what opens them and what stands between."""


def translate(text: str, longest: int) -> tuple[str, Origin]:
    """Return the text in the language of formulas, and the map back to its offsets.

    Text without backslashes and without `^{` or `_{` is returned as it is.
    """
    if len(text) > longest or not ("\\" in text or "^{" in text or "_{" in text):
        return text, lambda offset: offset
    reader = _Reader(text)
    reader.until(None)
    starts = reader.origins
    return "".join(reader.output), lambda offset: starts[offset] if offset < len(starts) else len(text)


class _Reader:
    """Walks over LaTeX tokens and collects pieces of our language."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(text)]
        self.place = 0
        self.output: list[str] = []
        self.origins: list[int] = []
        self.depth = 0

    def put(self, piece: str, start: int) -> None:
        self.output.append(piece)
        self.origins.extend([start] * len(piece))

    def until(self, closer: str | None) -> None:
        while self.place < len(self.tokens):
            piece, start = self.tokens[self.place]
            self.place += 1
            if piece == closer:
                return
            self.one(piece, start)
        if closer is not None:
            raise FormulaError("a } is missing", start=len(self.text) - 1, advice="Close the { with }.")

    def one(self, piece: str, start: int) -> None:
        if piece == "{":
            self.group(start)
        elif piece.startswith("\\"):
            self.command(piece, start)
        else:
            self.put(piece, start)

    def group(self, start: int) -> None:
        self.depth += 1
        if self.depth > 40:
            raise FormulaError("braces nest too deeply", start=start, advice="Write it flatter.")
        self.put("(", start)
        self.until("}")
        self.put(")", start)
        self.depth -= 1

    def argument(self, name: str, start: int) -> None:
        """Read one argument of a command: a group, or a single piece."""
        while self.place < len(self.tokens) and self.tokens[self.place][0].isspace():
            self.place += 1
        if self.place >= len(self.tokens):
            raise FormulaError(f"\\{name} needs an argument", start=start, advice=f"Write \\{name}{{…}}.")
        piece, at = self.tokens[self.place]
        self.place += 1
        if piece == "{":
            self.group(at)
        else:
            self.put("(", at)
            self.one(piece, at)
            self.put(")", at)

    def command(self, piece: str, start: int) -> None:
        name = piece[1:]
        if piece in _SPACES or name in _IGNORED:
            self.put(" ", start)
        elif name in {"{", "}", "|"}:
            self.put(name, start)
        elif name in _UPRIGHT:
            self.upright(name, start)
        elif name == "begin":
            self.matrix(start)
        elif name in _PAIRS:
            opening, joint = _PAIRS[name]
            self.put(opening, start)
            self.argument(name, start)
            self.put(joint, start)
            self.argument(name, start)
            self.put(")", start)
        elif name == "sqrt":
            self.root(start)
        elif name in _WORDS:
            self.put(f" {_WORDS[name]} ", start)
        elif name == "log" and self.single_base():
            self.put(f" log_{self.tokens[self.place + 1][0]} ", start)
            self.place += 2
        elif name in ALIASES or name in GREEK or name == "pi":
            self.put(f" {name}" + (" " if self.followed_by_letter() else ""), start)
        else:
            raise FormulaError(
                f"{piece} is not a command known here",
                start=start,
                end=start + len(piece),
                advice="Write it in plain text.",
            )

    def upright(self, name: str, start: int) -> None:
        word = self.braced_word()
        if word:
            self.put(f" {word}" + (" " if self.followed_by_letter() else ""), start)
        else:
            self.argument(name, start)

    def braced_word(self) -> str:
        """Read {letters}, all of it or nothing."""
        pieces = [piece for piece, _ in self.tokens[self.place :]]
        if not pieces or pieces[0] != "{" or "}" not in pieces:
            return ""
        end = self.place + pieces.index("}")
        word = "".join(pieces[1 : end - self.place]).strip()
        if not (word.isascii() and word.isalpha()):
            return ""
        self.place = end + 1
        return word

    def matrix(self, start: int) -> None:
        r"""Read \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} as [[1, 2], [3, 4]]; one row or column is a vector."""
        kind = self.braced_word()
        if kind not in _MATRICES:
            message = f"\\begin{{{kind}}} is not known here" if kind else "\\begin needs a name"
            raise FormulaError(message, start=start, advice="Write a matrix row by row: [[1, 2], [3, 4]].")
        breaks = [self.bracket("[[", start)]
        columns = 1
        while self.place < len(self.tokens) and self.tokens[self.place][0] != "\\end":
            piece, at = self.tokens[self.place]
            self.place += 1
            if piece == "\\\\":
                breaks.append(self.bracket("],[", at))
            elif piece == "&":
                columns += 1
                self.put(",", at)
            else:
                self.one(piece, at)
        self.place += 1
        if self.braced_word() != kind:
            raise FormulaError(f"\\end{{{kind}}} is missing", start=start, advice="Close what \\begin opens.")
        breaks.append(self.bracket("]]", start))
        if columns == 1 or len(breaks) == 2:
            for place, piece in zip(breaks, (" (", *[" , "] * (len(breaks) - 2), ") "), strict=True):
                self.output[place] = piece

    def bracket(self, piece: str, start: int) -> int:
        self.put(piece, start)
        return len(self.output) - 1

    def single_base(self) -> bool:
        r"""Whether a base of one character follows: \log_23 is the logarithm of 3 to base 2."""
        pieces = [piece for piece, _ in self.tokens[self.place : self.place + 2]]
        return len(pieces) == 2 and pieces[0] == "_" and pieces[1].isalnum()

    def followed_by_letter(self) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][0][0].isalnum()

    def root(self, start: int) -> None:
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "[":
            self.place += 1
            mark = len(self.output), len(self.origins)
            self.until("]")
            index, index_origins = self.output[mark[0] :], self.origins[mark[1] :]
            del self.output[mark[0] :], self.origins[mark[1] :]
            self.put("root(", start)
            self.argument("sqrt", start)
            self.put(",", start)
            self.output += index
            self.origins += index_origins
            self.put(")", start)
            return
        self.put("sqrt", start)
        self.argument("sqrt", start)
