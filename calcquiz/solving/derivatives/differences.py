"""Difference quotients, worked: the values put in, expanded, and the step cancelled."""

from calcquiz.algebra.tidy import product, tidy, total
from calcquiz.algebra.tree import TWO, Apply, Number, Tree, div, mul, neg, sub, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.nested import with_tasks_inside
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.difference import TASK, is_central
from calcquiz.tasks.factor_writer import tree_of
from calcquiz.tasks.factors import collected, joined, terms_of
from calcquiz.tasks.multiplied import expanded
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook


def difference(args: Args, sheet: Sheet) -> Tree:
    """Work `difference(f, x, a, h[, central])`."""
    expected = TASK.key(args, sheet.setting)
    function, name, place, step = args[0], name_of(args[1]), args[2], args[3]
    central = is_central(args)
    start = textbook(total([place, neg(step)])) if central else place
    ends = [substitute(function, {name: end}) for end in (textbook(total([place, step])), start)]
    below = textbook(product([TWO, step])) if central else step
    chain = sheet.chain(Apply("difference", args))
    why = f"The change of the function from {tex(start)} to {tex(textbook(total([place, step])))}, over {tex(below)}."
    chain.to("difference-quotient", div(sub(*ends), below), why)
    if any(isinstance(node, Number) and node.is_decimal for node in walk(chain.now)):
        chain.to("evaluate", expected, "Worked out.")
        return expected
    top = _over_one_denominator(ends)
    if top is not None:
        chain.to("simplify", div(top, below), "Write the numerator as one fraction.", level=Level.NORMAL)
    else:
        multiplied = div(_multiplied_out(sub(*ends)), below)
        chain.to("simplify", multiplied, "Multiply out above and collect.", level=Level.NORMAL)
    chain.to("step-cancelled", expected, f"Cancel {tex(step)}.")
    return expected


def _over_one_denominator(ends: list[Tree]) -> Tree | None:
    """Return the difference of two fractions as one, its top multiplied out; None where they are no fractions."""
    fractions = [end.args for end in ends if isinstance(end, Apply) and end.head == "div"]
    if len(fractions) < 2:
        return None
    (p, q), (r, s) = fractions
    return div(_multiplied_out(sub(mul(p, s), mul(r, q))), tidy(mul(q, s)))


def _multiplied_out(top: Tree) -> Tree:
    return tree_of(collected([one for term in terms_of(joined(top)) for one in expanded(term)]))


WORKERS: dict[str, Worker] = {"difference": with_tasks_inside("difference", difference)}
