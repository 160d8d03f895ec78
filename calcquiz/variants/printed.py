"""Sentences and formulas as printed in one line."""

from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.tasks.formula import read_formula
from calcquiz.variants.slots import split_math


def formula_text(text: str, rules: Rules) -> str:
    """Return a formula as printed in one line; text that is none stays as it is."""
    from calcquiz.typeset import from_tree, line

    try:
        tree = read_formula(text, rules.variables, open_names=True)
    except FormulaError:
        return text
    return line(from_tree(tree))


def printed(sentence: str) -> str:
    """Return a sentence with its mathematics in line form."""
    from calcquiz.typeset import line, read_tex

    pieces = []
    for inside, piece in split_math(sentence):
        if not inside:
            pieces.append(piece.replace(r"\$", "\x00").replace("$", "").replace("\x00", "$"))
            continue
        try:
            pieces.append(line(read_tex(piece)))
        except FormulaError:
            pieces.append(piece)
    return "".join(pieces)
