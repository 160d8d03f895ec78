"""Arithmetic: sums, products, quotients and powers as a textbook writes them."""

from itertools import chain
from typing import TypeGuard

from calcquiz.algebra.functions import ALIASES, CONSTANT_WORDS
from calcquiz.algebra.tree import Apply, Number, Tree, div, mul
from calcquiz.typeset.binding import DOT, MINUS, PLUS, Binding, Form, Write, Written, at_least, plain
from calcquiz.typeset.exponent import exponent
from calcquiz.typeset.layout import (
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Scripts,
    Symbol,
    items_of,
    row,
)
from calcquiz.typeset.shape import is_operator
from calcquiz.typeset.spacing import Role, role_of
from calcquiz.typeset.symbols import FUNCTION_LETTERS
from calcquiz.typeset.task_forms import is_change_of_variable

_WORDS = frozenset(ALIASES) | frozenset(CONSTANT_WORDS) | {"or", "and", "not", "U", "union", "pick"}
_LONGEST_WORD = max(map(len, _WORDS))
_GREEK_FUNCTIONS = frozenset({"σ", "φ", "Φ"})


def negated(tree: Tree) -> Tree | None:
    """Return -tree without its leading minus sign, None when it has none."""
    if isinstance(tree, Number):
        if tree.value >= 0:
            return None
        return Number(-tree.value, tree.text.removeprefix("-"))
    if not isinstance(tree, Apply):
        return None
    if tree.head == "neg":
        return tree.args[0]
    if tree.head in {"mul", "div"}:
        first = negated(tree.args[0])
        return None if first is None else _with_first(tree, first)
    return None


def _with_first(tree: Apply, first: Tree) -> Tree:
    if tree.head == "div":
        return div(first, tree.args[1])
    # -1*x is written −x.
    rest = tree.args[1:]
    if isinstance(first, Number) and first.value == 1 and not first.is_decimal and rest:
        return mul(*rest)
    return mul(first, *rest)


def _signed(tree: Tree, write: Write) -> Written | None:
    """Write a product or quotient that begins with a minus with the minus in front."""
    positive = negated(tree)
    return None if positive is None else _negative(Apply("neg", (positive,)), write)


def _negative(tree: Apply, write: Write) -> Written:
    return Written(row([MINUS, at_least(write(tree.args[0]), Binding.OPEN)]), Binding.SIGN)


def _sum(tree: Apply, write: Write) -> Written:
    terms = _between_ends(tree.args)
    if len(terms) == 1:
        return write(terms[0])
    items: list[Layout] = []
    last = len(terms) - 1
    for position, term in enumerate(terms):
        needed = Binding.OPEN if position == last else Binding.PRODUCT
        positive = negated(term)
        if positive is not None:
            items += (MINUS, at_least(write(positive), needed))
        elif position:
            items += (PLUS, at_least(write(term), needed))
        else:
            items.append(at_least(write(term), needed))
    return Written(row(items), Binding.SUM)


def _between_ends(terms: tuple[Tree, ...]) -> list[Tree]:
    """Return the terms with F at b minus F at a joined, to be written as [F] with the ends a and b."""
    joined: list[Tree] = []
    for term in chain.from_iterable(map(_opened, terms)):
        upper, lower = joined[-1] if joined else None, negated(term)
        if _is_at(upper) and _is_at(lower) and upper.args[:2] == lower.args[:2]:
            joined[-1] = Apply("between", (*upper.args[:2], lower.args[2], upper.args[2]))
        else:
            joined.append(term)
    return joined


def _opened(term: Tree) -> tuple[Tree, ...]:
    """Return the terms of a sum in u = g(x) that stands in a sum itself: no brackets are needed."""
    if _is_at(term) and is_change_of_variable(*term.args):
        body = term.args[0]
        return body.args if isinstance(body, Apply) and body.head == "add" else (term,)
    return (term,)


def _is_at(tree: Tree | None) -> TypeGuard[Apply]:
    return isinstance(tree, Apply) and tree.head == "at"


def _product(tree: Apply, write: Write) -> Written:
    signed = _signed(tree, write)
    if signed is not None:
        return signed
    factors = [write(factor) for factor in tree.args]
    layouts: list[Layout] = []
    for position, factor in enumerate(factors[:-1]):
        following = factors[position + 1]
        layouts.append(_followed(factor, following))
    final = factors[-1]
    # A last factor may reach to the right: x ∑ aₙ, x ∫ t dt.
    first = items_of(final.layout)[0]
    acts = isinstance(first, BigOperator) or is_operator(first)
    big = acts and final.binding in {Binding.OPEN, Binding.PRODUCT}
    layouts.append(final.layout if big else at_least(final, Binding.FACTOR))
    is_open = big and final.binding is Binding.OPEN
    return Written(_side_by_side(layouts), Binding.OPEN if is_open else Binding.PRODUCT)


def _followed(factor: Written, following: Written) -> Layout:
    """Return a factor as it is written before another: sin x cos x, but sin(x)·y and ln(2) sin x."""
    if factor.closed is None:
        return at_least(factor, Binding.FACTOR)
    return factor.layout if _begins_with_function(following) and not _ends_with_digit(factor) else factor.closed


def _ends_with_digit(written: Written) -> bool:
    return _leads_with_digit(items_of(written.layout)[-1])


