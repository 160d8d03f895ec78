"""One file a command, thin: parse options, call a session, hand what it yields to terminal or render."""
