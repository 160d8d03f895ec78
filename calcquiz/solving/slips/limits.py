"""Slips in limits: what is taken for 0/0 and its kin, wrong derivatives in L'Hôpital's rule, sides and signs."""

from collections.abc import Iterator
from fractions import Fraction

from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import ONE, ZERO, Tree, free_names, number
from calcquiz.solving.limits.approach import DNE, MINUS_OO, OO, Approach, approach_of
from calcquiz.solving.limits.end import End, Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.forms import limit_by_numbers
from calcquiz.solving.limits.parts import FORMS, top_and_bottom
from calcquiz.solving.limits.sides import has_pieces
from calcquiz.solving.slips.limit_forms import turns_of_euler, turns_of_polynomials, turns_of_scales, turns_of_slopes
from calcquiz.solving.slips.limit_sides import turns_of_pieces
from calcquiz.solving.slips.limit_values import limit_by_slopes, value_at
from calcquiz.solving.slips.slip import Slips
from calcquiz.solving.slips.turns import QUIET, Turn, Turns, TurnSlips
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args
from calcquiz.tasks.textbook import textbook

LARGEST_BELOW = 2000
"""Denominators of values that are read off numbers."""


def limit_turns(args: Args) -> Turns | None:
    """Return the wrong turns of a limit."""
    way = approach_of(args, QUIET)
    tree = tidy(args[0])
    if has_pieces(tree, way):
        return turns_of_pieces(tree, way)
    end = end_of(tree, way)
    if end.sort is Sort.FORM:
        return _of_form(tree, end, way)
    if end.sort is Sort.INFINITE:
        return _of_pole(end, way)
    if end.sort is Sort.VALUE:
        return _of_value(tree, end, way)
    return _of_nothing(tree, way)


def _of_form(tree: Tree, end: End, way: Approach) -> Turns | None:
    """Return the turns at an indeterminate form."""
    euler = turns_of_euler(tree, way)
    if euler is not None:
        return euler
    top, bottom = top_and_bottom(tree)
    exact = limit_by_slopes(top, bottom, way) if end.form == "0/0" and not way.infinite else None
    right = exact if exact is not None else _by_values(tree, way)
    if right is None:
        return None
    turns = [
        *turns_of_polynomials(tree, right, way),
        *turns_of_slopes(top, bottom, right, way),
        *turns_of_scales(tree, right, way),
    ]
    return Turns(right=right, turns=(*turns, *_taken_for(end.form)))


def _taken_for(form: str) -> Iterator[Turn]:
    """Yield the values that an indeterminate form is taken for."""
    shape = FORMS[form]
    rest = "It says nothing: the quotient has to be rewritten first."
    if form in {"0*oo", "oo-oo"}:
        rest = "It says nothing: it has to be rewritten first."
    yield Turn(name="form-taken-for-zero", wrong=ZERO, say=f"The form {shape} is not 0. {rest}")
    yield Turn(name="form-taken-for-one", wrong=ONE, say=f"The form {shape} is not 1. {rest}")
    yield Turn(name="form-taken-for-no-limit", wrong=DNE, say=f"The form {shape} does not mean that there is no limit.")
    yield Turn(name="form-taken-for-infinity", wrong=OO, say=f"The form {shape} is not infinite by itself. {rest}")


def _by_values(tree: Tree, way: Approach) -> Tree | None:
    """Return the limit read off the values close by, where it is a plain fraction or infinite."""
    if free_names(tree) - {way.variable}:
        return None
    known = limit_by_numbers(tree, way)
    if known in {"oo", "-oo"}:
        return OO if known == "oo" else MINUS_OO
    if known != "finite":
        return None
    from calcquiz.tasks.approach import approach

    last = approach(way.task(tree).args, {}, whole=way.whole)[0][-1]
    guess = Fraction(str(float(last))).limit_denominator(LARGEST_BELOW)
    return number(guess) if abs(last - guess.numerator / guess.denominator) < 1e-13 * max(1, abs(last)) else None


def _of_pole(end: End, way: Approach) -> Turns | None:
    """Return the turns where a function grows beyond all bounds on one side or both."""
    right = DNE if not end.sign else OO if end.sign > 0 else MINUS_OO
    if not end.sign and (way.side or way.infinite):
        return None
    sides = "The two sides go to different ends: from one side to $\\infty$, from the other to $-\\infty$."
    if right == DNE:
        turns = [
            Turn(name="one-side-only", wrong=OO, say=sides),
            Turn(name="other-side-only", wrong=MINUS_OO, say=sides),
        ]
    else:
        opposite = MINUS_OO if right == OO else OO
        turns = [
            Turn(
                name="sign-of-infinity", wrong=opposite, say="Look at the signs of top and bottom close to the place."
            ),
            Turn(
                name="infinite-taken-for-none",
                wrong=DNE,
                say="The values go to the same infinite end: that is what the limit says.",
            ),
        ]
    zero = "Dividing by what tends to 0 gives large values, not small ones."
    return Turns(right=right, turns=(*turns, Turn(name="pole-taken-for-zero", wrong=ZERO, say=zero)))


def _of_value(tree: Tree, end: End, way: Approach) -> Turns | None:
    """Return the turns where the limit is a value that the laws give."""
    right = textbook(end.value)
    turns = []
    if end.squeezed:
        say = "A bounded factor times one that tends to 0 tends to 0, whatever the bounded one does."
        turns = [
            Turn(name="squeeze-missed", wrong=DNE, say=say),
            Turn(name="squeeze-taken-for-one", wrong=ONE, say=say),
        ]
    elif way.infinite:
        say = "A constant over what grows beyond all bounds tends to 0."
        turns = [Turn(name="vanishing-taken-for-infinite", wrong=OO, say=say)]
        turns.append(Turn(name="limit-taken-for-zero", wrong=ZERO, say="Not every term tends to 0."))
    else:
        flipped = value_at(tree, Approach(variable=way.variable, place=tidy(negate(way.place)), setting=way.setting))
        if flipped is not None:
            turns.append(Turn(name="sign-of-place", wrong=flipped, say="The place was put in with the other sign."))
        turns.append(
            Turn(
                name="limit-taken-for-zero",
                wrong=ZERO,
                say=f"The function is continuous at {tex(way.place)}: put it in.",
            )
        )
    return Turns(right=right, turns=tuple(turns))


def _of_nothing(tree: Tree, way: Approach) -> Turns | None:
    """Return the turns where nothing is approached: sin x for large x."""
    end = end_of(tree, way)
    if end.sort is not Sort.BOUNDED:
        return None
    say = "The values go to and fro and settle nowhere: being bounded is not enough."
    names = (
        ("oscillation-taken-for-zero", ZERO),
        ("oscillation-taken-for-one", ONE),
        ("oscillation-taken-for-infinity", OO),
    )
    return Turns(right=DNE, turns=tuple(Turn(name=name, wrong=wrong, say=say) for name, wrong in names))


LIMIT_SLIPS: dict[str, Slips] = {"limit": TurnSlips("limit", limit_turns)}
