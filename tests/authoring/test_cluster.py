"""A Dask cluster proves a bank: the same findings in the same order, and a worker that dies is replaced."""

import importlib.util
import os
import signal
import threading
import time
import warnings
from pathlib import Path

import pytest

from calcquiz.authoring import crew
from calcquiz.authoring.prove import Job
from calcquiz.records.bank import Facts
from calcquiz.records.errors import UsageError

GOOD = Path(__file__).parent / "good"
pytestmark = pytest.mark.filterwarnings("ignore")  # dask warns of ports and of workers that are gone


def jobs(change=lambda text: text):
    made = []
    for path in sorted(GOOD.glob("*.yaml")):
        facts = Facts(id=path.stem, path=path.name, chapter=1, section="1.1")
        data = change(path.read_text(encoding="utf-8")).encode()
        made.append(Job(facts=facts, first_id=path.stem, data=data, count=12))
    return made


def spoilt(text):
    return text.replace("say: ", "say: Teh ")


def findings(reports):
    return [(report.id, [str(finding) for finding in report.findings]) for report in reports]


@pytest.mark.full
@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra dask is not installed")
def test_a_cluster_finds_the_same_in_the_same_order_although_a_worker_dies():
    from distributed import LocalCluster

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            victim = next(iter(cluster.workers.values())).pid

            def kill():
                time.sleep(1.5)
                os.kill(victim, signal.SIGKILL)

            killer = threading.Thread(target=kill)
            killer.start()
            done = []
            remote = crew.prove_on(cluster.scheduler_address, jobs(spoilt), done.append)
            killer.join()
    here = crew.prove_here(jobs(spoilt), 2, lambda _: None)
    assert findings(remote) == findings(here)
    assert [report.id for report in done] == [job.facts.id for job in jobs()]
    assert sum(len(report.findings) for report in remote) >= 5


def test_without_dask_the_message_says_what_to_install(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(crew, "import_module", missing)
    with pytest.raises(UsageError) as refused:
        crew.prove_on("tcp://127.0.0.1:1", jobs(), lambda _: None)
    assert refused.value.message == "`--on` needs the extra dask"
    assert refused.value.advice == 'Install it with: python -m pip install "calcquiz[dask]"'
