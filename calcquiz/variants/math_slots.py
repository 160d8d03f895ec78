r"""Filling slots inside a formula: a value is bracketed, joins a sign, or goes, as its neighbours need.

The neighbours decide: in `@{a}x + @{b}` with a = 1, b = -3 the one goes, the sign joins; in
`@{u}^2` a sum gets brackets; in `x^@{n}` with n = 1 the exponent goes.
"""

import re
from dataclasses import dataclass

from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Number, Tree
from calcquiz.typeset import tree_tex

Value = tuple[Tree, str]
"""What a slot stands for, and its form: empty, `block` or `sign`."""
COMMAND = re.compile(r"\\([a-zA-Z]+)$")
NO_FACTOR = frozenset({
    "le", "leq", "ge", "geq", "ne", "neq", "lt", "gt", "to", "rightarrow", "Rightarrow", "implies", "iff", "mapsto",
    "cdot", "times", "div", "pm", "mp", "in", "notin", "approx", "sim", "equiv", "quad", "qquad", "right", "rangle",
    "mid", "dots", "ldots", "cdots", "text", "end", "cup", "cap", "subset", "colon",
})  # fmt: skip
"""TeX commands that begin no factor."""
FUNCTIONS = frozenset({
    "sin", "cos", "tan", "sec", "csc", "cot", "ln", "log", "exp", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan",
})  # fmt: skip
OPENERS = tuple("([{=<>,;&|:")
BIG_OPERATOR = re.compile(r"\\(?:int|iint|oint|sum|prod)\s*(?:\\limits\s*)?(?:_(?:\{[^{}]*\}|[^{}]))?\s*$")
"""Before `^` it makes the exponent a limit, which is never left out."""
DIFFERENTIAL = re.compile(r"\\[,;:!]\s*d[a-zA-Z](?![a-zA-Z])")
r"""`\,dx` after a value: the value is its factor, as in `dv = -\,du`."""
LONE_LETTER = re.compile(r"(?:^|(?<=[\s+\-=(,]))\(([a-zA-Z])$")


def fill_math(piece: str, values: dict[str, Value]) -> str:
    """Return a piece of TeX in which each mark is replaced by its value."""
    out, at = "", 0
    while at < len(piece):
        mark = piece[at]
        if mark not in values:
            out, at = out + mark, at + 1
            continue
        rest = piece[at + 1 :]
        out, skipped = _fill_one(out, rest, values[mark], _next_value(rest, values))
        at += 1 + skipped
    return out


def _next_value(rest: str, values: dict[str, Value]) -> Tree | None:
    following = rest.lstrip()[:1]
    return values[following][0] if following in values else None


@dataclass(slots=True)
class _Place:
    """What stands on both sides of a slot."""

    left: str
    right: str
    following: Tree | None

    @property
    def command(self) -> str:
        match = COMMAND.search(self.left)
        return match[1] if match else ""

    @property
    def sign(self) -> str:
        return self.left[-1] if self.left.endswith(("+", "-")) else ""

    @property
    def opens(self) -> bool:
        return not self.left or self.left.endswith(OPENERS) or (self.command in NO_FACTOR and not self.times)

    @property
    def times(self) -> bool:
        return self.command in {"cdot", "times", "div"} or self.left.endswith("*")

    @property
    def applies(self) -> bool:
        return self.command in FUNCTIONS

    @property
    def after_factor(self) -> bool:
        return not (self.opens or self.sign or self.times or self.applies)

    @property
    def before_power(self) -> bool:
        return self.right.startswith(("^", "!"))

    @property
    def before_factor(self) -> bool:
        if self.following is not None or DIFFERENTIAL.match(self.right):
            return True
        command = re.match(r"\\([a-zA-Z]+|.)", self.right)
        if command:
            return command[1] not in NO_FACTOR and command[1] not in {",", ";", "!", " ", "}", "|", "\\", ":"}
        return bool(re.match(r"[0-9a-zA-Z(]", self.right))

    @property
    def before_digit(self) -> bool:
        follows_number = isinstance(self.following, Number)
        return follows_number or bool(re.match(r"[0-9]", self.right))


def _fill_one(out: str, rest: str, value: Value, following: Tree | None) -> tuple[str, int]:
    """Return the text up to and with the slot, and how many characters after it are used up."""
    tree, form = value
    place = _Place(out.rstrip(), rest.lstrip(), following)
    if place.left.endswith(("^", "_")):
        return _script(place.left, tree), 0
    if place.left.endswith("^{") and place.right.startswith("}") and _goes(place.left[:-2], tree):
        return place.left[:-2], _spaces(rest) + 1
    if form == "sign":
        return _signed(out, place, tree), 0
    if tree == ZERO and not place.before_factor and not place.before_power:
        return _zero(out, rest, place)
    if place.sign == "+" and _is_sum(tree) and is_negative(tree) and not (place.before_power or place.before_factor):
        return f"{place.left[:-1]}{tree_tex(tree)}", 0
    if place.sign and is_negative(tree) and not _is_sum(tree) and not place.before_power:
        sign, tree = ("-" if place.sign == "+" else "+"), opposite(tree)
        space = " " if out.endswith(" ") else ""
        out = f"{place.left[:-1]}{sign}{space}" if sign == "-" or _has_term_before(place.left) else place.left[:-1]
        place = _Place(out.rstrip(), place.right, following)
    body = _joint(out, _body(place, tree), place)
    at_start = place.opens and (not out or out[-1] != " ") and not place.applies
    return out + body, _spaces(rest) if not body and at_start else 0


