"""Compare Taylor polynomials of the sigmoid inside and outside their radius, and keep logarithms stable.

The series converges for |x| < pi. A sum of huge exponentials overflows unless the largest
one is taken out first.

>>> main()
order 1: error at 1 is 1.9e-02, at 3 is 3.0e-01, at 4 is 5.2e-01
order 3: error at 1 is 1.9e-03, at 3 is 2.7e-01, at 4 is 8.2e-01
order 5: error at 1 is 1.9e-04, at 3 is 2.4e-01, at 4 is 1.3e+00
order 7: error at 1 is 1.9e-05, at 3 is 2.2e-01, at 4 is 2.1e+00
log-sum-exp of (1000, 1000), as it is written: inf
log-sum-exp of (1000, 1000), largest score taken out: 1000.6931
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COEFFICIENTS = {0: 1 / 2, 1: 1 / 4, 3: -1 / 48, 5: 1 / 480, 7: -17 / 80640}
"""Power of x -> its coefficient in the Maclaurin series of the sigmoid."""
ORDERS = (1, 3, 5, 7)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return the logistic function of each number."""
    return 1 / (1 + np.exp(-x))


def polynomial(x: np.ndarray, order: int) -> np.ndarray:
    """Return the Maclaurin polynomial of the sigmoid at each number."""
    terms = [value * x**power for power, value in COEFFICIENTS.items() if power <= order]
    return np.sum(terms, axis=0)


def log_sum_exp(scores: np.ndarray) -> float:
    """Return the logarithm of a sum of exponentials, as the formula is written."""
    with np.errstate(over="ignore"):
        return float(np.log(np.exp(scores).sum()))


def shifted_log_sum_exp(scores: np.ndarray) -> float:
    """Return the same, with the largest score taken out of the sum, so that nothing overflows."""
    largest = scores.max()
    return float(largest + np.log(np.exp(scores - largest).sum()))


def main() -> None:
    """Print the errors at three places, and both ways to a log-sum-exp."""
    places = np.array([1.0, 3.0, 4.0])
    for order in ORDERS:
        errors = np.abs(polynomial(places, order) - sigmoid(places))
        told = ", ".join(f"at {place:.0f} is {error:.1e}" for place, error in zip(places, errors, strict=True))
        print(f"order {order}: error {told}")
    scores = np.array([1000.0, 1000.0])
    print(f"log-sum-exp of (1000, 1000), as it is written: {log_sum_exp(scores)}")
    print(f"log-sum-exp of (1000, 1000), largest score taken out: {shifted_log_sum_exp(scores):.4f}")


def draw() -> "Figure":
    """Return a picture of the sigmoid, its polynomials, and their errors on a logarithmic axis."""
    import matplotlib.pyplot as plt

    x = np.linspace(-5, 5, 401)
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 7))
    above.plot(x, sigmoid(x), "k", label="sigmoid")
    for order in ORDERS:
        above.plot(x, polynomial(x, order), label=f"order {order}")
        below.semilogy(x, np.abs(polynomial(x, order) - sigmoid(x)) + 1e-16, label=f"order {order}")
    above.set_ylim(-1, 2)
    above.legend()
    for radius in (-np.pi, np.pi):
        below.axvline(radius, linestyle=":", color="gray")
    below.set_ylim(1e-8, 10)
    below.set_xlabel("x (dotted: the radius of convergence)")
    below.set_ylabel("error")
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
