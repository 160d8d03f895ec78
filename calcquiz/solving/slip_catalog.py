"""The one list of slips: the name of a task and the wrong steps that can be made in it."""

from calcquiz.solving.slip import Slips

SLIPS: dict[str, Slips] = {}
