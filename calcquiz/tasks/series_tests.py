"""The tests of series by algebra: how fast the terms die out, whether their signs alternate, and how a sum diverges."""

from typing import Any

from calcquiz.algebra.alternating import unsigned
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.orders import Growth
from calcquiz.algebra.parts import factors_of, terms_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.size import WAVES, is_steady, sizes_of
from calcquiz.algebra.tidy import product, quotient, tidy, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Tree, call, free_names

FAR_OUT = (10**4, 10**7, 10**10)
NEARER = (1000, 100, 20)
"""Where terms with factorials and powers of powers can still be held."""
ROW = 12
"""Terms in a row that are looked at in each place."""
DIGITS = 60
NOTHING = 1e-30
"""A wave that is no higher in a row is 0 at all whole numbers, as sin(pi n) is."""
LOGARITHM = Growth(logs=1.0)


def verdict_by_growth(term: Tree, name: str) -> str | None:
    """Return `absolutely`, `conditionally` or `diverges`, None where growth and signs do not tell.

    Where the sizes have no finite sum and the signs alternate, the alternating series test is fulfilled: what is
    made of powers, exp and log and dies out falls in the end (Hardy, Orders of Infinity, 1910).
    """
    if free_names(term) - {name}:
        return None
    term = _prepared(term)
    values = [value for place in (*FAR_OUT, *NEARER) for value in _row(term, name, place) if value is not None]
    if values and all(value == 0 for value in values):
        return "absolutely"
    return _verdict(term, name)


def _prepared(tree: Tree) -> Tree:
    from calcquiz.algebra.precise import zeros_written

    return tidy(zeros_written(tree))


def _verdict(term: Tree, name: str) -> str | None:
    sizes = sizes_of(term, name)
    if sizes.upper is not None and _is_summable(sizes.upper):
        return "absolutely"
    if sizes.lower is not None and sizes.lower.direction >= 0:
        return "diverges"
    made = unsigned(term, name)
    if made is not None and is_steady(made[0], name) and (growth := growth_of(made[0], name)) is not None:
        return "conditionally" if made[1] and growth.direction < 0 else "diverges"
    if sizes.lower is not None and not _is_summable(sizes.lower) and sign_far_out(term, name):
        return "diverges"
    return next((told for test in (_by_logarithm, _by_waves, _by_parts) if (told := test(term, name))), None)


def _is_summable(growth: Growth) -> bool:
    """Return whether the sum of terms of that growth is finite: faster than 1/n, beside it faster than 1/ln n."""
    first = next((part for part in (growth.super, growth.rate, growth.power + 1, growth.logs + 1) if part), 0.0)
    return first < 0


def _by_logarithm(term: Tree, name: str) -> str | None:
    """Decide about powers that move above and below by the logarithm of their size: it must outgrow ln n."""
    shares = [
        (_logarithm(factor, name), -1 if below else 1)
        for below, factors in enumerate(factors_of(term))
        for factor in factors
        if name in free_names(factor)
    ]
    known = [(share[0], share[1] * side) for share, side in shares if share is not None]
    if len(known) < len(shares) or not known:
        return None
    largest = max(growth for growth, _ in known)
    signs = {sign for growth, sign in known if growth == largest}
    if largest <= LOGARITHM or len(signs) != 1:
        return None
    return {1: "diverges", -1: "absolutely"}.get(signs.pop())


def _logarithm(factor: Tree, name: str) -> tuple[Growth, int] | None:
    """Return how ln|f| grows, and its sign."""
    growth = growth_of(factor, name)
    if growth is not None:
        if growth.super:
            return Growth(power=1.0, logs=1.0), 1 if growth.super > 0 else -1
        return (Growth(power=1.0) if growth.rate else LOGARITHM), growth.direction
    if not isinstance(factor, Apply) or factor.head not in {"pow", "exp"} or not is_steady(factor, name):
        return None
    inner = factor.args[0] if factor.head == "exp" else product([factor.args[1], call("log", factor.args[0])])
    size = growth_of(inner, name)
    if size is None and factor.head == "pow":
        size = growth_of(factor.args[1], name)  # the logarithm of the base may be smaller than any power
    return None if size is None else (size, sign_far_out(inner, name))


def _by_waves(term: Tree, name: str) -> str | None:
    """Decide about sin(a n + b) or cos(a n + b) times terms of one sign, by Dirichlet's test where these die out."""
    above, below = factors_of(term)
    waves = [factor for factor in above if _is_wave(factor, name)]
    if len(waves) != 1:
        return None
    rest = quotient(product([one for one in above if one is not waves[0]]), product(below))
    height = max((abs(value) for value in _row(waves[0], name, FAR_OUT[0]) if value is not None), default=None)
    if height is None:
        return None
    if height < NOTHING:
        return "absolutely"
    lower = sizes_of(rest, name).lower
    if lower is not None and lower.direction >= 0:
        return "diverges"
    if not _has_bounded_sums(waves[0], name):
        return _verdict(rest, name)
    if not _falls_unsummably(rest, name):
        return None
    return "diverges" if _is_folded(waves[0]) else "conditionally"


def _falls_unsummably(sizes: Tree, name: str) -> bool:
    growth = growth_of(sizes, name) if is_steady(sizes, name) else None
    return growth is not None and growth.direction < 0 and not _is_summable(growth)


