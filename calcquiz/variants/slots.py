"""Filling slots: every sentence gets this variant's numbers, mathematics as TeX that a textbook could print."""

import re
from collections.abc import Collection

from calcquiz.records.slots import Slot, find_slots
from calcquiz.typeset import tree_tex
from calcquiz.variants.environment import Environment
from calcquiz.variants.math_slots import fill_math

FIRST_MARK = 0xE000
"""Private-use characters stand for the slots while a sentence is cut up; the reader strips them from files."""
DEEPEST = 1
"""A sentence of the cases may hold slots, but no sentence of the cases with slots of its own."""
MARK = f"[{chr(FIRST_MARK)}-\uf8ff]"
TOUCHING = re.compile(rf"(?<=\$)(?<!\\\$)(?={MARK})|(?<={MARK})(?=\$)")
"""Between a slot and a formula beside it: `$4$$x$` would open a formula on lines of its own."""
PIECES = re.compile(r"\\.|\$\$|\$", re.DOTALL)


def fill_sentence(sentence: str, environment: Environment, depth: int = 0) -> str:
    r"""Return the sentence with its slots filled.

    Inside `$…$` a value is bracketed as its neighbours need; outside it becomes `$…$` itself (a
    sentence from `cases` stays text).

    Example:
        >>> from calcquiz.algebra.tree import number
        >>> here = Environment(frozenset({"x"}), {"a": number(1), "b": number(-3)})
        >>> fill_sentence("Find $f'(@{b})$ for $f(x) = @{a}x^2 + @{b}x$.", here)
        "Find $f'(-3)$ for $f(x) = x^2 - 3x$."
    """
    slots = find_slots(sentence)
    marked = _marked(sentence, slots)
    by_mark = {chr(FIRST_MARK + k): slot for k, slot in enumerate(slots)}
    filled = []
    for inside, piece in split_math(marked):
        if inside:
            values = {
                mark: (environment.fill(slot.expression), slot.form) for mark, slot in by_mark.items() if mark in piece
            }
            filled.append(fill_math(piece, values))
        else:
            filled.append(_fill_prose(piece, by_mark, environment, depth))
    return "".join(filled)


def _marked(sentence: str, slots: tuple[Slot, ...]) -> str:
    parts, at = [], 0
    for k, slot in enumerate(slots):
        parts += [sentence[at : slot.start], chr(FIRST_MARK + k)]
        at = slot.end
    return "".join([*parts, sentence[at:]])


def split_math(text: str) -> list[tuple[bool, str]]:
    r"""Return the pieces of a text, each with whether it is mathematics; the dollar signs stand in the prose."""
    pieces, start, opener = [], 0, ""
    for match in PIECES.finditer(text):
        sign = match[0]
        if sign[0] != "$" or (opener and sign != opener):
            continue
        cut = match.start() if opener else match.end()
        pieces.append((bool(opener), text[start:cut]))
        start, opener = cut, "" if opener else sign
    return [*pieces, (False, text[start:])]


def _fill_prose(piece: str, by_mark: dict[str, Slot], environment: Environment, depth: int) -> str:
    """Return a piece of prose with its slots filled; values side by side are one formula, 4 · 7 and not 47."""
    piece = TOUCHING.sub(" ", piece)
    values = {
        mark: (environment.fill(slot.expression), slot.form)
        for mark, slot in by_mark.items()
        if mark in piece and slot.form != "block" and slot.expression.strip() not in environment.sentences
    }
    for run in _runs(piece, values):
        piece = piece.replace(run, f"${fill_math(run, values)}$")
    for mark, slot in by_mark.items():
        if mark in piece:
            piece = piece.replace(mark, _prose_value(slot, environment, depth))
    return piece


def _runs(piece: str, values: Collection[str]) -> list[str]:
    """Return the stretches of two or more marks of values with nothing between them."""
    marks = "".join(values)
    return re.findall(f"[{marks}]{{2,}}", piece) if marks else []


def _prose_value(slot: Slot, environment: Environment, depth: int) -> str:
    name = slot.expression.strip()
    if name in environment.sentences:
        text = environment.sentences[name]
        return fill_sentence(text, environment, depth + 1) if depth < DEEPEST else text
    tex = tree_tex(environment.fill(slot.expression))
    if slot.form == "block":
        return f"$${tex}$$"
    return f"$+{tex}$" if slot.form == "sign" and not tex.startswith("-") else f"${tex}$"


LIMITS = re.compile(r"(?<=int|sum|rod)\s*(?:\\limits)?\s*(?:[_^](?:\{[^{}]*\}|[^{}\\\s]|\\[a-z]+)\s*)+")
"""The limits of a big operator: an upper limit of 1 is no exponent."""
UNTIDY = (
    (re.compile(r"@\{"), "a slot that is not filled"),
    (re.compile(r"\b(nan|NaN|zoo|None|Integral|Derivative|Limit|Sum)\b"), "a value that is not worked out"),
)
UNTIDY_MATH = (
    (re.compile(r"[+-]\s*[+-]"), "two signs side by side"),
    (re.compile(r"\^\s*(1(?![\d.])|\{1\})"), "an exponent of 1"),
    (re.compile(r"\^\s*(0(?![\d.])|\{0\})"), "an exponent of 0"),
    (
        re.compile(
            r"(?<![\d.,_^\w}])1\s*(?=[a-zA-Z(]|\\left|\\(?:sqrt|sin|cos|tan|ln|log|exp|sigma|pi|theta|alpha|mu)\b)"
        ),
        "a factor of 1",
    ),
    (re.compile(r"(?<![\d.,_^\w}])0\s*(?=[a-zA-Z(]|\\(?:sqrt|sin|cos|ln|log|exp|frac)\b)"), "a factor of 0"),
    (re.compile(r"(?<![\d.,_^{\w}])0\s*[+-]"), "a term that is 0"),
    (re.compile(r"(?<!\\to)(?<!\\to )[+-]\s*0(?![\d.])"), "a term that is 0"),
    (re.compile(r"\\frac\{[^{}]*\}\{1\}"), "a denominator of 1"),
)


def untidy(text: str) -> list[str]:
    """Return what no textbook prints in a filled text: `1x`, `+ -3`, `x^1`, `0 + y`, `--`; empty when there is nothing.

    Example:
        >>> untidy("$1x + -3$")
        ['two signs side by side: + -', 'a factor of 1: 1']
    """
    found = _matches(UNTIDY, text)
    for inside, piece in split_math(text):
        if inside:
            bare = LIMITS.sub(" ", re.sub(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}", " ", piece))
            found += _matches(UNTIDY_MATH, bare)
    return found


def _matches(patterns: tuple[tuple[re.Pattern[str], str], ...], text: str) -> list[str]:
    return [f"{what}: {match[0].strip()}" for pattern, what in patterns for match in pattern.finditer(text)]
