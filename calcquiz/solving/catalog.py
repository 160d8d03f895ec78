"""The one list of what works a task: the name of a task and the function that writes its derivation."""

from calcquiz.solving.derivatives import derivatives, differences, implicit, partial_values, partials, tangent_lines
from calcquiz.solving.integrals import work as integrals
from calcquiz.solving.limits import work as limits
from calcquiz.solving.methods import work as methods
from calcquiz.solving.points import work as points
from calcquiz.solving.series import sets as series_sets
from calcquiz.solving.series import work as series
from calcquiz.solving.taylor import work as taylor
from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {
    **derivatives.WORKERS,
    **partials.WORKERS,
    **partial_values.WORKERS,
    **implicit.WORKERS,
    **differences.WORKERS,
    **tangent_lines.WORKERS,
    **integrals.WORKERS,
    **limits.WORKERS,
    **series.WORKERS,
    **series_sets.WORKERS,
    **taylor.WORKERS,
    **points.WORKERS,
    **methods.WORKERS,
}
