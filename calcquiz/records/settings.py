"""The settings of a learner: how often, how much, and when a day begins."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `config.toml`, `CALCQUIZ_*` and flags may change."""

    desired_retention: float = 0.9
    """The probability of recall at which a skill is due."""
    new_per_day: int = 3
    """New skills that `drill` begins a day."""
    rollover_hour: int = 4
    """The hour at which a new study day begins."""
    easy: bool = False
    """Rate an answer Easy that is right at once and twice as fast as the own median."""
    maximum_interval: int = 36_500
    """The longest interval, in days."""
