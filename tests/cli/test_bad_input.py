"""Whatever is typed as an answer is shown as text: never run, never read as markup, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).resolve().parent.parent / "banks" / "small"
ANSWERS = {
    "a paste of 100 kB": ("x+" * 50_000, "longer than 500 characters"),
    "markup": ("[red]x[/red]", "[red]x[/red]"),
    "a closing tag": ("[/]", "[/]"),
    "an escape sequence": ("\x1b[31mx\x1b]0;title\x07", "<U+001B>[31mx"),
    "a direction mark": ("x\u202e+)", "x<U+202E>+)"),
    "NUL": ("x\x002", "<U+0000>"),
    "an emoji": ("🙂 + 1", "🙂"),
    "braces of a template": ("{0.__class__}", "{0.__class__}"),
    "code": ("__import__('os').system('echo hacked')", "__import__"),
}


@pytest.mark.parametrize("flags", [(), ("--plain",)], ids=["pipe", "plain"])
def test_an_answer_is_text_and_nothing_else(tmp_path, flags):
    environment = {**os.environ, "CALCQUIZ_HOME": str(tmp_path), "CALCQUIZ_BANKS": str(SMALL)}
    ended = subprocess.run(
        [sys.executable, "-m", "calcquiz", "practice", "slope-of-power#0", "--no-reask", *flags],
        input="".join(f"{text}\n" for text, _ in ANSWERS.values()).encode(),
        capture_output=True,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )
    printed = ended.stdout.decode()
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert printed.lower().count("cannot be read yet") == len(ANSWERS)  # so none of them counts as a try
    assert [shown for _, shown in ANSWERS.values() if shown not in printed] == []
    assert not any(ord(letter) < 32 and letter != "\n" for letter in printed)
    assert "\u202e" not in printed
    assert "hacked\n" not in printed
    assert max(map(len, printed.splitlines())) <= 80
