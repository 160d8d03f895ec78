"""Solving: a task becomes a derivation, each step by a named rule and proved by numbers."""
