r"""The place of a slot inside a formula: what the TeX on both sides of it makes of a value."""

import re
from dataclasses import dataclass

from calcquiz.algebra.tree import Number, Tree

COMMAND = re.compile(r"\\([a-zA-Z]+)$")
TIMES = frozenset({"cdot", "times", "div"})
NO_FACTOR = TIMES | frozenset({
    "le", "leq", "ge", "geq", "ne", "neq", "lt", "gt", "to", "implies", "iff", "mapsto", "pm", "mp", "in", "notin",
    "approx", "sim", "equiv", "propto", "ll", "gg", "quad", "qquad", "right", "rangle", "mid", "dots", "ldots", "cdots",
    "text", "end", "cup", "cap", "subset", "colon", "land", "lor", "setminus",
})  # fmt: skip
"""TeX commands that begin no factor; arrows are others."""
GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
OPERATOR = re.compile(
    r"\\(?:(?:sin|cos|tan|sec|csc|cot|ln|log|exp|sinh|cosh|tanh|arcsin|arccos|arctan|nabla"
    r"|int|iint|iiint|oint|sum|prod|lim|max|min|sup|inf|det)(?![a-zA-Z])|operatorname\*?\{[^{}]*\})"
    rf"\s*(?:\\limits\s*)?(?:[_^](?:{GROUP}|\\[a-zA-Z]+|[^{{}}\\\s])\s*)*$"
)
r"""A function, or a big operator with its limits: in `\int_0^1` the 1 is no factor of what follows."""
DERIVATIVE = re.compile(r"\\frac\{(d|\\partial)(?:\^(?:\w|\{\w+\}))?\}\{\1(?:[^{}]|\{\w+\})*\}$")
r"""`\frac{d}{dx}`, which is applied to what follows."""
OPENING = re.compile(r"(?:\\\\|\\(?:text|begin)\{[^{}]*\})$")
"""A new line, words, the beginning of a table."""
OPENERS = tuple("([{=<>,;&|:")
TERM_ENDS = tuple("-+=<>)]},;.:&")
SPACES = re.compile(r"^(?:\\[,;:! ]|\s)+")
DIFFERENTIAL = re.compile(r"\\[,;:!]\s*d[a-zA-Z](?![a-zA-Z])")
r"""`\,dx` after a value: the value is its factor, as in `dv = -\,du`."""


@dataclass(slots=True)
class Place:
    """What stands on both sides of a slot."""

    left: str
    right: str
    following: Tree | None
    """The value of a slot right after it."""

    @property
    def command(self) -> str:
        """The TeX command before the slot."""
        match = COMMAND.search(self.left)
        return match[1] if match else ""

    @property
    def sign(self) -> str:
        """The sign before the slot."""
        return self.left[-1] if self.left.endswith(("+", "-")) else ""

    @property
    def opens(self) -> bool:
        """Whether a formula begins here, or a part of one that stands alone."""
        begins = not self.left or self.left.endswith(OPENERS) or bool(OPENING.search(self.left))
        return begins or (_is_no_factor(self.command) and not self.times)

    @property
    def times(self) -> bool:
        """Whether a sign of multiplication or division stands before the slot."""
        return self.command in TIMES or self.left.endswith(("*", "/"))

    @property
    def applies(self) -> bool:
        """Whether the value is what a function, an integral, a sum or a derivative is taken of."""
        return bool(OPERATOR.search(self.left) or DERIVATIVE.search(self.left))

    @property
    def after_factor(self) -> bool:
        """Whether what stands before is multiplied by the value."""
        return not (self.opens or self.sign or self.times or self.applies)

    @property
    def before_power(self) -> bool:
        """Whether an exponent or a factorial follows."""
        return self.right.startswith(("^", "!"))

    @property
    def before_differential(self) -> bool:
        r"""Whether `\,dx` follows."""
        return bool(DIFFERENTIAL.match(self.right))

    @property
    def before_factor(self) -> bool:
        """Whether what follows is multiplied by the value."""
        if self.following is not None or self.before_differential:
            return True
        command = re.match(r"\\([a-zA-Z]+|.)", self.right)
        if command:
            return not _is_no_factor(command[1]) and command[1] not in {",", ";", "!", " ", "}", "|", "\\", ":"}
        return bool(re.match(r"[0-9a-zA-Z(]", self.right)) or (self.right.startswith("|") and not self._inside_bars)

    @property
    def before_digit(self) -> bool:
        """Whether a number follows, from which the value must be kept apart."""
        return isinstance(self.following, Number) or bool(re.match(r"[0-9]", self.right))

    @property
    def ends_term(self) -> bool:
        r"""Whether the value is the last of its term: in `5 + 0 \cdot x` and `5 - 0/2` the zero is not."""
        if self.following is not None or self.before_differential:
            return False
        rest = SPACES.sub("", self.right)
        command = re.match(r"\\([a-zA-Z]+)", rest)
        if command:
            return _is_no_factor(command[1]) and command[1] not in TIMES
        closes = rest.startswith("|") and self._inside_bars
        return not rest or closes or rest.startswith((*TERM_ENDS, "\\\\", r"\}", r"\|"))

    @property
    def _inside_bars(self) -> bool:
        return self.left.count("|") % 2 == 1


def _is_no_factor(command: str) -> bool:
    return command in NO_FACTOR or command.endswith("arrow")
