"""Newton's method from many seeded starts: solutions of square systems, and points on one curve or surface."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from mpmath import mp

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.evaluate import Column, numpy_values
from calcquiz.algebra.points import Domain, stratified
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.snapped import DIGITS, Coordinate, as_fraction, nearby
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.records.errors import FormulaError

STARTS = 28
ROUNDS = 30
MOST_SOLUTIONS = 8
SETTLED = 1e-6


def newton_points(
    equations: Sequence[Tree], names: Sequence[str], fixed: Mapping[str, Fraction], source: random.Random
) -> list[dict[str, Coordinate]]:
    """Return solutions of as many equations as names, the other names fixed: found in floats, then followed."""
    try:
        slopes = [[differentiate(equation, name) for name in names] for equation in equations]
    except FormulaError:
        return []
    columns = _starts(names, fixed, source)
    for _ in range(ROUNDS):
        f = np.array([numpy_values(equation, columns) for equation in equations])
        jacobian = np.array([[numpy_values(slope, columns) for slope in row] for row in slopes])
        step = _solved(np.moveaxis(jacobian, -1, 0), f.T)
        for place, name in enumerate(names):
            columns[name] = columns[name] - step[:, place]
        if not np.any(np.abs(step) > SETTLED * (1 + np.abs(step))):
            break
    settled = np.all(np.isfinite(step), axis=1) & np.all(np.abs(step) <= SETTLED * (1 + np.abs(step)), axis=1)
    found: list[dict[str, Coordinate]] = []
    seen: set[tuple[float, ...]] = set()
    for row in np.nonzero(settled)[0]:
        start = [float(columns[name][row]) for name in names]
        rounded = tuple(float(f"{value:.5g}") for value in start)
        if rounded not in seen and len(seen) < MOST_SOLUTIONS:
            seen.add(rounded)
            solved = _followed(equations, slopes, names, fixed, start)
            found += [solved] if solved is not None else []
    return found


def _starts(names: Sequence[str], fixed: Mapping[str, Fraction], source: random.Random) -> dict[str, Column]:
    points = stratified(sorted(names), Domain(), source, per_stratum=STARTS // 7)
    columns = {name: np.array([float(value) for value in points.columns[name]]) for name in names}
    others = {name: np.full(STARTS, float(value)) for name, value in fixed.items() if name not in names}
    return {**others, **columns}


def _solved(jacobian: Column, f: Column) -> Column:
    """Return J^-1 f for every start; NaN where there is none."""
    usable = np.all(np.isfinite(jacobian), axis=(1, 2)) & np.all(np.isfinite(f), axis=1)
    step = np.full(f.shape, np.nan)
    with np.errstate(all="ignore"):
        usable &= np.abs(np.linalg.det(np.where(usable[:, None, None], jacobian, 0.0))) > 1e-200
        if usable.any():
            step[usable] = np.linalg.solve(jacobian[usable], f[usable][..., None])[..., 0]
    return step


def _followed(
    equations: Sequence[Tree],
    slopes: Sequence[Sequence[Tree]],
    names: Sequence[str],
    fixed: Mapping[str, Fraction],
    start: Sequence[float],
) -> dict[str, Coordinate] | None:
    """Return the solution near a start to 60 digits; None when it runs away."""
    with mp.workdps(DIGITS + 10):
        place = mp.matrix([mp.mpf(value) for value in start])
        for _ in range(8):
            point = {**fixed, **{name: place[i] for i, name in enumerate(names)}}
            f = [mp_value(equation, point, DIGITS + 10) for equation in equations]
            jacobian = [[mp_value(slope, point, DIGITS + 10) for slope in row] for row in slopes]
            if None in f or any(None in row for row in jacobian):
                return None
            try:
                step = mp.lu_solve(mp.matrix(jacobian), mp.matrix(f))
            except ZeroDivisionError:
                return None
            place = place - step
            if mp.norm(step) <= mp.mpf(10) ** -(DIGITS - 2) * (1 + mp.norm(place)):
                return {name: nearby(as_fraction(place[i])) for i, name in enumerate(names)}
        return None


def rows_near(tree: Tree, domain: Domain, source: random.Random, most: int) -> list[dict[str, Fraction]]:
    """Return points close to where a formula is zero, each coordinate a multiple of 1/1000.

    Every start walks down the slope of the formula, f/|grad f|^2 at a time.
    """
    names = sorted(free_names(tree))
    try:
        slopes = [differentiate(tree, name) for name in names]
    except FormulaError:
        return []
    points = stratified(names, domain, source, per_stratum=STARTS // 7)
    columns = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}
    first = np.abs(numpy_values(tree, columns))
    for _ in range(ROUNDS):
        f = numpy_values(tree, columns)
        gradient = np.array([numpy_values(slope, columns) for slope in slopes])
        with np.errstate(all="ignore"):
            step = f / np.sum(gradient * gradient, axis=0)
        step = np.where(np.isfinite(step), step, 0.0)
        for name, slope in zip(names, gradient, strict=True):
            columns[name] = columns[name] - np.where(np.isfinite(slope), slope, 0.0) * step
    near = np.nonzero(np.abs(numpy_values(tree, columns)) <= 1e-6 * (1 + first))[0]
    rows = [{name: Fraction(round(float(columns[name][row]) * 1000), 1000) for name in names} for row in near]
    return [row for row in rows if all(domain.holds(name, row[name]) for name in names)][:most]
