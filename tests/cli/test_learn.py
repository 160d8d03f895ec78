"""`calcquiz learn` at a pipe: the whole lesson, its list, its JSON; an added bank's examples are shown, not run."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

VALID = Path(__file__).parent.parent / "banks" / "valid" / "lesson"
CHAPTER = "calcquiz: 1\ntitle: Slopes\nsections:\n- folder: 1-slopes\n  title: Slopes\n  problems: []\n"


@pytest.fixture
def bank(tmp_path):
    section = tmp_path / "bank" / "chapter9" / "1-slopes"
    section.mkdir(parents=True)
    for file in VALID.glob("*.*"):
        (section / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (section.parent / "chapter.yaml").write_text(CHAPTER, encoding="utf-8")
    return tmp_path / "bank"


@pytest.fixture
def learn(calcquiz, bank):
    def run(*arguments, **changes):
        return calcquiz("learn", *arguments, **{"CALCQUIZ_BANKS": str(bank), **changes})

    return run


def test_a_lesson_is_printed_whole_to_a_pipe(learn):
    result = learn("9.1")
    assert (result.returncode, result.stderr) == (0, "")
    assert "  9.1 Slopes · Page 2 of 3\n  The slope of a line\n" in result.stdout
    assert "      f(b) − f(a)\n      ─────────── = m\n         b − a\n" in result.stdout
    assert "  function   slope\n  x²         2x\n  eˣ         eˣ\n" in result.stdout
    assert "x² − [a]·b·x" in result.stdout
    assert "It belongs to an added bank: it is shown and not run." in result.stdout
    assert "It prints" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "changes"),
    [
        ([], {"COLUMNS": "40"}),
        (["--plain"], {}),
        (["--plain"], {"COLUMNS": "40"}),
        ([], {"ACCESSIBLE": "1"}),
        ([], {"TERM": "dumb"}),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
    ],
)
def test_a_lesson_fits_every_screen(learn, arguments, changes):
    result = learn("9.1", *arguments, **changes)
    assert (result.returncode, result.stderr) == (0, "")
    bare = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
    assert max(map(len, bare.splitlines())) <= int(changes.get("COLUMNS", "80"))
    assert "\\frac" not in bare


def test_a_lesson_is_ascii_where_the_stream_is(learn):
    result = learn("9.1", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert result.returncode == 0
    assert result.stdout.isascii()


def test_a_lesson_as_json_is_its_blocks(learn):
    events = [json.loads(line) for line in learn("9.1", "--json").stdout.splitlines()]
    assert [event["event"] for event in events] == [
        *("page", "prose"),
        *("page", "prose", "formula", "prose", "picture", "table"),
        *("page", "code", "example", "code", "prose"),
    ]
    assert events[10]["output"] is None


def test_a_chapter_lists_its_sections(learn):
    rows = learn("chapter9").stdout.splitlines()
    assert [row.split() for row in rows if row.strip()] == [
        ["section", "lesson", "state"],
        ["Chapter", "9:", "Slopes"],
        ["9.1", "Slopes", "new"],
    ]


def test_a_wrong_name_is_told_with_what_was_meant(learn):
    result = learn("9.2")
    assert (result.returncode, result.stdout) == (2, "")
    assert "there is no chapter, section or problem called `9.2`" in result.stderr


def test_a_reader_that_leaves_early_is_left_alone(environment, bank):
    command = f"{sys.executable} -m calcquiz learn 9.1 | head -1"
    shell = ["bash", "-o", "pipefail", "-c", command]
    changed = {**environment, "CALCQUIZ_BANKS": str(bank)}
    done = subprocess.run(shell, capture_output=True, text=True, check=False, env=changed, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [40, 80])
def test_pages_turn_and_are_resumed_where_one_left(environment, bank, columns):
    def read(keys):
        return turn(environment, bank, columns, keys)

    first, code = read(["\r", "b", "\r", "\x04"])
    assert code == 0
    assert "Page 2 of 3 is kept." in first
    second, code = read(["\r", "\x03"])
    assert code == 130
    assert "You were on page 2 of 3" in second
    third, code = read(["\r"])
    assert code == 0
    assert "This is the end of the lesson." in third
    assert turn(environment, bank, columns, [], "chapter9")[0].endswith("9.1 Slopes read")


def turn(environment, bank, columns, keys, where="9.1"):
    import pyte
    from ptyprocess import PtyProcess
    from transcript import settle

    kept = {**environment, "CALCQUIZ_BANKS": str(bank), "TERM": "xterm-256color", "COLUMNS": str(columns)}
    process = PtyProcess.spawn([sys.executable, "-m", "calcquiz", "learn", where], dimensions=(200, columns), env=kept)
    screen = pyte.Screen(columns, 200)
    stream = pyte.ByteStream(screen)

    for key in keys:
        until(lambda: any(row.rstrip().endswith("q quit") for row in screen.display), process, stream)
        os.write(process.fd, key.encode())
        settle(process, stream, 0.4)
    until(lambda: not process.isalive(), process, stream)
    settle(process, stream, 0.2)
    process.close(force=True)
    return " ".join(" ".join(screen.display).split()), process.exitstatus


def until(done, process, stream):
    from transcript import settle

    end = time.monotonic() + 20
    while not done() and process.isalive() and time.monotonic() < end:
        settle(process, stream, 0.2)
