"""Rules: what is accepted as an answer, beside its value."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Acceptance rules of one answer, under the names an author writes in `rules:`."""

    variables: tuple[str, ...] = ()
    """Names the learner may use."""
    variable: str = "x"
    """The variable of integration or differentiation."""
    open_names: bool = False
    """Accept single letters and Greek names that are not in `variables` (the `check` command)."""
    assumptions: str = "real"
    """`real`, or `positive`: every variable is positive."""
    positive: tuple[str, ...] = ()
    """Variables that are positive."""
    integers: tuple[str, ...] = ()
    """Variables that are whole numbers."""
    within: tuple[str, ...] = ()
    """Variables in an open interval, each with it: `p in (0, 1)`."""
    require_constant: bool = True
    log_abs: str = "lenient"
    """`lenient`: ln x passes for ln|x| with a note; `strict`: bars wherever the key has them."""
    domain: str = "strict"
    """`strict`, or `lenient`: a response defined on less than the key is right, with a note."""
    atol: Fraction | None = None
    rtol: Fraction | None = None
    sigfigs: int | None = None
    accuracy_sigfigs: int | None = None
    sigfig_tolerance: int | None = None
    decimals: int | None = None
    trailing_zeros_required: bool = True
    digits: int | None = None
    truncation_allowed: bool = False
    decimals_are_exact: bool = False
    decimal_separator: str = "."
    exact: bool = False
    """No decimal stands for an exact number."""
    integer: bool = False
    """The answer is a count: only the integer itself is right."""
    practice: bool = False
    """At the prompt a decimal within a relative 1e-3 of an exact key is right."""
    form: str | None = None
    """`factored`, `expanded`, `lowest-terms`, `single-fraction`, `partial-fractions`, `no-decimals`."""
    mode: str = "one"
    """For a choice: `one`, `any`, `all` or `order`."""
    type: str | None = None
    """What an `input` case must be read as."""

    @property
    def intervals(self) -> dict[str, str]:
        """Return the open interval of each variable that is kept in one, as text: `(0, 1)`."""
        return {name: interval for name, _, interval in (one.partition(" in ") for one in self.within)}
