"""Steps of systems: an equation is factored, or solved for one unknown that goes into the others."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parse import parse
from calcquiz.algebra.powers import is_positive, powers_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
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
)
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equation_isolating import peeled
from calcquiz.solving.equation_polynomials import Polynomial, equals, polynomial_of, polynomial_tree
from calcquiz.solving.move import Move, Proof
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

NEVER_ZERO = frozenset({"exp", "cosh", "sigma"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """What an equation of a system becomes."""

    rule: str
    equation: Apply
    became: tuple[Apply, ...]
    why: str
    proof: Proof

    def move(self, sheet: Sheet) -> Move:
        """Return the step as it is written."""
        after = self.became[0] if len(self.became) == 1 else Apply("or", self.became)
        return Move(
            rule=self.rule, why=self.why, before=self.equation, after=after, depth=sheet.depth, proof=self.proof
        )


def residual(equation: Apply) -> Tree:
    """Return left side minus right side."""
    left, right = equation.args
    return left if right == ZERO else sub(left, right)


# Factors -----------------------------------------------------------------------------------------------------


def factor_step(equation: Apply, unknowns: Sequence[str], sheet: Sheet, *, clears: bool = False) -> Reduction | None:
    """Return an equation in several unknowns as alternatives, where it is a product; None where it is none.

    Args:
        equation: Not solved yet.
        unknowns: Their names.
        sheet: For the worker.
        clears: Whether getting rid of a denominator is enough.
    """
    whole = textbook(residual(equation))
    made = _factored(whole, sheet)
    if made is None:
        return None
    above, below = _fraction(made)
    factors = [factor for factor in _factors(above) if set(free_names(factor)) & set(unknowns)]
    vanishing = [factor for factor in factors if not _never_zero(factor, sheet)]
    is_cleared = clears and bool(set(free_names(below)) & set(unknowns))
    is_changed = len(vanishing) > 1 or len(vanishing) < len(factors) or is_cleared
    if not is_changed or not vanishing:
        return None
    became = tuple(dict.fromkeys(_factor_zero(_base(factor), unknowns) for factor in vanishing))
    if became == (equation,):
        return None
    shown = "" if made == whole else f"Factored, {tex(equals(made, ZERO))}. "
    why = f"{shown}A product is zero where one of its factors is."
    if len(became) == 1:
        why = f"{shown}Only one factor can be zero."
    return Reduction(
        rule="zero-product",
        equation=equation,
        became=became,
        why=why,
        proof=lambda: equal(whole, made, sheet.setting),
    )


def _factored(whole: Tree, sheet: Sheet) -> Tree | None:
    """Return a formula as a product, as it is written where it is one."""
    if len(_factors(whole)) > 1:
        return whole
    common = _common_front(whole)
    if common is not None:
        return common
    try:
        text = sheet.setting.compute("factored", to_text(whole), sheet.setting.positive)
    except CalcquizError:
        return None
    return textbook(rebuild(parse(text, free_names(whole), author=True), _exponentials_up))


def _common_front(whole: Tree) -> Tree | None:
    """Return a sum with the variables that all its terms share in front: 2xy - 4x is 2x(y - 2)."""
    if not isinstance(whole, Apply) or whole.head != "add":
        return None
    front: list[Tree] = []
    terms = list(whole.args)
    for name in sorted(free_names(whole)):
        rows = [powers_of(term, name) for term in terms]
        shared = [exact_number(row.parts.get(Name(name), ZERO)) for row in rows if row is not None]
        lowest = min((value for value in shared if value is not None), default=0) if len(shared) == len(terms) else 0
        if None in shared or lowest < 1:
            continue
        factor = raised(Name(name), number(lowest))
        front.append(factor)
        terms = [textbook(quotient(term, factor)) for term in terms]
    values = [_number_in_front(term) for term in terms]
    divisor = math.gcd(*(abs(value) for value in values))
    if not front:
        return None
    terms = [textbook(quotient(term, number(divisor))) for term in terms]
    return textbook(product([number(divisor), *front, positive_first(total(terms))]))


def _number_in_front(term: Tree) -> int:
    """Return the whole number a term begins with, 1 where there is none."""
    inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
    first = inner.args[0] if isinstance(inner, Apply) and inner.head == "mul" else inner
    return int(first.value) if isinstance(first, Number) and first.value.denominator == 1 and first.value else 1


def _exponentials_up(tree: Tree) -> Tree:
    """Return y/exp(x) as y exp(-x)."""
    if not isinstance(tree, Apply) or tree.head != "div":
        return tree
    below = _factors(tree.args[1])
    moved = [factor for factor in below if isinstance(factor, Apply) and factor.head == "exp"]
    if not moved:
        return tree
    top = product([tree.args[0], *(call("exp", negate(factor.args[0])) for factor in moved)])
    kept = [factor for factor in below if factor not in moved]
    return quotient(top, product(kept)) if kept else top


def _fraction(tree: Tree) -> tuple[Tree, Tree]:
    if isinstance(tree, Apply) and tree.head == "neg":
        return _fraction(tree.args[0])
    if isinstance(tree, Apply) and tree.head == "div":
        return tree.args[0], tree.args[1]
    return tree, ONE


def _factors(tree: Tree) -> list[Tree]:
    if isinstance(tree, Apply) and tree.head == "neg":
        return _factors(tree.args[0])
    if isinstance(tree, Apply) and tree.head == "mul":
        return [one for factor in tree.args for one in _factors(factor)]
    return [tree]


def _factor_zero(factor: Tree, unknowns: Sequence[str]) -> Apply:
    """Return factor = 0, a linear factor in one unknown solved at once."""
    names = [name for name in unknowns if name in free_names(factor)]
    polynomial = polynomial_of(factor, names[0]) if len(names) == 1 else None
    if polynomial is None or max(polynomial, default=0) != 1:
        return equals(factor, ZERO)
    return equals(Name(names[0]), textbook(negate(quotient(polynomial.get(0, ZERO), polynomial[1]))))


def _base(factor: Tree) -> Tree:
    if isinstance(factor, Apply) and factor.head == "pow":
        exponent = exact_number(factor.args[1])
        return factor.args[0] if exponent is not None and exponent > 0 else factor
    return factor


def _never_zero(factor: Tree, sheet: Sheet) -> bool:
    base = _base(factor)
    if isinstance(base, Apply) and base.head in NEVER_ZERO:
        return True
    positive = frozenset(name for name, sort in sheet.setting.variables.items() if sort == "positive")
    return is_positive(base, positive)


# One unknown from one equation -------------------------------------------------------------------------------


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
    return (textbook(call("exp", other)), "") if core.head == "log" else None


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
    return total([quotient(term, below) for term in terms]) if below == ONE else quotient(total(terms), below)


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
        after = _collected(put, unknowns)
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
                proof=_put_proof(put, after),
            )
        )
    return tuple(made)


def _put_proof(put: Apply, after: Apply) -> Proof:
    from calcquiz.algebra.probe import same_values

    return lambda: same_values(sub(*put.args), sub(*after.args))


def _collected(equation: Apply, unknowns: Sequence[str]) -> Apply:
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


def positive_first(tree: Tree) -> Tree:
    """Return a sum that begins with a negative term with its first positive term in front."""
    if not isinstance(tree, Apply) or tree.head != "add" or not _is_negative(tree.args[0]):
        return tree
    place = next((k for k, term in enumerate(tree.args) if not _is_negative(term)), 0)
    return total([tree.args[place], *tree.args[:place], *tree.args[place + 1 :]])


def _is_negative(tree: Tree) -> bool:
    return (isinstance(tree, Number) and tree.value < 0) or (isinstance(tree, Apply) and tree.head == "neg")
