"""The event log: append-only, one durable transaction an answer, with the cards as a cache beside it."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from calcquiz.records.card import Card
from calcquiz.records.errors import DataError, UsageError
from calcquiz.records.event import ENDS_A_QUESTION, Event, EventKind, standing
from calcquiz.storage.faults import explained
from calcquiz.storage.folders import DATABASE, make_private_folder
from calcquiz.storage.identity import UidMaker, device_name
from calcquiz.storage.rows import CARD_COLUMNS, EVENT_COLUMNS, card_of, card_row, event_of, event_row
from calcquiz.storage.schema import BUSY_TIMEOUT_MS, back_up, connect

EVENT_FIELDS = ", ".join(EVENT_COLUMNS)
CARD_FIELDS = ", ".join(CARD_COLUMNS)
EVENT_PLACES = ", ".join("?" * len(EVENT_COLUMNS))
CARD_PLACES = ", ".join("?" * len(CARD_COLUMNS))
# only our own column names and kinds stand in these texts; values are always bound
SELECT_EVENT = f"SELECT seq, {EVENT_FIELDS} FROM event"  # noqa: S608 - see above
SELECT_CARD = f"SELECT {CARD_FIELDS} FROM card"  # noqa: S608 - see above
INSERT_EVENT = f"INSERT INTO event ({EVENT_FIELDS}) VALUES ({EVENT_PLACES})"  # noqa: S608 - see above
INSERT_NEW_EVENT = f"INSERT OR IGNORE INTO event ({EVENT_FIELDS}) VALUES ({EVENT_PLACES})"  # noqa: S608 - see above
INSERT_CARD = f"INSERT OR REPLACE INTO card ({CARD_FIELDS}) VALUES ({CARD_PLACES})"  # noqa: S608 - see above
LARGEST_SEED = 2**63 - 1

MOVES_ONE_SKILL = ENDS_A_QUESTION | {EventKind.IMPLICIT, EventKind.OVERRIDE, EventKind.RESET}
CONCERNS_ALL = frozenset({EventKind.UNDO, EventKind.PARAMS})
HISTORY = MOVES_ONE_SKILL | CONCERNS_ALL
"""The kinds that a replay of the cards needs."""


def open_log(home: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> "EventLog":
    """Open the log in a learner's folder; folder and database are made at first use.

    Raises:
        DataError: see `schema.connect`.
    """
    make_private_folder(home)
    path = home / DATABASE
    connection = connect(path, busy_timeout_ms=busy_timeout_ms)
    try:
        return EventLog(connection, path, device_name(home))
    except BaseException:
        connection.close()
        raise


class EventLog:
    """What a learner did, and the cards it implies. Use it as a context: it is closed at the end.

    Every method raises DataError where the database cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, device: str) -> None:
        self._connection = connection
        self._uids = UidMaker()
        self.path = path
        self.device = device
        """The name of this installation, for new events."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; closing twice is harmless."""
        self._connection.close()

    def new_uid(self, at_ms: int) -> str:
        """Return a fresh uid; those of one millisecond sort in the order of making."""
        return self._uids.make(at_ms)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the log for writing: what is read inside cannot change before what is appended is on disk.

        Everything appended inside is written at the end, or nothing when an exception leaves it.
        """
        try:
            with explained(self.path):
                self._connection.execute("BEGIN IMMEDIATE")
            yield
            with explained(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has rolled back by itself
                self._connection.execute("ROLLBACK")
            raise

    def append(self, events: Sequence[Event], cards: Mapping[str, Card | None] | None = None) -> tuple[Event, ...]:
        """Write events and the cards they moved in one transaction; it is on disk when this returns.

        Inside `transaction` it is on disk when that ends.

        Args:
            events: In the order of writing.
            cards: By skill; None takes the card away.

        Returns:
            The events with their `seq`.
        """
        if not self._connection.in_transaction:
            with self.transaction():
                return self.append(events, cards)
        with explained(self.path):
            written = tuple(replace(event, seq=self._insert(event)) for event in events)
            for skill, card in (cards or {}).items():
                self._put(skill, card)
        return written

    def add(self, events: Iterable[Event]) -> int:
        """Write the events whose uids the log does not have yet; return how many. The cards are then out of date."""
        if not self._connection.in_transaction:
            with self.transaction():
                return self.add(events)
        before = self.count()
        with explained(self.path):
            self._connection.executemany(INSERT_NEW_EVENT, (event_row(event) for event in events))
        return self.count() - before

    def damage(self) -> list[str]:
        """Return what SQLite's own check finds wrong with the file; an empty list when it is whole."""
        rows = [str(row[0]) for row in self._rows("PRAGMA integrity_check(20)")]
        return [] if rows == ["ok"] else rows

    def back_up(self, target: Path) -> Path:
        """Copy the database, as of one moment, to a new private file; return its path."""
        with explained(target):
            return back_up(self._connection, target)

    def events(
        self,
        *,
        kinds: Collection[EventKind] = (),
        skill: str | None = None,
        session: str | None = None,
        study_day: date | None = None,
        last: int | None = None,
    ) -> list[Event]:
        """Return the events that fit everything that is given, in the log's order.

        Args:
            kinds: Any of these; none given means all.
            skill: About this skill.
            session: Of this session.
            study_day: Of this study day.
            last: Only so many, the last ones.
        """
        wanted = {"skill": skill, "session": session, "study_day": study_day and study_day.isoformat()}
        given = {name: value for name, value in wanted.items() if value is not None}
        tests = [f"{name} = ?" for name in given] + ([f"kind IN ({_listed(kinds)})"] if kinds else [])
        clause = f"WHERE {' AND '.join(tests) or '1'} ORDER BY at_ms DESC, uid DESC LIMIT ?"
        return list(self._read(clause, [*given.values(), -1 if last is None else last]))[::-1]

    def history(self, skill: str) -> list[Event]:
        """Return what a replay of one skill needs, in the log's order."""
        one, every = _listed(MOVES_ONE_SKILL), _listed(CONCERNS_ALL)
        clause = (
            f"WHERE (skill = ? AND kind IN ({one})) OR kind IN ({every})"
            f" OR (kind = '{EventKind.RESET}' AND skill IS NULL) ORDER BY at_ms, uid"
        )
        return list(self._read(clause, [skill]))

    def whole_history(self) -> Iterator[Event]:
        """Yield what a replay of all cards needs, in the log's order; write nothing before it ends."""
        # the plus keeps SQLite from collecting by kind and sorting a million rows
        yield from self._read(f"WHERE +kind IN ({_listed(HISTORY)}) ORDER BY at_ms, uid")

    def written(self) -> Iterator[Event]:
        """Yield every event in the order of writing, as of one moment; write nothing before it ends."""
        yield from self._read("ORDER BY seq")

    def last_order(self) -> tuple[int, str] | None:
        """Return the place in the log's order of the last event, or None when there is none."""
        row = self._row("SELECT at_ms, uid FROM event ORDER BY at_ms DESC, uid DESC LIMIT 1")
        return row and (int(row[0]), str(row[1]))

    def last_written_ms(self) -> int | None:
        """Return the time of the event written last, to notice a clock that went back."""
        row = self._row("SELECT at_ms FROM event ORDER BY seq DESC LIMIT 1")
        return row and int(row[0])

    def count(self) -> int:
        """Return how many events there are."""
        return int(self._row("SELECT count(*) FROM event")[0])

    def seen_variants(self, skill: str, revision: int, *, but_session: str | None = None) -> dict[int, int]:
        """Return in how many sessions each variant of a skill was answered, undone or not.

        Args:
            skill: The skill's id.
            revision: Another revision has other variants.
            but_session: A session that does not count: the one that is running.
        """
        rows = self._rows(
            "SELECT variant, count(DISTINCT session) FROM event WHERE skill = ? AND kind = 'answer'"
            " AND revision = ? AND variant IS NOT NULL AND session IS NOT ? GROUP BY variant ORDER BY variant",
            [skill, revision, but_session],
        )
        return {int(variant): int(times) for variant, times in rows}

    def recent_seconds(self, skill: str, at_most: int = 5) -> tuple[float, ...]:
        """Return the last known times of a skill in seconds, oldest first, undone questions left out."""
        kinds = {*ENDS_A_QUESTION, EventKind.UNDO}
        ended = [event for event in standing(self.events(kinds=kinds, skill=skill)) if event.active_ms is not None]
        return tuple((event.active_ms or 0) / 1000 for event in ended[-at_most:])

    def card(self, skill: str) -> Card | None:
        """Return the card of a skill, or None when it was never answered."""
        return self._cards("WHERE skill = ?", [skill]).get(skill)

    def cards(self, *, due_by: date | None = None) -> dict[str, Card]:
        """Return the cards by skill, sorted; with `due_by` those due on that day or before."""
        if due_by is None:
            return self._cards("ORDER BY skill")
        return self._cards("WHERE due_day <= ? ORDER BY skill", [due_by.isoformat()])

    def load(self, first: date, last: date) -> Counter[date]:
        """Return how many skills fall due on each day from `first` to `last`, both included."""
        rows = self._rows(
            "SELECT due_day, count(*) FROM card WHERE due_day BETWEEN ? AND ? GROUP BY due_day",
            [first.isoformat(), last.isoformat()],
        )
        return Counter({date.fromisoformat(day): int(number) for day, number in rows})

    def replace_cards(self, cards: Mapping[str, Card]) -> None:
        """Put these cards, a replay of the whole history, in the place of all there are."""
        if not self._connection.in_transaction:
            with self.transaction():
                return self.replace_cards(cards)
        with explained(self.path):
            self._connection.execute("DELETE FROM card")
            self._connection.executemany(INSERT_CARD, (card_row(card) for card in cards.values()))
        return None

    def _insert(self, event: Event) -> int:
        if event.seed is not None and not -LARGEST_SEED <= event.seed <= LARGEST_SEED:
            raise UsageError(f"the seed {event.seed} is too large", f"Write a whole number up to {LARGEST_SEED}.")
        seq = self._connection.execute(INSERT_EVENT, event_row(event)).lastrowid
        assert seq is not None
        return seq

    def _put(self, skill: str, card: Card | None) -> None:
        if card is None:
            self._connection.execute("DELETE FROM card WHERE skill = ?", [skill])
        else:
            assert card.skill == skill
            self._connection.execute(INSERT_CARD, card_row(card))

    def _read(self, clause: str, values: Sequence[Any] = ()) -> Iterator[Event]:
        for row in self._rows(f"{SELECT_EVENT} {clause}", values):
            try:
                event = event_of(row)
            except (ValueError, KeyError, TypeError) as error:
                raise self._unreadable(f"event {row[0]}") from error
            yield event

    def _cards(self, clause: str, values: Sequence[Any] = ()) -> dict[str, Card]:
        cards = {}
        for row in self._rows(f"{SELECT_CARD} {clause}", values):
            try:
                cards[row[0]] = card_of(row)
            except (ValueError, TypeError) as error:
                raise self._unreadable(f"card {row[0]}") from error
        return cards

    def _rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        with explained(self.path):
            yield from self._connection.execute(query, values)

    def _row(self, query: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row, or None."""
        with explained(self.path):
            return self._connection.execute(query, values).fetchone()

    def _unreadable(self, what: str) -> DataError:
        return DataError(
            f"{self.path} is damaged: {what} cannot be read",
            "Nothing was overwritten. Put a backup in its place, or move the file away to start over.",
        )


def _listed(kinds: Iterable[EventKind]) -> str:
    """Return kinds for use in a query; they are our own words, never a user's."""
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))
