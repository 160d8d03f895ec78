"""Definite integrals, worked: the antiderivative at both ends, limits carried along, pieces."""

from itertools import pairwise

from calcquiz.algebra.probe import same_values
from calcquiz.algebra.tidy import negate, product, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, neg, rebuild, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.integrals.algebra import integral, integrals_in, replaced, terms_of
from calcquiz.solving.integrals.bars import with_bars, without_bars_between
from calcquiz.solving.integrals.ends import (
    Place,
    is_reversed,
    jumps_between,
    on_piece,
    places_between,
    require_values,
    same_on_pieces,
)
from calcquiz.solving.integrals.gaussian import gaussian_value
from calcquiz.solving.integrals.improper import (
    ENDLESS,
    NONE,
    agrees_quickly,
    antiderivative_beside,
    improper,
    theorem_words,
)
from calcquiz.solving.integrals.moments import moments
from calcquiz.solving.integrals.order import planned
from calcquiz.solving.integrals.plan import Plan, value
from calcquiz.solving.integrals.values import evaluated, is_power_of_zero_or_one
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Chain, Sheet
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.numeric import is_infinite
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

ALGEBRAIC = frozenset({"add", "mul", "pow", "neg", "div"})


def definite(args: Args, sheet: Sheet) -> Tree:
    """Work `integral(f, x, a, b)`, the integrand free of tasks."""
    function, variable, low, high = (*args[:2], tidy(args[2]), tidy(args[3]))
    name = name_of(variable)
    chain = sheet.chain(integral(function, name, low, high))
    if low == high:
        chain.to("equal-ends", ZERO, "Both ends are the same: there is nothing between them.")
        return chain.now
    if is_reversed(low, high) and (is_infinite(low) or is_infinite(high)):
        return _turned(chain, integral(function, name, high, low))
    require_values(function, name, low, high)
    if textbook(function) == ZERO:
        chain.to("simplify", ZERO, "The integrand is $0$ everywhere.")
        return chain.now
    barred, words = with_bars(function, name)
    if words:
        chain.to("root-of-square", integral(barred, name, low, high), words)
        function = barred
    known = gaussian_value(function, name, (low, high))
    if known is not None:
        chain.to("gaussian-integral", known[0], known[1])
        chain.to("simplify", evaluated(chain.now), "Simplify.")
        return chain.now
    if moments(chain, function, name):
        return chain.now
    if is_infinite(low) and is_infinite(high) and is_even(function, name, sheet):
        return _doubled(chain, function, name)
    places = places_between(function, name, low, high)
    if is_infinite(low) or is_infinite(high) or any(place.unbounded for place in places):
        return improper(chain, function, name, places)
    if places:
        return _piece_by_piece(chain, function, name, places)
    return proper(chain, without_bars_between(chain, function, name), name)


def _turned(chain: Chain, turned: Apply) -> Tree:
    """Exchange the ends of an improper integral; a quadrature of the turned one is the proof."""
    found: list[Tree] = []

    def proof() -> bool | None:
        return TASKS["integral"].oracle(turned.args, found[0], chain.sheet.setting).agrees if found else None

    words = "The lower end is above the upper one: exchange them, the sign changes."
    chain.to("reversed-ends", neg(turned), words, proof=proof)
    found.append(definite(turned.args, chain.sheet.inner()))
    chain.to("put-in", negate(found[0]), "Put in what was found.", proof=proof)
    return chain.now


def is_even(function: Tree, name: str, sheet: Sheet) -> bool:
    """Return whether f(-x) = f(x), by numbers."""
    return same_values(substitute(function, {name: neg(Name(name))}), function, sheet.setting.domain) is True


def _doubled(chain: Chain, function: Tree, name: str) -> Tree:
    """Work twice the integral from 0 to infinity of an even function."""
    whole = chain.now
    assert isinstance(whole, Apply)
    half = integral(function, name, ZERO, whole.args[3])
    words = "The integrand is even: the areas left and right of 0 are equal."
    chain.to("even-symmetry", product([TWO, half]), words, proof=lambda: is_even(function, name, chain.sheet))
    found = definite(half.args, chain.sheet.inner())
    endless = found in {*ENDLESS, NONE}
    result = found if endless else evaluated(product([TWO, found]))
    rule, words = "put-in", "Put in what was found."
    if endless:
        rule, words = "divergent-integral", "The half diverges, and so does the whole."
    chain.to(rule, result, words, proof=lambda: agrees_quickly(whole, result, chain.sheet.setting))
    return chain.now


def _piece_by_piece(chain: Chain, function: Tree, name: str, places: list[Place]) -> Tree:
    """Split the integral where the integrand changes its formula."""
    low, high = ends_of(chain.now)
    cuts = [place.tree for place in places]
    if is_reversed(low, high):
        cuts.reverse()
    ends = [low, *cuts, high]
    pieces = [integral(on_piece(function, name, left, right), name, left, right) for left, right in pairwise(ends)]
    where = listed([f"${name} = {tex(cut)[1:]}" for cut in cuts])
    chain.to(
        "split-integral",
        Apply("add", tuple(pieces)),
        f"The integrand changes at {where}: split there.",
        proof=lambda: same_on_pieces(function, pieces),
    )
    for piece in pieces:
        _integrated(chain, piece, chain.sheet)
    chain.to("simplify", evaluated(chain.now), "Add up.")
    return chain.now


def ends_of(tree: Tree) -> tuple[Tree, Tree]:
    """Return the ends of a definite integral."""
    assert isinstance(tree, Apply)
    return tree.args[2], tree.args[3]


