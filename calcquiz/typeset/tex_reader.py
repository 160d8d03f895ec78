"""The TeX reader: the subset of TeX that a calculus text needs, to a layout tree."""

from collections.abc import Collection
from typing import NoReturn

from calcquiz.typeset.layout import (
    COMMA,
    EMPTY,
    Accent,
    BigOperator,
    Fenced,
    Kind,
    Layout,
    Scripts,
    Space,
    Symbol,
    items_of,
    row,
)
from calcquiz.typeset.symbols import (
    ACCENT_ALIASES,
    ACCENTS,
    BIG_OPERATORS,
    CLOSERS,
    COMMANDS,
    FUNCTIONS,
    OPENERS,
    PAIRS,
    SPACES,
)
from calcquiz.typeset.tex_commands import COMMANDS_WITH_ARGUMENTS
from calcquiz.typeset.tex_scanner import END, NEW_ROW, ROW_ENDS, Scanner

_BARS = {"|": "|", r"\vert": "|", "‖": "‖", r"\|": "‖", r"\Vert": "‖"}
_BAR_OPENERS = {r"\lvert": "|", r"\lVert": "‖"}
_CLOSERS = frozenset(CLOSERS)
_SCRIPT_SIGNS = frozenset("^_'")
_SIZES = [f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")]
_STYLES = (r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\limits", r"\nolimits", r"\nonumber", r"\notag")
_IGNORED = frozenset((*_SIZES, *_STYLES))
"""Commands that leave no trace: brackets and operators take the size that fits."""
_PRIME = COMMANDS[r"\prime"]


def read_tex(text: str) -> Layout:
    r"""Return the layout of a formula in TeX, written without its dollar signs.

    Raises:
        FormulaError: an unknown command, a brace or bracket without its other half, a missing argument.
        LimitError: more than 2,000 characters, or nested deeper than 40.

    Example:
        >>> read_tex("x+y").items[1].text
        '+'
    """
    reader = TexReader(text)
    layout = reader.row_until()
    if reader.next != END:
        reader.stray()
    return layout


class TexReader(Scanner):
    """One pass over the tokens; each method reads one thing and returns its layout."""

    __slots__ = ()

    def row_until(self, closers: Collection[str] = (), *, bar: str = "") -> Layout:
        """Read up to a token that ends a row or is one of `closers`; it is not consumed.

        Within bars (`bar` is | or ‖) a bar after an operand closes them.
        """
        self.enter()
        items: list[Layout] = []
        while True:
            token = self.tokens[self.place]
            if token in ROW_ENDS or token in closers:
                break
            if bar and _BARS.get(token) == bar and _ends_operand(items):
                break
            self.item(items)
        self.depth -= 1
        return row(items)

    def item(self, items: list[Layout]) -> None:
        """Read one item with its scripts and append it; an evaluation bar takes what stands before it."""
        token = self.tokens[self.place]
        if token in _SCRIPT_SIGNS:
            items.append(self.scripts(EMPTY))
        elif token in _BARS and self.tokens[self.place + 1] in {"_", "^"}:
            self.evaluation_bar(items)
        elif token in OPENERS or token in _BARS:
            self.bracket(items)
        else:
            atom = self.atom()
            if atom is not None:
                items.append(self.scripts(atom))

    def atom(self) -> Layout | None:
        """Read one thing without scripts; None for a command that leaves no trace."""
        token = self.tokens[self.place]
        self.place += 1
        symbol = COMMANDS.get(token)
        if symbol is not None:
            return symbol
        first = token[0]
        if first.isascii() and first.isalnum():
            return Symbol(token, Kind.VARIABLE if first.isalpha() else Kind.DIGIT)
        if first == "{":
            return self.group_after_brace()
        if token in CLOSERS:
            return Symbol(CLOSERS[token], Kind.CLOSE)
        if first == "\\" or token in SPACES:
            return self.command(token)
        self.place -= 1
        return self.stray()

    def command(self, token: str) -> Layout | None:
        """Read what belongs to a command whose name was just read."""
        name = token[1:]
        if name in FUNCTIONS:
            return Symbol(name, Kind.FUNCTION)
        if name in BIG_OPERATORS:
            return self.big_operator(BIG_OPERATORS[name])
        if token in SPACES:
            return Space(SPACES[token]) if SPACES[token] else None
        reader = COMMANDS_WITH_ARGUMENTS.get(token)
        if reader is not None:
            return reader(self, token)
        if name in ACCENTS or name in ACCENT_ALIASES:
            return Accent(ACCENT_ALIASES.get(name, name), self.argument(token))
        if token in _IGNORED:
            return None
        self.place -= 1
        return self.unknown(token)

    def unknown(self, token: str) -> NoReturn:
        """Refuse a command, with the nearest known one."""
        from difflib import get_close_matches

        if token == NEW_ROW:
            self.stray()
        near = get_close_matches(token[1:], _known_names(), n=1, cutoff=0.7)
        advice = f"Did you mean \\{near[0]}?" if near else "Write it with the usual commands of TeX mathematics."
        self.refuse(f"{token} is not a command known here", advice)

    def big_operator(self, symbol: str) -> BigOperator:
        """Return the operator; where its limits stand is the writers' choice."""
        while self.next in {r"\limits", r"\nolimits"}:
            self.place += 1
        return BigOperator(symbol)

    # Groups and arguments --------------------------------------------------------------------------------

    def group_after_brace(self) -> Layout:
        """Read up to the brace that closes a group."""
        opening = self.place - 1
        body = self.row_until()
        if self.next != "}":
            self.unclosed("{", "}", opening)
        self.place += 1
        # 1{,}000: braces make the comma part of the number.
        if body == COMMA and self.tokens[opening - 1].isdigit() and self.next.isdigit():
            return Symbol(",", Kind.DIGIT)
        return body

    def argument(self, command: str, opening: int | None = None) -> Layout:
        r"""Read a group in braces, or the one token that stands for it: the 1 and the 3 of \frac13."""
        token = self.next
        if token in ROW_ENDS:
            place = self.place - 1 if opening is None else opening
            what, form = ("an argument", "{…}") if opening is None else ("two arguments", "{…}{…}")
            self.refuse(f"{command} needs {what}", f"Write {command}{form}.", place)
        if len(token) > 1 and token[0].isdigit():
            self.tokens[self.place] = token[1:]
            self.starts[self.place] += 1
            return Symbol(token[0], Kind.DIGIT)
        self.enter()
        atom = self.bracket_sign() if token in OPENERS or token in _BARS else self.atom()
        self.depth -= 1
        return EMPTY if atom is None else atom

    def bracket_sign(self) -> Symbol:
        """Read a bracket that is all of an argument."""
        token = self.next
        self.place += 1
        return Symbol(OPENERS.get(token) or _BARS[token], Kind.OPEN)

    # Scripts ---------------------------------------------------------------------------------------------

    def scripts(self, base: Layout) -> Layout:
        """Read the primes, index and exponent after a base."""
        sign = self.tokens[self.place]
        if sign not in _SCRIPT_SIGNS:
            return base
        primes: list[Layout] = []
        found: dict[str, Layout] = {}
        while sign in _SCRIPT_SIGNS:
            self.place += 1
            if sign in found:
                what = {"^": "exponents", "_": "indices"}[sign]
                advice = f"Put base and first one in braces: {{x{sign}a}}{sign}b."
                self.refuse(f"two {what} on one base", advice, self.place - 1)
            elif sign in "^_":
                found[sign] = self.argument(sign)
            else:
                primes.append(_PRIME)
            sign = self.tokens[self.place]
        if primes:
            found["^"] = row([*primes, found.get("^", EMPTY)])
        if isinstance(base, BigOperator) and base.below is None and base.above is None:
            return BigOperator(base.symbol, found.get("_"), found.get("^"))
        return Scripts(base, found.get("_"), found.get("^"))

    def evaluation_bar(self, items: list[Layout]) -> None:
        """Put what stands before a bar with limits, back to the last relation, under the bar."""
        self.place += 1
        start = len(items)
        while start and not _separates(items[start - 1]):
            start -= 1
        body = row(items[start:])
        del items[start:]
        items.append(self.scripts(Fenced("", body, "|")))

    # Brackets --------------------------------------------------------------------------------------------

    def bracket(self, items: list[Layout]) -> None:
        """Read from an opening bracket to what closes it; one that is never closed is a plain sign."""
        token = self.next
        self.place += 1
        left = OPENERS.get(token) or _BARS[token]
        body = self.row_until(_CLOSERS, bar=_BARS.get(token, ""))
        closing = self.next
        right = CLOSERS.get(closing) or _BARS.get(closing, "")
        if right and right in PAIRS[left]:
            self.place += 1
            items.append(self.scripts(Fenced(left, body, right)))
            return
        items.append(COMMANDS["|"] if left == "|" else Symbol(left, Kind.OPEN))
        items.extend(items_of(body))


def _ends_operand(items: list[Layout]) -> bool:
    """Whether a bar after these items closes rather than opens."""
    last = next((item for item in reversed(items) if not isinstance(item, Space)), None)
    base = last.base if isinstance(last, Scripts) else last
    if base is None or isinstance(base, BigOperator):
        return False
    return not (isinstance(base, Symbol) and base.kind in _BEFORE_OPERAND)


_BEFORE_OPERAND = frozenset({Kind.OPERATOR, Kind.RELATION, Kind.FUNCTION, Kind.PUNCTUATION, Kind.OPEN})


def _separates(item: Layout) -> bool:
    return isinstance(item, Symbol) and item.kind in {Kind.RELATION, Kind.PUNCTUATION}


def _known_names() -> list[str]:
    """Return the names of all commands, without the backslash."""
    commands = (*COMMANDS, *OPENERS, *CLOSERS, *_BARS, *COMMANDS_WITH_ARGUMENTS)
    names = {command[1:] for command in commands if command[0] == "\\"}
    return sorted(names.union(FUNCTIONS, BIG_OPERATORS, ACCENTS))
