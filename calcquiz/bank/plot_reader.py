"""The reader of `plot`: what a picture shows, its formulas still with their names."""

from collections.abc import Collection
from typing import Any

from calcquiz.bank.nodes import Mapping, Node, Scalar, Sequence
from calcquiz.bank.schema import Reader

SENTENCES = frozenset({"labels", "label", "title"})
WORDS = {"log": ("x", "y"), "when": ("question", "answer"), "side": ("left", "right", "mid")}
KEYS = (
    "curves", "x", "y", "points", "guides", "area", "between", "tangent", "secants", "riemann", "taylor", "level",
    "path", "arrows", "partial_sums", "terms", "bars", "log", "labels", "title", "when",
)  # fmt: skip
"""What `plotting.authored` draws; a test compares the two lists."""
PATHS = frozenset({"descent", "gradient"})
DEEPEST = 4


def read_plot(reader: Reader, node: Node | None, names: Collection[str]) -> dict[str, Any] | None:
    """Return the plot as lists and mappings of texts: formulas, but sentences under `labels`, `label` and `title`.

    Formulas may use `key`, the answer: nothing that does is drawn before the part is over.
    """
    if node is None:
        return None
    entries = reader.entries(node, "`plot`", KEYS)
    return {name: _value(reader, name, value, f"plot.{name}", names) for name, value in entries.items()}


def _value(reader: Reader, name: str, node: Node, path: str, names: Collection[str], depth: int = 0) -> Any:
    if depth > DEEPEST:
        reader.find(node, "the plot is nested too deep", "Write it flatter.")
        return None
    if isinstance(node, Sequence):
        return [_value(reader, name, item, f"{path}.{k}", names, depth + 1) for k, item in enumerate(node.items, 1)]
    if isinstance(node, Mapping):
        return {
            key.text: _value(reader, _inner(name, key), value, f"{path}.{key.text}", names, depth + 1)
            for key, value in node.pairs
        }
    if name in WORDS:
        return reader.word(node, path, WORDS[name])
    if name in SENTENCES:
        return reader.sentence(node, path, names)
    return reader.formula(node, path, {*names, "key"}, heads=PATHS)


def _inner(name: str, key: Scalar) -> str:
    """Return what an entry of a mapping is read as: a word or a sentence where its own key says so."""
    return key.text if key.text in SENTENCES or key.text in WORDS else name
