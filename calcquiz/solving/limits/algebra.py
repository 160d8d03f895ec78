"""Limits of the form 0/0 by algebra: one fraction, common factors cancelled, roots removed by the conjugate."""

from calcquiz.algebra.parts import factors_of, fraction_of, terms_of
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import TWO, Apply, Tree, power
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import Rewriting, cancelled, expanded, is_rational, one_fraction
from calcquiz.solving.words import tex


def by_factoring(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a quotient of polynomials over a common denominator, factored, or cancelled: one of these at a time."""
    if not is_rational(tree, way.variable):
        return None
    compound = _is_compound(tree, way)
    if way.infinite and not compound:
        return None
    common = _common_factor(tree, way)
    shorter = cancelled(tree, way.setting)
    if common is not None:
        return _cancelled(shorter, common, way)
    top, bottom = one_fraction(tree, way.setting)
    factored = quotient(top, bottom)
    if compound:
        return Rewriting(
            rule="common-denominator", became=way.of(_joined(tree, factored, way)), why="Write it as one fraction."
        )
    if _common_factor(factored, way) is None:
        return _cancelled(shorter, None, way) if shorter != tree else None
    above, below = fraction_of(tree)
    moved = [name for name, old, new in (("the top", above, top), ("the bottom", below, bottom)) if old != new]
    what = "top and bottom" if len(moved) == 2 else moved[0] if moved else "top and bottom"
    return Rewriting(rule="factor-a-limit", became=way.of(factored), why=f"Factor {what}.")


def _joined(tree: Tree, factored: Tree, way: Approach) -> Tree:
    """Return one fraction; where fractions stood inside a fraction, nothing cancels yet."""
    if not isinstance(tree, Apply) or tree.head != "div":
        return factored
    (top, under), (bottom, over) = (one_fraction(part, way.setting) for part in tree.args)
    return quotient(product([top, over]), product([bottom, under]))


def _is_compound(tree: Tree, way: Approach) -> bool:
    """Return whether fractions stand inside the fraction, or several fractions are added."""
    top, bottom = fraction_of(tree)
    return any(
        isinstance(node, Apply) and node.head == "div" and way.holds(node.args[1])
        for part in (top, bottom)
        for node in _inside(part)
    )


def _inside(tree: Tree) -> list[Tree]:
    from calcquiz.algebra.tree import walk

    return [node for node in walk(tree) if isinstance(node, Apply)]


def _common_factor(factored: Tree, way: Approach) -> Tree | None:
    """Return a factor that stands above and below."""
    above, below = factors_of(factored)
    bases = [_base(factor) for factor in below if way.holds(factor)]
    for factor in above:
        if way.holds(factor) and (_base(factor) in bases or negate(_base(factor)) in bases):
            return _base(factor)
    return None


def _base(factor: Tree) -> Tree:
    return factor.args[0] if isinstance(factor, Apply) and factor.head == "pow" else factor


def _cancelled(shorter: Tree, common: Tree | None, way: Approach) -> Rewriting:
    if common is None:
        return Rewriting(
            rule="cancel-near-the-place", became=way.of(shorter), why="Cancel what top and bottom have in common."
        )
    what = tex(common)
    near = "" if way.infinite else f", which is not 0 while {tex(way.name)} only comes close to {tex(way.place)}"
    return Rewriting(
        rule="cancel-near-the-place", became=way.of(shorter), why=f"Cancel {what}{near}.", level=Level.NORMAL
    )


def by_conjugate(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a quotient with a difference of roots multiplied by its conjugate, above and below."""
    top, bottom = fraction_of(tree)
    for above, below, flip in ((top, bottom, False), (bottom, top, True)):
        found = _difference_of_roots(above, way)
        if found is None:
            continue
        rest, first, second = found
        conjugate = total([first, negate(second)])
        squares = expanded(total([power(first, TWO), negate(power(second, TWO))]), way.setting)
        one, other = product([*rest, squares]), product([below, conjugate])
        made = quotient(other, one) if flip else quotient(one, other)
        why = (
            f"Multiply above and below by the conjugate {tex(conjugate)}: "
            f"$(a - b)(a + b) = a^2 - b^2$ leaves {tex(squares)}."
        )
        return Rewriting(rule="conjugate", became=way.of(made), why=why)
    return None


def by_cancelling(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a quotient of polynomials and roots with the common factor of its polynomials cancelled."""
    if way.infinite or is_rational(tree, way.variable):
        return None
    above, below = factors_of(tree)
    plain, under = ([one for one in side if is_rational(one, way.variable)] for side in (above, below))
    if not any(map(way.holds, plain)) or not any(map(way.holds, under)):
        return None
    whole = quotient(product(plain), product(under))
    short = cancelled(whole, way.setting)
    common = _common_factor(whole, way) or _common_factor(quotient(*one_fraction(whole, way.setting)), way)
    top, bottom = fraction_of(short)
    others, beneath = ([one for one in side if one not in used] for side, used in ((above, plain), (below, under)))
    made = quotient(product([top, *others]), product([bottom, *beneath]))
    return None if made == tree else _cancelled(made, common, way)


def _difference_of_roots(tree: Tree, way: Approach) -> tuple[list[Tree], Tree, Tree] | None:
    """Return other factors, and the two parts of a difference with a square root that vanishes or is oo - oo."""
    factors = factors_of(tree)[0]
    for factor in factors:
        terms = terms_of(factor)
        roots = [term for term in terms if _is_root(term, way)]
        if len(terms) < 2 or not roots:
            continue
        end = end_of(factor, way)
        if not (end.is_zero or (end.sort is Sort.FORM and end.form == "oo-oo")):
            continue
        first = roots[0]
        second = total([term for term in terms if term != first])
        if len(terms) - 1 > 1 and any(_is_root(term, way) for term in terms if term != first):
            continue
        others = list(factors)
        others.remove(factor)
        return others, first, second
    return None


def _is_root(term: Tree, way: Approach) -> bool:
    """Return whether a term is a constant times a square root in which the variable stands."""
    moving = [factor for factor in factors_of(term)[0] if way.holds(factor)]
    if len(moving) != 1 or factors_of(term)[1]:
        return False
    root = moving[0]
    return isinstance(root, Apply) and root.head == "sqrt"


def by_one_fraction(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a difference of fractions over a common denominator: the form oo - oo."""
    terms = terms_of(tree)
    if len(terms) < 2 or is_rational(tree, way.variable):
        return None
    parts = [fraction_of(term) for term in terms]
    if not any(way.holds(bottom) for _, bottom in parts):
        return None
    bottoms = list(dict.fromkeys(bottom for _, bottom in parts if bottom != product([])))
    whole = product(bottoms)
    tops = [product([top, *(one for one in bottoms if one != bottom)]) for top, bottom in parts]
    made = quotient(total(tops), whole)
    return Rewriting(rule="common-denominator", became=way.of(made), why="Write it as one fraction.")
