"""Generating: the variants of a selection, one after the other, as JSON texts."""

from collections.abc import Callable, Iterator
from itertools import islice
from json import dumps

from calcquiz.bank.catalog import Catalog
from calcquiz.records.bank import Selection
from calcquiz.session.shelf import Shelf
from calcquiz.variants.complete import complete
from calcquiz.variants.shape import shape


def generated(catalog: Catalog, selection: Selection, count: int, compute: Callable[..., str]) -> Iterator[str]:
    """Yield up to `count` variants, solutions left out: the first of each problem, then the second of each.

    Raises:
        CalcquizError: a key could not be worked out.
    """
    shelf = Shelf(catalog, compute)
    for id_, number in islice(_numbered(shelf, selection), count):
        variant = complete(shelf.problem(id_), shelf.draw(id_, number), compute, solutions=False)
        yield dumps(shape(variant, solution=False), ensure_ascii=False)


def _numbered(shelf: Shelf, selection: Selection) -> Iterator[tuple[str, int]]:
    if selection.variant is not None:
        yield selection.ids[0], selection.variant
        return
    longest = max(shelf.count(id_) for id_ in selection.ids)
    for number in range(longest):
        yield from ((id_, number) for id_ in selection.ids if number < shelf.count(id_))
