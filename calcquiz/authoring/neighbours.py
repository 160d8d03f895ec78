"""Neighbours of a key: answers near it but not equal, by kind, which the checker must refuse."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, add, neg, number
from calcquiz.authoring.subject import Asked
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import numeric_value

SYMBOLS = {"oo": "-oo", "-oo": "oo", "dne": "oo", "emptyset": "{0}"}
"""What is near an answer that is no number."""
SMALL = 500
"""Up to this value `key + 1` lies outside every tolerance of practice (a relative 1e-3)."""
OTHER_BRACKET = {"(": "[", "[": "(", ")": "]", "]": ")"}


def neighbours(asked: Asked) -> Iterator[str]:
    """Yield answers near the key, as text; none of them is right."""
    key, rules = asked.key, asked.part.rules
    symbol = SYMBOLS.get(to_text(key))
    if symbol is not None and asked.part.kind is not Kind.CHOICE:
        yield symbol
        return
    near = NEIGHBOURS.get(asked.part.kind)
    for text in near(key, rules) if near else _other_options(asked):
        yield text + asked.constant


def _value(key: Tree, rules: Rules) -> Iterator[str]:
    """Yield key + 1 and -key."""
    yield to_text(add(key, _step(key, rules)))
    if not _is_zero(key):
        yield to_text(neg(key))


def _step(key: Tree, rules: Rules) -> Tree:
    """Return 1, or more where the tolerance or the size of the key asks for it."""
    value = numeric_value(key, {}, 15)
    size = 0.0 if value is None else abs(float(value))
    relative = float(rules.rtol or 0) or 10.0 ** (1 - (rules.sigfigs or rules.digits or 16))
    wide = max(3 * relative * size, 3 * float(rules.atol or 0), size / 10 if size > SMALL else 0)
    return number(Fraction(max(1, int(wide) + 1) if wide >= 1 else 1))


def _is_zero(key: Tree) -> bool:
    if exact_number(key) is not None:
        return exact_number(key) == 0
    value = numeric_value(key, {}, 15)
    return value is not None and abs(value) < 1e-12


def _antiderivative(key: Tree, rules: Rules) -> Iterator[str]:
    """Yield F + x and -F, still without their constants."""
    yield to_text(add(key, Name(rules.variable)))
    if not _is_zero(key):
        yield to_text(neg(key))


def _entries(key: Tree, rules: Rules) -> Iterator[str]:
    """Yield the container with one entry after the other changed."""
    if not isinstance(key, Apply):
        return
    for place, entry in enumerate(key.args):
        inner = NEIGHBOURS[Kind.VECTOR] if isinstance(entry, Apply) and entry.head in {"list", "vector"} else None
        if inner is not None:
            for changed in _changed_rows(entry, rules):
                yield _with_entry(key, place, changed)
            continue
        yield _with_entry(key, place, add(entry, _step(entry, rules)))
        if not _is_zero(entry):
            yield _with_entry(key, place, neg(entry))


def _changed_rows(row: Tree, rules: Rules) -> Iterator[Tree]:
    assert isinstance(row, Apply)
    for place, entry in enumerate(row.args):
        changed = add(entry, _step(entry, rules))
        yield Apply(row.head, (*row.args[:place], changed, *row.args[place + 1 :]))


def _with_entry(key: Apply, place: int, entry: Tree) -> str:
    return to_text(Apply(key.head, (*key.args[:place], entry, *key.args[place + 1 :])))


def _set(key: Tree, rules: Rules) -> Iterator[str]:
    """Yield the set with one element changed, and without its last."""
    if not isinstance(key, Apply) or key.head != "set":
        return
    for place, element in enumerate(key.args):
        changed = add(element, _step(element, rules)) if not _is_row(element) else next(_changed_rows(element, rules))
        if changed not in key.args:
            yield _with_entry(key, place, changed)
    if len(key.args) > 1:
        yield to_text(Apply("set", key.args[:-1]))


def _is_row(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in {"vector", "list"}


def _interval(key: Tree, rules: Rules) -> Iterator[str]:
    """Yield the interval with one end, then one bracket changed; of a union its first interval."""
    if isinstance(key, Apply) and key.head == "union":
        for text in _interval(key.args[0], rules):
            rest = " union ".join(to_text(arg) for arg in key.args[1:])
            yield f"{text} union {rest}"
    elif isinstance(key, Apply) and key.head.startswith("interval"):
        brackets = key.head.removeprefix("interval")
        for place, end in enumerate(key.args):
            if _is_finite(end):
                ends = (*key.args[:place], add(end, _outward(place)), *key.args[place + 1 :])
                yield to_text(Apply(key.head, ends))
                turned = brackets[:place] + OTHER_BRACKET[brackets[place]] + brackets[place + 1 :]
                yield to_text(Apply(f"interval{turned}", key.args))
    elif isinstance(key, Apply) and key.head == "set":
        yield from _set(key, rules)


def _is_finite(end: Tree) -> bool:
    return end != Name("oo") and not (isinstance(end, Apply) and end.args == (Name("oo"),))


def _outward(place: int) -> Tree:
    return number(1 if place else -1)


def _relation(key: Tree, _: Rules) -> Iterator[str]:
    """Yield the relation with one more on its right side."""
    if isinstance(key, Apply) and len(key.args) == 2 and key.head in {"=", "<", "<=", ">", ">="}:
        yield to_text(Apply(key.head, (key.args[0], add(key.args[1], number(1)))))


def _other_options(asked: Asked) -> Iterator[str]:
    """Yield every option that is not among the right ones; where one is asked for, it alone."""
    right = {key.strip() for key in asked.part.key.split(",")}
    for option in asked.part.options:
        if option.key not in right:
            yield option.key


NEIGHBOURS: Mapping[Kind, Callable[[Tree, Rules], Iterator[str]]] = {
    Kind.NUMBER: _value,
    Kind.EXPRESSION: _value,
    Kind.ANTIDERIVATIVE: _antiderivative,
    Kind.VECTOR: _entries,
    Kind.LIST: _entries,
    Kind.MATRIX: _entries,
    Kind.SET: _set,
    Kind.INTERVAL: _interval,
    Kind.EQUATION: _relation,
    Kind.INEQUALITY: _relation,
}
