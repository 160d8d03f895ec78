"""The background of a question: its key, its steps and what slips lead to, worked out while the learner reads."""

from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from calcquiz.records.variant import Variant
from calcquiz.session.shelf import Shelf

if TYPE_CHECKING:
    from calcquiz.solving.explain import Consequences

PATIENCE_SECONDS = 0.5
"""How long a verdict waits for slips that are still being worked out: they are begun when the question is asked."""


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
    _derivation: "Future[Variant] | None" = None

    def begin(self, *, steps: bool) -> None:
        """Begin with the key, then what slips lead to; with the steps only where they will be shown unasked."""
        completion = self._keys()
        self._slips = self.shelf.foreseeing(completion, self.part)
        if steps:
            self._derivation = self.shelf.deriving(completion, self.part)

    def complete(self) -> Variant:
        """Return the variant with its keys.

        Raises:
            CalcquizError: a key could not be worked out.
        """
        return self._keys().result()

    def derived(self) -> Variant:
        """Return the variant with the automatic steps of this part as well."""
        complete = self.complete()
        if complete.parts[self.part - 1].automatic is None:
            return complete
        if self._derivation is None:
            self._derivation = self.shelf.deriving(self._keys(), self.part)
        return self._derivation.result()

    def consequences(self) -> "Consequences | None":
        """Return what slips lead to; None where none are known, or not in time."""
        if self._slips is None:
            return None
        try:
            return self._slips.result(timeout=PATIENCE_SECONDS)
        except FutureTimeoutError:
            return None

    def forget(self) -> None:
        """Drop what nobody has begun to work out."""
        for future in (self._slips, self._derivation):
            if future is not None:
                future.cancel()

    def _keys(self) -> "Future[Variant]":
        if self._completion is None:
            self._completion = self.shelf.completing(self.variant, self.answers)
        return self._completion
