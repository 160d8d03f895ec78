"""Algebra for integrals: integrands as products of powers, multiplied out, and results in textbook form."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm, prod

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.integral_table import power_of
from calcquiz.algebra.powers import Constant, Powers, powers_of, whole_of
from calcquiz.algebra.rational import constant_ratio
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, call, free_names, is_sum, number, rebuild, walk
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION
from calcquiz.solving.integrals.simplify import simplified
from calcquiz.tasks.textbook import textbook

ALGEBRAIC = frozenset({"add", "mul", "neg", "div", "pow", "sqrt", "cbrt", "root"})
MOST_TERMS = 24
"""Of a product that is multiplied out."""
HIGHEST_EXPANDED = 6
"""Power of a sum up to which it is multiplied out."""


def integral(function: Tree, name: str, *ends: Tree) -> Apply:
    """Return the integral, still to be worked out."""
    return Apply("integral", (function, Name(name), *ends))


def integrals_in(tree: Tree) -> list[Apply]:
    """Return the indefinite integrals in a tree, each once, from left to right."""
    found = [node for node in walk(tree) if isinstance(node, Apply) and node.head == "integral" and len(node.args) == 2]
    return list(dict.fromkeys(found))


def constant_of_integration(tree: Tree) -> Name:
    """Return the name of a constant that the formula does not use yet: C, or K."""
    taken = {node.name for node in walk(tree) if isinstance(node, Name)}
    return Name(next(name for name in ("C", "K", *CONSTANTS_OF_INTEGRATION, "C_0") if name not in taken))


def holds(tree: Tree, name: str) -> bool:
    """Return whether the name stands in the tree."""
    return name in free_names(tree)


def replaced(tree: Tree, part: Tree, became: Tree) -> Tree:
    """Return the tree with a part replaced wherever it stands, not tidied."""
    return rebuild(tree, lambda node: became if node == part else node)


def term_tree(constant: Constant, parts: Mapping[Tree, Tree]) -> Tree:
    """Return a constant times powers of parts as one fraction."""
    top, bottom = [], []
    for part, exponent in parts.items():
        value = exact_number(exponent)
        if value is not None and value < 0:
            bottom.append(power_of(part, number(-value)))
        else:
            top.append(power_of(part, exponent))
    return constant.times(quotient(product(top), product(bottom)))


def joined(tree: Tree, name: str) -> Tree:
    """Return a term with powers of equal parts joined: x^2*sqrt(x) is x^(5/2); any other tree as it is."""
    powers = powers_of(tree, name)
    return tree if powers is None else term_tree(*_merged(powers))


def _merged(powers: Powers) -> tuple[Constant, dict[Tree, Tree]]:
    """Return constant and parts with multiples of one sum joined, and exponentials: e^(2 x) e^(-x) is e^x."""
    kept: dict[Tree, Tree] = {}
    constant = powers.constant
    for part, exponent in powers.parts.items():
        whole = whole_of(exponent)
        other, ratio = _alike(part, kept) if whole is not None else (None, Fraction(1))
        if other is None or whole is None:
            kept[part] = exponent
        elif is_sum(part):
            constant.rational *= ratio**whole
            kept[other] = total([kept[other], exponent])
        else:
            kept = _exponentials_joined(kept, other, ratio * whole)
    return constant, {part: exponent for part, exponent in kept.items() if exponent != ZERO}


def _alike(part: Tree, kept: Mapping[Tree, Tree]) -> tuple[Tree | None, Fraction]:
    """Return a part that is the same sum but for a factor, or an exponential of a multiple, and the factor."""
    for other in kept:
        if is_sum(part) and is_sum(other):
            ratio = constant_ratio(part, other)
        elif _is_exponential(part) and _is_exponential(other) and whole_of(kept[other]) is not None:
            assert isinstance(part, Apply)
            assert isinstance(other, Apply)
            ratio = constant_ratio(part.args[0], other.args[0])
        else:
            continue
        if ratio is not None:
            return other, ratio
    return None, Fraction(1)


def _is_exponential(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "exp"


def _exponentials_joined(kept: Mapping[Tree, Tree], other: Tree, more: Fraction) -> dict[Tree, Tree]:
    """Return the parts with e^u times e^(more u) as one exponential, where it stood."""
    assert isinstance(other, Apply)
    times = more + (whole_of(kept[other]) or 0)
    merged = call("exp", finished(Constant(times).times(other.args[0])))
    found: dict[Tree, Tree] = {}
    for part, exponent in kept.items():
        if part != other:
            found[part] = exponent
        elif times:
            found[merged] = ONE
    return found


def constant_and_rest(tree: Tree, name: str) -> tuple[Tree, Tree] | None:
    """Return the constant factor of a term and the rest; None where the constant is 1 or not defined."""
    powers = powers_of(tree, name)
    if powers is None or not powers.parts:
        return None
    constant = powers.constant.times(ONE)
    return None if constant == ONE else (constant, term_tree(Constant(), powers.parts))


def terms_of(tree: Tree) -> list[Tree]:
    """Return the terms of a sum with their signs; anything else is one term."""
    if isinstance(tree, Apply) and tree.head == "neg":
        return [negate(term) for term in terms_of(tree.args[0])]
    if isinstance(tree, Apply) and tree.head == "add":
        return [part for term in tree.args for part in terms_of(term)]
    return [tree]


def is_algebraic(tree: Tree) -> bool:
    """Return whether only powers with fixed exponents, roots and arithmetic stand in a formula."""
    nodes = [node for node in walk(tree) if isinstance(node, Apply)]
    return all(node.head in ALGEBRAIC and not (node.head == "pow" and free_names(node.args[1])) for node in nodes)


def multiplied_out(tree: Tree, name: str) -> Tree | None:
    """Return a product of sums and small whole powers of sums as one sum of terms; None where nothing opens."""
    powers = powers_of(tree, name)
    if powers is None:
        return None
    terms: list[Tree] = [ONE]
    kept: dict[Tree, Tree] = {}
    for part, exponent in powers.parts.items():
        whole = whole_of(exponent)
        if is_sum(part) and whole is not None and 0 < whole <= HIGHEST_EXPANDED:
            for _ in range(whole):
                terms = [product([left, right]) for left in terms for right in terms_of(part)]
                if len(terms) > 8 * MOST_TERMS:
                    return None
                terms = terms_of(collected(terms, name))
        else:
            kept[part] = exponent
    if len(terms) == 1 or len(terms) > MOST_TERMS:
        return None
    rest = term_tree(powers.constant, kept)
    return collected([product([term, rest]) for term in terms], name)


def collected(terms: Iterable[Tree], name: str) -> Tree:
    """Return the sum of terms, powers joined and like terms added."""
    return textbook(total([joined(term, name) for term in terms]))


def distributed(tree: Tree) -> Tree:
    """Return the tree with plain constants multiplied into sums, term by term, at the top."""
    terms = []
    for term in terms_of(tree):
        opened = _opened(term)
        terms += opened if len(opened) == 1 else [part for one in opened for part in terms_of(distributed(one))]
    return total(terms)


def _opened(term: Tree) -> list[Tree]:
    if isinstance(term, Apply) and term.head == "neg":
        return [negate(part) for part in _opened(term.args[0])]
    above, below = term.args if isinstance(term, Apply) and term.head == "div" else (term, ONE)
    factors = list(above.args) if isinstance(above, Apply) and above.head == "mul" else [above]
    sums = [factor for factor in factors if is_sum(factor)]
    others = [factor for factor in factors if not is_sum(factor)]
    if len(sums) != 1 or free_names(below) or any(free_names(factor) for factor in others):
        return [term]
    scale = Constant()
    scale.multiply(product(others))
    scale.multiply(below, -1)
    return [scale.times(part) for part in terms_of(sums[0])]


def finished(tree: Tree) -> Tree:
    """Return an antiderivative as a textbook prints it: constants multiplied in, one fraction a term."""
    opened = textbook(distributed(simplified(textbook(tree))))
    return total([_one_fraction(term) for term in terms_of(opened)])


def _one_fraction(term: Tree) -> Tree:
    if isinstance(term, Apply) and term.head in {"mul", "div", "neg"} and free_names(term):
        scale = Constant()
        rest: list[Tree] = []
        below: list[Tree] = []
        _take(term, 1, scale, rest, below)
        _join_roots(scale, rest, below)
        rest = [_with_whole_terms(factor, scale) for factor in rest]
        return scale.times(quotient(product(sorted(rest, key=_rank)), product(sorted(below, key=_rank))))
    return term


def _with_whole_terms(factor: Tree, scale: Constant) -> Tree:
    """Return 2 - x^2 for a factor 1 - x^2/2 of a term, the 2 below moved into the scale."""
    if not isinstance(factor, Apply) or factor.head != "add" or not is_algebraic(factor):
        return factor
    below = lcm(*(_numeric_denominator(term) for term in factor.args))
    if below == 1:
        return factor
    scale.rational /= below
    return textbook(total([Constant(Fraction(below)).times(term) for term in factor.args]))


def _numeric_denominator(term: Tree) -> int:
    scale = Constant()
    scale.multiply(term)
    return scale.rational.denominator


def _join_roots(scale: Constant, above: list[Tree], below: list[Tree]) -> None:
    """Multiply the roots of numbers among the factors of a term, where there are several: sqrt(6) sqrt(2)."""
    found = [(part, 1) for part in above if _is_root_of_number(part)]
    found += [(part, -1) for part in below if _is_root_of_number(part)]
    if not found or (len(found) == 1 and not _goes_up(found[0], scale)):
        return
    inside = prod((exact_number(part.args[0]) or 1) ** sign for part, sign in found if isinstance(part, Apply))
    for factors in (above, below):
        factors[:] = [part for part in factors if not _is_root_of_number(part)]
    _take(square_root(number(inside)), 1, scale, above, below)


def _goes_up(root: tuple[Tree, int], scale: Constant) -> bool:
    """Return whether a root below the bar divides what stands above: 2/sqrt(2) is sqrt(2)."""
    part, sign = root
    inside = exact_number(part.args[0]) if isinstance(part, Apply) else None
    return sign < 0 and inside is not None and scale.rational.numerator % inside == 0


def _is_root_of_number(tree: Tree) -> bool:
    value = exact_number(tree.args[0]) if isinstance(tree, Apply) and tree.head == "sqrt" else None
    return value is not None and value > 0


def _rank(factor: Tree) -> int:
    """Return where a factor stands in a term: constants, powers of variables, then the rest as it comes."""
    if not free_names(factor):
        return 0
    base = factor.args[0] if isinstance(factor, Apply) and factor.head in {"pow", "sqrt", "cbrt"} else factor
    return 1 if isinstance(base, Name) else 2


def spread(tree: Tree) -> Tree:
    """Return an antiderivative with factors multiplied into sums of fractions: x (e^x/2 + 1/2) is x e^x/2 + x/2."""
    return finished(total([part for term in terms_of(tree) for part in _spread(term)]))


def _spread(term: Tree) -> list[Tree]:
    if isinstance(term, Apply) and term.head == "neg":
        return [negate(part) for part in _spread(term.args[0])]
    factors = list(term.args) if isinstance(term, Apply) and term.head == "mul" else [term]
    sums = [factor for factor in factors if is_sum(factor)]
    if len(sums) != 1 or len(factors) < 2 or not any(_is_fraction(part) for part in terms_of(sums[0])):
        return [term]
    others = [factor for factor in factors if factor is not sums[0]]
    return [product([*others, part]) for part in terms_of(sums[0])]


def _is_fraction(term: Tree) -> bool:
    bare = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
    return isinstance(bare, Apply) and bare.head == "div" and exact_number(bare.args[1]) is not None


def _take(tree: Tree, sign: int, scale: Constant, rest: list[Tree], below: list[Tree]) -> None:
    if isinstance(tree, Apply) and tree.head in {"mul", "div", "neg"}:
        scale.rational *= -1 if tree.head == "neg" else 1
        for place, factor in enumerate(tree.args):
            _take(factor, -sign if tree.head == "div" and place else sign, scale, rest, below)
    elif exact_number(tree) is not None:
        scale.multiply(tree, sign)
    else:
        (rest if sign > 0 else below).append(tree)


def divided(tree: Tree, by: Tree) -> Tree:
    """Return tree/by with a constant below multiplied into the terms above."""
    scale = Constant()
    scale.multiply(by, -1)
    return scale.times(tree) if scale.is_defined else quotient(tree, by)


def square_root(tree: Tree) -> Tree:
    """Return sqrt(tree), squares of whole numbers outside: 2*sqrt(3) for sqrt(12)."""
    value = exact_number(tree)
    if value is None or value <= 0:
        return tidy(call("sqrt", tree))
    top, bottom = value.numerator * value.denominator, value.denominator
    outside = max(k for k in range(1, 400) if top % (k * k) == 0)
    inside = top // outside**2
    return Constant(Fraction(outside, bottom)).times(call("sqrt", number(inside)) if inside > 1 else ONE)
