"""Steps of systems: an equation is factored, or solved for one unknown that goes into the others."""

import math
from collections.abc import Sequence

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import is_positive
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import (
    ONE,
    ZERO,
    Apply,
    Name,
    Number,
    Tree,
    call,
    free_names,
    number,
    rebuild,
    size,
    sub,
    substitute,
    walk,
)
from calcquiz.solving.equations.isolating import peeled
from calcquiz.solving.equations.polynomials import Polynomial, equals, polynomial_of, polynomial_tree
from calcquiz.solving.equations.system_factors import Reduction, number_in_front, positive_first, residual
from calcquiz.solving.move import Move, Proof
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def linear_step(
    equations: Sequence[Apply], names: Sequence[str], multipliers: Sequence[str], positive: frozenset[str]
) -> Reduction | None:
    """Return the equation that is best solved for one unknown: the result plain, a multiplier kept where it helps."""
    rows: list[tuple[tuple[int, ...], Reduction]] = []
    for place, equation in enumerate(equations):
        for name in (*names, *multipliers):
            if name not in free_names(equation):
                continue
            found = _solved_for(equation, name, (*names, *multipliers), positive)
            if found is None:
                continue
            value, why = found
            others = len(set(free_names(value)) & {*names, *multipliers})
            kept = (name in multipliers) if others < 2 else (name not in multipliers)
            open_names = set(free_names(value)) & {*names, *multipliers}
            is_separate = name in names and bool(open_names) and open_names <= set(multipliers)
            score = (int(not is_separate), others, int(kept), size(value), place)
            said = f"Solve {tex(equation)} for {tex(Name(name))}{why}."
            rows.append((score, _told(equation, name, value, said)))
    return min(rows, key=lambda row: row[0])[1] if rows else None


def _told(equation: Apply, name: str, value: Tree, why: str) -> Reduction:
    became = equals(Name(name), value)

    def holds() -> bool | None:
        from calcquiz.algebra.probe import same_values

        left, right = (substitute(side, {name: value}) for side in equation.args)
        return same_values(left, right)

    return Reduction(rule="solve-and-put-in", equation=equation, became=(became,), why=why, proof=holds)


def _solved_for(
    equation: Apply, name: str, unknowns: Sequence[str], positive: frozenset[str]
) -> tuple[Tree, str] | None:
    """Return the only value of an unknown in terms of the others, and what is said of it; None where there is none."""
    whole = residual(equation)
    polynomial = polynomial_of(whole, name)
    if polynomial is not None and max(polynomial, default=0) == 1:
        return _from_linear(polynomial, unknowns, positive)
    left, right = equation.args
    if name not in free_names(left):
        left, right = right, left
    if name in free_names(right):
        return None
    core, other = peeled(left, right, name)
    if not isinstance(core, Apply) or core.args[-1] != Name(name) or len(core.args) != 1:
        return None
    return (_exponential_of(other), "") if core.head == "log" else None


def _exponential_of(tree: Tree) -> Tree:
    """Return e to a sum, logarithms of numbers in it as factors in front: e^(ln 2 - u) is 2 e^(-u)."""
    terms = tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,)
    known = [term for term in terms if isinstance(term, Apply) and term.head == "log" and not free_names(term)]
    rest = total([term for term in terms if term not in known])
    return textbook(product([*(term.args[0] for term in known), call("exp", rest)]))


def _from_linear(polynomial: Polynomial, unknowns: Sequence[str], positive: frozenset[str]) -> tuple[Tree, str] | None:
    slope, constant = polynomial[1], polynomial.get(0, ZERO)
    value = positive_first(textbook(_divided(negate(constant), slope)))
    if not set(free_names(slope)) & set(unknowns) or is_positive(slope, positive):
        return value, ""
    if constant != ZERO and not set(free_names(constant)) & set(unknowns):
        shown = slope.args[0] if isinstance(slope, Apply) and slope.head == "neg" else slope
        return value, f"; {tex(shown)} is not zero, or the equation would be false"
    return None


def _divided(above: Tree, below: Tree) -> Tree:
    """Return a quotient, a minus sign in front of a sum or below taken into the sum."""
    is_negative, inner = False, above
    if isinstance(above, Apply) and above.head == "neg":
        is_negative, inner = True, above.args[0]
    if not isinstance(inner, Apply) or inner.head != "add":
        return quotient(above, below)
    value = exact_number(below)
    turned = value is not None and value < 0
    terms = [negate(term) for term in inner.args] if is_negative != turned else list(inner.args)
    below = negate(below) if turned else below
    terms, below = _reduced(terms, below)
    return total([quotient(term, below) for term in terms]) if below == ONE else quotient(total(terms), below)


