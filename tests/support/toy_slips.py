"""Two slips of differentiation, small enough to be read at a glance: for tests of what is done with slips."""

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import product, tidy, total
from calcquiz.algebra.tree import Apply, Name, call
from calcquiz.solving.slips.slip import Slip
from calcquiz.tasks.task import name_of
from calcquiz.typeset import tree_tex


class ToySlips:
    """The inner derivative of a sine is dropped; a product becomes the product of the derivatives."""

    def sites(self, args, setting):
        del setting
        return list(_sites(args[0], name_of(args[1]), ()))

    def result(self, args, setting, taken):
        del setting
        return tidy(_with_slips(args[0], name_of(args[1]), (), {slip.place: slip for slip in taken}))


def _sites(tree, name, place):
    if not isinstance(tree, Apply):
        return
    if tree.head == "sin":
        yield _slip("inner-derivative-dropped", place, tree, name, call("cos", tree.args[0]))
    if tree.head == "mul":
        wrong = product([differentiate(factor, name) for factor in tree.args])
        yield _slip("product-of-derivatives", place, tree, name, wrong)
    for number, arg in enumerate(tree.args):
        yield from _sites(arg, name, (*place, number))


def _slip(name, place, tree, variable, wrong):
    right = differentiate(tree, variable)
    say = f"Look at ${tree_tex(tree)}$: its derivative is ${tree_tex(right)}$."
    part = Apply("derivative", (tree, Name(variable)))
    return Slip(name=name, place=place, part=part, right=right, wrong=tidy(wrong), say=say)


def _with_slips(tree, name, place, taken):
    if place in taken and taken[place].name == "inner-derivative-dropped":
        return taken[place].wrong
    if not isinstance(tree, Apply) or not any(key[: len(place)] == place for key in taken):
        return differentiate(tree, name)
    slopes = [_with_slips(arg, name, (*place, number), taken) for number, arg in enumerate(tree.args)]
    if tree.head == "add":
        return total(slopes)
    if tree.head == "mul" and place in taken:
        return product(slopes)
    if tree.head == "mul":
        terms = [product([*tree.args[:number], slope, *tree.args[number + 1 :]]) for number, slope in enumerate(slopes)]
        return total(terms)
    return differentiate(tree, name)
