"""Sample points for oracles: a fixed list of values a variable may take, and the comparison of two functions there."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from calcquiz.records.evidence import Evidence
from calcquiz.records.verdict import Witness

REAL = ("0.61803", "1.35914", "-0.42265", "2.23607", "-1.61353", "3.73205", "-2.80738", "0.11831", "5.19615", "-6.4031")
POSITIVE = (
    "0.61803",
    "1.35914",
    "2.23607",
    "0.11831",
    "3.73205",
    "0.36788",
    "5.19615",
    "9.42478",
    "0.05128",
    "1.07177",
)
INTEGER = ("2", "3", "5", "1", "7", "4", "10", "6", "12", "9")
SAMPLES = {"real": REAL, "positive": POSITIVE, "integer": INTEGER}
ENOUGH = 3
CLOSE = 1e-12
"""Relative difference up to which two values count as equal; oracles work at 30 digits and more."""

Point = dict[str, Any]
Value = Callable[[Mapping[str, Any]], Any]


def sample_points(names: Collection[str], variables: Mapping[str, str]) -> Iterator[Point]:
    """Yield ten points; the values of different names differ within a point."""
    from mpmath import mpf

    for turn in range(len(REAL)):
        point = {}
        for place, name in enumerate(sorted(names)):
            values = SAMPLES[variables.get(name, "real")]
            point[name] = mpf(values[(turn + 3 * place) % len(values)])
        yield point


def close(left: Any, right: Any, tolerance: float = CLOSE) -> bool:
    """Return whether two numbers are equal up to a relative tolerance (absolute below 1)."""
    return bool(abs(left - right) <= tolerance * max(1, abs(left), abs(right)))


def compare(key: Value, oracle: Value, points: Iterator[Point], method: str, tolerance: float = CLOSE) -> Evidence:
    """Return what comparing a key with an oracle at the points says; both give None where undefined."""
    compared = 0
    for point in points:
        right = oracle(point)
        mine = key(point) if right is not None else None
        if mine is None or right is None:
            continue
        compared += 1
        if not close(mine, right, tolerance):
            return Evidence(agrees=False, points=compared, witness=witness(point, mine, right), method=method)
    return Evidence(agrees=True if compared >= ENOUGH else None, points=compared, method=method)


def compare_numbers(key: Any, oracle: Any, method: str, tolerance: float = CLOSE) -> Evidence:
    """Return what comparing two numbers says; None stands for no value."""
    if key is None or oracle is None:
        return Evidence(agrees=None, method=method)
    if close(key, oracle, tolerance):
        return Evidence(agrees=True, points=1, method=method)
    return Evidence(agrees=False, points=1, witness=witness({}, key, oracle), method=method)


def all_of(evidence: list[Evidence], method: str) -> Evidence:
    """Return the evidence for a key of several entries: the first that disagrees, else the weakest."""
    for one in evidence:
        if one.agrees is False:
            return one
    undecided = not evidence or any(one.agrees is None for one in evidence)
    points = min((one.points for one in evidence), default=0)
    return Evidence(agrees=None if undecided else True, points=points, method=method)


def witness(point: Mapping[str, Any], mine: Any, right: Any) -> Witness:
    """Return a point where the key and the oracle differ, as shown."""
    from mpmath import nstr

    at = {name: str(nstr(value, 6)) for name, value in point.items()}
    return Witness(at=at, yours=str(nstr(mine, 10)), right=str(nstr(right, 10)))
