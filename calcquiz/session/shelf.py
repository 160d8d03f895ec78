"""The shelf: problems of the bank as variants, completed and worked in the background while the learner reads."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from calcquiz.bank.catalog import Catalog
from calcquiz.records.bank import Facts
from calcquiz.records.derivation import Level
from calcquiz.records.problem import Problem
from calcquiz.records.variant import Variant
from calcquiz.variants.draw import draw, variant_at
from calcquiz.variants.grid import MOST_VARIANTS, Values, passing

if TYPE_CHECKING:
    from calcquiz.solving.slips.explain import Consequences

Result = TypeVar("Result")


@dataclass(slots=True)
class Shelf:
    """Gives out variants by id and number; problems are loaded when they are first asked for."""

    catalog: Catalog
    compute: Callable[..., str]
    """Runs a function of `tasks.worker_functions` on texts, in the worker."""
    derive: Callable[..., str] | None = None
    """Runs functions of `solving.worker_functions`, in a worker of its own: no verdict waits for a derivation."""
    warm: Callable[[], None] = lambda: None
    """Called in the background while the first question is read: starts the worker, imports the checker."""
    _problems: dict[str, Problem] = field(default_factory=dict)
    _points: dict[str, tuple[list[Values], Iterator[Values]]] = field(default_factory=dict)
    """The draws of each problem that were found so far, and what finds the others."""
    _threads: Any = None
    _later: ThreadPoolExecutor | None = None
    """The thread for what is shown after a verdict."""

    def problem(self, id_: str) -> Problem:
        """Return the problem; raises BankError when its file cannot be used."""
        if id_ not in self._problems:
            self._problems[id_] = self.catalog.load(id_)
        return self._problems[id_]

    def facts(self, id_: str) -> Facts:
        """Return the light facts of a problem."""
        return self.catalog.by_id[id_]

    def count(self, id_: str) -> int:
        """Return how many variants the problem has."""
        return len(self.points(id_))

    def points(self, id_: str) -> tuple[Values, ...]:
        """Return the draws that make the variants of a problem, at most 200, worked out once."""
        return self.first_points(id_, MOST_VARIANTS)

    def first_points(self, id_: str, most: int) -> tuple[Values, ...]:
        """Return the first draws of a problem, as many as are wanted or there are: finding all takes a while."""
        known, more = self._points.get(id_) or ([], passing(self.problem(id_)))
        known += islice(more, max(0, most - len(known)))
        self._points[id_] = (known, more)
        return tuple(known[:most])

    def draw(self, id_: str, number: int) -> Variant:
        """Return a variant as a question: nothing that may not be shown before the answer."""
        points = self.first_points(id_, number + 1) if 0 <= number < MOST_VARIANTS else ()
        if number >= len(points):
            return draw(self.problem(id_), number)  # says which numbers there are
        return variant_at(self.problem(id_), points[number], number)

    def complete(self, variant: Variant, given: Mapping[int, str] | None = None) -> Variant:
        """Return the variant with keys, mistakes, hints, solutions and plot."""
        from calcquiz.variants.complete import complete  # brings numpy: not before the question is shown

        return complete(self.problem(variant.id), variant, self.compute, given=given)

    def completing(self, variant: Variant, given: Mapping[int, str] | None = None) -> "Future[Variant]":
        """Complete a variant in the background."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="complete")
            self._threads.submit(self.warm)
        future: Future[Variant] = self._threads.submit(self.complete, variant, given)
        return future

    def derived(self, variant: Variant, part: int | None = None, level: Level = Level.NORMAL) -> Variant:
        """Return a completed variant with the automatic steps of a part, or of all, and the hints taken from them."""
        from calcquiz.variants.derive import derive

        return derive(self.problem(variant.id), variant, self.derive or self.compute, part=part, level=level)

    def deriving(self, completion: "Future[Variant]", part: int) -> "Future[Variant]":
        """Work a part out in the background, once its key is known."""
        return self.later(lambda: self.derived(completion.result(), part))

    def foreseeing(self, completion: "Future[Variant]", part: int) -> "Future[Consequences | None]":
        """Work out in the background what the slips of a part lead to, once its key is known."""
        return self.later(lambda: self.consequences(completion.result(), part))

    def consequences(self, variant: Variant, part: int) -> "Consequences | None":
        """Return what the slips of a part of a completed variant lead to; None where none are known."""
        from calcquiz.solving.slips.explain import consequences
        from calcquiz.tasks.formula import read_formula
        from calcquiz.tasks.task import Setting
        from calcquiz.variants.complete import key_tree

        asked = variant.parts[part - 1]
        if asked.task is None:
            return None
        sorts = self.problem(variant.id).variables
        setting = Setting(compute=self.derive or self.compute, variables=sorts)
        return consequences(read_formula(asked.task, sorts, open_names=True), key_tree(asked, tuple(sorts)), setting)

    def later(self, work: Callable[[], Result]) -> "Future[Result]":
        """Do something in the background after everything that was asked for before."""
        if self._later is None:
            self._later = ThreadPoolExecutor(max_workers=1, thread_name_prefix="later")
        return self._later.submit(work)

    def close(self) -> None:
        """Drop what is still being completed."""
        for threads in (self._threads, self._later):
            if threads is not None:
                threads.shutdown(wait=False, cancel_futures=True)
