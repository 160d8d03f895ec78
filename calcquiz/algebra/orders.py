"""Orders of growth: the exponents of n^n, e^n, n and ln n, compared in that order, and how they multiply."""

from dataclasses import dataclass

CLOSE = 1e-9


@dataclass(frozen=True, slots=True, order=True)
class Growth:
    """|f(n)| behaves like n^(super n) e^(rate n) n^power (ln n)^logs, up to a constant factor."""

    super: float = 0.0
    rate: float = 0.0
    power: float = 0.0
    logs: float = 0.0

    def times(self, other: "Growth") -> "Growth":
        """Return the growth of a product."""
        return cleaned(
            self.super + other.super, self.rate + other.rate, self.power + other.power, self.logs + other.logs
        )

    def raised(self, exponent: float) -> "Growth":
        """Return the growth of a power."""
        return cleaned(*(part * exponent for part in (self.super, self.rate, self.power, self.logs)))

    @property
    def direction(self) -> int:
        """Return 1 when it grows beyond all bounds, -1 when it dies out, 0 when neither."""
        first = next((part for part in (self.super, self.rate, self.power, self.logs) if part), 0.0)
        return (first > 0) - (first < 0)

    @property
    def is_algebraic(self) -> bool:
        """Return whether only powers decide."""
        return not self.super and not self.rate and not self.logs


def cleaned(*parts: float) -> Growth:
    """Return a growth whose exponents are 0 where only rounding keeps them from it."""
    return Growth(*(0.0 if abs(part) < CLOSE else part for part in parts))


FLAT = Growth()
