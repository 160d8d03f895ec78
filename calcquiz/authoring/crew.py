"""Who proves: a pool of killable processes on this machine, or the workers of a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from importlib import import_module
from threading import Lock
from typing import Any

from calcquiz.authoring.prove import Job, Report, prove
from calcquiz.records.errors import Finding, UsageError

SECONDS_BASE, SECONDS_A_VARIANT = 60.0, 3.0
"""A problem may take so long, and so much longer for each variant."""
INSTALL = 'Install it with: python -m pip install "calcquiz[dask]"'
MEMORY_BYTES = 2 * 1024**3
"""Address space of a process here."""
LOST_WORKERS = 3
"""How often a problem is given to another worker of a cluster."""
ONE_AT_A_TIME = Lock()
"""Numbers of high precision share one setting a process: threads of a cluster's worker take turns."""

Done = Callable[[Report], None]


def deadline(job: Job) -> float:
    """Return how many seconds a problem may take."""
    return SECONDS_BASE + SECONDS_A_VARIANT * job.count


def prove_here(jobs: Sequence[Job], processes: int, done: Done) -> list[Report]:
    """Return the reports in the order of the jobs, proved by killable processes.

    Args:
        jobs: One a problem.
        processes: How many at a time.
        done: Called with each report as it comes.
    """
    import multiprocessing

    from pebble import ProcessPool

    # Fresh interpreters: forking a process that has threads is not safe.
    pool: Any = ProcessPool(
        max_workers=min(processes, max(1, len(jobs))),
        initializer=_prepare,
        context=multiprocessing.get_context("spawn"),
    )
    try:
        futures = [pool.schedule(prove, args=[job], timeout=deadline(job)) for job in jobs]
        return list(_gather(jobs, futures, done))
    finally:
        pool.stop()
        pool.join()


def prove_on(address: str, jobs: Sequence[Job], done: Done) -> list[Report]:
    """Return the reports in the order of the jobs, proved by the workers of a Dask cluster.

    Raises:
        UsageError: dask is not installed, or nothing answers at the address.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise UsageError("`--on` needs the extra dask", INSTALL) from None
    try:
        client = distributed.Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        advice = "Start one with `dask scheduler`, and workers with `dask worker tcp://…`."
        raise UsageError(f"no Dask scheduler answers at {address}: {error}", advice) from None
    with client, client.get_executor(retries=LOST_WORKERS, pure=False) as executor:
        futures = [executor.submit(prove_in_turn, job) for job in jobs]
        return list(_gather(jobs, futures, done))


def prove_in_turn(job: Job) -> Report:
    """Prove a problem in a process that may have several threads."""
    with ONE_AT_A_TIME:
        return prove(job)


def _gather(jobs: Sequence[Job], futures: Sequence["Future[Report]"], done: Done) -> Iterator[Report]:
    for job, future in zip(jobs, futures, strict=True):
        report = _result(job, future)
        done(report)
        yield report


def _result(job: Job, future: Any) -> Report:
    try:
        report: Report = future.result()
    except (FutureTimeoutError, TimeoutError):
        message = f"the proofs took longer than {deadline(job):g} seconds"
        return _broken_off(job, message, "Make its formulas smaller, or prove fewer variants with --variants.")
    except (OSError, MemoryError) as error:
        # pebble reports a process that died (memory, a crash in C) as ProcessExpired, an OSError.
        return _broken_off(job, f"the process that proved it stopped: {error}", "Make its formulas smaller.")
    return report


def _broken_off(job: Job, message: str, advice: str) -> Report:
    finding = Finding(file=job.facts.path, line=1, column=1, message=message, advice=advice)
    return Report(id=job.facts.id, findings=(finding,), broken_off=True)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and one core and a share of the memory to each process."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        import resource
    except ImportError:  # Windows has no such limit: deadlines alone bound the work there.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
