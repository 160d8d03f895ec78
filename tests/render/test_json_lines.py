"""The JSON Lines of `practice --json`: other programs rely on every name."""

import json
from dataclasses import replace

from calcquiz.records.moment import Hint, Notice, Picture, Question, Solution, Summary
from calcquiz.records.scene import Curve, Scene
from calcquiz.render.json_lines import json_line


def read_back(moment):
    line = json_line(moment)
    assert "\n" not in line
    return json.loads(line)


def test_a_question(question, variant):
    assert read_back(question) == {
        "event": "question",
        "n": 3,
        "id": "logistic-loss-slope",
        "variant": 7,
        "part": 1,
        "parts": 1,
        "kind": "expression",
        "options": None,
        "statement": variant.statement,
        "ask": variant.parts[0].ask,
        "reask": False,
    }


def test_a_choice_carries_its_options_as_displayed(choice):
    event = read_back(Question(n=1, count=1, variant=choice, part=1, reask=True))
    assert event["options"][2] == {"letter": "c", "key": "none", "text": "None of them"}
    assert event["reask"] is True


def test_the_key_is_told_only_once_the_part_is_over(graded):
    first = read_back(graded("incorrect", at={"w": "2"}, mistake="no-inner", message="One link is missing."))
    assert first == {
        "event": "verdict",
        "n": 3,
        "id": "logistic-loss-slope",
        "variant": 7,
        "part": 1,
        "try": 1,
        "over": False,
        "outcome": "incorrect",
        "message": "One link is missing.",
        "mistake": "no-inner",
        "witness": {"at": {"w": "2"}, "yours": "3.5", "right": "4"},
        "key": None,
    }
    assert read_back(graded("correct", over=True))["key"] == "-2/(1+exp(2*w-5))"


def test_the_value_of_a_number_is_not_told_while_a_try_is_left(graded):
    assert read_back(graded("incorrect", at={}))["witness"] is None
    assert read_back(graded("incorrect", at={}, over=True))["witness"] == {"at": {}, "yours": "3.5", "right": "4"}


def test_the_other_moments(complete):
    part = complete.parts[0]
    assert read_back(Hint(rung=1, rungs=3, text="$x$")) == {"event": "hint", "rung": 1, "rungs": 3, "text": "$x$"}
    assert read_back(Notice(text="Skipped.")) == {"event": "notice", "text": "Skipped."}
    solution = read_back(Solution(steps=part.solution[:1], key=part.key, part=part))
    assert solution["key"] == part.key
    assert solution["solution"][0]["rule"] == "chain"
    scene = Scene(x=(0, 1), y=(0, 1), curves=(Curve(label="x", pieces=(((0, 0), (1, 1)),)),))
    assert read_back(Picture(scene=scene, caption="c"))["scene"]["curves"][0]["pieces"] == [[[0, 0], [1, 1]]]


def test_the_summary_is_last_and_counts_everything():
    summary = Summary(asked=2, right=1, wrong=1, missed=("ftc",), next_due="2026-11-25", seconds=3.5)
    assert read_back(summary) == {
        "event": "summary",
        "asked": 2,
        "right": 1,
        "wrong": 1,
        "undecided": 0,
        "skipped": 0,
        "reasked": 0,
        "reasked_right": 0,
        "seconds": 3.5,
        "missed": ["ftc"],
        "next_due": "2026-11-25",
    }


def test_hidden_characters_survive_as_json(graded):
    moment = replace(graded("incorrect", message="a\u202e\x1b[31m\u2028b"))
    line = json_line(moment)
    assert json.loads(line)["message"] == "a\u202e\x1b[31m\u2028b"
    assert line.isprintable()
