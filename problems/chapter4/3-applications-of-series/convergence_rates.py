"""Linear against quadratic convergence, on the loss exp(w) - 5w with its minimum at ln 5.

>>> main()
step  descent error  ratio   Newton error  ratio to square
   1       0.117992  0.085       0.639497            0.331
   2       0.062343  0.528       0.167055            0.408
   3       0.032123  0.515       0.013208            0.473
   4       0.016317  0.508       0.000087            0.498
expected limits: 0.500 and 0.500
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

MINIMUM = log(5)
START = 3.0
RATE = 0.1


def slope(weight: float) -> float:
    """Return the derivative of the loss."""
    return exp(weight) - 5


def descent_step(weight: float) -> float:
    """Return the weight after a step of gradient descent."""
    return weight - RATE * slope(weight)


def newton_step(weight: float) -> float:
    """Return the weight after a step of Newton's method on the slope; exp is its derivative."""
    return weight - slope(weight) / exp(weight)


def errors(step: Callable[[float], float], count: int) -> list[float]:
    """Return how far the start and each of the next weights is from the minimum."""
    weight = START
    distances = [abs(weight - MINIMUM)]
    for _ in range(count):
        weight = step(weight)
        distances.append(abs(weight - MINIMUM))
    return distances


def main() -> None:
    """Print the errors of both methods and the ratios that tell their order."""
    descent, newton = errors(descent_step, 4), errors(newton_step, 4)
    print("step  descent error  ratio   Newton error  ratio to square")
    for step in range(1, 5):
        linear = descent[step] / descent[step - 1]
        quadratic = newton[step] / newton[step - 1] ** 2
        print(f"{step:4d}  {descent[step]:13.6f}  {linear:.3f}  {newton[step]:13.6f}  {quadratic:15.3f}")
    curvature = exp(MINIMUM)  # and the third derivative is the same
    linear, quadratic = abs(1 - RATE * curvature), curvature / (2 * curvature)
    print(f"expected limits: {linear:.3f} and {quadratic:.3f}")


def draw() -> Figure:
    """Draw the errors of both methods on a logarithmic axis."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots()
    axes.semilogy(errors(descent_step, 8), "o-", label="gradient descent")
    axes.semilogy([max(error, 1e-16) for error in errors(newton_step, 8)], "s-", label="Newton")
    axes.set_xlabel("step")
    axes.set_ylabel("error")
    axes.legend()
    return figure


if __name__ == "__main__":
    from matplotlib import pyplot as plt

    main()
    draw()
    plt.show()
