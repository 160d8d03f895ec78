"""Other forms of a key that must be accepted: as printed, expanded, factored, and as sympy prints it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.authoring.subject import Asked
from calcquiz.records.errors import CalcquizError
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.variants.printed import formula_text

EULER = re.compile(r"\bE\b")
"""How sympy prints e; a learner's E is a name like any other."""
ROWS = frozenset({"vector", "list", "set"})
REWRITTEN = frozenset(
    {Kind.EXPRESSION, Kind.NUMBER, Kind.ANTIDERIVATIVE, Kind.VECTOR, Kind.LIST, Kind.MATRIX, Kind.SET}
)
LONGEST = 120
"""Keys longer than this are not factored: sympy may take seconds."""
HIGHEST_POWER = 60
"""Nor are keys with higher powers: (x + 1)^1000 has a thousand terms."""


def other_forms(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield the key as learners may write it: what the form is called, and its text."""
    part = asked.part
    if part.kind is Kind.CHOICE:
        yield from _choices(part)
        return
    yield "as it stands", part.key
    yield "as printed", formula_text(part.key, part.rules)
    if part.kind in REWRITTEN and part.rules.form is None and len(part.key) <= LONGEST and not _is_steep(asked.key):
        yield from _by_sympy(asked)


def _choices(part: VariantPart) -> Iterator[tuple[str, str]]:
    """Yield the right options by key and by letter: together, or each alone where any of them will do."""
    letters = {option.key: option.letter for option in part.options}
    keys = [key.strip() for key in part.key.split(",")]
    for chosen in [[key] for key in keys] if part.rules.mode == "any" else [keys]:
        yield "as it stands", ", ".join(chosen)
        yield "as letters", ", ".join(letters[key] for key in chosen)


def _is_steep(key: Tree) -> bool:
    """Whether a power is too high to be multiplied out."""
    powers = [node.args[1] for node in walk(key) if isinstance(node, Apply) and node.head == "pow"]
    values = [exact_number(exponent) for exponent in powers]
    return any(value is not None and abs(value) > HIGHEST_POWER for value in values)


def _by_sympy(asked: Asked) -> Iterator[tuple[str, str]]:
    if any(isinstance(node, Apply) and node.head == "pick" for node in walk(asked.key)):
        return
    import sympy

    rewrites: tuple[tuple[str, Callable[[Any], Any]], ...] = (
        ("expanded", sympy.expand),
        ("factored", sympy.factor),
        ("as sympy prints it", lambda value: value),
    )
    for name, rewrite in rewrites:
        try:
            text = _rewritten(asked.key, asked.part.rules.positive, rewrite, printed=name.startswith("as"))
        except (CalcquizError, NotImplementedError, sympy.PolynomialError):
            continue  # this key has no such form
        yield name, text + asked.constant


def _rewritten(key: Tree, positive: tuple[str, ...], rewrite: Callable[[Any], Any], *, printed: bool) -> str:
    """Return a key with each entry rewritten, as text."""
    from calcquiz.algebra.bridge import from_sympy, to_sympy

    if isinstance(key, Apply) and key.head in ROWS:
        inner = ", ".join(_rewritten(arg, positive, rewrite, printed=printed) for arg in key.args)
        return {"vector": f"({inner})", "list": f"[{inner}]", "set": f"{{{inner}}}"}[key.head]
    value = rewrite(to_sympy(key, frozenset(positive)))
    return EULER.sub("e", str(value)) if printed else to_text(from_sympy(value))
