"""Calculus for machine learning and data science, practised in the terminal."""

__version__ = "0.1.0"
