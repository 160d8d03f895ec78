"""Functions, relations, sets and tables: how each head of the language is written."""

from itertools import pairwise

from calcquiz.algebra.tree import Apply, Name, Number, Tree
from calcquiz.typeset.binding import Binding, Form, Write, Written, at_least, plain
from calcquiz.typeset.exponent import exponent
from calcquiz.typeset.layout import (
    BigOperator,
    Grid,
    Kind,
    Layout,
    Root,
    Scripts,
    Symbol,
    fenced,
    row,
    separated,
)
from calcquiz.typeset.symbols import COMMANDS

_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
BARE: dict[str, str] = {
    **{name: name for name in _CIRCULAR},
    **{f"{name}h": f"{name}h" for name in _CIRCULAR},
    **{f"a{name}": f"arc{name}" for name in _CIRCULAR},
    **{f"a{name}h": f"ar{name}h" for name in _CIRCULAR},
    "log": "ln",
}
"""Functions written without brackets before a simple argument: sin x, sin 2x, ln x."""
LETTERS: dict[str, Symbol] = {
    "sigma": COMMANDS[r"\sigma"],
    "Phi": COMMANDS[r"\Phi"],
    "phi": COMMANDS[r"\phi"],
}
NAMES: dict[str, str] = {"sign": "sgn", "relu": "ReLU"}
"""Other functions that are written under another name than their first."""


def applied(function: Layout, args: tuple[Tree, ...], write: Write) -> Written:
    """Write a function with its arguments in brackets."""
    inside = separated(plain(write(arg)) for arg in args)
    return Written(row([function, fenced(inside)]), Binding.FACTOR)


def _bare(tree: Apply, write: Write) -> Written:
    if len(tree.args) == 2:
        return _logarithm(tree, write)
    function = Symbol(BARE[tree.head], Kind.FUNCTION)
    return _with_simple_argument(function, tree.args[0], write, products=tree.head != "log")


def _logarithm(tree: Apply, write: Write) -> Written:
    argument, base = tree.args
    # log_(xy): an index xy would be a name.
    index = at_least(write(base), Binding.POWER)
    function = Scripts(Symbol("log", Kind.FUNCTION), index)
    return _with_simple_argument(function, argument, write, products=False)


def _decimal_logarithm(tree: Apply, write: Write) -> Written:
    function = Scripts(Symbol("log", Kind.FUNCTION), Symbol("10", Kind.DIGIT))
    return _with_simple_argument(function, tree.args[0], write, products=False)


def _with_simple_argument(function: Layout, argument: Tree, write: Write, *, products: bool) -> Written:
    written = write(argument)
    if isinstance(argument, Apply) and argument.head == "abs":
        return Written(row([function, written.layout]), Binding.FACTOR)
    closed = row([function, fenced(written.layout)])
    if _is_single(argument) or (products and _is_multiple(argument)):
        return Written(row([function, written.layout]), Binding.FACTOR, closed)
    return Written(closed, Binding.FACTOR)


def _is_single(tree: Tree) -> bool:
    """Whether it is a name of one letter, or a natural number."""
    if isinstance(tree, Number):
        return tree.value >= 0 and tree.value.denominator == 1 and not tree.is_decimal
    return isinstance(tree, Name) and tree.name != "dne"


def _is_multiple(tree: Tree) -> bool:
    """Whether it is 2x: a natural number times a name."""
    if not (isinstance(tree, Apply) and tree.head == "mul" and len(tree.args) == 2):
        return False
    number, name = tree.args
    return isinstance(number, Number) and number.value > 1 and isinstance(name, Name) and _is_single(number)


# Roots, brackets, tables ---------------------------------------------------------------------------------


def _exponential(tree: Apply, write: Write) -> Written:
    return Written(Scripts(Symbol("e"), None, exponent(tree.args[0], write)), Binding.POWER)


def _square_root(tree: Apply, write: Write) -> Written:
    return Written(Root(plain(write(tree.args[0]))), Binding.POWER)


def _cube_root(tree: Apply, write: Write) -> Written:
    return Written(Root(plain(write(tree.args[0])), Symbol("3", Kind.DIGIT)), Binding.POWER)


def _root(tree: Apply, write: Write) -> Written:
    body, index = (plain(write(arg)) for arg in tree.args)
    return Written(Root(body, index), Binding.POWER)


def _factorial(tree: Apply, write: Write) -> Written:
    return Written(row([at_least(write(tree.args[0]), Binding.ATOM), Symbol("!", Kind.POSTFIX)]), Binding.POWER)


def _binomial(tree: Apply, write: Write) -> Written:
    return Written(Grid(tuple((plain(write(arg)),) for arg in tree.args), "binom"), Binding.ATOM)


