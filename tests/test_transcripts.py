"""Whole sessions at a real terminal, each compared with the transcript that was read and found good."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from transcript import commands_of, play, read_file, steady

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))
AT_ONCE = 3
"""Sessions played side by side: each waits most of its time, as a person would."""


@pytest.fixture(scope="module")
def played():
    """Return the playing sessions, by file."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {path: pool.submit(play, path) for path in FILES}


def test_the_transcript_in_the_readme_is_a_real_session():
    readme = (FOLDER.parent.parent / "README.md").read_text(encoding="utf-8")
    typed, *shown = readme.split("```text\n")[1].split("```")[0].rstrip("\n").split("\n")
    (command,), screen = read_file(FOLDER / "readme.txt")
    assert commands_of(typed)[0].words == command.words
    assert shown == screen.split("\n")[: len(shown)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_reads_as_its_transcript(path, played):
    assert steady(played[path].result()) == steady(read_file(path)[1])


def test_colour_is_all_that_is_lost_without_colour():
    for columns in (80, 40):
        coloured, plain = (
            steady(read_file(FOLDER / f"session-{columns}-{colour}.txt")[1].partition("looks")[0].strip())
            for colour in ("colour", "no-colour")
        )
        assert coloured == plain
