"""Special points, optima and multipliers."""
