"""Keyed draws: choices that are the same on every machine, under every hash seed; never global `random`."""

from collections.abc import Iterable, Mapping
from hashlib import sha256


def keyed_number(*keys: object) -> int:
    """Return a number of 64 bits that the keys determine.

    >>> keyed_number(42, "power-rule")
    1676730358413019300
    """
    text = ":".join(str(key) for key in keys)
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def shuffled(skills: Iterable[str], seed: int, turn: int = 0) -> list[str]:
    """Return the skills in an order drawn from the seed; `turn` counts the rounds through all of them."""
    return sorted(skills, key=lambda skill: (keyed_number(seed, turn, skill), skill))


def nth_variant(skill: str, n: int, *, seed: int, count: int, seen: Mapping[int, int]) -> int:
    """Return the variant for the n-th question of a skill in a session, n from 0.

    Variants are taken from a start drawn from seed and skill upwards, those seen least first: none
    repeats before all were seen. First questions have n = 0, 1, …; a re-ask takes an n after all
    first questions that are planned for the skill, so that it never changes what they are.

    Args:
        skill: The skill's id.
        n: Which question of the skill; beyond `count` it starts over.
        seed: The session's.
        count: How many variants the skill has, at least 1.
        seen: How often each variant was seen before the session.
    """
    start = keyed_number(seed, skill) % count
    order = sorted(range(count), key=lambda variant: (seen.get(variant, 0), (variant - start) % count))
    return order[n % count]
