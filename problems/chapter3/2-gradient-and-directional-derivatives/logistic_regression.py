"""Fit logistic regression from scratch: the gradient is input times prediction minus label.

Two clouds of points are told apart by full-batch gradient descent. The last lines look
at the Jacobian of softmax, whose rows sum to zero.

>>> main()
loss at the start: 0.693
loss after 300 steps: 0.198
share of right answers: 0.925
largest row sum of the softmax Jacobian below 1e-12: True
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS_PER_CLASS = 200
LEARNING_RATE = 0.5
STEPS = 300


def make_examples() -> tuple[np.ndarray, np.ndarray]:
    """Return 400 inputs with a last entry 1 for the intercept, and their labels 0 or 1."""
    generator = np.random.default_rng(3)
    low = generator.normal([-1, -1], 1, (POINTS_PER_CLASS, 2))
    high = generator.normal([1, 1], 1, (POINTS_PER_CLASS, 2))
    inputs = np.column_stack([np.vstack([low, high]), np.ones(2 * POINTS_PER_CLASS)])
    labels = np.repeat([0.0, 1.0], POINTS_PER_CLASS)
    return inputs, labels


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Return the logistic function of each score, a probability between 0 and 1."""
    return 1 / (1 + np.exp(-scores))


def mean_loss(weights: np.ndarray, inputs: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean cross-entropy in nats."""
    scores = inputs @ weights
    return float(np.mean(np.logaddexp(0, scores) - labels * scores))


def gradient(weights: np.ndarray, inputs: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the gradient of the mean loss by the weights, prediction minus label times input."""
    return inputs.T @ (sigmoid(inputs @ weights) - labels) / len(labels)


def train(inputs: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the weights after gradient descent from zero."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        weights -= LEARNING_RATE * gradient(weights, inputs, labels)
    return weights


def softmax_jacobian(logits: np.ndarray) -> np.ndarray:
    """Return the square matrix of slopes of softmax, a row for each probability."""
    exponentials = np.exp(logits - logits.max())
    probabilities = exponentials / exponentials.sum()
    return np.diag(probabilities) - np.outer(probabilities, probabilities)


def main() -> None:
    """Print what training does to the loss, and how the rows of the softmax Jacobian sum."""
    inputs, labels = make_examples()
    weights = train(inputs, labels)
    right = (inputs @ weights > 0) == (labels == 1)
    row_sums = softmax_jacobian(np.array([1.0, 0.5, -1.0])).sum(axis=1)
    print(f"loss at the start: {mean_loss(np.zeros(3), inputs, labels):.3f}")
    print(f"loss after {STEPS} steps: {mean_loss(weights, inputs, labels):.3f}")
    print(f"share of right answers: {right.mean():.3f}")
    print(f"largest row sum of the softmax Jacobian below 1e-12: {abs(row_sums).max() < 1e-12}")


def draw() -> "Figure":
    """Return a picture of the predicted probability over the plane, with the examples."""
    import matplotlib.pyplot as plt

    inputs, labels = make_examples()
    weights = train(inputs, labels)
    across, up = np.meshgrid(np.linspace(-4, 4, 80), np.linspace(-4, 4, 80))
    figure, axes = plt.subplots()
    scores = weights[0] * across + weights[1] * up + weights[2]
    chances = axes.contourf(across, up, sigmoid(scores), 10, cmap="coolwarm", alpha=0.7)
    figure.colorbar(chances, label="predicted probability of class 1")
    for label, marker, color in ((0, "o", "navy"), (1, "^", "darkred")):
        chosen = inputs[labels == label]
        axes.scatter(chosen[:, 0], chosen[:, 1], s=12, marker=marker, color=color, label=f"class {label}")
    axes.set_xlim(-4, 4)
    axes.set_ylim(-4, 4)
    axes.set_xlabel("first feature")
    axes.set_ylabel("second feature")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
