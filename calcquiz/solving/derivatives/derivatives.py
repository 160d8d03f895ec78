"""Derivatives, worked: rule by rule until nothing is left to differentiate, then put in order."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, raised, tidy
from calcquiz.algebra.tree import Apply, Name, Tree, number, rebuild, size
from calcquiz.records.derivation import Level
from calcquiz.solving.accumulation import is_accumulation, write_ends
from calcquiz.solving.derivatives.differential import Differential
from calcquiz.solving.derivatives.steps import is_plain, rewriting
from calcquiz.solving.nested import worked_inside
from calcquiz.solving.sheet import Chain, Sheet
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.common_factors import shared_front
from calcquiz.tasks.derivative import order
from calcquiz.tasks.factor_writer import tree_of
from calcquiz.tasks.factors import form_of, joined, term_of, terms_of
from calcquiz.tasks.neat import Act, Line
from calcquiz.tasks.task import Args, name_of

__all__ = ["WORKERS", "Differential", "derivative", "differentiated", "is_plain"]
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
UNTOUCHED = frozenset({"derivative", "partial"})
IN_PASSING = {Act.JOIN: 3, Act.CANCEL: 1}
"""What changes the size by so few nodes is no line of its own."""
IDENTITIES = (
    ({"sin", "cos"}, r"$\sin^2 u + \cos^2 u = 1$"),
    ({"cosh", "sinh"}, r"$\cosh^2 u - \sinh^2 u = 1$"),
    ({"sec", "tan"}, r"$\sec^2 u - \tan^2 u = 1$"),
    ({"csc", "cot"}, r"$\csc^2 u - \cot^2 u = 1$"),
)


def derivative(args: Args, sheet: Sheet) -> Tree:
    """Work `derivative(f, x[, n])`: each order in a chain of its own."""
    function, way = args[0], Differential(variable=name_of(args[1]))
    times = order(args)
    if times == 1 and is_accumulation(function, way):
        chain = sheet.chain(way.pending(function))
        write_ends(function, way, chain)
        put_in_order(chain, way)
        return chain.now
    function = _with_tasks_worked(args, sheet)
    if times == 1:
        return differentiated(function, way, sheet)
    found = function
    for turn in range(1, times + 1):
        found = differentiated(found, way, sheet, lead=f"The {ordinal(turn)} derivative.")
    sheet.chain(Apply("derivative", args)).to("repeat", found, f"So this is the {ordinal(times)} derivative.")
    return found


def _with_tasks_worked(args: Args, sheet: Sheet) -> Tree:
    """Work the tasks in a function beside the main line, and write it with what they become."""
    function = worked_inside(args[0], sheet)
    if function != args[0]:
        known = Apply("derivative", (function, *args[1:]))
        sheet.chain(Apply("derivative", args)).to("put-in", known, "Put in what was found.")
    return function


def ordinal(turn: int) -> str:
    """Return which one: first, second and so on."""
    return ORDINALS[turn] if turn < len(ORDINALS) else f"{turn}th"


def differentiated(function: Tree, way: Differential, sheet: Sheet, lead: str = "") -> Tree:
    """Write the chain of one derivative and return its end, in the form of the key.

    Args:
        function: What is differentiated.
        way: With respect to what, and how it is written.
        sheet: Where the chain is written.
        lead: A sentence in front of the first reason.

    Raises:
        UnworkedError: a function in it has no derivative here.
    """
    start = way.pending(function)
    chain = sheet.chain(start)
    _simplified_first(function, way, chain, lead)
    expected = way.raw(chain.now.args[0] if isinstance(chain.now, Apply) else function)
    first = chain.now == start
    while (node := _next(chain.now, way)) is not None:
        made = rewriting(node.args[0], way)
        chain.rewrite(
            made.rule,
            node,
            made.became,
            f"{lead} {made.why}".strip() if first else made.why,
            aside=made.aside,
            level=Level.BRIEF if first else made.level,
            proof=way.proof(node, made.became, sheet.setting),
            clean=lambda tree: _ordered(rebuild(tidy(tree), _same_joined), expected),
        )
        first = False
    put_in_order(chain, way)
    key = way.value(function)
    if to_text(chain.now) != to_text(key):
        proof = way.proof(chain.now, key, sheet.setting)
        chain.to("simplify", key, "Simplify.", level=Level.NORMAL, proof=proof)
    return key


def _simplified_first(function: Tree, way: Differential, chain: Chain, lead: str) -> None:
    """Write a product or quotient of powers as one power before anything is differentiated: x^2 sqrt(x) is x^(5/2)."""
    if not (isinstance(function, Apply) and function.head in {"mul", "div"} and way.holds(function)):
        return
    term = term_of(joined(function))
    moving = [base for base, exponent in term.powers if way.holds(base) or way.holds(exponent)]
    made = tree_of([term])
    if len(moving) <= 1 and moving in ([], [Name(way.variable)]) and size(made) < size(function):
        why = f"{lead} Simplify first: the function is {tex(made)}.".strip()
        chain.to("rewrite-power", way.pending(made), why, aside="Then use the power rule.")


def _ordered(tree: Tree, expected: Tree) -> Tree:
    """Return the tree with its factors in the order of the key, where it is the same formula."""
    return expected if form_of(tree) == form_of(expected) else tree


def _same_joined(tree: Tree) -> Tree:
    """Return a product in which a name stands once: 2 x x is 2 x^2."""
    if not isinstance(tree, Apply) or tree.head != "mul":
        return tree
    names = [factor for factor in tree.args if isinstance(factor, Name)]
    if len(set(names)) == len(names):
        return tree
    first = {name: tree.args.index(name) for name in names}
    kept = [
        raised(factor, number(names.count(factor))) if isinstance(factor, Name) else factor
        for place, factor in enumerate(tree.args)
        if not isinstance(factor, Name) or first[factor] == place
    ]
    return product(kept)


def put_in_order(chain: Chain, way: Differential) -> None:
    """Write the lines from what the rules leave to what a lecturer leaves."""
    for line in way.lines(chain.now):
        if to_text(line.tree) != to_text(chain.now):
            shown = Level.FULL if _is_in_passing(line, chain.now) else Level.NORMAL
            proof = way.proof(chain.now, line.tree, chain.sheet.setting)
            chain.to("simplify", line.tree, why_neat(line, chain.now), level=shown, proof=proof)


def _is_in_passing(line: Line, before: Tree) -> bool:
    """Return whether little changes: the order of factors, or where a sign stands."""
    return abs(size(before) - size(line.tree)) <= IN_PASSING.get(line.act, -1)


def why_neat(line: Line, before: Tree) -> str:
    """Return in words how a formula was put in order."""
    if line.act is Act.TAKE_OUT:
        return _why_taken_out(before)
    if line.act is Act.SQUARES:
        text = to_text(before)
        used = [said for heads, said in IDENTITIES if all(f"{head}(" in text for head in heads)]
        return f"Use {used[0]}." if len(used) == 1 else "Use that these squares add up to a constant."
    return WHY[line.act]


def _why_taken_out(before: Tree) -> str:
    front = shared_front(terms_of(before))
    if front is None:
        return "Take out the common factor."
    tree = tree_of([front])
    below = tree.args[1] if isinstance(tree, Apply) and tree.head == "div" else None
    over = f"Write it over the common denominator {tex(below)}." if below is not None else ""
    return over or f"Take out the common factor {tex(tree)}."


WHY = {
    Act.JOIN: "Simplify.",
    Act.CANCEL: "Simplify the fraction.",
    Act.MULTIPLY_OUT: "Multiply out and collect like terms.",
}


def _next(tree: Tree, way: Differential) -> Apply | None:
    """Return the derivative to take next: a plain one where there is one, then the leftmost."""
    nodes = _untaken(tree, way)
    return next((node for node in nodes if is_plain(node.args[0], way)), nodes[0] if nodes else None)


def _untaken(tree: Tree, way: Differential) -> list[Apply]:
    if not isinstance(tree, Apply):
        return []
    if tree.head == way.head and tree.args[1] == Name(way.variable):
        return [] if way.is_known(tree) else [tree]
    return [node for arg in tree.args for node in _untaken(arg, way)]


WORKERS: dict[str, Worker] = {"derivative": derivative}
