"""Working a task: the rules write it down, numbers prove it, a level folds it into steps."""

from collections.abc import Sequence
from dataclasses import replace

from calcquiz.algebra.canonical import canonical
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Name, Tree, add, rebuild, walk
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.variant import Kind, Step
from calcquiz.solving.catalog import WORKERS
from calcquiz.solving.integrals.algebra import constant_of_integration
from calcquiz.solving.levels import Proved, folded
from calcquiz.solving.prove import equal, move_holds
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting, names_of, open_names
from calcquiz.tasks.textbook import with_whole_values

NOT_WORKED = "No rule of calcquiz leads to this result step by step."
REFUTED = "numbers speak against the result that was found"


def work(asked: Tree, setting: Setting, level: Level = Level.NORMAL, key: Tree | None = None) -> Derivation:
    """Return the derivation of a task, or of a formula in which tasks stand.

    Args:
        asked: In which every name but its variables has a value.
        setting: Assumptions on the variables, and how functions on sympy are run.
        level: How much is shown.
        key: The right answer when it is known, without constant of integration; the last step then arrives at its form.

    Returns:
        WORKED with steps none of which numbers refute; UNWORKED with the result alone where no rule leads to it;
        FAILED with the reason in `note` where there is no result.
    """
    parameters = undeclared(asked, setting)
    found = _worked(asked, setting, level, key)
    if isinstance(found, Derivation):
        return found
    if parameters:
        positive = replace(setting, variables={**setting.variables, **dict.fromkeys(parameters, "positive")})
        assumed = _worked(
            asked, positive, level, key, assume=f"Take {listed([tex(Name(n)) for n in parameters])} to be positive."
        )
        if isinstance(assumed, Derivation):
            return assumed
        setting = positive
    return result_alone(asked, setting, key=key, note=found)


def undeclared(asked: Tree, setting: Setting) -> list[str]:
    """Return the parameters of a task of which nothing is known: names that are neither its variables nor declared."""
    tasks = [node for node in walk(asked) if isinstance(node, Apply) and node.head in TASKS]
    places = [(node, place) for node in tasks for place in TASKS[node.head].names if place < len(node.args)]
    variables = {name for node, place in places for name in names_of(node.args[place])}
    return sorted(open_names(asked) - variables - set(setting.variables))


def _worked(asked: Tree, setting: Setting, level: Level, key: Tree | None, *, assume: str = "") -> Derivation | str:
    """Return the derivation, or in a sentence why there is none."""
    sheet = Sheet(setting, level=level)
    try:
        if assume:
            sheet.say(assume)
        result = work_formula(asked, sheet)
        if key is not None:
            result = _written_as(key, result, asked, sheet)
        proved = [Proved(move=move, holds=move_holds(move, setting)) for move in sheet.moves]
        if any(one.holds is False for one in proved) or agrees(asked, result, setting) is False:
            raise UnworkedError(REFUTED, "Ask for it in another form.")
    except CalcquizError as error:
        return NOT_WORKED if isinstance(error, UnworkedError) else _told(error)
    steps = [_step(one) for one in folded(proved, level)]
    return Derivation(task=to_text(asked), status=Status.WORKED, result=to_text(result), steps=_once(steps))


def work_formula(asked: Tree, sheet: Sheet) -> Tree:
    """Work the task, or every task in a formula, writing on the sheet; return what the formula becomes.

    Raises:
        UnworkedError: no rule leads there.
        CalcquizError: there is no result.
    """
    if isinstance(asked, Apply) and asked.head in TASKS:
        worker = WORKERS.get(asked.head)
        if worker is None:
            raise UnworkedError(f"no rules are known for `{asked.head}`", "Ask for the result alone.")
        return worker(asked.args, sheet)
    tasks = outermost_tasks(asked)
    if not tasks:
        raise UnworkedError("there is nothing to work out", "Name a task: derivative(x^2, x).")
    found = {task: work_formula(task, sheet.inner()) for task in tasks}
    chain = sheet.chain(asked)
    chain.to("put-in", tidy(rebuild(asked, lambda node: found.get(node, node))), "Put in what was found.")
    chain.to("simplify", with_whole_values(resolve(chain.now, sheet.setting, TASKS)), "Simplify.", level=Level.NORMAL)
    return chain.now


