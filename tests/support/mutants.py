"""Mutants: a right answer with one token changed, as a slip of the hand or of the mind changes it."""

import random
import re
from dataclasses import dataclass

from right_answers import RIGHT_ANSWERS

TOKEN = re.compile(r"\s*(\d+\.?\d*|[A-Za-z]+\d*|.)")
SWAPPED_FUNCTIONS = {
    "sin": ("cos", "tan", "sinh", "asin"),
    "cos": ("sin", "sec", "cosh"),
    "tan": ("cot", "sin", "atan", "tanh"),
    "sec": ("csc", "cos", "tan"),
    "csc": ("sec", "sin"),
    "cot": ("tan", "cos"),
    "exp": ("log", "sinh", "sigma"),
    "log": ("exp", "log10", "sqrt"),
    "log10": ("log",),
    "sqrt": ("cbrt", "abs", "log"),
    "cbrt": ("sqrt",),
    "abs": ("", "sign", "sqrt"),
    "sign": ("abs", ""),
    "floor": ("ceiling", "abs", ""),
    "max": ("min",),
    "min": ("max",),
    "relu": ("abs", "", "softplus"),
    "sigma": ("tanh", "softplus", "exp"),
    "softplus": ("sigma", "relu"),
    "tanh": ("sigma", "atan", "tan"),
    "sinh": ("cosh", "sin"),
    "cosh": ("sinh", "cos"),
    "asinh": ("sinh", "asin"),
    "atan": ("tan", "asin", "tanh"),
    "asin": ("acos", "sin"),
    "acos": ("asin", "cos"),
    "erf": ("Phi", "tanh"),
    "Phi": ("phi", "erf"),
    "phi": ("Phi", "exp"),
    "factorial": ("",),
    "pi": ("3.14159", "3", "e"),
    "e": ("2.71828", "pi", "2"),
    "C": ("0", "C^2", "C*x"),
}
OPERATORS = {"+": "-*/", "-": "+*/", "*": "+-/^", "/": "*+-", "^": "*+/"}
BRACKETS = {"[": "(", "(": "[", "]": ")", ")": "]"}
NUDGES = (
    " + 1e-6",
    " - 1e-6",
    " + 1e-9",
    "*1.000001",
    "*0.999999",
    "*1.0000000001",
    " + 1",
    "*2",
    "/2",
    "^2",
    " + 1e-15",
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed answer; `answer` is the right one."""

    answer: object
    text: str
    change: str


def tokens_of(text):
    return [match.group(1) for match in TOKEN.finditer(text)]


def _joined(tokens):
    return " ".join(tokens)


def digit(tokens, place, source):
    text = tokens[place]
    if not text[0].isdigit():
        return None
    new = list(text)
    at = source.choice([i for i, c in enumerate(new) if c.isdigit()])
    new[at] = source.choice([c for c in "0123456789" if c != new[at]])
    return [*tokens[:place], "".join(new), *tokens[place + 1 :]]


def operator(tokens, place, source):
    if tokens[place] not in OPERATORS:
        return None
    return [*tokens[:place], source.choice(OPERATORS[tokens[place]]), *tokens[place + 1 :]]


def function(tokens, place, source):
    choices = SWAPPED_FUNCTIONS.get(tokens[place])
    return [*tokens[:place], source.choice(choices), *tokens[place + 1 :]] if choices else None


def variable(tokens, place, source):
    names = sorted({t for t in tokens if len(t) == 1 and t.isalpha() and t not in "eCU"})
    if tokens[place] not in names:
        return None
    others = [name for name in names if name != tokens[place]]
    return [*tokens[:place], source.choice([*others, "1", "2"]), *tokens[place + 1 :]]


def _ends_operand(piece):
    return piece[0].isalnum() or piece == ")"


def nudge(tokens, place, source):
    """Add a little, or multiply by nearly one, after an operand."""
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    if not _ends_operand(tokens[place]) or following == "(" or tokens[place] in SWAPPED_FUNCTIONS | {"oo": 0, "U": 0}:
        return None
    return [*tokens[: place + 1], source.choice(NUDGES), *tokens[place + 1 :]]


def minus(tokens, place, source):
    """Put a sign before an operand."""
    before = tokens[place - 1] if place else ""
    if not tokens[place][0].isalnum() or tokens[place] == "U" or before.isalpha():
        return None
    return [*tokens[:place], "-" if source.random() < 0.8 else "2*", *tokens[place:]]


def dropped(tokens, place, source):
    """Leave out a factor, an exponent or a term with its operator."""
    if tokens[place] not in OPERATORS or place + 1 >= len(tokens) or not tokens[place + 1][0].isalnum():
        return None
    following = tokens[place + 2] if place + 2 < len(tokens) else ""
    if following == "(":
        return None
    return [*tokens[:place], *tokens[place + 2 :]]


def bracket_moved(tokens, place, source):
    if tokens[place] not in {"(", ")"}:
        return None
    rest = [*tokens[:place], *tokens[place + 1 :]]
    target = place + source.choice((-3, -2, -1, 1, 2, 3))
    return [*rest[:target], tokens[place], *rest[target:]] if 0 <= target <= len(rest) else None


def bracket_kind(tokens, place, source):
    return [*tokens[:place], BRACKETS[tokens[place]], *tokens[place + 1 :]] if tokens[place] in BRACKETS else None


CHANGES = (digit, operator, function, variable, nudge, nudge, minus, dropped, bracket_moved)


def mutants(count, seed):
    """Yield that many mutants of right answers in turn; the same ones for the same seed."""
    source = random.Random(seed)
    made = 0
    while made < count:
        for answer in source.sample(RIGHT_ANSWERS, len(RIGHT_ANSWERS)):
            tokens = tokens_of(answer.typed)
            changes = (*CHANGES, bracket_kind) if answer.kind.value == "interval" else CHANGES
            change = source.choice(changes)
            new = change(tokens, source.randrange(len(tokens)), source)
            if new is not None and new != tokens:
                made += 1
                yield Mutant(answer, _joined(new), change.__name__)
                if made == count:
                    return
