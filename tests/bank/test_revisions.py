"""The fingerprint of a problem follows what it asks, not how its file is laid out or worded."""

import json
import os
import subprocess
import sys

import pytest

from calcquiz.bank.problem_reader import read_problem
from calcquiz.bank.revisions import HEADER, Pin, fingerprint, pins_text, read_pins

SLOPE = r"""calcquiz: 1
title: Slope
difficulty: 1
variables: {x: real}
params:
  a: 2..5
  n: [3, 4]
cases:
- {wording: Find the slope of, g: sin(x)}
- {wording: Differentiate, g: cos(x)}
where: a != n
let:
  f: a*x^n + g
  u: a*x
ask: "@{wording} $@{f}$."
task: derivative(f, x)
rules: {form: expanded}
mistakes:
  no-factor: {is: a*x^(n - 1), say: Something is missing., family: power-rule}
hints: [What becomes of the exponent?]
solution: [The exponent comes down.]
plot: {curves: [f], x: [-1, 1]}
check: {at: {a: 2, n: 3, case: 1}, key: 6*x^2 + cos(x)}
"""
RISES = r"""calcquiz: 1
title: Rising or falling
difficulty: 1
variables: {x: real}
params: {c: 1..6}
cases:
- {b: -1, verdict: up}
- {b: 9, verdict: down}
ask: Take $f(x) = @{(x - b)^2}$.
parts:
- ask: What does it do at @{c}?
  answer:
    kind: choice
    options:
      up: It rises with slope $@{2*(c - b)}$.
      down: It falls.
    is: verdict
    unproved: seen from the picture
- ask: What is the slope at twice that place?
  task: at(derivative((x - b)^2, x), x, 2*c)
"""
UP, DOWN = "up: It rises with slope $@{2*(c - b)}$.", "down: It falls."


def fingerprint_of(text):
    return fingerprint(read_problem("one.yaml", text.encode(), id_="one"))


def changed(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        # another title, other words
        (SLOPE, "title: Slope", "title: The slope of a sum"),
        (SLOPE, "Differentiate", "Take the derivative of"),
        (SLOPE, "Something is missing.", "Where did the factor go?"),
        (SLOPE, "is: a*x^(n - 1)", "is: a*x^n"),
        (SLOPE, "[What becomes of the exponent?]", "[Look at the exponent., Then at the rest.]"),
        (SLOPE, "[The exponent comes down.]", "[Term by term.]"),
        (SLOPE, "x: [-1, 1]", "x: [-2, 2]"),
        (SLOPE, "check: {at: {a: 2, n: 3, case: 1}, key: 6*x^2 + cos(x)}", ""),
        (SLOPE, "difficulty: 1", "difficulty: 2\ntags: [ml]"),
        # another layout of the same things
        (SLOPE, "a: 2..5", "a: [2, 3, 4, 5]"),
        (SLOPE, "  a: 2..5\n  n: [3, 4]", "  n: 3..4   # the exponent\n  a: 2..5"),
        (SLOPE, "f: a*x^n + g", "f: a * x^n+g"),
        (SLOPE, "  f: a*x^n + g\n  u: a*x", "  u: a*x\n  f: >-\n    a*x^n\n    + g"),
        (SLOPE, "task: derivative(f, x)", 'task: "derivative( f,x )"'),
        (SLOPE, "- {wording: Find the slope of, g: sin(x)}", "- g: sin(x)\n  wording: Find the slope of"),
        (RISES, "It falls.", "It goes down."),
        (
            RISES,
            "up: It rises with slope $@{2*(c - b)}$.\n      down: It falls.",
            "down: No.\n      up: Yes, @{2*(c-b)}.",
        ),
        (RISES, "unproved: seen from the picture", "oracle: pick(c > b, up, down)"),
    ],
)
def test_words_and_layout_do_not_count(text, old, new):
    assert fingerprint_of(changed(text, old, new)) == fingerprint_of(text)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (SLOPE, "{x: real}", "{x: positive}"),
        (SLOPE, "a: 2..5", "a: 2..6"),
        (SLOPE, "n: [3, 4]", "n: [4, 3]"),  # the variants change places
        (SLOPE, "g: cos(x)", "g: cos(2*x)"),
        (SLOPE, "- {wording: Differentiate, g: cos(x)}\n", ""),
        (SLOPE, "where: a != n", "where: a < n"),
        (SLOPE, "where: a != n\n", ""),
        (SLOPE, "u: a*x", "u: a + x"),
        (SLOPE, "task: derivative(f, x)", "task: derivative(f, x, 2)"),
        (SLOPE, "rules: {form: expanded}", "rules: {form: factored}"),
        (SLOPE, "rules: {form: expanded}\n", ""),
        (RISES, "verdict: up", "verdict: down"),
        (RISES, "is: verdict", "is: up"),
        (RISES, "kind: choice", "kind: choice\n    order: fixed"),
        (RISES, "$@{2*(c - b)}$", "$@{2*(b - c)}$"),
        (RISES, "down: It falls.", "down: It falls.\n      flat: Neither."),
        (RISES, "x, 2*c)", "x, 3*c)"),
    ],
)
def test_what_is_asked_and_accepted_counts(text, old, new):
    assert fingerprint_of(changed(text, old, new)) != fingerprint_of(text)


