"""Inequalities: the same points, ends and brackets compared separately; a response may also be an interval."""

from dataclasses import replace
from fractions import Fraction

from calcquiz.algebra.tree import Apply, Tree, free_names
from calcquiz.checking.decide import Prove, domain_of
from calcquiz.checking.findings import Findings, find
from calcquiz.checking.interval import as_relation
from calcquiz.checking.lines import Cell, Line
from calcquiz.checking.regions import is_equation, region_of, turned_round
from calcquiz.checking.relation_verdicts import clearest, proved_same, stray_names, witness_of
from calcquiz.checking.verdicts import MESSAGES, partial, right, undecided, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Verdict

HALF = Fraction(1, 2)


def check_inequality(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Decide whether two inequalities, or several joined by and, or, not, hold at the same points.

    Args:
        response: What the learner typed, parsed; in one variable an interval will do.
        key: An inequality, or several.
        rules: Which variables are positive or whole.
        prove: Not asked: inequalities are no formulas that could be equal.

    Returns:
        PARTIAL with `wrong-strictness` when only the points of the boundary are wrong; INCORRECT with a
        point that one side holds and the other does not; UNDECIDED when nothing could be told.
    """
    del prove
    theirs = region_of(key)
    ours = region_of(response) or _from_interval(response, key)
    if ours is None or theirs is None:
        return wrong("wrong-type", message="Write an inequality such as 0 < x <= 2.")
    if proved_same(ours, theirs):
        return right(Method.EXACT)
    findings = find(ours, theirs, domain_of(rules, response, key))
    apart = [cell for cell in findings.cells() if not cell.agrees]
    if apart:
        return _not_the_same(ours, theirs, findings, apart, rules)
    if len(findings.lines) == 1 or findings.shared or not findings.lines:
        return right(Method.EXACT if findings.exact else Method.PROBED)
    return undecided()


def _from_interval(response: Tree, key: Tree) -> Apply | None:
    names = free_names(key)
    return as_relation(response, next(iter(names))) if len(names) == 1 else None


def _not_the_same(ours: Apply, theirs: Apply, findings: Findings, apart: list[Cell], rules: Rules) -> Verdict:
    inside = [cell for cell in apart if cell.is_gap]
    witness = witness_of(clearest(inside or apart)) if apart[0].point else None
    mistake = stray_names(ours, theirs)
    if mistake is None and not inside and _same_ends(findings):
        return partial("wrong-strictness", HALF, Method.PROBED, witness=witness)
    if mistake is None and is_equation(ours) != is_equation(theirs):
        mistake = "wrong-type"
    if mistake is None and _is_backwards(ours, theirs, rules):
        mistake = "inequality-backwards"
    return replace(wrong(mistake, method=Method.PROBED, message=MESSAGES.get(mistake or "", "")), witness=witness)


def _same_ends(findings: Findings) -> bool:
    """Whether both regions begin and end at the same places of every line, except where a line only touches them."""
    same = [line for line in findings.lines if line.ends("yours") == line.ends("right")]
    if len(same) == len(findings.lines):
        return bool(same)
    crossed = any(not cell.agrees for line in same for cell in line.cells)
    return crossed and all(_only_touches(line) for line in findings.lines)


def _only_touches(line: Line) -> bool:
    """Whether every end that only one region has is a single point, not the end of a stretch: a tangent of a disk."""
    for place in set(line.ends("yours")) ^ set(line.ends("right")):
        before, after = line.cells[place - 1], line.cells[place + 1]
        if (before.yours, before.right) != (after.yours, after.right):
            return False
    return len(line.cells[0].point) > 1


def _is_backwards(ours: Apply, theirs: Apply, rules: Rules) -> bool:
    """Whether the response is right, but for its boundary, when every < is turned round."""
    turned = turned_round(ours)
    if turned == ours:
        return False
    if proved_same(turned, theirs):
        return True
    findings = find(turned, theirs, domain_of(rules, turned, theirs))
    return bool(findings.shared) and _same_ends(findings) and all(c.agrees for c in findings.cells() if c.is_gap)
