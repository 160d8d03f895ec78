"""The background of a question: its key, its steps and what slips lead to, worked out while the learner reads."""

from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from calcquiz.records.variant import Variant
from calcquiz.session.shelf import Shelf

if TYPE_CHECKING:
    from calcquiz.solving.slips.explain import Consequences

PATIENCE_SECONDS = 2.0
"""How long a wrong answer may wait for single slips: they are begun with the question and take about 30 ms, but
before the first one their rules are imported."""
READING_SECONDS = 0.5
"""Pairs of slips are begun when nobody has answered for so long: they shall not slow a verdict down."""


@dataclass(slots=True)
class Background:
    """What is being worked out about one part of a variant."""

    shelf: Shelf
    variant: Variant
    part: int
    answers: Mapping[int, str] = field(default_factory=dict)
    """The learner's own answers to earlier parts."""
    _completion: "Future[Variant] | None" = None
    _slips: "Future[Consequences | None] | None" = None
    _pairs: "Future[Consequences | None] | None" = None
    _derivation: "Future[Variant] | None" = None
    _answered: Event = field(default_factory=Event)

    def begin(self, *, steps: bool) -> None:
        """Begin with the key, then what slips lead to; with the steps only where they will be shown unasked."""
        completion = self._keys()
        self._slips = self.shelf.foreseeing(completion, self.part)
        if steps:
            self._derivation = self.shelf.deriving(completion, self.part)
        self._pairs = self.shelf.later(self._with_pairs)

    def complete(self) -> Variant:
        """Return the variant with its keys.

        Raises:
            CalcquizError: a key could not be worked out.
        """
        return self._keys().result()

    def derived(self) -> Variant:
        """Return the variant with the automatic steps of this part as well."""
        self._answered.set()
        complete = self.complete()
        if complete.parts[self.part - 1].automatic is None:
            return complete
        if self._derivation is None:
            self._derivation = self.shelf.deriving(self._keys(), self.part)
        return self._derivation.result()

    def consequences(self) -> "Consequences | None":
        """Return what slips lead to, pairs too where they are known already; None where none are known in time."""
        self._answered.set()
        if self._slips is None:
            return None
        if self._pairs is not None and self._pairs.done() and not self._pairs.cancelled():
            pairs = self._pairs.result()
            if pairs is not None:
                return pairs
        try:
            return self._slips.result(timeout=PATIENCE_SECONDS)
        except FutureTimeoutError:
            return None

    def forget(self) -> None:
        """Drop what nobody has begun to work out."""
        self._answered.set()
        for future in (self._slips, self._pairs, self._derivation):
            if future is not None:
                future.cancel()
        self._slips = self._pairs = self._derivation = None

    def _with_pairs(self) -> "Consequences | None":
        """Work out what pairs of slips lead to, unless there is an answer before that."""
        from calcquiz.solving.slips.explain import with_pairs

        if self._answered.wait(READING_SECONDS) or self._slips is None:
            return None
        known = self._slips.result()
        return None if known is None else with_pairs(known)

    def _keys(self) -> "Future[Variant]":
        if self._completion is None:
            self._completion = self.shelf.completing(self.variant, self.answers)
        return self._completion
