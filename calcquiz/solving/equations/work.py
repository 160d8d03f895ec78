"""Equations in one unknown, worked: a line of alternatives, each rewritten until all say what the unknown is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.isolating import isolating_turn
from calcquiz.solving.equations.numbers import (
    Line,
    alternatives,
    in_order,
    is_solved,
    numeric_solutions,
    same_number,
    same_solutions,
    solves,
    value_of,
)
from calcquiz.solving.equations.pieces import half_product_turn
from calcquiz.solving.equations.polynomials import Turn, equals
from calcquiz.solving.equations.products import zero_turn
from calcquiz.solving.equations.terms import collected_turn, paired_turn
from calcquiz.solving.move import Move, Proof
from calcquiz.solving.sheet import Chain, Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.regions import Range

MOST_TURNS = 40
CERTAIN = 1e-25
EASY = frozenset({"same-on-both-sides", "linear-equation"})
HALF_OPEN = {(True, True): "interval[]", (True, False): "interval[)", (False, True): "interval(]"}


def solved(equation: Tree, where: Line, sheet: Sheet, known: Sequence[Tree] = ()) -> list[Tree]:
    """Write an equation's solution line by line and return the solutions in the range, in order.

    Args:
        equation: left = right.
        where: The unknown and its range.
        sheet: What is written on.
        known: Forms in which solutions are written where they have these values.

    Raises:
        UnworkedError: no rule leads on, or there are infinitely many solutions.
    """
    chain, mark = sheet.chain(equation), len(sheet.moves)
    is_forward = False
    for _ in range(MOST_TURNS):
        parts = alternatives(chain.now)
        part = next((one for one in parts if not is_solved(one, where.name)), None)
        if part is None:
            break
        easy = [one for one in parts if _is_easy(one, where)]
        if easy and len(parts) > 1:
            _solve_easy(chain, easy, where, known)
            continue
        turn = _made(part, where, sheet, known)
        is_forward = is_forward or turn.forward
        taken = {part: turn, **_alike(parts, part, turn, where, known)}
        if not _written(chain, taken, where):
            return []
    else:
        raise UnworkedError("the equation takes too many steps", "Ask for the result alone.")
    found = [one.args[1] for one in alternatives(chain.now) if isinstance(one, Apply)]
    is_squared = any(move.rule == "square-both-sides" for move in sheet.moves[mark:])
    return _kept(found, equation, where, chain, is_forward=is_forward, is_squared=is_squared)


def next_turn(equation: Tree, where: Line) -> Turn | None:
    """Return what a rule makes of an equation, None where none fits."""
    assert isinstance(equation, Apply)
    left, right = equation.args
    name = where.name
    if name not in free_names(equation):
        return _of_constants(left, right)
    if name not in free_names(left):
        left, right = right, left
    if name not in free_names(right):
        turn = zero_turn(left, where) if right == ZERO else None
        turn = turn or isolating_turn(left, right, where) or half_product_turn(left, right, where)
    else:
        turn = paired_turn(left, right, where)
    return turn or collected_turn(left, right, where)


def _of_constants(left: Tree, right: Tree) -> Turn:
    if same_number(left, right):
        raise UnworkedError("there are infinitely many solutions", "Give an interval with finitely many.")
    return Turn(rule="same-on-both-sides", became=(), why=f"{tex(equals(left, right))} is never true.")


def _made(part: Tree, where: Line, sheet: Sheet, known: Sequence[Tree]) -> Turn:
    """Return the next step, an equation for a new unknown worked beside the line."""
    turn = next_turn(part, where)
    if turn is None:
        raise UnworkedError(f"no rule leads on from {tex(part)}", "Ask for the result alone.")
    if turn.beside is None:
        forms = tuple(_with_form(one, known, where) for one in turn.became)
        return replace(turn, became=tuple(dict.fromkeys(forms)))
    inner = sheet.inner()
    (meant,) = turn.became
    letter = next(iter(free_names(turn.beside) - free_names(part)))
    line = Line(name=letter, positive=where.positive)
    inner.write(
        Move(
            rule=turn.rule,
            why=turn.why,
            before=part,
            after=turn.beside,
            depth=inner.depth,
            proof=lambda: _same_after(part, turn, where, line),
        )
    )
    values = solved(turn.beside, line, inner)
    became = tuple(equals(meant, value) for value in values)
    back = f"Put {tex(equals(Name(letter), meant))} back."
    return replace(turn, became=became, why=back if values else "So there is no solution.", level=Level.BRIEF)


def _same_after(part: Tree, turn: Turn, where: Line, line: Line) -> bool:
    """Return whether every solution of the equation solves the one for the new unknown."""
    from mpmath import mpf

    (meant,) = turn.became
    assert turn.beside is not None
    values = [value_of(meant, {where.name: mpf(x)}) for x in numeric_solutions(part, where)]
    return all(value is not None and solves(turn.beside, line, float(value)) for value in values)


def _with_form(equation: Tree, known: Sequence[Tree], where: Line) -> Tree:
    """Return a solved equation with its value in a known form."""
    if not is_solved(equation, where.name) or not isinstance(equation, Apply):
        return equation
    value = equation.args[1]
    return equals(equation.args[0], next((one for one in known if same_number(one, value)), value))


def _alike(parts: Sequence[Tree], part: Tree, turn: Turn, where: Line, known: Sequence[Tree]) -> dict[Tree, Turn]:
    """Return the steps of other alternatives that are the very same step: they are done in one line."""
    found = {}
    for other in parts:
        if other == part or is_solved(other, where.name) or turn.beside is not None:
            continue
        made = next_turn(other, where)
        if made is not None and made.beside is None and (made.rule, made.why) == (turn.rule, turn.why):
            found[other] = replace(made, became=tuple(_with_form(one, known, where) for one in made.became))
    return found


def _written(chain: Chain, taken: Mapping[Tree, Turn], where: Line) -> bool:
    """Write a step of one or more alternatives; return whether any is left."""
    parts = alternatives(chain.now)
    turn = next(iter(taken.values()))
    line = [new for part in parts for new in (taken[part].became if part in taken else (part,))]
    before = one_of([part for part in parts if part in taken])
    became = [new for one in taken.values() for new in one.became]
    if not line:
        chain.sheet.say(turn.why, rule=turn.rule, proof=lambda: not numeric_solutions(before, where))
        return False
    after = one_of(list(dict.fromkeys(line)))
    if after == chain.now:
        raise UnworkedError("a step leads nowhere", "Ask for the result alone.")
    move = Move(
        rule=turn.rule,
        why=turn.why,
        before=chain.now,
        after=after,
        part=before if len(taken) < len(parts) and len(taken) == 1 else None,
        aside=turn.aside,
        level=turn.level,
        depth=chain.sheet.depth,
        proof=_proof(before, became, where, forward=turn.forward),
    )
    chain.sheet.write(move)
    chain.now = after
    return True


def _proof(before: Tree, became: Sequence[Tree], where: Line, *, forward: bool) -> Proof:
    if not became:
        return lambda: not numeric_solutions(before, where)
    return lambda: same_solutions(before, one_of(became), where, forward=forward)


def one_of(equations: Sequence[Tree]) -> Tree:
    """Return a line of alternatives."""
    return equations[0] if len(equations) == 1 else Apply("or", tuple(equations))


def _is_easy(part: Tree, where: Line) -> bool:
    """Return whether one step says what the unknown is: x - 3 = 0."""
    if is_solved(part, where.name) or not isinstance(part, Apply):
        return False
    left, right = part.args
    turn = isolating_turn(left, right, where) if where.name not in free_names(right) else None
    if turn is None or turn.rule not in EASY or len(turn.became) != 1:
        return False
    return is_solved(turn.became[0], where.name)


def _solve_easy(chain: Chain, easy: Sequence[Tree], where: Line, known: Sequence[Tree]) -> None:
    """Solve several easy alternatives in one line, in passing."""
    before = chain.now

    def made(part: Tree) -> Tree:
        turn = next_turn(part, where) if part in easy else None
        return part if turn is None else _with_form(turn.became[0], known, where)

    after = one_of(list(dict.fromkeys(made(part) for part in alternatives(before))))
    chain.to(
        "linear-equation",
        after,
        "Solve each.",
        level=Level.FULL,
        proof=lambda: same_solutions(before, after, where),
    )


# The end -----------------------------------------------------------------------------------------------------


def _kept(
    found: Sequence[Tree], equation: Tree, where: Line, chain: Chain, *, is_forward: bool, is_squared: bool
) -> list[Tree]:
    """Write which candidates are solutions in the range, and return them in order."""
    ordered = in_order(found)
    wrong = {tree: said for tree in ordered if (said := _objection(tree, equation, where, is_forward=is_forward))}
    kept = [tree for tree in ordered if tree not in wrong]
    said = " ".join(wrong.values())
    if not kept:
        none = f"{said} There is no solution."
        chain.sheet.say(none, rule="check-solutions", proof=lambda: not numeric_solutions(equation, where))
        return []
    if is_forward and is_squared and not wrong:
        said = "Put in: " + ("it holds." if len(kept) == 1 else "all of them hold.")
    _write_kept(kept, said, equation, where, chain)
    return kept


def _write_kept(kept: Sequence[Tree], said: str, equation: Tree, where: Line, chain: Chain) -> None:
    """Write the solutions that are left, in order, and what was said of the others."""
    after = one_of([equals(Name(where.name), tree) for tree in kept])

    def proof() -> bool:
        return same_solutions(equation, after, where)

    if said and after == chain.now:
        chain.sheet.say(said, rule="check-solutions", proof=proof)
    elif said:
        chain.to("check-solutions", after, said, proof=proof)
    else:
        chain.to("check-solutions", after, "In order:", level=Level.FULL, proof=proof)


def _objection(tree: Tree, equation: Tree, where: Line, *, is_forward: bool) -> str:
    """Return why a candidate is no solution, empty where it is one."""
    value = value_of(tree)
    shown = tex(equals(Name(where.name), tree))
    if value is None:
        return f"{shown} is no number."
    if not where.covers(float(value)):
        return f"{shown} {_outside(where.span)}."
    if not is_forward or not isinstance(equation, Apply):
        return ""
    left, right = (value_of(side, {where.name: value}) for side in equation.args)
    if left is None or right is None:
        return f"At {shown} the equation makes no sense, so it is no solution."
    if abs(left - right) > CERTAIN * max(1, abs(left)):
        return f"{shown} is no solution: put in, the sides are ${_short(left)}$ and ${_short(right)}$."
    return ""


def _outside(span: Range) -> str:
    if span == Range(low=ZERO):
        return "is not positive"
    return f"does not lie in {span_tex(span)}"


def span_tex(span: Range) -> str:
    """Return a range as an interval."""
    head = HALF_OPEN.get((span.low_closed, span.high_closed), "interval()")
    return tex(Apply(head, (span.low, span.high)))


def _short(value: object) -> str:
    from mpmath import nstr

    text = str(nstr(value, 4))
    return text.removesuffix(".0")
