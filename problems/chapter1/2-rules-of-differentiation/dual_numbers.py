"""Differentiate Swish with dual numbers, which carry a value and a slope at once.

Each operation applies one rule of differentiation, so the program that works out
the value works out the slope as well.

>>> main()
    x   by dual numbers   by hand
 -2.0         -0.090784 -0.090784
  0.0          0.500000  0.500000
  1.5          1.041294  1.041294
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PLACES = (-2.0, 0.0, 1.5)


@dataclass(frozen=True)
class Dual:
    """A value together with its slope."""

    value: float
    slope: float = 0.0

    def __add__(self, other: "Dual") -> "Dual":
        """Add by the sum rule."""
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other: "Dual") -> "Dual":
        """Multiply by the product rule."""
        slope = self.slope * other.value + self.value * other.slope
        return Dual(self.value * other.value, slope)

    def __truediv__(self, other: "Dual") -> "Dual":
        """Divide by the quotient rule."""
        top = self.slope * other.value - self.value * other.slope
        return Dual(self.value / other.value, top / other.value**2)

    def __neg__(self) -> "Dual":
        """Turn the sign of value and slope."""
        return Dual(-self.value, -self.slope)


def exponential(inside: Dual) -> Dual:
    """Return exp of a dual number, by the chain rule."""
    value = math.exp(inside.value)
    return Dual(value, value * inside.slope)


def swish(inside: Dual) -> Dual:
    """Return x times the logistic function of x."""
    return inside / (Dual(1.0) + exponential(-inside))


def slope_by_hand(place: float) -> float:
    """Return the slope of Swish as the rules give it on paper."""
    logistic = 1 / (1 + math.exp(-place))
    return logistic + place * logistic * (1 - logistic)


def main() -> None:
    """Compare the slope of the program with the one worked out by hand."""
    print("    x   by dual numbers   by hand")
    for place in PLACES:
        automatic = swish(Dual(place, 1.0)).slope
        print(f"{place:5.1f}{automatic:18.6f}{slope_by_hand(place):10.6f}")


def draw() -> "Figure":
    """Return a picture of Swish and its slope."""
    import matplotlib.pyplot as plt

    places = np.linspace(-5, 5, 201)
    results = [swish(Dual(float(place), 1.0)) for place in places]
    figure, axes = plt.subplots(layout="constrained")
    axes.plot(places, [result.value for result in results], label="Swish")
    axes.plot(places, [result.slope for result in results], label="its slope")
    axes.set_xlabel("x")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
