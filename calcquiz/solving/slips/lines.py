"""Slips in equations: at one line of the solution the next one is written wrong, and worked on from there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import TWO, ZERO, Apply, Name, Tree, free_names, number
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.constants import constant, root_of
from calcquiz.solving.equations.numbers import Line, alternatives, in_order, is_solved, value_of
from calcquiz.solving.equations.polynomials import equals, polynomial_of
from calcquiz.solving.equations.roots import quadratic_roots
from calcquiz.solving.equations.work import one_of, solved
from calcquiz.solving.move import Move
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Setting
from calcquiz.tasks.textbook import textbook

MOST_LINES = 12


def refused(function: str, *arguments: str) -> str:
    """Stand in for the worker where answers must come at once: values stay as they are, the rest is refused."""
    if function == "simplest":
        return arguments[0]
    raise UnworkedError(f"{function} is not asked for here", "Work it out by hand.")


QUICK = Setting(compute=refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongLine:
    """A wrong next line of a solution."""

    name: str
    line: int
    """Which line of the right solution is replaced."""
    part: Tree
    right: Tree
    wrong: Tree
    say: str


@lru_cache(maxsize=512)
def lines_of(equation: Tree, where: Line) -> tuple[Move, ...]:
    """Return the main line of an equation's solution; what could be written of it where no rule leads on."""
    sheet = Sheet(QUICK)
    try:
        solved(equation, where, sheet)
    except CalcquizError:
        return ()
    return tuple(move for move in sheet.moves if move.depth == 0 and move.before is not None)


@lru_cache(maxsize=512)
def solutions(line: Tree, where: Line) -> tuple[Tree, ...] | None:
    """Return the solutions of a line of alternatives in a range, in order; None where no rule leads to them."""
    found: list[Tree] = []
    for one in alternatives(line):
        try:
            if is_solved(one, where.name) and isinstance(one, Apply):
                value = value_of(one.args[1])
                found += [one.args[1]] if value is not None and where.covers(float(value)) else []
            else:
                found += solved(one, where, Sheet(QUICK))
        except CalcquizError:
            return None
    return tuple(in_order(found))


def wrong_lines(equation: Tree, where: Line) -> Iterator[WrongLine]:
    """Yield the wrong lines that may be written while an equation is solved."""
    for place, move in enumerate(lines_of(equation, where)[:MOST_LINES]):
        maker = MAKERS.get(move.rule)
        if maker is None or move.before is None or move.after is None:
            continue
        part = _changed(move)
        kept = [one for one in alternatives(move.before) if one not in alternatives(part)]
        became = [one for one in alternatives(move.after) if one not in kept]
        for name, wrong, say in maker(part, became, where):
            line = one_of([*kept, *wrong]) if kept or wrong else Name("emptyset")
            yield WrongLine(name=name, line=place, part=move.before, right=move.after, wrong=line, say=say)


def _changed(move: Move) -> Tree:
    """Return which alternatives of a line a step rewrites."""
    assert move.before is not None
    assert move.after is not None
    if move.part is not None:
        return move.part
    after = alternatives(move.after)
    return one_of([one for one in alternatives(move.before) if one not in after] or [move.before])


def after_wrong_line(equation: Tree, where: Line, name: str, place: int) -> tuple[Tree, ...] | None:
    """Return the solutions of a learner who writes this wrong line and nothing else wrong."""
    for wrong in wrong_lines(equation, where):
        if (wrong.name, wrong.line) == (name, place):
            if wrong.wrong == Name("emptyset"):
                return ()
            everywhere = wrong.name in {"outside-kept", "false-solution-kept"}
            return solutions(wrong.wrong, Line(name=where.name) if everywhere else where)
    return None


# Wrong ways --------------------------------------------------------------------------------------------------

Wrong = tuple[str, list[Tree], str]
Maker = Callable[[Tree, Sequence[Tree], Line], Iterator[Wrong]]


