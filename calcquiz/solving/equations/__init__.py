"""Equations and systems, solved line by line."""
