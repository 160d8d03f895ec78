"""Every problem of our own bank: a sample of its variants is proved, tidy, and judged as it should be."""

from pathlib import Path

import pytest

from calcquiz.authoring.pinning import banks_of, pin_findings
from calcquiz.authoring.prove import Job, Report, prove, revision_of
from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.facts import read_facts
from calcquiz.bank.folders import own_bank
from calcquiz.bank.links import link_findings
from calcquiz.bank.shipped_facts import FILE, shipped_text
from calcquiz.tasks.worker_functions import compute_here
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import draw
from calcquiz.variants.pinned import pinned_differences

CATALOG = open_catalog([own_bank()])
IDS = [facts.id for facts in CATALOG.usable]
SAMPLE = 2
MANY = 64


def findings(name, count):
    """Return what `calcquiz bank check` finds in a problem."""
    facts = CATALOG.by_id[name]
    job = Job(facts=facts, first_id=CATALOG.first_id(name), data=Path(facts.path).read_bytes(), count=count)
    return [str(finding) for finding in prove(job).findings]


@pytest.mark.parametrize("name", IDS)
def test_keys_sentences_mistakes_solutions_and_pictures_are_proved(name):
    assert findings(name, SAMPLE) == []


@pytest.mark.full
@pytest.mark.parametrize("name", IDS)
def test_many_variants_are_proved(name):
    assert findings(name, MANY) == []


def test_the_bank_has_no_findings():
    broken = [finding for facts in CATALOG.broken for finding in facts.findings]
    assert [str(finding) for finding in (*CATALOG.findings, *broken, *link_findings(CATALOG))] == []


def test_every_problem_asks_what_its_revision_is_pinned_to():
    jobs = [
        Job(facts=facts, first_id=CATALOG.first_id(facts.id), data=Path(facts.path).read_bytes(), count=1)
        for facts in CATALOG.usable
    ]
    reports = [Report(id=job.facts.id, revision=revision_of(job)) for job in jobs]
    (bank,) = banks_of(CATALOG, jobs, reports)
    assert bank.pins is not None
    assert [str(finding) for finding in pin_findings(bank, CATALOG)] == []


def test_what_is_shipped_of_the_problems_is_what_their_files_say():
    shipped = (own_bank() / FILE).read_text(encoding="utf-8")
    anew = [read_facts((Path(facts.path), facts.chapter, facts.section, True)) for facts in CATALOG.usable]
    assert shipped == shipped_text(anew), "run: calcquiz bank check --pin"


def test_there_are_problems_of_every_chapter_and_every_kind_of_answer():
    assert {facts.chapter for facts in CATALOG.usable} == {1, 2, 3, 4}
    kinds = {kind for facts in CATALOG.usable for kind in facts.kinds}
    assert {"expression", "antiderivative", "number", "vector", "interval", "choice"} <= kinds


def test_the_example_of_the_authors_guide_is_a_problem_that_loads():
    from calcquiz.bank.problem_reader import read_problem

    guide = (own_bank() / "README.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    problem = read_problem("logistic-loss-slope.yaml", example.encode(), id_="logistic-loss-slope")
    variant = complete(problem, draw(problem, 0), compute_here)
    assert len(variant.parts[0].mistakes) == 2
    assert pinned_differences(problem, compute_here) == []
    assert all(step.proved for step in variant.parts[0].solution if step.before)
