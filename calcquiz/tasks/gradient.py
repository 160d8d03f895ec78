"""The task `gradient(f, (x, y))`: the vector of the partial derivatives."""

from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks import partial
from calcquiz.tasks.points import all_of
from calcquiz.tasks.task import Args, Setting, Task, names_of


def key(args: Args, setting: Setting) -> Tree:
    """Return the vector of the partial derivatives in textbook form."""
    return Apply("vector", tuple(partial.key((args[0], Name(name)), setting) for name in names_of(args[1])))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare each entry with differences of the function at high precision."""
    names = names_of(args[1])
    if not isinstance(found, Apply) or found.head != "vector" or len(found.args) != len(names):
        return Evidence(agrees=False, method="shape")
    entries = zip(names, found.args, strict=True)
    evidence = [partial.oracle((args[0], Name(name)), entry, setting) for name, entry in entries]
    return all_of(evidence, "differences at high precision")


TASK = Task(
    name="gradient",
    signature="gradient(f, (x, y))",
    arity=(2, 2),
    names=(1,),
    kind=lambda _: Kind.VECTOR,
    key=key,
    oracle=oracle,
    variable=lambda _: None,
)
