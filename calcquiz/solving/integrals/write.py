"""Writing an antiderivative from its plan: a chain of lines, and substitutions put back."""

from dataclasses import dataclass, replace

from calcquiz.algebra.probe import same_values
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import CONSTANTS, Apply, Name, Tree, add, free_names, neg, number, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.integrals.algebra import finished, integrals_in, spread, terms_of
from calcquiz.solving.integrals.direct import PLAIN
from calcquiz.solving.integrals.plan import Line, Plan, one_minus, put_back, value
from calcquiz.solving.integrals.polynomials import ratio_of
from calcquiz.solving.integrals.values import plus_first
from calcquiz.solving.move import Proof
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Chain, Sheet
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.slopes import slope
from calcquiz.tasks.task import Setting

SHORT = 2
"""Lines of a part that is still worked in the line itself when other parts are open too."""
MOST_ASIDES = 3


def written(plan: Plan, sheet: Sheet, constant: Name | None = None, usual: Tree | None = None) -> Tree:
    """Write the derivation of a plan and return its end: the antiderivative, plus the constant where one is given.

    Args:
        plan: The plan.
        sheet: What is written on.
        constant: The constant of integration.
        usual: The form in which the antiderivative is usually written; it is the end where it is the same function.
    """
    writer = Writer(sheet.chain(plan.node), constant)
    writer.work(plan, Level.BRIEF)
    found = value(plan)
    writer.simplify(found)
    writer.simplify(spread(found))
    if constant is not None:
        writer.simplify(in_order(spread(found), plan))
    if usual is not None and usual != found and same_values(usual, found, sheet.setting.domain) is True:
        writer.simplify(usual)
    return writer.chain.now


def in_order(found: Tree, plan: Plan) -> Tree:
    """Return the antiderivative of a rational function with a term first that has no minus: 3 ln|x| - 3 ln|x - 3|."""
    return found if ratio_of(plan.integrand, plan.name) is None else plus_first(found)


@dataclass(slots=True)
class Writer:
    """Writes one chain."""

    chain: Chain
    constant: Name | None

    @property
    def sheet(self) -> Sheet:
        """Return the sheet that is written on."""
        return self.chain.sheet

    def work(self, plan: Plan, level: Level) -> None:
        """Write the lines of a plan and of its children; the first line is shown from this level on."""
        if plan.share is not None and self.chain.now != plan.node:
            self._beside(plan)
            return
        passes_on = plan.rule == "integrate-multiple"
        for place, line in enumerate(plan.lines):
            shown = Level.FULL if passes_on else level if place == 0 else Level.NORMAL
            self._line(_with_asides(line, plan), shown)
        direct = [child for child in plan.children if child.is_direct]
        others = [child for child in plan.children if not child.is_direct]
        within = Level.FULL if plan.rule == "integrate-sum" else level if passes_on else Level.NORMAL
        for child in direct:
            self.work(child, within)
        for child in others:
            if len(others) > 1 and child.steps > SHORT:
                self._beside(child)
            else:
                self.work(child, level if passes_on else Level.NORMAL)
        self._close(plan)

    def _line(self, line: Line, level: Level) -> None:
        if line.beside is not None:
            self.sheet.say("First $v$, the integral of $dv$:", level=Level.NORMAL)
            written(line.beside, self.sheet.inner())
        proof = self._where_positive(line.part, line.became) if line.only_positive else None
        self.chain.rewrite(
            line.rule, line.part, line.became, line.why, aside=line.aside, level=level, proof=proof, clean=self._clean
        )

    def _close(self, plan: Plan) -> None:
        """Put a substitution back, or solve for the integral that came back."""
        node = _substituted(self.chain.now, plan)
        if node is not None:
            became = put_back(node, plan)
            setting = self._positive_setting(node) if plan.lines[-1].only_positive else self.sheet.setting
            proof = same_slope(node, became, plan.name, setting)
            words = plan.back_why or f"Put {tex(node.args[1])[:-1]} = {tex(node.args[2])[1:]} back."
            if self.constant is not None and equal(node, became, setting) is False:
                words += f" What is constant joins {tex(self.constant)}."
            self.chain.rewrite("substitute-back", node, became, words, proof=proof, clean=self._clean)
        if plan.share is not None:
            self.chain.to("solve-for-integral", self._with_constant(value(plan)), _came_back(plan))

    def _beside(self, plan: Plan) -> None:
        """Work a part beside the main line and put its value in."""
        if any(move.before == plan.node and move.depth > self.sheet.depth for move in self.sheet.moves):
            self.chain.rewrite("put-in", plan.node, value(plan), "As found above.", clean=self._clean)
            return
        self.sheet.say(f"Work out {tex(plan.node)} by itself:", level=Level.NORMAL)
        found = written(plan, self.sheet.inner())
        self.chain.rewrite("put-in", plan.node, found, "Put in what was found.", clean=self._clean)

    def simplify(self, result: Tree) -> None:
        """Write the antiderivative in textbook form as the last line."""
        after = self._with_constant(result)
        is_reordered = sorted(map(to_text, terms_of(after))) == sorted(map(to_text, terms_of(self.chain.now)))
        self.chain.to("simplify", after, "Simplify.", level=Level.FULL if is_reordered else Level.NORMAL)

    def _clean(self, tree: Tree) -> Tree:
        """Return a line as it is written: constants multiplied in, + C as soon as no integral is left."""
        neat = cleaned(_without(tree, self.constant))
        return self._with_constant(neat) if not integrals_in(neat) else neat

    def _with_constant(self, tree: Tree) -> Tree:
        return tree if self.constant is None else add(*_terms(tree), self.constant)

    def _where_positive(self, part: Tree, became: Tree) -> Proof:
        """Return a proof on the positive half of the line."""
        setting = self._positive_setting(part)
        return lambda: equal(part, became, setting)

    def _positive_setting(self, part: Tree) -> Setting:
        """Return the setting with all variables positive."""
        setting = self.sheet.setting
        names = free_names(part) - CONSTANTS
        return replace(setting, variables={**setting.variables, **dict.fromkeys(names, "positive")})


