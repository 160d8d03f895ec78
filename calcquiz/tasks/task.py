"""A task: its arguments, the kind of its answer, how its key is worked out and what proves it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.points import Domain, is_positive
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import CONSTANTS, Apply, Name, Tree, free_names
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
    """Name -> `real`, `positive`, `integer` or an open interval, `(0, 1)`."""

    @property
    def positive(self) -> str:
        """Return the positive variables, joined by commas, as worker functions take them."""
        return ",".join(name for name in self.variables if self.is_positive(name))

    @property
    def domain(self) -> Domain:
        """Return what the variables may be, for probing."""
        return Domain.of(self.variables)

    def is_positive(self, name: str) -> bool:
        """Return whether a name stands for a positive number."""
        return is_positive(self.variables.get(name, "real"))


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
    shown: Callable[[Args], tuple[str, ...]] | None = None
    """For a choice whose options depend on the arguments: the keys of those that are offered."""

    def application(self, args: Args) -> Apply:
        """Return the task as it is asked."""
        return Apply(self.name, args)

    def offered(self, args: Args) -> tuple[tuple[str, str], ...]:
        """Return the options of a choice for these arguments."""
        kept = dict(self.options) if self.shown is None else self.shown(args)
        return tuple(option for option in self.options if option[0] in kept)

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
            if not isinstance(name, Name) or name.name in CONSTANTS:
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


@dataclass(frozen=True, slots=True)
class Binding:
    """Which arguments of a task are variables that its answer no longer holds."""

    names: tuple[int, ...] = (1,)
    outside: int = 2
    """The first argument that is read outside: the ends of an integral, a starting point."""


INSIDE = 12
"""More than any task has arguments: all of them are read inside."""
BINDING = {
    **dict.fromkeys(("integral", "limit", "sum", "at", "convergence"), Binding()),
    **dict.fromkeys(("difference", "coefficient", "classify", "directional"), Binding()),
    **dict.fromkeys(("riemann", "trapezoid", "simpson", "newton", "descent", "iterate"), Binding()),
    **dict.fromkeys(("solve", "critical", "inflection", "stationary_points"), Binding(outside=INSIDE)),
    **dict.fromkeys(("argmin", "argmax", "minimum", "maximum"), Binding(outside=INSIDE)),
    **dict.fromkeys(("convergence_set", "radius", "interval_of_convergence"), Binding((1, 2), INSIDE)),
    "least": Binding((0,)),
    "lagrange": Binding((2,), INSIDE),
}
"""Tasks whose answer no longer holds their variable; an indefinite integral keeps it."""
WORDS = frozenset({"left", "right", "mid", "central", "unique", "point", "value", "min", "max"})
"""What stands for itself among the arguments of a task."""


def names_in(*trees: Tree) -> frozenset[str]:
    """Return the names that are free in the trees, words of tasks apart."""
    return frozenset().union(*(free_names(tree) for tree in trees)) - WORDS


def word_in(tree: Tree, words: Collection[str]) -> str | None:
    """Return which of the words an argument is, None when it is none of them."""
    return tree.name if isinstance(tree, Name) and tree.name in words else None


def bound_names(tree: Tree) -> frozenset[str]:
    """Return the names that the task at the root binds: they are not in its answer."""
    if not isinstance(tree, Apply) or tree.head not in BINDING or (tree.head == "integral" and len(tree.args) == 2):
        return frozenset()
    return frozenset().union(*(names_of(tree.args[place]) for place in BINDING[tree.head].names))


def open_names(tree: Tree) -> frozenset[str]:
    """Return the names that a formula with tasks still depends on."""
    if not isinstance(tree, Apply):
        return free_names(tree)
    bound = bound_names(tree)
    first = BINDING[tree.head].outside if bound else len(tree.args)
    inner, outer = (_open_in(args) for args in (tree.args[:first], tree.args[first:]))
    return ((inner - bound) | outer) - WORDS


def _open_in(trees: Args) -> frozenset[str]:
    return frozenset().union(*(open_names(tree) for tree in trees))
