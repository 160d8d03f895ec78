"""A problem that asks something else than its revision did is told; pins are written where nothing else is found."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calcquiz.authoring.check_bank import check_bank, scope_of
from calcquiz.authoring.one_at_a_time import alone
from calcquiz.authoring.proofs_cache import ProofsCache
from calcquiz.authoring.prove import Report, revision_of
from calcquiz.bank.folders import own_bank
from calcquiz.bank.revisions import HEADER
from calcquiz.records.errors import BankError, DataError, Finding

SMALL = Path(__file__).parent.parent / "banks" / "small"
IDS = ["area-of-line", "slope-of-power", "two-steps", "which-kind"]


@pytest.fixture
def bank(tmp_path):
    """Return the folder of a bank that nobody has pinned yet."""
    folder = tmp_path / "bank"
    shutil.copytree(SMALL, folder)
    return folder


def reader(jobs, done):
    """Stand in for the crew: read the problems, prove nothing but that `worse` stands nowhere."""
    reports = []
    for job in jobs:
        found = ()
        if b"worse" in job.data:
            found = (Finding(file=job.facts.path, line=1, column=1, message="it is worse", advice="Mend it."),)
        try:
            revision = revision_of(job)
        except BankError as error:
            reports.append(Report(id=job.facts.id, findings=error.findings))
        else:
            reports.append(Report(id=job.facts.id, findings=found, revision=revision))
    return reports


def check(bank, path="", *, pin=False):
    """Return the findings, each as text with the file's name alone, and how many revisions were pinned."""
    scope = scope_of(str(bank / path), [own_bank()], None)
    report = check_bank(scope, 2, reader, ProofsCache(None), lambda _: None, pin=pin)
    return [str(finding).replace(f"{Path(finding.file).parent}/", "") for finding in report.findings], report.pinned


