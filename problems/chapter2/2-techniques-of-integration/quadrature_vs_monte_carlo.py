"""Watch the errors of three numerical rules shrink: trapezoid, Simpson and Monte Carlo.

The integral of exp from 0 to 1 is known, so each error can be measured. On log-log axes an error like n^-p is a
straight line with the slope -p.

>>> main()
slope of the trapezoid error:   -2.0
slope of the Simpson error:     -4.0
slope of the Monte Carlo error: -0.5
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TRUE_VALUE = float(np.e - 1)
PANELS = [4, 8, 16, 32, 64, 128, 256]


def trapezoid_error(panels: int) -> float:
    """The error of the trapezoid rule with so many panels."""
    values = np.exp(np.linspace(0, 1, panels + 1))
    inside = values[1:-1].sum()
    return float(abs((values[0] / 2 + inside + values[-1] / 2) / panels - TRUE_VALUE))


def simpson_error(panels: int) -> float:
    """The error of Simpson's rule with so many panels, an even number."""
    values = np.exp(np.linspace(0, 1, panels + 1))
    middles = values[1:-1:2].sum()
    joints = values[2:-1:2].sum()
    total = values[0] + 4 * middles + 2 * joints + values[-1]
    return float(abs(total / (3 * panels) - TRUE_VALUE))


def monte_carlo_error(samples: int, repeats: int = 2000) -> float:
    """The typical error (root mean square) of a mean over so many random places."""
    places = np.random.default_rng(0).random((repeats, samples))
    estimates = np.exp(places).mean(axis=1)
    return float(np.sqrt(np.mean((estimates - TRUE_VALUE) ** 2)))


RULES = {"trapezoid": trapezoid_error, "Simpson": simpson_error, "Monte Carlo": monte_carlo_error}


def slope(errors: list[float]) -> float:
    """The slope of the straight line through the errors on log-log axes."""
    return float(np.polyfit(np.log(PANELS), np.log(errors), 1)[0])


def main() -> None:
    """Print how fast each rule improves."""
    for name, error in RULES.items():
        label = f"slope of the {name} error:"
        print(f"{label:<31} {slope([error(panels) for panels in PANELS]):.1f}")


def draw() -> Figure:
    """Draw the errors against the number of evaluations."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    for name, error in RULES.items():
        axes.loglog(PANELS, [error(panels) for panels in PANELS], "o-", label=name)
    axes.set_xlabel("panels or samples")
    axes.set_ylabel("error")
    axes.legend()
    return figure


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    main()
    draw()
    plt.show()
