"""Slopes of two secants.

>>> main()
slope of x^2 from 1 to 2: 3
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def main() -> None:
    """Print the slope of one secant."""
    print(f"slope of x^2 from 1 to 2: {(2**2 - 1**2) // (2 - 1)}")


def draw() -> "Figure":
    """Return the parabola."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([0, 1, 2], [0, 1, 4])
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