def _reduced(terms: list[Tree], below: Tree) -> tuple[list[Tree], Tree]:
    """Return a sum over a number with what all of them share divided out, a positive term in front."""
    inner = positive_first(total(terms))
    terms = list(inner.args) if isinstance(inner, Apply) and inner.head == "add" else [inner]
    value = exact_number(below)
    if value is None or value.denominator != 1:
        return terms, below
    shared = math.gcd(int(value), *(number_in_front(term) for term in terms))
    return [textbook(quotient(term, number(shared))) for term in terms], number(value / shared)


# Putting in --------------------------------------------------------------------------------------------------


def put_into(
    equations: Sequence[Apply], name: str, value: Tree, sheet: Sheet, unknowns: Sequence[str]
) -> tuple[Apply, ...]:
    """Write the equations with an unknown replaced and return them."""
    made = []
    for equation in equations:
        if name not in free_names(equation):
            made.append(equation)
            continue
        put = substitute(equation, {name: value})
        assert isinstance(put, Apply)
        after = collected(put, unknowns)
        made.append(after)
        what = tex(equals(Name(name), value))
        if any((move.before, move.after) == (equation, after) for move in sheet.moves):
            sheet.say(f"Put {what} into {tex(equation)}: again {tex(after)}.", rule="solve-and-put-in")
            continue
        why = f"Put {what} into {tex(equation)}."
        sheet.write(
            Move(
                rule="solve-and-put-in",
                why=why,
                before=equation,
                after=after,
                depth=sheet.depth,
                proof=same_residuals(put, after),
            )
        )
    return tuple(made)


def divides_by_zero(equation: Apply, name: str, value: Tree) -> bool:
    """Return whether putting a value in leaves a quotient over zero."""
    for node in walk(substitute(equation, {name: value})):
        if isinstance(node, Apply) and node.head == "div" and textbook(node.args[1]) == ZERO:
            return True
    return False


def same_residuals(put: Apply, after: Apply) -> Proof:
    """Return the proof that left minus right is the same, but for a constant factor, in two equations."""
    from calcquiz.algebra.probe import same_values
    from calcquiz.algebra.rational import constant_ratio

    first, second = sub(*put.args), sub(*after.args)
    return lambda: same_values(first, second) or constant_ratio(first, second) is not None


def collected(equation: Apply, unknowns: Sequence[str]) -> Apply:
    """Return an equation with like terms collected: a polynomial in one unknown by falling powers."""
    left, right = equation.args
    names = [name for name in unknowns if name in free_names(equation)]
    if len(names) == 1:
        both = polynomial_of(left, names[0]), polynomial_of(right, names[0])
        if both[0] is not None and both[1] is not None:
            sides = [_by_powers(side, Name(names[0])) for side in both if side is not None]
            return equals(sides[0], sides[1])
    return equals(_plain(left), _plain(right))


def _by_powers(polynomial: Polynomial, variable: Name) -> Tree:
    if not polynomial:
        return ZERO
    whole = polynomial_tree(polynomial, variable)
    return positive_first(whole) if max(polynomial) == 1 else whole


def _plain(tree: Tree) -> Tree:
    """Return a side worked out: plain where it is a number, powers of fractions opened, like terms collected."""
    value = exact_number(tree)
    if value is not None:
        return Number(value)
    return positive_first(textbook(rebuild(tree, _opened_power)))


def _opened_power(tree: Tree) -> Tree:
    """Return (a/b)^n as a^n/b^n and (a b)^n as a^n b^n, n a whole number."""
    if not isinstance(tree, Apply) or tree.head != "pow" or not isinstance(tree.args[0], Apply):
        return tree
    base, exponent = tree.args[0], exact_number(tree.args[1])
    if exponent is None or exponent.denominator != 1:
        return tree
    if base.head == "neg":
        inner = _opened_power(Apply("pow", (base.args[0], tree.args[1])))
        return inner if exponent % 2 == 0 else negate(inner)
    if base.head in {"mul", "div"}:
        parts = tuple(_opened_power(Apply("pow", (part, tree.args[1]))) for part in base.args)
        return Apply(base.head, parts)
    return tree
