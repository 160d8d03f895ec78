"""Vectors, lists, sets and matrices: element by element, missing and extra ones named."""

from fractions import Fraction

from calcquiz.algebra.tree import Apply, Name, Tree, free_names
from calcquiz.checking.decide import Prove, decide
from calcquiz.checking.number import check_number
from calcquiz.checking.verdicts import MESSAGES, right, undecided, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Outcome, Verdict
from calcquiz.tasks.vectors import entrywise

MOST_ELEMENTS = 40
LONGEST_PERMUTATION = 6


def check_element(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Judge one element: a number by the rules for numbers, a point entry by entry, anything else as a formula."""
    from calcquiz.checking.expression import check_expression

    if _is_row(response) and _is_row(key):
        return check_vector(response, key, rules, prove)
    if not free_names(key) and not free_names(response):
        return check_number(response, key, rules, prove)
    return check_expression(response, key, rules, prove)


def _is_row(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in {"vector", "list"}


def check_vector(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Judge entry by entry, with credit for each; round, square and angle brackets all make a vector.

    A multiple or sum of vectors is worked out first: (3, 4)/5 is (3/5, 4/5).
    """
    response = response if _is_row(response) else entrywise(response)
    if not _is_row(response):
        return wrong("wrong-type")
    return _entries(_args(response), _args(key), rules, prove)


def check_list(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Judge a list entry by entry, in order."""
    return check_vector(response, key, rules, prove)


def check_matrix(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Judge entry by entry; a matrix of another shape is `wrong-size`, the transpose is named."""
    response = response if _is_row(response) else entrywise(response)
    if not (_is_row(response) and all(_is_row(row) for row in _args(response))):
        return wrong("wrong-type", message="Write a matrix row by row: [[1, 2], [3, 4]].")
    rows, key_rows = ([_args(row) for row in _args(tree)] for tree in (response, key))
    if [len(row) for row in rows] != [len(row) for row in key_rows]:
        return wrong("wrong-size", message=f"The answer has {_shape(key_rows)}, yours has {_shape(rows)}.")
    flat = [entry for row in rows for entry in row]
    verdict = _entries(flat, [entry for row in key_rows for entry in row], rules, prove)
    square = len(rows) == len(rows[0])
    if verdict.outcome is not Outcome.CORRECT and square:
        turned = [rows[j][i] for i in range(len(rows)) for j in range(len(rows))]
        if _entries(turned, [e for row in key_rows for e in row], rules, None).outcome is Outcome.CORRECT:
            return wrong("transposed", method=verdict.method)
    return verdict


def _shape(rows: list[list[Tree]]) -> str:
    return f"{len(rows)} row{'s' * (len(rows) != 1)} of {len(rows[0]) if rows else 0}"


def _args(tree: Tree) -> list[Tree]:
    return list(tree.args) if isinstance(tree, Apply) else []


def _entries(ours: list[Tree], theirs: list[Tree], rules: Rules, prove: Prove | None) -> Verdict:
    if len(ours) != len(theirs):
        return wrong("wrong-size", message=f"The answer has {len(theirs)} entries, yours has {len(ours)}.")
    verdicts = [check_element(our, key, rules, prove) for our, key in zip(ours, theirs, strict=True)]
    outcomes = [verdict.outcome for verdict in verdicts]
    if all(outcome is Outcome.CORRECT for outcome in outcomes):
        notes = [verdict.message for verdict in verdicts if verdict.message]
        return right(
            verdicts[0].method if verdicts else Method.STRUCTURE, notes[0] if len(verdicts) == 1 and notes else ""
        )
    if Outcome.INCORRECT not in outcomes:
        return undecided()
    bad = [place for place, outcome in enumerate(outcomes) if outcome is not Outcome.CORRECT]
    if len(ours) <= LONGEST_PERMUTATION and _is_permutation([ours[k] for k in bad], [theirs[k] for k in bad], rules):
        return wrong("swapped-components", method=Method.EXACT)
    which = ", ".join(str(place + 1) for place in bad[:8])
    return Verdict(
        outcome=Outcome.INCORRECT if len(bad) == len(ours) else Outcome.PARTIAL,
        method=verdicts[bad[0]].method,
        mistake="wrong-entries",
        message=f"Not right: {'entry' if len(bad) == 1 else 'entries'} {which}.",
        credit=Fraction(len(ours) - len(bad), len(ours)),
        witness=verdicts[bad[0]].witness,
    )


def _is_permutation(ours: list[Tree], theirs: list[Tree], rules: Rules) -> bool:
    """Whether the entries that are wrong stand in another order; what is right need not move."""
    # Each of theirs has to be met by another one of ours: (0, 0, 0) is no order of (0, 0, 1).
    free = list(theirs) if len(theirs) > 1 else []
    for element in ours:
        equal = (key for key in free if check_element(element, key, rules, None).outcome is Outcome.CORRECT)
        match = next(equal, None)
        if match is None:
            return False
        free.remove(match)
    return True


def check_set(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Judge a set: the same elements in any order; repeated ones count once and are remarked on."""
    ours, theirs = set_elements(response), set_elements(key)
    if ours is None or theirs is None:
        return wrong("wrong-type", message="Write a set in braces: {1, 2}.")
    if max(len(ours), len(theirs)) > MOST_ELEMENTS:
        return wrong("wrong-size")
    matched = _match(ours, theirs, rules, prove)
    found = set(matched.values())
    extra = [place for place in range(len(ours)) if place not in matched]
    missing = [place for place in range(len(theirs)) if place not in found]
    repeated = len(matched) > len(found)
    if not extra and not missing:
        return (
            right(Method.EXACT, MESSAGES["repeated-entries"], "repeated-entries") if repeated else right(Method.EXACT)
        )
    return _set_difference(len(theirs), len(found), extra, missing)


def _set_difference(size: int, found: int, extra: list[int], missing: list[int]) -> Verdict:
    if not extra:
        count = len(missing)
        message = f"{count} element{'s are' if count != 1 else ' is'} missing."
        mistake = "missing-entries"
    else:
        which = ", ".join(str(place + 1) for place in extra[:8])
        message = f"Not in the set: {'element' if len(extra) == 1 else 'elements'} {which} of yours."
        mistake = "wrong-entries"
    return Verdict(
        outcome=Outcome.PARTIAL if found else Outcome.INCORRECT,
        method=Method.EXACT,
        mistake=mistake,
        message=message,
        credit=Fraction(max(0, found - len(extra)), max(1, size)),
    )


def _match(ours: list[Tree], theirs: list[Tree], rules: Rules, prove: Prove | None) -> dict[int, int]:
    """Return, for each of our elements that is one of theirs, which one; several may match the same."""
    matched: dict[int, int] = {}
    for place, element in enumerate(ours):
        free = [other for other in range(len(theirs)) if other not in matched.values()]
        for other in (*free, *(o for o in range(len(theirs)) if o not in free)):
            if check_element(element, theirs[other], rules, prove).outcome is Outcome.CORRECT:
                matched[place] = other
                break
    return matched


def set_elements(tree: Tree) -> list[Tree] | None:
    """Return the elements of a finite set, unions and differences worked out; None when it is no finite set."""
    if tree == Name("emptyset"):
        return []
    if not isinstance(tree, Apply):
        return None
    if tree.head == "set":
        return list(tree.args)
    if tree.head in {"union", "add"}:
        return _joined(tree)
    return None


def _joined(tree: Apply) -> list[Tree] | None:
    elements: list[Tree] = []
    for arg in tree.args:
        negative = isinstance(arg, Apply) and arg.head == "neg"
        part = set_elements(arg.args[0] if negative and isinstance(arg, Apply) else arg)
        if part is None:
            return None
        if negative:
            elements = [e for e in elements if not any(decide(e, other, Rules()).equal for other in part)]
        else:
            elements += part
    return elements
