"""The tokenizer: text of a formula to tokens that remember where they stood."""

import re
from dataclasses import dataclass
from functools import lru_cache

from calcquiz.algebra.advice import character_advice, word_advice
from calcquiz.algebra.functions import ALIASES, CONSTANT_WORDS, GREEK, GREEK_LETTERS
from calcquiz.records.errors import FormulaError, LimitError

SYMBOLS: dict[str, str] = {
    **dict.fromkeys("−–—﹣", "-"),
    **dict.fromkeys("·×∙⋅∗•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    "∣": "|",
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    "≠": "!=",
    "⟨": "<",
    "⟩": ">",
}
"""Characters that mean the same as ours."""

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Letters, digits and signs as wide as Chinese characters: what keyboards for them type."""

SUPERSCRIPTS = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        "0123456789+-()abcdefghijklmnoprstuvwxyz",
        strict=True,
    )
)
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
BRACKETS = {"⌊": "floor", "⌈": "ceiling"}
CLOSING_BRACKETS = frozenset("⌋⌉")
OPERATORS = ("**", "<=", ">=", "!=", "==", "=>", "=<", *"+-*/^=<>!()[]{}|,;_√∛")
WORD_SYMBOLS = {"∞": "oo", "∅": "emptyset", "∪": "U", "∩": "intersect", "∧": "and", "∨": "or"}
_NUMBER = re.compile(r"(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+(?![\w.]))?")
_COMMA_NUMBER = re.compile(r"(?:\d+,\d+|\d+)(?:[eE][+-]?\d+(?![\w.]))?")
_WORD = re.compile(r"[A-Za-z]+")
_INDEX = re.compile(r"_?\d+|_[A-Za-z](?![A-Za-z])|[₀-₉]+")
_LONG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?![A-Za-z0-9_])")
"""A task or an author's name of several words: stationary_points, first_slope."""
LONGEST_NUMBER = 40
LARGEST_EXPONENT = 1000
LONGEST_SHOWN = 30
"""Letters of an unknown word that are repeated in the message."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `kind` is number, word, symbol or end."""

    kind: str
    text: str
    start: int
    end: int
    spaced: bool = False
    """Whether white space stands before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The names a formula may use."""

    names: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    open_names: bool = False
    decimal_comma: bool = False
    longest: int = 500
    """Characters."""
    most_tokens: int = 300

    def knows(self, word: str) -> bool:
        """Whether the word is a name, function, constant or connective of this vocabulary."""
        return (
            word in self.names
            or word in self.functions
            or word in ALIASES
            or word in CONSTANT_WORDS
            or word in CONNECTIVES
            or (self.open_names and (len(word) == 1 or word in GREEK))
        )


CONNECTIVES = frozenset({"and", "or", "not", "U", "union", "intersect"})


def tokenize(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Split the text into tokens, words into known names.

    Raises:
        FormulaError: a character, word or number that is not part of the language.
        LimitError: more characters, tokens or digits than accepted.
    """
    if len(text) > vocabulary.longest:
        message = f"this is longer than {vocabulary.longest} characters"
        raise LimitError(message, text=text[:60], start=0, end=1, advice="Write a shorter formula.")
    text = text.translate(FULL_WIDTH)
    tokens: list[Token] = []
    place, spaced = 0, False
    while place < len(text):
        character = text[place]
        if character.isspace() or INVISIBLE.match(character):
            place, spaced = place + 1, True
            continue
        new = _next_tokens(text, place, vocabulary, tokens)
        tokens.append(Token(new[0].kind, new[0].text, new[0].start, new[0].end, spaced) if spaced else new[0])
        tokens.extend(new[1:])
        place, spaced = new[-1].end, False
        if len(tokens) > vocabulary.most_tokens:
            message = f"this has more than {vocabulary.most_tokens} parts"
            raise LimitError(message, text=text, start=place - 1, advice="Write a shorter formula.")
    tokens.append(Token("end", "", len(text), len(text), spaced))
    return tokens


def _next_tokens(text: str, place: int, vocabulary: Vocabulary, before: list[Token]) -> list[Token]:
    character = text[place]
    if character.isascii() and (character.isdigit() or character == "."):
        return [_number(text, place, vocabulary, before)]
    if character in SUPERSCRIPTS:
        return _superscript(text, place, vocabulary)
    if character in GREEK_LETTERS:
        return [_greek(text, place, vocabulary)]
    if character.isascii() and character.isalpha():
        return _words(text, place, vocabulary)
    if character in WORD_SYMBOLS:
        return [Token("word", WORD_SYMBOLS[character], place, place + 1)]
    if character in BRACKETS:
        opening = Token("symbol", "(", place, place + 1)
        return [Token("word", BRACKETS[character], place, place + 1), opening]
    if character in SYMBOLS or character in CLOSING_BRACKETS:
        return [Token("symbol", SYMBOLS.get(character, ")"), place, place + 1)]
    for operator in OPERATORS:
        if text.startswith(operator, place):
            return [Token("symbol", operator, place, place + len(operator))]
    raise _strange_character(text, place)


def _strange_character(text: str, place: int) -> FormulaError:
    character = text[place]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    message = f"the character {shown} has no meaning here"
    return FormulaError(message, text=text, start=place, end=place + 1, advice=character_advice(character))


def _number(text: str, place: int, vocabulary: Vocabulary, before: list[Token]) -> Token:
    match = (_COMMA_NUMBER if vocabulary.decimal_comma else _NUMBER).match(text, place)
    if match is None:
        raise FormulaError(
            "a decimal point needs digits",
            text=text,
            start=place,
            end=place + 1,
            advice="Write 0.5, for example.",
        )
    end = match.end()
    if before and before[-1].end == place and before[-1].kind == "word":
        raise _number_after_word(text, before[-1], match.group())
    touching = before and before[-1].end == place and before[-1].kind == "number"
    if touching or text.startswith(".", end):
        at = place if touching else end
        raise FormulaError(
            "a decimal point cannot stand here",
            text=text,
            start=at,
            end=at + 1,
            advice="A number has one decimal point, and * stands between factors: 2*x, 0.5*x.",
        )
    literal = match.group()
    mantissa, _, exponent = literal.lower().partition("e")
    if sum(map(str.isdigit, mantissa)) > LONGEST_NUMBER or abs(int(exponent or 0)) > LARGEST_EXPONENT:
        raise LimitError(
            f"this number has more than {LONGEST_NUMBER} digits or an exponent over {LARGEST_EXPONENT}",
            text=text,
            start=place,
            end=end,
            advice="Write a shorter number.",
        )
    return Token("number", literal.replace(",", "."), place, end)


def _number_after_word(text: str, word: Token, number: str) -> FormulaError:
    advice = f"Write {number}*{word.text} for a product, {word.text}^{number} for a power."
    if word.text in ALIASES:
        advice = f"Write what {word.text} is taken of in brackets."
    start = word.end
    message = f"a number cannot stand right after {word.text}"
    return FormulaError(message, text=text, start=start, end=start + len(number), advice=advice)


def _superscript(text: str, place: int, vocabulary: Vocabulary) -> list[Token]:
    end = place
    while end < len(text) and text[end] in SUPERSCRIPTS:
        end += 1
    inner = "".join(SUPERSCRIPTS[character] for character in text[place:end])
    try:
        tokens = tokenize(inner, vocabulary)[:-1]
    except FormulaError as error:
        error.text, error.start, error.end = text, error.start + place, error.end + place
        raise
    shifted = [Token(t.kind, t.text, t.start + place, t.end + place, t.spaced) for t in tokens]
    opening = [Token("symbol", "^", place, place), Token("symbol", "(", place, place)]
    return [*opening, *shifted, Token("symbol", ")", end, end)]


def _indexed(word: str, index: str) -> str:
    """Return a name with its index as names are written: x₁ is x_1, x1 stays x1."""
    plain = index.translate(SUBSCRIPTS)
    return f"{word}_{plain}" if plain != index else word + index


def _greek(text: str, place: int, vocabulary: Vocabulary) -> Token:
    word = GREEK_LETTERS[text[place]]
    index = _INDEX.match(text, place + 1)
    if index and _indexed(word, index.group()) in vocabulary.names:
        return Token("word", _indexed(word, index.group()), place, index.end())
    if not vocabulary.knows(word):
        raise _unknown_word(text, word, place, place + 1, vocabulary)
    return Token("word", word, place, place + 1)


def _words(text: str, place: int, vocabulary: Vocabulary) -> list[Token]:
    match = _WORD.match(text, place)
    assert match is not None
    word, end = match.group(), match.end()
    long = _LONG_NAME.match(text, place)
    if long is not None and long.group() in vocabulary.functions | vocabulary.names:
        return [Token("word", long.group(), place, long.end())]
    index = _INDEX.match(text, end)
    if index:
        whole = _indexed(word, index.group())
        if whole in vocabulary.names or whole in vocabulary.functions or whole in ALIASES:
            return [Token("word", whole, place, index.end())]
        if vocabulary.open_names and (len(word) == 1 or word in GREEK):
            return [Token("word", whole, place, index.end())]
        if text[end] in "_₀₁₂₃₄₅₆₇₈₉" and word in vocabulary.names:
            raise _unknown_word(text, whole, place, index.end(), vocabulary)
    if vocabulary.knows(word):
        return [Token("word", word, place, end)]
    pieces = split_word(word, vocabulary)
    if pieces is None:
        raise _unknown_word(text, word, place, end, vocabulary)
    tokens = []
    for piece in pieces:
        tokens.append(Token("word", piece, place, place + len(piece)))
        place += len(piece)
    return tokens


def split_word(word: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return a run of letters as names, functions and constants, fewest pieces first; None when it is none.

    Example:
        >>> split_word("xsinx", Vocabulary(names=frozenset({"x"})))
        ('x', 'sin', 'x')
    """
    usable = vocabulary.names | frozenset(ALIASES) | {"e", "pi"}
    return _split(word, usable) if len(word) <= 40 else None


@lru_cache(maxsize=512)
def _split(word: str, usable: frozenset[str]) -> tuple[str, ...] | None:
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before = best[start]
            if before is not None and word[start:end] in usable:
                candidate = (*before, word[start:end])
                current = best[end]
                if current is None or len(candidate) < len(current):
                    best[end] = candidate
    return best[-1]


def _unknown_word(text: str, word: str, start: int, end: int, vocabulary: Vocabulary) -> FormulaError:
    shown = word if len(word) <= LONGEST_SHOWN else f"{word[:LONGEST_SHOWN]}…"
    advice = word_advice(word, vocabulary.names, vocabulary.functions)
    return FormulaError(f"{shown} is not a name known here", text=text, start=start, end=end, advice=advice)
