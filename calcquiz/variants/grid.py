"""The grid of a problem: which points pass `where`, in the order that numbers the variants."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import prod

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Tree, free_names, substitute
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
    passes = condition(problem)
    for values in visited(problem):
        if passes(values):
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
    passes = condition(problem)
    for values in visited(problem):
        seen += 1
        passed += passes(values)
        if passed == MOST_VARIANTS:
            break
    return Tally(visited=seen, passed=passed)


def passes(problem: Problem, values: Values) -> bool:
    """Return whether `where` holds at a point; where it is undefined it does not hold."""
    return condition(problem)(values)


def condition(problem: Problem) -> Callable[[Values], bool]:
    """Return the test that `where` makes of a point, prepared once for all of them."""
    if problem.where is None:
        return lambda _: True
    params = {param.name for param in problem.params}
    columns = set(problem.cases[0]) if problem.cases else set()
    derived = {name for name, _ in problem.let} | columns
    where = problem.where
    tree = read(where, frozenset({*problem.variables, *params, *derived}))
    if free_names(tree) & derived:
        return lambda values: _holds(environment(problem, values).fill(where), params, values)
    used = free_names(tree) & params
    return lambda values: _holds(tree, used, values)


def _holds(tree: Tree, params: Collection[str], values: Values) -> bool:
    numbers: dict[str, Fraction] = {}
    others: dict[str, Tree] = {}
    for name in params:
        value = _constant(values[name])
        if isinstance(value, Fraction):
            numbers[name] = value
        else:
            others[name] = value
    return exact_value(substitute(tree, others) if others else tree, numbers) is True


@lru_cache(maxsize=1024)
def _constant(text: str) -> Fraction | Tree:
    """Return a drawn value as a rational, or as a tree when it is not one."""
    tree = tidy(read(text, frozenset()))
    exact = exact_value(tree, {})
    return exact if isinstance(exact, Fraction) else tree
