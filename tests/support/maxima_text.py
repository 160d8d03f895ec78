"""A reader of Maxima that knows nothing of the writer: text back into the language of formulas, and variables."""

import re

TOKEN = re.compile(r"\s*(%?[A-Za-z_]\w*|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|[<>]=|.)", re.DOTALL)
NAMES = {"%pi": "pi", "%e": "e", "%i": "i", "inf": "oo", "minf": "-oo"}
FUNCTIONS = {"signum": "sign"}
INTERVALS = {"oo": "()", "oc": "(]", "co": "[)", "cc": "[]"}
JOINED = {"%union": " U ", "%intersection": " intersect ", "notequal": " != "}
CLOSING = {"(": ")", "[": "]", "{": "}"}


def to_language(text):
    """Return a formula of Maxima in the language of formulas."""
    reader = _Reader(TOKEN.findall(text))
    written = reader.until("")
    assert len(written) == 1, text
    return written[0]


class _Reader:
    def __init__(self, tokens):
        self.tokens = [*tokens, ""]
        self.place = 0

    def next(self):
        self.place += 1
        return self.tokens[self.place - 1]

    def until(self, closing):
        """Return what stands before the closing bracket, split at commas."""
        items = [""]
        while (word := self.next()) != closing:
            assert word, f"{closing} is missing"
            if word == ",":
                items.append("")
            else:
                items[-1] += self.piece(word)
        return items

    def piece(self, word):
        if word in CLOSING:
            return word + ", ".join(self.until(CLOSING[word])) + CLOSING[word]
        if not re.match(r"%?[A-Za-z_]", word):
            return word
        if self.tokens[self.place] != "(":
            return f" {NAMES.get(word, word)} "
        self.next()
        return self.called(word, self.until(")"))

    def called(self, name, arguments):
        inner = ", ".join(arguments)
        if name in INTERVALS:
            return f"{INTERVALS[name][0]}{inner}{INTERVALS[name][1]}"
        if name in JOINED:
            return JOINED[name].join(arguments)
        if name == "matrix":
            return f"[{inner}]"
        return f" {FUNCTIONS.get(name, name)}({inner})"


def elements(text):
    """Return the elements of a list of Maxima, as they are written."""
    assert text[0] == "["
    assert text[-1] == "]"
    found, depth, quoted = [""], 0, False
    for character in text[1:-1]:
        quoted ^= character == '"'
        if not quoted:
            depth += (character in "([{") - (character in ")]}")
        if character == "," and not depth and not quoted:
            found.append("")
        else:
            found[-1] += character
    return [element.strip() for element in found]


def values_at(variables, seed):
    """Return what the names of a question stand for in the variant of a seed, from the text of its variables."""
    statements = dict(re.findall(r"^(\w+):(.*);$", variables, re.MULTILINE))
    count = int(re.fullmatch(r"ev\(mod\(stack_seed,(\d+)\)\+1,simp\)", statements["thisvariant"])[1])
    place = seed % count
    return {
        name: elements(statements[found[1]])[place]
        for name, text in statements.items()
        if (found := re.fullmatch(r"(\w+)\[thisvariant\]", text))
    }
