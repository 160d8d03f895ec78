"""Pictures of real sessions: the screen of a transcript as SVG.

`python tests/support/screenshot.py tests/transcripts/*.svg` plays the transcript of the same name beside each picture
and draws it anew. Nothing in the picture is fetched: it names the monospace fonts that systems have, and every run of
one look is given its width, so that columns stay columns in each of them.
"""

import sys
from html import escape
from itertools import groupby
from pathlib import Path

from transcript import play_screens, read_file

WIDE, HIGH, MARGIN, BAR = 8.4, 18, 20, 38
"""Pixels: a cell's width and height, the margin around the cells, the bar above them."""
FONTS = "'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace"
PAPER, INK, FAINT = "#16181d", "#dfe2e8", "#8b919c"
INKS = {
    "default": INK,
    "green": "#7fd88f",
    "magenta": "#e58ad2",
    "cyan": "#6fd3dd",
    "blue": "#7aa8ff",
    "brown": "#e6c07b",
    "red": "#f28b82",
}
LIGHTS = ("#f2635a", "#f0b840", "#58c151")


def look(cell):
    """Return ink, weight and opacity of a cell."""
    ink = INKS.get(cell.fg) or f"#{cell.fg}"
    return FAINT if cell.blink and cell.fg == "default" else ink, "bold" if cell.bold else "normal"


def runs(row, columns):
    """Yield start, text and look of every stretch of one look that is not blank: a word, or a piece of a curve."""
    for (shape, _), places in groupby(range(columns), key=lambda column: (look(row[column]), row[column].data == " ")):
        cells = list(places)
        text = "".join(row[column].data for column in cells)
        if text.strip():
            yield cells[0], len(cells), text, shape


def to_svg(screen, title, crop):
    """Return the rows of a screen up to the last that is not blank, or that comes before a row with `crop`, as SVG."""
    rows = [row.strip() for row in screen.display]
    end = rows.index(crop) if crop in rows else len(rows)
    used = [number for number in range(end) if rows[number]]
    first, last = used[0], used[-1]
    width = screen.columns * WIDE + 2 * MARGIN
    height = (last - first + 1) * HIGH + BAR + MARGIN
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">',
        f'<rect width="{width:g}" height="{height:g}" rx="9" fill="{PAPER}"/>',
        *(f'<circle cx="{22 + 20 * n}" cy="19" r="6" fill="{light}"/>' for n, light in enumerate(LIGHTS)),
        f'<g font-family="{FONTS}" font-size="14" xml:space="preserve">',
        f'<text x="{width / 2:g}" y="24" fill="{FAINT}" text-anchor="middle">{escape(title)}</text>',
    ]
    for number in range(first, last + 1):
        y = BAR + (number - first) * HIGH + 14
        for start, count, text, (ink, weight) in runs(screen.buffer[number], screen.columns):
            bold = ' font-weight="bold"' if weight == "bold" else ""
            parts.append(
                f'<text x="{MARGIN + start * WIDE:g}" y="{y}" fill="{ink}"{bold} textLength="{count * WIDE:g}" '
                f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
            )
    return "\n".join([*parts, "</g>", "</svg>", ""])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        script = Path(name).with_suffix(".txt")
        *_, screen = play_screens(script)
        command = read_file(script)[0][-1]
        drawn = to_svg(screen, " ".join(command.words), command.options.get("CROP"))
        Path(name).write_text(drawn, encoding="utf-8")
