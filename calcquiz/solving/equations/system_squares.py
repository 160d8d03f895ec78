"""Squares in systems: where an unknown stands only as its square, the square is found and put in."""

from collections.abc import Sequence
from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, quotient, raised
from calcquiz.algebra.tree import TWO, ZERO, Apply, Name, Tree, free_names, number
from calcquiz.solving.equations.numbers import sign_of
from calcquiz.solving.equations.polynomials import Polynomial, equals, polynomial_of
from calcquiz.solving.equations.system_factors import residual
from calcquiz.solving.equations.system_steps import collected, same_residuals
from calcquiz.solving.move import Move
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


@dataclass(frozen=True, slots=True)
class SquareStep:
    """An equation that tells the square of an unknown, and another one it is put into."""

    name: str
    value: Tree
    """What the square is."""
    source: Apply
    target: Apply
    put: Apply
    """The target with the square replaced, not worked out."""
    rest: tuple[Apply, ...]

    def written(self, sheet: Sheet, unknowns: Sequence[str]) -> tuple[Apply, ...]:
        """Write both steps and return the equations that are left."""
        square = raised(Name(self.name), TWO)
        told, after = equals(square, self.value), collected(self.put, unknowns)
        if told != self.source:
            why = f"Solve {tex(self.source)} for {tex(square)}."
            proof = same_residuals(self.source, told)
            sheet.write(
                Move(
                    rule="solve-and-put-in",
                    why=why,
                    before=self.source,
                    after=told,
                    depth=sheet.depth,
                    proof=proof,
                )
            )
        sheet.write(
            Move(
                rule="solve-and-put-in",
                why=f"Put {tex(told)} into {tex(self.target)}.",
                before=self.target,
                after=after,
                depth=sheet.depth,
                proof=same_residuals(self.put, after),
            )
        )
        return (after, told, *self.rest)


def square_step(equations: Sequence[Apply], unknowns: Sequence[str]) -> SquareStep | None:
    """Return how one equation tells the square of an unknown that another one holds in even powers only."""
    for source in equations:
        for name in unknowns:
            value = _square_of(polynomial_of(residual(source), name), unknowns)
            if value is None:
                continue
            for target in equations:
                put = _put_in(target, name, value) if target != source and name in free_names(target) else None
                if put is not None:
                    rest = tuple(one for one in equations if one not in {source, target})
                    return SquareStep(name, value, source, target, put, rest)
    return None


def _square_of(polynomial: Polynomial | None, unknowns: Sequence[str]) -> Tree | None:
    """Return b/a from a x^2 - b, a a number."""
    if polynomial is None or 2 not in polynomial or not set(polynomial) <= {0, 2}:
        return None
    if set(free_names(polynomial[2])) & set(unknowns) or not sign_of(polynomial[2]):
        return None
    return textbook(negate(quotient(polynomial.get(0, ZERO), polynomial[2])))


def _put_in(target: Apply, name: str, value: Tree) -> Apply | None:
    """Return an equation with the even powers of an unknown replaced; None where it has odd ones."""
    sides = []
    for side in target.args:
        made = _with_squares(side, name, value)
        if made is None or name in free_names(made):
            return None
        sides.append(made)
    return equals(sides[0], sides[1])


def _with_squares(tree: Tree, name: str, value: Tree) -> Tree | None:
    if name not in free_names(tree):
        return tree
    if not isinstance(tree, Apply):
        return None
    if tree.head == "pow" and tree.args[0] == Name(name):
        exponent = exact_number(tree.args[1])
        return raised(value, number(exponent / 2)) if exponent is not None and exponent % 2 == 0 else None
    args = [_with_squares(arg, name, value) for arg in tree.args]
    known = tuple(arg for arg in args if arg is not None)
    return Apply(tree.head, known) if len(known) == len(args) else None
