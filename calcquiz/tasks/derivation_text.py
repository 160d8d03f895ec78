"""A derivation as text: how it travels from the worker, and how files and screens get it as JSON."""

import json
from dataclasses import asdict
from typing import Any

from calcquiz.records.derivation import Derivation, Status
from calcquiz.records.variant import Step


def derivation_text(derivation: Derivation) -> str:
    """Return a derivation as JSON text that `read_derivation` reads back as the same derivation."""
    return json.dumps(asdict(derivation), ensure_ascii=False)


def read_derivation(text: str) -> Derivation:
    """Return the derivation that `derivation_text` wrote."""
    row = json.loads(text)
    steps = tuple(Step(**step) for step in row["steps"])
    return Derivation(
        task=row["task"], status=Status(row["status"]), result=row["result"], steps=steps, note=row["note"]
    )


def step_shape(step: Step) -> dict[str, Any]:
    """Return a step as JSON values, the same wherever a step is printed as JSON."""
    return {"rule": step.rule, "before": step.before, "after": step.after, "why": step.why, "proved": step.proved}
