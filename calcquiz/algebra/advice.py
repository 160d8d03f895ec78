"""What to write instead of a character or word that is not part of the language of formulas."""

from collections.abc import Set as AbstractSet

from calcquiz.algebra.functions import ALIASES, CONSTANT_WORDS

FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4"}
CHARACTERS = {
    "±": "Write both answers: x = 2 or x = -2.",
    "%": "Write the percentage as a number: 5 % is 0.05.",
    **dict.fromkeys("'’‘′″", "Write the derivative itself, not y'."),
    **dict.fromkeys("∂∇", "Write the derivative itself."),
    ":": "Write / for a quotient.",
    "∫": "Write the result of the integral.",
    "∑": "Write the result of the sum.",
    "→": "Write the result of the limit.",
    "°": "Angles are in radians: 180 degrees is pi.",
    "$": "Write the formula without dollar signs.",
    "ℝ": "Write (-oo, oo) for all real numbers.",
    "‖": "Write the length itself, for example sqrt(x^2 + y^2).",
    **{character: f"Write {fraction}." for character, fraction in FRACTIONS.items()},
}
WORDS = {
    **dict.fromkeys(("In", "IN", "Ln", "LN", "1n"), "Did you mean ln (small L, n)?"),
    **dict.fromkeys(("int", "integral", "integrate"), "Write the result of the integral."),
    **dict.fromkeys(("lim", "limit"), "Write the result of the limit."),
    **dict.fromkeys(("d", "dx", "dy", "diff", "derivative"), "Write the derivative itself."),
    "sum": "Write the result of the sum.",
    "R": "Write (-oo, oo) for all real numbers.",
    "i": "Numbers are real here, so there is no i.",
}
LIKE_ENOUGH = 0.65
"""Share of letters, as `difflib` counts it, from which a known name is suggested."""


def character_advice(character: str) -> str:
    """Return what to write instead of a character that has no meaning here."""
    return CHARACTERS.get(character, "Remove it, or write the function's name in letters.")


def word_advice(word: str, names: AbstractSet[str], functions: AbstractSet[str]) -> str:
    """Return what to write instead of an unknown word: the nearest known name, or the names of the problem."""
    from difflib import get_close_matches

    if word in WORDS:
        return WORDS[word]
    known = sorted(names | functions) + sorted(ALIASES)
    same = [name for name in (*known, *CONSTANT_WORDS) if name.lower() == word.lower()]
    near = same or get_close_matches(word, known, n=1, cutoff=LIKE_ENOUGH)
    if near:
        return f"Did you mean {near[0]}?"
    if names:
        return f"Names that may be used here: {', '.join(sorted(names))}."
    return "Write a number, or a function such as sin, exp, ln, sqrt."
