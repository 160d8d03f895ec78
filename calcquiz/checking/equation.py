"""Equations: a constant multiple, or the same real solutions on lines and at points that solve either side."""

from dataclasses import replace

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.checking.decide import Prove, domain_of
from calcquiz.checking.findings import Findings, differences, find
from calcquiz.checking.lines import Cell
from calcquiz.checking.regions import region_of
from calcquiz.checking.relation_verdicts import (
    clearest,
    holds_nowhere,
    proved_same,
    same_function,
    stray_names,
    witness_of,
)
from calcquiz.checking.verdicts import right, undecided, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Verdict, Witness

GAINED = "A solution of yours is not one of the answer."
LOST = "A solution of the answer is missing from yours."


def check_equation(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Decide whether two equations, or several joined by and, or, have the same real solutions.

    Args:
        response: What the learner typed, parsed.
        key: An equation, or several.
        rules: Which variables are positive or whole.
        prove: Not asked: equations are no formulas that could be equal.

    Returns:
        INCORRECT with a solution of one side that does not solve the other, confirmed to 40 digits;
        UNDECIDED when too few solutions were found to tell.
    """
    del prove
    ours, theirs = region_of(response), region_of(key)
    if ours is None or theirs is None:
        return wrong("wrong-type", message="Write an equation such as y = 2*x + 1.")
    if proved_same(ours, theirs):
        return right(Method.EXACT)
    if same_function(ours, theirs, rules):
        return right(Method.PROBED)
    findings = find(ours, theirs, domain_of(rules, response, key))
    apart = different_cells(findings)
    if apart:
        return _not_the_same(ours, theirs, clearest(apart))
    if min(findings.found_by.values()) or _both_impossible(ours, theirs, findings):
        return right(Method.EXACT if findings.exact else Method.PROBED)
    return undecided()


def different_cells(findings: Findings) -> list[Cell]:
    """Return everything on which the two sides were found to disagree."""
    apart = [cell for line in findings.lines for cell in differences(line)]
    return apart + [cell for cell in findings.points if not cell.agrees]


def _both_impossible(ours: Apply, theirs: Apply, findings: Findings) -> bool:
    """Whether neither has a solution, and that is certain: 7 = 13 and x = x + 1."""
    if not findings.lines:
        return all(cell.agrees and cell.right is not None for cell in findings.points)
    return findings.exact and (holds_nowhere(ours) or holds_nowhere(theirs))


def _not_the_same(ours: Apply, theirs: Apply, cell: Cell) -> Verdict:
    stray = stray_names(ours, theirs)
    witness: Witness | None = witness_of(cell) if cell.point else None
    message = None if stray else GAINED if cell.yours is True else LOST
    verdict = wrong(stray or "gained-or-lost-solutions", method=Method.PROBED, message=message)
    return replace(verdict, witness=witness)
