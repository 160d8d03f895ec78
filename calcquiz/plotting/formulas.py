"""The formulas of an author's plot: read, with the problem's names filled in, as trees and numbers.

This module imports numpy: import it where a picture is made, not at start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from calcquiz.algebra.evaluate import numpy_values
from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Apply, Tree, free_names, substitute
from calcquiz.plotting.assemble import function_of
from calcquiz.plotting.sample import Function, Window
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.scene import Point

DEEPEST = 20
WIDEST = 1e100
KEY = "key"


class HiddenError(CalcquizError):
    """What is to be drawn uses the key, which may not be shown yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """Reads the texts of a plot; `values` gives names their formulas, `key` among them once it may be shown."""

    variables: tuple[str, ...]
    values: Mapping[str, str]
    functions: frozenset[str] = field(default=frozenset())

    def tree(self, text: Any) -> Tree:
        """Return the tree of a text with every name filled in.

        Raises:
            FormulaError: The text is no formula.
            HiddenError: It uses the key before the key may be shown.
        """
        return self._filled(str(text), 0)

    def _filled(self, text: str, depth: int) -> Tree:
        if depth > DEEPEST:
            raise FormulaError("these names stand for each other in a circle", text=text)
        names = {*self.variables, *self.values, KEY}
        # a key may hold a constant of integration, which no name of the problem stands for: it is drawn as 0
        tree = parse(text, names, author=True, functions=self.functions, open_names=depth > 0)
        used = free_names(tree) - set(self.variables)
        if KEY in used and KEY not in self.values:
            raise HiddenError("the key is not shown before the answer")
        trees = {name: self._filled(self.values[name], depth + 1) for name in used if name in self.values}
        return substitute(tree, trees)

    def function(self, text: Any) -> Function:
        """Return the text as a function of the first variable."""
        return function_of(self.tree(text), self.variables[0])

    def number(self, text: Any) -> float:
        """Return the value of a text without variables.

        Raises:
            FormulaError: It has no real finite value.
        """
        value = constant(self.tree(text))
        if value is None:
            raise FormulaError(
                f"`{text}` is no number", text=str(text), advice="Write a value that needs no variable: 3, pi/2, 2*a"
            )
        return value

    def window(self, pair: Any) -> Window:
        """Return the two ends of a window, the smaller one first."""
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise CalcquizError(f"`{pair}` is no window", "Write its two ends: [-3, 3]")
        low, high = self.number(pair[0]), self.number(pair[1])
        if not low < high:
            raise CalcquizError(f"the window from {pair[0]} to {pair[1]} is empty", "Write the smaller end first.")
        if max(-low, high) > WIDEST:
            raise CalcquizError(f"the window from {pair[0]} to {pair[1]} is too large", "Stay below 1e100.")
        return low, high

    def point(self, text: Any) -> Point:
        """Return a point of the plane written (1, 2)."""
        tree = self.tree(text)
        if isinstance(tree, Apply) and tree.head in {"vector", "list"} and len(tree.args) == 2:
            x, y = map(constant, tree.args)
            if x is not None and y is not None:
                return x, y
        raise FormulaError(f"`{text}` is no point", text=str(text), advice="Write two numbers: (1, 2)")


def constant(tree: Tree) -> float | None:
    """Return the value of a tree without variables, or None when it has no real finite one."""
    value = float(numpy_values(tree, {})[0])
    return value if np.isfinite(value) else None
