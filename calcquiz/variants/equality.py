"""Whether two answers of one kind are the same answer: what drops a mistake that is right in some variant."""

from functools import lru_cache

from calcquiz.algebra.canonical import Form, canonical
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.points import Domain
from calcquiz.algebra.probe import has_values, same_values
from calcquiz.algebra.tree import Apply, Name, Tree, sub, walk
from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Kind

BRACKETS = {"vector": "interval()", "list": "interval[]"}
"""What a typed pair is where an interval is meant."""
SYMBOLS = frozenset({Name("oo"), Name("dne"), Name("emptyset")})


def same_answer(kind: Kind, left: Tree, right: Tree, domain: Domain, variable: str = "x") -> bool | None:
    """Return whether two formulas are the same answer; None where too few points tell."""
    if kind is Kind.ANTIDERIVATIVE:
        try:
            return same_value(differentiate(left, variable), differentiate(right, variable), domain)
        except FormulaError:
            return None
    if kind is Kind.SET:
        return _same_elements(left, right, domain)
    if kind is Kind.INTERVAL:
        left, right = _interval(left), _interval(right)
    return same_value(left, right, domain)


def _interval(tree: Tree) -> Tree:
    is_pair = isinstance(tree, Apply) and tree.head in BRACKETS and len(tree.args) == 2
    return Apply(BRACKETS[tree.head], tree.args) if isinstance(tree, Apply) and is_pair else tree


def same_value(left: Tree, right: Tree, domain: Domain) -> bool | None:
    """Return whether two formulas agree wherever both are defined, containers entry by entry."""
    if _form(left) == _form(right):
        return True
    if _is_symbolic(left) or _is_symbolic(right):
        return False
    if _is_container(left) or _is_container(right):
        return _same_entries(left, right, domain)
    if isinstance(left, Apply) and isinstance(right, Apply) and {left.head, right.head} == {"="}:
        return same_values(sub(*left.args), sub(*right.args), domain)
    return same_values(left, right, domain)


@lru_cache(maxsize=512)
def _form(tree: Tree) -> Form:
    """Return the canonical form; a key is compared with every mistake."""
    return canonical(tree)


def _is_symbolic(tree: Tree) -> bool:
    return any(isinstance(node, Name) and node in SYMBOLS for node in walk(tree)) and not _is_container(tree)


def _is_container(tree: Tree) -> bool:
    heads = {"vector", "list", "set", "union", "and", "or", "<", "<=", ">", ">="}
    return isinstance(tree, Apply) and (tree.head in heads or tree.head.startswith("interval"))


def _same_entries(left: Tree, right: Tree, domain: Domain) -> bool | None:
    if not isinstance(left, Apply) or not isinstance(right, Apply) or left.head != right.head:
        return False
    if len(left.args) != len(right.args):
        return False
    known: bool | None = True
    for mine, other in zip(left.args, right.args, strict=True):
        verdict = same_value(mine, other, domain)
        if verdict is False:
            return False
        known = verdict and known
    return known


def _same_elements(left: Tree, right: Tree, domain: Domain) -> bool | None:
    if not isinstance(left, Apply) or not isinstance(right, Apply) or {left.head, right.head} != {"set"}:
        return same_value(left, right, domain)
    return _covers(left, right, domain) and _covers(right, left, domain)


def _covers(left: Apply, right: Apply, domain: Domain) -> bool:
    return all(any(same_value(one, other, domain) for other in right.args) for one in left.args)


def is_defined(tree: Tree, domain: Domain) -> bool:
    """Return whether a formula has a value at enough points (oo and dne are answers too)."""
    if _is_container(tree) and isinstance(tree, Apply):
        return all(is_defined(arg, domain) for arg in tree.args)
    if _is_symbolic(tree):
        return True
    if isinstance(tree, Apply) and tree.head == "=":
        tree = sub(*tree.args)
    return has_values(tree, domain)
