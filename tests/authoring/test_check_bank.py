"""A whole bank is checked: what a path means, what is known from before, who proves, and what is written."""

import json
import shutil
from pathlib import Path

import pytest

from calcquiz.authoring import crew
from calcquiz.authoring.check_bank import check_bank, scope_of
from calcquiz.authoring.json_schema import schema_text
from calcquiz.authoring.proofs_cache import FOLDER, ProofsCache
from calcquiz.authoring.prove import Job
from calcquiz.bank.folders import own_bank
from calcquiz.records.bank import Facts
from calcquiz.records.errors import UsageError

SMALL = Path(__file__).parent.parent / "banks" / "small"


def nobody(jobs, done):
    raise AssertionError(f"{len(jobs)} problems are proved again")


def pool(jobs, done):
    return crew.prove_here(jobs, 2, done)


def test_a_path_means_a_bank_a_section_a_file_or_a_name():
    own = own_bank()
    section = own / "chapter1" / "2-rules-of-differentiation"
    everything = scope_of("", [own], None)
    assert len(scope_of(str(own), [own], None).facts) == len(everything.facts)
    assert {facts.section for facts in scope_of(str(section), [own], None).facts} == {"1.2"}
    file = section / "chain-rule-power-of-linear.yaml"
    assert [facts.id for facts in scope_of(str(file), [own], None).facts] == [file.stem]
    assert [facts.id for facts in scope_of(file.stem, [own], None).facts] == [file.stem]
    assert {facts.chapter for facts in scope_of("chapter2", [own], None).facts} == {2}


def test_a_broken_problem_is_told_when_its_section_is_named(tmp_path):
    bank = tmp_path / "bank"
    shutil.copytree(SMALL, bank)
    broken = next(bank.glob("chapter1/*/slope-of-power.yaml"))
    broken.write_text(broken.read_text(encoding="utf-8").replace("task: ", "tusk: "), encoding="utf-8")
    named = scope_of("1.1", [bank], None)
    assert broken.stem in {facts.id for facts in named.facts if not facts.usable}


def test_a_folder_without_problems_is_refused(tmp_path):
    with pytest.raises(UsageError) as refused:
        scope_of(str(tmp_path), [own_bank()], None)
    assert refused.value.advice == "Name a bank, a chapter, a section or a problem's file."


def test_a_bank_whose_ids_are_taken_is_told_so(tmp_path):
    shutil.copytree(SMALL, tmp_path / "copy")
    scope = scope_of(str(tmp_path / "copy"), [own_bank(), SMALL], None)
    assert scope.facts == ()
    first = next(finding for finding in scope.findings if finding.file.endswith("slope-of-power.yaml"))
    assert first.message == "the id `slope-of-power` is taken"
    assert first.advice.endswith(
        "small/chapter1/1-slopes/slope-of-power.yaml has it already: choose another file name."
    )


def test_what_was_proved_is_known_until_the_file_changes(tmp_path):
    bank, cache = tmp_path / "bank", tmp_path / "cache"
    shutil.copytree(SMALL, bank)
    done = []
    first = check_bank(scope_of(str(bank), [own_bank()], None), 2, pool, ProofsCache(cache), done.append)
    assert (first.problems, first.cached, len(done)) == (4, 0, 4)
    again = check_bank(scope_of(str(bank), [own_bank()], None), 2, nobody, ProofsCache(cache), done.append)
    assert (again.cached, again.findings, again.variants) == (4, first.findings, first.variants)
    changed = next(bank.rglob("slope-of-power.yaml"))
    changed.write_text(changed.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    third = check_bank(scope_of(str(bank), [own_bank()], None), 2, pool, ProofsCache(cache), done.append)
    assert third.cached == 3
    for entry in (cache / FOLDER).iterdir():
        entry.write_text("damaged")
    assert check_bank(scope_of(str(changed), [own_bank()], None), 2, pool, ProofsCache(cache), done.append).cached == 0


def test_a_problem_that_takes_too_long_is_a_finding_and_not_remembered(monkeypatch, tmp_path, good):
    monkeypatch.setattr(crew, "SECONDS_BASE", 0.05)
    monkeypatch.setattr(crew, "SECONDS_A_VARIANT", 0.0)
    facts = Facts(id="slope", path="slope.yaml", chapter=1, section="1.1")
    job = Job(facts=facts, first_id="slope", data=good("slope").encode(), count=200)
    (report,) = crew.prove_here([job], 1, lambda _: None)
    assert report.broken_off
    assert report.findings[0].message == "the proofs took longer than 0.05 seconds"


def test_the_shipped_schema_is_that_of_the_readers_tables():
    shipped = (own_bank() / "schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(), "run: calcquiz bank schema > problems/schema.json"
    assert json.loads(shipped)["properties"]["difficulty"] == {"type": "integer", "minimum": 1, "maximum": 5}
