"""Wrong steps of integration at one node of a plan, the likeliest first."""

from collections.abc import Iterator

from calcquiz.solving.integrals.plan import Plan
from calcquiz.solving.slips.integral_methods import METHOD_STEPS
from calcquiz.solving.slips.integral_step import Made, Step
from calcquiz.solving.slips.integral_table import TABLE_STEPS

STEPS: tuple[Step, ...] = (*TABLE_STEPS, *METHOD_STEPS)
"""The wrong steps of integration."""
BY_NAME = {step.name: step for step in STEPS}


def steps_at(plan: Plan) -> Iterator[tuple[Step, Made]]:
    """Yield the wrong steps that can happen at a node of a plan, and what they make of it."""
    for step in STEPS:
        made = step.make(plan)
        if made is not None:
            yield step, made
