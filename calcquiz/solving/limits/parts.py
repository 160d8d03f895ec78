"""The parts of a formula: what stands above and below in a product, its terms, and its forms from the worker."""

from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import fraction_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ONE, Apply, Tree, call, free_names
from calcquiz.records.derivation import Level
from calcquiz.tasks.own_text import read
from calcquiz.tasks.task import Setting
from calcquiz.tasks.textbook import textbook

FORMS = {
    "0/0": r"$\frac{0}{0}$",
    "oo/oo": r"$\frac{\infty}{\infty}$",
    "0*oo": r"$0 \cdot \infty$",
    "oo-oo": r"$\infty - \infty$",
    "1^oo": r"$1^\infty$",
    "0^0": r"$0^0$",
    "oo^0": r"$\infty^0$",
}
"""Indeterminate form -> how it is written in a sentence."""


PLAIN = frozenset({"add", "mul", "div", "neg", "exp"})
"""Heads that have no known values beyond what the textbook form writes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """What a rule makes of one limit that is still to be taken."""

    rule: str
    became: Tree
    why: str
    aside: str = ""
    level: Level = Level.BRIEF
    trusted: bool = False
    """The values under the limit do not settle fast enough to prove it: the sides were worked before."""


def top_and_bottom(tree: Tree) -> tuple[Tree, Tree]:
    """Return the two sides of a quotient as they stand; of anything else those of its fraction."""
    if isinstance(tree, Apply) and tree.head == "div":
        return tree.args[0], tree.args[1]
    return fraction_of(tree)


def one_fraction(tree: Tree, setting: Setting) -> tuple[Tree, Tree]:
    """Return top and bottom of a formula as one fraction, both factored by the worker."""
    found = read(setting.compute("fraction", to_text(tree)))
    assert isinstance(found, Apply)
    top, bottom = found.args
    return textbook(top), textbook(bottom)


def expanded(tree: Tree, setting: Setting) -> Tree:
    """Return a formula multiplied out by the worker."""
    return textbook(read(setting.compute("expanded", to_text(tree))))


def cancelled(tree: Tree, setting: Setting) -> Tree:
    """Return a quotient of polynomials with common factors cancelled."""
    return textbook(read(setting.compute("cancel", to_text(tree))))


def evaluated(tree: Tree, setting: Setting) -> Tree:
    """Return a constant in textbook form, known values of circular functions written out."""
    plain = textbook(exponentials(textbook(tree)))
    if free_names(plain) or not _holds_function(plain):
        return plain
    return _positive_first(exponentials(textbook(read(setting.compute("evaluated", to_text(plain))))))


def _positive_first(tree: Tree) -> Tree:
    """Return -ln 2 + ln 3 as ln 3 - ln 2."""
    if not isinstance(tree, Apply) or tree.head != "add" or not _is_negative(tree.args[0]):
        return tree
    return Apply("add", tuple(sorted(tree.args, key=_is_negative)))


def _is_negative(term: Tree) -> bool:
    value = exact_number(term)
    return value < 0 if value is not None else isinstance(term, Apply) and term.head == "neg"


def _holds_function(tree: Tree) -> bool:
    from calcquiz.algebra.tree import walk

    return any(isinstance(node, Apply) and node.head not in PLAIN and not _is_whole_power(node) for node in walk(tree))


def _is_whole_power(node: Apply) -> bool:
    power = exact_number(node.args[1]) if node.head == "pow" else None
    return power is not None and power.denominator == 1


def exponentials(tree: Tree) -> Tree:
    """Return the tree with e^u written exp(u), and 1^u written 1."""
    from calcquiz.algebra.tree import Name, rebuild

    def one(node: Tree) -> Tree:
        if isinstance(node, Apply) and node.head == "pow" and node.args[0] == ONE:
            return ONE
        if isinstance(node, Apply) and node.head == "pow" and node.args[0] == Name("e"):
            return call("exp", node.args[1])
        return node

    return rebuild(tree, one)


def is_rational(tree: Tree, variable: str) -> bool:
    """Return whether a formula is a quotient of polynomials in the variable, other names constant."""
    if variable not in free_names(tree):
        return True
    if not isinstance(tree, Apply):
        return True
    if tree.head in {"add", "mul", "div", "neg"}:
        return all(is_rational(arg, variable) for arg in tree.args)
    if tree.head == "pow" and variable not in free_names(tree.args[1]):
        power = exact_number(tree.args[1])
        return power is not None and power.denominator == 1 and is_rational(tree.args[0], variable)
    return False
