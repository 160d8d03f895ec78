"""The heat map of `stats`: twelve weeks, a column a week."""

from datetime import date, timedelta

from calcquiz.render.statistics import heat_map_lines
from calcquiz.render.style import Style

FIRST = date(2025, 12, 15)
DAYS = [(FIRST + timedelta(days=n), {0: 1, 1: 4, 8: 5, 16: 14, 24: 15, 81: 2}.get(n, 0)) for n in range(7 * 11 + 5)]


def test_a_busier_day_has_a_darker_sign_and_days_to_come_have_none():
    assert "\n".join(line.plain for line in heat_map_lines(DAYS, Style())) == (
        "  41 questions on 6 days in 12 weeks\n"
        "  Mon  ░ · · · · · · · · · · ·\n"
        "  Tue  ░ ▒ · · · · · · · · · ·\n"
        "  Wed  · · ▒ · · · · · · · · ·\n"
        "  Thu  · · · █ · · · · · · · ·\n"
        "  Fri  · · · · · · · · · · · ░\n"
        "  Sat  · · · · · · · · · · ·\n"
        "  Sun  · · · · · · · · · · ·\n"
        "       Dec   Jan     Feb     Mar\n"
        "       ░ up to 4  ▒ up to 14  █ more"
    )


def test_a_stream_without_unicode_and_a_screen_reader_get_the_same_days():
    assert heat_map_lines(DAYS, Style(ascii_only=True))[3].plain == "  Wed  . . + . . . . . . . . ."
    (told,) = heat_map_lines(DAYS, Style(plain=True, width=96))
    assert told.plain.strip() == "41 questions on 6 days in 12 weeks, most on Thursday 8 January 2026: 15."
