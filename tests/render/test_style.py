"""What kind of screen it is, decided once."""

import io

import pytest

from calcquiz.render.style import decide_style


class Stream(io.StringIO):
    def __init__(self, *, terminal, encoding="utf-8"):
        super().__init__()
        self.terminal, self.code = terminal, encoding

    def isatty(self):
        return self.terminal

    @property
    def encoding(self):
        return self.code


def style(environment=None, *, terminal=True, encoding="utf-8", **options):
    output, source = Stream(terminal=terminal, encoding=encoding), Stream(terminal=terminal)
    return decide_style(output, source, environment or {}, **options)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, {"colour": True, "effects": True, "interactive": True, "plain": False}),
        ({"NO_COLOR": "1"}, {"colour": False, "effects": True, "interactive": True}),
        ({"NO_COLOR": ""}, {"colour": True}),
        ({"TERM": "dumb"}, {"colour": False, "effects": False, "interactive": False, "plain": False}),
        ({"ACCESSIBLE": "1"}, {"plain": True, "interactive": False, "effects": False, "indent": ""}),
        ({"ACCESSIBLE": "0"}, {"plain": False}),
        ({"COLUMNS": "40", "LINES": "30"}, {"width": 40, "height": 30}),
        ({"COLUMNS": "7"}, {"width": 20}),  # narrower cannot hold a sentence
        ({"COLUMNS": "300"}, {"width": 96}),  # wider cannot be read
        ({"COLUMNS": "wide"}, {"width": 80}),
    ],
)
def test_the_environment_decides(environment, expected):
    decided = style(environment)
    assert {name: getattr(decided, name) for name in expected} == expected


def test_a_pipe_has_no_colour_and_no_keys():
    assert not style(terminal=False).effects
    assert not style(terminal=False).interactive
    assert style({"FORCE_COLOR": "1"}, terminal=False).colour


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "iso-8859-1", "latin-1"])
def test_streams_that_are_not_unicode_get_ascii(encoding):
    assert style(encoding=encoding).ascii_only
    assert style(encoding="utf-8").ascii_only is False
    assert style().mark("correct") == "✓"
    assert style(encoding=encoding).mark("correct") == "+"


def test_the_flag_plain_is_as_good_as_the_environment():
    assert style(plain=True) == style({"ACCESSIBLE": "1"})
