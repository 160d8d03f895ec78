"""Taylor polynomials, from derivatives or from known series."""
