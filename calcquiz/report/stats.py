"""Statistics: questions, skills, streak, weak spots and mistakes, counted from the log and the cards."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from calcquiz.records.bank import Facts
from calcquiz.records.card import FSRS_DECAY, MATURE_INTERVAL_DAYS, Card
from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.progress import Progress, Share, Weakness
from calcquiz.records.rating import Rating
from calcquiz.records.retention import Observation, Retention
from calcquiz.records.verdict import Outcome

RECENT_QUESTIONS = 5
MOST_WEAKNESSES = 5
MOST_MISTAKES = 5
WEEKS = 12
"""Of the heat map."""
RECENT_DAYS = 30
FREE_DAY_EVERY = 7
"""A streak survives one day without a question in so many days."""


def progress(
    facts: Sequence[Facts],
    events: Iterable[Event],
    cards: Mapping[str, Card],
    day: date,
    *,
    decay: float = FSRS_DECAY,
    observed: Sequence[Observation] = (),
) -> Progress:
    """Return what the log and the cards say on a study day.

    Args:
        facts: The bank, in teaching order.
        events: The whole log, or the kinds answer, review, reask, extra, override, undo and reset.
        cards: By skill.
        day: Today.
        decay: The exponent of the forgetting curve of the weights in effect.
        observed: The answers that moved the memory, with what was foretold of them.
    """
    stands = standing(events)
    kept = _after_resets(stands)
    rated = _with_overrides(kept)
    ended = [event for event in kept if event.ends_question]
    first = [event for event in ended if event.kind is not EventKind.REASK]
    done = [event for event in _after_resets(stands, of_all_only=True) if event.ends_question]
    today = [event for event in done if event.study_day == day]
    everything = {event.skill for event in first if event.skill} | {entry.id for entry in facts} | set(cards)
    return Progress(
        chapters=_shares({entry.id: str(entry.chapter) for entry in facts}, first, cards, day),
        sections=_shares({entry.id: entry.section for entry in facts}, first, cards, day),
        total=_share("all", everything, first, cards, day),
        asked_today=len(today),
        right_today=sum(event.outcome is Outcome.CORRECT for event in today),
        streak_days=streak({event.study_day for event in done}, day),
        weakest=_weakest(first, rated, cards, day, decay),
        mistakes=_commonest_mistakes(kept),
        overridden=sum(event.uid in rated and rated[event.uid] != event.rating for event in ended),
        rated=sum(event.rating is not None for event in ended),
        days=days_of_study((event.study_day for event in done), day),
        retention=retention(observed, day),
    )


def streak(days: Iterable[date], today: date) -> int:
    """Return the days with a question, counted back from today over at most one free day in seven.

    A day that is not over yet, today without a question, ends nothing.

    >>> week = [date(2026, 3, n) for n in (1, 2, 4, 5)]
    >>> streak(week, date(2026, 3, 5)), streak(week, date(2026, 3, 6)), streak(week, date(2026, 3, 8))
    (4, 4, 0)
    """
    studied = set(days)
    day = today if today in studied else today - timedelta(days=1)
    count = 0
    last_free: date | None = None
    while True:
        if day in studied:
            count += 1
        else:
            free_again = last_free is None or (last_free - day).days >= FREE_DAY_EVERY
            if not free_again or day - timedelta(days=1) not in studied:
                return count
            last_free = day
        day -= timedelta(days=1)


def days_of_study(days: Iterable[date], today: date) -> tuple[tuple[date, int], ...]:
    """Return how many questions each day had, from a Monday eleven weeks before this week's, up to today."""
    asked = Counter(days)
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    return tuple((day, asked[day]) for n in range((today - first).days + 1) if (day := first + timedelta(days=n)))


