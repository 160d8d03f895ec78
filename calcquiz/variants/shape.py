"""The one shape of a variant in JSON, for `show --json`, `generate` and events."""

from dataclasses import fields
from fractions import Fraction
from typing import Any

from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Variant, VariantPart
from calcquiz.tasks.derivation_text import step_shape
from calcquiz.variants.printed import formula_text, printed


def shape(variant: Variant, *, solution: bool = True) -> dict[str, Any]:
    """Return a variant as JSON values.

    What is not worked out yet (before `complete`) is empty. `solution=False` leaves the steps out.
    """
    return {
        "id": variant.id,
        "variant": variant.variant,
        "revision": variant.revision,
        "chapter": variant.chapter,
        "section": variant.section,
        "title": variant.title,
        "difficulty": variant.difficulty,
        "tags": list(variant.tags),
        "statement": variant.statement,
        "statement_text": printed(variant.statement),
        "parts": [_part(part, solution=solution) for part in variant.parts],
    }


def _part(part: VariantPart, *, solution: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "part": part.part,
        "ask": part.ask,
        "kind": part.kind.value,
        "options": options_shape(part),
        "task": part.task,
        "key": part.key,
        "key_text": key_text(part),
        "rules": rules_shape(part.rules),
        "mistakes": [{"name": m.name, "is": m.is_, "say": m.say, "family": m.family} for m in part.mistakes],
        "hints": list(part.hints),
    }
    return made | ({"solution": [step_shape(step) for step in part.solution]} if solution else {})


def options_shape(part: VariantPart) -> list[dict[str, str]] | None:
    """Return the options as displayed, None when the part is no choice."""
    if part.kind is not Kind.CHOICE:
        return None
    return [{"letter": option.letter, "key": option.key, "text": option.text} for option in part.options]


def rules_shape(rules: Rules) -> dict[str, Any]:
    """Return the rules that differ from the defaults, and always the names."""
    plain = Rules()
    shown: dict[str, Any] = {"variables": list(rules.variables), "variable": rules.variable}
    for field in fields(Rules):
        value = getattr(rules, field.name)
        if field.name not in shown and value != getattr(plain, field.name):
            shown[field.name] = _plain(value)
    return shown


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def key_text(part: VariantPart) -> str:
    """Return the key as printed in one line; for a choice the texts of the right options."""
    if not part.key:
        return ""
    if part.kind is Kind.CHOICE:
        texts = {option.key: printed(option.text) for option in part.options}
        return "; ".join(texts.get(key.strip(), key.strip()) for key in part.key.split(","))
    return formula_text(part.key, part.rules)