def outermost_tasks(tree: Tree) -> list[Tree]:
    """Return the tasks in a formula that stand in no other one, from left to right, each once."""
    if isinstance(tree, Apply) and tree.head in TASKS:
        return [tree]
    inner = [task for arg in tree.args for task in outermost_tasks(arg)] if isinstance(tree, Apply) else []
    return list(dict.fromkeys(inner))


def agrees(asked: Tree, result: Tree, setting: Setting) -> bool | None:
    """Return what the independent oracle of the task, or values of the formula, say of a result."""
    if isinstance(asked, Apply) and asked.head in TASKS:
        return TASKS[asked.head].oracle(asked.args, result, setting).agrees
    return equal(asked, result, setting)


def _written_as(key: Tree, result: Tree, asked: Tree, sheet: Sheet) -> Tree:
    """Write the key as the last line where the derivation ends in another form of it."""
    if is_indefinite(asked):
        key = add(key, constant_of_integration(asked))
    if isinstance(key, Name) or to_text(key) == to_text(result) or canonical(key) == canonical(result):
        return result  # (-5, 3) is read as a point, and the order of terms is no other form
    sheet.chain(result).to(
        "another-form", key, "The same, written another way.", proof=lambda: agrees(asked, key, sheet.setting)
    )
    return key


def result_alone(asked: Tree, setting: Setting, *, key: Tree | None = None, note: str = NOT_WORKED) -> Derivation:
    """Return the result without steps, when there is one that numbers do not refute.

    Args:
        asked: The task, or a formula in which tasks stand.
        setting: As for `work`.
        key: The right answer when it is known, without constant of integration.
        note: Why there are no steps.
    """
    text = to_text(asked)
    try:
        result = key if key is not None else with_whole_values(resolve(asked, setting, TASKS))
        if agrees(asked, result, setting) is False:
            reason = f"There is no result: {REFUTED}." if note == NOT_WORKED else note
            return Derivation(task=text, status=Status.FAILED, note=reason)
    except CalcquizError as error:
        return Derivation(task=text, status=Status.FAILED, note=_told(error) if note == NOT_WORKED else note)
    if is_indefinite(asked):
        result = add(result, constant_of_integration(asked))
    return Derivation(task=text, status=Status.UNWORKED, result=to_text(result), note=note)


def is_indefinite(asked: Tree) -> bool:
    """Return whether antiderivatives are asked for."""
    return (
        isinstance(asked, Apply) and asked.head in TASKS and TASKS[asked.head].kind(asked.args) is Kind.ANTIDERIVATIVE
    )


def _told(error: CalcquizError) -> str:
    """Return an error as sentences for a learner; only advice about what was typed is for one."""
    advice = f" {error.advice}" if isinstance(error, FormulaError) and error.advice else ""
    return f"{error.message[:1].upper()}{error.message[1:].rstrip('.')}.{advice}"


def _step(proved: Proved) -> Step:
    move = proved.move
    if move.before is None or move.after is None:
        confirmed = move.proof is not None and proved.holds is True
        return Step(rule=move.rule, before="", after="", why=move.why, proved=confirmed, depth=move.depth)
    return Step(
        rule=move.rule,
        before=to_text(move.before),
        after=to_text(move.after),
        why=move.why,
        proved=proved.holds is True,
        depth=move.depth,
        focus=to_text(move.part) if move.part is not None and move.part != move.before else "",
    )


def _once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps without those whose formulas stood there before."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for step in steps:
        formulas = (step.before, step.after)
        if not step.after or formulas not in seen:
            kept.append(step)
        seen.add(formulas)
    return tuple(kept)
