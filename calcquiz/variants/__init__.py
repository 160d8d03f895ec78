"""Variants: a problem and a number become one question, drawn and worked out."""
