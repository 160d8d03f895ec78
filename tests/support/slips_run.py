"""Simulated wrong answers: one slip at a random place of a random variant; how many are explained, and how."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.bank.catalog import open_catalog
from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Kind
from calcquiz.session.shelf import Shelf
from calcquiz.solving.slips.catalog import SLIPS
from calcquiz.solving.slips.explain import SECONDS, consequences, with_pairs
from calcquiz.solving.worker_functions import compute_here
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.variants.complete import key_tree

ATTEMPTS = 20
"""Questions that are looked at for each wrong answer: not every one has a slip that changes the answer."""


@dataclass
class Tally:
    """What came of the simulated wrong answers."""

    simulated: int = 0
    explained: int = 0
    falsely: list = field(default_factory=list)
    unexplained: Counter = field(default_factory=Counter)
    by_task: Counter = field(default_factory=Counter)
    explained_by_task: Counter = field(default_factory=Counter)
    right_with_slip: list = field(default_factory=list)
    seconds: list = field(default_factory=list)

    @property
    def share(self):
        return self.explained / self.simulated if self.simulated else 0.0

    def slowest(self, quantile=1.0):
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(quantile * len(ordered)))]


def questions(banks, source):
    """Yield for ever a random part with slips of a random variant: (name, task, key, setting)."""
    catalog = open_catalog(banks)
    shelf = Shelf(catalog, compute_here)
    ids = [facts.id for facts in catalog.usable]
    while True:
        id_ = source.choice(ids)
        problem = shelf.problem(id_)
        parts = [k for k, part in enumerate(problem.parts) if part.task and part.task.split("(")[0] in SLIPS]
        if not parts:
            ids.remove(id_)
            if not ids:
                return
            continue
        variant = shelf.complete(shelf.draw(id_, source.randrange(shelf.count(id_))))
        part = variant.parts[source.choice(parts)]
        names = tuple(problem.variables)
        setting = Setting(compute=compute_here, variables=problem.variables)
        yield variant.name, read_formula(part.task, names, open_names=True), key_tree(part, names), setting, part


def typed(tree, part):
    """Return a wrong answer as a learner would type it and calcquiz read it; None where it cannot be typed."""
    if part.kind is Kind.CHOICE:
        return tree
    try:
        return parse(to_text(tree), part.names, open_names=True)
    except FormulaError:
        return None


def simulate(banks, count, seed=1):
    """Return the tally of so many wrong answers."""
    source, tally = random.Random(seed), Tally()
    for name, task, key, setting, part in islice(questions(banks, source), ATTEMPTS * count):
        slips = SLIPS[task.head]
        sites = list(slips.sites(task.args, setting))
        started = time.perf_counter()
        known = consequences(task, key, setting)
        known = with_pairs(known, seconds=max(0, SECONDS - (time.perf_counter() - started)))
        source.shuffle(sites)
        wrong = {one.slips[0] for one in known.singles}
        slip = next((site for site in sites if site in wrong), None)
        if slip is None:
            continue
        response = typed(slips.result(task.args, setting, frozenset({slip})), part)
        if response is None:
            continue
        explanation = known.explanation(response)
        tally.seconds.append(time.perf_counter() - started)
        if known.explanation(key) is not None:
            tally.right_with_slip.append(name)
        _count(tally, name, task, slip, explanation)
        if tally.simulated >= count:
            break
    return tally


def _count(tally, name, task, slip, explanation):
    tally.simulated += 1
    tally.by_task[task.head] += 1
    if explanation is None or not explanation.placed:
        tally.unexplained[f"{task.head}: {slip.name}"] += 1
    elif len(explanation.slips) == 1 and same_slip(explanation.slips[0], slip):
        tally.explained += 1
        tally.explained_by_task[task.head] += 1
    else:
        given = [(one.name, one.place) for one in explanation.slips]
        tally.falsely.append(f"{name} {to_text(task)}: {slip.name} at {slip.place} explained as {given}")


def same_slip(given, made):
    """Whether the slip that was given is the one that was made: the same name and place, or the same wrong line."""
    return (given.name, given.place) == (made.name, made.place) or (given.part, given.wrong) == (made.part, made.wrong)


def report(tally):
    """Return the tally in lines."""
    share = f"{tally.simulated} wrong answers, {100 * tally.share:.1f} % explained, {len(tally.falsely)} falsely"
    lines = [f"{share}; {len(tally.right_with_slip)} right answers given a slip"]
    if tally.seconds:
        lines.append(
            f"seconds: median {tally.slowest(0.5):.3f}, p99 {tally.slowest(0.99):.3f}, slowest {tally.slowest():.3f}"
        )
    lines += [f"  {head}: {tally.explained_by_task[head]} of {total}" for head, total in sorted(tally.by_task.items())]
    lines += [f"  not explained: {count} x {what}" for what, count in tally.unexplained.most_common(20)]
    return lines + [f"  falsely: {line}" for line in tally.falsely[:20]]


assert set(SLIPS) <= set(TASKS)
