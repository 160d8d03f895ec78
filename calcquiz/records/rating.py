"""A rating: how well a skill was remembered, on the four-step scale of FSRS and Anki."""

from enum import IntEnum


class Rating(IntEnum):
    """How well a skill was remembered."""

    AGAIN = 1
    """Wrong, given up, or the solution was opened."""
    HARD = 2
    """Right, but at a later try, in part, with a hint, or slowly."""
    GOOD = 3
    EASY = 4
