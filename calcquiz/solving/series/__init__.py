"""Series: sums, tests of convergence, power series."""
