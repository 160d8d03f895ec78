"""Limits: put in, cancel, compare growth, and what is left."""
