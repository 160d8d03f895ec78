"""Checking: a response and a key to a verdict; one file an answer kind, one list of kinds."""
