"""What is printed: which problems and variants a sheet has, drawn by seed, or taken from what was missed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from calcquiz.bank.catalog import Catalog
from calcquiz.records.errors import UsageError
from calcquiz.records.history import PastQuestion
from calcquiz.render.history import is_wrong
from calcquiz.schedule.draws import keyed_number, nth_variant
from calcquiz.session.shelf import Shelf

DEFAULT_COUNT = 10
LATELY = 30
"""Study days."""
FEW = 40
"""Variants that one question is drawn among: finding all of a problem takes as long as all else together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What WHERE, or several of them, means for a sheet."""

    title: str
    ids: tuple[str, ...]
    """Problems to draw from, in teaching order."""
    fixed: tuple[tuple[str, int], ...] = ()
    """Variants that were named one by one: `ID#K`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a sheet: the variant of each version."""

    skill: str
    numbers: tuple[int, ...]


def chosen(catalog: Catalog, wheres: Sequence[str]) -> Choice:
    """Return what is named on the command line; each problem counts once.

    Raises:
        UsageError: nothing has that name.
    """
    ids: dict[str, None] = {}
    fixed: list[tuple[str, int]] = []
    titles: list[str] = []
    for where in wheres:
        selection = catalog.resolve(where)
        titles.append(selection.title)
        if selection.variant is None:
            ids |= dict.fromkeys(selection.ids)
        else:
            fixed.append((selection.ids[0], selection.variant))
    order = {facts.id: place for place, facts in enumerate(catalog.usable)}
    return Choice(
        title=titles[0] if len(titles) == 1 else "Calculus worksheet",
        ids=tuple(sorted(ids, key=lambda id_: order[id_])),
        fixed=tuple(fixed),
    )


def questions(shelf: Shelf, choice: Choice, *, count: int | None, seed: int, versions: int = 1) -> list[Question]:
    """Return which questions a sheet has: those that were named, then others in teaching order.

    A sheet asks every problem once before it asks any twice; which ones, and which of their variants, the seed says.

    Args:
        shelf: Gives out the problems.
        choice: What was named.
        count: How many questions; as many as there are problems, at most ten, when None.
        seed: What is drawn with.
        versions: How many variants each question has, all different.

    Raises:
        UsageError: there are not so many variants, or fewer questions are wanted than were named.
    """
    wanted = len(choice.fixed) + min(DEFAULT_COUNT, len(choice.ids)) if count is None else count
    if wanted < len(choice.fixed):
        raise UsageError(f"{len(choice.fixed)} variants are named, and only {wanted} wanted", "Leave --count out.")
    named = [
        Question(skill=id_, numbers=_versions(shelf, id_, number, versions, taken=set()))
        for id_, number in choice.fixed
    ]
    taken: dict[str, set[int]] = {}
    for question in named:
        taken.setdefault(question.skill, set()).update(question.numbers)
    turns = _turns(shelf, choice, wanted - len(named), seed, versions, taken)
    return named + [
        question for id_ in choice.ids for question in _drawn(shelf, id_, turns.get(id_, 0), seed, versions, taken)
    ]


def missed(
    catalog: Catalog, asked: Sequence[PastQuestion], choice: Choice, *, today: date, most: int | None = None
) -> Choice:
    """Return the variants that were missed lately and not answered right since, the latest first.

    Args:
        catalog: What there is; problems that left the bank are passed over.
        asked: The learner's history.
        choice: Only these problems; all of them where none are named.
        today: The study day.
        most: How many at most; ten when None.

    Raises:
        UsageError: nothing was missed.
    """
    last = {(one.skill, one.variant): one for one in sorted(asked, key=lambda one: one.at_ms) if not one.undone}
    wanted = set(choice.ids) if choice.ids else {facts.id for facts in catalog.usable}
    wrong = [
        one
        for one in sorted(last.values(), key=lambda one: -one.at_ms)
        if is_wrong(one) and one.skill in wanted and one.variant is not None and (today - one.study_day).days < LATELY
    ]
    if not wrong:
        raise UsageError(f"nothing was missed in the last {LATELY} days", "Print a section instead: calcquiz print 1.1")
    fixed = tuple((one.skill, one.variant or 0) for one in wrong[: DEFAULT_COUNT if most is None else most])
    return Choice(title="Questions to try again", ids=(), fixed=fixed)


def variants_of_each(shelf: Shelf, choice: Choice, *, count: int | None, seed: int) -> list[Question]:
    """Return `count` variants (ten when None) of each problem, or all where it has fewer, and those that were named."""
    wanted = DEFAULT_COUNT if count is None else count
    numbers: dict[str, list[int]] = {}
    for id_, number in choice.fixed:
        numbers.setdefault(id_, []).append(number)
    for id_ in choice.ids:
        total = shelf.count(id_)
        drawn = (nth_variant(id_, n, seed=seed, count=total, seen={}) for n in range(min(wanted, total)))
        numbers[id_] = list(dict.fromkeys([*numbers.get(id_, ()), *drawn]))
    return [Question(skill=id_, numbers=tuple(chosen)) for id_, chosen in numbers.items()]


def _turns(
    shelf: Shelf, choice: Choice, wanted: int, seed: int, versions: int, taken: dict[str, set[int]]
) -> dict[str, int]:
    """Return how often each problem is asked: round after round, the last one drawn by seed."""
    turns: dict[str, int] = {}
    order = sorted(choice.ids, key=lambda id_: (keyed_number(seed, id_), id_))
    left = wanted
    while left > 0:
        fresh = (id_ for id_ in order if _room(shelf, id_, turns.get(id_, 0), versions, taken))
        round_ = list(islice(fresh, left))
        if not round_:
            raise _too_many(choice, wanted, wanted - left, versions)
        for id_ in round_:
            turns[id_] = turns.get(id_, 0) + 1
        left -= len(round_)
    return turns


def _room(shelf: Shelf, id_: str, turns: int, versions: int, taken: dict[str, set[int]]) -> bool:
    """Whether a problem has variants for one more question."""
    needed = versions * (turns + 1) + len(taken.get(id_, ()))
    return len(shelf.first_points(id_, needed)) == needed


def _too_many(choice: Choice, wanted: int, most: int, versions: int) -> UsageError:
    each = f" in {versions} versions" if versions > 1 else ""
    if not most:
        return UsageError(f"{choice.title} has no variants for so many versions", "Ask for fewer --versions.")
    what = f"{choice.title} has variants for {most} questions{each}, not for {wanted}"
    return UsageError(what, f"Write --count {most}, or name more: another section, a chapter.")


def _drawn(shelf: Shelf, id_: str, turns: int, seed: int, versions: int, taken: dict[str, set[int]]) -> list[Question]:
    """Return the questions of one problem, no variant twice."""
    used = set(taken.get(id_, ()))
    found: list[Question] = []
    for _ in range(turns):
        among = len(shelf.first_points(id_, max(FEW, 2 * (len(used) + versions))))
        number = nth_variant(id_, 0, seed=seed, count=among, seen=dict.fromkeys(used, 1))
        numbers = _versions(shelf, id_, number, versions, taken=used)
        used |= set(numbers)
        found.append(Question(skill=id_, numbers=numbers))
    return found


def _versions(shelf: Shelf, id_: str, first: int, versions: int, taken: set[int]) -> tuple[int, ...]:
    """Return a variant for each version: of the same case where there are enough, so that only numbers differ."""
    if versions == 1:
        shelf.draw(id_, first)  # refuses what does not exist, and says which there are
        return (first,)
    points = shelf.points(id_)
    count = len(points)
    if not 0 <= first < count:
        shelf.draw(id_, first)
    columns = shelf.problem(id_).cases[0].keys() if shelf.problem(id_).cases else ()
    case = [points[first][column] for column in columns]
    following = [number % count for number in range(first, first + count)]
    free = [number for number in following if number == first or number not in taken]
    alike = [number for number in free if [points[number][column] for column in columns] == case]
    numbers = (alike + [number for number in free if number not in set(alike)])[:versions]
    if len(numbers) < versions:
        raise UsageError(f"{id_} has {count} variants, not enough for {versions} versions", "Ask for fewer --versions.")
    return tuple(numbers)
