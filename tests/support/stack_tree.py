"""STACK in miniature: what a question of ours would say to an answer, by walking its tree of answer tests."""

import re

import mpmath
from maxima_text import to_language, values_at

from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Outcome

RULES = Rules(variables=("x", "y", "n"), variable="x", require_constant=False)
CORRECT = Outcome.CORRECT


def variables_of(question):
    return question.findtext("questionvariables/text")


def graded(question, typed, seed=1):
    """Return for an answer to part 1 its score, the feedback it gets, and the notes of its way through the tree."""
    values = values_at(variables_of(question), seed)
    nodes = {node.findtext("name"): node for node in question.find("prt").iter("node")}
    place, score, feedback, notes = "0", 0.0, "", []
    while place in nodes:
        node = nodes[place]
        word = "true" if _passes(node, typed, values) else "false"
        score = float(node.findtext(f"{word}score"))
        feedback += node.findtext(f"{word}feedback/text") or ""
        notes.append(node.findtext(f"{word}answernote"))
        place = node.findtext(f"{word}nextnode")
    return score, feedback, notes


def _passes(node, typed, values):
    name, answer, target, options = (node.findtext(tag) for tag in ("answertest", "sans", "tans", "testoptions"))
    if answer.startswith("anyfloatex("):
        return bool(re.search(r"\d\.\d|\d[eE]", typed))
    if answer.startswith("member("):
        return typed in values[answer[len("member(") : -1].partition(",")[2]].strip("[]").split(",")
    if answer.startswith("setify("):
        right = values[target[len("setify(") : -1]]
        return set(typed.strip("[]").split(",")) == set(right.strip("[]").split(","))
    return TESTS[name](typed, values[target], options)


def _same(kind):
    def passes(typed, target, options):
        del options
        return check(to_language(typed), to_language(target), kind, RULES).outcome is CORRECT

    return passes


def _near(typed, target, options):
    ours, theirs = (mp_value(parse(to_language(text), {"x"}), {}) for text in (typed, target))
    return None not in {ours, theirs} and abs(ours - theirs) <= mpmath.mpf(options) * abs(theirs)


def _integral(typed, target, options):
    constant = "NOCONST" in options or bool(re.search(r"\bC\b", typed))
    return constant and check(to_language(typed), to_language(target), Kind.ANTIDERIVATIVE, RULES).outcome is CORRECT


def _expanded(typed, target, options):
    del target, options
    return "(" not in typed


TESTS = {
    "AlgEquiv": _same(Kind.EXPRESSION),
    "Sets": _same(Kind.SET),
    "NumRelative": _near,
    "Int": _integral,
    "Expanded": _expanded,
}
