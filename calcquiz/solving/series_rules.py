"""The tests and rules of series, each in one sentence."""

from calcquiz.solving.rule import Rule

SERIES_RULES: tuple[Rule, ...] = ()
