"""Whole sessions at a real terminal, each compared with the transcript that was read and found good."""

from pathlib import Path

import pytest
from transcript import play, read_file, steady

FOLDER = Path(__file__).parent / "transcripts"


def test_the_transcript_in_the_readme_is_a_real_session():
    readme = (FOLDER.parent.parent / "README.md").read_text(encoding="utf-8")
    command, *shown = readme.split("```text\n")[1].split("```")[0].rstrip("\n").split("\n")
    words, _, _, screen = read_file(FOLDER / "readme.txt")
    assert command == "$ " + " ".join(words)
    assert shown == screen.split("\n")[: len(shown)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_session_reads_as_its_transcript(path):
    assert steady(play(path)) == steady(read_file(path)[3])
