"""Completing: a drawn variant gets its keys, mistakes, hints, worked solutions and picture."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, add
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.problem import Mistake, Part, Problem, SolutionLine
from calcquiz.records.variant import Kind, NamedMistake, Step, Variant, VariantPart
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Compute, Setting
from calcquiz.tasks.textbook import with_whole_values
from calcquiz.typeset import tree_tex
from calcquiz.variants.draw import right_options
from calcquiz.variants.environment import Environment, environment
from calcquiz.variants.equality import is_defined, same_answer
from calcquiz.variants.identity import identity_links
from calcquiz.variants.proof import identity_holds
from calcquiz.variants.slots import fill_sentence

RUNGS = 3
CONSTANTS_OF_INTEGRATION = ("C", "K", "c")


def complete(
    problem: Problem,
    variant: Variant,
    compute: Compute,
    given: Mapping[int, str] | None = None,
    *,
    solutions: bool = True,
) -> Variant:
    """Return the variant with everything that may not be shown before the answer.

    Args:
        problem: The variant's problem.
        variant: As `draw` made it.
        compute: Runs a function of `tasks.worker_functions.FUNCTIONS` (the worker's `run`).
        given: The learner's own answers by part, for `given(1)`; the key stands in for what is missing
            or cannot be read.
        solutions: Without them no step is proved, which is most of the work, and none is in the variant.

    Raises:
        OutOfTimeError: a key took too long.
        CalcquizError: a key could not be worked out.
    """
    return _Completion(problem, variant, compute, given or {}, solutions=solutions).variant()


class _Completion:
    """The state of completing one variant."""

    def __init__(
        self, problem: Problem, variant: Variant, compute: Compute, given: Mapping[int, str], *, solutions: bool
    ) -> None:
        self.problem = problem
        self.drawn = variant
        self.here = environment(problem, variant.values)
        self.setting = Setting(compute=compute, variables=self.here.sorts)
        self.domain = self.setting.domain
        self.typed = given
        self.solutions = solutions
        self.answers: dict[int, Tree] = {}

    def variant(self) -> Variant:
        parts = []
        for written, drawn in zip(self.problem.parts, self.drawn.parts, strict=True):
            here = self.here.with_given(self.answers)
            key = self.key(written, here)
            parts.append(self.part(written, drawn, here, key))
            self.answers = {**self.answers, drawn.part: self.answer(drawn, key)}
        return replace(self.drawn, parts=tuple(parts), complete=True)

    def answer(self, drawn: VariantPart, key: Tree) -> Tree:
        """Return what `given` stands for: the learner's own answer when it can be read, else the key."""
        text = self.typed.get(drawn.part, "")
        if not text or drawn.kind is Kind.CHOICE:
            return key
        try:
            return parse(text, drawn.rules.variables)
        except FormulaError:
            return key

    def key(self, written: Part, here: Environment) -> Tree:
        """Return the part's key; for a choice the keys of its right options as a name."""
        answer = written.answer
        if answer is not None and answer.kind is Kind.CHOICE:
            return Name(right_options(answer, self.drawn.values))
        asked = here.fill(answer.is_[0] if answer is not None else written.task or "")
        return with_whole_values(resolve(asked, self.setting, TASKS))

    def part(self, written: Part, drawn: VariantPart, here: Environment, key: Tree) -> VariantPart:
        known = here.with_tree("key", key)
        needed = self.solutions or len(written.hints) < RUNGS  # a hint may be taken from the solution
        lines = [self.line(line, known) for line in written.solution] if needed else []
        automatic = place_of_automatic_steps(written, lines)
        rungs = [fill_sentence(hint, known) for hint in written.hints]
        return replace(
            drawn,
            key=self.key_text(drawn, key),
            task=here.text(written.task) if written.task else self.integrand(drawn, key),
            mistakes=self.mistakes(written.mistakes, drawn, here, key),
            hints=with_rungs(rungs, lines if automatic is None else []),
            solution=tuple(step for line in lines for step in line) if self.solutions else (),
            automatic=automatic if self.solutions else None,
        )

    def key_text(self, drawn: VariantPart, key: Tree) -> str:
        """Return the key as text; an antiderivative has its constant."""
        if isinstance(key, Name) and drawn.kind is Kind.CHOICE:
            return key.name
        text = to_text(key)
        if drawn.kind is not Kind.ANTIDERIVATIVE:
            return text
        constant = next(name for name in CONSTANTS_OF_INTEGRATION if name not in self.problem.variables)
        return f"{text} + {constant}"

    def integrand(self, drawn: VariantPart, key: Tree) -> str | None:
        """Return the task of an antiderivative that the author gave as `answer`."""
        if drawn.kind is not Kind.ANTIDERIVATIVE:
            return None
        slope = TASKS["derivative"].key((key, Name(drawn.rules.variable)), self.setting)
        return to_text(Apply("integral", (slope, Name(drawn.rules.variable))))

    def mistakes(
        self, written: tuple[Mistake, ...], drawn: VariantPart, here: Environment, key: Tree
    ) -> tuple[NamedMistake, ...]:
        """Return the mistakes that are distinct from the key and from each other, defined and meant here."""
        kept: list[tuple[Tree, NamedMistake]] = []
        for mistake in written:
            if mistake.if_ is not None and exact_value(here.fill(mistake.if_), {}) is not True:
                continue
            wrong = self.wrong_answer(mistake, drawn, here)
            others = [key, *(tree for tree, _ in kept)]
            if wrong is None or any(self.same(drawn, wrong, other) for other in others):
                continue
            text = wrong.name if drawn.kind is Kind.CHOICE and isinstance(wrong, Name) else to_text(wrong)
            say = fill_sentence(mistake.say, here.with_tree("key", key))
            kept.append((wrong, NamedMistake(name=mistake.name, is_=text, say=say, family=mistake.family)))
        return tuple(named for _, named in kept)

    def wrong_answer(self, mistake: Mistake, drawn: VariantPart, here: Environment) -> Tree | None:
        """Return a mistake's formula, None where it is undefined."""
        if not mistake.is_:
            return None
        if drawn.kind is Kind.CHOICE:
            return Name(", ".join(self.drawn.values.get(k, k) for k in mistake.is_[0].split(", ")))
        try:
            tree = with_whole_values(resolve(here.fill(mistake.is_[0]), self.setting, TASKS))
        except CalcquizError:
            return None
        return tree if is_defined(tree, self.domain) else None

    def same(self, drawn: VariantPart, left: Tree, right: Tree) -> bool:
        """Return whether two answers are the same one; what cannot be told apart counts as the same."""
        if drawn.kind is Kind.CHOICE:
            return left == right
        return same_answer(drawn.kind, left, right, self.domain, drawn.rules.variable) is not False

    def line(self, line: SolutionLine, here: Environment) -> list[Step]:
        """Return the steps of a line of an authored solution; an identity that is false here is not shown."""
        if line.auto:
            return []  # they are worked out later: no verdict waits for them
        say = fill_sentence(line.say, here)
        if line.holds is None:
            return [Step(rule="", before="", after="", why=say, proved=False)]
        made: list[Step] = []
        pairs = [pair for pair in identity_links(line.holds, here, say) if to_text(pair[0]) != to_text(pair[1])]
        if not pairs:  # `… = key` where the key has just been reached
            return [Step(rule="", before="", after="", why=say, proved=False)]
        for left, right in pairs:
            verdict = identity_holds(left, right, self.setting, self.domain) if self.solutions else None
            if verdict is False:
                continue
            why = say if not made else ""
            step = Step(rule="", before=to_text(left), after=to_text(right), why=why, proved=verdict is True)
            made.append(step)
        return made


def place_of_automatic_steps(written: Part, lines: Sequence[Sequence[Step]]) -> int | None:
    """Return before which step of the authored solution the automatic ones go; None where none are due."""
    if not written.solution:
        return None if written.task is None else 0
    place = next((index for index, line in enumerate(written.solution) if line.auto), None)
    return None if place is None else sum(map(len, lines[:place]))


def with_rungs(rungs: Sequence[str], lines: Sequence[Sequence[Step]]) -> tuple[str, ...]:
    """Return up to three rungs of hints: those given, then the first and the last but one line of the solution."""
    made = list(rungs)
    told = [line for line in lines if line]
    for rung, line in ((1, told[:1]), (2, told[-2:-1])):
        if len(made) <= rung and line and len(told) > 1:
            made.append(_told(line[0]))
    return tuple(dict.fromkeys(made))[:RUNGS]


def _told(steps: Sequence[Step]) -> str:
    """Return a line of a solution as one sentence: what is said, and the chain of equal formulas."""
    say, first = steps[0].why, steps[0].before
    if not first:
        return say
    try:
        chain = " = ".join(tree_tex(reread(text)) for text in (first, *(step.after for step in steps)))
    except FormulaError:
        return say  # the key of an option is no formula
    return f"{say} ${chain}$".strip()


def key_tree(part: VariantPart, names: Sequence[str]) -> Tree:
    """Return the tree of a part's key: several options are one name, an antiderivative has no constant."""
    if part.kind is Kind.CHOICE:
        return Name(part.key)
    tree = read_formula(part.key, (*names, "C"), open_names=True)
    if part.kind is Kind.ANTIDERIVATIVE and isinstance(tree, Apply) and tree.head == "add":
        return add(*tree.args[:-1])
    return tree


def reread(text: str) -> Tree:
    """Return the tree of a formula of ours."""
    return read_formula(text, open_names=True)
