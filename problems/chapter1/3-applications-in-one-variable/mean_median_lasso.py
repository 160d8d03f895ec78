"""Losses of one parameter: squares find the mean, distances the median, a corner the zero.

>>> main()
smallest squared error at 7.2, mean 7.2
smallest absolute error at 4.0, median 4.0
m -4.0  best weight -3.0
m -0.5  best weight +0.0
m +0.0  best weight +0.0
m +0.5  best weight +0.0
m +4.0  best weight +3.0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LABELS = np.array([1.0, 2.0, 4.0, 9.0, 20.0])
CONSTANTS = np.linspace(0, 21, 2101)
WEIGHTS = np.linspace(-5, 5, 1001)


def squared_error() -> np.ndarray:
    """Return the mean squared error of each constant."""
    errors: np.ndarray = ((LABELS[:, None] - CONSTANTS) ** 2).mean(axis=0)
    return errors


def absolute_error() -> np.ndarray:
    """Return the mean absolute error of each constant."""
    errors: np.ndarray = np.abs(LABELS[:, None] - CONSTANTS).mean(axis=0)
    return errors


def best_lasso_weight(middle: float, penalty: float = 1.0) -> float:
    """Return the weight on the grid where (w - middle)^2/2 + penalty |w| is smallest."""
    losses = (WEIGHTS - middle) ** 2 / 2 + penalty * np.abs(WEIGHTS)
    return float(WEIGHTS[losses.argmin()])


def main() -> None:
    """Print the minimizers that a search on a grid finds, beside the formulas."""
    best = CONSTANTS[squared_error().argmin()]
    print(f"smallest squared error at {best:.1f}, mean {LABELS.mean():.1f}")
    best = CONSTANTS[absolute_error().argmin()]
    print(f"smallest absolute error at {best:.1f}, median {np.median(LABELS):.1f}")
    for middle in (-4, -0.5, 0, 0.5, 4):
        weight = round(best_lasso_weight(middle), 1) + 0.0
        print(f"m {middle:+.1f}  best weight {weight:+.1f}")


def draw() -> Figure:
    """Draw both errors, each as a share of its largest value."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(layout="constrained")
    axes.plot(CONSTANTS, squared_error() / squared_error().max(), label="squared error")
    axes.plot(CONSTANTS, absolute_error() / absolute_error().max(), label="absolute error")
    axes.set_xlabel("constant")
    axes.set_ylabel("share of its largest value")
    axes.legend()
    return figure


if __name__ == "__main__":
    from matplotlib import pyplot as plt

    main()
    draw()
    plt.show()
