"""Gradient descent, worked: the slope or gradient, then each step with its numbers put in, with momentum too."""

from collections.abc import Sequence
from dataclasses import dataclass

from calcquiz.algebra.tidy import product, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, add, call, mul, neg, sub
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import Differential, differentiated
from calcquiz.solving.methods.iterates import (
    ROUNDED,
    Once,
    Start,
    decimals_of,
    is_rounded,
    joined,
    no_step,
    plain,
    proof_of,
    rests,
    start_of,
    write_slope,
)
from calcquiz.solving.methods.numbers import Pair, all_equal, label, put_in, summed, unused
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import equation, listed, tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.iterates import key, short, shown
from calcquiz.tasks.task import Args


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """What gradient descent goes down, and how."""

    names: tuple[str, ...]
    function: Tree
    slopes: tuple[Tree, ...]
    rate: Tree
    momentum: Tree | None
    letter: str
    """What the function is called in sentences."""

    @property
    def gradient(self) -> str:
        """Return the name of the slope as TeX: f' or ∇f."""
        return f"{self.letter}'" if len(self.names) == 1 else rf"\nabla {self.letter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Where a descent is, and how fast it moves."""

    state: tuple[Tree, ...]
    speeds: tuple[Tree, ...]


def descent(args: Args, sheet: Sheet) -> Tree:
    """Work `descent(f, vars, start, rate, n[, momentum])`."""
    begin = start_of("descent", args)
    if not begin.turns:
        return no_step(begin, sheet)
    key("descent", args, sheet.setting)
    known = descent_of(args, begin)
    _write_gradient(known, sheet)
    once = Once(ROUNDED)
    moving = Moving(state=begin.state, speeds=(ZERO,) * len(begin.names))
    for turn in range(1, begin.turns + 1):
        step = turn_of(known, moving, turn)
        _write_turn(known, step, once, sheet)
        moving = step.after
        if not any(speed != ZERO for speed in moving.speeds) and rests(
            step.before.state, moving.state, begin, turn, sheet
        ):
            break
    return joined([shown(part) for part in moving.state])


def descent_of(args: Args, begin: Start) -> Descent:
    """Return what is gone down, its slopes worked out."""
    return Descent(
        names=begin.names,
        function=args[0],
        slopes=tuple(nth_derivative(args[0], name, 1) for name in begin.names),
        rate=args[3],
        momentum=args[5] if len(args) > 5 else None,
        letter=unused(("f", "g", "L"), args[0], args[3]),
    )


def _write_gradient(known: Descent, sheet: Sheet) -> None:
    rule = _rule_told(known)
    if len(known.names) == 1:
        write_slope(known.function, Differential(variable=known.names[0]), f"{rule} The slope:", sheet)
        return
    names = joined([Name(name) for name in known.names])
    partials = [Apply("partial", (known.function, Name(name))) for name in known.names]
    found = joined(known.slopes)
    sheet.chain(call("gradient", known.function, names)).to(
        "differentiate",
        found,
        f"{rule} The gradient holds the partial derivatives:",
        level=Level.NORMAL,
        proof=all_equal(list(zip(partials, known.slopes, strict=True)), sheet.setting),
    )
    for name in known.names:
        differentiated(known.function, Differential(variable=name, head="partial"), sheet.detail())


def _rule_told(known: Descent) -> str:
    """Return the rule of gradient descent with its rate, as a sentence."""
    point = tex(Name(known.names[0]))[1:-1] if len(known.names) == 1 else r"\mathbf{w}"
    slope = rf"{known.gradient}({point}_k)"
    given = [equation(r"\eta", known.rate)] if known.rate != Name("eta") else []
    if len(known.names) > 1:
        given.append(equation(point, joined([Name(name) for name in known.names])))
    if known.momentum is None:
        told = f" with {listed(given)}" if given else ""
        return rf"Gradient descent: ${point}_{{k + 1}} = {point}_k - \eta {slope}${told}."
    told = listed([equation(r"\mu", known.momentum), *given, "$v_0 = 0$"])
    return (
        rf"Gradient descent with momentum: $v_{{k + 1}} = \mu v_k - \eta {slope}$ and "
        rf"${point}_{{k + 1}} = {point}_k + v_{{k + 1}}$ with {told}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One step of a descent: where it begins, the slopes there, where it ends."""

    number: int
    before: Moving
    slopes: tuple[Tree, ...]
    after: Moving

    @property
    def rounded(self) -> bool:
        """Return whether a number of this step is shown with fewer figures than it is kept with."""
        moving = (*self.before.state, *self.before.speeds, *self.slopes, *self.after.speeds, *self.after.state)
        return is_rounded(*moving)


def turn_of(known: Descent, before: Moving, number: int) -> Turn:
    """Return one step, worked out as the task does."""
    slopes = tuple(short(put_in(slope, known.names, before.state)) for slope in known.slopes)
    pushes = [short(product([known.rate, slope])) for slope in slopes]
    kept = [short(product([known.momentum or ZERO, speed])) for speed in before.speeds]
    speeds = tuple(short(total([old, neg(push)])) for old, push in zip(kept, pushes, strict=True))
    state = tuple(short(total([place, speed])) for place, speed in zip(before.state, speeds, strict=True))
    return Turn(number=number, before=before, slopes=slopes, after=Moving(state=state, speeds=speeds))


def _write_turn(known: Descent, turn: Turn, once: Once, sheet: Sheet) -> None:
    """Write one step: the slopes where it begins, the velocity where there is momentum, and the new place."""
    place, height, arrived = (_shown(part) for part in (turn.before.state, turn.slopes, turn.after.state))
    written = [put_in(slope, known.names, turn.before.state) for slope in known.slopes]
    pairs: list[Pair] = list(zip(written, turn.slopes, strict=True))
    names, decimals = label(known.names, turn.number), decimals_of(turn.after.state, rounded=turn.rounded)
    why = (
        f"${names}$ from {equation(label(known.names, turn.number - 1), place)}: "
        f"{equation(known.gradient + _in_brackets(place), height)}."
        f"{once.said(now=turn.rounded)}"
    )
    push = mul(known.rate, height)
    if known.momentum is None:
        exact = sub(joined(turn.before.state), mul(known.rate, joined(turn.slopes)))
        proof = proof_of([*pairs, (exact, arrived)], sheet.setting, rounded=turn.rounded)
        sheet.chain(sub(place, push)).to("descent-step", arrived, f"{why}{decimals}", proof=proof)
        return
    speed, faster = _shown(turn.before.speeds), _shown(turn.after.speeds)
    exact = sub(mul(known.momentum, joined(turn.before.speeds)), mul(known.rate, joined(turn.slopes)))
    proof = proof_of([*pairs, (exact, faster)], sheet.setting, rounded=turn.rounded)
    why = f"{why} The velocity $v_{{{turn.number}}}$:"
    sheet.chain(sub(mul(known.momentum, speed), push)).to("momentum", faster, why, proof=proof)
    exact = add(joined(turn.before.state), joined(turn.after.speeds))
    proof = proof_of([(exact, arrived)], sheet.setting, rounded=turn.rounded)
    sheet.chain(summed([place, faster])).to("descent-step", arrived, f"Move by it to ${names}$:{decimals}", proof=proof)


def _shown(parts: Sequence[Tree]) -> Tree:
    return joined([plain(part) for part in parts])


def _in_brackets(place: Tree) -> str:
    inner = tex(place)[1:-1]
    return inner if isinstance(place, Apply) and place.head == "vector" else f"({inner})"


WORKERS: dict[str, Worker] = {"descent": descent}
