"""The light facts of a problem, read from its file once and kept in the index."""

from dataclasses import replace

from calcquiz.bank.index import ProblemFile
from calcquiz.records.bank import Facts
from calcquiz.records.errors import BankError, Finding
from calcquiz.records.problem import Problem
from calcquiz.records.variant import Kind


def read_facts(file: ProblemFile) -> Facts:
    """Return the facts of one problem file; of a broken one its findings."""
    from calcquiz.bank.problem_reader import read_problem

    path, chapter, section, own = file
    base = Facts(id=path.stem, path=str(path), chapter=chapter, section=section, own=own)
    try:
        problem = read_problem(str(path), path.read_bytes(), id_=path.stem, chapter=chapter, section=section)
    except BankError as error:
        return replace(base, findings=error.findings)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return replace(base, findings=(Finding(file=str(path), line=1, column=1, message=message),))
    return replace(
        base,
        title=problem.title,
        difficulty=problem.difficulty,
        kinds=kinds_of(problem),
        tags=problem.tags,
        requires=problem.requires,
        encompasses=tuple(problem.encompasses.items()),
        families=tuple(sorted({mistake.family for part in problem.parts for mistake in part.mistakes})),
        revision=problem.revision,
    )


def kinds_of(problem: Problem) -> tuple[str, ...]:
    """Return the answer kind of each part."""
    from calcquiz.algebra.tree import Apply
    from calcquiz.tasks.catalog import TASKS
    from calcquiz.tasks.formula import read_formula

    names = {param.name for param in problem.params} | {name for name, _ in problem.let} | set(problem.variables)
    names |= set(problem.cases[0]) if problem.cases else set()
    kinds = []
    for part in problem.parts:
        tree = read_formula(part.task, names) if part.task else None
        if isinstance(tree, Apply):
            kinds.append(TASKS[tree.head].kind(tree.args).value)
        else:
            kinds.append((part.answer.kind if part.answer else Kind.EXPRESSION).value)
    return tuple(kinds)
