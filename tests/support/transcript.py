"""Whole sessions as transcripts: a file says what is typed, then what the screen must show, character for character.

A file begins with `$ command`, then lines `type …`, `press …` and `wait SECONDS` (while something is worked out in the
background), then `---`, then the screen. Run
`python tests/support/transcript.py tests/transcripts/*.txt` to write the screens anew, and read them.
"""

import os
import re
import select
import sys
import tempfile
import time
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

ROWS = 400
SMALL_BANK = Path(__file__).resolve().parent.parent / "banks" / "small"
KEYS = {"enter": "\r", "ctrl-d": "\x04", "ctrl-c": "\x03"}
PROMPT = re.compile(r"(Ctrl-D (saves and )?leaves|Ctrl-D saves and$|q quit)")


def read_file(path):
    head, _, screen = path.read_text(encoding="utf-8").partition("\n---\n")
    command, *inputs = head.splitlines()
    options = dict(part.split("=", 1) for part in command.removeprefix("$ ").split() if part.isupper() or "=" in part)
    words = [word for word in command.removeprefix("$ ").split() if "=" not in word]
    return words, options, [line.partition(" ")[::2] for line in inputs], screen


def play(path):
    """Return the screen after the inputs of a transcript."""
    words, options, inputs, _ = read_file(path)
    columns = int(options.get("COLUMNS", "80"))
    with tempfile.TemporaryDirectory() as home:
        kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        environment = {
            **kept,
            "TERM": "xterm-256color",
            "PYTHONIOENCODING": "utf-8",
            "CALCQUIZ_HOME": home,
            "CALCQUIZ_BANKS": str(SMALL_BANK),
            "LINES": "24",
            **options,
        }
        command = [sys.executable, "-m", "calcquiz", *words[1:]]
        process = PtyProcess.spawn(command, dimensions=(ROWS, columns), env=environment)
        screen = pyte.Screen(columns, ROWS)
        stream = pyte.ByteStream(screen)
        for kind, text in inputs:
            wait_for_prompt(process, screen, stream)
            if kind == "wait":
                time.sleep(float(text))
                continue
            os.write(process.fd, (KEYS[text] if kind == "press" and text in KEYS else text).encode())
            if kind == "type":
                settle(process, stream, 0.3)
                os.write(process.fd, b"\r")
            settle(process, stream, 0.3)
        finish(process, stream)
        process.close(force=True)
    rows = [row.rstrip() for row in screen.display]
    return "\n".join(rows).strip("\n") + "\n"


def wait_for_prompt(process, screen, stream):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        settle(process, stream, 0.15)
        below = [row.rstrip() for row in screen.display if row.strip()]
        if below and any(PROMPT.search(row) for row in below[-3:]):
            return
    raise AssertionError("no prompt appeared:\n" + "\n".join(below))


def settle(process, stream, seconds):
    """Read until nothing has come for a while."""
    while select.select([process.fd], [], [], seconds)[0]:
        try:
            stream.feed(os.read(process.fd, 65_536))
        except OSError:
            return


def finish(process, stream):
    end = time.monotonic() + 20
    while process.isalive() and time.monotonic() < end:
        settle(process, stream, 0.2)
    settle(process, stream, 0.1)


def steady(text):
    """Return a screen without what differs from run to run: times and dates."""
    text = re.sub(r"( questions?) in \d+ (?:seconds?|minutes?)", r"\1 in a while", text)
    return re.sub(r"\b(today|tomorrow|on \w+day[^.]*|on \d+ \w+[^.]*)\b", "some day", text)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        head = file.read_text(encoding="utf-8").partition("\n---\n")[0].rstrip("\n")
        file.write_text(f"{head}\n---\n{play(file)}", encoding="utf-8")
