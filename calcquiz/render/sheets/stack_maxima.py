"""Keys and mistakes in Maxima, as an answer of their kind is written in STACK; names a learner may type there."""

import re
from collections.abc import Sequence

from calcquiz.algebra.maxima import region_to_maxima, to_maxima
from calcquiz.algebra.tree import Apply, Name, Tree, add, call, free_names, rebuild, walk
from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION, Kind, VariantPart
from calcquiz.render.formula import tree_of

WRITTEN_OUT = ("sigma", "softplus", "relu", "Phi", "phi")
"""Functions that Maxima does not have; learners may type them where a question names them."""
ARGUMENT = "calcarg"
SHORTEST_WORD = 3
"""Letters from which on STACK wants to be told that a name may be typed."""
NOT_A_NUMBER = frozenset({"oo", "dne", "emptyset", "i"})
CONTAINERS = frozenset({"vector", "list", "set"})


def read(text: str, part: VariantPart) -> Tree:
    """Return the tree of an answer to a part, an antiderivative without its constant.

    Raises:
        FormulaError: it cannot be read.
    """
    tree = tree_of(text, part.rules.variables)
    if tree is None:
        raise FormulaError(f"{text} is no formula", text=text)
    if part.kind is Kind.ANTIDERIVATIVE and isinstance(tree, Apply) and tree.head == "add":
        kept = [term for term in tree.args if term not in _constants(part)]
        return add(*kept) if kept else tree
    return tree


def constant_of(part: VariantPart) -> str:
    """Return what the constant of integration is called in the teacher's answer; empty where none is due."""
    if part.kind is not Kind.ANTIDERIVATIVE or not part.rules.require_constant:
        return ""
    return next(iter(_constants(part))).name


def _constants(part: VariantPart) -> list[Name]:
    return [Name(name) for name in CONSTANTS_OF_INTEGRATION if name not in part.rules.variables]


def written(tree: Tree, kind: Kind) -> str:
    """Return an answer of a kind in Maxima.

    Raises:
        FormulaError: it has no faithful form, in words that follow the name of a problem.
    """
    if kind is Kind.INTERVAL:
        return region_to_maxima(tree)
    if kind is Kind.INEQUALITY and any(isinstance(node, Apply) and node.head in {"and", "or"} for node in walk(tree)):
        raise FormulaError("inequalities joined by and, or have no faithful form in Maxima")
    return to_maxima(tree)


def without_bars(tree: Tree) -> Tree:
    """Return an antiderivative with log(u) for log(|u|): STACK asks for bars where the teacher's answer has them."""
    return rebuild(tree, _barred)


def _barred(tree: Tree) -> Tree:
    if isinstance(tree, Apply) and tree.head == "log" and len(tree.args) == 1:
        (inner,) = tree.args
        if isinstance(inner, Apply) and inner.head == "abs":
            return call("log", *inner.args)
    return tree


def is_numeric(tree: Tree) -> bool:
    """Return whether a tree is a real number, or a row or set of some."""
    if isinstance(tree, Apply) and tree.head in CONTAINERS:
        return all(is_numeric(arg) and not _is_container(arg) for arg in tree.args)
    names = {node.name for node in walk(tree) if isinstance(node, Name)}
    inner = any(_is_container(node) for node in walk(tree))
    return not inner and not free_names(tree) and not names & NOT_A_NUMBER


def _is_container(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in CONTAINERS


def substitution(part: VariantPart, text: str) -> str:
    """Return the list of Maxima that turns what a learner may type into what Maxima knows; empty where not needed.

    Args:
        part: The part that is answered.
        text: What the learner reads, and the formulas of the part: what they name may be typed.
    """
    infinite = part.kind is not Kind.INTERVAL and re.search(r"\boo\b", text)
    pairs = ["oo=inf"] if infinite else []
    pairs += [f"{head}=lambda([{ARGUMENT}],{_body(head)})" for head in named_functions(part, text)]
    return f"[{','.join(pairs)}]" if pairs else ""


def _body(head: str) -> str:
    return to_maxima(call(head, Name(ARGUMENT)))


def named_functions(part: VariantPart, text: str) -> tuple[str, ...]:
    """Return the functions without a name in Maxima that are applied somewhere in a text."""
    named = (head for head in WRITTEN_OUT if head not in part.rules.variables)
    return tuple(head for head in named if re.search(rf"\b{head}\(", text))


def words(part: VariantPart, text: str, keys: Sequence[Tree]) -> tuple[str, ...]:
    """Return the names that STACK has to be told of: long variables, functions of the question, `dne`."""
    found = [name for name in part.rules.variables if len(name) >= SHORTEST_WORD]
    found += named_functions(part, text)
    nodes = [node for key in keys for node in walk(key)]
    found += ["erf"] if any(isinstance(node, Apply) and node.head == "erf" for node in nodes) else []
    found += ["dne"] if Name("dne") in nodes or re.search(r"\bdne\b", text) else []
    return tuple(dict.fromkeys(found))
