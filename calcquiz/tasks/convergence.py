"""The task `convergence(a, n)`: whether the series of a(n) converges absolutely, conditionally, or diverges."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Name, Tree
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.task import Args, Setting, Task, name_of
from calcquiz.tasks.terms import verdict_of_terms

OPTIONS = (
    ("absolutely", "It converges absolutely."),
    ("conditionally", "It converges conditionally."),
    ("diverges", "It diverges."),
)


def key(args: Args, setting: Setting) -> Tree:
    """Return the right option's key, as a name."""
    return Name(setting.compute("convergence", to_text(args[0]), name_of(args[1])))


def oracle(args: Args, found: Tree, _: Setting) -> Evidence:
    """Look at the exponent with which the terms shrink."""
    verdict = verdict_of_terms(args[0], name_of(args[1]))
    agrees = None if verdict is None else found == Name(verdict)
    return Evidence(agrees=agrees, points=9, method="size and sign of the terms")


TASK = Task(
    name="convergence",
    signature="convergence(a, n)",
    arity=(2, 2),
    names=(1,),
    kind=lambda _: Kind.CHOICE,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
    options=OPTIONS,
)
