"""The judge of a session: the checker, with symbolic proofs asked of the worker."""

from functools import partial
from typing import Any

from calcquiz.records.errors import OutOfTimeError
from calcquiz.records.verdict import Verdict
from calcquiz.worker import Worker


def judge(worker: Worker, *args: Any, **options: Any) -> Verdict:
    """Judge a response; the arguments are those of `checking.check.check`."""
    from calcquiz.checking.check import check

    return check(*args, prove=partial(prove, worker), **options)


def prove(worker: Worker, left: str, right: str) -> bool | None:
    """Return whether sympy proves or refutes that two formulas are equal; None when it cannot tell in time."""
    try:
        proof: bool | None = worker.run("prove_equal", left, right)
    except OutOfTimeError:
        return None
    return proof


def warm(worker: Worker) -> None:
    """Start the worker and import what judges answers, while the first question is read."""
    worker.start()
    import calcquiz.algebra.precise
    import calcquiz.algebra.probe
    import calcquiz.checking.check  # noqa: F401 - imported for later
