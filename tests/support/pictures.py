"""The twenty-five formulas of the design as pictures in text.

`python tests/support/pictures.py` draws them anew; then read them. In `tests/typeset/pictures.txt` each
formula stands as TeX after `$`, then on one line, as a block, and both in ASCII.
"""

from pathlib import Path

from calcquiz.typeset import block, line, read_tex

FILE = Path(__file__).parent.parent / "typeset" / "pictures.txt"
RULE = "." * 40


def formulas():
    """Return the formulas of the file, as TeX."""
    return [row.removeprefix("$ ") for row in FILE.read_text(encoding="utf-8").splitlines() if row.startswith("$ ")]


def picture(tex):
    """Return the four forms of a formula, one under the other."""
    layout, rows = read_tex(tex), [f"$ {tex}"]
    for ascii_only in (False, True):
        drawn = block(layout, ascii_only=ascii_only).lines
        rows += [RULE, line(layout, ascii_only=ascii_only), "", *(row.rstrip() for row in drawn)]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    FILE.write_text("\n".join(map(picture, formulas())), encoding="utf-8")
