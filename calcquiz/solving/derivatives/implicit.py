"""Implicit differentiation, worked: both sides by x, each y brings its slope, and the equation is solved for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import differentiated
from calcquiz.solving.derivatives.differential import Differential
from calcquiz.solving.move import Proof
from calcquiz.solving.nested import with_tasks_inside
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Chain, Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.common_factors import in_order
from calcquiz.tasks.factor_writer import tree_of
from calcquiz.tasks.factors import Term, collected, factor_of, joined, terms_of
from calcquiz.tasks.implicit import TASK
from calcquiz.tasks.multiplied import expanded
from calcquiz.tasks.neat import Act, Line
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import compare, sample_points
from calcquiz.tasks.task import Args, Setting, name_of

SAMPLE = parse("2 + x/3 + x^2/5", {"x"})
"""What stands in the place of y when a line is proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Along(Differential):
    """Differentiation by x along a curve, on which y is a function of x."""

    height: str

    @property
    def slope(self) -> Tree:
        """Return dy/dx, which is to be found."""
        return Apply("derivative", (Name(self.height), Name(self.variable)))

    def of(self, tree: Tree) -> Tree:
        """Return the derivative of the tree, still to be taken; that of y is its slope."""
        if not self.holds(tree):
            return ZERO
        if tree == Name(self.variable):
            return ONE
        return self.pending(tree)

    def holds(self, tree: Tree) -> bool:
        """Return whether x or y stands in the tree."""
        return bool({self.variable, self.height} & free_names(tree))

    def is_known(self, tree: Tree) -> bool:
        """Return whether a derivative is dy/dx itself."""
        return tree == self.slope

    def value(self, tree: Tree) -> Tree:
        """Return the derivative of the tree, its powers joined."""
        return joined(self.raw(tree))

    def lines(self, tree: Tree) -> Iterator[Line]:
        """Yield the form with powers joined: it is multiplied out when the equation is solved."""
        yield Line(act=Act.JOIN, tree=joined(tree))

    def proof(self, before: Tree, after: Tree, setting: Setting) -> Proof:
        """Return that two formulas agree with a certain function of x in the place of y."""
        sample = {self.height: substitute(SAMPLE, {"x": Name(self.variable)})}
        return lambda: equal(substitute(before, sample), substitute(after, sample), setting)

    def raw(self, tree: Tree) -> Tree:
        """Return the derivative of the tree as the chain rule leaves it."""
        by_height = differentiate(tree, self.height)
        return tidy(total([differentiate(tree, self.variable), product([by_height, self.slope])]))


def implicit(args: Args, sheet: Sheet) -> Tree:
    """Work `implicit(F = c, x, y)`: differentiate both sides, collect, solve for dy/dx."""
    expected = TASK.key(args, sheet.setting)
    way = Along(variable=name_of(args[1]), height=name_of(args[2]))
    equation = args[0] if isinstance(args[0], Apply) and args[0].head == "=" else Apply("=", (args[0], ZERO))
    y, x = tex(Name(way.height)), tex(Name(way.variable))
    chain = Equations(sheet, way, expected, equation)
    lead = f"Differentiate both sides by {x}. Here {y} depends on {x}, so each {y} brings {tex(way.slope)}."
    leads = ("The left side.", "The right side.")
    sides = [_side(side, way, sheet.inner(), lead) for side, lead in zip(equation.args, leads, strict=True)]
    last = sheet.chain(Apply("implicit", args))
    if Apply("=", tuple(sides)) == Apply("=", (way.slope, expected)):
        last.to("implicit", expected, lead, proof=chain.proof(Apply("=", tuple(sides))))
        return expected
    chain.to("implicit", Apply("=", tuple(sides)), lead)
    solved = _solve(chain, sides, way)
    last.to("implicit", expected, f"Divide by the factor of {tex(way.slope)}.", proof=chain.proof(solved))
    return expected


def _side(side: Tree, way: Along, sheet: Sheet, lead: str) -> Tree:
    if not way.holds(side) or side in {Name(way.variable), Name(way.height)}:
        return way.of(side)
    return differentiated(side, way, sheet, lead)


@dataclass(slots=True)
class Equations:
    """Equations, each made from the one before; they are proved with the slope that comes out put in."""

    chain: Chain
    way: Along
    slope: Tree

    def __init__(self, sheet: Sheet, way: Along, slope: Tree, start: Tree) -> None:
        self.chain = sheet.chain(start)
        self.way, self.slope = way, slope

    def to(self, rule: str, after: Tree, why: str, *, level: Level = Level.BRIEF) -> None:
        """Write the next equation."""
        self.chain.to(rule, after, why, level=level, proof=self.proof(after))

    def proof(self, equation: Tree) -> Proof:
        """Return that both sides of an equation agree with the slope that was found put in."""
        setting = self.chain.sheet.setting
        filled = _filled(equation, self.way.slope, self.slope)
        assert isinstance(filled, Apply)
        left, right = filled.args

        def holds() -> bool | None:
            points = sample_points(free_names(filled), setting.variables)
            told = compare(lambda p: numeric_value(left, p), lambda p: numeric_value(right, p), points, "values")
            return equal(left, right, setting) if told.agrees is None else told.agrees

        return holds


def _filled(tree: Tree, wanted: Tree, found: Tree) -> Tree:
    if tree == wanted or not isinstance(tree, Apply):
        return found if tree == wanted else tree
    return Apply(tree.head, tuple(_filled(arg, wanted, found) for arg in tree.args))


def _solve(chain: Equations, sides: list[Tree], way: Along) -> Tree:
    """Bring the terms with dy/dx to the left, the others to the right, take dy/dx out; return the equation."""
    slope, alone = tex(way.slope), Term(powers=((way.slope, ONE),))
    left: list[Term] = []
    right: list[Term] = []
    for sign, side in zip((1, -1), sides, strict=True):
        for term in _open_terms(side, way.slope):
            place, turned = (right, -sign) if term.exponent(way.slope) is None else (left, sign)
            place.append(replace(term, coefficient=term.coefficient * turned))
    if not left or any(term.exponent(way.slope) != ONE for term in left):
        raise UnworkedError(f"{to_text(way.slope)} does not stand alone here", "Give another equation.")
    rest = tree_of(in_order(collected(right)))
    equation = Apply("=", (tree_of(left), rest))
    why = f"Bring the terms with {slope} to the left, the others to the right."
    chain.to("implicit", equation, why, level=Level.NORMAL)
    if len(left) > 1:
        factor = collected([term.times(alone, -1) for term in left])
        equation = Apply("=", (tree_of([factor_of(factor).times(alone)]), rest))
        chain.to("implicit", equation, f"Take out {slope}.", level=Level.NORMAL)
    return equation


def _open_terms(side: Tree, slope: Tree) -> list[Term]:
    """Return the terms of a side, multiplied out as far as dy/dx stands in brackets."""
    found: list[Term] = []
    for term in terms_of(side):
        bracketed = any(base != slope and _holds(base, slope) for base, _ in term.powers)
        found += _open_terms(tree_of(expanded(term)), slope) if bracketed and len(expanded(term)) > 1 else [term]
    return found


def _holds(tree: Tree, part: Tree) -> bool:
    return tree == part or (isinstance(tree, Apply) and any(_holds(arg, part) for arg in tree.args))


WORKERS: dict[str, Worker] = {"implicit": with_tasks_inside("implicit", implicit)}