def _both_sides(part: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    """Yield wrong ways to isolate: a term moved without its sign, a factor not divided, subtracted instead."""
    if not isinstance(part, Apply) or part.head != "=" or len(became) != 1 or not isinstance(became[0], Apply):
        return
    core, value = became[0].args
    if where.name in free_names(value):
        return
    left, right = part.args
    if where.name in free_names(right):
        return
    slope, shift = _scale(left, core, where)
    if slope is None or shift is None:
        return
    if shift != ZERO:
        moved = constant(quotient(total([right, shift]), slope))
        said = f"{tex(shift)} changes its sign when it comes to the other side."
        yield "sign-not-changed", [equals(core, moved)], said
    if slope not in {number(1), number(-1)}:
        undivided = constant(total([right, negate(shift)]))
        yield "not-divided", [equals(core, undivided)], f"Both sides still have to be divided by {tex(slope)}."
        less = constant(total([right, negate(shift), negate(slope)]))
        said = f"{tex(slope)} is a factor: divide by it, do not subtract it."
        yield "subtracted-for-divided", [equals(core, less)], said
        times = constant(product([total([right, negate(shift)]), slope]))
        yield "multiplied-for-divided", [equals(core, times)], f"Divide both sides by {tex(slope)}."
    elif slope == number(-1):
        said = f"The sign in front of {tex(core)} has to go too."
        yield "minus-left", [equals(core, constant(negate(value)))], said


def _scale(left: Tree, core: Tree, where: Line) -> tuple[Tree | None, Tree | None]:
    """Return a and b with left = a core + b."""
    letter = "core of it"
    put = _replaced(left, core, Name(letter))
    if where.name in free_names(put):
        return None, None
    polynomial = polynomial_of(put, letter)
    if polynomial is None or max(polynomial, default=0) != 1:
        return None, None
    return polynomial[1], polynomial.get(0, ZERO)


def _replaced(tree: Tree, part: Tree, other: Tree) -> Tree:
    if tree == part:
        return other
    if not isinstance(tree, Apply):
        return tree
    return Apply(tree.head, tuple(_replaced(arg, part, other) for arg in tree.args))


def _roots(part: Tree, became: Sequence[Tree], _: Line) -> Iterator[Wrong]:
    """Yield: the negative root forgotten, the root forgotten, divided instead."""
    if not isinstance(part, Apply) or part.head != "=":
        return
    left, right = part.args
    if len(became) == 2:
        yield "negative-root-forgotten", [became[1]], f"{tex(part)} has two solutions: the negative root counts too."
    if isinstance(left, Apply) and left.head == "pow":
        exponent = exact_number(left.args[1])
        if exponent is not None and exponent > 1:
            divided = equals(left.args[0], constant(quotient(right, number(exponent))))
            yield "divided-by-exponent", [divided], f"Undo the power by a root, not by dividing by {exponent}."
            signs = (negate(right), right) if len(became) == 2 else (right,)
            unrooted: list[Tree] = [equals(left.args[0], constant(value)) for value in signs]
            yield (
                "root-forgotten",
                unrooted,
                f"Take the root of the right side too: {tex(root_of(right, 1 / exponent))}.",
            )


def _squared(part: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    if not isinstance(part, Apply) or part.head != "=" or len(became) != 1 or not isinstance(became[0], Apply):
        return
    left, right = part.args
    if where.name in free_names(right) or not isinstance(left, Apply) or left.head != "sqrt":
        return
    inner = left.args[0]
    yield "square-forgotten", [equals(inner, right)], "The right side has to be squared too."
    doubled = equals(inner, constant(product([TWO, right])))
    yield "doubled-for-squared", [doubled], "Square the right side, do not double it."


def _logarithms(part: Tree, became: Sequence[Tree], _: Line) -> Iterator[Wrong]:
    if isinstance(part, Apply) and part.head == "=" and len(became) == 1 and isinstance(became[0], Apply):
        forgotten = equals(became[0].args[0], part.args[1])
        yield "logarithm-forgotten", [forgotten], "Take the logarithm of the right side too."


def _exponentials(part: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    if isinstance(part, Apply) and part.head == "=" and len(became) == 1 and isinstance(became[0], Apply):
        inner, right = became[0].args[0], part.args[1]
        if where.name not in free_names(right):
            said = f"Undo the logarithm on the right side too: ${tex(raised(Name('e'), right))[1:-1]}$."
            yield "exponential-forgotten", [equals(inner, right)], said


def _product(_: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    if len(became) < 2:
        return
    for place, one in enumerate(became):
        rest = [*became[:place], *became[place + 1 :]]
        shown = tex(one)
        if one == equals(Name(where.name), ZERO):
            said = f"Dividing by {tex(Name(where.name))} loses the solution {shown}: factor it out instead."
            yield "zero-lost", rest, said
        else:
            yield f"factor-lost-{place}", rest, f"Every factor can be zero: {shown} counts too."
    signed = [_other_sign(one, where) for one in became]
    for place, flipped in enumerate(signed):
        if flipped is not None:
            line = [*became[:place], flipped, *became[place + 1 :]]
            yield f"sign-of-root-{place}", line, f"Check the sign: {tex(became[place])} does not say {tex(flipped)}."


def _other_sign(one: Tree, where: Line) -> Tree | None:
    polynomial = polynomial_of(one.args[0], where.name) if isinstance(one, Apply) and one.head == "=" else None
    if polynomial is None or set(polynomial) != {0, 1} or not isinstance(one, Apply) or one.args[1] != ZERO:
        return None
    return equals(Name(where.name), constant(quotient(polynomial[0], polynomial[1])))


def _factored(_: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    found = solutions(one_of(list(became)), Line(name=where.name))
    if found and any(value != ZERO for value in found):
        flipped: list[Tree] = [equals(Name(where.name), constant(negate(value))) for value in reversed(found)]
        yield "signs-of-roots", flipped, f"{tex(became[0])} is zero where the factors are: the signs turn around."


def _formula(part: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    polynomial = polynomial_of(part.args[0], where.name) if isinstance(part, Apply) else None
    if polynomial is None or max(polynomial, default=0) != 2 or not isinstance(part, Apply) or part.args[1] != ZERO:
        return
    a, b, c = (polynomial.get(exponent, ZERO) for exponent in (2, 1, 0))
    variable = Name(where.name)

    def line(roots: Sequence[Tree]) -> list[Tree]:
        return [equals(variable, root) for root in roots]

    inside = constant(total([raised(b, TWO) if b != ZERO else ZERO, negate(product([number(4), a, c]))]))
    if became:
        yield "sign-of-b", line(quadratic_roots(a, negate(b), inside)), "The formula begins with $-b$."
        undivided = [textbook(product([TWO, a, root])) for root in quadratic_roots(a, b, inside)]
        yield "denominator-forgotten", line(undivided), "Everything is divided by $2 a$."
        second = quadratic_roots(a, b, inside)[-1:]
        yield "plus-minus-forgotten", line(second), "$\\pm$ stands for two solutions."
    other = constant(total([raised(b, TWO) if b != ZERO else ZERO, product([number(4), a, c])]))
    value = value_of(other)
    if value is not None and value >= 0:
        yield "sign-in-discriminant", line(quadratic_roots(a, b, other)), "The discriminant is $b^2 - 4 a c$."


def _checked(part: Tree, became: Sequence[Tree], where: Line) -> Iterator[Wrong]:
    if not is_solved(alternatives(part)[0], where.name):
        return
    outside = [one for one in alternatives(part) if isinstance(one, Apply) and not _inside(one.args[1], where)]
    name = "outside-kept" if outside else "false-solution-kept"
    said = "Not every candidate belongs to the range." if outside else "Put every candidate into the given equation."
    yield name, [*became, *alternatives(part)], said


def _inside(value: Tree, where: Line) -> bool:
    found = value_of(value)
    return found is not None and where.covers(float(found))


def _cases(part: Tree, became: Sequence[Tree], _: Line) -> Iterator[Wrong]:
    if len(became) != 2 or not isinstance(part, Apply):
        return
    plain = (one for one in became if isinstance(one, Apply) and one.args[1] == part.args[1])
    kept: list[Tree] = [next(plain, became[1])]
    yield "second-case-forgotten", kept, f"{tex(part)} has a second case, with the opposite sign."


def _one_angle(_: Tree, became: Sequence[Tree], __: Line) -> Iterator[Wrong]:
    if len(became) > 1:
        yield "angles-forgotten", [became[0]], "There are more angles in the range with this value."


MAKERS: dict[str, Maker] = {
    "same-on-both-sides": _both_sides,
    "linear-equation": _both_sides,
    "take-roots": _roots,
    "square-both-sides": _squared,
    "take-logarithms": _logarithms,
    "exponentiate": _exponentials,
    "zero-product": _product,
    "factor-polynomial": _factored,
    "quadratic-formula": _formula,
    "check-solutions": _checked,
    "absolute-value": _cases,
    "angles": _one_angle,
}
"""Rule -> the wrong ways to apply it, the likeliest first."""