def _begins_with_function(written: Written) -> bool:
    return written.binding >= Binding.FACTOR and role_of(items_of(written.layout)[0]) is Role.FUNCTION


def _side_by_side(factors: list[Layout]) -> Layout:
    items: list[Layout] = []
    letters = ""
    for factor in factors:
        if items and (not _joins(items, factor) or _spells_a_word(letters, factor)):
            items.append(DOT)
            letters = ""
        letters = letters + _letter(factor) if _letter(factor) else ""
        items.append(factor)
    return row(items)


def _letter(layout: Layout) -> str:
    """Return the letter where the layout is one, else nothing."""
    is_letter = isinstance(layout, Symbol) and layout.kind is Kind.VARIABLE and len(layout.text) == 1
    return layout.text if is_letter and isinstance(layout, Symbol) else ""


def _spells_a_word(letters: str, factor: Layout) -> bool:
    """Whether letters side by side would read as a function or constant: l·n, p·i, e·x·p."""
    if not letters:
        return False
    first = items_of(factor)[0]
    base = first.base if isinstance(first, Scripts) else first
    letter = _letter(base)
    if not letter:
        return False
    run = letters + letter
    return any(run[start:] in _WORDS for start in range(max(0, len(run) - _LONGEST_WORD), len(run) - 1))


def _joins(before: list[Layout], factor: Layout) -> bool:
    """Whether the factor may follow without a dot and still be read as a factor."""
    previous = before[-1]
    if _is_application(previous):
        return role_of(items_of(factor)[0]) is Role.FUNCTION
    left, right = items_of(previous)[-1], items_of(factor)[0]
    if isinstance(right, Fraction | Grid) or _leads_with_digit(right) or _never_before_a_factor(left):
        return False
    if isinstance(right, Fenced):
        return not (_may_be_applied(left) or _is_tuple(right) or (_has_bars(left) and _has_bars(right)))
    if isinstance(left, Symbol) and left.text in _GREEK_FUNCTIONS and role_of(right) is Role.FUNCTION:
        return False
    return not (_is_long_name(left) or _is_long_name(right))


def _is_application(layout: Layout) -> bool:
    """Whether it is sin x, f(x): a name with its argument."""
    items = items_of(layout)
    return len(items) > 1 and (
        role_of(items[0]) is Role.FUNCTION or (isinstance(items[-1], Fenced) and _may_be_applied(items[-2]))
    )


def _may_be_applied(layout: Layout) -> bool:
    base = layout.base if isinstance(layout, Scripts) else layout
    if isinstance(base, BigOperator):
        return True
    return isinstance(base, Symbol) and (base.text in FUNCTION_LETTERS or _is_long_name(base))


def _never_before_a_factor(layout: Layout) -> bool:
    """Whether it is n!, a lone 1 (1x is never written) or d (dx is a differential)."""
    return isinstance(layout, Symbol) and (layout.kind is Kind.POSTFIX or layout.text in {"1", "d"})


def _leads_with_digit(layout: Layout) -> bool:
    base = layout.base if isinstance(layout, Scripts) else layout
    return isinstance(base, Symbol) and base.kind is Kind.DIGIT


def _is_long_name(layout: Layout) -> bool:
    base = layout.base if isinstance(layout, Scripts) else layout
    return isinstance(base, Symbol) and base.kind is not Kind.FUNCTION and base.style == "upright"


def _is_tuple(layout: Fenced) -> bool:
    return layout.left not in {"(", "|"} or any(
        isinstance(item, Symbol) and item.text == "," for item in items_of(layout.body)
    )


def _has_bars(layout: Layout) -> bool:
    base = layout.base if isinstance(layout, Scripts) else layout
    return isinstance(base, Fenced) and base.left == "|"


def _quotient(tree: Apply, write: Write) -> Written:
    signed = _signed(tree, write)
    if signed is not None:
        return signed
    return Written(Fraction(*(plain(write(arg)) for arg in tree.args)), Binding.FACTOR)


_RAISED_FUNCTIONS = frozenset({"sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh"})
"""Functions whose whole positive powers are written sin² x."""


def _power(tree: Apply, write: Write) -> Written:
    base, power = tree.args
    raised = exponent(power, write)
    if isinstance(base, Apply) and base.head in _RAISED_FUNCTIONS and _is_count(power):
        return _raised_function(write(base), raised)
    layout = at_least(write(base), Binding.ATOM)
    if isinstance(layout, Scripts) and layout.above is None:
        return Written(Scripts(layout.base, layout.below, raised), Binding.POWER)
    return Written(Scripts(layout, None, raised), Binding.POWER)


def _is_count(tree: Tree) -> bool:
    """Whether it is 2, 3, …: sin⁻¹ x would mean arcsin."""
    return isinstance(tree, Number) and tree.value > 1 and tree.value.denominator == 1 and not tree.is_decimal


def _raised_function(written: Written, raised: Layout) -> Written:
    forms = []
    for layout in (written.layout, written.closed or written.layout):
        function, *argument = items_of(layout)
        forms.append(row([Scripts(function, None, raised), *argument]))
    return Written(forms[0], Binding.FACTOR, None if written.closed is None else forms[1])


ARITHMETIC: dict[str, Form] = {
    "add": _sum,
    "mul": _product,
    "neg": _negative,
    "div": _quotient,
    "pow": _power,
}