def _between(left: str, right: str) -> Form:
    def form(tree: Apply, write: Write) -> Written:
        return Written(fenced(separated(plain(write(arg)) for arg in tree.args), left, right), Binding.ATOM)

    return form


def _list(tree: Apply, write: Write) -> Written:
    """Write a list; a list of lists of one length is a matrix."""
    rows = [arg.args if isinstance(arg, Apply) and arg.head == "list" else () for arg in tree.args]
    if rows and rows[0] and all(len(cells) == len(rows[0]) for cells in rows):
        return Written(
            Grid(tuple(tuple(plain(write(cell)) for cell in cells) for cells in rows), "bmatrix"), Binding.ATOM
        )
    return _between("[", "]")(tree, write)


def _pick(tree: Apply, write: Write) -> Written:
    """Write pick(condition, value, …, otherwise) as a definition by cases."""
    rows: list[tuple[Layout, ...]] = []
    for condition, value in zip(tree.args[:-1:2], tree.args[1::2], strict=False):
        rows.append((plain(write(value)), row([Symbol("if ", Kind.TEXT), plain(write(condition))])))
    rows.append((plain(write(tree.args[-1])), Symbol("otherwise", Kind.TEXT)))
    return Written(Grid(tuple(rows), "cases"), Binding.OPEN)


# Relations, logic, sets ----------------------------------------------------------------------------------

_RELATIONS = {
    "=": COMMANDS["="],
    "!=": COMMANDS[r"\ne"],
    "<": COMMANDS["<"],
    "<=": COMMANDS[r"\le"],
    ">": COMMANDS[">"],
    ">=": COMMANDS[r"\ge"],
}


def _relation(tree: Apply, write: Write) -> Written:
    left, right = (at_least(write(arg), Binding.UNION) for arg in tree.args)
    return Written(row([left, _RELATIONS[tree.head], right]), Binding.RELATION)


def _and(tree: Apply, write: Write) -> Written:
    """Write a < x and x <= b as a < x ≤ b, other conditions with the word."""
    if not _is_chain(tree.args):
        return _joined(" and ")(tree, write)
    links = [link for link in tree.args if isinstance(link, Apply)]
    items = [at_least(write(links[0].args[0]), Binding.UNION)]
    for link in links:
        items += (_RELATIONS[link.head], at_least(write(link.args[1]), Binding.UNION))
    return Written(row(items), Binding.RELATION)


def _is_chain(links: tuple[Tree, ...]) -> bool:
    relations = [link for link in links if isinstance(link, Apply) and link.head in _RELATIONS]
    return len(relations) == len(links) and all(left.args[1] == right.args[0] for left, right in pairwise(relations))


def _joined(word: str) -> Form:
    def form(tree: Apply, write: Write) -> Written:
        items: list[Layout] = []
        for position, arg in enumerate(tree.args):
            if position:
                items.append(Symbol(word, Kind.TEXT))
            items.append(at_least(write(arg), Binding.RELATION))
        return Written(row(items), Binding.LOGIC)

    return form


def _not(tree: Apply, write: Write) -> Written:
    return Written(row([Symbol("not ", Kind.TEXT), fenced(plain(write(tree.args[0])))]), Binding.LOGIC)


def _set_operation(sign: Symbol) -> Form:
    def form(tree: Apply, write: Write) -> Written:
        items: list[Layout] = []
        for position, arg in enumerate(tree.args):
            if position:
                items.append(sign)
            items.append(at_least(write(arg), Binding.SUM))
        return Written(row(items), Binding.UNION)

    return form


def _named(function: Layout) -> Form:
    return lambda tree, write: applied(function, tree.args, write)


FUNCTION_FORMS: dict[str, Form] = {
    **dict.fromkeys(BARE, _bare),
    "log10": _decimal_logarithm,
    "exp": _exponential,
    "sqrt": _square_root,
    "cbrt": _cube_root,
    "root": _root,
    "factorial": _factorial,
    "binomial": _binomial,
    "pick": _pick,
    "abs": _between("|", "|"),
    "floor": _between("⌊", "⌋"),
    "ceiling": _between("⌈", "⌉"),
    "vector": _between("(", ")"),
    "set": _between("{", "}"),
    "list": _list,
    **{f"interval{left}{right}": _between(left, right) for left in "([" for right in ")]"},
    **dict.fromkeys(_RELATIONS, _relation),
    "and": _and,
    "or": _joined(" or "),
    "not": _not,
    "union": _set_operation(COMMANDS[r"\cup"]),
    "intersection": _set_operation(COMMANDS[r"\cap"]),
    **{head: _named(sign) for head, sign in LETTERS.items()},
    **{head: _named(BigOperator(head)) for head in ("max", "min")},
}
