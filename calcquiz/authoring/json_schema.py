"""The JSON Schema of the problem format, made from the reader's own tables, for completion in editors."""

import json
from typing import Any

from calcquiz.algebra.points import SORTS
from calcquiz.bank.answer_reader import (
    ANSWER_KEYS,
    AUTHOR_KINDS,
    CHOICES,
    COUNTS,
    MODES,
    MOST_HINTS,
    PART_KEYS,
    TOLERANCES,
    TRUTHS,
)
from calcquiz.bank.plot_reader import KEYS as PLOT_KEYS
from calcquiz.bank.plot_reader import WORDS as PLOT_WORDS
from calcquiz.bank.problem_reader import KEYS, MOST_PARTS, MOST_ROWS, NAME
from calcquiz.bank.schema import WORD
from calcquiz.tasks.catalog import TASKS

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""YAML editors take `3` and `true` for a number and a truth; calcquiz reads every value as text."""
ID: Schema = {"type": "string", "pattern": f"^{WORD.pattern}$"}
IDS: Schema = {"type": "array", "items": ID}
ONE_OR_MORE: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}


def schema() -> Schema:
    """Return the schema of a problem file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A problem of calcquiz",
        "type": "object",
        "required": ["calcquiz", "title", "difficulty", "ask"],
        "additionalProperties": False,
        "properties": {name: PROBLEM.get(name, PART.get(name, TEXT)) for name in KEYS},
    }


def schema_text() -> str:
    """Return the schema as the text of problems/schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    made: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return made | ({"required": list(required)} if required else {})


def _named(value: Schema, pattern: str) -> Schema:
    return {"type": "object", "additionalProperties": False, "patternProperties": {f"^{pattern}$": value}}


def _one_of(words: tuple[str, ...]) -> Schema:
    return {"enum": list(words)}


def _plot_entry(name: str) -> Schema:
    if name not in PLOT_WORDS:
        return {}
    word = _one_of(PLOT_WORDS[name])
    return {"anyOf": [word, {"type": "array", "items": word}]} if name == "log" else word


RULES: Schema = _object(
    {name: {"type": "boolean"} for name in TRUTHS}
    | {name: {"type": "integer", "minimum": 0, "maximum": 30} for name in COUNTS}
    | {name: {"type": ["number", "string"]} for name in TOLERANCES}
    | {name: _one_of(words) for name, words in CHOICES.items()}
    | {"variables": {"type": "array", "items": TEXT}, "variable": TEXT}
)
MISTAKE: Schema = _object(
    {"is": ONE_OR_MORE, "say": TEXT, "family": ID, "if": TEXT},
    ("is", "say", "family"),
)
SOLUTION: Schema = {
    "type": "array",
    "items": {"anyOf": [{"type": "string"}, _object({"say": TEXT, "holds": TEXT}, ("say",))]},
}
ANSWER_FIELDS: Schema = {
    "kind": _one_of(AUTHOR_KINDS),
    "is": ONE_OR_MORE,
    "options": _named(TEXT, WORD.pattern),
    "mode": _one_of(MODES),
    "order": _one_of(("fixed", "shuffled")),
}
ANSWER: Schema = _object({name: ANSWER_FIELDS.get(name, TEXT) for name in ANSWER_KEYS}, ("kind", "is"))
TASK: Schema = {
    "type": "string",
    "pattern": f"^({'|'.join(sorted(TASKS))})\\(",
    "description": "\n".join(task.signature for task in TASKS.values()),
}
PART: Schema = {
    "ask": TEXT,
    "task": TASK,
    "answer": ANSWER,
    "rules": RULES,
    "mistakes": _named(MISTAKE, WORD.pattern),
    "hints": {"type": "array", "items": TEXT, "maxItems": MOST_HINTS},
    "solution": SOLUTION,
}
PROBLEM: Schema = {
    "calcquiz": {"const": 1},
    "difficulty": {"type": "integer", "minimum": 1, "maximum": 5},
    "revision": {"type": "integer", "minimum": 1, "maximum": 999},
    "requires": IDS,
    "encompasses": _named(_one_of(("full", "half")), WORD.pattern),
    "tags": IDS,
    "variables": _named({"anyOf": [_one_of(SORTS), {"type": "string", "pattern": r"^\(.+,.+\)$"}]}, NAME.pattern),
    "params": _named(ONE_OR_MORE, NAME.pattern),
    "cases": {"type": "array", "maxItems": MOST_ROWS, "items": _named(TEXT, NAME.pattern)},
    "let": _named(TEXT, NAME.pattern),
    "parts": {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_PARTS,
        "items": _object({name: PART[name] for name in PART_KEYS}, ("ask",)),
    },
    "plot": _object({name: _plot_entry(name) for name in PLOT_KEYS}),
    "check": _object({"at": _named(TEXT, NAME.pattern), "key": ONE_OR_MORE}, ("at", "key")),
    "always": ONE_OR_MORE,
}
"""The entries of a problem that are more than a text; those of a part are in PART."""
