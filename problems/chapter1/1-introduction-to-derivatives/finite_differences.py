"""Find the best step for a forward and a central difference of exp at 1.

A large step bends away from the tangent, a tiny one drowns in rounding. In between
lies a best step, and theory says where.

>>> main()
  step   forward error   central error
1e-01           5.2e-02         1.7e-03
1e-02           5.0e-03         1.7e-05
1e-03           5.0e-04         1.7e-07
best forward step by theory: 3.0e-08
best central step by theory: 8.7e-06
central error at its best step is the smaller one: True
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PLACE = 1.0
ROUNDING = float(np.finfo(float).eps)


def forward_error(step: np.ndarray) -> np.ndarray:
    """Return the relative error of the forward difference of exp at `PLACE`."""
    estimate = (np.exp(PLACE + step) - np.exp(PLACE)) / step
    error: np.ndarray = np.abs(estimate / np.exp(PLACE) - 1)
    return error


def central_error(step: np.ndarray) -> np.ndarray:
    """Return the relative error of the central difference of exp at `PLACE`."""
    estimate = (np.exp(PLACE + step) - np.exp(PLACE - step)) / (2 * step)
    error: np.ndarray = np.abs(estimate / np.exp(PLACE) - 1)
    return error


def best_steps() -> tuple[float, float]:
    """Return the steps at which bending and rounding balance: forward, central."""
    return 2 * ROUNDING**0.5, (3 * ROUNDING) ** (1 / 3)


def main() -> None:
    """Print both errors for three steps, and the best steps."""
    print("  step   forward error   central error")
    steps = np.array([1e-1, 1e-2, 1e-3])
    for step, forward, central in zip(steps, forward_error(steps), central_error(steps), strict=True):
        print(f"{step:.0e}  {forward:>16.1e}{central:>16.1e}")
    forward_best, central_best = best_steps()
    print(f"best forward step by theory: {forward_best:.1e}")
    print(f"best central step by theory: {central_best:.1e}")
    smaller = central_error(np.array([central_best])) < forward_error(np.array([forward_best]))
    print(f"central error at its best step is the smaller one: {bool(smaller[0])}")


def draw() -> "Figure":
    """Return a picture of both errors over the step, on logarithmic axes."""
    import matplotlib.pyplot as plt

    steps = np.logspace(-15, -0.5, 200)
    figure, axes = plt.subplots(layout="constrained")
    axes.loglog(steps, np.maximum(forward_error(steps), ROUNDING / 10), label="forward")
    axes.loglog(steps, np.maximum(central_error(steps), ROUNDING / 10), label="central")
    for step in best_steps():
        axes.axvline(step, color="gray", linestyle=":")
    axes.set_xlabel("step h")
    axes.set_ylabel("relative error")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