def _has_term_before(left: str) -> bool:
    before = left[:-1].rstrip()
    return bool(before) and not before.endswith(OPENERS)


def _script(left: str, tree: Tree) -> str:
    if left.endswith("^") and _goes(left[:-1], tree):
        return left[:-1]
    return f"{left}{{{tree_tex(tree)}}}"


def _goes(base: str, tree: Tree) -> bool:
    """Return whether an exponent on this base is left out."""
    return tree == ONE and not BIG_OPERATOR.search(base)


def _signed(out: str, place: _Place, tree: Tree) -> str:
    """Return the text with `+ value` or `- value`; a leading plus and a zero are left out."""
    if tree == ZERO and not place.before_factor:
        return out.rstrip()
    sign = "-" if is_negative(tree) else "+"
    size = opposite(tree) if sign == "-" else tree
    first = place.opens
    inner = _Place(f"{place.left}{sign}", place.right, place.following)
    body = _body(inner, size)
    if first:
        return f"{out}{'' if sign == '+' else '-'}{body}"
    return f"{out}{'' if out.endswith(' ') else ' '}{sign} {body}"


def _zero(out: str, rest: str, place: _Place) -> tuple[str, int]:
    """Return the text without a term that is zero: its sign goes too, or the plus after it."""
    if place.sign:
        shortened = place.left[:-1].rstrip()
        if not shortened or shortened.endswith(OPENERS):
            return f"{shortened}0", 0
        lone = LONE_LETTER.search(shortened)
        if lone and place.right.startswith(")"):
            return f"{shortened[: lone.start()]}{lone[1]}", _spaces(rest) + 1
        return shortened, 0
    if place.opens and place.right.startswith("+"):
        return out, _spaces(rest) + 1 + _spaces(rest.lstrip()[1:])
    if place.opens and place.right.startswith("-"):
        return out, _spaces(rest)
    return out + _joint(out, "0", place), 0


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip())


def _body(place: _Place, tree: Tree) -> str:
    """Return the value's TeX, bracketed where needed; empty for a factor of one."""
    if place.before_factor and not place.before_digit and not place.before_power and not place.times:
        if tree == ONE and not place.applies:
            return ""
        if tree == Number(-ONE.value) and place.opens:
            return "-"
    if tree == ONE and place.after_factor:
        return ""
    tex = tree_tex(tree)
    return _bracketed(tex) if _needs_brackets(place, tree) else tex


def _needs_brackets(place: _Place, tree: Tree) -> bool:
    if place.before_power:
        return not _is_atom(tree)
    tight = place.after_factor or place.times or place.applies
    if _is_sum(tree):
        return tight or place.before_factor or place.sign == "-"
    return is_negative(tree) and (tight or bool(place.sign))


def _joint(out: str, body: str, place: _Place) -> str:
    """Return the body with what must stand between it and its neighbours."""
    if (body[:1].isdigit() or body.startswith(r"\frac")) and place.left[-1:].isdigit() and place.after_factor:
        body = rf" \cdot {body}" if not out.endswith(" ") else rf"\cdot {body}"
    elif body[:1].isalpha() and COMMAND.search(out):
        body = f" {body}"
    if body and place.before_digit and (place.following is not None or body[-1].isdigit() or body[-1] == "}"):
        return rf"{body} \cdot "
    return f"{body} " if COMMAND.search(body) and place.right[:1].isalpha() else body


def _bracketed(tex: str) -> str:
    return rf"\left({tex}\right)" if r"\frac" in tex else f"({tex})"


def is_negative(tree: Tree) -> bool:
    """Return whether the value begins with a minus sign."""
    if isinstance(tree, Number):
        return tree.value < 0
    if not isinstance(tree, Apply) or not tree.args:
        return False
    return tree.head == "neg" or (tree.head in {"add", "mul", "div"} and is_negative(tree.args[0]))


def opposite(tree: Tree) -> Tree:
    """Return minus the value, tidied; a decimal stays one."""
    if isinstance(tree, Number) and tree.is_decimal:
        return Number(-tree.value, tree.text.removeprefix("-"))
    return tidy(negate(tree))


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in {"add", "=", "<", "<=", ">", ">=", "pick"}


def _is_atom(tree: Tree) -> bool:
    if isinstance(tree, Number):
        return tree.value >= 0 and (tree.value.denominator == 1 or tree.is_decimal)
    return not isinstance(tree, Apply) or tree.head in {"vector", "list", "set", "abs"}
