"""Add up four series, and see which step sizes go far and which average noise away.

Descent with the step sizes 1/t^q is run on the slope w - 1, to which noise of size 1
is added, 500 times from w = 5.

>>> main()
terms            1000 of them   100000 of them
1/n                    7.4855          12.0901
1/n^2                  1.6439           1.6449
(-1)^(n+1)/n           0.6926           0.6931
1/n^0.6               37.6776         248.0478
harmonic sum minus ln n: 0.577221
after 3000 steps 1/t^0.4 the error is 0.150
after 3000 steps 1/t^0.6 the error is 0.064
after 3000 steps 1/t^1.0 the error is 0.018
after 3000 steps 1/t^1.5 the error is 0.229
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COUNT = 100_000
START, GOAL = 5.0, 1.0
STEPS, RUNS = 3000, 500
EXPONENTS = (0.4, 0.6, 1.0, 1.5)


def partial_sums() -> dict[str, np.ndarray]:
    """Return the first 100000 partial sums of each series, by the name of its terms."""
    n = np.arange(1, COUNT + 1, dtype=float)
    terms = {"1/n": 1 / n, "1/n^2": 1 / n**2, "(-1)^(n+1)/n": np.where(n % 2, 1, -1) / n, "1/n^0.6": n**-0.6}
    return {name: np.cumsum(values) for name, values in terms.items()}


def error_after_descent(exponent: float, generator: np.random.Generator) -> float:
    """Return the root mean square distance to the goal after noisy descent with the rates 1/t^exponent."""
    weights = np.full(RUNS, START)
    for t in range(1, STEPS + 1):
        slopes = weights - GOAL + generator.normal(size=RUNS)
        weights -= t**-exponent * slopes
    return float(np.sqrt(np.mean((weights - GOAL) ** 2)))


def main() -> None:
    """Print the sums after 1000 and 100000 terms, and the errors of the four schedules."""
    sums = partial_sums()
    print(f"{'terms':14s} {'1000 of them':>14s} {f'{COUNT} of them':>16s}")
    for name, values in sums.items():
        print(f"{name:14s} {values[999]:14.4f} {values[-1]:16.4f}")
    print(f"harmonic sum minus ln n: {sums['1/n'][-1] - np.log(COUNT):.6f}")
    generator = np.random.default_rng(0)
    for exponent in EXPONENTS:
        error = error_after_descent(exponent, generator)
        print(f"after {STEPS} steps 1/t^{exponent} the error is {error:.3f}")


def draw() -> "Figure":
    """Return a picture of the partial sums over n, with n in powers of ten."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    for name, values in partial_sums().items():
        axes.semilogx(np.arange(1, COUNT + 1), values, label=name)
    axes.set_ylim(-1, 14)
    axes.set_xlabel("n")
    axes.set_ylabel("sum of the first n terms")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
