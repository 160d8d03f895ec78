"""Seeded faults: one change of a good problem each, and the bank check finds every one of them."""

import shutil
from pathlib import Path

import pytest

from calcquiz.authoring.check_bank import check_bank, scope_of
from calcquiz.authoring.proofs_cache import ProofsCache
from calcquiz.authoring.prove import prove
from calcquiz.bank.folders import own_bank

GOOD = Path(__file__).parent / "good"

# problem, what is changed, what it becomes, what the finding says
FAULTS = [
    # keys and tasks
    ("slope", "task: derivative(f, x)", "task: derivative(g, x)", "`check` says"),
    ("slope", "task: derivative(f, x)", "task: derivative(f, x, 2)", "is false"),
    ("slope", "task: derivative(f, x)", "task: derivative(f + 0*x^2 + a*x, x)", "`check` says"),
    ("slope", "task: derivative(f, x)", 'answer: {kind: expression, is: "a*n*x^n + b"}', "nothing proves this key"),
    (
        "slope",
        "task: derivative(f, x)",
        'answer: {kind: expression, is: "f", oracle: "derivative(f, x)"}',
        "is refuted by",
    ),
    (
        "slope",
        "task: derivative(f, x)",
        'answer: {kind: expression, is: "sqrt(-x^2 - a)", unproved: x}',
        "is undefined",
    ),
    ("slope", "task: derivative(f, x)", "task: derivative(f, x, 6)", "is zero everywhere"),
    ("area", "is: p*h^3/3 + q*h", "is: p*h^3/2 + q*h", "is refuted by"),
    ("area", "is: p*h^3/3 + q*h", "is: p*h^3/3 - q*h", "is refuted by"),
    ("area", "is: p*h^3/3 + q*h", "is: p*h^3/3 + q*h + 1/1000", "is refuted by"),
    ("point", 'is: "(2*a*u, 2*b*v)"', 'is: "(2*b*v, 2*a*u)"', "is refuted by"),
    ("point", 'is: "(2*a*u, 2*b*v)"', 'is: "(2*a*u, b*v)"', "is refuted by"),
    ("where", "is: (-oo, c)", "is: (-oo, c]", "is refuted by"),
    ("where", "is: (-oo, c)", "is: (c, oo)", "is refuted by"),
    ("choice", "is: verdict", "is: up", "is refuted by"),
    ("choice", "verdict: up", "verdict: down", "is refuted by"),
    ("back", "task: integral(f, x)", "task: integral(f + x, x)", "`check` says"),
    # oracles
    ("area", 'oracle: "integral(p*x^2 + q, x, 0, h)"', 'oracle: "integral(p*x^2, x, 0, h)"', "is refuted by"),
    ("area", 'oracle: "integral(p*x^2 + q, x, 0, h)"', 'oracle: "integral(p*x^2 + q, x, 1, h)"', "is refuted by"),
    ("area", 'oracle: "integral(p*x^2 + q, x, 0, h)"', 'oracle: "integral(p/x^2 + q, x, 0, h)"', "by"),
    ("choice", "at(derivative(f, x), x, c) > 0", "at(derivative(f, x), x, c) < 0", "is refuted by"),
    (
        "point",
        'oracle: "at(gradient(f, (x, y)), (x, y), (u, v))"',
        'oracle: "at(gradient(f, (x, y)), (x, y), (v, u))"',
        "is",
    ),
    # mistakes
    ("slope", "is: a*x^(n - 1) + b", "is: a*n*x^(n - 1) + b", "is distinct and defined in 0 of"),
    ("slope", "is: a*x^(n - 1) + b", "is: a*n*x^n + b", "is distinct and defined in 0 of"),
    ("slope", "is: a*x^(n - 1) + b", "is: sqrt(-1 - x^2)", "is distinct and defined in 0 of"),
    (
        "slope",
        "is: a*x^(n - 1) + b",
        "is: a*x^(n - 1) + b\n    if: a > 100",
        "is meant for no variant: `if` never holds",
    ),
    ("choice", "is: other", "is: verdict", "is distinct and defined in 0 of"),
    ("area", "is: p*h^2 + q", "is: (p*h^3 + 3*q*h)/3", "is distinct and defined in 0 of"),
    ("back", "is: a*n*x^(n - 1)", "is: a*x^(n + 1)/(n + 1) + b*x + 5", "is distinct and defined in 0 of"),
    # ranges and conditions
    ("slope", "where: a != b", "where: a > 100", "none of the"),
    ("slope", "where: a != b", "where: a == 2 and b == 3", "fewer than 12"),
    ("area", "p: 1..6", "p: 1..6\n  z: 1..3", "the question does not depend on `z`"),
    ("area", "p: 1..6", "p: [1/61, 1/67, 1/71]", "has a denominator over 60"),
    ("area", "p: 1..6", "p: 1000000..1000009", "has a number over 100000"),
    ("where", "c: 1..40", "c: 1..5", "fewer than 12"),
    ("choice", "c: 1..6", "c: 0..6", "is refuted by"),
    # sentences
    ("slope", "slope of $@{f}$", "slope of $@{a}x^@{n} + @{b}x$ at every $x$ and of $1x$", "does not read well"),
    ("slope", "slope of $@{f}$", "slope of the function", "this question is the same as"),
    ("slope", "slope of $@{f}$", r"slope of $\\unknown{@{f}}$", "cannot be typeset"),
    ("slope", "slope of $@{f}$", "slope of of $@{f}$", "is misspelled"),
    ("slope", "The exponent has", "The derivitive has", "`derivitive` is misspelled"),
    ("slope", "The exponent has", "With nan the exponent has", "does not read well"),
    ("choice", "It falls there.", "It falls $--3$ there.", "does not read well"),
    # solutions, pins, promises, plots
    ("slope", "holds: derivative(b*x, x) = b", "holds: derivative(b*x, x) = x", "the step"),
    ("slope", "derivative(a*x^n, x) = a*n*x^(n - 1)", "derivative(a*x^n, x) = a*n*x^(n + 1)", "the step"),
    ("slope", "derivative(a*x^n, x) = a*n*x^(n - 1)", "sqrt(-1 - x^2) = sqrt(-1 - x^2)*a", "the step"),
    ("slope", "  holds: derivative(f, x) = key\n", "", "the last step arrives at"),
    ("slope", "key: 6*x + 5", "key: 6*x - 5", "`check` says"),
    ("slope", "at: {a: 3, b: 5, n: 2}", "at: {a: 3, b: 3, n: 2}", "`where` excludes the pinned draw"),
    ("choice", "key: up", "key: down", "`check` says"),
    ("area", "always: key > 0", "always: key > 20", "does not hold of the key"),
    ("slope", "curves: [f, key]", "curves: [f, sqrt(x)]", "has a value on 50 % of the range"),
    ("slope", "curves: [f, key]", "curves: [f, log(x - 2)]", "has a value on"),
    ("slope", "x: [-3, 3]", "x: [3, -3]", "the picture cannot be drawn"),
    ("slope", "curves: [f, key]", "curves: []", "the picture shows nothing"),
    # rules
    ("area", "rules: {exact: true}", "rules: {atol: 5}", "is"),
    ("slope", "task: derivative(f, x)", "task: derivative(f, x)\nrules: {form: factored}", "is judged"),
]


