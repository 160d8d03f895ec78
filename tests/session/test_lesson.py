"""A lesson is resumed where it was left, and its examples are bounded in time and output."""

import os
import time
from pathlib import Path

import pytest

from calcquiz.session.example import run_example, shown_only, without_doctest, write_figure

EXAMPLE = Path(__file__).parent.parent / "banks" / "valid" / "lesson" / "two_slopes.py"


def program(folder, body):
    path = folder / "example.py"
    path.write_text(f"def main():\n    {body}\n", encoding="utf-8")
    return path


def test_an_example_prints_its_text():
    assert run_example(EXAMPLE)[0] == "slope of x^2 from 1 to 2: 3\n"


def test_an_example_that_runs_on_is_stopped_with_all_it_began(tmp_path):
    mark = tmp_path / "mark"
    child = f"import time; time.sleep(2); open({str(mark)!r}, 'w')"
    path = program(
        tmp_path,
        f"import subprocess, sys, time; print('begun', flush=True); "
        f"subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)",
    )
    started = time.monotonic()
    assert run_example(path, seconds=1.0) == ("begun\n", "It was stopped after 1 seconds.")
    assert time.monotonic() - started < 5
    time.sleep(2.5)
    assert not mark.exists()


def test_an_example_that_prints_without_end_is_cut(tmp_path):
    output, note = run_example(program(tmp_path, "while True: print('x' * 1000)"), most_bytes=65_536)
    assert (len(output), note) == (65_536, "It was stopped after 64 KiB of output.")


def test_an_example_of_an_added_bank_is_not_run():
    assert shown_only(EXAMPLE) == (None, "It belongs to an added bank: it is shown and not run.")


def test_the_listing_leaves_out_the_test_in_the_docstring():
    listing = without_doctest(EXAMPLE)
    assert listing.startswith('"""Slopes of two secants."""\n\nfrom typing import TYPE_CHECKING\n')
    assert ">>>" not in listing


def test_a_figure_is_written_and_never_over_a_file_that_exists(tmp_path):
    (tmp_path / "two_slopes.png").write_text("mine", encoding="utf-8")
    assert write_figure(EXAMPLE, tmp_path) == f"The figure is in {tmp_path / 'two_slopes-2.png'}"
    assert (tmp_path / "two_slopes-2.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "two_slopes.png").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    tmp_path.chmod(0o500)
    assert "could not be written" in write_figure(EXAMPLE, tmp_path)
