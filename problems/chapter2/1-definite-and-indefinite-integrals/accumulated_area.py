"""Watch sums of slices settle on F(b) - F(a), and the area under a sigmoid become softplus.

Left and right sums improve like 1/n, middle sums like 1/n^2: four times as many slices, a sixteenth of the error.

>>> main()
slices     left   middle    right
     4   -0.790   0.0122    0.740
    16   -0.193   0.0008    0.190
    64   -0.048   0.0000    0.048
accumulated area and softplus agree within 0.0001: True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LOW, HIGH = -2.0, 5.0
SIDES = {"left": 0.0, "middle": 0.5, "right": 1.0}


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The logistic function, the rate that is added up."""
    return 1 / (1 + np.exp(-x))


def softplus(x: np.ndarray | float) -> np.ndarray:
    """An antiderivative of the sigmoid."""
    return np.log1p(np.exp(x))


def sum_error(slices: int, share: float) -> float:
    """What the sum is off with so many slices, measured at this share of each (0 left, 1 right)."""
    width = (HIGH - LOW) / slices
    places = LOW + (np.arange(slices) + share) * width
    return float(width * sigmoid(places).sum() - (softplus(HIGH) - softplus(LOW)))


def accumulated(places: np.ndarray) -> np.ndarray:
    """The area under the sigmoid from the first place up to each of them, by trapezoids."""
    heights = sigmoid(places)
    pieces = (heights[1:] + heights[:-1]) / 2 * np.diff(places)
    return np.concatenate([[0.0], np.cumsum(pieces)])


def main() -> None:
    """Print the errors of three kinds of sums, and compare the running area with softplus."""
    print(f"slices {'left':>8} {'middle':>8} {'right':>8}")
    for slices in (4, 16, 64):
        left, middle, right = (sum_error(slices, share) for share in SIDES.values())
        print(f"{slices:>6} {left:>8.3f} {middle:>8.4f} {right:>8.3f}")
    places = np.linspace(LOW, HIGH, 401)
    difference = np.abs(accumulated(places) - (softplus(places) - softplus(LOW))).max()
    print("accumulated area and softplus agree within 0.0001:", bool(difference < 1e-4))


def draw() -> Figure:
    """Draw the sigmoid and the area that has accumulated under it."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    places = np.linspace(LOW, HIGH, 401)
    axes.plot(places, sigmoid(places), label="sigmoid")
    axes.plot(places, accumulated(places), label="accumulated area")
    axes.fill_between(places, sigmoid(places), alpha=0.2)
    axes.set_xlabel("x")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
