"""Ends: what a formula tends to by the laws of limits alone, and which form it has where they do not tell."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.powers import vanishes
from calcquiz.algebra.tidy import quotient, raised, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Number, Tree, free_names, neg
from calcquiz.solving.limits.approach import MINUS_OO, OO, Approach
from calcquiz.solving.limits.end import ENDS_AT_INFINITY, LARGEST, OSCILLATING, POLES, STEPPED, UNKNOWN, End, Sort, form
from calcquiz.tasks.textbook import textbook


def end_of(tree: Tree, way: Approach) -> End:
    """Return what a formula tends to, as far as the laws of limits tell."""
    if not way.holds(tree):
        return _value(tree, tree, way)
    if tree == way.name:
        return _infinite(way.infinite) if way.infinite else _value(way.place, tree, way)
    assert isinstance(tree, Apply)
    rule = RULES.get(tree.head)
    if rule is not None:
        return rule(tree, way)
    if len(tree.args) == 1:
        return _of_function(tree, way)
    return _put_in(tree, way)


def _infinite(sign: int) -> End:
    return End(sort=Sort.INFINITE, sign=sign)


def _value(value: Tree, tree: Tree, way: Approach) -> End:
    """Return the end at a value; a formula without value there has none."""
    value = textbook(value)
    if is_zero(value):
        return End(sort=Sort.VALUE, value=ZERO, sign=way.sign(tree) if way.holds(tree) else 0)
    if not free_names(value):
        from calcquiz.algebra.precise import mp_value

        number = mp_value(value, {})
        if number is None or abs(number) > LARGEST:
            return UNKNOWN
        return End(sort=Sort.VALUE, value=value, sign=1 if number > 0 else -1)
    return End(sort=Sort.VALUE, value=value, sign=way.sign(tree))


def is_zero(value: Tree) -> bool:
    """Return whether a constant formula is 0."""
    if value == ZERO:
        return True
    if isinstance(value, Number):
        return False
    if free_names(value):
        return vanishes(value)
    from calcquiz.algebra.precise import mp_value

    number = mp_value(value, {})
    return number is not None and abs(number) < 1e-30


def _put_in(tree: Apply, way: Approach) -> End:
    """Return the value at the place itself, for functions of several arguments that are continuous there."""
    if way.infinite or any(end_of(arg, way).sort is not Sort.VALUE for arg in tree.args):
        return UNKNOWN
    return _value(Apply(tree.head, tuple(end_of(arg, way).value for arg in tree.args)), tree, way)


def _sum(tree: Apply, way: Approach) -> End:
    ends = [_end_of_term(arg, way) for arg in tree.args]
    troubled = _trouble(ends)
    if troubled is not None:
        return troubled
    signs = {end.sign for end in ends if end.sort is Sort.INFINITE}
    if signs:
        if 0 in signs:
            return form("oo-oo") if len([end for end in ends if end.sort is Sort.INFINITE]) > 1 else _infinite(0)
        return _infinite(signs.pop()) if len(signs) == 1 else form("oo-oo")
    if any(end.sort is Sort.BOUNDED for end in ends):
        bounds = [_bound(end, arg, way) for end, arg in zip(ends, tree.args, strict=True)]
        return End(sort=Sort.BOUNDED, value=ZERO if ZERO in bounds else total(bounds))
    return _value(total([end.value for end in ends]), tree, way)


def _end_of_term(term: Tree, way: Approach) -> End:
    """Return the end of a term of a sum; one that dies out by the order of growth tends to 0 there."""
    end = end_of(term, way)
    if end.sort is not Sort.FORM or way.infinite < 1:
        return end
    growth = growth_of(term, way.variable)
    if growth is None or growth.direction >= 0:
        return end
    return End(sort=Sort.VALUE, value=ZERO, sign=way.sign(term))


def _trouble(ends: list[End]) -> End | None:
    """Return the first part of which the laws do not tell what it does."""
    for sort in (Sort.FORM, Sort.UNKNOWN):
        found = next((end for end in ends if end.sort is sort), None)
        if found is not None:
            return found
    return None


def _bound(end: End, tree: Tree, way: Approach) -> Tree:
    if end.sort is Sort.BOUNDED:
        return end.value
    return ZERO if way.holds(tree) else textbook(Apply("abs", (tree,)))


def _negative(tree: Apply, way: Approach) -> End:
    end = end_of(tree.args[0], way)
    if end.sort is Sort.VALUE:
        return End(sort=Sort.VALUE, value=textbook(neg(end.value)), sign=-end.sign, squeezed=end.squeezed)
    return _infinite(-end.sign) if end.sort is Sort.INFINITE else end


def _product(tree: Apply, way: Approach) -> End:
    ends = [end_of(arg, way) for arg in tree.args]
    troubled = _trouble(ends)
    if troubled is not None:
        return troubled
    infinite = any(end.sort is Sort.INFINITE for end in ends)
    bounded = any(end.sort is Sort.BOUNDED for end in ends)
    if any(end.is_zero for end in ends):
        if infinite:
            return form("0*oo")
        return End(sort=Sort.VALUE, value=ZERO, sign=way.sign(tree), squeezed=bounded)
    if infinite:
        return UNKNOWN if bounded else _infinite(way.sign(tree))
    if bounded:
        bounds = [_bound(end, arg, way) for end, arg in zip(ends, tree.args, strict=True)]
        return End(sort=Sort.BOUNDED, value=ZERO if ZERO in bounds else textbook(Apply("mul", tuple(bounds))))
    return _value(Apply("mul", tuple(end.value for end in ends)), tree, way)


def _quotient(tree: Apply, way: Approach) -> End:
    top, bottom = (end_of(arg, way) for arg in tree.args)
    troubled = _trouble([top, bottom])
    if troubled is not None:
        return troubled
    if bottom.sort is Sort.BOUNDED:
        return UNKNOWN
    if bottom.sort is Sort.INFINITE:
        if top.sort is Sort.INFINITE:
            return form("oo/oo")
        return End(sort=Sort.VALUE, value=ZERO, sign=way.sign(tree), squeezed=top.sort is Sort.BOUNDED)
    if bottom.is_zero:
        if top.is_zero:
            return form("0/0")
        return UNKNOWN if top.sort is Sort.BOUNDED else _infinite(way.sign(tree))
    if top.sort is Sort.INFINITE:
        return _infinite(way.sign(tree))
    if top.sort is Sort.BOUNDED:
        steady = not way.holds(tree.args[1])
        return End(sort=Sort.BOUNDED, value=textbook(quotient(top.value, bottom.value)) if steady else ZERO)
    return _value(quotient(top.value, bottom.value), tree, way)


def _power(tree: Apply, way: Approach) -> End:
    base, exponent = tree.args
    if not way.holds(exponent):
        return _fixed_exponent(tree, end_of(base, way), exponent, way)
    above = end_of(exponent, way)
    if not way.holds(base) and (value := exact_number(base)) is not None and value < 0:
        return _negative_base(value, above, way)
    below = end_of(base, way)
    troubled = _trouble([below, above])
    if troubled is not None:
        return troubled
    if Sort.BOUNDED in {below.sort, above.sort}:
        return UNKNOWN
    return _moving_exponent(tree, below, above, way)


def _fixed_exponent(tree: Apply, below: End, exponent: Tree, way: Approach) -> End:
    if below.sort in {Sort.FORM, Sort.UNKNOWN}:
        return below
    if below.sort is Sort.VALUE and below.value == ONE:
        return _value(ONE, tree, way)
    power = exact_number(exponent)
    if below.sort is Sort.BOUNDED:
        whole = power is not None and power > 0
        return End(sort=Sort.BOUNDED, value=raised(below.value, exponent) if whole else ZERO) if whole else UNKNOWN
    if below.sort is Sort.VALUE and not below.is_zero:
        return _value(raised(below.value, exponent), tree, way)
    from calcquiz.algebra.precise import mp_value

    size = mp_value(exponent, {})
    if size is None or not way.is_defined(tree):
        return UNKNOWN
    vanishing = (size > 0) is below.is_zero
    sign = way.sign(tree)
    return End(sort=Sort.VALUE, value=ZERO, sign=sign) if vanishing else _infinite(sign)


def _negative_base(base: Fraction, above: End, way: Approach) -> End:
    """Return the end of (-r)^n for whole n."""
    if not way.whole or above.sort is not Sort.INFINITE or above.sign < 0:
        return UNKNOWN
    if base == -1:
        return End(sort=Sort.BOUNDED, value=ONE)
    return End(sort=Sort.VALUE, value=ZERO) if base > -1 else UNKNOWN


def _moving_exponent(tree: Apply, below: End, above: End, way: Approach) -> End:
    steady = not way.holds(tree.args[0])
    if above.sort is Sort.INFINITE:
        if below.sort is Sort.VALUE and below.value == ONE:
            return _value(ONE, tree, way) if steady else form("1^oo")
        if not above.sign:
            return UNKNOWN
        large = below.sort is Sort.INFINITE or _exceeds_one(below.value)
        return _infinite(1) if large is (above.sign > 0) else End(sort=Sort.VALUE, value=ZERO, sign=1)
    if above.is_zero and not steady:
        if below.is_zero:
            return form("0^0")
        if below.sort is Sort.INFINITE:
            return form("oo^0")
    if below.sort is Sort.INFINITE or below.is_zero:
        grows = (below.sort is Sort.INFINITE) is (above.sign > 0)
        return _infinite(1) if grows else End(sort=Sort.VALUE, value=ZERO, sign=1)
    return _value(raised(below.value, above.value), tree, way)


def _exceeds_one(value: Tree) -> bool:
    from calcquiz.algebra.precise import mp_value

    size = mp_value(value, {})
    return size is not None and size > 1


def _of_function(tree: Apply, way: Approach) -> End:
    inner = end_of(tree.args[0], way)
    if inner.sort in {Sort.FORM, Sort.UNKNOWN}:
        return inner
    if inner.sort is Sort.INFINITE:
        return _far_out(tree, inner, way)
    if inner.sort is Sort.BOUNDED:
        return End(sort=Sort.BOUNDED, value=ONE if tree.head in OSCILLATING else ZERO)
    if tree.head == "log" and inner.is_zero:
        return _infinite(-1) if way.is_defined(tree) else UNKNOWN
    if tree.head in STEPPED and _steps_at(tree.head, inner.value):
        return UNKNOWN
    found = _value(Apply(tree.head, (inner.value,)), tree, way)
    if found.sort is Sort.UNKNOWN and tree.head in POLES and way.is_defined(tree):
        return _infinite(way.sign(tree))
    return found


def _steps_at(head: str, value: Tree) -> bool:
    number = exact_number(value)
    if head == "sign":
        return value == ZERO
    return number is not None and number.denominator == 1


def _far_out(tree: Apply, inner: End, way: Approach) -> End:
    if tree.head in OSCILLATING:
        return End(sort=Sort.BOUNDED, value=ONE)
    ends = ENDS_AT_INFINITY.get(tree.head)
    if ends is None:
        return UNKNOWN
    if not inner.sign:
        return (
            _value(ends[1], tree, way)
            if ends[0] == ends[1] == ZERO
            else UNKNOWN
            if ends[0] != ends[1]
            else _infinite(1)
        )
    limit = ends[inner.sign > 0]
    if limit is None:
        return UNKNOWN
    if limit in {OO, MINUS_OO}:
        return _infinite(1 if limit == OO else -1)
    return _value(limit, tree, way) if limit != ZERO else End(sort=Sort.VALUE, value=ZERO, sign=way.sign(tree))


RULES: dict[str, Callable[[Apply, Approach], End]] = {
    "add": _sum,
    "neg": _negative,
    "mul": _product,
    "div": _quotient,
    "pow": _power,
}
"""Head -> its law of limits."""
