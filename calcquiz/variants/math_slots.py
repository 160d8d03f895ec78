r"""Filling slots inside a formula: a value is bracketed, joins a sign, or goes, as its neighbours need.

The neighbours decide: in `@{a}x + @{b}` with a = 1, b = -3 the one goes, the sign joins; in
`@{u}^2` a sum gets brackets; in `x^@{n}` with n = 1 the exponent goes.
"""

import re

from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Number, Tree
from calcquiz.typeset import tree_tex
from calcquiz.variants.slot_place import COMMAND, OPENERS, Place

Value = tuple[Tree, str]
"""What a slot stands for, and its form: empty, `block` or `sign`."""
BIG_OPERATOR = re.compile(r"\\(?:int|iint|oint|sum|prod)\s*(?:\\limits\s*)?(?:_(?:\{[^{}]*\}|[^{}]))?\s*$")
"""Before `^` it makes the exponent a limit, which is never left out."""
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
    tree, form = values.get(rest.lstrip()[:1], (None, ""))
    return None if form == "sign" else tree  # which begins a term of its own


def _fill_one(out: str, rest: str, value: Value, following: Tree | None) -> tuple[str, int]:
    """Return the text up to and with the slot, and how many characters after it are used up."""
    tree, form = value
    place = Place(out.rstrip(), rest.lstrip(), following)
    if place.left.endswith(("^", "_")):
        return _script(place.left, tree), 0
    if place.left.endswith("^{") and place.right.startswith("}") and _goes(place.left[:-2], tree):
        return place.left[:-2], _spaces(rest) + 1
    if form == "sign":
        return _signed(out, place, tree), 0
    if tree == ZERO and place.ends_term:
        return _zero(out, rest, place)
    if place.sign == "+" and _is_sum(tree) and is_negative(tree) and not (place.before_power or place.before_factor):
        return f"{place.left[:-1]}{tree_tex(tree)}", 0
    if place.sign and is_negative(tree) and not _is_sum(tree) and not place.before_power:
        sign, tree = ("-" if place.sign == "+" else "+"), opposite(tree)
        space = " " if out.endswith(" ") else ""
        out = f"{place.left[:-1]}{sign}{space}" if sign == "-" or _has_term_before(place.left) else place.left[:-1]
        place = Place(out.rstrip(), place.right, following)
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


def _signed(out: str, place: Place, tree: Tree) -> str:
    """Return the text with `+ value` or `- value`; a leading plus and a zero are left out."""
    if tree == ZERO and place.ends_term:
        return out.rstrip()
    sign = "-" if is_negative(tree) else "+"
    size = opposite(tree) if sign == "-" else tree
    first = place.opens
    inner = Place(f"{place.left}{sign}", place.right, place.following)
    body = _body(inner, size)
    if first:
        return f"{out}{'' if sign == '+' else '-'}{body}"
    return f"{out}{'' if out.endswith(' ') else ' '}{sign} {body}"


def _zero(out: str, rest: str, place: Place) -> tuple[str, int]:
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


def _body(place: Place, tree: Tree) -> str:
    """Return the value's TeX, bracketed where needed; empty for a factor of one."""
    if place.before_factor and not place.before_digit and not place.before_power and not place.times:
        if tree == ONE and not (place.applies and place.before_differential):
            return ""
        if tree == Number(-ONE.value) and place.opens:
            return "-"
    if tree == ONE and place.after_factor:
        return ""
    tex = tree_tex(tree)
    return _bracketed(tex) if _needs_brackets(place, tree) else tex


def _needs_brackets(place: Place, tree: Tree) -> bool:
    if place.before_power:
        return not _is_atom(tree)
    tight = place.after_factor or place.times or place.applies
    if _is_sum(tree):
        return tight or place.before_factor or place.sign == "-"
    return _shows_minus(tree) and (tight or bool(place.sign))


def _shows_minus(tree: Tree) -> bool:
    """Return whether a minus sign stands before all else; that of -x - 5 over a bar stands above it."""
    factor = tree
    while isinstance(factor, Apply) and factor.head in {"mul", "div"}:
        factor = factor.args[0]
    return not _is_sum(factor) and is_negative(factor)


def _joint(out: str, body: str, place: Place) -> str:
    """Return the body with what must stand between it and its neighbours."""
    apart = body[:1].isdigit() or (body.startswith(r"\frac") and place.left[-1:].isdigit())
    if apart and place.after_factor and not place.left.endswith("."):
        body = rf" \cdot {body}" if not out.endswith(" ") else rf"\cdot {body}"
    elif (body[:1].isalpha() and COMMAND.search(out)) or (body[:1].isalnum() and place.applies and out[-1:].isalnum()):
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
