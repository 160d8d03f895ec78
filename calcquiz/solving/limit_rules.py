"""The rules of limits, each in one sentence."""

from calcquiz.solving.rule import Rule

LIMIT_RULES: tuple[Rule, ...] = ()
