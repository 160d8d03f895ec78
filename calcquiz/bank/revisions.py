"""Pins of revisions: a file beside a bank's chapters says which meaning of each problem its revision stands for."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from calcquiz.bank.source import Source
from calcquiz.records.errors import Finding
from calcquiz.records.problem import Answer, Part, Problem
from calcquiz.records.slots import find_slots

FILE = "revisions.txt"
HEADER = "# id, revision and fingerprint of every problem, written by: calcquiz bank check --pin"
PIN = re.compile(r"([a-z0-9-]+) ([1-9]\d{0,5}) ([0-9a-f]{16})")
SPACES = re.compile(r"\s*([^\w\s])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What one revision of a problem means."""

    id: str
    revision: int
    fingerprint: str
    line: int = 0
    """Where it stands in the file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """The pins of one bank."""

    path: str
    by_id: dict[str, Pin]
    findings: tuple[Finding, ...]
    """Lines that are no pins, and pins that stand twice."""
    source: Source


def read_pins(folder: Path) -> Pins | None:
    """Return the pins of a bank's folder; None where it has no such file, and nothing is asked then."""
    path = folder / FILE
    if not path.is_file():
        return None
    source = Source.of(str(path), path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n"))
    pins: dict[str, Pin] = {}
    found = []
    for number, line in enumerate(source.lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = PIN.fullmatch(line.strip())
        if match is None:
            advice = "Write `id revision fingerprint`, or take the line out and run calcquiz bank check --pin."
            found.append(source.finding(number, 1, "this line is no pin", advice))
        elif match[1] in pins:
            message = f"`{match[1]}` is pinned in line {pins[match[1]].line} already"
            found.append(source.finding(number, 1, message, "Keep the line with the higher revision."))
        else:
            pins[match[1]] = Pin(id=match[1], revision=int(match[2]), fingerprint=match[3], line=number)
    return Pins(path=str(path), by_id=pins, findings=tuple(found), source=source)


def pins_text(pins: Iterable[Pin]) -> str:
    """Return the file of some pins, sorted by id."""
    lines = [f"{pin.id} {pin.revision} {pin.fingerprint}" for pin in sorted(pins, key=lambda pin: pin.id)]
    return "\n".join([HEADER, *lines]) + "\n"


def fingerprint(problem: Problem) -> str:
    """Return 16 hexadecimal digits that change when what a problem asks or accepts changes.

    That is its variables, params, where, let and cases, and of each part the task or answer and the rules; an
    option counts by its key and the formulas in it. Sentences, hints, mistakes, solutions and pictures do not
    count, nor does the way the file is laid out, nor the order of names.
    """
    keys = {key for part in problem.parts if part.answer for key in part.answer.is_}
    counted = {name for row in problem.cases for name in row if name not in problem.sentences or name in keys}
    meaning = {
        "variables": problem.variables,
        "params": {param.name: [_squeezed(value) for value in param.values] for param in problem.params},
        "cases": [{name: _squeezed(row[name]) for name in counted} for row in problem.cases],
        "where": _squeezed(problem.where or ""),
        "let": {name: _squeezed(formula) for name, formula in problem.let},
        "parts": [_meaning(part) for part in problem.parts],
    }
    text = json.dumps(meaning, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _meaning(part: Part) -> dict[str, object]:
    rules = {name: getattr(part.rules, name) for name in part.ruled}
    asked = _answer(part.answer) if part.answer is not None else _squeezed(part.task or "")
    return {"asked": asked, "rules": rules}


def _answer(answer: Answer) -> dict[str, object]:
    options = [[key, [_squeezed(slot.expression) for slot in find_slots(sentence)]] for key, sentence in answer.options]
    return {
        "kind": answer.kind,
        "is": [_squeezed(formula) for formula in answer.is_],
        "mode": answer.mode,
        "options": options if answer.order_fixed else sorted(options),
        "fixed": answer.order_fixed,
    }


def _squeezed(formula: str) -> str:
    """Return a formula as written, without the spaces that mean nothing."""
    return " ".join(SPACES.sub(r"\1", formula).split())
