"""Antiderivatives: the derivatives decide, then the constant of integration, then the bars of the logarithm."""

from fractions import Fraction

from calcquiz.algebra.canonical import canonical
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.tree import ZERO, Apply, Number, Tree, free_names, walk
from calcquiz.checking.decide import MISSING_SHARE, Prove, decide, domain_of
from calcquiz.checking.verdicts import partial, right, verdict_of, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Outcome, Verdict

NEARLY = Fraction(4, 5)
"""Credit for an antiderivative that lacks only its constant."""


def check_antiderivative(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Decide whether the response has the same derivative as the key, an antiderivative.

    Differentiating accepts every constant of integration and every equivalent form
    without listing them.

    Args:
        response: What the learner typed, parsed.
        key: Any antiderivative, a real function of `rules.variable`.
        rules: Which constant and which logarithm the problem asks for.
        prove: Step 6, the symbolic proof in the worker.

    Returns:
        INCORRECT with a witness when the derivatives differ at a point confirmed at 110 digits;
        PARTIAL with mistake `missing-constant` when only + C is missing; UNDECIDED when
        fewer than 6 points are usable.

    Source:
        Equality of elementary functions is undecidable: Richardson, J. Symbolic Logic 33
        (1968) 514-520. Testing identities at random points: Schwartz, J. ACM 27 (1980) 701-717.
    """
    if sort_of(response) != "value":
        return wrong("wrong-type")
    variable = rules.variable
    slopes = differentiate(response, variable), differentiate(key, variable)
    verdict = verdict_of(decide(*slopes, rules, prove), lenient_domain=rules.log_abs == "lenient")
    if verdict.outcome is not Outcome.CORRECT:
        return verdict
    missing = _missing_constant(response, key, rules)
    if missing is not None:
        return missing
    return _logarithm(response, key, rules, verdict)


def _missing_constant(response: Tree, key: Tree, rules: Rules) -> Verdict | None:
    if not rules.require_constant:
        return None
    names = sorted(free_names(response) - {rules.variable})
    if any(_is_constant(response, key, name, rules) for name in names):
        return None
    if _shares(response, key, rules)[0] == 0:
        return wrong("smaller-domain", method=Method.DOMAIN)
    if set(names) - free_names(key):
        return wrong("strange-constant", method=Method.EXACT)
    mistake = "number-instead-of-constant" if _ends_in_number(response) else "missing-constant"
    return partial(mistake, NEARLY, Method.EXACT)


def _is_constant(response: Tree, key: Tree, name: str, rules: Rules) -> bool:
    """Whether the name is a constant of integration: added to the rest, and free to take every value."""
    slope = differentiate(response, name)
    if _vanishes(slope, rules) or not _vanishes(differentiate(slope, rules.variable), rules):
        return False
    if not _vanishes(differentiate(differentiate(key, name), rules.variable), rules):
        return False  # a parameter of the problem
    return _unbounded(response, name, rules)


def _vanishes(tree: Tree, rules: Rules) -> bool:
    return canonical(tree) == canonical(ZERO) or decide(tree, ZERO, rules).equal is True


def _unbounded(response: Tree, name: str, rules: Rules) -> bool:
    """Whether the response goes to both infinities with the constant: C and 3C and ln(kx) do, C^2 does not."""
    from calcquiz.algebra.precise import mp_value

    others = sorted(free_names(response) - {name})
    # Of these some lie where asin, ln x or sqrt(x - 8) is defined.
    for start in (Fraction(7, 3), Fraction(17, 2), Fraction(1, 5), Fraction(-7, 3), Fraction(-1, 5)):
        point = {other: start + place for place, other in enumerate(others)}
        sizes = [Fraction(10) ** power for power in (30, 60)]
        values = [mp_value(response, {**point, name: size}) for size in (*sizes, *(-s for s in sizes))]
        small = [mp_value(response, {**point, name: 1 / size}) for size in sizes]
        known = [value for value in (*values, *small) if value is not None]
        if known and max(known) > 50 and min(known) < -50:
            return True
    return bool(rules.positive and name in rules.positive)


def _ends_in_number(response: Tree) -> bool:
    if not (isinstance(response, Apply) and response.head == "add"):
        return False
    last = response.args[-1]
    last = last.args[0] if isinstance(last, Apply) and last.head == "neg" else last
    return isinstance(last, Number)


def _logarithm(response: Tree, key: Tree, rules: Rules, verdict: Verdict) -> Verdict:
    """Compare where the antiderivatives themselves are defined: ln x is not ln|x|."""
    if not _has_log(response) or not _has_log(key):
        return verdict
    common, needed = _shares(response, key, rules)
    if needed - common <= MISSING_SHARE * needed:
        return verdict
    if rules.log_abs == "strict":
        return wrong("missing-abs-in-log", method=Method.DOMAIN)
    return right(verdict.method, "Right. With bars, ln|…|, it also holds where the inside is negative.")


def _has_log(tree: Tree) -> bool:
    return any(isinstance(node, Apply) and node.head == "log" for node in walk(tree))


def _shares(response: Tree, key: Tree, rules: Rules) -> tuple[int, int]:
    """Return at how many of the points where the key is defined the response is too, and how many those are."""
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values
    from calcquiz.algebra.points import seeded, stratified

    names = sorted(free_names(response) | free_names(key))
    points = stratified(names, domain_of(rules, response, key), seeded("domain"), per_stratum=10)
    columns = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}
    for name in set(names) - {rules.variable}:
        # A constant inside a logarithm is chosen so that the logarithm exists: ln(k|x|) needs k > 0.
        columns[name] = np.abs(columns[name])
    ours, theirs = (~np.isnan(numpy_values(tree, columns)) for tree in (response, key))
    return int(np.sum(theirs & ours)), int(np.sum(theirs))
