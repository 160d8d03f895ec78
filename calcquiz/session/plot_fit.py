"""Whether the options of a plot fit together and fit its functions; what does not is told in a sentence."""

from collections.abc import Iterator

from calcquiz.records.errors import UsageError
from calcquiz.records.plot_request import PlotRequest

OF_CURVES = ("derivative", "tangent", "secant", "area", "riemann", "taylor")
OF_PLANES = ("level_curves", "descent")
OF_SEQUENCES = ("sequence", "partial_sums")
KINDS = {
    "a function of one variable": OF_CURVES,
    "a function of two variables": OF_PLANES,
    "a sequence": OF_SEQUENCES,
}
NEEDS = {
    "riemann": (("area",), "Say between which ends: --riemann 6 --area 0 2"),
    "side": (("riemann",), "It says where a slice takes its height: --riemann 6 --area 0 2 --side mid"),
    "at": (("taylor",), "It says where a Taylor polynomial is expanded: --taylor 3 --at 1"),
    "rate": (("descent",), "It is the rate of a descent: --descent 2,1 --rate 0.1"),
    "steps": (("descent",), "It counts the steps of a descent: --descent 2,1 --steps 20"),
    "first": (OF_SEQUENCES, "It is the first index of a sequence: --partial-sums 20 --from 0"),
}
"""Option -> the options of which it needs one, and what to write."""
SPELLED = {"first": "from"}
MOST_TERMS = 200
SIDES = ("left", "right", "mid")


def check_fit(request: PlotRequest, called: str, names: tuple[str, ...]) -> None:
    """Check a request.

    Args:
        request: What is asked for.
        called: The first function, as typed.
        names: The variables of all functions.

    Raises:
        UsageError: The first thing that does not fit.
    """
    for message, advice in (
        *_needs(request),
        *_kinds(request),
        *_ranges(request),
        *_variables(request, called, names),
    ):
        raise UsageError(message, advice)


def _given(request: PlotRequest, name: str) -> bool:
    value = getattr(request, name)
    return value is not None and value is not False and value != ()


def _option(name: str) -> str:
    return "--" + SPELLED.get(name, name).replace("_", "-")


def _needs(request: PlotRequest) -> Iterator[tuple[str, str]]:
    for name, (needed, advice) in NEEDS.items():
        if _given(request, name) and not any(_given(request, other) for other in needed):
            yield f"{_option(name)} needs {' or '.join(map(_option, needed))}", advice


def _kinds(request: PlotRequest) -> Iterator[tuple[str, str]]:
    """Yield options that belong to different kinds of picture."""
    found = [(name, kind) for kind, names in KINDS.items() for name in names if _given(request, name)]
    if found and found[-1][1] != found[0][1]:
        (first, kind), (last, other) = found[0], found[-1]
        yield (
            f"{_option(first)} and {_option(last)} do not fit into one picture",
            f"{_option(first)} is for {kind}, {_option(last)} for {other}. Draw one after the other.",
        )


def _ranges(request: PlotRequest) -> Iterator[tuple[str, str]]:
    if request.side is not None and request.side not in SIDES:
        yield f"a slice has no height at the {request.side}", "Sides are left, right and mid."
    first = 1 if request.first is None else request.first
    for name in OF_SEQUENCES:
        last: int | None = getattr(request, name)
        if last is not None and not first < last < first + MOST_TERMS:
            yield (
                f"{_option(name)} {last} is no last index of a sequence that begins at {first}",
                f"Write a number from {first + 1} to {first + MOST_TERMS - 1}.",
            )


def _variables(request: PlotRequest, called: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    plane = next((name for name in OF_PLANES if _given(request, name)), None)
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    if plane is None:
        if len(names) == 2 and len(request.formulas) == 1:
            advice = "Give one of them a value, or add --level-curves."
            yield f"{called} has two variables, {listed}: a curve has one", advice
        elif len(names) > 1:
            advice = "Give all but one a value." if len(request.formulas) == 1 else "Write all functions in one."
            yield f"there are {len(names)} variables here, {listed}: a curve has one", advice
    elif len(request.formulas) > 1:
        yield f"{_option(plane)} draws one function, and there are {len(request.formulas)}", "Write one of them."
    elif len(names) != 2:
        count = {0: "no variable", 1: f"one variable, {listed}"}.get(len(names), f"{len(names)} variables, {listed}")
        example = f'calcquiz plot "x^2 + 4y^2" {_option(plane)}{" 2,1" if plane == "descent" else ""}'
        yield f"{_option(plane)} needs two variables, and {called} has {count}", f"Write: {example}"
