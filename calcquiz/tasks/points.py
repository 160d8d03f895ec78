"""Sample points for oracles: a fixed list of values a variable may take, and the comparison of two functions there."""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from calcquiz.algebra.points import Domain, seeded, span_of, stratified
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
SHARES = ("0.618", "0.236", "0.854", "0.382", "0.09", "0.764", "0.472", "0.945", "0.146", "0.528")
"""Of an interval with two ends."""
SAMPLES = {"real": REAL, "positive": POSITIVE, "integer": INTEGER}
FURTHER = ((10, 2), (100, 15))
"""How many times nearer to zero, and how many in each stratum: arcsin(9x) is found first, arcsin(3x - 5) then."""
ENOUGH, FIRST_POINTS = 3, 10
"""How many points tell; further ones are only looked at while the first ones gave fewer."""
CLOSE = 1e-12
"""Relative difference up to which two values count as equal; oracles work at 30 digits and more."""

Point = dict[str, Any]
Value = Callable[[Mapping[str, Any]], Any]


def sample_points(names: Collection[str], variables: Mapping[str, str], nearer: int = 1) -> Iterator[Point]:
    """Yield ten points; the values of different names differ within a point.

    Args:
        names: The variables.
        variables: Name -> `real`, `positive`, `integer` or an open interval, `(0, 1)`.
        nearer: How many times nearer to zero, or to the only end of an interval, the values are; whole ones stay.
    """
    for turn in range(len(REAL)):
        yield {
            name: _sample(variables.get(name, "real"), turn + 3 * place, nearer)
            for place, name in enumerate(sorted(names))
        }


def _sample(sort: str, turn: int, nearer: int) -> Any:
    """Return one of the ten values of a variable."""
    from mpmath import mpf

    low, high = span_of(sort) or (None, None)
    if low is not None and high is not None:
        return exactly(low) + exactly(high - low) * mpf(SHARES[turn % len(SHARES)])
    if low is not None:
        return exactly(low) + mpf(POSITIVE[turn % len(POSITIVE)]) / nearer
    if high is not None:
        return exactly(high) - mpf(POSITIVE[turn % len(POSITIVE)]) / nearer
    values = SAMPLES[sort]
    return mpf(values[turn % len(values)]) / (1 if sort == "integer" else nearer)


def exactly(value: Fraction) -> Any:
    """Return a fraction as an mpf of the current precision."""
    from mpmath import mpf

    return mpf(value.numerator) / value.denominator


def plenty_of_points(names: Collection[str], variables: Mapping[str, str], seed: str) -> Iterator[Point]:
    """Yield the sample points, then others for narrow domains: nearer to zero, and some in every stratum of the line.

    Args:
        names: The variables.
        variables: Name -> sort, as for `sample_points`.
        seed: What the points of the strata depend on.
    """
    yield from sample_points(names, variables)
    for nearer, count in FURTHER:
        yield from sample_points(names, variables, nearer)
        points = stratified(sorted(names), Domain.of(variables), seeded(seed), per_stratum=count)
        for index in range(len(points)):
            yield {name: exactly(value) for name, value in points.row(index).items()}


def close(left: Any, right: Any, tolerance: float = CLOSE) -> bool:
    """Return whether two numbers are equal up to a relative tolerance (absolute below 1)."""
    return bool(abs(left - right) <= tolerance * max(1, abs(left), abs(right)))


def compare(key: Value, oracle: Value, points: Iterator[Point], method: str, tolerance: float = CLOSE) -> Evidence:
    """Return what comparing a key with an oracle at the points says; both give None where undefined."""
    compared = 0
    for turn, point in enumerate(points):
        if turn >= FIRST_POINTS and compared >= ENOUGH:
            break
        mine = key(point)
        right = oracle(point) if mine is not None else None
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
