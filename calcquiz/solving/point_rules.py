"""The rules of equations and optimization, each in one sentence."""

from calcquiz.solving.rule import Rule

POINT_RULES: tuple[Rule, ...] = ()
