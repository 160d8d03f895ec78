"""Numerical methods, one line an iterate or a panel."""
