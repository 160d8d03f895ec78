"""The grid of a problem: which points pass `where`, in the order that numbers the variants."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Tree, substitute
from calcquiz.records.problem import Problem
from calcquiz.variants.environment import environment, read
from calcquiz.variants.permutation import permuted

MOST_VARIANTS = 200
MOST_VISITED = 20_000

Values = dict[str, str]
"""The text drawn for each param and each column of `cases`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many points were visited and how many of them passed."""

    visited: int
    passed: int


def grid_size(problem: Problem) -> int:
    """Return the number of points of the grid."""
    return prod(len(param.values) for param in problem.params) * max(1, len(problem.cases))


def point(problem: Problem, index: int) -> Values:
    """Return a point of the grid by its place: params by name, then the row of `cases`."""
    values: Values = {}
    for param in sorted(problem.params, key=lambda one: one.name):
        index, place = divmod(index, len(param.values))
        values[param.name] = param.values[place]
    return values | (problem.cases[index] if problem.cases else {})


def passing(problem: Problem) -> Iterator[Values]:
    """Yield the points that make the variants, variant 0 first: the first 200 that pass, among 20,000 visited."""
    found = 0
    for values in visited(problem):
        if passes(problem, values):
            yield values
            found += 1
            if found == MOST_VARIANTS:
                return


def visited(problem: Problem) -> Iterator[Values]:
    """Yield the points of the grid in the order they are visited."""
    size = grid_size(problem)
    for index in range(min(size, MOST_VISITED)):
        yield point(problem, permuted(index, size, problem.seed))


def tally(problem: Problem) -> Tally:
    """Return how rare points that pass are: fewer than one in a hundred is a finding."""
    seen = passed = 0
    for values in visited(problem):
        seen += 1
        passed += passes(problem, values)
        if passed == MOST_VARIANTS:
            break
    return Tally(visited=seen, passed=passed)


def passes(problem: Problem, values: Values) -> bool:
    """Return whether `where` holds at a point; where it is undefined it does not hold."""
    if problem.where is None:
        return True
    tree = _condition(problem, values)
    numbers: dict[str, Fraction] = {}
    others: dict[str, Tree] = {}
    for param in problem.params:
        value = tidy(read(values[param.name], frozenset()))
        exact = exact_value(value, {})
        if isinstance(exact, Fraction):
            numbers[param.name] = exact
        else:
            others[param.name] = value
    return exact_value(substitute(tree, others) if others else tree, numbers) is True


def _condition(problem: Problem, values: Values) -> Tree:
    """Return `where` with columns and `let` names filled in, as far as it uses any."""
    assert problem.where is not None
    params = {param.name for param in problem.params}
    plain = frozenset(problem.variables) | params
    derived = {name for name, _ in problem.let} | set(values) - params
    tree = read(problem.where, plain | derived)
    if not derived:
        return tree
    return environment(problem, values).fill(problem.where)
