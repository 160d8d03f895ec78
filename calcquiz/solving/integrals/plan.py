"""The plan of an antiderivative: which rule at which node, before a word is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from calcquiz.algebra.tidy import negate, quotient, tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, rebuild, size, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.integrals.algebra import (
    distributed,
    divided,
    finished,
    integral,
    integrals_in,
    replaced,
    terms_of,
)
from calcquiz.tasks.textbook import textbook

LETTERS = ("u", "v", "w", "t", "s", "z", "q", "r")
"""Names of new variables, in the order in which they are taken."""
LARGEST = 110
"""Nodes of an integrand that is still looked at."""
TRIES = 150
"""What a search may cost: 1 an integrand, and 1 more for every so many nodes of it."""
COSTLY = 12
DEEPEST = 9

Back: TypeAlias = Callable[[Tree], Tree]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rewriting: the part becomes something else by a rule."""

    rule: str
    part: Tree
    became: Tree
    why: str
    aside: str = ""
    level: Level = Level.NORMAL
    beside: "Plan | None" = None
    """What is worked beside the line first: the v of an integration by parts."""
    only_positive: bool = False
    """It holds where the variable is positive; the result holds everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one indefinite integral is worked: lines that rewrite it, and plans of the integrals they leave."""

    integrand: Tree
    name: str
    """The variable of integration."""
    lines: tuple[Line, ...]
    children: "tuple[Plan, ...]" = ()
    share: Tree | None = None
    """The integral comes back, so many times: it is solved for."""
    back: Back | None = None
    """How a formula in the new variable is written in the old one, where putting in is not enough."""
    back_why: str = ""

    @property
    def node(self) -> Apply:
        """Return the integral that is worked."""
        return integral(self.integrand, self.name)

    @property
    def rule(self) -> str:
        """Return the rule of the first line."""
        return self.lines[0].rule

    @property
    def is_direct(self) -> bool:
        """Return whether the table, constant factors and sums are enough."""
        return self.rule.startswith("integrate-") and all(child.is_direct for child in self.children)

    @property
    def steps(self) -> int:
        """Return how many lines the plan has in all that are more than reading a table."""
        return sum(not line.rule.startswith("integrate-") for line in self.lines) + sum(c.steps for c in self.children)


def template(plan: Plan) -> Tree:
    """Return what the lines of a plan make of its integral, the integrals of its children still in it."""
    made: Tree = plan.node
    for line in plan.lines:
        made = tidy(replaced(made, line.part, line.became))
    return made


def value(plan: Plan) -> Tree:
    """Return the antiderivative that a plan leads to, without constant."""
    return valued(plan, [value(child) for child in plan.children])


def valued(plan: Plan, values: Sequence[Tree]) -> Tree:
    """Return the antiderivative when the children have these values."""
    found = {child.node: known for child, known in zip(plan.children, values, strict=True)}
    made = rebuild(template(plan), lambda node: found.get(node, node) if isinstance(node, Apply) else node)
    made = rebuild(made, lambda node: put_back(node, plan))
    return finished(solved(tidy(made), plan))


def put_back(node: Tree, plan: Plan) -> Tree:
    """Return at(G, u, g) as G(g); any other node as it is."""
    if not isinstance(node, Apply) or node.head != "at" or integrals_in(node):
        return node
    body, variable, place = node.args
    assert isinstance(variable, Name)
    made = plan.back(finished(body)) if plan.back is not None else substitute(body, {variable.name: place})
    return without_constants(finished(made))


def without_constants(tree: Tree) -> Tree:
    """Return an antiderivative without terms that are numbers: they belong to the constant of integration."""
    terms = terms_of(tree)
    kept = [term for term in terms if free_names(term)]
    return total(kept) if kept and len(kept) < len(terms) else tree


def solved(tree: Tree, plan: Plan) -> Tree:
    """Return I from A + k I, where the integral came back k times."""
    if plan.share is None:
        return tree
    rest = finished(tidy(replaced(tree, plan.node, ZERO)))
    return divided(distributed(rest), one_minus(plan.share))


def one_minus(share: Tree) -> Tree:
    """Return 1 - share, one fraction where the share is -p/q: (p + q)/q."""
    opposite = negate(share)
    if isinstance(opposite, Apply) and opposite.head == "div":
        above, below = opposite.args
        return quotient(total([above, below]), below)
    return textbook(total([ONE, opposite]))


Rule: TypeAlias = "Callable[[Tree, str, Planner], Plan | None]"


@dataclass(slots=True)
class Planner:
    """The search for a plan: the first rule all of whose integrals have a plan, within bounds."""

    rules: Sequence[Rule]
    positive: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    """Names that new variables may not have."""
    tries: int = TRIES
    open: list[tuple[Tree, str]] = field(default_factory=list)
    known: dict[tuple[Tree, str], Plan | None] = field(default_factory=dict)

    def plan(self, function: Tree, name: str) -> Plan | None:
        """Return a plan for the integral of a function, None where none is found within bounds."""
        asked = (function, name)
        if asked in self.known:
            return self.known[asked]
        nodes = size(function)
        if asked in self.open or len(self.open) >= DEEPEST or self.tries < 0 or nodes > LARGEST:
            return None
        self.tries -= 1 + nodes // COSTLY
        self.open.append(asked)
        try:
            found = next(self._found(function, name), None)
        finally:
            self.open.pop()
        self.known[asked] = found
        return found

    def _found(self, function: Tree, name: str) -> Iterator[Plan]:
        for rule in self.rules:
            plan = rule(function, name, self)
            if plan is not None:
                yield plan

    def made(
        self,
        function: Tree,
        name: str,
        lines: Sequence[Line],
        *,
        share: Tree | None = None,
        back: Back | None = None,
        back_why: str = "",
    ) -> Plan | None:
        """Return the plan with these lines once every integral they leave has one."""
        bare = Plan(integrand=function, name=name, lines=tuple(lines), share=share, back=back, back_why=back_why)
        children = []
        for node in integrals_in(template(bare)):
            if node == bare.node and share is not None:
                continue
            variable = node.args[1]
            assert isinstance(variable, Name)
            child = self.plan(node.args[0], variable.name)
            if child is None:
                return None
            children.append(child)
        return Plan(
            integrand=function,
            name=name,
            lines=bare.lines,
            children=tuple(children),
            share=share,
            back=back,
            back_why=back_why,
        )

    def letter(self, *trees: Tree) -> str:
        """Return a name for a new variable that nothing here uses."""
        used = {node.name for tree in trees for node in walk(tree) if isinstance(node, Name)}
        used |= {name for _, name in self.open} | self.taken
        return next(letter for letter in (*LETTERS, "u_1", "u_2", "u_3", "u_4") if letter not in used)
