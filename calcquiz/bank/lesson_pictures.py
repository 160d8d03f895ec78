"""The pictures of a lesson: a fence `plot` of YAML, or a line `$ calcquiz plot …`, each drawn where it stands."""

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from calcquiz.bank.nodes import Mapping, Node
from calcquiz.bank.plot_reader import read_plot
from calcquiz.bank.schema import Reader, nearest
from calcquiz.bank.source import Source
from calcquiz.bank.yaml_reader import read_yaml
from calcquiz.records.errors import BankError, CalcquizError, Finding
from calcquiz.records.lesson import Drawing
from calcquiz.records.plot_request import PlotRequest
from calcquiz.records.scene import Scene

Draw = Callable[[PlotRequest], Scene]
BESIDE = ("variables", "let")
"""What a picture in a lesson has besides the entries of a problem's `plot`."""
SORTS = ("real", "positive", "integer")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
PROMPT = re.compile(r"\$ +calcquiz plot +(?P<arguments>.*)")
REPEATED = frozenset({"--tangent", "--taylor"})
MOST = 200


class Pictures:
    """Draws the pictures of one lesson; what cannot be drawn is noted."""

    def __init__(self, source: Source, draw: Draw | None, findings: list[Finding]) -> None:
        self.source = source
        self.draw = draw
        self.findings = findings

    def find(self, line: int, message: str, advice: str) -> None:
        """Note what is wrong at the start of a line."""
        self.findings.append(self.source.finding(line, 1, message, advice))

    def authored(self, text: str, line: int) -> Iterator[Drawing]:
        """Yield the picture of a fence `plot` that stands at a line."""
        try:
            root, _ = read_yaml(self.source.file, ("\n" * line + text).encode())
        except BankError as error:
            self.findings += (replace(found, source=self._shown(found)) for found in error.findings)
            return
        reader = Reader(self.source)
        variables, values = _names(reader, root)
        plot = read_plot(reader, _without(root, BESIDE), (*variables, *values))
        self.findings += reader.findings
        if reader.findings or plot is None:
            return
        from calcquiz.plotting.authored import scene_of
        from calcquiz.typeset import from_tree
        from calcquiz.typeset import line as in_line

        try:
            scene = scene_of(
                plot, variables=tuple(variables), values=values, formula=lambda tree: in_line(from_tree(tree))
            )
        except CalcquizError as error:
            self.find(line, f"this picture cannot be drawn: {error.message}", error.advice)
            return
        if scene is None:
            self.find(line, "this picture shows nothing", "Name something to draw: `curves: [x^2]`.")
        else:
            yield Drawing(scene=scene, line=line)

    def _shown(self, found: Finding) -> str:
        return self.source.finding(found.line, found.column, "").source

    def typed(self, text: str, line: int) -> Iterator[Drawing]:
        """Yield the pictures of the `$ calcquiz plot` lines of a fence that stands at a line."""
        for number, row in enumerate(text.split("\n"), line + 1):
            match = PROMPT.fullmatch(row.strip())
            if match is None or self.draw is None:
                continue
            try:
                yield Drawing(scene=self.draw(_request(match["arguments"])), line=number)
            except CalcquizError as error:
                self.find(number, f"this picture cannot be drawn: {error.message}", error.advice)


def _names(reader: Reader, root: Node) -> tuple[dict[str, str], dict[str, str]]:
    """Return the variables by name with their sort, `{x: real}` when none are given, and the formulas of `let`."""
    given = root if isinstance(root, Mapping) else None
    variables: dict[str, str] = {}
    for key, value in reader.pairs(given.get("variables") if given else None, "`variables`"):
        if NAME.fullmatch(key.text):
            variables[key.text] = reader.word(value, f"variables.{key.text}", SORTS)
        else:
            reader.find(key, f"`{key.text}` is no name of a variable", "Write a letter, or letters and digits.")
    variables = variables or {"x": "real"}
    values: dict[str, str] = {}
    for key, value in reader.pairs(given.get("let") if given else None, "`let`"):
        if not NAME.fullmatch(key.text) or key.text in variables:
            reader.find(key, f"`{key.text}` cannot be a name here", "Write a letter that is no variable: f.")
        else:
            values[key.text] = reader.formula(value, f"let.{key.text}", (*variables, *values))
    return variables, values


def _without(root: Node, names: tuple[str, ...]) -> Node:
    if not isinstance(root, Mapping):
        return root
    return replace(root, pairs=tuple(pair for pair in root.pairs if pair[0].text not in names))


def _request(arguments: str) -> PlotRequest:
    """Return what the arguments of `calcquiz plot` ask for.

    Raises:
        CalcquizError: They are no arguments of it.
    """
    try:
        words = shlex.split(arguments)
    except ValueError:
        raise CalcquizError("a quote is opened and never closed", "Close it.") from None
    formulas: list[str] = []
    fields: dict[str, Any] = {}
    while words:
        word = words.pop(0)
        if word.startswith("--"):
            _take(word, words, fields)
        else:
            formulas.append(word)
    if not formulas:
        raise CalcquizError("there is no function to draw", 'Write it in quotes: $ calcquiz plot "x^2".')
    return PlotRequest(formulas=tuple(formulas), **fields)


def _take(option: str, words: list[str], fields: dict[str, Any]) -> None:
    """Take an option's values off the words that follow it."""
    if option not in OPTIONS:
        raise CalcquizError(f"there is no option {option}", nearest(option, OPTIONS) or "See calcquiz plot --help.")
    name, read = OPTIONS[option]
    value = read(words, option)
    fields[name] = (*fields.get(name, ()), value) if option in REPEATED else value


def _flag(words: list[str], option: str) -> bool:
    del words, option
    return True


def _text(words: list[str], option: str) -> str:
    if not words:
        raise CalcquizError(f"{option} needs a value", "See calcquiz plot --help.")
    return words.pop(0)


def _pair(words: list[str], option: str) -> tuple[str, str]:
    return _text(words, option), _text(words, option)


def _count(words: list[str], option: str) -> int:
    word = _text(words, option)
    if not re.fullmatch(r"\d{1,3}", word) or int(word) > MOST:
        raise CalcquizError(f"{option} needs a whole number up to {MOST}", f"Write {option} 5.")
    return int(word)


OPTIONS: dict[str, tuple[str, Callable[[list[str], str], Any]]] = {
    "--x": ("x", _pair),
    "--y": ("y", _pair),
    "--derivative": ("derivative", _flag),
    "--tangent": ("tangent", _text),
    "--secant": ("secant", _pair),
    "--area": ("area", _pair),
    "--riemann": ("riemann", _count),
    "--side": ("side", _text),
    "--taylor": ("taylor", _count),
    "--at": ("at", _text),
    "--level-curves": ("level_curves", _flag),
    "--descent": ("descent", _text),
    "--rate": ("rate", _text),
    "--steps": ("steps", _count),
    "--sequence": ("sequence", _count),
    "--partial-sums": ("partial_sums", _count),
    "--from": ("first", _count),
}
"""Option -> field of the request and how its value is read."""
