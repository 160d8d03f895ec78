"""Gradient descent on a parabola: it converges, oscillates or diverges, as the factor says.

>>> main()
rate 0.05  factor +0.80  error after 25 steps 0.00378
rate 0.25  factor +0.00  error after 25 steps 0
rate 0.45  factor -0.80  error after 25 steps 0.00378
rate 0.50  factor -1.00  error after 25 steps 1
rate 0.52  factor -1.08  error after 25 steps 6.85
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CURVATURE = 4.0
STEPS = 25
RATES = (0.05, 0.25, 0.45, 0.5, 0.52)


def descend(rate: float) -> list[float]:
    """Return the weights of all steps on the loss a w^2/2, from w = 1 on."""
    weights = [1.0]
    for _ in range(STEPS):
        slope = CURVATURE * weights[-1]
        weights.append(weights[-1] - rate * slope)
    return weights


def main() -> None:
    """Print by which factor each rate multiplies the error, and what is left of it."""
    for rate in RATES:
        factor = 1 - rate * CURVATURE
        left = abs(descend(rate)[-1])
        print(f"rate {rate:.2f}  factor {factor:+.2f}  error after {STEPS} steps {left:.3g}")


def draw() -> Figure:
    """Draw the size of the error after each step, dashed where its sign alternates."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(layout="constrained")
    for rate in RATES:
        errors = [max(abs(weight), 1e-12) for weight in descend(rate)]
        style = "--" if rate * CURVATURE > 1 else "-"
        wide = {"linewidth": 4, "alpha": 0.4} if style == "-" else {}  # 0.05 and 0.45 lie on one line
        axes.semilogy(errors, style, label=f"rate {rate}", **wide)
    axes.set_xlabel("step")
    axes.set_ylabel("size of the error")
    axes.legend()
    return figure


if __name__ == "__main__":
    from matplotlib import pyplot as plt

    main()
    draw()
    plt.show()
