"""Each moment of a session as one JSON object: the lines of `practice --json`."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from calcquiz.records.moment import Graded, Hint, Moment, Notice, Picture, Question, Solution, Summary
from calcquiz.records.verdict import Witness
from calcquiz.render.graded import shown_witness


def json_line(moment: Moment) -> str:
    """Return a moment as one line of JSON in ASCII, without the line end: whole in every encoding."""
    return json.dumps(event_of(moment), allow_nan=False)


def event_of(moment: Moment) -> dict[str, Any]:
    """Return a moment as the object that is printed; `event` says which."""
    if type(moment) not in EVENTS:
        from calcquiz.render.lesson import LESSON_EVENTS  # no question needs them

        return {"event": LESSON_EVENTS[type(moment)], **asdict(moment)}
    return EVENTS[type(moment)](moment)


def _question(question: Question) -> dict[str, Any]:
    variant, prompt = question.variant, question.prompt
    options = [{"letter": option.letter, "key": option.key, "text": option.text} for option in prompt.options]
    return {
        "event": "question",
        "n": question.n,
        "id": variant.id,
        "variant": variant.variant,
        "part": question.part,
        "parts": len(variant.parts),
        "kind": prompt.kind.value,
        "options": options or None,
        "statement": variant.statement,
        "ask": prompt.ask,
        "reask": question.reask,
    }


def _graded(graded: Graded) -> dict[str, Any]:
    question, verdict = graded.question, graded.verdict
    witness = shown_witness(graded)
    return {
        "event": "verdict",
        "n": question.n,
        "id": question.variant.id,
        "variant": question.variant.variant,
        "part": question.part,
        "try": question.try_,
        "over": graded.over,
        "outcome": verdict.outcome.value,
        "message": verdict.message,
        "mistake": verdict.mistake,
        "witness": None if witness is None else _witness(witness),
        "key": _key(graded),
    }


def _key(graded: Graded) -> str | None:
    """Return the key in the language of formulas once the part is over, else None."""
    if not graded.over or graded.complete is None:
        return None
    return graded.complete.parts[graded.question.part - 1].key


def _witness(witness: Witness) -> dict[str, Any]:
    return {"at": dict(witness.at), "yours": witness.yours, "right": witness.right}


def _hint(hint: Hint) -> dict[str, Any]:
    return {"event": "hint", "rung": hint.rung, "rungs": hint.rungs, "text": hint.text}


def _solution(solution: Solution) -> dict[str, Any]:
    steps = [
        {"rule": step.rule, "before": step.before, "after": step.after, "why": step.why, "proved": step.proved}
        for step in solution.steps
    ]
    return {"event": "solution", "part": solution.part.part, "key": solution.key, "solution": steps}


def _picture(picture: Picture) -> dict[str, Any]:
    return {"event": "picture", "caption": picture.caption, "scene": asdict(picture.scene)}


def _notice(notice: Notice) -> dict[str, Any]:
    return {"event": "notice", "text": notice.text}


def _summary(summary: Summary) -> dict[str, Any]:
    return {"event": "summary", **asdict(summary), "missed": list(summary.missed)}


EVENTS: dict[type[Moment], Callable[[Any], dict[str, Any]]] = {
    Question: _question,
    Graded: _graded,
    Hint: _hint,
    Solution: _solution,
    Picture: _picture,
    Notice: _notice,
    Summary: _summary,
}
