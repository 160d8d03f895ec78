"""Reading: how far each lesson was read, as the log tells it."""

from collections.abc import Iterable

from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.lesson import Reading


def readings(events: Iterable[Event]) -> dict[str, Reading]:
    """Return how far each section's lesson was read; starting over with everything forgets it."""
    found: dict[str, Reading] = {}
    for event in standing(events):
        if event.kind is EventKind.RESET and event.skill is None:
            found = {}
        if event.kind is EventKind.LESSON and isinstance(event.detail.get("section"), str):
            section, page = event.detail["section"], event.detail.get("page", 1)
            left = event.detail.get("read") is True
            read = left or (section in found and found[section].read)
            found[section] = Reading(page=page if isinstance(page, int) and not left else 1, read=read)
    return found
