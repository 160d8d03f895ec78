"""calcquiz undo: take back the last answered question."""

from calcquiz.cli import desk as make


def undo() -> None:
    """Take back the last answered question, as if it had never been asked.

    Example: calcquiz undo
    """
    from calcquiz.records.errors import UsageError
    from calcquiz.records.moment import Notice
    from calcquiz.schedule.cards import last_question
    from calcquiz.session.clock import Clock
    from calcquiz.session.recorder import Recorder
    from calcquiz.terminal.screen import show

    with make.log() as log:
        events = last_question(log.events())
        if not events:
            raise UsageError("there is no answered question to undo", "Begin with: calcquiz practice chapter1")
        Recorder(log, make.settings(), Clock(), 0).undo(events)
    ended = events[0]
    show(Notice(text=f"Undone: your answer to `{ended.skill}#{ended.variant}` no longer counts."), make.style())
