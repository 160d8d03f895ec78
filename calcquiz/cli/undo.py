"""calcquiz undo: take back the last answered question, or the last start over."""

from calcquiz.cli import desk as make


def undo() -> None:
    """Take back the last answered question, as if it had never been asked; run it again for the one before.

    Example: calcquiz undo
    """
    from calcquiz.records.errors import UsageError
    from calcquiz.records.event import EventKind
    from calcquiz.records.moment import Notice
    from calcquiz.schedule.cards import last_deed
    from calcquiz.session.clock import Clock
    from calcquiz.session.recorder import Recorder
    from calcquiz.terminal.screen import show

    with make.log() as log:
        events = last_deed(log.events())
        if not events:
            raise UsageError("there is no answered question to undo", "Begin with: calcquiz practice chapter1")
        Recorder(log, make.settings(), Clock(), 0).undo(events)
    first = events[0]
    if first.kind is EventKind.RESET:
        text = "Undone: you have not started over. What you learned before counts again."
    else:
        text = f"Undone: your answer to `{first.skill}#{first.variant}` no longer counts."
    show(Notice(text=text), make.style())
