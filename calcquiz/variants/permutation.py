"""A keyed permutation of 0 … n-1: the order in which the points of a problem's grid are visited.

A Feistel network over SHA-256 of `id@revision`, eight rounds, with cycle walking: every number is
worked out on its own, nothing is listed or sorted, and the order is the same on every platform.

Source:
    Luby and Rackoff, SIAM J. Comput. 17 (1988) 373-386 (four rounds suffice against an adversary;
    eight cost 20 µs). Cycle walking: Black and Rogaway, CT-RSA 2002.
"""

import hashlib

ROUNDS = 8


def permuted(index: int, size: int, key: str) -> int:
    """Return where a keyed permutation of `range(size)` sends an index.

    Example:
        >>> sorted(permuted(i, 10, "a@1") for i in range(10)) == list(range(10))
        True
    """
    if not 0 <= index < size:
        raise IndexError(index)
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    seed = hashlib.sha256(key.encode()).digest()
    while True:
        index = _feistel(index, half, seed)
        if index < size:
            return index


def _feistel(value: int, half: int, seed: bytes) -> int:
    mask = (1 << half) - 1
    left, right = value >> half, value & mask
    for turn in range(ROUNDS):
        left, right = right, left ^ (_mix(seed, turn, right, half) & mask)
    return left << half | right


def _mix(seed: bytes, turn: int, value: int, half: int) -> int:
    width = (half + 7) // 8
    digest = b""
    block = 0
    while len(digest) < width:
        digest += hashlib.sha256(seed + bytes([turn, block]) + value.to_bytes(width, "big")).digest()
        block += 1
    return int.from_bytes(digest[:width], "big")
