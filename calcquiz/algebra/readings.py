"""Other readings of ambiguous text: `1/2x` as 1/(2x), `e^2x` as e^(2x), `sin x^2` as (sin x)^2."""

from collections.abc import Collection, Iterator

from calcquiz.algebra import latex
from calcquiz.algebra.canonical import canonical
from calcquiz.algebra.functions import ALIASES
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tokens import INVISIBLE, Token, Vocabulary, tokenize
from calcquiz.algebra.tree import Tree
from calcquiz.records.errors import FormulaError

MOST_READINGS = 12
LONGEST = 120
"""Longer text is not read again: it has too many places for a bracket."""
_POWERS = frozenset({"^", "**"})
_STOPS = frozenset({",", ";", "=", "!=", "<", "<=", ">", ">=", "|"})
_STOP_WORDS = frozenset({"and", "or", "U", "union", "intersect"})
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


def other_readings(
    text: str, names: Collection[str], *, open_names: bool = False, decimal_separator: str = "."
) -> Iterator[tuple[str, Tree]]:
    """Yield what the text means with one more pair of brackets: the text with them, and its tree.

    Args:
        text: A readable formula, as typed.
        names: The variables that may be used.
        open_names: As for `parse`.
        decimal_separator: As for `parse`.
    """
    if len(text) > LONGEST:
        return
    plain, _ = latex.translate(text, LONGEST)
    vocabulary = Vocabulary(
        names=frozenset(names), open_names=open_names, decimal_comma=decimal_separator == ",", longest=4 * LONGEST
    )
    tokens = tokenize(plain, vocabulary)
    seen = {canonical(parse(text, names, open_names=open_names, decimal_separator=decimal_separator))}
    # Brackets around little first: 1/(2x) + 1 before 1/(2x + 1).
    places = sorted(_places(tokens, vocabulary))[: 2 * MOST_READINGS]
    for _, start, end in places:
        candidate = f"{plain[:start]}({plain[start:end].strip()}){plain[end:]}"
        tree = _read(candidate, names, open_names=open_names, decimal_separator=decimal_separator)
        if tree is None or canonical(tree) in seen or len(seen) > MOST_READINGS:
            continue
        seen.add(canonical(tree))
        yield (to_text(tree) if plain != text else INVISIBLE.sub("", candidate).strip()), tree


def _read(text: str, names: Collection[str], *, open_names: bool, decimal_separator: str) -> Tree | None:
    try:
        return parse(text, names, open_names=open_names, decimal_separator=decimal_separator)
    except FormulaError:
        return None  # brackets there make no formula: it is not a reading


def _places(tokens: list[Token], vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """Yield where brackets could open and close, as offsets in the text, after how many operands they would hold."""
    for place, token in enumerate(tokens[:-1]):
        following = tokens[place + 1]
        if token.kind == "symbol" and (token.text == "/" or token.text in _POWERS):
            yield from ((rank, following.start, end) for rank, end in enumerate(_ends(tokens, place + 1)))
        if _is_function(token, vocabulary) and following.text not in {"(", *_POWERS}:
            yield from ((0, token.start, end) for end in _before_power(tokens, place + 1))
            yield from ((rank, following.start, end) for rank, end in enumerate(_ends(tokens, place + 1)))
        if token.text == "-" and (place == 0 or tokens[place - 1].text in _OPENING | _STOPS):
            yield from ((0, token.start, end) for end in _before_power(tokens, place + 1))


def _is_function(token: Token, vocabulary: Vocabulary) -> bool:
    return token.kind == "word" and token.text in ALIASES and token.text not in vocabulary.names


def _level(tokens: list[Token], place: int) -> Iterator[tuple[Token, Token]]:
    """Yield the tokens outside inner brackets from a place on, each with the next, up to what ends the part."""
    depth = 0
    for token, following in zip(tokens[place:], tokens[place + 1 :], strict=False):
        if token.text in _CLOSING:
            depth -= 1
        if depth < 0 or (depth == 0 and (token.text in _STOPS or token.text in _STOP_WORDS)):
            return
        if depth == 0:
            yield token, following
        if token.text in _OPENING:
            depth += 1


def _ends(tokens: list[Token], place: int) -> Iterator[int]:
    """Yield where an operand that begins at the place may end, shortest first."""
    for token, _ in _level(tokens, place):
        if token.kind in {"number", "word"} or token.text in _CLOSING or token.text == "!":
            yield token.end


def _before_power(tokens: list[Token], place: int) -> Iterator[int]:
    for token, following in _level(tokens, place):
        if following.text in _POWERS and token.text not in _OPENING:
            yield token.end
