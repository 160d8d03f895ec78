"""A page of a lesson that is taller than the screen waits for a key before it goes on."""

import pytest
from rich.text import Text

from calcquiz.render.style import Style
from calcquiz.terminal.pages import Pages


class Reader:
    """Somebody who presses the keys given, and remembers what was on the screen at each."""

    def __init__(self, keys, capsys):
        self.keys, self.capsys = list(keys), capsys
        self.seen = []

    def choose(self, _):
        self.seen.append(self.capsys.readouterr().out.split())
        return self.keys.pop(0)


def block(name, rows):
    return [Text(f"{name}{row}") for row in range(rows)]


def read(blocks, keys, capsys, height=6):
    reader = Reader(keys, capsys)
    pages = Pages(Style(width=40, height=height), reader.choose)
    for lines in blocks:
        pages.show(lines)
    key = pages.choose(("enter", "b", "q"))
    return reader.seen, key, pages


def test_a_block_that_does_not_fit_any_more_waits_for_a_key(capsys):
    seen, key, _ = read([block("a", 3), block("b", 2)], ["enter", "b"], capsys)
    assert seen == [["a0", "a1", "a2"], ["b0", "b1"]]
    assert key == "b"


def test_a_block_taller_than_the_screen_is_shown_a_screenful_at_a_time(capsys):
    seen, key, _ = read([block("a", 10)], ["enter", "enter", "enter"], capsys)
    assert [len(rows) for rows in seen] == [4, 4, 2]
    assert [row for rows in seen for row in rows] == [f"a{row}" for row in range(10)]
    assert key == "enter"


def test_leaving_in_the_middle_of_a_page_shows_no_more_of_it_and_asks_no_more(capsys):
    seen, key, pages = read([block("a", 4), block("b", 4), block("c", 1)], ["q"], capsys)
    assert seen == [["a0", "a1", "a2", "a3"]]
    assert key == "q"
    pages.show(block("note", 1))
    assert capsys.readouterr().out.split() == ["note0"]


@pytest.mark.parametrize("rows", [1, 4])
def test_what_fits_is_shown_at_once(rows, capsys):
    seen, _, _ = read([block("a", rows)], ["enter"], capsys)
    assert seen == [[f"a{row}" for row in range(rows)]]
