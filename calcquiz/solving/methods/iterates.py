"""Newton's method and iterations, worked: each iterate from the one before, with its numbers put in."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, call, div, sub, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import Differential, differentiated
from calcquiz.solving.methods.numbers import about, all_close, all_equal, label, put_in, unused
from calcquiz.solving.move import Proof
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import equation, listed, tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.iterates import MOST_STEPS, SHOWN_FIGURES, SIGNATURES, WORKING_DIGITS, decimal, key, short, shown
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Args, Setting, names_of, open_names, whole_number

NOTHING = Fraction(1, 10**13)
"""What is smaller is left by the rounding of an iterate that has arrived."""
ROUNDED = "From here on the numbers are shown with 13 figures and kept with more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where an iteration begins and how long it is."""

    names: tuple[str, ...]
    state: tuple[Tree, ...]
    turns: int


def start_of(method: str, args: Args) -> Start:
    """Return the names, the starting point and the number of steps of an iteration.

    Raises:
        FormulaError: the arguments do not fit.
    """
    names = names_of(args[1])
    turns = whole_number(args[4] if method == "descent" else args[3], "number of steps", low=0, high=MOST_STEPS)
    return Start(names=names, state=coordinates(args[2], len(names), SIGNATURES[method]), turns=turns)


def joined(state: Sequence[Tree]) -> Tree:
    """Return a state as one formula: a number, or a vector."""
    return state[0] if len(state) == 1 else Apply("vector", tuple(state))


def plain(tree: Tree) -> Tree:
    """Return a value as it is shown: as a decimal of 13 figures where it is long, or a function of decimals."""
    found = shown(tree)
    if exact_number(tree) is None and not open_names(tree) and any(_is_decimal(part) for part in walk(tree)):
        found = decimal(numeric_value(tree, {}, WORKING_DIGITS), SHOWN_FIGURES)
    return ZERO if isinstance(found, Number) and found.is_decimal and abs(found.value) < NOTHING else found


