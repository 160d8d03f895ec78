"""The rules of numerical methods, each in one sentence."""

from calcquiz.solving.rule import Rule

METHOD_RULES: tuple[Rule, ...] = ()