def change(bank, id_, old, new):
    (path,) = bank.rglob(f"{id_}.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def pins(bank):
    return (bank / "revisions.txt").read_text(encoding="utf-8").splitlines()


def pinned_ids(bank):
    return [tuple(line.split()[:2]) for line in pins(bank)[1:]]


def test_a_bank_without_pins_is_asked_for_none(bank):
    assert check(bank) == ([], None)


def test_pins_are_written_sorted_and_hold(bank):
    assert check(bank, pin=True) == ([], 4)
    assert pins(bank)[0] == HEADER
    assert pinned_ids(bank) == [(id_, "1") for id_ in IDS]
    assert check(bank) == ([], None)
    before = pins(bank)
    assert check(bank, pin=True) == ([], 0)
    assert pins(bank) == before


def test_a_problem_that_asks_something_else_needs_a_new_revision(bank):
    check(bank, pin=True)
    before = pins(bank)
    change(bank, "slope-of-power", "a: 2..9", "a: 2..8")
    told = (
        "slope-of-power.yaml:1:1: the problem asks something else than revision 1 did\n    calcquiz: 1\n    ^\n"
        "  Write `revision: 2`, or undo the change. If nobody has practised it yet, take its line out of "
        "revisions.txt and run calcquiz bank check --pin."
    )
    assert check(bank) == ([told], None)
    assert check(bank, pin=True) == ([told], 0)
    assert pins(bank) == before

    change(bank, "slope-of-power", "calcquiz: 1\n", "calcquiz: 1\nrevision: 2\n")
    told = (
        "slope-of-power.yaml:2:11: revision 2 is not pinned in revisions.txt\n    revision: 2\n              ^\n"
        "  Run calcquiz bank check --pin once nothing else is found."
    )
    assert check(bank) == ([told], None)
    assert check(bank, pin=True) == ([], 1)
    assert pinned_ids(bank) == [(id_, "2" if id_ == "slope-of-power" else "1") for id_ in IDS]

    change(bank, "slope-of-power", "revision: 2\n", "revision: 1\n")
    assert check(bank)[0] == [
        (
            "slope-of-power.yaml:2:11: the revision went down, from 2 to 1\n    revision: 1\n              ^\n"
            "  Write `revision: 2`, or a higher one if the problem has changed since."
        )
    ]


def test_words_may_be_mended_without_a_new_revision(bank):
    check(bank, pin=True)
    change(bank, "slope-of-power", "What happens to the exponent?", "Look at the exponent.")
    assert check(bank) == ([], None)


def test_a_new_problem_is_pinned_once_nothing_else_is_found(bank):
    check(bank, pin=True)
    (old,) = bank.rglob("which-kind.yaml")
    shutil.copy(old, old.with_name("newcomer.yaml"))
    change(bank, "newcomer", "calcquiz: 1\n", "calcquiz: 1  # worse\n")
    faults = [
        "newcomer.yaml:1:1: it is worse\n  Mend it.",
        (
            "newcomer.yaml:1:1: `newcomer` is not pinned in revisions.txt\n    calcquiz: 1  # worse\n    ^\n"
            "  Run calcquiz bank check --pin once nothing else is found."
        ),
    ]
    assert check(bank, pin=True) == (faults, 0)
    change(bank, "newcomer", "  # worse", "")
    assert check(bank, pin=True) == ([], 1)
    assert ("newcomer", "1") in pinned_ids(bank)


def test_a_pin_whose_problem_is_gone_is_told_unless_it_was_renamed(bank):
    check(bank, pin=True)
    (old,) = bank.rglob("two-steps.yaml")
    old.rename(old.with_name("three-steps.yaml"))
    told, _ = check(bank)
    line = pins(bank)[3]
    assert told == [
        (
            f"revisions.txt:4:1: there is no problem `two-steps`\n    {line}\n    ^\n"
            "  Take this line out, or give the problem's new id in aliases.yaml."
        ),
        (
            "three-steps.yaml:1:1: `three-steps` is not pinned in revisions.txt\n    calcquiz: 1\n    ^\n"
            "  Run calcquiz bank check --pin once nothing else is found."
        ),
    ]
    (bank / "aliases.yaml").write_text("two-steps: three-steps\n", encoding="utf-8")
    assert check(bank) == ([], None)
    assert check(bank, pin=True) == ([], 0)
    assert line.replace("two-steps", "three-steps") in pins(bank)
    change(bank, "three-steps", "calcquiz: 1\n", "calcquiz: 1\nrevision: 3\n")
    assert check(bank, pin=True) == ([], 1)
    assert ("three-steps", "3") in pinned_ids(bank)


def test_one_problem_is_checked_and_pinned_alone(bank):
    check(bank, pin=True)
    change(bank, "slope-of-power", "a: 2..9", "a: 2..8")
    change(bank, "two-steps", "calcquiz: 1\n", "calcquiz: 1\nrevision: 2\n")
    (path,) = bank.rglob("two-steps.yaml")
    assert check(bank, path.relative_to(bank), pin=True) == ([], 1)
    assert pinned_ids(bank) == [(id_, "2" if id_ == "two-steps" else "1") for id_ in IDS]


def test_a_file_of_pins_with_broken_lines_is_not_written_over(bank):
    check(bank, pin=True)
    path = bank / "revisions.txt"
    with path.open("a", encoding="utf-8") as file:
        file.write("<<<<<<< ours\n")
    change(bank, "two-steps", "calcquiz: 1\n", "calcquiz: 1\nrevision: 2\n")
    told, pinned = check(bank, pin=True)
    assert (told[0].splitlines()[0], pinned) == ("revisions.txt:6:1: this line is no pin", 0)
    assert pins(bank)[-1] == "<<<<<<< ours"


def test_a_problem_that_does_not_load_keeps_its_pin(bank):
    check(bank, pin=True)
    before = pins(bank)
    change(bank, "two-steps", "difficulty: ", "difficulty: 1")
    told, pinned = check(bank, pin=True)
    assert (len(told), pinned) == (1, 0)
    assert pins(bank) == before


def test_a_folder_that_cannot_be_written_is_an_error_with_its_name(bank, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(DataError) as refused:
        check(bank, pin=True)
    assert refused.value.message == f"{bank / 'revisions.txt'} cannot be written: Permission denied"


PINNING = """
import sys
from pathlib import Path
from calcquiz.authoring.check_bank import check_bank, scope_of
from calcquiz.authoring.proofs_cache import ProofsCache
from calcquiz.authoring.prove import Report, revision_of

def reader(jobs, done):
    print("proved", flush=True)
    return [Report(id=job.facts.id, revision=revision_of(job)) for job in jobs]

scope = scope_of(sys.argv[1], [Path(sys.argv[2])], None)
check_bank(scope, 2, reader, ProofsCache(None), lambda _: None, pin=True)
"""
"""A process of its own that pins one problem, and says when nothing but writing is left to do."""


def test_two_processes_that_pin_at_the_same_time_lose_nothing_of_each_other(bank):
    check(bank, pin=True)
    for id_ in ("slope-of-power", "two-steps"):
        change(bank, id_, "calcquiz: 1\n", "calcquiz: 1\nrevision: 2\n")
    before = pins(bank)
    paths = [next(bank.rglob(f"{id_}.yaml")) for id_ in ("slope-of-power", "two-steps")]
    commands = [[sys.executable, "-c", PINNING, str(path), str(bank)] for path in paths]
    with alone(bank):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
        assert [process.stdout.readline() for process in running] == ["proved\n", "proved\n"]
        time.sleep(0.3)
        assert pins(bank) == before  # both wait
    for process in running:
        process.communicate(timeout=30)
        assert process.returncode == 0
    changed = {"slope-of-power", "two-steps"}
    assert pinned_ids(bank) == [(id_, "2" if id_ in changed else "1") for id_ in IDS]
    assert list(bank.glob("*.part")) == []


def test_whoever_waits_too_long_for_the_pins_is_told_to_come_again(bank, monkeypatch):
    monkeypatch.setattr("calcquiz.authoring.one_at_a_time.PATIENCE_SECONDS", 0.1)
    with alone(bank), pytest.raises(DataError) as refused:
        check(bank, pin=True)
    assert refused.value.message == f"another process is writing the pins of {bank}"
    assert refused.value.advice == "Run calcquiz bank check --pin once more when it is done."
    assert check(bank, pin=True) == ([], 4)  # the folder was let go
