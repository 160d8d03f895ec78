"""The spoken writer: a layout tree to words, as one reads a formula aloud, for screen readers."""

from collections.abc import Callable, Sequence
from typing import Any

from calcquiz.typeset.layout import (
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    items_of,
)
from calcquiz.typeset.spacing import Role, roles_of
from calcquiz.typeset.symbols import ASCII

SIGNS = {
    "+": "plus",
    "−": "minus",
    "·": "times",
    "×": "times",
    "∗": "times",
    "/": "over",
    "÷": "divided by",
    "±": "plus or minus",
    "=": "equals",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is at most",
    "≥": "is at least",
    "≠": "is not equal to",
    "≈": "is about",
    "→": "approaches",
    "∈": "in",
    "∞": "infinity",
    "∂": "partial",
    "∇": "the gradient of",
    "∀": "for all",
    "∃": "there is",
    "∅": "the empty set",
    "∪": "union",
    "∩": "intersection",
    "⟹": "implies",
    "⇒": "implies",
    "⟺": "if and only if",
    "…": "and so on",
    "⋯": "and so on",
    ",": "comma",
    "!": "factorial",
    "%": "percent",
    "′": "prime",
}
FUNCTIONS = {
    "sin": "sine",
    "cos": "cosine",
    "tan": "tangent",
    "sec": "secant",
    "csc": "cosecant",
    "cot": "cotangent",
    "arcsin": "arc sine",
    "arccos": "arc cosine",
    "arctan": "arc tangent",
    "sinh": "hyperbolic sine",
    "cosh": "hyperbolic cosine",
    "tanh": "hyperbolic tangent",
    "ln": "natural log",
    "log": "log",
    "exp": "the exponential",
    "det": "the determinant",
}
BIG = {
    "∑": "the sum",
    "∏": "the product",
    "∫": "the integral",
    "∬": "the double integral",
    "∭": "the triple integral",
    "∮": "the line integral",
    "⋃": "the union",
    "⋂": "the intersection",
    "lim": "the limit",
    "max": "the maximum",
    "min": "the minimum",
    "arg min": "the place of the minimum",
    "arg max": "the place of the maximum",
}
ORDINALS = {"2": "squared", "3": "cubed"}
BRACKETS = {
    ("|", "|"): ("the absolute value of", "end of absolute value"),
    ("‖", "‖"): ("the norm of", "end of norm"),
    ("⌊", "⌋"): ("the floor of", "end of floor"),
    ("⌈", "⌉"): ("the ceiling of", "end of ceiling"),
}
ACCENTS = {
    "hat": "hat",
    "bar": "bar",
    "vec": "vector",
    "dot": "dot",
    "ddot": "double dot",
    "tilde": "tilde",
    "overline": "bar",
}
TWO = Symbol("2", Kind.DIGIT)
SIMPLE = 3
"""Words up to which a part needs no end to be told."""
JOINING = frozenset({"plus", "minus", "over", "times", "equals"})
"""Words after which a listener would not know where a part ends."""


def spoken(layout: Layout) -> str:
    r"""Return the formula in words.

    Example:
        >>> from calcquiz.typeset.tex_reader import read_tex
        >>> spoken(read_tex(r"\frac{x^2}{2} + \sin x"))
        'x squared over 2 plus sine x'
    """
    words = " ".join(_words(layout).split())
    return words.replace(",,", ",").removesuffix(",")


def _words(layout: Layout) -> str:
    return _WRITERS[type(layout)](layout)


def _is_short(words: str) -> bool:
    """Return whether a listener hears where a part ends without being told."""
    first, *others = words.split() or [""]
    return len(others) < SIMPLE and not JOINING.intersection(others) and first != "the"


def _row(layout: Row) -> str:
    items = list(layout.items)
    words = []
    for place, (item, role) in enumerate(zip(items, roles_of(layout.items), strict=True)):
        previous = items[place - 1] if place else None
        if role is Role.FENCED and isinstance(item, Fenced) and _is_function(previous):
            words.append(f"of {_bracketed(item)}")
        elif role is Role.SIGN and isinstance(item, Symbol):
            words.append("minus" if item.text == "−" else "plus")
        else:
            words.append(_words(item))
    return " ".join(words)


def _is_function(layout: Layout | None) -> bool:
    """Return whether what stands before a bracket is applied to it: a named function, or f with primes."""
    base = layout.base if isinstance(layout, Scripts) else layout
    return isinstance(base, Symbol) and (base.kind is Kind.FUNCTION or base.text in "fgFGLPpσφΦΓ")


def _bracketed(layout: Fenced) -> str:
    """Return the argument of a function; a short one needs no end."""
    inner = _words(layout.body)
    return inner if _is_short(inner) else f"{inner}, end of argument,"


def _symbol(layout: Symbol) -> str:
    if layout.kind is Kind.FUNCTION:
        return FUNCTIONS.get(layout.text, layout.text)
    if layout.kind in {Kind.TEXT, Kind.DIGIT}:
        return layout.text
    known = SIGNS.get(layout.text)
    if known is not None:
        return known
    name = ASCII.get(layout.text, layout.text)
    return f"bold {name}" if layout.style == "bold" else name


