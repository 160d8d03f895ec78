"""The rules of integration, each in one sentence."""

from calcquiz.solving.rule import Rule

INTEGRAL_RULES: tuple[Rule, ...] = ()
