"""The desk: what a session needs from outside, put together once: bank, log, clock, checker, and who answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calcquiz.records.moment import Question
from calcquiz.records.verdict import Verdict
from calcquiz.session.clock import Clock
from calcquiz.session.recorder import Recorder
from calcquiz.session.shelf import Shelf

Ask = Callable[[Question, Sequence[str]], str | None]
"""Given a question and earlier answers to it, returns a line, or None at the end of input."""
Choose = Callable[[Sequence[str]], str]
"""Given the keys that mean something now (`enter`, `s`, `p`, `u`, `1`…`4`, `q`), returns the one pressed."""
Judge = Callable[..., Verdict]
"""`checking.check.check` with the worker's proofs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a loop talks to."""

    shelf: Shelf
    recorder: Recorder
    clock: Clock
    ask: Ask
    judge: Judge
    choose: Choose | None = None
    """None where nobody presses keys: through a pipe."""
    tries: int = 1
    """Tries a part."""
    pictures: bool = True
    """Whether pictures are drawn at all."""
    curves_at_once: bool = True
    """Whether both curves are drawn unasked after a wrong answer; else they wait for a key."""
    solutions: bool = True
    """Whether the worked solution is shown unasked after a wrong answer."""
