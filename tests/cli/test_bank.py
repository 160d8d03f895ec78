"""The commands of an author, as an author meets them."""

import json
import os
import shutil
from pathlib import Path

import pytest

GOOD = Path(__file__).parent.parent / "authoring" / "good"
SMALL = Path(__file__).parent.parent / "banks" / "small"
FILE = "slope.yaml"


@pytest.fixture
def slope(tmp_path):
    """Write a problem, with one change if one is given, and return its path."""

    def slope(right="", wrong=""):
        path = tmp_path / FILE
        path.write_text((GOOD / FILE).read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
        return str(path)

    return slope


def test_a_good_problem_has_no_findings_and_exit_code_0(calcquiz, slope):
    result = calcquiz("bank", "check", slope(), "--variants", "12")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("1 problem, 12 variants: no findings (")


def test_a_finding_has_its_place_and_exit_code_1(calcquiz, slope):
    path = slope("key: 6*x + 5", "key: 6*x - 5")
    result = calcquiz("bank", "check", path, "--variants", "12")
    assert result.returncode == 1
    assert result.stdout.startswith(f"{path}:38:8: part 1: the key is 6*x + 5, `check` says 6*x - 5\n")
    (finding, summary) = map(
        json.loads, calcquiz("bank", "check", path, "--variants", "12", "--json").stdout.split("\n")[:2]
    )
    assert (finding["event"], finding["file"], finding["line"]) == ("finding", path, 38)
    assert finding["advice"] == "Work the pinned draw out by hand, then correct one of the two."
    assert (summary["event"], summary["problems"], summary["findings"]) == ("summary", 1, 1)


def test_revisions_are_pinned_where_nothing_else_is_found(calcquiz, tmp_path):
    bank = tmp_path / "bank"
    shutil.copytree(SMALL, bank)
    first = calcquiz("bank", "check", str(bank), "--variants", "2", "--pin", CALCQUIZ_BANKS="")
    assert first.returncode == 1
    assert first.stdout.endswith("\n2 revisions pinned\n")
    assert "which-kind.yaml:1:1: `which-kind` is not pinned in revisions.txt\n" in first.stdout
    lines = (bank / "revisions.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["slope-of-power", "1"], ["two-steps", "1"]]
    again = calcquiz("bank", "check", str(bank), "--variants", "2", "--pin", "--json", CALCQUIZ_BANKS="")
    summary = json.loads(again.stdout.splitlines()[-1])
    assert (summary["pinned"], summary["cached"]) == (0, 4)


def test_a_broken_file_is_told_like_any_finding(calcquiz, slope):
    result = calcquiz("bank", "check", slope("difficulty: 1", "difficulty: 9"))
    assert result.returncode == 1
    assert ":3:13: `9` is no whole number from 1 to 5" in result.stdout


def test_what_is_no_bank_is_a_mistake_of_usage(calcquiz, tmp_path):
    assert calcquiz("bank", "check", str(tmp_path)).returncode == 2
    assert "calcquiz list" in calcquiz("bank", "check", "nowhere").stderr
    assert calcquiz("bank", "add", str(tmp_path / "no")).returncode == 2


def test_a_new_problem_is_begun_and_passes(calcquiz, tmp_path):
    begun = calcquiz("bank", "new", "my-slope", "--task", "derivative(f, t)", "--to", str(tmp_path))
    assert begun.returncode == 0
    path = tmp_path / "my-slope.yaml"
    assert begun.stdout == f"{path} is begun. Look at it with: calcquiz bank check {path}\n"
    assert calcquiz("bank", "check", str(path), "--variants", "12").returncode == 0
    again = calcquiz("bank", "new", "my-slope", "--to", str(tmp_path))
    assert (again.returncode, again.stdout) == (2, "")
    assert f"{path} exists already" in again.stderr


def test_a_bank_that_was_added_is_used_by_every_command(calcquiz):
    assert calcquiz("show", "slope-of-power", CALCQUIZ_BANKS="").returncode == 2
    assert calcquiz("bank", "add", str(SMALL)).stdout == f"{SMALL} is in use from now on.\n"
    assert calcquiz("bank", "add", str(SMALL)).stdout == f"{SMALL} is in use already.\n"
    assert calcquiz("show", "slope-of-power", CALCQUIZ_BANKS="").returncode == 0
    rows = [json.loads(line) for line in calcquiz("bank", "list", "--json", CALCQUIZ_BANKS="").stdout.splitlines()]
    assert rows[-1] == {"bank": str(SMALL), "problems": 4, "broken": 0}


def test_an_installed_package_of_data_is_a_bank_and_is_never_imported(calcquiz, tmp_path):
    package = tmp_path / "site" / "extra_bank"
    chapter = package / "chapter1" / "1-more"
    chapter.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('imported')\n")
    (package / "chapter1" / "chapter.yaml").write_text(
        "title: One\nsections:\n- folder: 1-more\n  title: More\n  problems: [slope]\n", encoding="utf-8"
    )
    (chapter / FILE).write_text((GOOD / FILE).read_text(encoding="utf-8"), encoding="utf-8")
    info = tmp_path / "site" / "extra_bank-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: extra-bank\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[calcquiz.banks.v1]\nextra = extra_bank\n")
    path = {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]),
        "CALCQUIZ_BANKS": "",
    }
    assert "calcquiz bank add package:extra" in calcquiz("bank", "list", **path).stdout
    assert calcquiz("bank", "add", "package:extra", **path).returncode == 0
    assert calcquiz("show", "slope", **path).returncode == 0


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("chapter1", 7),
        ("parts-x-times", 5),
        *(pytest.param(f"chapter{number}", 400, marks=pytest.mark.full) for number in (1, 2, 3, 4)),
    ],
)
def test_variants_are_generated_as_json_lines_the_same_under_every_hash_seed(calcquiz, where, count):
    runs = [calcquiz("generate", where, "--n", str(count), PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")]
    assert len(set(runs)) == 1
    variants = [json.loads(line) for line in runs[0].splitlines()]
    assert len(variants) == count
    assert all(part["key"] and "solution" not in part for variant in variants for part in variant["parts"])
    assert len({(variant["id"], variant["variant"]) for variant in variants}) == count


def test_more_variants_than_there_are_is_said_on_the_error_stream(calcquiz):
    result = calcquiz("generate", "which-kind", "--n", "200")
    count = len(result.stdout.splitlines())
    assert result.returncode == 0
    assert count < 200
    assert result.stderr.startswith(f"calcquiz: there are {count} variants of ")