def _fraction(layout: Fraction) -> str:
    derivative = _differential(layout)
    if derivative:
        return derivative
    above, below = _words(layout.numerator), _words(layout.denominator)
    if _is_short(above) and _is_short(below) and len(below.split()) <= 2:
        return f"{above} over {below}"
    return f"the fraction with numerator {above}, and denominator {below}, end of fraction,"


def _differential(layout: Fraction) -> str:
    """Return d/dx in words, an empty text for any other fraction."""
    above = items_of(layout.numerator)
    below = tuple(item for item in items_of(layout.denominator) if not isinstance(item, Space))
    d, partial = Symbol("d"), Symbol("∂")
    if len(below) == 4 and below[0] == below[2] == partial and above[0] == Scripts(partial, None, TWO):
        by = f"with respect to {_words(below[1])} and {_words(below[3])}"
        return f"the second partial derivative of {_words(Row(above[1:]))} {by}"
    if len(below) == 2 and below[0] in {d, partial} and above[0] == below[0]:
        sort = "the derivative" if above[0] == d else "the partial derivative"
        by = f"with respect to {_words(below[1])}"
        return f"{sort} of {_words(above[1])} {by}" if len(above) == 2 else f"{sort} {by} of" if len(above) == 1 else ""
    return ""


def _root(layout: Root) -> str:
    body = _words(layout.body)
    index = "square" if layout.index is None else {"3": "cube"}.get(_words(layout.index), f"{_words(layout.index)}th")
    end = "" if _is_short(body) else ", end of root,"
    return f"the {index} root of {body}{end}"


def _scripts(layout: Scripts) -> str:
    if isinstance(layout.base, Fenced) and (layout.base.left, layout.base.right) == ("", "|"):
        return _evaluated(layout)
    base = _words(layout.base)
    below = "" if layout.below is None else f" sub {_short(layout.below)}"
    return base + below + ("" if layout.above is None else f" {_power(layout.above)}")


def _evaluated(layout: Scripts) -> str:
    body = _words(layout.base.body) if isinstance(layout.base, Fenced) else ""
    if layout.below is not None and layout.above is not None:
        return f"{body}, from {_words(layout.below)} to {_words(layout.above)},"
    return f"{body}, at {_words(layout.below or layout.above or Row(()))},"


def _power(above: Layout) -> str:
    items = items_of(above)
    if all(isinstance(item, Symbol) and item.kind is Kind.PRIME for item in items):
        return {1: "prime", 2: "double prime", 3: "triple prime"}.get(len(items), f"{len(items)} times prime")
    if isinstance(above, Fenced):
        return f"derivative of order {_words(above.body)}"
    words = _words(above)
    return ORDINALS.get(words) or f"to the power {words}{'' if _is_short(words) else ', end of power,'}"


def _short(layout: Layout) -> str:
    words = _words(layout)
    return words if _is_short(words) else f"{words}, end of index,"


def _big_operator(layout: BigOperator) -> str:
    name = BIG.get(layout.symbol, layout.symbol)
    below = None if layout.below is None else _words(layout.below)
    above = None if layout.above is None else _words(layout.above)
    if layout.symbol == "lim":
        return f"{name} as {below} of" if below else f"{name} of"
    if below is not None and above is not None:
        return f"{name} from {below} to {above} of"
    return f"{name} over {below} of" if below is not None else f"{name} of"


def _fenced(layout: Fenced) -> str:
    body = _words(layout.body)
    opened, closed = BRACKETS.get((layout.left, layout.right), ("open bracket", "close bracket"))
    if (layout.left, layout.right) in BRACKETS and _is_short(body):
        return f"{opened} {body}"
    return f"{opened} {body}, {closed}," if (layout.left, layout.right) in BRACKETS else f"{opened} {body} {closed}"


def _grid(layout: Grid) -> str:
    if layout.kind == "binom":
        (top,), (bottom,) = layout.rows
        return f"{_words(top)} choose {_words(bottom)}"
    if layout.kind in {"cases", "aligned"}:
        return "; ".join(_cells(cells) for cells in layout.rows)
    rows = "; ".join(f"row {number}: {_cells(cells)}" for number, cells in enumerate(layout.rows, 1))
    return f"the matrix {rows}, end of matrix,"


def _cells(cells: Sequence[Layout]) -> str:
    return ", ".join(_words(cell) for cell in cells)


def _accent(layout: Accent) -> str:
    return f"{_words(layout.body)} {ACCENTS[layout.name]}"


def _space(_: Space) -> str:
    return ""


_WRITERS: dict[type, Callable[[Any], str]] = {
    Row: _row,
    Symbol: _symbol,
    Fraction: _fraction,
    Root: _root,
    Scripts: _scripts,
    BigOperator: _big_operator,
    Fenced: _fenced,
    Grid: _grid,
    Accent: _accent,
    Space: _space,
}