def test_fingerprints_do_not_depend_on_the_hash_seed():
    script = (
        "import sys, json; from calcquiz.bank.problem_reader import read_problem;"
        "from calcquiz.bank.revisions import fingerprint;"
        "print(json.dumps([fingerprint(read_problem('one.yaml', text.encode(), id_='one'))"
        " for text in json.load(sys.stdin)]))"
    )
    found = set()
    for seed in "012":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script]
        texts = json.dumps([SLOPE, RISES])
        result = subprocess.run(command, input=texts, env=environment, capture_output=True, text=True, check=True)
        found.add(result.stdout)
    assert found == {json.dumps([fingerprint_of(SLOPE), fingerprint_of(RISES)]) + "\n"}


def test_a_fingerprint_stays_the_same_from_version_to_version():
    assert (fingerprint_of(SLOPE), fingerprint_of(RISES)) == ("a84a89f6ea3b7a42", "9a3a972f11a1da05")


def test_the_file_is_sorted_and_reads_back(tmp_path):
    pins = [Pin(id=id_, revision=number, fingerprint="0123456789abcdef") for id_, number in (("b-c", 2), ("a", 1))]
    text = pins_text(pins)
    assert text == f"{HEADER}\na 1 0123456789abcdef\nb-c 2 0123456789abcdef\n"
    assert read_pins(tmp_path) is None
    (tmp_path / "revisions.txt").write_text(text, encoding="utf-8")
    read = read_pins(tmp_path)
    assert {id_: (pin.revision, pin.line) for id_, pin in read.by_id.items()} == {"a": (1, 2), "b-c": (2, 3)}
    assert read.findings == ()


def test_lines_that_are_no_pins_are_told_all_at_once(tmp_path):
    lines = ["# a comment", "", "a 1 0123456789abcdef", "a 2 0123456789abcdef", "b 0 0123456789abcdef", "<<<<<<< ours"]
    path = tmp_path / "revisions.txt"
    path.write_bytes("\r\n".join(lines).encode() + b"\r\n\xff\xfe")
    assert [str(finding) for finding in read_pins(tmp_path).findings] == [
        (
            f"{path}:4:1: `a` is pinned in line 3 already\n    a 2 0123456789abcdef\n    ^\n"
            "  Keep the line with the higher revision."
        ),
        *(
            f"{path}:{number}:1: this line is no pin\n    {shown}\n    ^\n"
            "  Write `id revision fingerprint`, or take the line out and run calcquiz bank check --pin."
            for number, shown in ((5, lines[4]), (6, lines[5]), (7, "\ufffd\ufffd"))
        ),
    ]