def proper(chain: Chain, function: Tree, name: str) -> Tree:
    """Work an integral of a continuous function between finite ends."""
    low, high = ends_of(chain.now)
    if is_odd_over(function, name, low, high, chain.sheet):
        words = "The integrand is odd and the ends lie symmetric about 0: the areas left and right cancel."
        chain.to("odd-symmetry", ZERO, words)
        return chain.now
    plan = planned(function, name, chain.sheet)
    node = chain.now
    assert isinstance(node, Apply)
    jumps = jumps_between(value(plan), name, low, high)
    if jumps:
        return improper(chain, function, name, jumps)
    carried = _carried(plan, node, chain)
    if carried is not None:
        _integrated(chain, carried, chain.sheet)
    else:
        _between_ends(chain, node, plan)
    chain.to("simplify", evaluated(chain.now), "Simplify.")
    return chain.now


def is_odd_over(function: Tree, name: str, low: Tree, high: Tree, sheet: Sheet) -> bool:
    """Return whether an odd function, no polynomial, is integrated from -a to a."""
    if tidy(negate(low)) != high and low != tidy(negate(high)):
        return False
    if all(
        isinstance(node, Apply) and node.head in {"add", "mul", "pow", "neg", "div"}
        for node in walk(function)
        if isinstance(node, Apply)
    ):
        return False
    mirrored = substitute(function, {name: neg(Name(name))})
    return same_values(mirrored, neg(function), sheet.setting.domain) is True


def _carried(plan: Plan, node: Apply, chain: Chain) -> Apply | None:
    """Write a substitution with its ends; return the new integral, None where the plan is no substitution."""
    constant, inner = _below_factors(plan)
    line = inner.lines[0]
    made = line.became
    if line.rule != "substitution" or len(inner.lines) > 1 or not isinstance(made, Apply) or made.head != "at":
        return None
    body, variable, place = made.args
    new = integrals_in(body)[0]
    name = plan.name
    ends = tuple(evaluated(substitute(place, {name: end})) for end in node.args[2:])
    carried = Apply("integral", (*new.args, *ends))
    became = tidy(product([*constant, rebuild(body, lambda part: carried if part == new else part)]))
    if equal(node, became, chain.sheet.setting) is not True:
        return None
    where = " and ".join(
        f"${name} = {tex(end)[1:-1]}$ gives {tex(variable)[:-1]} = {tex(at)[1:]}"
        for end, at in zip(node.args[2:], ends, strict=True)
    )
    chain.rewrite("substitution", node, became, f"{line.why} The ends go along: {where}.", level=Level.BRIEF)
    return carried


def _below_factors(plan: Plan) -> tuple[list[Tree], Plan]:
    """Return the constant factors in front and the plan below them."""
    factors: list[Tree] = []
    while plan.rule == "integrate-multiple":
        factors.append(tidy(replaced(plan.lines[0].became, plan.children[0].node, ONE)))
        plan = plan.children[0]
    return factors, plan


def _integrated(chain: Chain, node: Apply, sheet: Sheet) -> None:
    """Write one definite integral of a line as the antiderivative between its ends, put in."""
    name = name_of(node.args[1])
    if node.args[2] == node.args[3]:
        chain.rewrite("equal-ends", node, ZERO, "Both ends are the same: there is nothing between them.")
        return
    _between_ends(chain, node, planned(node.args[0], name, sheet))


def value_at(found: Tree, name: str, end: Tree) -> Tree:
    """Return the antiderivative at an end, term by term, nothing added up yet."""
    terms = [evaluated(substitute(term, {name: end})) for term in terms_of(found)]
    return ZERO if all(term == ZERO for term in terms) else Apply("add", tuple(terms)) if len(terms) > 1 else terms[0]


def _power_of_zero_words(found: Tree, name: str, ends: tuple[Tree, Tree]) -> str:
    """Return what is said of 0^(n + 1), where that is put in."""
    parts = [part for end in ends for part in walk(substitute(found, {name: end})) if is_power_of_zero_or_one(part)]
    zero = next((part for part in parts if isinstance(part, Apply) and part.args[0] == ZERO), None)
    return "" if zero is None else f" Here {tex(zero)} is $0$: there is an integral only for a positive exponent."


def _numbers_added(tree: Tree) -> Tree:
    """Return a line with the numbers added that earlier parts of it came to."""
    terms = terms_of(tidy(tree))
    numbers = [term for term in terms if not any(isinstance(n, Apply) and n.head in OPEN for n in walk(term))]
    if len(numbers) < 2 or len(numbers) == len(terms):
        return tidy(tree)
    return total([evaluated(total(numbers)), *(term for term in terms if term not in numbers)])


OPEN = frozenset({"integral", "at"})
"""What is still to be worked out in a line."""


def _between_ends(chain: Chain, node: Apply, plan: Plan) -> None:
    """Write the fundamental theorem for an integral of the line, then both ends put in."""
    variable, low, high = node.args[1:]
    found = antiderivative_beside(plan, chain.sheet)
    upper, lower = (Apply("at", (found, variable, end)) for end in (high, low))
    words = theorem_words(plan, found)
    theorem = Apply("add", (upper, neg(lower)))
    chain.rewrite("fundamental-theorem", node, theorem, words, level=Level.BRIEF, clean=_numbers_added)
    before = chain.now
    values = {at: value_at(found, name_of(variable), end) for at, end in ((upper, high), (lower, low))}
    after = rebuild(before, lambda part: values.get(part, part) if isinstance(part, Apply) else part)
    words = _power_of_zero_words(found, name_of(variable), (low, high))
    chain.to("put-in-ends", after, f"Put in both ends.{words}")
    if chain.now != node and ZERO in values.values():
        chain.to("simplify", tidy(chain.now), "Simplify.", level=Level.FULL)