def _has_bounded_sums(wave: Tree, name: str) -> bool:
    """Return whether sin(a n + b) adds up to no more than 1/|sin(a/2)|: a is no whole number of turns."""
    from calcquiz.algebra.precise import mp_value

    assert isinstance(wave, Apply)
    if _is_folded(wave):
        return True  # up to its mean
    turn = slope_of(wave.args[0], name)
    value = None if turn is None else mp_value(call("sin", quotient(turn, TWO)), {}, DIGITS)
    return value is not None and abs(value) > NOTHING


def _is_folded(wave: Tree) -> bool:
    """Return whether a wave is never negative: |sin(n)|, cos(n)^2; its mean is above 0."""
    return isinstance(wave, Apply) and wave.head in {"abs", "pow"}


def _is_wave(factor: Tree, name: str) -> bool:
    if isinstance(factor, Apply) and _is_folded(factor):
        even = factor.head == "abs" or factor.args[1] == TWO
        return even and not _is_folded(factor.args[0]) and _is_wave(factor.args[0], name)
    return isinstance(factor, Apply) and factor.head in WAVES and slope_of(factor.args[0], name) is not None


def _by_parts(term: Tree, name: str) -> str | None:
    """Decide about a sum of terms of one sign and terms that swing: it converges when both do.

    Where they diverge side by side they cannot save each other: of a(n) + a(n + 1) the swinging terms are gone.
    """
    parts = split(term, name)
    calm = [part for part in parts if is_steady(part, name)]
    if len(parts) < 2 or len(calm) == len(parts):
        return None
    verdicts = [_verdict(part, name) for part in parts if part not in calm]
    verdicts += [_verdict(total(calm), name)] if calm else []
    rest = [verdict for verdict in verdicts if verdict != "absolutely"]
    if None in rest or len(rest) - bool(calm and verdicts[-1] != "absolutely") > 1:
        return None
    return "diverges" if "diverges" in rest else rest[0] if rest else "absolutely"


def split(term: Tree, name: str) -> list[Tree]:
    """Return the parts of a sum of terms, or of a product with one sum that is not steady: (1 + (-1)^n)/n."""
    parts = terms_of(term)
    if len(parts) > 1:
        return [tidy(part) for part in parts]
    above, below = factors_of(term)
    sums = [factor for factor in above if len(terms_of(factor)) > 1 and not is_steady(factor, name)]
    if len(sums) != 1:
        return [term]
    others = [factor for factor in above if factor is not sums[0]]
    return [tidy(quotient(product([*others, part]), product(below) if below else ONE)) for part in terms_of(sums[0])]


def limit_by_growth(tree: Tree, name: str) -> str | None:
    """Return `0`, `oo` or `-oo` where a sequence dies out or grows with one sign, None where growth does not tell."""
    if free_names(tree) != {name}:
        return None
    tree = _prepared(tree)
    if name not in free_names(tree):
        return None
    sizes = sizes_of(tree, name)
    if sizes.upper is not None and sizes.upper.direction < 0:
        return "0"
    if sizes.lower is None or sizes.lower.direction <= 0:
        return None
    return {1: "oo", -1: "-oo"}.get(sign_far_out(tree, name))


def sign_far_out(tree: Tree, name: str) -> int:
    """Return 1 or -1 when no value far out is of the other sign, 0 when both occur or nothing is known."""
    signs = {_sign(value) for place in FAR_OUT for value in _row(tree, name, place) if value is not None} - {0}
    for place in NEARER:
        signs = signs or {_sign(value) for value in _row(tree, name, place) if value is not None} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def _row(tree: Tree, name: str, place: int) -> list[Any]:
    from calcquiz.algebra.precise import mp_value

    return [mp_value(tree, {name: place + k}, DIGITS) for k in range(ROW)]


def direction_by_growth(term: Tree, name: str) -> int | None:
    """Return where the partial sums of a divergent series go: 1 to oo, -1 to -oo, 0 nowhere, None where not told."""
    term = _prepared(term)
    sign = sign_far_out(term, name)
    if sign:
        return sign
    if _swings(term, name):
        return 0
    parts = split(term, name)
    swinging = [part for part in parts if _swings(part, name)]
    calm = [part for part in parts if part not in swinging]
    signs = {sign_far_out(part, name) for part in calm if _verdict(part, name) == "diverges"}
    if not swinging or len(signs) > 1:
        return None
    if not signs:
        return 0
    return signs.pop() if _outweighs(calm, swinging, name) else None


def _swings(term: Tree, name: str) -> bool:
    made = unsigned(term, name)
    return (made is not None and made[1] and is_steady(made[0], name)) or _by_waves(term, name) is not None


def _outweighs(calm: list[Tree], swinging: list[Tree], name: str) -> bool:
    """Return whether the partial sums of terms of one sign outgrow the terms that swing."""
    growths = [growth for part in calm if (growth := growth_of(part, name)) is not None]
    uppers = [sizes_of(part, name).upper for part in swinging]
    if not growths or None in uppers:
        return False
    partial_sums = max(growths).times(Growth(power=1.0))
    return all(upper is not None and (upper.direction < 0 or partial_sums > upper) for upper in uppers)
