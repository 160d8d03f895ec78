"""See that the area under a ROC curve is the probability that a positive outranks a negative.

>>> main()
area by trapezoids:  0.7569
ranking probability: 0.7569
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_scores() -> tuple[np.ndarray, np.ndarray]:
    """Scores of 300 positive and 500 negative examples, normal around 1 and around 0."""
    random = np.random.default_rng(2)
    positive = random.normal(1, 1, 300)
    return positive, random.normal(0, 1, 500)


def rates(positive: np.ndarray, negative: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The false and the true positive rates, as the threshold falls from infinity past every score."""
    scores = np.sort(np.concatenate([positive, negative]))[::-1]
    thresholds = np.concatenate([[np.inf], scores])[:, None]
    return (negative >= thresholds).mean(axis=1), (positive >= thresholds).mean(axis=1)


def trapezoid_area(x: np.ndarray, y: np.ndarray) -> float:
    """The area under straight lines between the points, each piece with its own width."""
    return float((np.diff(x) * (y[1:] + y[:-1]) / 2).sum())


def main() -> None:
    """Print the area and the share of pairs that are ranked in the right order."""
    positive, negative = draw_scores()
    ranked = float((positive[:, None] > negative).mean())
    print(f"area by trapezoids:  {trapezoid_area(*rates(positive, negative)):.4f}")
    print(f"ranking probability: {ranked:.4f}")


def draw() -> Figure:
    """Draw the ROC curve above the diagonal of guessing."""
    import matplotlib.pyplot as plt

    false_rate, true_rate = rates(*draw_scores())
    figure, axes = plt.subplots(figsize=(5, 5), layout="constrained")
    axes.plot(false_rate, true_rate, label="ROC curve")
    axes.fill_between(false_rate, true_rate, alpha=0.2)
    axes.plot([0, 1], [0, 1], "--", label="guessing")
    axes.set_xlabel("false positive rate")
    axes.set_ylabel("true positive rate")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
