"""The worker: what sympy does is bounded in time and memory, and a call that runs away is killed."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from calcquiz.records.errors import FormulaError, OutOfTimeError
from calcquiz.worker import Worker

TABLES = ("calcquiz.checking.symbolic", "calcquiz.tasks.worker_functions")


@pytest.fixture(scope="module")
def worker():
    with Worker(TABLES) as started:
        yield started


def test_sympy_proves_in_another_process_what_it_can(worker):
    assert worker.run("prove_equal", "sin(x)^2 + cos(x)^2", "1") is True
    assert worker.run("prove_equal", "2", "3") is False
    assert worker.run("prove_equal", "(0, 1/5)", "(0, 2/5)") is None  # sympy subtracts no regions
    assert worker.run("prove_equal", "[0, 1/5)", "(0, 2/5]") is None
    assert worker.run("prove_equal", "x < 2", "x < 3") is None


def test_a_call_that_takes_too_long_is_stopped_and_the_next_one_works(worker):
    started = time.monotonic()
    with pytest.raises(OutOfTimeError) as caught:
        worker.run("integral", "exp(sin(x)^3)*x^5/(1 + x^7)", "x", seconds=0.1)
    assert caught.value.message == "this took longer than 0.1 seconds"
    assert time.monotonic() - started < 20
    assert worker.run("prove_equal", "2*x", "x + x") is True


def test_an_error_of_the_function_comes_back_as_it_was(worker):
    with pytest.raises(FormulaError) as caught:
        worker.run("prove_equal", "2 +", "1")
    assert (caught.value.message, caught.value.start) == ("something is missing after +", 2)


def test_only_the_functions_of_the_tables_are_run(worker):
    with pytest.raises(KeyError):
        worker.run("system", "ls")


def test_who_waits_for_a_worker_finds_it_warm_and_a_closed_one_says_so():
    worker = Worker(TABLES)
    worker.wait()
    assert worker._warming.done()
    worker.close()
    with pytest.raises(OutOfTimeError, match="the session has ended"):
        worker.wait()


def test_a_function_may_be_given_more_time_than_others():
    slow = "exp(sin(x)^3)*x^5/(1 + x^7)"
    with Worker(["calcquiz.tasks.worker_functions"], seconds=0.1, patience={"cancel": 20, "taylor": 0.2}) as patient:
        assert patient.run("cancel", "(x^2 - 1)/(x - 1)") == "x + 1"
        with pytest.raises(OutOfTimeError, match=r"longer than 0\.1 seconds"):
            patient.run("integral", slow, "x")
        with pytest.raises(OutOfTimeError, match=r"longer than 0\.2 seconds"):
            patient.run("taylor", f"exp(exp({slow}))*tan(exp(x))", "x", "0", "12")


def test_a_closed_worker_starts_no_process_again():
    worker = Worker(TABLES)
    worker.start()
    worker.close()
    with pytest.raises(OutOfTimeError):
        worker.run("prove_equal", "1", "1")


def test_who_waits_for_a_call_is_told_when_the_worker_is_closed():
    worker = Worker(TABLES)
    worker.run("prove_equal", "1", "1")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(worker.run, "integral", "exp(sin(x)^3)*x^5/(1 + x^7)", "x", seconds=30)
        time.sleep(0.2)
        worker.close()
        with pytest.raises(OutOfTimeError) as caught:
            waiting.result(timeout=5)
    assert caught.value.message == "the session has ended"


def test_who_waits_for_the_process_to_start_is_told_when_the_worker_is_closed():
    worker = Worker(TABLES)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(worker.run, "prove_equal", "1", "1")
        time.sleep(0.05)
        worker.close()
        with pytest.raises(OutOfTimeError) as caught:
            waiting.result(timeout=5)
    assert caught.value.message == "the session has ended"
