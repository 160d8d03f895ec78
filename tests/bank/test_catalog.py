"""Chapters, sections and problems are found, named and resolved; a broken file leaves the rest usable."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders, own_bank
from calcquiz.bank.links import all_requirements, link_findings
from calcquiz.records.errors import BankError, UsageError

PROBLEM = """calcquiz: 1
title: {title}
difficulty: 1
requires: [{requires}]
variables: {{x: real}}
params: {{n: 2..9}}
ask: Differentiate $x^@{{n}}$.
task: derivative(x^n, x)
mistakes:
  kept: {{is: n*x^n, say: Lower it., family: power-rule}}
"""
CHAPTER = """calcquiz: 1
title: Differentiation
goals: [Differentiate.]
sections:
- folder: 1-first
  title: First things
  problems: [power-rule, chain-rule]
- folder: 2-second
  title: Second things
  problems: []
"""
FAMILIES = """power-rule: {title: Power rule, what: The exponent stays., why: It is lost., instead: Lower it.}
"""


def write(folder, name, title="A problem", requires=""):
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PROBLEM.format(title=title, requires=requires))
    return path


@pytest.fixture
def bank(tmp_path):
    folder = tmp_path / "bank"
    first = folder / "chapter1" / "1-first"
    write(first, "power-rule", "Power rule")
    write(first, "chain-rule", "Chain rule", "power-rule")
    write(folder / "chapter1" / "2-second", "product-rule", "Product rule", "power-rule")
    (folder / "chapter1" / "chapter.yaml").write_text(CHAPTER)
    (folder / "mistakes.yaml").write_text(FAMILIES)
    (folder / "aliases.yaml").write_text("old-power-rule: power-rule\n")
    (first / "lesson.md").write_text("# First things\n")
    return folder


def test_problems_stand_in_teaching_order_not_in_alphabetical_order(bank):
    catalog = open_catalog([bank])
    assert [facts.id for facts in catalog.facts] == ["power-rule", "chain-rule", "product-rule"]
    assert [(facts.chapter, facts.section) for facts in catalog.facts] == [(1, "1.1"), (1, "1.1"), (1, "1.2")]
    assert catalog.section("1.1").lesson == str(bank / "chapter1" / "1-first" / "lesson.md")


@pytest.mark.parametrize(
    ("where", "ids", "title", "variant"),
    [
        ("chapter1", ("power-rule", "chain-rule", "product-rule"), "Chapter 1: Differentiation", None),
        ("1", ("power-rule", "chain-rule", "product-rule"), "Chapter 1: Differentiation", None),
        ("1.2", ("product-rule",), "1.2 Second things", None),
        ("2-second", ("product-rule",), "1.2 Second things", None),
        ("chain-rule", ("chain-rule",), "Chain rule", None),
        ("chain-rule#17", ("chain-rule",), "Chain rule", 17),
        ("old-power-rule#0", ("power-rule",), "Power rule", 0),  # it was renamed
        ("", ("power-rule", "chain-rule", "product-rule"), "Everything", None),
    ],
)
def test_where_names_a_chapter_a_section_a_problem_or_a_variant(bank, where, ids, title, variant):
    selection = open_catalog([bank]).resolve(where)
    assert (selection.ids, selection.title, selection.variant) == (ids, title, variant)


@pytest.mark.parametrize(
    ("where", "message", "advice"),
    [
        (
            "chian-rule",
            "there is no chapter, section or problem called `chian-rule`",
            "Did you mean chain-rule?",
        ),
        (
            "rule",
            "there is no chapter, section or problem called `rule`",
            "Did you mean power-rule, chain-rule or product-rule?",
        ),
        (
            "zzz",
            "there is no chapter, section or problem called `zzz`",
            "Write a chapter (chapter1), or see calcquiz list.",
        ),
        ("chain-rule#x", "`chain-rule#x` is no variant", "Write a number after the #: chain-rule#0."),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(bank, where, message, advice):
    with pytest.raises(UsageError) as caught:
        open_catalog([bank]).resolve(where)
    assert (caught.value.message, caught.value.advice, caught.value.exit_code) == (message, advice, 2)


def test_a_broken_file_leaves_the_rest_of_the_bank_usable(bank):
    path = bank / "chapter1" / "1-first" / "chain-rule.yaml"
    path.write_text(path.read_text().replace("2..9", "9..2"))
    catalog = open_catalog([bank])
    assert [facts.id for facts in catalog.usable] == ["power-rule", "product-rule"]
    assert [facts.id for facts in catalog.broken] == ["chain-rule"]
    assert catalog.resolve("1").ids == ("power-rule", "product-rule")
    with pytest.raises(BankError, match=r"the range 9\.\.2 is empty"):
        catalog.resolve("chain-rule")
    with pytest.raises(BankError, match=r"the range 9\.\.2 is empty"):
        catalog.load("chain-rule")


def test_a_loaded_problem_knows_its_chapter_and_its_oldest_name(bank):
    problem = open_catalog([bank]).load("old-power-rule")
    assert (problem.id, problem.chapter, problem.section, problem.seed) == (
        "power-rule",
        1,
        "1.1",
        "old-power-rule@1",
    )


def test_the_index_is_renewed_for_the_file_that_changed(bank, tmp_path):
    cache = tmp_path / "cache"
    open_catalog([bank], cache)
    assert open_catalog([bank], cache).facts[0].title == "Power rule"
    write(bank / "chapter1" / "1-first", "power-rule", "The rule of powers")
    assert open_catalog([bank], cache).facts[0].title == "The rule of powers"
    (bank / "chapter1" / "1-first" / "chain-rule.yaml").unlink()
    assert [facts.id for facts in open_catalog([bank], cache).facts] == ["power-rule", "product-rule"]


def test_the_index_keeps_findings_too(bank, tmp_path):
    path = bank / "chapter1" / "1-first" / "chain-rule.yaml"
    path.write_text(path.read_text().replace("2..9", "9..2"))
    first = open_catalog([bank], tmp_path / "cache").broken
    assert open_catalog([bank], tmp_path / "cache").broken == first


@pytest.mark.parametrize("damage", ["", "{", '{"version": 1, "files": {"a": {}}}', '{"version": 0}', "[1]"])
def test_a_damaged_index_is_made_anew(bank, tmp_path, damage):
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "bank-index.json").write_text(damage)
    assert len(open_catalog([bank], cache).facts) == 3


def test_an_index_that_cannot_be_written_is_done_without(bank, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    assert len(open_catalog([bank], blocked / "cache").facts) == 3
    assert len(open_catalog([bank], blocked).facts) == 3


def test_an_added_bank_joins_the_chapters_and_may_not_take_an_id(bank, tmp_path):
    extra = tmp_path / "extra"
    write(extra / "chapter1" / "2-second", "my-problem", "Mine")
    write(extra / "chapter1" / "1-first", "power-rule", "Stolen")
    catalog = open_catalog([bank, extra])
    assert catalog.resolve("1.2").ids == ("product-rule", "my-problem")
    assert not catalog.by_id["my-problem"].own
    assert catalog.by_id["power-rule"].title == "Power rule"
    assert "the id `power-rule` is taken" in [finding.message for finding in catalog.findings]


def test_what_is_missing_from_a_chapter_is_a_finding(bank):
    (bank / "chapter1" / "stray.yaml").write_text("calcquiz: 1\n")
    text = (bank / "chapter1" / "chapter.yaml").read_text().replace("chain-rule]", "chain-rule, no-file]")
    (bank / "chapter1" / "chapter.yaml").write_text(text)
    found = open_catalog([bank]).findings
    assert [finding.message for finding in found] == [
        "a problem outside a section",
        "`no-file` is listed in section 1.1 and has no file",
        "the problem is not listed in chapter.yaml",
    ]
    assert found[2].advice == "Add `- product-rule` to `problems` of section 1.2 there, where it should be taught."


def test_prerequisites_exist_and_make_no_cycle(bank):
    first = bank / "chapter1" / "1-first"
    write(first, "power-rule", "Power rule", "chain-rule")
    write(first, "chain-rule", "Chain rule", "power-rule, chian-rule")
    found = [(f.message, f.line, f.column) for f in link_findings(open_catalog([bank]))]
    assert ("there is no problem `chian-rule`", 4, 24) in found
    assert ("`chain-rule` requires itself in the end", 4, 12) in found
    assert ("`power-rule` requires itself in the end", 4, 12) in found


def test_a_family_of_mistakes_must_be_documented(bank):
    (bank / "mistakes.yaml").write_text(FAMILIES.replace("power-rule:", "powers-rule:"))
    finding = link_findings(open_catalog([bank]))[0]
    assert (finding.message, finding.advice) == (
        "the family `power-rule` is not documented",
        "Did you mean powers-rule?",
    )
    assert (finding.line, finding.column) == (10, 45)


def test_all_skills_below_a_problem_are_found(bank):
    write(bank / "chapter1" / "2-second", "product-rule", "Product rule", "chain-rule")
    assert all_requirements(open_catalog([bank]), "product-rule") == {"chain-rule", "power-rule"}


def test_our_own_bank_is_found_and_has_four_chapters_of_three_sections():
    catalog = open_catalog(bank_folders({}))
    assert [len(chapter.sections) for chapter in catalog.chapters] == [3, 3, 3, 3]
    assert catalog.findings == ()


def test_added_banks_are_named_in_an_environment_variable(tmp_path):
    folders = bank_folders({"CALCQUIZ_BANKS": f"{tmp_path}{os.pathsep}{tmp_path / 'missing'}"})
    assert folders == (own_bank(), tmp_path)


def test_opening_a_catalog_imports_nothing_heavy(tmp_path):
    shutil.copytree(own_bank(), tmp_path / "bank")
    code = (
        "import sys; from pathlib import Path; from calcquiz.bank.catalog import open_catalog; "
        f"open_catalog([Path({str(tmp_path / 'bank')!r})], Path({str(tmp_path / 'cache')!r})); "
        "print([m for m in ('sympy', 'mpmath', 'numpy', 'plotext', 'rich') if m in sys.modules])"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


def test_the_problems_of_our_own_bank_fit_together():
    catalog = open_catalog(bank_folders({}))
    assert [str(facts.findings[0]) for facts in catalog.broken] == []
    assert {family for facts in catalog.facts for family in facts.families} <= set(catalog.families)
    assert Path(catalog.facts[0].path).is_file()


def test_a_catalog_for_one_place_reads_no_other_problem_and_forgets_none(bank, tmp_path, monkeypatch):
    from calcquiz.bank import facts as module

    everything = open_catalog([bank], tmp_path / "full")
    first = everything.facts[0]
    read = []
    original = module.read_facts
    monkeypatch.setattr(module, "read_facts", lambda file: read.append(file[0].stem) or original(file))
    cache = tmp_path / "partial"
    some = open_catalog([bank], cache, where=f"{first.id}#3")
    assert read == [first.id]
    assert [facts.id for facts in some.facts] == [facts.id for facts in everything.facts]
    assert some.by_id[first.id] == first
    assert some.resolve(first.id).ids == (first.id,)
    again = open_catalog([bank], cache)
    assert sorted(read) == sorted(facts.id for facts in everything.facts)
    assert again.facts == everything.facts
