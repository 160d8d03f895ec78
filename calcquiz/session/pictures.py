"""Pictures of a session: the problem's own plot, and the learner's curve beside the right one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from calcquiz.algebra.parse import parse
from calcquiz.algebra.points import span_of
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.moment import Moment, Notice, Picture
from calcquiz.records.scene import Scene
from calcquiz.records.variant import Kind, Variant
from calcquiz.records.verdict import Verdict

CURVES = frozenset({Kind.EXPRESSION, Kind.ANTIDERIVATIVE, Kind.DERIVATIVE})

GIVES_AWAY = "The picture would give the answer away. It is shown when the question is over."


def own_picture(complete: Variant, part: int, *, over: bool) -> Iterator[Moment]:
    """Yield the problem's plot; before the part is over nothing that uses the key, and nothing kept for the answer."""
    if complete.plot is None:
        yield Notice(text="There is no picture for this question.")
        return
    try:
        scene = own_scene(complete, part, over=over)
    except CalcquizError as error:
        yield Notice(text=f"The picture could not be drawn: {error.message}.")
        return
    if scene is None:
        yield Notice(text=GIVES_AWAY)
    else:
        yield Picture(scene=scene)


def own_scene(variant: Variant, part: int, *, over: bool) -> Scene | None:
    """Return what the problem's plot shows, or None where there is none or it may not be shown yet.

    Args:
        variant: With its key where the part is over.
        part: Whose key the plot may use, from 1.
        over: Whether the part is over.

    Raises:
        CalcquizError: the picture cannot be drawn.
    """
    if variant.plot is None or (not over and variant.plot.get("when") == "answer"):
        return None
    from calcquiz.plotting.authored import scene_of

    asked = variant.parts[part - 1]
    values = {**variant.values, "key": asked.key} if over else dict(variant.values)
    variables = variant.variables or (asked.rules.variable,)
    return scene_of(variant.plot, variables=variables, values=values, formula=legend)


@dataclass(slots=True)
class Album:
    """The pictures of a question that is over, shown in turn: both curves of wrong answers, then the problem's own."""

    curves: list[Picture] = field(default_factory=list)
    shown: int = 0

    def keep(self, picture: Picture) -> None:
        """Put both curves of a wrong answer into the album."""
        self.curves.append(picture)

    def next(self, complete: Variant, part: int) -> Iterator[Moment]:
        """Yield the next picture; after the last one comes the first again."""
        pages = len(self.curves) + (complete.plot is not None)
        page = self.shown % pages if pages else 0
        self.shown += 1
        if page < len(self.curves):
            yield self.curves[page]
        else:
            yield from own_picture(complete, part, over=True)


def legend(tree: Tree) -> str:
    """Return how a formula is called in a legend: its line form."""
    from calcquiz.typeset import from_tree, line

    return line(from_tree(tree))


def witness_picture(complete: Variant, part: int, verdict: Verdict, response: str) -> Picture | None:
    """Return both curves around the point where they differ, or None where there are no two curves to draw."""
    asked = complete.parts[part - 1]
    if asked.kind not in CURVES or verdict.witness is None or len(verdict.witness.at) != 1:
        return None
    from calcquiz.plotting.build import witness_scene

    names = asked.names
    try:
        right = parse(asked.key, names, open_names=True, author=True)
        yours = parse(response, names)
        ((variable, value),) = verdict.witness.at.items()
        if variable not in free_names(right) | free_names(yours):
            return None
        if asked.kind is Kind.ANTIDERIVATIVE:
            from calcquiz.algebra.differentiate import differentiate

            right, yours = differentiate(right, variable), differentiate(yours, variable)
        within = span_of(asked.rules.intervals.get(variable, "")) or (None, None)
        scene = witness_scene(right, yours, variable, {variable: Fraction(value)}, formula=legend, within=within)
    except FormulaError:
        return None
    caption = "The derivative of yours beside the integrand." if asked.kind is Kind.ANTIDERIVATIVE else ""
    return Picture(scene=scene, caption=caption)
