"""Whole sessions at a real terminal, each compared with the transcript that was read and found good."""

from pathlib import Path

import pytest
from transcript import play, read_file, steady

FOLDER = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_session_reads_as_its_transcript(path):
    assert steady(play(path)) == steady(read_file(path)[3])
