"""Derivatives of all kinds, rule by rule."""
