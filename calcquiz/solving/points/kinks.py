"""Critical points of functions with bars and their like: slopes piece by piece, and the places where they jump."""

from collections.abc import Sequence

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, number, rebuild, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.numbers import Line, in_order, same_number, sign_of, value_of, zeros
from calcquiz.solving.equations.polynomials import equals, polynomial_of, polynomial_tree
from calcquiz.solving.equations.work import solved
from calcquiz.solving.move import Move
from calcquiz.solving.points.values import gaps, simple_between
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import close
from calcquiz.tasks.regions import Range
from calcquiz.tasks.textbook import textbook

JUMPING = frozenset({"abs", "sign", "relu", "max", "min"})
MOST_PIECES = 12
REACH = 8.0
PARTS = (0.0618, 0.2137, 0.3391, 0.5123, 0.6889, 0.7937, 0.9409)
"""Where in a range values are compared, up to 8 from the origin."""


def has_kinks(function: Tree, name: str) -> bool:
    """Return whether a function of the variable has bars or the like in it."""
    return any(isinstance(node, Apply) and node.head in JUMPING and name in free_names(node) for node in walk(function))


def critical_with_kinks(function: Tree, where: Line, sheet: Sheet, known: Sequence[Tree] = ()) -> list[Tree]:
    """Write how the critical points of a function with kinks are found, and return them in order."""
    name = where.name
    kinks = kinks_of(function, where, sheet, known)
    pieces = pieces_of(function, kinks, where)
    shown = listed([tex(place) for place in kinks]) if kinks else ""
    if kinks:
        places = f"{tex(Name(name))[:-1]} = {shown[1:]}"
        why = f"The formula changes at {places}. Between these places differentiate the piece that holds."
    else:
        why = "On this range one formula holds."
    slopes = [slope for _, slope in pieces]
    pending = Apply("derivative", (function, Name(name)))
    whole = piecewise(slopes, kinks, name)
    sheet.write(
        Move(
            rule="piece-by-piece",
            why=why,
            before=pending,
            after=whole,
            depth=sheet.depth,
            proof=lambda: _same_in_range(pending, whole, where),
        )
    )
    flat = _flat(pieces, kinks, where, sheet, known)
    corners = [place for place in kinks if _jumps(place, kinks, slopes, name)]
    _say_corners(corners, slopes, kinks, name, sheet)
    return in_order([*flat, *(place for place in corners if where.covers(float(value_of(place))))])


def _same_in_range(pending: Tree, whole: Tree, where: Line) -> bool | None:
    """Return whether a derivative worked out by differences is the formula, at places of the range."""
    from mpmath import mpf

    low, high = (max(-REACH, min(REACH, end)) for end in where.ends)
    compared = 0
    for part in PARTS:
        point = {where.name: mpf(low + (high - low) * part)}
        left, right = (numeric_value(tree, point, 20) for tree in (pending, whole))
        if left is None or right is None:
            continue
        if not close(left, right, 1e-8):
            return False
        compared += 1
    return True if compared > 2 else None


def _say_corners(
    corners: Sequence[Tree], slopes: Sequence[Tree], kinks: Sequence[Tree], name: str, sheet: Sheet
) -> None:
    if not corners:
        return
    if len(corners) == 1:
        place = corners[0]
        at = kinks.index(place)
        left, right = (textbook(substitute(slopes[at + side], {name: place})) for side in (0, 1))
        said = f"At {tex(equals(Name(name), place))} the slope jumps from {tex(left)} to {tex(right)}"
    else:
        said = f"At {listed([tex(place) for place in corners])} the slope jumps"
    said += ": the derivative does not exist there."
    sheet.say(said, rule="critical-points", proof=lambda: all(_jumps(place, kinks, slopes, name) for place in corners))


def kinks_of(function: Tree, where: Line, sheet: Sheet, known: Sequence[Tree]) -> list[Tree]:
    """Return where the formula changes, in order.

    Raises:
        UnworkedError: there are too many such places, or they are not found.
    """
    found: list[Tree] = []
    scratch = Sheet(sheet.setting)
    for inside in _insides(function, where.name):
        if not zeros(inside, where):
            continue
        matching = [place for place in known if _vanishes(inside, where.name, place)]
        if len(matching) == len(zeros(inside, where)):
            found += matching
        else:
            found += solved(equals(inside, ZERO), where, scratch, known)
    low, high = where.ends
    ordered = [place for place in in_order(found) if low < float(value_of(place)) < high]
    if len(ordered) > MOST_PIECES:
        raise UnworkedError("the function has too many pieces", "Ask for the result alone.")
    return ordered


