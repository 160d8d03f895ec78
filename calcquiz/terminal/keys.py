"""One key after a verdict: the footer shows what may be pressed and goes away when it was."""

import os
from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style as Looks

from calcquiz.render.style import Style
from calcquiz.terminal.choices import QUIT, Choice, footer_lines

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
ALSO = {"enter": ("c-j", " ")}
"""Other keys for a choice: some terminals send a line feed; the space bar is what a thumb finds."""


def ask_key(
    choices: Sequence[Choice], style: Style, *, keyboard: Input | None = None, screen: Output | None = None
) -> str:
    """Return the key of the choice that was pressed; other keys do nothing.

    Ctrl-D and a closed terminal are `q`.

    Args:
        choices: What may be pressed, in the order shown.
        style: The screen, for the footer.
        keyboard: Where keys come from; the terminal when None.
        screen: Where the footer is drawn; the terminal when None.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    lines = footer_lines(choices, style)
    footer = FormattedTextControl([("class:footer", "\n".join(lines))], show_cursor=False)
    application: Application[str] = Application(
        layout=Layout(Window(footer, height=len(lines), dont_extend_height=True, always_hide_cursor=True)),
        key_bindings=_bindings(choices),
        style=Looks.from_dict({"footer": "dim"}),
        color_depth=None if style.colour else ColorDepth.DEPTH_1_BIT,
        erase_when_done=True,
        input=keyboard,
        output=screen,
    )
    try:
        return application.run()
    except EOFError:  # the terminal was closed
        return QUIT.key


def _bindings(choices: Sequence[Choice]) -> KeyBindings:
    bindings = KeyBindings()
    for choice in choices:
        for key in (choice.key, *ALSO.get(choice.key, ())):
            bindings.add(key)(_press(choice.key))
        if choice.key.isalpha() and len(choice.key) == 1:
            bindings.add(choice.key.upper())(_press(choice.key))
    bindings.add("c-d")(_press(QUIT.key))
    bindings.add("c-c")(_interrupt)
    bindings.add(Keys.SIGINT)(_interrupt)
    bindings.add(Keys.BracketedPaste)(lambda _: None)
    return bindings


def _press(key: str) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=key)


def _interrupt(event: KeyPressEvent) -> None:
    event.app.exit(exception=KeyboardInterrupt())
