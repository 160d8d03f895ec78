"""Slots: the places `@{expr}`, `@{expr|block}` and `@{expr|sign}` of a sentence, found but not filled."""

from dataclasses import dataclass

FORMS = ("", "block", "sign")


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a sentence."""

    expression: str
    """In the language of formulas."""
    form: str
    """Empty, `block` (two-dimensional) or `sign` (always with its sign)."""
    start: int
    """Where `@{` begins in the sentence."""
    end: int
    closed: bool = True
    """False when its brace is never closed: then it reaches to the end of the sentence."""

    @property
    def inside(self) -> int:
        """Return where its expression begins in the sentence."""
        return self.start + 2


def find_slots(sentence: str) -> tuple[Slot, ...]:
    """Return the slots of a sentence, first to last; braces inside a slot are balanced.

    Example:
        >>> [slot.expression for slot in find_slots("Find $x^@{n}$ for @{max(a, b)|block}.")]
        ['n', 'max(a, b)']
    """
    found = []
    at = sentence.find("@{")
    while at >= 0:
        end = _closing(sentence, at + 1)
        closed = end >= 0
        end = end if closed else len(sentence)
        expression, _, form = sentence[at + 2 : end].rpartition("|")
        if form.strip() not in FORMS[1:] or not expression:
            expression, form = sentence[at + 2 : end], ""
        found.append(Slot(expression, form.strip(), at, min(end + 1, len(sentence)), closed))
        at = sentence.find("@{", end)
    return tuple(found)


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return place
    return -1
