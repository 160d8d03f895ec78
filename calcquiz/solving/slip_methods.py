"""Slips in numerical methods: those over panels and those that iterate."""

from calcquiz.solving.slip import Slips
from calcquiz.solving.slip_iterates import ITERATE_SLIPS
from calcquiz.solving.slip_panels import PANEL_SLIPS

METHOD_SLIPS: dict[str, Slips] = {**PANEL_SLIPS, **ITERATE_SLIPS}
