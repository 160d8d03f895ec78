"""The commands at the answer line and what they do, in words: one table for the session and the screen."""

COMMANDS: dict[str, str] = {
    "/hint": "a hint, one at a time",
    "/skip": "come back to this one later; not wrong",
    "/show": "the solution; the skill comes back soon",
    "/plot": "a picture of the question",
    "/parse": "how your line is read, part by part",
    "/undo": "take the last answer back",
    "/flag": "mark this problem as doubtful",
    "/help": "how to type formulas, and these commands",
    "/quit": "save and leave",
}
