"""The plot of a variant: the author's picture with the names filled in, without the key until the part is over."""

from typing import Any

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.variants.environment import Environment, read
from calcquiz.variants.slots import fill_sentence

SENTENCES = frozenset({"labels", "title", "x_label", "y_label"})
WORDS = frozenset({"when", "log"})


def fill_plot(plot: dict[str, Any], here: Environment, key: Tree | None) -> dict[str, Any]:
    """Return the plot with formulas and labels filled in.

    Args:
        plot: As the author wrote it.
        here: What the names stand for.
        key: The answer; without it every entry that uses `key` is left out, and the labels that go
            with left out curves too.
    """
    if key is not None:
        here = here.with_tree("key", key)
    filled = {name: _value(name, value, here) for name, value in plot.items()}
    labels, curves = plot.get("labels"), plot.get("curves")
    if key is None and isinstance(labels, list) and isinstance(curves, list) and len(labels) == len(curves):
        shown = [label for label, curve in zip(labels, curves, strict=True) if not _needs_key(curve, here)]
        filled["labels"] = _value("labels", shown, here)
    return {name: value for name, value in filled.items() if value not in (None, [], {})}


def _value(name: str, value: Any, here: Environment) -> Any:
    if isinstance(value, list):
        items = [_value(name, item, here) for item in value]
        return [item for item in items if item is not None]
    if isinstance(value, dict):
        made = {inner: _value(name, item, here) for inner, item in value.items()}
        # An area under the key without the key is no area: the whole entry goes.
        return None if None in made.values() else made
    if name in WORDS:
        return value
    if name in SENTENCES:
        return fill_sentence(value, here)
    if _needs_key(value, here):
        return None
    return to_text(here.fill(value))


def _needs_key(formula: Any, here: Environment) -> bool:
    if not isinstance(formula, str) or "key" in here.trees:
        return False
    return "key" in free_names(read(formula, here.names | {"key"}))
