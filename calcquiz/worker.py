"""The killable process in which sympy runs: a warm worker with a memory limit and a deadline for every call."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError
from concurrent.futures import TimeoutError as FutureTimeoutError
from importlib import import_module
from threading import Lock
from types import TracebackType
from typing import Any, Self

from calcquiz.records.errors import OutOfTimeError

MEMORY_BYTES = 1 << 30
INTERACTIVE_SECONDS = 2.0
AUTHORING_SECONDS = 30.0
DERIVATION_SECONDS = 5.0
RESULT_SECONDS = 4.0
"""What a derivation may take, and what its result alone after that: an answer is there within 12 s, start included."""
STARTING_SECONDS = 20.0
"""Allowance for the first call, in which the process starts and imports sympy."""
ENDED = ("the session has ended", "Start calcquiz again.")


class Worker:
    """A process that runs functions from fixed tables on records and text, killed when it takes too long.

    Args:
        tables: Modules with a table `FUNCTIONS`, the only functions it may run; they are imported in
            the process alone, so that this one need not import sympy.
        seconds: The deadline of a call once the process is warm.
        patience: Function -> the deadline of its calls, where that is another one.
        spares: Warm processes that stand by: no call waits until a killed one is replaced.
    """

    def __init__(
        self,
        tables: Sequence[str],
        *,
        seconds: float = INTERACTIVE_SECONDS,
        patience: Mapping[str, float] | None = None,
        spares: int = 0,
    ) -> None:
        self._tables = tuple(tables)
        self._seconds = seconds
        self._patience = dict(patience or {})
        self._processes = 1 + spares
        self._pool: Any = None
        self._warming: Any = None
        self._calls: set[Any] = set()
        """Calls that somebody waits for: a stopped pool never answers them, so `close` cancels them."""
        self._lock = Lock()
        self._closed = False

    def __enter__(self) -> Self:
        """Return the worker; it starts with `start` or the first call."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill the process."""
        self.close()

    def start(self) -> None:
        """Start the process in the background; returns at once."""
        with self._lock:
            if self._closed:
                raise OutOfTimeError(*ENDED)
            if self._pool is None:
                import multiprocessing

                from pebble import ProcessPool

                self._pool = ProcessPool(
                    max_workers=self._processes,
                    initializer=_prepare,
                    initargs=(MEMORY_BYTES, self._tables),
                    # A fresh interpreter: forking a process that has threads is not safe.
                    context=multiprocessing.get_context("spawn"),
                )
                self._warming = self._pool.schedule(_warm, args=[self._tables])

    def wait(self) -> None:
        """Start the process and wait until it has imported what it needs, so that calls are timed without that.

        Raises:
            OutOfTimeError: it did not start.
        """
        self.start()
        try:
            self._warming.result(timeout=STARTING_SECONDS)
        except CancelledError:
            raise OutOfTimeError(*ENDED) from None
        except (FutureTimeoutError, TimeoutError, OSError, BrokenExecutor) as error:
            raise OutOfTimeError(f"the worker did not start: {error}", "Try again.") from None

    def run(self, name: str, *args: Any, seconds: float | None = None) -> Any:
        """Return what the function of that name returns.

        Raises:
            OutOfTimeError: the call passed its deadline or its memory; the process is replaced.
            CalcquizError: what the function itself raises.
        """
        self.start()
        deadline = seconds or self._patience.get(name, self._seconds)
        try:
            if not self._warming.done():
                self._warming.result(timeout=STARTING_SECONDS)
            return self._answer(deadline, name, args)
        except CancelledError:
            raise OutOfTimeError(*ENDED) from None
        except (FutureTimeoutError, TimeoutError):
            message = f"this took longer than {deadline:g} seconds"
            raise OutOfTimeError(message, "Try a simpler formula.") from None
        except MemoryError:
            raise OutOfTimeError("this needed more than 1 GiB of memory", "Try a simpler formula.") from None
        except (OSError, BrokenExecutor) as error:
            # pebble reports a worker that died (memory, a crash in C) as ProcessExpired, an OSError.
            raise OutOfTimeError(f"the worker stopped: {error}", "Try again, or a simpler formula.") from None

    def _answer(self, deadline: float, name: str, args: tuple[Any, ...]) -> Any:
        """Return what the process answers; CancelledError when the worker is closed meanwhile."""
        with self._lock:
            if self._pool is None:
                raise OutOfTimeError(*ENDED)
            call = self._pool.schedule(_call, args=[self._tables, name, args], timeout=deadline)
            self._calls.add(call)
        try:
            return call.result()
        finally:
            self._calls.discard(call)

    def close(self) -> None:
        """Kill the process without waiting for what it does; who waits for a call gets OutOfTimeError."""
        with self._lock:
            self._closed = True
            if self._pool is not None:
                for call in (self._warming, *self._calls):
                    call.cancel()
                self._pool.stop()
                self._pool.join()
                self._pool = None


def _prepare(memory_bytes: int, tables: tuple[str, ...]) -> None:
    """Limit the process's memory, leave Ctrl-C to the parent, import what calls need.

    Imports are no part of a call: a process that takes the place of a killed one is warm when its first call begins.
    """
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pebble handles it in Python, which complains on the terminal when it comes while the process is ending.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    _limit(memory_bytes)
    _warm(tables)


def _limit(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit: deadlines alone bound the work there.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _warm(tables: tuple[str, ...]) -> int:
    """Import what the functions need, sympy too; return how many functions there are."""
    import_module("sympy")
    return sum(len(_functions(table)) for table in tables)


def _functions(table: str) -> dict[str, Callable[..., Any]]:
    functions: dict[str, Callable[..., Any]] = import_module(table).FUNCTIONS
    return functions


def _call(tables: tuple[str, ...], name: str, args: tuple[Any, ...]) -> Any:
    """Run a function of the tables; KeyError when none has that name."""
    functions = {key: function for table in tables for key, function in _functions(table).items()}
    return functions[name](*args)