@pytest.mark.parametrize("name", sorted(path.stem for path in GOOD.glob("*.yaml")))
def test_a_good_problem_has_no_findings(name, good, found):
    assert [str(finding) for finding in found(name, good(name))] == []


@pytest.mark.parametrize(("name", "right", "wrong", "told"), FAULTS)
def test_one_fault_planted_in_a_good_problem_is_found(name, right, wrong, told, good, found):
    text = good(name)
    assert right in text
    findings = found(name, text.replace(right, wrong, 1))
    assert any(told in finding.message for finding in findings), [finding.message for finding in findings]
    assert all(finding.line > 0 and finding.advice for finding in findings)


def test_a_curve_that_needs_two_variables_is_a_finding(good, found):
    text = good("slope").replace("variables: {x: real}", "variables: {x: real, w: real}")
    findings = found("slope", text.replace("curves: [f, key]", "curves: [f*w]"))
    assert any("`f*w` has a value on 0 % of the range" in finding.message for finding in findings)


# The same meaning for ever: what may not change while the revision stays.
UNPINNED = [
    ("a: 2..9", "a: 2..8", "the problem asks something else than revision 1 did"),
    ("where: a != b", "where: a < b + 6", "the problem asks something else than revision 1 did"),
    ("task: derivative(f, x)", "task: derivative(f + 0*x, x)", "the problem asks something else than revision 1 did"),
    ("calcquiz: 1\n", "calcquiz: 1\nrevision: 2\n", "revision 2 is not pinned in revisions.txt"),
]


@pytest.fixture(scope="module")
def pinned(tmp_path_factory):
    """Return the file of a problem in a bank that has been pinned."""
    bank = tmp_path_factory.mktemp("bank")
    (bank / "chapter1" / "1-slopes").mkdir(parents=True)
    small = Path(__file__).parent.parent / "banks" / "small"
    shutil.copy(small / "mistakes.yaml", bank / "mistakes.yaml")
    described = "calcquiz: 1\ntitle: One\nsections:\n- {folder: 1-slopes, title: Slopes, problems: [slope]}\n"
    (bank / "chapter1" / "chapter.yaml").write_text(described, encoding="utf-8")
    file = bank / "chapter1" / "1-slopes" / "slope.yaml"
    shutil.copy(GOOD / "slope.yaml", file)
    assert checked(bank, pin=True) == []
    return file


def checked(bank, *, pin=False):
    def crew(jobs, done):
        return [prove(job) for job in jobs]

    scope = scope_of(str(bank), [own_bank()], None)
    report = check_bank(scope, 12, crew, ProofsCache(None), lambda _: None, pin=pin)
    return [finding.message for finding in report.findings]


@pytest.mark.parametrize(("right", "wrong", "told"), UNPINNED)
def test_a_fault_planted_in_a_pinned_problem_is_found(right, wrong, told, pinned, good):
    assert right in good("slope")
    pinned.write_text(good("slope").replace(right, wrong, 1), encoding="utf-8")
    assert told in checked(pinned.parent.parent.parent)


def test_there_are_forty_different_faults_and_more():
    assert len({fault[:3] for fault in FAULTS}) >= 40
