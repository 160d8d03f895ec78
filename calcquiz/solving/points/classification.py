"""The second derivative test, worked, in one variable and in two."""

from calcquiz.algebra.tree import TWO, Apply, Name, Tree, free_names, mul, number, power, sub, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.numbers import sign_of, value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.move import Move
from calcquiz.solving.points.values import put_in, simplest, slope_written, tested, told_value
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.classify import TASK
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.task import Args, names_of

RULE = "second-derivative-test"
PLANE_RULE = "second-derivative-test-in-two-variables"


def classify(args: Args, sheet: Sheet) -> Tree:
    """Work `classify(f, x, a)` or `classify(f, (x, y), p)`; the result is the key of an option."""
    names = names_of(args[1])
    point = coordinates(args[2], len(names), TASK.signature)
    if value_of(substitute(args[0], dict(zip(names, point, strict=True)))) is None:
        raise CalcquizError("the function is not defined at this point", "Choose another point.")
    if len(names) == 1:
        return _on_line(args[0], names[0], point[0], sheet)
    return _in_plane(args[0], (names[0], names[1]), (point[0], point[1]), sheet)


def _on_line(function: Tree, name: str, place: Tree, sheet: Sheet) -> Tree:
    shown = tex(equals(Name(name), place))
    slope = slope_written(function, name, sheet, lead="The first derivative.")
    height = put_in(slope, [name], [place], sheet, f"Its value at {shown}.")
    if _sign(height):
        sheet.say(f"$f'({_bare(place)})$ is not zero: {shown} is no stationary point.", rule=RULE)
        return Name("neither")
    bend = slope_written(slope, name, sheet, lead="The second derivative.")
    curve = put_in(bend, [name], [place], sheet, f"Its value at {shown}.")
    sign = _sign(curve)
    if sign:
        kind, turn = ("minimum", "upward") if sign > 0 else ("maximum", "downward")
        relation = ">" if sign > 0 else "<"
        said = f"$f'({_bare(place)}) = 0$ and $f''({_bare(place)}) {relation} 0$:"
        said = f"{said} the graph is flat and curves {turn}, a local {kind}."
        sheet.say(said, rule=RULE, proof=lambda: _sign(height) == 0 and _sign(curve) == sign)
        return Name(kind)
    said = f"$f''({_bare(place)})$ is zero as well: the test is inconclusive."
    sheet.say(f"{said} {_by_slopes(slope, name, place)}".strip(), rule=RULE, proof=lambda: _sign(curve) == 0)
    return Name("inconclusive")


def _by_slopes(slope: Tree, name: str, place: Tree) -> str:
    """Return what the signs of the slope on both sides say, empty where they are not found."""
    at = float(value_of(place))
    signs, told = [], []
    for gap in ((at - 4, at), (at, at + 4)):
        test = tested(slope, name, gap, at)
        if test is None:
            return ""
        value = substitute(slope, {name: number(test)})
        signs.append(sign_of(value))
        told.append(told_value("f'", number(test), value))
    verdict = {(-1, 1): "a minimum", (1, -1): "a maximum"}.get((signs[0] or 0, signs[1] or 0), "no extremum")
    return f"Only the signs of $f'$ on both sides tell: {listed(told)}, so it is {verdict}."


def _in_plane(function: Tree, names: tuple[str, str], point: tuple[Tree, Tree], sheet: Sheet) -> Tree:
    shown = tex(Apply("vector", point))
    slopes = [slope_written(function, name, sheet, head="partial") for name in names]
    for name, slope in zip(names, slopes, strict=True):
        value = _at_point(f"f_{name}", slope, names, point, sheet)
        if _sign(value):
            sheet.say(f"$f_{name}$ is not zero at {shown}: it is no stationary point.", rule=PLANE_RULE)
            return Name("neither")
    x, y = names
    found = {}
    for one, other, slope in ((x, x, slopes[0]), (y, y, slopes[1]), (x, y, slopes[0])):
        bend = slope_written(slope, other, sheet, head="partial")
        found[one, other] = _at_point(f"f_{{{one}{other}}}", bend, names, point, sheet)
    return verdict(found[x, x], found[y, y], found[x, y], names, sheet)


def _at_point(label: str, slope: Tree, names: tuple[str, str], point: tuple[Tree, Tree], sheet: Sheet) -> Tree:
    """Write the value of a partial derivative at the point and return it."""
    if not free_names(slope) & set(names):
        sheet.say(f"${label} = {_bare(slope)}$ everywhere.")
        return slope
    return put_in(slope, names, point, sheet, f"${label}$ at {tex(Apply('vector', point))}.")


def verdict(xx: Tree, yy: Tree, xy: Tree, names: tuple[str, str], sheet: Sheet) -> Tree:
    """Write D = f_xx f_yy - f_xy^2 and what the test says; return the key of the option."""
    x, y = names
    before = sub(mul(xx, yy), power(xy, TWO))
    inside = simplest(before, sheet)
    formula = f"D = f_{{{x}{x}}} f_{{{y}{y}}} - f_{{{x}{y}}}^2"
    sheet.write(
        Move(rule=PLANE_RULE, why=f"The discriminant ${formula}$.", before=before, after=inside, depth=sheet.depth)
    )
    sign, bend = _sign(inside), _sign(xx)
    if sign < 0:
        said, kind = "$D < 0$: up in some directions, down in others, a saddle point.", "saddle"
    elif sign == 0:
        said, kind = "$D = 0$: the test is inconclusive.", "inconclusive"
    elif bend > 0:
        said, kind = f"$D > 0$ and $f_{{{x}{x}}} > 0$: a local minimum.", "minimum"
    else:
        said, kind = f"$D > 0$ and $f_{{{x}{x}}} < 0$: a local maximum.", "maximum"
    sheet.say(said, rule=PLANE_RULE, proof=lambda: _sign(inside) == sign and _sign(xx) == bend)
    return Name(kind)


def _sign(value: Tree) -> int:
    found = sign_of(value)
    if found is None:
        raise UnworkedError("the derivatives are not defined at this point", "Choose another point.")
    return found


def _bare(tree: Tree) -> str:
    return tex(tree)[1:-1]
