"""A rule of calculus: its name, what it says in one sentence, and a task in which it is used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that a step of a derivation may name."""

    name: str
    """As `calcquiz solve --rule NAME` takes it: lower case, joined by hyphens."""
    title: str
    """As a textbook calls it: The product rule."""
    statement: str
    """One sentence (Markdown with `$TeX$`)."""
    example: str
    """A task in the language of formulas whose derivation uses the rule."""