def _insides(function: Tree, name: str) -> list[Tree]:
    """Return the formulas at whose zeros a function changes its formula."""
    found: list[Tree] = []
    for node in walk(function):
        if not isinstance(node, Apply) or node.head not in JUMPING or name not in free_names(node):
            continue
        if node.head in {"max", "min"}:
            first, *others = node.args
            found += [textbook(Apply("add", (first, negate(other)))) for other in others]
        else:
            found.append(node.args[0])
    return list(dict.fromkeys(found))


def _vanishes(tree: Tree, name: str, place: Tree) -> bool:
    value = value_of(tree, {name: value_of(place)})
    return value is not None and abs(value) < 1e-25


def pieces_of(function: Tree, kinks: Sequence[Tree], where: Line) -> list[tuple[Tree, Tree]]:
    """Return the formula and its slope between the kinks, from left to right."""
    found = []
    for low, high in gaps(kinks, where):
        middle = number(simple_between(max(low, -1e6), min(high, 1e6)))
        piece = _opened(function, where.name, middle)
        slope = textbook(differentiate(piece, where.name))
        polynomial = polynomial_of(slope, where.name)
        found.append(
            (
                piece,
                slope if polynomial is None else polynomial_tree(polynomial, Name(where.name)) if polynomial else ZERO,
            )
        )
    return found


def _opened(function: Tree, name: str, place: Tree) -> Tree:
    """Return the formula that holds at a place, without bars."""

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head not in JUMPING or name not in free_names(node):
            return node
        if node.head in {"max", "min"}:
            values = [float(value_of(substitute(arg, {name: place}))) for arg in node.args]
            best = max(values) if node.head == "max" else min(values)
            return node.args[values.index(best)]
        sign = sign_of(substitute(node.args[0], {name: place})) or 0
        if node.head == "abs":
            return node.args[0] if sign > 0 else negate(node.args[0])
        if node.head == "relu":
            return node.args[0] if sign > 0 else ZERO
        return ONE if sign > 0 else number(-1)

    return tidy(rebuild(function, change))


def piecewise(pieces: Sequence[Tree], kinks: Sequence[Tree], name: str) -> Tree:
    """Return pieces as one formula."""
    if not kinks:
        return pieces[0]
    args: list[Tree] = []
    for piece, place in zip(pieces, kinks, strict=False):
        args += [Apply("<", (Name(name), place)), piece]
    return Apply("pick", (*args, pieces[-1]))


def _flat(
    pieces: Sequence[tuple[Tree, Tree]], kinks: Sequence[Tree], where: Line, sheet: Sheet, known: Sequence[Tree]
) -> list[Tree]:
    """Write where the slope of a piece is zero inside its range, and return these places."""
    found: list[Tree] = []
    ends = [where.span.low, *kinks, where.span.high]
    never = True
    for place, (_, slope) in enumerate(pieces):
        if where.name not in free_names(slope):
            if slope == ZERO:
                low, high = ends[place], ends[place + 1]
                sheet.say(f"Between {tex(low)} and {tex(high)} the function is constant.", level=Level.BRIEF)
                never = False
            continue
        span = Range(low=ends[place], high=ends[place + 1])
        part = Line(name=where.name, span=span)
        if not zeros(slope, part):
            continue
        never = False
        inner = sheet.inner()
        inner.say(f"The slope {tex(slope)} is zero on its piece:")
        found += solved(equals(slope, ZERO), part, inner, known)
    if never:
        sheet.say("On no piece is the slope zero.", rule="critical-points")
    return found


def _jumps(place: Tree, kinks: Sequence[Tree], slopes: Sequence[Tree], name: str) -> bool:
    at = next(k for k, one in enumerate(kinks) if same_number(one, place))
    sides = [value_of(substitute(slope, {name: place})) for slope in slopes[at : at + 2]]
    return None in sides or abs(sides[0] - sides[1]) > 1e-20
