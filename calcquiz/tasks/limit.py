"""The task `limit(f, x, a[, left | right])`: a limit, `oo`, `-oo`, or `dne` where there is none."""

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, walk
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.approach import Row, approach, grows, may_meet, settles, tends_to
from calcquiz.tasks.numeric import task_values
from calcquiz.tasks.points import Point, sample_points
from calcquiz.tasks.sequences import is_sequence
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names
from calcquiz.tasks.textbook import textbook

METHOD = "values close by"
SIDES = ("left", "right")
WAYS = {Name("oo"): 1, Apply("neg", (Name("oo"),)): -1}
FEWEST = 4
"""Values that must be there before they tell: exp(n!) soon cannot be held."""


def key(args: Args, setting: Setting) -> Tree:
    """Return the limit."""
    side = side_of(args)
    sequence = is_sequence(args, setting.variables)
    texts = [to_text(arg) for arg in args[:3]]
    text = setting.compute("limit", *texts, side, setting.positive, "integer" if sequence else "")
    return textbook(parse(text, names_in(*args), author=True))


def side_of(args: Args) -> str:
    """Return `left`, `right` or nothing."""
    if len(args) < 4:
        return ""
    if isinstance(args[3], Name) and args[3].name in SIDES:
        return args[3].name
    raise FormulaError(f"`{to_text(args[3])}` is no side", advice="Write left or right.")


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Look at the function's values ever closer to the point, from each side that counts."""
    names = tuple(sorted(names_in(args[0], args[2]) - {name_of(args[1])}))
    whole = is_sequence(args, setting.variables)
    points = list(sample_points(names, setting.variables))[:3] if names else [{}]
    verdicts = [_one(args, found, point, whole=whole) for point in points]
    if False in verdicts:
        return Evidence(agrees=False, points=len(verdicts), method=METHOD)
    agrees = True if all(verdict is True for verdict in verdicts) else None
    return Evidence(agrees=agrees, points=len(verdicts), method=METHOD)


def _one(args: Args, found: Tree, point: Point, *, whole: bool) -> bool | None:
    rows = approach(args, point, whole=whole)
    if found in WAYS:
        verdicts = [None if len(row) < FEWEST else grows(row) == WAYS[found] for row in rows]
        return False if False in verdicts else None if None in verdicts or not rows else True
    if found == Name("dne"):
        if not any(rows) and any(isinstance(part, Apply) and part.head in task_values() for part in walk(args[0])):
            return None  # a sum of so many terms is not worked out
        return False if _has_limit(rows) else None if may_meet(rows) else True
    from calcquiz.algebra.precise import mp_value

    value = mp_value(found, point, 60)
    if value is None:
        return None
    verdicts = [tends_to(row, value) for row in rows]
    return None if None in verdicts else all(verdicts)


def _has_limit(rows: list[Row]) -> bool:
    directions = {grows(row) for row in rows}
    if directions in ({1}, {-1}):
        return True
    ends = [settles(row) for row in rows]
    known = [end for end in ends if end is not None]
    return len(known) == len(ends) and all(
        abs(value - known[0][0]) <= error + known[0][1] + 1e-9 * max(1, abs(value)) for value, error in known
    )


def kind(args: Args) -> Kind:
    """Return number, or expression where other names are left."""
    return Kind.EXPRESSION if open_names(Apply("limit", args)) else Kind.NUMBER


TASK = Task(
    name="limit",
    signature="limit(f, x, a), limit(f, x, a, left) or limit(f, x, a, right)",
    arity=(3, 4),
    names=(1, 3),
    kind=kind,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)
