"""Integrals: a plan of rules first, then the lines it leads to."""
