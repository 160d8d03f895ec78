"""Minimize a long valley by plain descent, by momentum and by Newton's method.

The curvatures are 1 and 25, so the condition number is 25. Each method uses its best
rate. Momentum is the heavy ball: v <- mu v + gradient, w <- w - eta v.

>>> main()
predicted factor of plain descent: 0.9231
distance from the minimum after 10 and 60 steps
descent    3.62e+00   6.6e-02
momentum   6.75e-01   5.3e-09
newton     0.00e+00   0.0e+00
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FLAT = 1.0
STEEP = 25.0
HESSIAN = np.diag([FLAT, STEEP])
START = np.array([8.0, 1.0])
STEPS = 60


def descent_path() -> np.ndarray:
    """Return the points of plain descent with the best rate, two over the sum of the curvatures."""
    rate = 2 / (FLAT + STEEP)
    points = [START]
    for _ in range(STEPS):
        points.append(points[-1] - rate * HESSIAN @ points[-1])
    return np.array(points)


def momentum_path() -> np.ndarray:
    """Return the points of the heavy ball with its best rate and its best share of the old velocity."""
    roots = np.sqrt([FLAT, STEEP])
    rate = 4 / roots.sum() ** 2
    kept = ((roots[1] - roots[0]) / roots.sum()) ** 2
    points, velocity = [START], np.zeros(2)
    for _ in range(STEPS):
        velocity = kept * velocity + HESSIAN @ points[-1]
        points.append(points[-1] - rate * velocity)
    return np.array(points)


def newton_path() -> np.ndarray:
    """Return the points of Newton's method, which solves for the step and inverts nothing."""
    points = [START]
    for _ in range(STEPS):
        points.append(points[-1] - np.linalg.solve(HESSIAN, HESSIAN @ points[-1]))
    return np.array(points)


METHODS: dict[str, Callable[[], np.ndarray]] = {
    "descent": descent_path,
    "momentum": momentum_path,
    "newton": newton_path,
}


def distances(path: np.ndarray) -> np.ndarray:
    """Return how far each point of a path is from the minimum at the origin."""
    return np.linalg.norm(path, axis=1)


def main() -> None:
    """Print how close each method comes in 10 and in 60 steps."""
    condition = STEEP / FLAT
    print(f"predicted factor of plain descent: {(condition - 1) / (condition + 1):.4f}")
    print("distance from the minimum after 10 and 60 steps")
    for name, path in METHODS.items():
        far = distances(path())
        print(f"{name:<10} {far[10]:.2e}   {far[60]:.1e}")


def draw() -> "Figure":
    """Return a picture of the three paths on level curves, and of the distances over the steps."""
    import matplotlib.pyplot as plt

    figure, (valley, history) = plt.subplots(1, 2, figsize=(10, 4))
    across, along = np.meshgrid(np.linspace(-3, 9, 200), np.linspace(-2, 2, 200))
    valley.contour(across, along, (FLAT * across**2 + STEEP * along**2) / 2, levels=12, colors="lightgray")
    for name, path in METHODS.items():
        points = path()
        valley.plot(points[:, 0], points[:, 1], marker=".", label=name)
        history.semilogy(np.maximum(distances(points), 1e-16), label=name)
    valley.set_xlabel("x")
    valley.set_ylabel("y")
    history.set_xlabel("step")
    history.set_ylabel("distance from the minimum")
    history.legend()
    figure.tight_layout()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
