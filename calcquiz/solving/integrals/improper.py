"""Improper integrals: ends at infinity or at a pole, as limits, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, tidy, total
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, neg, substitute
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.integrals.algebra import finished, integral, terms_of
from calcquiz.solving.integrals.ends import Place, middle_of, on_piece
from calcquiz.solving.integrals.logarithms import joined_logarithms
from calcquiz.solving.integrals.order import planned
from calcquiz.solving.integrals.plan import Plan, value
from calcquiz.solving.integrals.values import evaluated
from calcquiz.solving.integrals.write import written
from calcquiz.solving.move import Proof
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Chain, Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.numeric import is_infinite
from calcquiz.tasks.task import Setting, open_names

INFINITY = Name("oo")
MINUS_INFINITY = neg(INFINITY)
NONE = Name("dne")
ENDLESS = (INFINITY, MINUS_INFINITY)
NAMES = ("t", "s", "R", "T", "c")
"""What the moving end may be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of an improper integral with one bad end."""

    node: Apply
    bad: Tree
    """The end that is moved toward."""
    upper: bool
    """Whether it is the upper end."""
    jump: bool = False
    """Whether the integrand itself is harmless there."""


def improper(chain: Chain, function: Tree, name: str, places: Sequence[Place]) -> Tree:
    """Work an improper integral, split until every part has one bad end."""
    assert isinstance(chain.now, Apply)
    low, high = chain.now.args[2:]
    pieces = pieces_of(function, name, (low, high), places)
    parameters = free_names(chain.now) - {name} - set(chain.sheet.setting.positive.split(","))
    if parameters:
        chain.sheet.say(f"Here {listed([f'${letter} > 0$' for letter in sorted(parameters)])}.")
    results = Results(chain.sheet.setting)
    proof = results.proof(pieces)
    if len(pieces) == 1:
        return _one(chain, pieces[0], name, results)
    chain.to(
        "split-integral",
        Apply("add", tuple(piece.node for piece in pieces)),
        _split_words(name, (low, high), places),
        proof=proof,
    )
    found = []
    for piece in pieces:
        sheet = chain.sheet.inner()
        found.append(_one(sheet.chain(piece.node), piece, name, results))
    endless = [value for value in found if value in {*ENDLESS, NONE}]
    if not endless:
        chain.to("put-in", total(found), "Both parts converge: add them.", proof=proof)
        chain.to("simplify", evaluated(chain.now), "Simplify.")
        return chain.now
    verdict = endless[0] if len(set(endless)) == 1 else NONE
    words = "One part diverges, so the whole integral diverges."
    if len(endless) == len(found):
        words = "Every part diverges, and so does the integral."
    if len(endless) > 1 and verdict == NONE:
        words = "The parts diverge, one upward and one downward, and do not cancel: the integral has no value."
    chain.to("divergent-integral", verdict, words, proof=proof)
    return chain.now


def pieces_of(function: Tree, name: str, ends: tuple[Tree, Tree], places: Sequence[Place]) -> list[Piece]:
    """Return the parts of a range with one bad end each."""
    low, high = ends
    cuts = [place.tree for place in places if place.tree not in ends]
    bad = {place.tree for place in places if place.bad} | {end for end in ends if is_infinite(end)}
    jumps = {place.tree for place in places if place.jump}
    stops = [low]
    for left, right in pairwise([low, *cuts, high]):
        if left in bad and right in bad:
            stops.append(middle_of(left, right))
        stops.append(right)
    pieces = []
    for left, right in pairwise(stops):
        node = integral(on_piece(function, name, left, right), name, left, right)
        end = right if right in bad else left
        pieces.append(Piece(node=node, bad=end, upper=right in bad, jump=end in jumps))
    return pieces


@dataclass(slots=True)
class Results:
    """What was found for each part, for the proofs, which are asked for when all is written."""

    setting: Setting
    values: dict[Apply, Tree] = field(default_factory=dict)
    antiderivatives: dict[Tree, Tree] = field(default_factory=dict)
    """Those that were worked for an earlier part."""

    def antiderivative(self, plan: Plan, sheet: Sheet) -> Tree:
        """Return the antiderivative of a part, worked once."""
        known = self.antiderivatives.get(plan.integrand)
        if known is not None:
            sheet.say(f"As before, {tex(plan.node)[:-1]} = {tex(known)[1:]}.", level=Level.NORMAL)
            return known
        found = antiderivative_beside(plan, sheet)
        if not plan.is_direct:
            self.antiderivatives[plan.integrand] = found
        return found

    def proof(self, pieces: Sequence[Piece]) -> Proof:
        """Return a proof by quadrature of each part, worked out once; where it diverges, by how its pieces shrink."""
        known: list[bool | None] = []

        def proof() -> bool | None:
            if not known:
                known.append(self._confirmed(pieces))
            return known[0]

        return proof

    def _confirmed(self, pieces: Sequence[Piece]) -> bool | None:
        verdicts = [self._agrees(piece.node) for piece in pieces]
        return False if False in verdicts else None if None in verdicts else True

    def _agrees(self, node: Apply) -> bool | None:
        found = self.values.get(node)
        if found is None:
            return None
        names = open_names(node)
        if names and not is_infinite(found):
            positive = replace(self.setting, variables={**self.setting.variables, **dict.fromkeys(names, "positive")})
            return equal(node, found, positive)
        return agrees_quickly(node, found, self.setting)


def agrees_quickly(node: Apply, found: Tree, setting: Setting) -> bool | None:
    """Return what numbers say of the value of an integral: floats where they tell, else the oracle of the task."""
    quick = None if found in {*ENDLESS, NONE} else equal(node, found, setting)
    return quick if quick is not None else TASKS["integral"].oracle(node.args, found, setting).agrees


def _split_words(name: str, ends: tuple[Tree, Tree], places: Sequence[Place]) -> str:
    if any(place.jump for place in places if place.tree not in ends):
        jumps = listed([f"${name} = {tex(place.tree)[1:]}" for place in places])
        return f"The antiderivative that will be found jumps at {jumps}, though the integrand does not: split there."
    bad = [f"${name} = {tex(place.tree)[1:]}" for place in places if place.unbounded]
    infinite = [end for end in ends if is_infinite(end)]
    if bad and infinite:
        return f"The range is infinite and the integrand unbounded at {listed(bad)}: split, one bad end in each part."
    if bad:
        return f"The integrand is unbounded at {listed(bad)}: split there, each part is a limit of its own."
    return "Both ends are infinite: split the range, each part is a limit of its own."


def _one(chain: Chain, piece: Piece, name: str, results: Results) -> Tree:
    """Work a part with one bad end: the limit of an integral with a moving end."""
    function, low, high = piece.node.args[0], *piece.node.args[2:]
    proof = results.proof([piece])
    moving = Name(next(n for n in NAMES if n not in free_names(piece.node) | {name}))
    ends = (low, moving) if piece.upper else (moving, high)
    side = () if is_infinite(piece.bad) else (Name("left" if piece.upper else "right"),)
    approach = (moving, piece.bad, *side)
    words = _moving_words(piece, moving, name)
    if is_infinite(piece.bad) or chain.now == piece.node:
        chain.to("improper-integral", Apply("limit", (integral(function, name, *ends), *approach)), words, proof=proof)
    plan = planned(function, name, chain.sheet)
    found = results.antiderivative(plan, chain.sheet)
    upper, lower = (evaluated(substitute(found, {name: end})) for end in reversed(ends))
    inside = evaluated(total([upper, *(negate(term) for term in terms_of(lower))]))
    words = theorem_words(plan, found)
    chain.to("fundamental-theorem", Apply("limit", (inside, *approach)), words, proof=proof, level=Level.BRIEF)
    joined = joined_logarithms(inside, numbers=False)
    if joined != inside:
        chain.to("laws-of-logarithms", Apply("limit", (joined, *approach)), "Join the logarithms.", proof=proof)
    result, reasons = limit_of(joined, approach, chain.sheet)
    results.values[piece.node] = result
    chain.to("divergent-integral" if result in {*ENDLESS, NONE} else "improper-limit", result, reasons, proof=proof)
    return chain.now


def antiderivative_beside(plan: Plan, sheet: Sheet) -> Tree:
    """Return the antiderivative, worked beside the line unless it is read off."""
    if plan.is_direct:
        return value(plan)
    sheet.say("First an antiderivative:", level=Level.NORMAL)
    return written(plan, sheet.inner())


def theorem_words(plan: Plan, found: Tree) -> str:
    """Return what is said of the fundamental theorem."""
    if not plan.is_direct:
        return "Fundamental theorem: the antiderivative at the upper end minus the one at the lower end."
    said = f"An antiderivative of {tex(plan.integrand)} is {tex(found)}"
    return f"{said}: its value at the upper end minus that at the lower."


def _moving_words(piece: Piece, moving: Name, name: str) -> str:
    end = "upper" if piece.upper else "lower"
    if is_infinite(piece.bad):
        how = "grow" if piece.upper else "fall"
        return f"The {end} end is infinite: integrate to {tex(moving)} and let {tex(moving)} {how} without bound."
    where = f"${name} = {tex(piece.bad)[1:]}"
    if piece.jump:
        return f"The antiderivative has no value of its own at {where}: let {tex(moving)} approach it."
    side = "below" if piece.upper else "above"
    start = "to" if piece.upper else "from"
    return (
        f"The integrand is unbounded at the {end} end {where}: integrate {start} {tex(moving)} "
        f"and let {tex(moving)} approach it from {side}."
    )


def limit_of(inside: Tree, approach: tuple[Tree, ...], sheet: Sheet) -> tuple[Tree, str]:
    """Return the limit and what is said of it."""
    moving = approach[0]
    assert isinstance(moving, Name)
    terms = [term for term in terms_of(inside) if moving.name in free_names(term)]
    rest = [term for term in terms_of(inside) if moving.name not in free_names(term)]
    if not terms:
        return evaluated(inside), f"That does not depend on {tex(moving)}."
    found = [limit_value(term, approach, sheet) for term in terms]
    arrow = f"${moving.name} \\to {tex(approach[1])[1:-1]}{SIDES.get(approach[2:], '')}$"
    whole = found[0] if len(found) == 1 else limit_value(inside, approach, sheet)
    endless = [value for value in found if value in {*ENDLESS, NONE}]
    if not endless:
        told = listed([f"{tex(term)[:-1]} \\to {tex(value)[1:]}" for term, value in zip(terms, found, strict=True)])
        return evaluated(total([*rest, *found])), f"As {arrow}, {told}."
    if whole == NONE:
        return NONE, f"As {arrow}, {tex(inside)} approaches no value, so the integral diverges."
    if whole in ENDLESS:
        how = "grows" if whole == INFINITY else "falls"
        return whole, f"As {arrow}, {tex(inside)} {how} without bound, so the integral diverges."
    return evaluated(whole), f"As {arrow}, {tex(inside)[:-1]} \\to {tex(whole)[1:]}."


SIDES: dict[tuple[Tree, ...], str] = {(Name("left"),): "^-", (Name("right"),): "^+"}


def limit_value(tree: Tree, approach: tuple[Tree, ...], sheet: Sheet) -> Tree:
    """Return a limit, worked out in the worker.

    Raises:
        UnworkedError: it was not found.
    """
    moving, place, *side = approach
    names = free_names(tree) | {"t"}
    word = side[0].name if side and isinstance(side[0], Name) else ""
    positive = sheet.setting.positive
    parameters = ",".join(sorted(names - {to_text(moving)}))
    for assumed in (positive, parameters):
        try:
            text = sheet.setting.compute("limit", to_text(tree), to_text(moving), to_text(place), word, assumed)
        except (CalcquizError, NotImplementedError):  # sympy's way of saying that it depends on a sign
            continue
        return finished(tidy(parse(text, names, author=True)))
    raise UnworkedError("the limit at the bad end was not found", "Ask for the value alone.")
