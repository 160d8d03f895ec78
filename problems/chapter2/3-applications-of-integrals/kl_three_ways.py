"""Find the divergence of two Gaussians in three ways: closed form, quadrature and Monte Carlo.

>>> main()
closed form: 0.443147 nats
quadrature:  0.443147 nats
Monte Carlo: 0.44 nats, standard error 0.001
closed form: 0.639326 bits
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DATA = (0.0, 1.0)
MODEL = (1.0, 2.0)
GRID = np.linspace(-10, 10, 4001)


def log_density(x: np.ndarray, mean: float, deviation: float) -> np.ndarray:
    """The logarithm of a normal density at each x."""
    return -0.5 * ((x - mean) / deviation) ** 2 - np.log(deviation * np.sqrt(2 * np.pi))


def log_ratio(x: np.ndarray) -> np.ndarray:
    """The logarithm of p(x)/q(x), for the data's p and the model's q."""
    return log_density(x, *DATA) - log_density(x, *MODEL)


def integrand(x: np.ndarray) -> np.ndarray:
    """The log ratio, weighed by p: its area is the divergence."""
    return np.exp(log_density(x, *DATA)) * log_ratio(x)


def closed_form() -> float:
    """The formula for two Gaussians."""
    (m1, s1), (m2, s2) = DATA, MODEL
    return float(np.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5)


def quadrature() -> float:
    """The area by the trapezoid rule."""
    heights = integrand(GRID)
    return float((np.diff(GRID) * (heights[1:] + heights[:-1]) / 2).sum())


def monte_carlo(samples: int = 200_000) -> tuple[float, float]:
    """The mean log ratio of samples from p, and its standard error."""
    ratios = log_ratio(np.random.default_rng(1).normal(*DATA, samples))
    return float(ratios.mean()), float(ratios.std() / np.sqrt(samples))


def main() -> None:
    """Print the three results, and the first one in bits."""
    mean, error = monte_carlo()
    print(f"closed form: {closed_form():.6f} nats")
    print(f"quadrature:  {quadrature():.6f} nats")
    print(f"Monte Carlo: {mean:.2f} nats, standard error {error:.3f}")
    print(f"closed form: {closed_form() / np.log(2):.6f} bits")


def draw() -> Figure:
    """Draw both densities and the integrand, whose signed area is the divergence."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    axes.plot(GRID, np.exp(log_density(GRID, *DATA)), label="p")
    axes.plot(GRID, np.exp(log_density(GRID, *MODEL)), label="q")
    axes.plot(GRID, integrand(GRID), label="p ln(p/q)")
    axes.fill_between(GRID, integrand(GRID), alpha=0.2)
    axes.set_xlim(-6, 8)
    axes.set_xlabel("x")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
