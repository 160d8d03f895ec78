"""The teaching pictures as they are looked at: wide, narrow, in ASCII, and in words.

After a change that is meant, draw them again with `python tests/plotting/teaching.py` and look at every one.
"""

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
found = importlib.util.spec_from_file_location("teaching", HERE / "teaching.py")
assert found is not None
assert found.loader is not None
teaching = importlib.util.module_from_spec(found)
found.loader.exec_module(teaching)


@pytest.mark.parametrize("name", teaching.NAMES)
def test_a_teaching_picture_looks_as_it_was_approved(name):
    assert teaching.written(name) == (teaching.FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", teaching.NAMES)
def test_a_teaching_picture_fits_its_screen(name):
    shown = teaching.scene(name)
    for width, height, ascii_only in teaching.SIZES:
        lines = teaching.draw(shown, width=width, height=height, colour=False, ascii_only=ascii_only).split("\n")
        assert max(map(len, lines)) <= width
        assert len(lines) <= height
        assert not ascii_only or "\n".join(lines).isascii()


def test_every_picture_on_file_is_drawn():
    assert {path.stem for path in teaching.FOLDER.glob("*.txt")} == set(teaching.NAMES)
