"""Adam's bias correction is a geometric sum: the first t weights of an average add up to 1 - beta^t.

>>> main()
after  1 steps: raw 0.200, corrected 2.000
after  5 steps: raw 0.819, corrected 2.000
after 20 steps: raw 1.757, corrected 2.000
after 50 steps: raw 1.990, corrected 2.000
all weights together: 1.000
the newest 10 of them: 0.651
half-life: 6.58 steps
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BETA = 0.9
GRADIENT = 2.0
STEPS = 50


def moving_averages(gradients: np.ndarray) -> np.ndarray:
    """Return the moving average after each gradient, begun at 0."""
    average = 0.0
    averages = []
    for gradient in gradients:
        average = BETA * average + (1 - BETA) * gradient
        averages.append(average)
    return np.array(averages)


def corrected(averages: np.ndarray) -> np.ndarray:
    """Return the averages, each divided by the sum of the weights that it has met so far."""
    steps = np.arange(1, len(averages) + 1)
    unbiased: np.ndarray = averages / (1 - BETA**steps)
    return unbiased


def main() -> None:
    """Print the average of a constant gradient, raw and corrected, and sums of its weights."""
    raw = moving_averages(np.full(STEPS, GRADIENT))
    unbiased = corrected(raw)
    for step in (1, 5, 20, 50):
        print(f"after {step:2d} steps: raw {raw[step - 1]:.3f}, corrected {unbiased[step - 1]:.3f}")
    weights = (1 - BETA) * BETA ** np.arange(200)
    print(f"all weights together: {weights.sum():.3f}")
    print(f"the newest 10 of them: {weights[:10].sum():.3f}")
    print(f"half-life: {log(2) / -log(BETA):.2f} steps")


def draw() -> Figure:
    """Draw the raw and the corrected average of noisy gradients around 2."""
    from matplotlib import pyplot as plt

    noise = np.random.default_rng(0).normal(scale=0.5, size=STEPS)
    raw = moving_averages(GRADIENT + noise)
    steps = np.arange(1, STEPS + 1)
    figure, axes = plt.subplots()
    axes.plot(steps, GRADIENT + noise, ".", color="grey", label="gradients")
    axes.plot(steps, raw, label="raw average")
    axes.plot(steps, corrected(raw), label="corrected average")
    axes.set_xlabel("step")
    axes.legend()
    return figure


if __name__ == "__main__":
    from matplotlib import pyplot as plt

    main()
    draw()
    plt.show()
