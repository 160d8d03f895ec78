"""Deciding whether two formulas are equal: structure, exact arithmetic, probing, domain, proof, in this order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from calcquiz.algebra.canonical import canonical
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.points import INTEGER_NAMES, Domain
from calcquiz.algebra.rational import equal_rational, opaque_parts
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, walk
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Witness

Prove: TypeAlias = Callable[[str, str], bool | None]
"""Step 6: asks the worker whether two formulas are equal; None when it cannot tell in time."""

NOISE = 1e-90
"""A value so much smaller than the other one is what rounding left of a zero."""
MISSING_SHARE = 0.05
"""A response undefined at more of the key's points than this has the wrong domain."""
LARGEST_BELOW = 1000
"""A point with a smaller denominator is told as a fraction."""
DISTINCT_DIGITS = (6, 9, 12, 16, 20, 30, 50, 100)
"""Figures tried until two values look as different as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether response and key are equal, and how that was found."""

    equal: bool | None
    method: Method
    witness: Witness | None = None
    smaller_domain: bool = False
    """The response is undefined where the key is defined (at `witness.at`)."""
    larger_domain: bool = False
    pairs: tuple[tuple[float, float], ...] = ()
    """Values of response and key at some points: material for a diagnosis."""


def domain_of(rules: Rules, *trees: Tree) -> Domain:
    """Return what the variables may be under the rules."""
    names = frozenset().union(*(free_names(tree) for tree in trees))
    kept = Domain.of(rules.intervals)
    counting = frozenset().union(*map(_counting, trees))
    return Domain(
        positive=names if rules.assumptions == "positive" else kept.positive.union(rules.positive, counting),
        integers=frozenset(rules.integers) | counting | frozenset().union(*map(_turning, trees)),
        spans=kept.spans,
    )


def _counting(tree: Tree) -> frozenset[str]:
    """Return the names such as n that stand in a factorial: there they count from 1 on."""
    applied = (node for node in walk(tree) if isinstance(node, Apply))
    return _index_names(node for node in applied if node.head in {"factorial", "binomial"})


def _turning(tree: Tree) -> frozenset[str]:
    """Return the names such as n in the exponent of a negative number: (-1)^n is meant for whole numbers."""
    powers = (node for node in walk(tree) if isinstance(node, Apply) and node.head == "pow")
    bases = ((exact_number(power.args[0]), power.args[1]) for power in powers)
    return _index_names(exponent for base, exponent in bases if base is not None and base < 0)


def _index_names(trees: Iterable[Tree]) -> frozenset[str]:
    return frozenset().union(*map(free_names, trees)) & INTEGER_NAMES


def special_value(tree: Tree) -> str | None:
    """Return `oo`, `-oo`, `dne` when the tree is one of them."""
    if isinstance(tree, Name) and tree.name in {"oo", "dne"}:
        return tree.name
    if isinstance(tree, Apply) and tree.head == "neg" and tree.args[0] == Name("oo"):
        return "-oo"
    return None


def decide(response: Tree, key: Tree, rules: Rules, prove: Prove | None = None) -> Decision:
    """Decide equality by the first step that settles it; a disagreement comes with a witness where there is one."""
    if canonical(response) == canonical(key):
        return Decision(equal=True, method=Method.STRUCTURE)
    if special_value(response) or special_value(key):
        return Decision(equal=special_value(response) == special_value(key), method=Method.SHAPE)
    ours, theirs = exact_number(response), exact_number(key)
    if ours is not None and theirs is not None:
        return Decision(equal=ours == theirs, method=Method.EXACT, witness=witness_of(ours, theirs))
    exact = equal_rational(response, key)
    if exact and opaque_parts(response) <= opaque_parts(key):
        return Decision(equal=True, method=Method.EXACT)
    decision = _probed(response, key, rules)
    if exact is False and decision.equal is not False:
        return Decision(equal=False, method=Method.EXACT)
    if decision.equal is None and prove is not None:
        proof = prove(to_text(response), to_text(key))
        if proof is not None:
            return Decision(equal=proof, method=Method.PROVED)
    return decision


def witness_of(ours: Fraction, theirs: Fraction) -> Witness | None:
    """Return two different numbers side by side."""
    if ours == theirs:
        return None
    from mpmath import mp

    with mp.workdps(DISTINCT_DIGITS[-1] + 10):
        yours, right = distinct_texts(*(mp.mpf(value.numerator) / value.denominator for value in (ours, theirs)))
    return Witness(at={}, yours=yours, right=right)


def _probed(response: Tree, key: Tree, rules: Rules) -> Decision:
    from calcquiz.algebra.probe import compare

    result = compare(response, key, domain_of(rules, response, key))
    pairs = tuple((ours, theirs) for _, ours, theirs in result.pairs)
    if result.difference is not None:
        yours, right = distinct_texts(result.difference.left, result.difference.right)
        at = {name: to_text_value(value) for name, value in result.difference.point.items()}
        witness = Witness(at=at, yours=yours, right=right)
        return Decision(equal=False, method=Method.PROBED, witness=witness, pairs=pairs)
    extra = free_names(response) - free_names(key)
    key_points = result.usable + result.right_only
    missing = result.right_only > MISSING_SHARE * key_points and not (extra and result.usable)
    undefined_at: Witness | None = None
    if missing and result.right_only_point is not None:
        at = {name: to_text_value(value) for name, value in result.right_only_point.items()}
        undefined_at = Witness(at=at, yours="undefined", right="defined")
    return Decision(
        equal=result.equal,
        method=Method.PROBED if result.equal else Method.NONE,
        witness=undefined_at,
        smaller_domain=missing,
        larger_domain=result.left_only > MISSING_SHARE * (result.usable + result.left_only),
        pairs=pairs,
    )


def to_text_value(value: object) -> str:
    """Return an exact point as the shortest text that is true of it: 2, 1/2, 2.1734, 23/22, 1.999999999999."""
    fraction = Fraction(str(value))
    if fraction.denominator in {1, 2, 3, 4}:
        return str(fraction)
    short = f"{float(fraction):g}"
    if Fraction(short) == fraction:
        return short
    return str(fraction) if fraction.denominator < LARGEST_BELOW else repr(float(fraction))


def distinct_texts(yours: object, right: object) -> tuple[str, str]:
    """Return two values that differ with as many figures as show it: 3 and 3.000000001, not 3 and 3."""
    yours, right = _without_noise(yours, right), _without_noise(right, yours)
    for digits in DISTINCT_DIGITS:
        texts = decimal_text(yours, digits), decimal_text(right, digits)
        if texts[0] != texts[1]:
            break
    return texts


def _without_noise(value: Any, other: Any) -> Any:
    """Return 0 for what is left of a zero worked out at 110 digits: cos(pi/2) is 0, not 10^(-111)."""
    noise = not isinstance(value, bool) and not isinstance(other, bool) and abs(value) < abs(other) * NOISE
    return value * 0 if noise else value


def decimal_text(value: object, digits: int = 6) -> str:
    """Return an mpmath number with up to so many figures, no trailing zeros: 0.25, 1.2*10^30, -10^(-9)."""
    from mpmath import mp

    if isinstance(value, bool):
        return "true" if value else "false"
    mantissa, _, exponent = str(mp.nstr(value, digits, strip_zeros=True)).partition("e")
    mantissa = mantissa.removesuffix(".0")
    if not exponent:
        return mantissa
    power = f"10^{int(exponent)}" if int(exponent) > 0 else f"10^({int(exponent)})"
    return {"1": power, "-1": f"-{power}"}.get(mantissa, f"{mantissa}*{power}")
