"""Fitting the memory model: what was compared, and which weights came out ahead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The outcome of `calcquiz optimize`."""

    trained_on: int
    """Reviews the weights were fitted to: the first four fifths by time."""
    tested_on: int
    """Reviews both sets of weights were tried on: the last fifth."""
    current_loss: float
    """Mean log-loss of the weights in effect on the reviews tried on; smaller is better."""
    fitted_loss: float
    difference: float
    """Current minus fitted: positive when the fitted weights foretold better."""
    standard_error: float
    """Of the paired difference."""
    weights: tuple[float, ...]
    """The 21 fitted weights."""

    @property
    def accepted(self) -> bool:
        """Return whether the fitted weights are better by more than the standard error."""
        return self.difference > self.standard_error
