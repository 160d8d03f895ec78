"""Facts that are shipped with a bank are those its files give, and are not believed of any other file."""

import json
from dataclasses import replace

import pytest

from calcquiz.bank.facts import read_facts
from calcquiz.bank.shipped_facts import FILE, read_shipped, shipped_facts, shipped_text, write_shipped
from calcquiz.records.errors import DataError

PROBLEM = """calcquiz: 1
title: Slope of a power
difficulty: 1
variables: {x: real}
params: {n: 2..20}
ask: Differentiate $x^@{n}$.
task: derivative(x^n, x)
"""


@pytest.fixture
def bank(tmp_path):
    folder = tmp_path / "chapter1" / "1-rules"
    folder.mkdir(parents=True)
    (folder / "power.yaml").write_text(PROBLEM, encoding="utf-8")
    (tmp_path / FILE).write_text("{}", encoding="utf-8")
    return tmp_path


def file_of(bank):
    return bank / "chapter1" / "1-rules" / "power.yaml", 1, "1.1", True


def test_shipped_facts_are_those_the_file_gives(bank):
    facts = read_facts(file_of(bank))
    write_shipped(bank, [facts])
    assert shipped_facts(read_shipped(bank), file_of(bank)) == facts


def test_facts_of_a_file_that_was_changed_since_are_not_believed(bank):
    write_shipped(bank, [read_facts(file_of(bank))])
    path = file_of(bank)[0]
    path.write_text(PROBLEM.replace("difficulty: 1", "difficulty: 3"), encoding="utf-8")
    assert shipped_facts(read_shipped(bank), file_of(bank)) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2, "problems": {}}', '{"format": 1, "problems": 3}'])
def test_a_damaged_file_ships_nothing(bank, text):
    (bank / FILE).write_text(text, encoding="utf-8")
    assert read_shipped(bank) == {}


@pytest.mark.parametrize("entry", [3, {}, {"of": 1}, {"of": "", "facts": {}}])
def test_a_damaged_entry_is_as_good_as_none(bank, entry):
    (bank / FILE).write_text(json.dumps({"format": 1, "problems": {"power": entry}}), encoding="utf-8")
    assert shipped_facts(read_shipped(bank), file_of(bank)) is None


def test_a_problem_with_findings_is_not_shipped(bank):
    facts = read_facts(file_of(bank))
    broken = replace(facts, id="broken", findings=("something",))
    assert set(json.loads(shipped_text([facts, broken]))["problems"]) == {"power"}


def test_facts_of_a_problem_that_came_since_the_bank_was_read_stay(bank):
    known = read_facts(file_of(bank))
    newcomer = bank / "chapter1" / "1-rules" / "newcomer.yaml"
    newcomer.write_text(PROBLEM, encoding="utf-8")
    new = (newcomer, 1, "1.1", True)
    write_shipped(bank, [known, read_facts(new)])  # another process, which has seen it
    write_shipped(bank, [known])
    assert shipped_facts(read_shipped(bank), new) == read_facts(new)
    newcomer.unlink()
    write_shipped(bank, [known])
    assert set(read_shipped(bank)) == {"power"}  # a problem that is gone is not kept


def test_facts_that_cannot_be_written_are_an_error_with_the_name_of_the_file(bank, monkeypatch):
    facts = read_facts(file_of(bank))

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.write_text", refuse)
    with pytest.raises(DataError) as refused:
        write_shipped(bank, [facts])
    assert refused.value.message == f"{bank / FILE} cannot be written: Permission denied"
