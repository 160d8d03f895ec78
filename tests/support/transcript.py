"""Whole sessions as transcripts: a file says what is typed, then what the screen must show, character for character.

A file holds one or more commands, `$ calcquiz …`, each followed by lines `type …`, `press …` and `wait SECONDS` (while
something is worked out in the background); then `---`, then the screen. What stands before `calcquiz`, as `COLUMNS=40`,
goes into the environment; `BANK=own` is for the bank of calcquiz instead of a small one, and after `STYLES=1` the looks
of every row follow the screen (`look_of` says by which letters). The clock stands still. All commands of a file share
one home. Run

    python tests/support/transcript.py tests/transcripts/*.txt

to write the screens anew, and read them.
"""

import os
import re
import select
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

ROWS = 400
SMALL_BANK = Path(__file__).resolve().parent.parent / "banks" / "small"
LAUNCHER = Path(__file__).with_name("launch.py")
KEYS = {"enter": "\r", "ctrl-d": "\x04", "ctrl-c": "\x03", "tab": "\t"}
PROMPT = re.compile(r"(Ctrl-D (saves and )?leaves|Ctrl-D saves and$|q quit:?$|^Answer:$)")
LETTERS = {"green": "g", "magenta": "m", "cyan": "c", "blue": "b", "brown": "y", "red": "r", "default": "."}
OTHER_LETTERS = "opquvwx"
"""For the colours without a name, most likely different ones for different colours."""
pyte.graphics.TEXT[2] = "+blink"  # pyte knows nothing of dim letters, and nothing blinks here


@dataclass
class Command:
    """One command of a transcript."""

    words: list[str]
    options: dict[str, str]
    inputs: list[tuple[str, str]] = field(default_factory=list)


def commands_of(head):
    """Return the commands of a file's head, each with its inputs."""
    commands = []
    for line in head.splitlines():
        kind, _, text = line.partition(" ")
        if kind != "$":
            commands[-1].inputs.append((kind, text))
            continue
        words = text.split()
        first = words.index("calcquiz")
        commands.append(Command(words[first:], dict(word.split("=", 1) for word in words[:first])))
    return commands


def read_file(path):
    """Return the commands of a transcript and its screen."""
    head, _, screen = path.read_text(encoding="utf-8").partition("\n---\n")
    return commands_of(head), screen


def play(path):
    """Return the screen after the inputs of a transcript; several commands each after the line that starts them."""
    commands, _ = read_file(path)
    shown = []
    for command, screen in zip(commands, play_screens(path), strict=True):
        rows = "\n".join(row.rstrip() for row in screen.display).strip("\n") + "\n"
        title = f"$ {' '.join(command.words)}\n" if len(commands) > 1 else ""
        shown.append(title + rows + (f"\nlooks\n{looks(screen)}" if "STYLES" in command.options else ""))
    return "\n".join(shown)


def play_screens(path):
    """Return the screen of each command of a transcript."""
    with tempfile.TemporaryDirectory() as home:
        return [run(command, home) for command in read_file(path)[0]]


def run(command, home):
    """Return the screen of one command: what would have scrolled away stands there as well."""
    columns = int(command.options.get("COLUMNS", "80"))
    unwanted = {"NO_COLOR", "COLUMNS", "LINES", "LANG", "LC_ALL"}
    environment = {
        **{name: value for name, value in os.environ.items() if name not in unwanted},
        "TERM": "xterm-256color",
        "PYTHONIOENCODING": "utf-8",
        "CALCQUIZ_HOME": home,
        "BANK": str(SMALL_BANK),
        "TZ": "UTC",
        "LINES": "24",
        **command.options,
    }
    if environment["BANK"] == "own":
        del environment["BANK"]
    program = [sys.executable, str(LAUNCHER), *command.words[1:]]
    process = PtyProcess.spawn(program, dimensions=(ROWS, columns), env=environment)
    screen = pyte.Screen(columns, ROWS)
    stream = pyte.ByteStream(screen)
    for kind, text in command.inputs:
        wait_for_prompt(process, screen, stream)
        if kind == "wait":
            time.sleep(float(text))
            continue
        os.write(process.fd, (KEYS[text] if kind == "press" and text in KEYS else text).encode())
        if kind == "type":
            settle(process, stream, 0.15)
            os.write(process.fd, b"\r")
        settle(process, stream, 0.2)
    finish(process, stream)
    process.close(force=True)
    return screen


def look_of(cell):
    """Return the look of a cell as a letter: its colour's first, in upper case bold; `d` dim, `*` bold, `#` reverse."""
    if cell.reverse:
        return "#"
    if cell.blink:
        return "d"
    letter = LETTERS.get(cell.fg) or OTHER_LETTERS[int(cell.fg, 16) % len(OTHER_LETTERS)]
    bold = "*" if letter == "." else letter.upper()
    return bold if cell.bold else "/" if cell.italics and letter == "." else letter


def looks(screen):
    """Return, for each row that is not all plain, its number and a letter for each cell."""
    rows = []
    for number in range(screen.lines):
        letters = "".join(look_of(screen.buffer[number][column]) for column in range(screen.columns)).rstrip(".")
        rows += [f"{number + 1:3} {letters}\n"] if letters else []
    return "".join(rows)


def wait_for_prompt(process, screen, stream):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        settle(process, stream, 0.15)
        if any(PROMPT.search(row) for row in rows_at_the_cursor(screen)):
            return
    raise AssertionError("no prompt appeared:\n" + "\n".join(screen.display).strip())


def rows_at_the_cursor(screen):
    """Return the few rows where a prompt stands: all of them, after every key, would take most of the time."""
    for number in range(max(0, screen.cursor.y - 2), min(screen.lines, screen.cursor.y + 4)):
        yield "".join(screen.buffer[number][column].data for column in range(screen.columns)).rstrip()


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
    """Return a screen without what differs from run to run: how long a session took."""
    return re.sub(r"( questions?) in \d+ (?:seconds?|minutes?)", r"\1 in a while", text)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        beginning = file.read_text(encoding="utf-8").partition("\n---\n")[0].rstrip("\n")
        file.write_text(f"{beginning}\n---\n", encoding="utf-8")
        file.write_text(f"{beginning}\n---\n{play(file)}", encoding="utf-8")
