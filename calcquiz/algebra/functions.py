"""The functions of the language: their names, aliases and numbers of arguments."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function learners and authors may write."""

    name: str
    aliases: tuple[str, ...] = ()
    arity: tuple[int, int] = (1, 1)
    """The smallest and largest number of arguments."""
    inverse: str | None = None
    """What `name^-1 x` means: the inverse function, never the reciprocal."""


_TRIGONOMETRIC = (
    ("sin", ()),
    ("cos", ()),
    ("tan", ("tg",)),
    ("sec", ()),
    ("csc", ("cosec",)),
    ("cot", ("ctg", "cotan")),
)


def _circular_and_hyperbolic() -> list[Function]:
    rows = []
    for name, aliases in _TRIGONOMETRIC:
        names = (name, *aliases)
        arc = tuple(f"arc{n}" for n in names) + tuple(f"a{n}" for n in aliases)
        area = tuple(f"{prefix}{n}h" for n in names for prefix in ("ar", "arc")) + tuple(f"a{n}h" for n in aliases)
        rows += [
            Function(name, aliases, inverse=f"a{name}"),
            Function(f"a{name}", arc, inverse=name),
            Function(f"{name}h", tuple(f"{n}h" for n in aliases), inverse=f"a{name}h"),
            Function(f"a{name}h", area, inverse=f"{name}h"),
        ]
    return rows


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        *_circular_and_hyperbolic(),
        Function("exp"),
        Function("log", ("ln",), (1, 2)),
        Function("log10", ("lg",)),
        Function("sqrt"),
        Function("cbrt"),
        Function("root", (), (2, 2)),
        Function("abs", ("Abs",)),
        Function("sign", ("sgn", "signum")),
        Function("floor"),
        Function("ceiling", ("ceil",)),
        Function("min", (), (1, 12)),
        Function("max", (), (1, 12)),
        Function("gcd", (), (2, 12)),
        Function("factorial"),
        Function("binomial", ("binom",), (2, 2)),
        Function("erf"),
        Function("sigma", ("sigmoid", "logistic")),
        Function("relu", ("ReLU",)),
        Function("softplus"),
        Function("Phi"),
        Function("phi"),
    )
}

ALIASES: dict[str, str] = {
    alias: function.name for function in FUNCTIONS.values() for alias in (function.name, *function.aliases)
}
"""Every accepted spelling -> the function's first name."""

NAMES_BEFORE_FUNCTIONS = frozenset({"sigma", "phi", "Phi"})
"""Greek words that are plain names unless an argument follows."""

PICK = Function("pick", (), (3, 21))
"""Authors only: pick(condition, value, …, otherwise)."""

_SMALL_GREEK = (
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
)
_LARGE_GREEK = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
GREEK = frozenset((*_SMALL_GREEK, *_LARGE_GREEK, "varepsilon", "vartheta", "varphi"))

GREEK_LETTERS: dict[str, str] = {
    **dict(zip("αβγδεζηθικλμνξορστυφχψωΓΔΘΛΞΣΥΦΨΩ", (*_SMALL_GREEK, *_LARGE_GREEK), strict=True)),
    "π": "pi",
    "ℼ": "pi",
    "ϵ": "epsilon",
    "ϑ": "theta",
    "ϕ": "phi",
    "µ": "mu",
}

CONSTANT_WORDS: dict[str, str] = {
    "pi": "pi",
    "e": "e",
    "oo": "oo",
    "inf": "oo",
    "infty": "oo",
    "infinity": "oo",
    "dne": "dne",
    "DNE": "dne",
    "diverges": "dne",
    "emptyset": "emptyset",
}
