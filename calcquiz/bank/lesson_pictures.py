"""The pictures of a lesson: what stands in a fence `plot`, drawn there."""

import re
from collections.abc import Iterator
from dataclasses import replace

from calcquiz.bank.nodes import Mapping, Node
from calcquiz.bank.plot_reader import read_plot
from calcquiz.bank.schema import Reader
from calcquiz.bank.source import Source
from calcquiz.bank.yaml_reader import read_yaml
from calcquiz.records.errors import BankError, CalcquizError, Finding
from calcquiz.records.lesson import Drawing

BESIDE = ("variables", "let")
"""What a picture in a lesson has besides the entries of a problem's `plot`."""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")


class Pictures:
    """Draws the pictures of one lesson; what cannot be drawn is noted."""

    def __init__(self, source: Source, findings: list[Finding]) -> None:
        self.source = source
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


def _names(reader: Reader, root: Node) -> tuple[dict[str, str], dict[str, str]]:
    """Return the variables by name with their sort, `{x: real}` when none are given, and the formulas of `let`."""
    given = root if isinstance(root, Mapping) else None
    variables: dict[str, str] = {}
    for key, value in reader.pairs(given.get("variables") if given else None, "`variables`"):
        if NAME.fullmatch(key.text):
            variables[key.text] = reader.sort(value, f"variables.{key.text}")
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
