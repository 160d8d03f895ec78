"""The language of formulas: parse, tree, evaluate, differentiate, tidy, and the bridge to sympy."""
