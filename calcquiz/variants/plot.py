"""The plot of a variant: the author's picture with the slots of its labels filled.

Formulas keep their names: `Variant.values` says what each stands for, so that a legend can call a
curve `f`, and `key` is known only when the part is over.
"""

from typing import Any

from calcquiz.variants.environment import Environment
from calcquiz.variants.printed import printed
from calcquiz.variants.slots import fill_sentence

SENTENCES = frozenset({"labels", "label", "title"})


def fill_plot(plot: dict[str, Any], here: Environment) -> dict[str, Any]:
    """Return the plot as the author wrote it, with labels and title filled in, as printed in one line.

    Where the author gives no window and the first variable is kept between two numbers, these are the window.
    """
    filled = {name: _value(name, value, here) for name, value in plot.items()}
    return filled if "x" in plot else filled | _window(here)


def _window(here: Environment) -> dict[str, Any]:
    first = next(iter(here.kept_in), "")
    low, high = here.domain.span(first) or (None, None)
    return {} if low is None or high is None else {"x": [str(low), str(high)]}


def _value(name: str, value: Any, here: Environment) -> Any:
    if isinstance(value, list):
        return [_value(name, item, here) for item in value]
    if isinstance(value, dict):
        return {inner: _value(inner if inner in SENTENCES else name, item, here) for inner, item in value.items()}
    return printed(fill_sentence(value, here)) if name in SENTENCES and isinstance(value, str) else value
