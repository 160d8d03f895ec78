"""Completion by Tab: functions, the problem's names, and the commands that begin with a slash."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from calcquiz.records.commands import COMMANDS
from calcquiz.records.variant import Kind, VariantPart

ARCS = ("arcsin(", "arccos(", "arctan(")
WORD = re.compile(r"/?[A-Za-z_][A-Za-z0-9_]*$|/$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """What Tab makes of a line."""

    text: str
    cursor: int
    candidates: tuple[str, ...] = ()
    """What the word may become, when there is more than one."""


def complete(text: str, cursor: int, words: Sequence[str]) -> Completed:
    """Return the line with the word before the cursor completed as far as it is certain.

    >>> complete("2*sq", 4, ["sin(", "sqrt("]).text
    '2*sqrt('
    >>> complete("si", 2, ["sin(", "sinh(", "sigma("]).candidates
    ('sin(', 'sinh(', 'sigma(')
    """
    match = WORD.search(text[:cursor])
    if match is None:
        return Completed(text=text, cursor=cursor)
    begun = match[0]
    candidates = tuple(word for word in words if word.startswith(begun) and word != begun)
    if not candidates:
        return Completed(text=text, cursor=cursor)
    common = _common_start(candidates)
    after = text[cursor:]
    if common.endswith("(") and after.startswith("("):
        common = common[:-1]
    start = cursor - len(begun)
    return Completed(
        text=text[:start] + common + after,
        cursor=start + len(common),
        candidates=candidates if len(candidates) > 1 else (),
    )


def _common_start(words: Sequence[str]) -> str:
    """Return the letters that all words begin with."""
    shortest, longest = min(words), max(words)
    end = next((i for i, letter in enumerate(shortest) if longest[i] != letter), len(shortest))
    return shortest[:end]


def completions_for(prompt: VariantPart) -> tuple[str, ...]:
    """Return what Tab may complete at a prompt: commands, the problem's names, functions with their bracket."""
    if prompt.kind is Kind.CHOICE:
        return (*COMMANDS, *(option.key for option in prompt.options))
    from calcquiz.algebra.functions import FUNCTIONS

    functions = (f"{'ln' if name == 'log' else name}(" for name in FUNCTIONS)
    return tuple(dict.fromkeys((*COMMANDS, *prompt.rules.variables, *functions, "pi", "log(", *ARCS)))
