"""Slips: wrong steps that explain wrong answers."""
