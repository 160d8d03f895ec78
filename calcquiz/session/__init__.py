"""The loops: practice and what belongs to it; clock, seed and `ask` are passed in, moments come out."""