def same_slope(part: Tree, became: Tree, name: str, setting: Setting) -> Proof:
    """Return a proof that two antiderivatives differ by a constant at most."""
    return lambda: same_values(slope(part, name), slope(became, name), setting.domain)


def _terms(tree: Tree) -> tuple[Tree, ...]:
    return tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,)


def _without(tree: Tree, constant: Name | None) -> Tree:
    return add(*[term for term in _terms(tree) if term != constant])


def cleaned(tree: Tree) -> Tree:
    """Return a line with plain arithmetic done around the integrals in it, which stay as they are."""
    found: dict[str, Tree] = {}

    def hide(node: Tree) -> Tree:
        if not isinstance(node, Apply):
            return node
        if node.head == "at" and len(node.args) == 3:
            body = cleaned(node.args[0])
            if isinstance(body, Apply) and body.head == "neg":
                return neg(hide(Apply("at", (body.args[0], *node.args[1:]))))
            node = Apply("at", (body, *node.args[1:]))
        if node.head in {"integral", "at"}:
            name = next((known for known, other in found.items() if other == node), f"integral {len(found)}")
            found[name] = node
            return Name(name)
        return Apply(node.head, tuple(hide(arg) for arg in node.args), node.span)

    return tidy(substitute(finished(hide(tree)), found))


def _substituted(tree: Tree, plan: Plan) -> Apply | None:
    """Return the node at(…, u, g) of the plan's substitution in a line."""
    made = next((n for n in walk(plan.lines[-1].became) if isinstance(n, Apply) and n.head == "at"), None)
    if made is None:
        return None
    nodes = (node for node in walk(tree) if isinstance(node, Apply) and node.head == "at")
    return next((node for node in nodes if node.args[1:] == made.args[1:]), None)


def _with_asides(line: Line, plan: Plan) -> Line:
    """Return the line of a sum with the integrals that are read off on the way."""
    if line.rule != "integrate-sum":
        return line
    known = [child for child in plan.children if child.is_direct and child.rule.removeprefix("integrate-") not in PLAIN]
    if not known or len(known) > MOST_ASIDES:
        return line
    told = [f"{tex(child.node)[:-1]} = {tex(value(child))[1:]}" for child in known]
    return replace(line, aside=f"Here {listed(told)}.")


def _came_back(plan: Plan) -> str:
    assert plan.share is not None
    times = one_minus(plan.share)
    often = "twice" if times == number(2) else f"{tex(times)} times"
    return (
        f"The integral {tex(plan.node)} has come back: collect it on the left, where it then stands {often}, "
        f"and divide by {tex(times)}."
    )
