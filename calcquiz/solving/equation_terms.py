"""Equations in which the unknown stands several times: products, fractions, common factors, logarithms, roots, bars."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, free_names, number, rebuild, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.equation_isolating import exp_of, same_base
from calcquiz.solving.equation_numbers import Line, sign_of, zeros
from calcquiz.solving.equation_polynomials import Turn, equals, polynomial_of, polynomial_tree, polynomial_turn
from calcquiz.solving.equation_substitution import substitution_turn
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.textbook import textbook

NEVER_ZERO = frozenset({"exp", "sigma", "softplus", "cosh", "sech", "phi", "Phi", "sec", "csc"})

PARTIAL = frozenset({"log", "div", "sqrt", "tan", "sec", "csc", "cot", "asin", "acos", "acosh", "atanh"})


def zero_turn(tree: Tree, where: Line) -> Turn | None:
    """Return the next step for tree = 0 where the tree is a product, power or fraction."""
    if not isinstance(tree, Apply):
        return None
    if tree.head == "neg":
        return zero_turn(tree.args[0], where)
    if tree.head == "div":
        return _zero_fraction(tree, where)
    if tree.head == "mul":
        return _zero_product(tree, where)
    return None


def _zero_fraction(tree: Apply, where: Line) -> Turn | None:
    above, below = tree.args
    if where.name not in free_names(below):
        return zero_turn(above, where)
    if where.name not in free_names(above):
        return None
    never = not zeros(below, where)
    why = "A fraction is zero where its numerator is" + (
        f"; {tex(below)} is never zero." if never else " and its denominator is not."
    )
    return Turn(rule="zero-numerator", became=(equals(above, ZERO),), why=why, forward=not never)


def _zero_product(tree: Apply, where: Line) -> Turn | None:
    moving = [factor for factor in tree.args if where.name in free_names(factor)]
    vanishing = [factor for factor in moving if not is_never_zero(factor, where)]
    dropped = [factor for factor in moving if factor not in vanishing]
    if len(moving) == 1 and not dropped:
        return None
    if not vanishing:
        return Turn(rule="zero-product", became=(), why=f"{_never(dropped)}: the product is not either.")
    became = tuple(equals(_base(factor), ZERO) for factor in vanishing)
    why = "A product is zero where one of its factors is."
    if dropped:
        why = f"{_never(dropped)}." if len(vanishing) == 1 else f"{why} {_never(dropped)}."
    forward = len(moving) > 1 and any(is_partial(factor, where) for factor in moving)
    return Turn(rule="zero-product", became=tuple(dict.fromkeys(became)), why=why, level=Level.BRIEF, forward=forward)


def is_partial(tree: Tree, where: Line) -> bool:
    """Return whether a formula may have no value somewhere."""
    for node in walk(tree):
        if isinstance(node, Apply) and where.name in free_names(node):
            exponent = exact_number(node.args[1]) if node.head == "pow" else None
            if node.head in PARTIAL or (exponent is not None and (exponent < 0 or exponent.denominator > 1)):
                return True
    return False


def _never(factors: Sequence[Tree]) -> str:
    shown = [tex(factor) for factor in factors]
    return f"{listed(shown)} {'is' if len(shown) == 1 else 'are'} never zero"


def _base(factor: Tree) -> Tree:
    """Return what must vanish for a power to vanish."""
    if isinstance(factor, Apply) and factor.head == "pow":
        exponent = exact_number(factor.args[1])
        return factor.args[0] if exponent is not None and exponent > 0 else factor
    return factor


def is_never_zero(tree: Tree, where: Line) -> bool:
    """Return whether a factor has no zero, seen from how it is written."""
    if not isinstance(tree, Apply):
        return False
    if tree.head in NEVER_ZERO:
        return True
    if tree.head == "pow":
        return where.name not in free_names(tree.args[0]) or is_never_zero(tree.args[0], where)
    if tree.head == "div":
        return where.name not in free_names(tree.args[0]) or is_never_zero(tree.args[0], where)
    return False


# Both sides --------------------------------------------------------------------------------------------------


def paired_turn(left: Tree, right: Tree, where: Line) -> Turn | None:
    """Return the next step where both sides are the same function of something."""
    if not isinstance(left, Apply) or not isinstance(right, Apply) or left.head != right.head:
        return None
    if left.head in {"exp", "cbrt", "sigma", "tanh", "atan", "sinh"}:
        why = f"{tex(Apply(left.head, (Name('u'),)))} takes every value only once: what stands inside agrees."
        return Turn(rule="compare-exponents", became=(equals(left.args[0], right.args[0]),), why=why)
    if left.head == "pow" and not {where.name} & (free_names(left.args[0]) | free_names(right.args[0])):
        return _two_bases(left, right)
    if left.head == "log" and left.args[1:] == right.args[1:]:
        why = "Equal logarithms belong to equal numbers."
        return Turn(rule="exponentiate", became=(equals(left.args[0], right.args[0]),), why=why, forward=True)
    if left.head == "sqrt":
        return Turn(
            rule="square-both-sides",
            became=(equals(left.args[0], right.args[0]),),
            why="Square both sides.",
            forward=True,
        )
    if left.head == "abs":
        became = (equals(left.args[0], right.args[0]), equals(left.args[0], negate(right.args[0])))
        return Turn(rule="absolute-value", became=became, why="Equal absolute values: both are equal, or opposite.")
    return None


def _two_bases(left: Apply, right: Apply) -> Turn:
    """Compare the exponents of a^u = b^v."""
    (base, above), (other, below) = left.args, right.args
    if base == other:
        why = "The bases agree, so the exponents do."
        return Turn(rule="compare-exponents", became=(equals(above, below),), why=why)
    first, second = exact_number(base), exact_number(other)
    power = same_base(base, other) if first and second else None
    if power is not None:
        written = tex(equals(other, Apply("pow", (base, number(power)))))
        became = equals(above, product([number(power), below]))
        return Turn(rule="compare-exponents", became=(became,), why=f"With {written} the exponents agree.")
    became = equals(product([above, call("log", base)]), product([below, call("log", other)]))
    return Turn(rule="take-logarithms", became=(became,), why="Take the logarithm of both sides.")


def collected_turn(left: Tree, right: Tree, where: Line) -> Turn | None:
    """Return the next step for an equation with the unknown in several places, None where no rule leads on."""
    whole = textbook(total([left, negate(right)]))
    polynomial = polynomial_of(whole, where.name)
    if polynomial is not None:
        return _polynomial(polynomial, left, right, where)
    for rule in RULES:
        turn = rule(whole, where)
        if turn is not None:
            return turn
    if right != ZERO and where.name in free_names(right):
        return Turn(rule="same-on-both-sides", became=(equals(whole, ZERO),), why="Bring everything to one side.")
    return None


def _polynomial(polynomial: dict[int, Tree], left: Tree, right: Tree, where: Line) -> Turn | None:
    variable = Name(where.name)
    if max(polynomial, default=0) == 0:
        holds = equals(polynomial.get(0, ZERO), ZERO)
        return Turn(rule="same-on-both-sides", became=(holds,), why="Bring everything to one side.")
    if max(polynomial) == 1:
        slope, constant = polynomial[1], polynomial.get(0, ZERO)
        if leading_is_negative(polynomial):
            slope, constant = negate(slope), negate(constant)
        became = equals(textbook(product([slope, variable])), textbook(negate(constant)))
        said = "Collect the terms." if where.name in free_names(right) else "Expand and collect the terms."
        return Turn(rule="same-on-both-sides", became=(became,), why=said)
    collected = polynomial_tree(polynomial, variable)
    turn = polynomial_turn(polynomial, variable)
    if turn is None:
        return substitution_turn(collected, where)
    if right != ZERO and leading_is_negative(polynomial):
        collected = polynomial_tree({k: textbook(negate(value)) for k, value in polynomial.items()}, variable)
    if right != ZERO or (collected != left and len(polynomial) > 1 and _is_unexpanded(left, where)):
        why = "Bring everything to one side." if right != ZERO else "Expand and collect the terms."
        return Turn(rule="same-on-both-sides", became=(equals(collected, ZERO),), why=why)
    return turn


def leading_is_negative(polynomial: dict[int, Tree]) -> bool:
    """Return whether the coefficient of the highest power is negative."""
    return (sign_of(polynomial[max(polynomial)]) or 0) < 0


def _is_unexpanded(tree: Tree, where: Line) -> bool:
    """Return whether a power or product of sums stands in a polynomial, or two terms with the same power."""
    terms = tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,)
    found = [polynomial_of(term, where.name) for term in terms]
    degrees = [tuple(one) for one in found if one is not None]
    return any(len(degree) > 1 for degree in degrees) or len(set(degrees)) < len(degrees)


def terms_of(tree: Tree) -> list[Tree]:
    """Return the terms of a sum."""
    return list(tree.args) if isinstance(tree, Apply) and tree.head == "add" else [tree]


def _denominators(tree: Tree, where: Line) -> Turn | None:
    """Multiply a sum of fractions by what all their denominators divide."""
    needed: dict[Tree, int] = {}
    rows = []
    for term in terms_of(tree):
        sign, inner = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
        above, below = inner.args if isinstance(inner, Apply) and inner.head == "div" else (inner, ONE)
        powers = _factors(below, where)
        rows.append((product([number(sign), above]), powers, _fixed(below, where)))
        for base, exponent in powers.items():
            needed[base] = max(needed.get(base, 0), exponent)
    if not needed:
        return None
    terms = [_lifted(above, powers, needed, fixed) for above, powers, fixed in rows]
    common = product([raised(base, number(exponent)) for base, exponent in needed.items()])
    never = not zeros(common, where)
    why = f"Multiply by {tex(common)}, which is {'never zero' if never else 'not zero where the equation makes sense'}."
    whole = total(terms)
    polynomial = polynomial_of(whole, where.name)
    if polynomial and not _is_unexpanded(whole, where):
        whole = polynomial_tree(polynomial, Name(where.name))
    return Turn(rule="clear-denominators", became=(equals(whole, ZERO),), why=why, forward=not never)


def _lifted(above: Tree, powers: dict[Tree, int], needed: dict[Tree, int], fixed: Tree) -> Tree:
    missing = [raised(base, number(exponent - powers.get(base, 0))) for base, exponent in needed.items()]
    return textbook(quotient(product([above, *(one for one in missing if one != ONE)]), fixed))


def _factors(tree: Tree, where: Line) -> dict[Tree, int]:
    found: dict[Tree, int] = {}
    for factor in tree.args if isinstance(tree, Apply) and tree.head == "mul" else (tree,):
        if where.name not in free_names(factor):
            continue
        base, exponent = factor, 1
        if isinstance(factor, Apply) and factor.head == "pow":
            whole = exact_number(factor.args[1])
            if whole is not None and whole.denominator == 1 and whole > 0:
                base, exponent = factor.args[0], int(whole)
        found[base] = found.get(base, 0) + exponent
    return found


def _fixed(tree: Tree, where: Line) -> Tree:
    factors = tree.args if isinstance(tree, Apply) and tree.head == "mul" else (tree,)
    return product([factor for factor in factors if where.name not in free_names(factor)])


def _common_factor(tree: Tree, where: Line) -> Turn | None:
    """Factor out what all terms of a sum have in common."""
    terms = terms_of(tree)
    if len(terms) < 2:
        return None
    rows = [powers_of(term, where.name) for term in terms]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    shared: dict[Tree, Fraction] = {}
    for part in known[0].parts:
        exponents = [exact_number(row.parts[part]) for row in known if part in row.parts]
        values = [value for value in exponents if value is not None]
        if len(values) == len(known) and min(values) > 0:
            shared[part] = min(values)
    if not shared:
        return None
    common = product([raised(part, number(exponent)) for part, exponent in shared.items()])
    rest = []
    for row in known:
        left = {part: _less(exponent, shared.get(part)) for part, exponent in row.parts.items()}
        moving = product([raised(part, exponent) for part, exponent in left.items() if exponent != ZERO])
        rest.append(textbook(row.constant.times(moving)))
    whole = product([common, textbook(total(rest))])
    return Turn(rule="factor-out", became=(equals(whole, ZERO),), why=f"Factor out {tex(common)}.", level=Level.BRIEF)


def _less(exponent: Tree, by: Fraction | None) -> Tree:
    value = exact_number(exponent)
    return exponent if by is None or value is None else number(value - by)


def _same_growth(tree: Tree, where: Line) -> Turn | None:
    """Join exponentials that differ by constant factors: e^(1 - x) + e^(2 - x) is (e + e^2) e^(-x)."""
    fixed: list[Tree] = []
    factors: list[Tree] = []
    slopes = set()
    for term in terms_of(tree):
        if where.name not in free_names(term):
            fixed.append(term)
            continue
        row = powers_of(term, where.name)
        parts = list(row.parts.items()) if row is not None else []
        if row is None or len(parts) != 1 or parts[0][1] != ONE or not isinstance(parts[0][0], Apply):
            return None
        exponent = polynomial_of(parts[0][0].args[0], where.name)
        if parts[0][0].head != "exp" or exponent is None or max(exponent) != 1:
            return None
        slopes.add(exponent[1])
        factors.append(row.constant.times(exp_of(exponent.get(0, ZERO))))
    if len(slopes) != 1 or len(factors) < 2:
        return None
    common = call("exp", textbook(product([*slopes, Name(where.name)])))
    value = textbook(negate(quotient(total(fixed), total([textbook(factor) for factor in factors]))))
    why = f"Every exponential is a multiple of {tex(common)}. Solve for it."
    return Turn(rule="same-on-both-sides", became=(equals(common, value),), why=why)


def _two_exponentials(tree: Tree, where: Line) -> Turn | None:
    """Divide a e^u + b e^v = 0 by one of the exponentials."""
    terms = terms_of(tree)
    if len(terms) != 2:
        return None
    rows = [powers_of(term, where.name) for term in terms]
    exponents = []
    for row in rows:
        parts = list(row.parts) if row is not None else []
        if row is None or len(parts) != 1 or not isinstance(parts[0], Apply) or parts[0].head != "exp":
            return None
        exponents.append(parts[0].args[0])
    first, second = (row.constant.times(ONE) for row in rows if row is not None)
    both = total([exponents[0], negate(exponents[1])])
    found = polynomial_of(both, where.name)
    inner = textbook(both) if found is None else polynomial_tree(found, Name(where.name))
    divisor = call("exp", exponents[1])
    became = equals(call("exp", inner), textbook(negate(quotient(second, first))))
    why = f"Divide by {tex(divisor)}, which is never zero."
    return Turn(rule="same-on-both-sides", became=(became,), why=why)


def _logarithms(tree: Tree, where: Line) -> Turn | None:
    """Join a sum of logarithms to one."""
    above: list[Tree] = []
    below: list[Tree] = []
    fixed: list[Tree] = []
    for term in terms_of(tree):
        sign, inner = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
        times, log = (
            (inner.args[0], inner.args[1])
            if isinstance(inner, Apply) and inner.head == "mul" and len(inner.args) == 2
            else (ONE, inner)
        )
        whole = exact_number(times)
        if (
            isinstance(log, Apply)
            and log.head == "log"
            and len(log.args) == 1
            and whole is not None
            and whole.denominator == 1
        ):
            (above if sign * whole > 0 else below).append(raised(log.args[0], number(abs(whole))))
        elif where.name not in free_names(term):
            fixed.append(term)
        else:
            return None
    moving = [one for one in (*above, *below) if where.name in free_names(one)]
    if len(moving) < 2:
        return None
    if not fixed and above and below:
        became = equals(product(above), product(below))
        why = "Join the logarithms on either side; equal logarithms belong to equal numbers."
        return Turn(rule="join-logarithms", became=(became,), why=why, forward=True)
    inside = quotient(product(above), product(below))
    joined = equals(call("log", inside), textbook(negate(total(fixed))))
    return Turn(rule="join-logarithms", became=(joined,), why="Join the logarithms to one.", forward=True)


def _isolated_root(tree: Tree, where: Line) -> Turn | None:
    """Square an equation with a square root alone on its left."""
    for root in _nodes(tree, "sqrt", where):
        alone = _alone(tree, root, where)
        if alone is None:
            continue
        became = equals(root.args[0], textbook(raised(alone, TWO)))
        why = f"Square both sides of ${tex(equals(root, alone))[1:-1]}$. False solutions may come in."
        return Turn(rule="square-both-sides", became=(became,), why=why, forward=True, level=Level.BRIEF)
    return None


def _bars(tree: Tree, where: Line) -> Turn | None:
    """Open bars with either sign."""
    bars = _nodes(tree, "abs", where)
    alone = _alone(tree, bars[0], where) if bars else None
    if alone is None:
        return None
    inner = bars[0].args[0]
    became = (equals(inner, alone), equals(inner, negate(alone)))
    why = f"Two cases for ${tex(equals(bars[0], alone))[1:-1]}$: the bars hold the right side or its opposite."
    return Turn(rule="absolute-value", became=became, why=why, forward=True, level=Level.BRIEF)


def _nodes(tree: Tree, head: str, where: Line) -> list[Apply]:
    found = [node for node in walk(tree) if isinstance(node, Apply) and node.head == head]
    return list(dict.fromkeys(node for node in found if where.name in free_names(node)))


def _alone(tree: Tree, node: Apply, where: Line) -> Tree | None:
    """Return what a function equals in tree = 0, where it stands in one term with a constant factor."""
    terms = terms_of(tree)
    holding = [term for term in terms if node in set(walk(term))]
    if len(holding) != 1:
        return None
    factor = textbook(quotient(holding[0], node))
    if where.name in free_names(factor):
        return None
    rest = total([term for term in terms if term not in holding])
    return textbook(negate(_divided(rest, factor)))


def _divided(tree: Tree, factor: Tree) -> Tree:
    return textbook(total([quotient(term, factor) for term in terms_of(tree)])) if factor != ONE else tree


def _to_tangent(tree: Tree, where: Line) -> Turn | None:
    """Divide a sin u + b cos u = 0 by cos u."""
    terms = terms_of(tree)
    rows = [powers_of(term, where.name) for term in terms]
    if len(terms) != 2 or None in rows:
        return None
    heads = {}
    for row in rows:
        assert row is not None
        parts = list(row.parts.items())
        if len(parts) != 1 or parts[0][1] != ONE or not isinstance(parts[0][0], Apply):
            return None
        heads[parts[0][0].head] = (parts[0][0].args, row.constant.times(ONE))
    if set(heads) != {"sin", "cos"} or heads["sin"][0] != heads["cos"][0]:
        return None
    ratio = textbook(negate(quotient(heads["cos"][1], heads["sin"][1])))
    became = equals(Apply("tan", heads["sin"][0]), ratio)
    cosine = Apply("cos", heads["cos"][0])
    why = f"Divide by {tex(cosine)}: where it is zero the left side is not."
    return Turn(rule="same-on-both-sides", became=(became,), why=why)


def _double_angle(tree: Tree, where: Line) -> Turn | None:
    """Write sin 2u and cos 2u by sin u and cos u where both angles stand in the equation."""
    inner = {node.args[0] for head in ("sin", "cos") for node in _nodes(tree, head, where)}
    for angle in inner:
        double = polynomial_of(product([TWO, angle]), where.name)
        doubled = next((one for one in inner if polynomial_of(one, where.name) == double), None)
        if double is None or doubled is None:
            continue
        sine, cosine = Apply("sin", (angle,)), Apply("cos", (angle,))
        has_sine = sine in set(walk(tree))
        forms: dict[Tree, Tree] = {
            Apply("sin", (doubled,)): product([TWO, sine, cosine]),
            Apply("cos", (doubled,)): _double_cosine(sine if has_sine else cosine, is_sine=has_sine),
        }
        used = next(node for node in forms if node in set(walk(tree)))
        written = textbook(rebuild(tree, partial(_by_forms, forms)))
        why = f"Double angle: {tex(equals(used, forms[used]))}."
        return Turn(rule="double-angle", became=(equals(written, ZERO),), why=why)
    return None


def _by_forms(forms: Mapping[Tree, Tree], node: Tree) -> Tree:
    return forms.get(node, node)


def _double_cosine(function: Tree, *, is_sine: bool) -> Tree:
    square = product([TWO, raised(function, TWO)])
    return total([ONE, negate(square)]) if is_sine else total([square, number(-1)])


RULES: tuple[Callable[[Tree, Line], Turn | None], ...] = (
    zero_turn,
    _denominators,
    _common_factor,
    _same_growth,
    _two_exponentials,
    _logarithms,
    _to_tangent,
    _double_angle,
    substitution_turn,
    _isolated_root,
    _bars,
)
"""Tried one after the other."""
