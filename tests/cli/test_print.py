"""calcquiz print as a user meets it: files, names, refusals; nothing half-written."""

import json
import os

import pytest

SMALL = "slope-of-power"


def listed(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def page(calcquiz, tmp_path):
    """Run `calcquiz print` in a folder of its own."""
    folder = tmp_path / "pages"
    folder.mkdir()

    def run(*arguments, **options):
        here = os.getcwd()  # noqa: PTH109 - the command writes where it is run
        os.chdir(folder)
        try:
            return calcquiz("print", *arguments, **options)
        finally:
            os.chdir(here)

    run.folder = folder
    return run


def test_a_sheet_is_a_page_that_every_browser_opens(page):
    result = page("chapter1", "--count", "4")
    assert (result.returncode, result.stdout, result.stderr) == (0, "4 questions written to chapter1.html\n", "")
    text = (page.folder / "chapter1.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.count('<section class="question"') == 4


def test_the_same_command_writes_the_same_bytes(page):
    first = page("chapter1", "--count", "5", "--seed", "7", "--key", "--out", "a.pdf")
    again = page("chapter1", "--count", "5", "--seed", "7", "--key", "--out", "b.pdf")
    assert (first.stdout, again.stdout) == ("5 questions written to a.pdf\n", "5 questions written to b.pdf\n")
    assert (page.folder / "a.pdf").read_bytes() == (page.folder / "b.pdf").read_bytes()
    page("chapter1", "--count", "5", "--seed", "8", "--key", "--out", "c.pdf")
    assert (page.folder / "a.pdf").read_bytes() != (page.folder / "c.pdf").read_bytes()


def test_versions_are_files_of_their_own_with_one_key(page):
    result = page(SMALL, "--versions", "3", "--key", "--out", "week.md")
    assert result.stdout == "1 question written to week-A.md, week-B.md, week-C.md, week-key.md\n"
    assert listed(page.folder) == ["week-A.md", "week-B.md", "week-C.md", "week-key.md"]
    sheets = {(page.folder / name).read_text(encoding="utf-8") for name in listed(page.folder)}
    assert len(sheets) == 4


def test_versions_without_a_key_have_no_file_for_it(page):
    page(SMALL, "--versions", "2", "--out", "week.md")
    assert listed(page.folder) == ["week-A.md", "week-B.md"]


def test_solutions_are_worked_as_fully_as_was_asked_for(page):
    sizes = {}
    for level in ("brief", "normal", "full"):
        page("power-rule-polynomial#0", "--solutions", level, "--out", f"{level}.md")
        sizes[level] = len((page.folder / f"{level}.md").read_text(encoding="utf-8"))
    assert sizes["brief"] <= sizes["normal"] <= sizes["full"]


def test_a_sheet_goes_to_standard_output(page):
    result = page(f"{SMALL}#0", "--to", "md", "--out", "-", "--title", "Just one")
    assert result.stdout.startswith("# Just one\n")
    assert listed(page.folder) == []


def test_a_file_that_exists_is_kept_unless_it_is_forced(page):
    (page.folder / "a.md").write_text("mine", encoding="utf-8")
    result = page(SMALL, "--out", "a.md")
    assert result.returncode == 2
    assert result.stderr == "calcquiz: a.md exists already\n  Choose another name with --out, or add --force.\n"
    assert (page.folder / "a.md").read_text(encoding="utf-8") == "mine"
    assert page(SMALL, "--out", "a.md", "--force").returncode == 0
    assert (page.folder / "a.md").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "there is nothing to print yet\n  Name a chapter, a section or problems: calcquiz print 2.1"),
        ((SMALL, "--to", "docx"), "there is no format `docx`"),
        ((SMALL, "--out", "none/a.md"), "the folder none does not exist\n  Make it first, or choose another folder."),
        ((SMALL, "--out", "."), "no format ends in ."),
        ((SMALL, "--paper", "a3"), "--paper a3 is not known\n  Write --paper with one of: a4, letter."),
        (
            (SMALL, "--solutions", "long"),
            "--solutions long is not known\n  Write --solutions with one of: brief, normal, full.",
        ),
        (("which-kind", "--count", "900"), "Rising or falling has variants for 29 questions, not for 900"),
        (
            (SMALL, "--versions", "2", "--out", "-"),
            "several versions are several files\n  Name a file: --out sheet.html",
        ),
        (("--missed",), "nothing was missed in the last 30 days\n  Print a section instead: calcquiz print 1.1"),
        (("slope-of-powr",), "there is no chapter, section or problem called `slope-of-powr`"),
        ((f"{SMALL}#9999",), f"{SMALL} has no variant #9999"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_is_written(page, arguments, message):
    result = page(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith(f"calcquiz: {message}"), result.stderr
    assert listed(page.folder) == []


def test_a_folder_in_the_place_of_the_file_is_refused(page):
    (page.folder / "a.md").mkdir()
    assert page(SMALL, "--out", "a.md").stderr.startswith("calcquiz: a.md is a folder\n")


def test_files_are_written_all_or_none(tmp_path):
    from calcquiz.records.errors import UsageError
    from calcquiz.storage.output import write_all

    first, second = tmp_path / "a.md", tmp_path / "missing" / "b.md"
    with pytest.raises(UsageError, match=r"b\.md cannot be written: no such file or directory"):
        write_all([(first, b"one"), (second, b"two")])
    assert not first.exists()
    assert not (tmp_path / "a.md.part").exists()


def test_what_was_missed_is_printed_again(page, calcquiz):
    asked = calcquiz("practice", "which-kind#3", "--json", "--no-reask", typed="falling\n")
    assert json.loads(asked.stdout.splitlines()[1])["outcome"] == "incorrect"
    result = page("--missed", "--key", "--to", "md")
    assert result.stdout == "1 question written to missed.md\n"
    text = (page.folder / "missed.md").read_text(encoding="utf-8")
    assert text.startswith("# Questions to try again\n")
    assert "`which-kind#3`" in text


def test_anki_notes_have_as_many_variants_of_each_skill_as_there_are(page):
    result = page("which-kind", "--to", "anki", "--count", "40")
    assert result.stdout == "29 questions written to which-kind.txt\n"
    assert result.stderr == "calcquiz: which-kind has 29 variants, not 40\n"


def test_a_file_without_a_question_is_not_written(page):
    result = page("growth-rate-ordering", "--to", "moodle", "--count", "1")
    assert result.returncode == 2
    assert result.stderr == (
        "calcquiz: growth-rate-ordering is left out: its options are put in order, and STACK cannot ask that\n"
        "  So there is nothing to write.\n"
    )
    assert listed(page.folder) == []


def test_moodle_questions_are_written(page):
    result = page(SMALL, "--to", "moodle", "--count", "3")
    assert result.stdout == f"3 questions written to {SMALL}.xml\n"
    assert (page.folder / f"{SMALL}.xml").read_text(encoding="utf-8").startswith("<?xml")