def _is_decimal(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.is_decimal


def is_rounded(*trees: Tree) -> bool:
    """Return whether a number among them is shown with fewer figures than it is kept with."""
    return any(plain(tree) != tree or any(map(_is_long, walk(tree))) for tree in trees)


def _is_long(tree: Tree) -> bool:
    """Return whether a number is a decimal that may have been rounded."""
    return isinstance(tree, Number) and tree.is_decimal and sum(map(str.isdigit, tree.text)) >= SHOWN_FIGURES


def proof_of(pairs: Sequence[tuple[Tree, Tree]], setting: Setting, *, rounded: bool) -> Proof:
    """Return a proof that the sides of every pair are equal, or closer than what rounding changes."""
    return all_close(pairs) if rounded else all_equal(pairs, setting)


def decimals_of(state: Sequence[Tree], *, rounded: bool) -> str:
    """Return a sentence that says what a state is about, where it is no rational number and no decimal yet."""
    decimals = [] if rounded else [told for part in state if (told := about(part))]
    return f" That is {listed(decimals)}." if decimals else ""


class Once:
    """Words that are said once."""

    def __init__(self, words: str) -> None:
        self.words = words

    def said(self, *, now: bool) -> str:
        """Return the words, a space before them, the first time they are due."""
        if not now or not self.words:
            return ""
        words, self.words = self.words, ""
        return f" {words}"


def write_slope(function: Tree, way: Differential, why: str, sheet: Sheet) -> Tree:
    """Write a derivative in one line, its rules below it at the full level; return it in textbook form."""
    start = Apply(way.head, (function, Name(way.variable)))
    slope = nth_derivative(function, way.variable, 1)
    sheet.chain(start).to("differentiate", slope, why, level=Level.NORMAL)
    if sheet.level >= Level.FULL:
        differentiated(function, way, sheet.detail())
    return slope


def newton(args: Args, sheet: Sheet) -> Tree:
    """Work `newton(f, x, x0, n)`."""
    begin = start_of("newton", args)
    if not begin.turns:
        return no_step(begin, sheet)
    result = key("newton", args, sheet.setting)
    name, state = begin.names[0], begin.state[0]
    letter = unused(("f", "g"), args[0])
    x = tex(Name(name))[1:-1]
    why = (
        rf"Newton's method is ${x}_{{k + 1}} = {x}_k - \frac{{{letter}({x}_k)}}{{{letter}'({x}_k)}}$ "
        f"with {equation(f'{letter}({x})', args[0])}. The derivative:"
    )
    slope = write_slope(args[0], Differential(variable=name), why, sheet)
    once = Once(ROUNDED)
    for turn in range(1, begin.turns + 1):
        before = state
        state = _newton_step((args[0], slope), (name, letter), state, turn, once, sheet)
        if rests([before], [state], begin, turn, sheet):
            break
    return result


def _newton_step(
    functions: tuple[Tree, Tree], names: tuple[str, str], state: Tree, turn: int, once: Once, sheet: Sheet
) -> Tree:
    name, letter = names
    above, below = (short(substitute(tree, {name: state})) for tree in functions)
    after = short(sub(state, quotient(above, below)))
    place, height, slope, arrived = (plain(tree) for tree in (state, above, below, after))
    rounded = is_rounded(state, above, below, after)
    pairs = [
        (substitute(functions[0], {name: state}), above),
        (substitute(functions[1], {name: state}), below),
        (sub(state, div(*(substitute(tree, {name: state}) for tree in functions))), arrived),
    ]
    for tree, value in zip(functions, (height, slope), strict=True):
        raw = substitute(tree, {name: place})
        detail = sheet.detail().chain(raw)
        why = f"Put in {equation(label([name], turn - 1), place)}."
        detail.to("put-in", value, why, proof=proof_of(pairs[:2], sheet.setting, rounded=rounded))
    at = tex(place)[1:-1]
    why = (
        f"${label([name], turn)}$ from {equation(label([name], turn - 1), place)}: "
        f"{equation(f'{letter}({at})', height)} and {equation(letter + chr(39) + f'({at})', slope)}."
        f"{once.said(now=rounded)}"
    )
    raw = sub(place, div(height, slope))
    if raw == arrived:
        raw = call("at", sub(Name(name), div(*functions)), Name(name), place)
    proof = proof_of(pairs, sheet.setting, rounded=rounded)
    sheet.chain(raw).to("newton-step", arrived, why, proof=proof)
    return after


def rests(before: Sequence[Tree], after: Sequence[Tree], begin: Start, turn: int, sheet: Sheet) -> bool:
    """Return whether an iteration stays where it is, and say so when there were more steps to come."""
    if tuple(before) != tuple(after) or turn == begin.turns:
        return False
    why = f"${label(begin.names, turn)}$ is where the step began: all iterates after it are the same."
    proof = proof_of([(joined(before), joined(after))], sheet.setting, rounded=is_rounded(*after))
    sheet.say(why, rule="no-step", level=Level.NORMAL, proof=proof)
    return True


def no_step(begin: Start, sheet: Sheet) -> Tree:
    """Return the starting point of an iteration of no steps."""
    result = joined([shown(part) for part in begin.state])
    pairs = [(joined(begin.state), result)]
    proof = proof_of(pairs, sheet.setting, rounded=is_rounded(*begin.state))
    sheet.say(f"No step is taken: the result is the start, {tex(result)}.", rule="no-step", proof=proof)
    return result


def iterate(args: Args, sheet: Sheet) -> Tree:
    """Work `iterate(step, w, start, n)`."""
    begin = start_of("iterate", args)
    if not begin.turns:
        return no_step(begin, sheet)
    key("iterate", args, sheet.setting)
    rules = coordinates(args[0], len(begin.names), SIGNATURES["iterate"])
    once = Once(ROUNDED)
    state = begin.state
    for turn in range(1, begin.turns + 1):
        before = state
        state = _iterate_step(rules, begin.names, state, turn, once, sheet)
        if rests(before, state, begin, turn, sheet):
            break
    return joined([shown(part) for part in state])


def _iterate_step(
    rules: Sequence[Tree], names: Sequence[str], state: Sequence[Tree], turn: int, once: Once, sheet: Sheet
) -> tuple[Tree, ...]:
    after = tuple(short(put_in(rule, names, state)) for rule in rules)
    rounded = is_rounded(*state, *after)
    before, arrived = [plain(part) for part in state], joined([shown(part) for part in after])
    raw = joined([put_in(rule, names, before) for rule in rules])
    exact = joined([put_in(rule, names, state) for rule in rules])
    if raw == arrived:
        place = joined([Name(name) for name in names])
        raw = call("at", joined(list(rules)), place, joined(before))
    why = f"${label(names, turn)}$: put {equation(label(names, turn - 1), joined(before))} into {tex(joined(rules))}."
    more = decimals_of(after, rounded=rounded)
    proof = proof_of([(exact, arrived)], sheet.setting, rounded=rounded)
    sheet.chain(raw).to("iterate", arrived, f"{why}{more}{once.said(now=rounded)}", proof=proof)
    return after


WORKERS: dict[str, Worker] = {"newton": newton, "iterate": iterate}
