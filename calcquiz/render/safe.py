"""Text from outside, made harmless to a screen: hidden characters are shown, ASCII forms found."""

import re
import unicodedata

from rich.cells import cell_len

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories without a shape of their own: controls, direction marks, surrogates, unassigned."""
ASCII_FORMS = {
    "‘": "'", "’": "'", "′": "'", "“": '"', "”": '"', "″": "''",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-",
    "…": "...", "·": "*", "×": "*", "÷": "/", "•": "*", "→": "->", "⇒": "=>", "←": "<-", "↦": "|->",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∞": "oo", "√": "sqrt", "∫": "int", "∑": "sum", "Σ": "sum",
    "∂": "d", "∇": "grad ", "±": "+-", "∈": "in", "∪": "U", "∅": "{}", "°": " deg", "ß": "ss", "❯": ">",
    "✓": "+", "✗": "-", "●": "*", "○": ".",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda",
    "Π": "Pi", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣ]+")
LOWERED = re.compile("[₀₁₂₃₄₅₆₇₈₉₊₋₍₎]+")


def visible(text: str) -> str:
    """Return the text with every hidden character shown by its number, as `<U+202E>`."""
    return "".join(map(visible_character, text))


def visible_character(character: str) -> str:
    """Return one character as a screen may show it; tabs and line ends become a space."""
    if character in "\t\n\r":
        return " "
    hidden = unicodedata.category(character) in HIDDEN
    return f"<U+{ord(character):04X}>" if hidden else character


def without_hidden(text: str) -> str:
    """Return the text as a line may hold it: line ends and tabs as spaces, other hidden characters left out."""
    kept = (" " if character in "\t\n\r\u2028\u2029" else character for character in text)
    return "".join(character for character in kept if unicodedata.category(character) not in HIDDEN)


def to_ascii(text: str) -> str:
    """Return the text in ASCII: known signs by their usual form, letters without accents, `?` for the rest."""
    if text.isascii():
        return text
    text = RAISED.sub(lambda run: "^" + run[0], LOWERED.sub(lambda run: "_" + run[0], text))
    return "".join(map(_ascii_character, text))


def _ascii_character(character: str) -> str:
    if character.isascii():
        return character
    if character in ASCII_FORMS:
        return ASCII_FORMS[character]
    plain = (
        unicodedata.normalize("NFKD", character)
        .replace("−", "-")
        .replace("⁄", "/")
        .encode("ascii", "ignore")
        .decode("ascii")
    )
    if plain:
        return plain
    return "" if unicodedata.combining(character) else "?"


def caret_lines(text: str, start: int, end: int, *, width: int, ascii_only: bool = False) -> tuple[str, str]:
    r"""Return the text, hidden characters shown, and a line with carets under the characters from start to end.

    Both fit in `width` cells: longer text is cut to a window around the place.

    >>> print(*caret_lines("3x + (2", 5, 6, width=40), sep="\n")
    3x + (2
         ^
    """
    shown = [_shown(character, ascii_only=ascii_only) for character in text[:10_000]]
    start = min(max(start, 0), len(shown))
    first = _window_start(shown, start, width * 2 // 3)
    ellipsis = ("..." if ascii_only else "…") if first else ""
    room = width - len(ellipsis)
    window: list[str] = []
    for piece in shown[first:]:
        if cell_len("".join(window)) + cell_len(piece) > room:
            break
        window.append(piece)
    before = cell_len(ellipsis + "".join(shown[first:start]))
    under = cell_len("".join(window[start - first : max(end, start + 1) - first]))
    return ellipsis + "".join(window), " " * before + "^" * max(1, min(under, width - before))


def _shown(character: str, *, ascii_only: bool) -> str:
    return to_ascii(visible_character(character)) if ascii_only else visible_character(character)


def _window_start(shown: list[str], start: int, room: int) -> int:
    """Return the first character to show so that at most `room` cells stand before `start`."""
    first, cells = start, 0
    while first > 0 and cells + cell_len(shown[first - 1]) <= room:
        first -= 1
        cells += cell_len(shown[first])
    return first
