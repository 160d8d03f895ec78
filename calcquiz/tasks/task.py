"""A task: its arguments, the kind of its answer, how its key is worked out and what proves it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind

Args: TypeAlias = tuple[Tree, ...]


class Compute(Protocol):
    """Runs a function of `worker_functions.FUNCTIONS` on texts and returns its text.

    Raises OutOfTimeError when it takes too long and CalcquizError when there is no answer.
    """

    def __call__(self, function: str, *arguments: str) -> str:
        """Return the function's value, in the language of formulas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a task is worked out in: the assumptions on the variables, and the worker."""

    compute: Compute
    variables: dict[str, str] = field(default_factory=dict)
    """Name -> `real`, `positive` or `integer`."""

    @property
    def positive(self) -> str:
        """Return the positive variables, joined by commas, as worker functions take them."""
        return ",".join(name for name, sort in self.variables.items() if sort == "positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that can be asked.

    `check`, `kind`, `key`, `oracle` and `variable` take the arguments of the application, in which the
    parameters of the problem are already filled in (for `check`: may still be names).
    """

    name: str
    signature: str
    """`derivative(f, x[, n])`, as shown in messages."""
    arity: tuple[int, int]
    names: tuple[int, ...] = ()
    """Which arguments (from 0) are a variable, or a vector of variables."""
    kind: Callable[[Args], Kind]
    key: Callable[[Args, Setting], Tree]
    oracle: Callable[[Args, Tree, Setting], Evidence]
    variable: Callable[[Args], str | None]
    """The variable of differentiation or integration, for the checker."""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice: keys and sentences, in a fixed order."""

    def application(self, args: Args) -> Apply:
        """Return the task as it is asked."""
        return Apply(self.name, args)

    def require(self, application: Apply) -> None:
        """Raise FormulaError when the arguments do not fit the signature."""
        low, high = self.arity
        start, end = application.span
        if not low <= len(application.args) <= high:
            wanted = str(low) if low == high else f"{low} to {high}"
            message = f"`{self.name}` takes {wanted} arguments, and has {len(application.args)} here"
            raise FormulaError(message, start=start, end=end, advice=f"Write {self.signature}.")
        for place in self.names:
            if place < len(application.args):
                self._require_names(application.args[place])

    def _require_names(self, argument: Tree) -> None:
        names = argument.args if isinstance(argument, Apply) and argument.head == "vector" else (argument,)
        for name in names:
            if not isinstance(name, Name):
                message = f"`{to_text(name)}` is no variable"
                start, end = name.span
                raise FormulaError(message, start=start, end=end, advice=f"Write {self.signature}.")


def name_of(tree: Tree) -> str:
    """Return the name of an argument that must be a variable."""
    if isinstance(tree, Name):
        return tree.name
    raise FormulaError(f"`{to_text(tree)}` is no variable", advice="Write the name of a variable here.")


def names_of(tree: Tree) -> tuple[str, ...]:
    """Return the names of an argument that is a variable or a vector of variables."""
    if isinstance(tree, Apply) and tree.head == "vector":
        return tuple(name_of(arg) for arg in tree.args)
    return (name_of(tree),)


def whole_number(tree: Tree, what: str, *, low: int = 0, high: int = 20) -> int:
    """Return an argument that must be a whole number in a range."""
    value = exact_number(tree)
    if value is None or value.denominator != 1 or not low <= value <= high:
        raise FormulaError(f"`{to_text(tree)}` is no {what}", advice=f"Write a whole number from {low} to {high}.")
    return int(value)


BINDING = {"integral": 1, "limit": 1, "sum": 1, "at": 1, "convergence": 1}
"""Tasks whose answer no longer holds their variable, and where it stands; an indefinite integral keeps it."""


def names_in(*trees: Tree) -> frozenset[str]:
    """Return the names that are free in the trees, sides of limits apart."""
    return frozenset().union(*(free_names(tree) for tree in trees)) - {"left", "right"}


def bound_names(tree: Tree) -> frozenset[str]:
    """Return the names that the task at the root binds: they are not in its answer."""
    if not isinstance(tree, Apply) or tree.head not in BINDING or (tree.head == "integral" and len(tree.args) == 2):
        return frozenset()
    return frozenset(names_of(tree.args[BINDING[tree.head]]))


def open_names(tree: Tree) -> frozenset[str]:
    """Return the names that a formula with tasks still depends on."""
    if isinstance(tree, Apply):
        inner = frozenset().union(*(open_names(arg) for arg in tree.args)) if tree.args else frozenset()
        bound = bound_names(tree)
        ends = tree.args[2:] if bound else ()
        outside = frozenset().union(*(open_names(end) for end in ends)) if ends else frozenset()
        return ((inner - bound) | outside) - {"left", "right"}
    return free_names(tree)
