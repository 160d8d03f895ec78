"""Code examples of our own bank, run in a process of their own, bounded in time and output."""

import ast
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

SECONDS = 30.0
MOST_BYTES = 64 * 1024
MAIN = "import runpy, sys; runpy.run_path(sys.argv[1])['main']()"
DRAW = "import runpy, sys; runpy.run_path(sys.argv[1])['draw']().savefig(sys.argv[2], dpi=150)"
NEEDS_PLOTS = 'Its figure needs matplotlib: pip install "calcquiz[plots]"'


def run_example(path: Path, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> tuple[str, str]:
    """Return what `main()` of an example prints, and a sentence where it did not end by itself."""
    output, note = _run([MAIN, str(path)], seconds, most_bytes)
    return output, note or ("" if has_matplotlib() else NEEDS_PLOTS)


def shown_only(path: Path) -> tuple[None, str]:
    """Return that an example of an added bank is not run."""
    del path
    return None, "It belongs to an added bank: it is shown and not run."


def has_matplotlib() -> bool:
    """Return whether figures can be drawn, without importing anything."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def write_figure(path: Path, folder: Path, *, seconds: float = SECONDS) -> str:
    """Write what `draw()` of an example returns into a new PNG file, and return the sentence that says where."""
    names = [f"{path.stem}.png", *(f"{path.stem}-{number}.png" for number in range(2, 100))]
    target = next((folder / name for name in names if not (folder / name).exists()), None)
    if target is None:
        return f"There are too many files called {path.stem}.png here."
    output, note = _run([DRAW, str(path), str(target.resolve())], seconds, MOST_BYTES)
    if target.is_file():
        return f"The figure is in {target}"
    reason = output.strip().splitlines()[-1:] or ["no file was written"]
    return f"The figure could not be written: {note or reason[0]}"


def without_doctest(path: Path) -> str:
    """Return the listing of an example; its first docstring is cut to its sentence, for its output is shown anyway."""
    code = path.read_text(encoding="utf-8", errors="replace")[:MOST_BYTES]
    try:
        module = ast.parse(code)
    except (SyntaxError, ValueError):
        return code
    first = module.body[0] if module.body else None
    docstring = ast.get_docstring(module)
    if docstring is None or first is None or ">>>" not in docstring:
        return code
    lines = code.splitlines()
    sentence = docstring.split("\n\n")[0].split(">>>")[0].strip()
    return "\n".join([f'"""{sentence}"""', *lines[first.end_lineno :]]) + "\n"


def _run(words: Sequence[str], seconds: float, most_bytes: int) -> tuple[str, str]:
    """Return what a piece of Python printed, at most so many bytes of it, and why it was stopped."""
    environment = {**os.environ, "MPLBACKEND": "Agg"}
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-c", *words]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(  # noqa: S603 - our own example, run by our own interpreter
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        printed: list[bytes] = []
        stream = process.stdout
        assert stream is not None
        reading = threading.Thread(target=lambda: printed.append(stream.read(most_bytes + 1)), daemon=True)
        reading.start()
        try:
            reading.join(seconds)
            late, data = reading.is_alive(), b"".join(printed)
        finally:
            _kill(process)
            reading.join(1)
            stream.close()
    text = (data or b"".join(printed))[:most_bytes].decode("utf-8", errors="replace")
    if late:
        return text, f"It was stopped after {seconds:g} seconds."
    if len(data) > most_bytes:
        return text, f"It was stopped after {most_bytes // 1024} KiB of output."
    return text, ""


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all it began, also when it has ended itself."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):  # all of it has ended
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(  # noqa: S603 - a fixed command with a number
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607 - it stands in the system's folder
            capture_output=True, check=False,
        )  # fmt: skip
    process.wait()
