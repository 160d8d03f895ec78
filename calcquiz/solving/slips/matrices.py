"""Slips in gradients, Jacobians and Hessians: in an entry, or in how the entries are put together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from calcquiz.algebra.tidy import product, quotient
from calcquiz.algebra.tree import TWO, ZERO, Apply, Tree
from calcquiz.solving.slips.derivatives import after, result_of_walks, sites_of_walks, walks_of
from calcquiz.solving.slips.distinct import distinct, plain
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.walk import Place
from calcquiz.tasks.spread import CONTAINERS
from calcquiz.tasks.task import Args, Setting, names_of

Entries = list[list[Tree]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A wrong way to put right entries together."""

    make: Callable[[Entries, Args], Entries]
    say: str


def under(taken: frozenset[Slip], prefix: Place) -> frozenset[Slip]:
    """Return the slips whose place begins by a prefix, with the rest of their place."""
    size = len(prefix)
    return frozenset(replace(slip, place=slip.place[size:]) for slip in taken if slip.place[:size] == prefix)


def entry(function: Tree, name: str, taken: frozenset[Slip]) -> Tree | None:
    """Return a partial derivative with slips."""
    return result_of_walks(function, walks_of(function, [name]), taken, staged=False)


class MatrixSlips:
    """Slips in `gradient(f, vars)` (places begin by the entry) and `jacobian(F, vars)` (by row and column)."""

    def __init__(self, head: str, arrangements: Mapping[str, Arrangement]) -> None:
        self.head = head
        self.arrangements = arrangements

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips in each entry, then the wrong arrangements."""
        args = plain(args, setting)
        right = self._shaped(self._right(args))

        def every() -> Iterator[Slip]:
            for row, function in enumerate(self._functions(args)):
                for column, name in enumerate(names_of(args[1])):
                    place = (column,) if self.head == "gradient" else (row, column)
                    for slip in sites_of_walks(function, walks_of(function, [name])):
                        yield moved(slip, place)
            asked = Apply(self.head, args)
            for name, way in self.arrangements.items():
                wrong = self._shaped(way.make(self._right(args), args))
                yield Slip(name=name, place=(), part=asked, right=right, wrong=wrong, say=way.say)

        return distinct(every(), lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the gradient or Jacobian with these slips."""
        args = plain(args, setting)
        entries: Entries = []
        for row, function in enumerate(self._functions(args)):
            line = []
            for column, name in enumerate(names_of(args[1])):
                place = (column,) if self.head == "gradient" else (row, column)
                made = entry(function, name, under(taken, place))
                if made is None:
                    return None
                line.append(made)
            entries.append(line)
        for slip in taken:
            if slip.name in self.arrangements and not slip.place:
                entries = self.arrangements[slip.name].make(entries, args)
        return self._shaped(entries)

    def _functions(self, args: Args) -> tuple[Tree, ...]:
        if self.head == "jacobian" and isinstance(args[0], Apply) and args[0].head in CONTAINERS:
            return args[0].args
        return (args[0],)

    def _right(self, args: Args) -> Entries:
        names = names_of(args[1])
        return [[after(function, (name,)) for name in names] for function in self._functions(args)]

    def _shaped(self, entries: Entries) -> Tree:
        return Apply("vector", tuple(entries[0])) if self.head == "gradient" else matrix(entries)


def moved(slip: Slip, prefix: Place) -> Slip:
    """Return a slip with a prefix to its place."""
    return replace(slip, place=(*prefix, *slip.place))


def matrix(rows: Entries) -> Tree:
    """Return rows of entries as a matrix."""
    return Apply("list", tuple(Apply("list", tuple(row)) for row in rows))


def _turned(entries: Entries) -> Entries:
    return [row[::-1] for row in entries]


def _transposed(entries: Entries) -> Entries:
    return [list(column) for column in zip(*entries, strict=True)]


def _off_diagonal(change: Callable[[Tree], Tree]) -> Callable[[Entries, Args], Entries]:
    def make(entries: Entries, _: Args) -> Entries:
        return [
            [value if row == column else change(value) for column, value in enumerate(line)]
            for row, line in enumerate(entries)
        ]

    return make


def _products_of_slopes(entries: Entries, args: Args) -> Entries:
    slopes = [after(args[0], (name,)) for name in names_of(args[1])]
    return [
        [value if row == column else product([slopes[row], slopes[column]]) for column, value in enumerate(line)]
        for row, line in enumerate(entries)
    ]


