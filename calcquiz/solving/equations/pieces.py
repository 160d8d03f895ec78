"""Equations with pieces, roots and tangents rewritten: bars opened, squares multiplied out, tan as sin over cos."""

from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, free_names, number, rebuild, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.collecting import terms_of
from calcquiz.solving.equations.numbers import Line
from calcquiz.solving.equations.polynomials import Turn, equals, polynomial_of, polynomial_tree
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

PIECEWISE = frozenset({"abs", "max", "min", "relu"})


def pieces_turn(tree: Tree, where: Line) -> Turn | None:
    """Open the first function with pieces: in turn it is each of what it may be."""
    found = [node for node in walk(tree) if isinstance(node, Apply) and node.head in PIECEWISE]
    node = next((one for one in found if where.name in free_names(one)), None)
    if node is None:
        return None
    values = _pieces_of(node)
    opened = tuple(equals(_put(tree, node, value), ZERO) for value in values)
    shown = [tex(value) for value in values]
    why = f"Cases: {tex(node)} is {', '.join(shown[:-1])} or {shown[-1]}. False solutions may come in."
    return Turn(rule="absolute-value", became=opened, why=why, forward=True, level=Level.BRIEF)


def _pieces_of(node: Apply) -> tuple[Tree, ...]:
    if node.head == "abs":
        return node.args[0], negate(node.args[0])
    return (node.args[0], ZERO) if node.head == "relu" else node.args


def _put(tree: Tree, node: Tree, value: Tree) -> Tree:
    made = textbook(rebuild(tree, lambda one: value if one == node else one))
    names = sorted(free_names(made))
    polynomial = polynomial_of(made, names[0]) if len(names) == 1 else None
    return polynomial_tree(polynomial, Name(names[0])) if polynomial else made


def squares_turn(tree: Tree, where: Line) -> Turn | None:
    """Multiply out the square of a sum in which a root stands."""
    found = [node for node in walk(tree) if _is_square_with_root(node, where)]
    if not found or not isinstance(found[0], Apply):
        return None
    square = found[0]
    opened = _multiplied_out(square.args[0])
    whole = textbook(rebuild(tree, lambda node: opened if node == square else node))
    polynomial_part, rest = _sorted_terms(whole, where)
    became = equals(textbook(total([*rest, polynomial_part])), ZERO)
    return Turn(rule="same-on-both-sides", became=(became,), why="Multiply out and collect the terms.")


def _is_square_with_root(node: Tree, where: Line) -> bool:
    if not isinstance(node, Apply) or node.head != "pow" or node.args[1] != TWO:
        return False
    base = node.args[0]
    has_root = any(
        isinstance(one, Apply) and one.head == "sqrt" and where.name in free_names(one) for one in walk(base)
    )
    return has_root and isinstance(base, Apply) and base.head == "add" and len(base.args) == 2


def _multiplied_out(base: Tree) -> Tree:
    assert isinstance(base, Apply)
    one, other = base.args
    return textbook(total([_square(one), product([TWO, one, other]), _square(other)]))


def _square(tree: Tree) -> Tree:
    if isinstance(tree, Apply) and tree.head == "neg":
        return _square(tree.args[0])
    if isinstance(tree, Apply) and tree.head == "sqrt":
        return tree.args[0]
    if isinstance(tree, Apply) and tree.head == "mul":
        return product([_square(factor) for factor in tree.args])
    return raised(tree, TWO)


def _sorted_terms(tree: Tree, where: Line) -> tuple[Tree, list[Tree]]:
    """Return the polynomial part of a sum, collected, and the other terms."""
    flat: list[Tree] = []
    for term in terms_of(tree):
        inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
        opened = terms_of(inner)
        flat += [negate(one) for one in opened] if inner is not term else opened
    kept = [term for term in flat if polynomial_of(term, where.name) is None]
    polynomial = polynomial_of(total([term for term in flat if term not in kept]), where.name)
    return (polynomial_tree(polynomial, Name(where.name)) if polynomial else ZERO), kept


def two_roots_turn(tree: Tree, where: Line) -> Turn | None:
    """Square a sqrt(u) = b sqrt(v), both a and b without roots."""
    terms = terms_of(tree)
    if len(terms) != 2 or not all(_holds_root(term, where) for term in terms):
        return None
    squares = []
    for term in terms:
        row = powers_of(term, where.name)
        if row is None or any(_is_sum_with_root(part, where) for part in row.parts):
            return None
        doubled = [raised(part, product([TWO, exponent])) for part, exponent in row.parts.items()]
        squares.append(textbook(product([raised(row.constant.times(ONE), TWO), *doubled])))
    shown = tex(equals(terms[0], negate(terms[1])))
    why = f"Square both sides of {shown}. False solutions may come in."
    became = equals(squares[0], squares[1])
    return Turn(rule="square-both-sides", became=(became,), why=why, forward=True, level=Level.BRIEF)


def _holds_root(tree: Tree, where: Line) -> bool:
    return any(
        isinstance(node, Apply) and node.head == "sqrt" and where.name in free_names(node) for node in walk(tree)
    )


def _is_sum_with_root(tree: Tree, where: Line) -> bool:
    return isinstance(tree, Apply) and tree.head == "add" and _holds_root(tree, where)


def opened_tangent_turn(tree: Tree, where: Line) -> Turn | None:
    """Write tan u as sin u/cos u where sine or cosine of u stands in the equation too."""
    nodes = [node for node in walk(tree) if isinstance(node, Apply) and where.name in free_names(node)]
    angles = [node.args for node in nodes if node.head in {"sin", "cos"}]
    node = next((node for node in nodes if node.head == "tan" and node.args in angles), None)
    if node is None:
        return None
    opened = quotient(Apply("sin", node.args), Apply("cos", node.args))
    whole = textbook(rebuild(tree, lambda one: opened if one == node else one))
    why = f"Write {tex(equals(node, opened))}."
    return Turn(rule="double-angle", became=(equals(whole, ZERO),), why=why)


def half_product_turn(left: Tree, right: Tree, where: Line) -> Turn | None:
    """Write sin u cos u = c as sin 2u = 2c."""
    if not isinstance(left, Apply) or left.head != "mul" or right == ZERO:
        return None
    moving = [factor for factor in left.args if where.name in free_names(factor)]
    front = product([factor for factor in left.args if factor not in moving])
    heads = {factor.head: factor.args for factor in moving if isinstance(factor, Apply)}
    if len(moving) != 2 or set(heads) != {"sin", "cos"} or heads["sin"] != heads["cos"]:
        return None
    double = polynomial_of(product([TWO, *heads["sin"]]), where.name)
    if double is None:
        return None
    angle = polynomial_tree(double, Name(where.name))
    became = equals(Apply("sin", (angle,)), textbook(quotient(product([TWO, right]), front)))
    shown = tex(equals(product(moving), quotient(Apply("sin", (angle,)), number(2))))
    return Turn(rule="double-angle", became=(became,), why=f"Double angle: {shown}.")
