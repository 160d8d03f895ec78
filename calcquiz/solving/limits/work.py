"""Limits, worked: put in, cancel, compare growth, and L'Hôpital where nothing simpler helps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from calcquiz.algebra.tidy import product, tidy
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, call, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.algebra import by_cancelling, by_conjugate, by_factoring, by_one_fraction
from calcquiz.solving.limits.approach import DNE, MINUS_OO, OO, Approach, approach_of, tend_alike
from calcquiz.solving.limits.circular import POLES, as_quotient, in_sines
from calcquiz.solving.limits.end import End, Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.factorials import by_factorials
from calcquiz.solving.limits.forms import (
    MOST_ROUNDS,
    by_hopital,
    by_one_logarithm,
    by_parts,
    by_quotient,
    form_by_numbers,
    inside,
    limit_by_numbers,
)
from calcquiz.solving.limits.infinity import by_fastest_exponential, by_growth, by_highest_power, by_leading_term
from calcquiz.solving.limits.laws import by_growing, by_oscillation, by_squeeze, by_value
from calcquiz.solving.limits.parts import FORMS, Rewriting, evaluated
from calcquiz.solving.limits.sequences import as_signs, by_alternation, by_joining, by_members, without_signs
from calcquiz.solving.limits.sides import by_piece, has_pieces, without_pieces
from calcquiz.solving.limits.standard import by_euler, by_standard_limits
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.task import Args

LONGEST = 40
"""Lines of one chain."""
SILENT = frozenset(
    {"cancel-near-the-place", "limit-product", "limit-sum", "limit-inside", "common-denominator", "join-exponentials"}
)
"""Rules before which the form is not named."""


Rule = Callable[[Tree, Approach], Rewriting | None]


@dataclass(slots=True)
class Progress:
    """What was done in a chain: rounds of L'Hôpital's rule, and which form was named last."""

    rounds: int = 0
    form: str = ""


def limit(args: Args, sheet: Sheet) -> Tree:
    """Work `limit(f, x, a[, left | right])`."""
    return limit_worked(args[0], approach_of(args, sheet.setting), sheet)


def limit_worked(function: Tree, way: Approach, sheet: Sheet) -> Tree:
    """Write the chain of one limit and return its end: a formula, oo, -oo or dne.

    Raises:
        UnworkedError: no rule leads on.
    """
    from calcquiz.solving.work import outermost_tasks, work_formula

    if outermost_tasks(function):
        function = work_formula(function, sheet.inner())
    function = tidy(function)
    chain = sheet.chain(way.task(function))
    progress = Progress()
    for _ in range(LONGEST):
        node = next(limits_in(chain.now), None)
        if node is None:
            break
        here = replace(approach_of(node.args, sheet.setting), whole=way.whole)
        made = rewriting(node.args[0], here, sheet, progress)
        proof = None if made.trusted else _proof(node, made.became, here)
        clean = partial(_cleaned, way=way)
        chain.rewrite(
            made.rule, node, made.became, made.why, level=made.level, aside=made.aside, proof=proof, clean=clean
        )
    if next(limits_in(chain.now), None) is not None:
        raise UnworkedError("the rules lead round in circles here", "Ask for the result alone.")
    result = _settled(chain.now, way)
    chain.to("simplify", result, "Simplify.", level=Level.NORMAL, proof=_proof(way.task(function), result, way))
    return chain.now


def _proof(before: Apply, after: Tree, way: Approach) -> Callable[[], bool | None]:
    return lambda: tend_alike(before, after, way)


def _cleaned(line: Tree, way: Approach) -> Tree:
    """Return a line tidied; without limits and infinite parts it is worked out at once."""
    if any(isinstance(node, Apply) and node.head == "limit" for node in walk(line)) or OO in walk(line):
        return tidy(line)
    return line if line == DNE else evaluated(line, way.setting)


def limits_in(tree: Tree) -> Iterator[Apply]:
    """Yield the limits that still have to be taken, from left to right."""
    if isinstance(tree, Apply):
        if tree.head == "limit":
            yield tree
        else:
            for arg in tree.args:
                yield from limits_in(arg)


def _settled(tree: Tree, way: Approach) -> Tree:
    """Return the last line worked out: known values, and what functions make of oo."""
    if tree in {OO, MINUS_OO, DNE}:
        return tree
    if DNE in walk(tree):
        return DNE
    if OO in walk(tree):
        far = Approach(variable="far", place=OO, setting=way.setting)
        end = end_of(_without_oo(tree), far)
        if end.limit is None:
            raise UnworkedError("the parts do not tell what the whole tends to", "Ask for another form.")
        return evaluated(end.limit, way.setting)
    return evaluated(tree, way.setting)


def _without_oo(tree: Tree) -> Tree:
    if tree == OO:
        return Name("far")
    return Apply(tree.head, tuple(_without_oo(arg) for arg in tree.args)) if isinstance(tree, Apply) else tree


def rewriting(tree: Tree, way: Approach, sheet: Sheet, progress: Progress) -> Rewriting:
    """Return what the first rule that fits makes of a limit, in the order a teacher would try them.

    Raises:
        UnworkedError: none fits.
    """
    if not way.holds(tree):
        return Rewriting(rule="limit-constant", became=tree, why=f"{tex(tree)} does not depend on {tex(way.name)}.")
    if not any(way.rows(tree)):
        where = f"near {tex(way.place)}" if not way.infinite else f"for ${way.variable} \\to {tex(way.place)[1:-1]}$"
        why = f"{tex(tree)} has no real values {where}: nothing is approached."
        return Rewriting(rule="no-values", became=DNE, why=why)
    made = without_signs(tree, way) or _with_pieces(tree, way, sheet) or as_signs(tree, way)
    if made is None:
        end = end_of(tree, way)
        made = _determined(tree, end, way) or _undetermined(tree, end, way, sheet)
    return made or _indeterminate(tree, end, way, sheet, progress)


def _determined(tree: Tree, end: End, way: Approach) -> Rewriting | None:
    """Return the limit where the laws of limits tell it."""
    if end.sort is Sort.VALUE:
        return by_squeeze(tree, way) if end.squeezed else by_value(tree, end, way)
    if end.sort is not Sort.INFINITE:
        return None
    if isinstance(tree, Apply) and tree.head in POLES:
        return as_quotient(tree, way)
    return by_growing(tree, end, way) if end.sign else None


def _undetermined(tree: Tree, end: End, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return that there is no limit, or what two sides say, where the laws stop without an indeterminate form."""
    made = None
    if end.sort in {Sort.INFINITE, Sort.UNKNOWN} and not way.side and not way.infinite:
        made = _by_two_sides(tree, way, sheet)
    if made is None and end.sort in {Sort.BOUNDED, Sort.UNKNOWN}:
        settles = bool(limit_by_numbers(tree, way))
        made = (None if settles else by_oscillation(tree, way)) or by_alternation(tree, way, sheet)
    return made


