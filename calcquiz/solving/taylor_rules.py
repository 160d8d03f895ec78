"""The rules of Taylor polynomials, each in one sentence."""

from calcquiz.solving.rule import Rule

TAYLOR_RULES: tuple[Rule, ...] = ()