GRADIENT_WAYS = {
    "entries-swapped": Arrangement(
        make=lambda entries, _: _turned(entries),
        say="The partial derivatives stand in the wrong order: that by the first variable comes first.",
    ),
}
JACOBIAN_WAYS = {
    "transposed": Arrangement(
        make=lambda entries, _: _transposed(entries),
        say="That is the matrix with rows and columns exchanged: each function has a row, each variable a column.",
    ),
    "columns-swapped": Arrangement(
        make=lambda entries, _: _turned(entries),
        say="The columns stand in the wrong order: that of the first variable comes first.",
    ),
}
HESSIAN_WAYS = {
    "mixed-forgotten": Arrangement(
        make=_off_diagonal(lambda _: ZERO),
        say="The mixed derivatives beside the diagonal are missing: differentiate by one variable, then the other.",
    ),
    "off-diagonal-halved": Arrangement(
        make=_off_diagonal(lambda value: quotient(value, TWO)),
        say="Beside the diagonal stands the whole mixed derivative, not half of it.",
    ),
    "off-diagonal-doubled": Arrangement(
        make=_off_diagonal(lambda value: product([TWO, value])),
        say="Beside the diagonal stands the mixed derivative once, not twice.",
    ),
    "mixed-as-product": Arrangement(
        make=_products_of_slopes,
        say="The mixed derivative is not the product of the first ones: differentiate the first one again.",
    ),
    "diagonal-swapped": Arrangement(
        make=lambda entries, _: [row[::-1] for row in entries[::-1]],
        say="The second derivatives on the diagonal stand in the wrong order.",
    ),
}


class HessianSlips:
    """Slips in `hessian(f, vars)`.

    A place begins by 1 and the variable of a first derivative, from which the slip is carried on to second ones, or
    by 2, row and column of a second one.
    """

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips in first derivatives, in second ones, and the wrong arrangements."""
        args = plain(args, setting)
        names = names_of(args[1])
        right = matrix(self._entries(args, frozenset()) or [])

        def every() -> Iterator[Slip]:
            for row, name in enumerate(names):
                for slip in sites_of_walks(args[0], walks_of(args[0], [name])):
                    yield moved(slip, (FIRST, row))
            for row, name in enumerate(names):
                slope = after(args[0], (name,))
                for column in range(row, len(names)):
                    for slip in sites_of_walks(slope, walks_of(args[0], [names[column]])):
                        yield moved(slip, (SECOND, row, column))
            for name, way in HESSIAN_WAYS.items():
                wrong = matrix(way.make(self._entries(args, frozenset()) or [], args))
                yield Slip(name=name, place=(), part=Apply("hessian", args), right=right, wrong=wrong, say=way.say)

        return distinct(every(), lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the Hessian with these slips."""
        args = plain(args, setting)
        entries = self._entries(args, taken)
        if entries is None:
            return None
        for slip in taken:
            if slip.name in HESSIAN_WAYS and not slip.place:
                entries = HESSIAN_WAYS[slip.name].make(entries, args)
        return matrix(entries)

    def _entries(self, args: Args, taken: frozenset[Slip]) -> Entries | None:
        names = names_of(args[1])
        known: dict[tuple[int, int], Tree] = {}
        for row, name in enumerate(names):
            first = under(taken, (FIRST, row))
            slope = entry(args[0], name, first) if first else after(args[0], (name,))
            for column in range(row, len(names)):
                second = under(taken, (SECOND, row, column))
                made = None if slope is None else _second(slope, names[column], second, changed=bool(first))
                if made is None:
                    return None
                known[row, column] = made
        size = range(len(names))
        return [[known[min(row, column), max(row, column)] for column in size] for row in size]


FIRST, SECOND = 1, 2
"""A place in a Hessian begins by the order of the derivative in which the slip is made."""


def _second(slope: Tree, name: str, taken: frozenset[Slip], *, changed: bool) -> Tree | None:
    if not taken and not changed:
        return after(slope, (name,))
    return entry(slope, name, taken)


MATRIX_SLIPS: dict[str, Slips] = {
    "gradient": MatrixSlips("gradient", GRADIENT_WAYS),
    "jacobian": MatrixSlips("jacobian", JACOBIAN_WAYS),
    "hessian": HessianSlips(),
}