def _with_pieces(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return the piece that holds, or what two sides say where different ones do."""
    if not has_pieces(tree, way):
        return None
    made = by_piece(tree, way)
    if made is not None:
        return made
    if without_pieces(tree, way) is None and not way.side and not way.infinite:
        return _by_two_sides(tree, way, sheet)
    return None


def _by_two_sides(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return what both one-sided limits, worked beside the line, say."""
    if not way.is_defined(tree):
        return None
    found = [limit_worked(tree, way.sided(side), sheet.inner()) for side in ("left", "right")]
    place = tex(way.place)
    if found[0] == found[1]:
        why = f"From both sides of {place} the limit is the same."
        return Rewriting(rule="two-sides", became=found[0], why=why)
    if DNE in found:
        return Rewriting(rule="two-sides", became=DNE, why="One of the one-sided limits does not exist.")
    left, right = (tex(one) for one in found)
    why = f"From the left the limit is {left}, from the right {right}: they differ."
    return Rewriting(rule="two-sides", became=DNE, why=why)


def _indeterminate(tree: Tree, end: End, way: Approach, sheet: Sheet, progress: Progress) -> Rewriting:
    """Return what the first of the rules for indeterminate forms makes of the limit."""
    form = _own_form(tree, end, way)
    made = _first(FIRST, tree, way)
    if made is None and (told := by_members(tree, way, sheet)) is not None:
        return told
    made = made or _first(_later(form), tree, way)
    if made is not None:
        return _introduced(made, form, progress)
    made = _by_logarithm(tree, way, sheet)
    if made is not None:
        return _introduced(made, form, progress)
    if progress.rounds < MOST_ROUNDS:
        made = by_hopital(tree, way, sheet) if form in {"0/0", "oo/oo"} else None
        if made is not None:
            progress.rounds += 1
            return _introduced(made, form, progress)
    raise UnworkedError("no rule for this limit is known", "Ask for the result alone.")


def _first(rules: tuple[Rule, ...], tree: Tree, way: Approach) -> Rewriting | None:
    """Return what the first rule that fits and leads on makes of a limit."""
    found = (made for rule in rules if (made := rule(tree, way)) is not None)
    return next((made for made in found if made.became != way.of(tree)), None)


def _by_logarithm(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return a power whose base and exponent both move as e to a limit that is worked beside the line."""
    if not isinstance(tree, Apply) or tree.head != "pow" or not all(way.holds(arg) for arg in tree.args):
        return None
    base, exponent = tree.args
    found = limit_worked(product([exponent, call("log", base)]), way, sheet.inner())
    if found == DNE:
        return None
    became = OO if found == OO else ZERO if found == MINUS_OO else call("exp", found)
    why = (
        f"As $a^b = e^{{b \\ln a}}$ and the exponential function is continuous, this is $e$ to the power {tex(found)}."
    )
    if found in {OO, MINUS_OO}:
        why = f"$a^b = e^{{b \\ln a}}$, and here the exponent tends to {tex(found)}."
    return Rewriting(rule="limit-by-logarithm", became=evaluated(became, way.setting), why=why)


def _own_form(tree: Tree, end: End, way: Approach) -> str:
    """Return the form of the outermost operation, nothing when it is of a part inside."""
    assert isinstance(tree, Apply)
    if tree.head == "neg":
        return _own_form(tree.args[0], end, way) if isinstance(tree.args[0], Apply) else ""
    if end.sort is not Sort.FORM or any(end_of(arg, way).sort is Sort.FORM for arg in tree.args):
        return form_by_numbers(tree, way)
    return end.form


def _introduced(made: Rewriting, form: str, progress: Progress) -> Rewriting:
    if not form or made.rule in SILENT:
        return made
    again = progress.form == form
    progress.form = form
    if again and made.rule != "lhopital":
        return made
    lead = "This again has" if again else "This has"
    return replace(made, why=f"{lead} the form {FORMS[form]}. {made.why}")


CHEAP: tuple[Rule, ...] = (
    by_joining,
    by_euler,
    by_factorials,
    by_factoring,
    by_cancelling,
    by_highest_power,
    by_conjugate,
    by_standard_limits,
)
TOWARD_INFINITY: tuple[Rule, ...] = (by_fastest_exponential, by_growth, by_leading_term)
REWRITTEN: tuple[Rule, ...] = (by_one_logarithm, in_sines, by_one_fraction, by_quotient)
LAST: tuple[Rule, ...] = (inside, by_parts)


FIRST = (*CHEAP, *TOWARD_INFINITY)


def _later(form: str) -> tuple[Rule, ...]:
    """Return the last rules in a teacher's order; where a part inside has the form, limits go inside first."""
    return (*REWRITTEN, *LAST) if form else (*LAST, *REWRITTEN)


WORKERS: dict[str, Worker] = {"limit": limit}
"""Task -> what works it."""