def retention(observed: Sequence[Observation], today: date) -> tuple[Retention, ...]:
    """Return the reviews of each group, what was foretold of them and what came of them."""
    reviews = [one for one in observed if one.recall is not None]
    groups = {
        "all": reviews,
        "last 30 days": [one for one in reviews if (today - one.study_day).days < RECENT_DAYS],
        "young": [one for one in reviews if one.interval_days < MATURE_INTERVAL_DAYS],
        "mature": [one for one in reviews if one.interval_days >= MATURE_INTERVAL_DAYS],
    }
    return tuple(_retention(name, group) for name, group in groups.items() if group)


def _retention(name: str, group: Sequence[Observation]) -> Retention:
    return Retention(
        name=name,
        reviews=len(group),
        foretold=sum(one.recall or 0.0 for one in group) / len(group),
        true=sum(one.recalled for one in group) / len(group),
    )


def _after_resets(events: Sequence[Event], *, of_all_only: bool = False) -> list[Event]:
    """Drop what was answered before the learner started that skill, or everything, over."""
    resets: dict[str | None, tuple[int, str]] = {
        event.skill: event.order
        for event in events
        if event.kind is EventKind.RESET and not (of_all_only and event.skill)
    }
    never = (-1, "")
    return [event for event in events if event.order > max(resets.get(None, never), resets.get(event.skill, never))]


def _with_overrides(events: Sequence[Event]) -> dict[str, Rating | None]:
    """Return the rating of each event that ended a question, the learner's own word last."""
    rated = {event.uid: event.rating for event in events if event.ends_question}
    rated |= {event.detail["uid"]: event.rating for event in events if event.kind is EventKind.OVERRIDE}
    return rated


def _shares(
    place: Mapping[str, str], first: Sequence[Event], cards: Mapping[str, Card], day: date
) -> tuple[Share, ...]:
    members: dict[str, set[str]] = {}
    for skill, name in place.items():
        members.setdefault(name, set()).add(skill)
    asked: dict[str, list[Event]] = {name: [] for name in members}
    for event in first:
        if event.skill is not None and event.skill in place:
            asked[place[event.skill]].append(event)
    return tuple(_share(name, skills, asked[name], cards, day) for name, skills in members.items())


def _share(name: str, skills: Iterable[str], first: Sequence[Event], cards: Mapping[str, Card], day: date) -> Share:
    skills = set(skills)
    known = [cards[skill] for skill in skills if skill in cards]
    return Share(
        name=name,
        skills=len(skills),
        seen=len(known),
        due=sum(card.is_due(day) for card in known),
        mature=sum(card.is_mature for card in known),
        asked=len(first),
        first_try=sum(event.outcome is Outcome.CORRECT and event.tries == 1 for event in first),
    )


def _weakest(
    first: Sequence[Event],
    rated: Mapping[str, Rating | None],
    cards: Mapping[str, Card],
    day: date,
    decay: float,
) -> tuple[Weakness, ...]:
    """Return the skills missed most among their last questions, then those of lowest recall."""
    recent: dict[str, list[Rating | None]] = {}
    for event in first:
        if event.skill is not None and event.skill in cards:
            recent.setdefault(event.skill, []).append(rated[event.uid])
    found = [
        Weakness(
            skill=skill,
            wrong=sum(rating is Rating.AGAIN for rating in ratings[-RECENT_QUESTIONS:]),
            asked=min(len(ratings), RECENT_QUESTIONS),
            recall=cards[skill].recall(day, decay),
        )
        for skill, ratings in recent.items()
    ]
    missed = [weakness for weakness in found if weakness.wrong]
    missed.sort(key=lambda weakness: (-weakness.wrong / weakness.asked, weakness.recall, weakness.skill))
    return tuple(missed[:MOST_WEAKNESSES])


def _commonest_mistakes(events: Sequence[Event]) -> tuple[tuple[str, int], ...]:
    made = Counter(
        str(event.detail["mistake"])
        for event in events
        if event.kind is EventKind.ANSWER and event.detail.get("mistake")
    )
    return tuple(sorted(made.items(), key=lambda item: (-item[1], item[0]))[:MOST_MISTAKES])
