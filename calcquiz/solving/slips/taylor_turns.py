"""Wrong turns on the way to a Taylor polynomial: factorials, signs, powers, the point, the degree."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import factorial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Name, Number, number
from calcquiz.solving.slips.taylor_way import Written
from calcquiz.tasks.textbook import textbook

Change = Callable[[Written], Written | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTurn:
    """A wrong step in a Taylor polynomial; `{}` in what is said stands for the right term where it shows first."""

    name: str
    place: tuple[int, ...]
    change: Change
    say: str


def _no_factorials(way: Written) -> Written:
    return replace(way, divisors=(1,) * len(way.divisors))


def _orders_for_factorials(way: Written) -> Written:
    return replace(way, divisors=tuple(max(k, 1) for k in range(len(way.divisors))))


def _no_shift(way: Written) -> Written | None:
    return replace(way, base=Name(way.point.name)) if way.point.place != ZERO else None


def _shift_turned(way: Written) -> Written | None:
    if way.point.place == ZERO:
        return None
    return replace(way, base=textbook(total([Name(way.point.name), way.point.place])))


def _terms_of_u(way: Written) -> Callable[[int], int]:
    """Return which power of u the k-th power of x comes from."""
    return lambda k: max((k - way.shift) // way.step, 0)


def _rate_once(way: Written) -> Written | None:
    """Return the polynomial with (c x)^k taken for c x^k."""
    if way.rate is None or way.rate == ONE:
        return None
    rate, turn = way.rate, _terms_of_u(way)
    return way.scaled(lambda k: quotient(ONE, raised(rate, number(turn(k) - 1))) if turn(k) > 1 else ONE)


def _rate_lost(way: Written) -> Written | None:
    """Return the polynomial with c x taken for x."""
    if way.rate is None or way.rate == ONE:
        return None
    rate, turn = way.rate, _terms_of_u(way)
    return way.scaled(lambda k: quotient(ONE, raised(rate, number(turn(k)))))


def _rate_sign_lost(way: Written) -> Written | None:
    """Return the polynomial with -c x taken for c x."""
    exact = None if way.rate is None else exact_number(way.rate)
    if exact is None or exact >= 0:
        return None
    turn = _terms_of_u(way)
    return way.scaled(lambda k: MINUS_ONE if turn(k) % 2 else ONE)


def _powers_of_u(way: Written) -> Written | None:
    """Return the polynomial with x put in where x^step belongs."""
    if way.step == 1:
        return None
    last = max((way.degree - way.shift) // way.step, 0)
    values = tuple(
        textbook(product([number(factorial(way.shift + k)), way.coefficient(way.shift + way.step * k)]))
        for k in range(last + 1)
    )
    return replace(
        way,
        values=(ZERO,) * way.shift + values,
        divisors=tuple(factorial(k) for k in range(way.shift + last + 1)),
        degree=way.shift + last,
    )


def _odd_signs(way: Written) -> Written:
    return way.scaled(lambda k: MINUS_ONE if k % 2 else ONE)


def _all_plus(way: Written) -> Written | None:
    exact = [exact_number(value) for value in way.values]
    if None in exact or not any(value is not None and value < 0 for value in exact):
        return None
    return replace(way, values=tuple(Number(abs(value)) for value in exact if value is not None))


def _alternating(way: Written) -> Written:
    nonzero = [k for k, value in enumerate(way.values) if value != ZERO]
    return way.scaled(lambda k: MINUS_ONE if k in nonzero and nonzero.index(k) % 2 else ONE)


def _one_less(way: Written) -> Written | None:
    nonzero = [k for k in range(way.degree + 1) if way.values[k] != ZERO]
    return replace(way, degree=nonzero[-1] - 1) if len(nonzero) > 1 else None


def _one_more(way: Written) -> Written | None:
    beyond = [k for k in range(way.degree + 1, len(way.values)) if way.values[k] != ZERO]
    return replace(way, degree=beyond[0]) if beyond else None


def _no_constant(way: Written) -> Written:
    return replace(way, values=(ZERO, *way.values[1:]))


def _factor_lost(way: Written) -> Written | None:
    """Return the polynomial of the series without the power of x before it."""
    if way.shift <= 0:
        return None
    values = [
        product([quotient(number(factorial(k)), number(factorial(k + way.shift))), value])
        for k, value in enumerate(way.values[way.shift :])
    ]
    return replace(way, values=tuple(map(textbook, values)), degree=way.degree - way.shift, shift=0)


TURNS = (
    WrongTurn(
        name="factorials-forgotten",
        place=(1,),
        change=_no_factorials,
        say="The derivative of order $k$ is divided by $k!$. From {} on the factorials are missing.",
    ),
    WrongTurn(
        name="order-for-factorial",
        place=(1,),
        change=_orders_for_factorials,
        say="The derivative of order $k$ is divided by $k!$, not by $k$. It shows first at {}.",
    ),
    WrongTurn(
        name="base-point-forgotten",
        place=(2,),
        change=_no_shift,
        say="The powers are those of the distance from the point. They were taken of the variable itself.",
    ),
    WrongTurn(
        name="base-point-sign",
        place=(2,),
        change=_shift_turned,
        say="The distance from the point is $x - a$: its sign was turned.",
    ),
    WrongTurn(
        name="inner-power-forgotten",
        place=(0,),
        change=_rate_once,
        say="What is put in is raised as a whole: its factor too. It shows first at {}.",
    ),
    WrongTurn(
        name="inner-sign-lost",
        place=(0,),
        change=_rate_sign_lost,
        say="The minus sign of what is put in was lost. It shows first at {}.",
    ),
    WrongTurn(
        name="inner-factor-dropped",
        place=(0,),
        change=_rate_lost,
        say="The factor of what is put in was dropped. It shows first at {}.",
    ),
    WrongTurn(
        name="inner-exponent-lost",
        place=(0,),
        change=_powers_of_u,
        say="What is put in is a higher power of the variable, and is raised again. It shows first at {}.",
    ),
    WrongTurn(
        name="odd-signs-turned",
        place=(0, 1),
        change=_odd_signs,
        say="The signs of the odd powers are turned. Look at {}.",
    ),
    WrongTurn(
        name="alternation-lost",
        place=(0, 1),
        change=_all_plus,
        say="The signs are not all plus. Look at {}.",
    ),
    WrongTurn(
        name="alternation-added",
        place=(0, 1),
        change=_alternating,
        say="The signs do not alternate like this. Look at {}.",
    ),
    WrongTurn(
        name="last-term-missing",
        place=(3,),
        change=_one_less,
        say="One term is missing: {}.",
    ),
    WrongTurn(
        name="term-too-many",
        place=(3,),
        change=_one_more,
        say="There is one term too many: the polynomial ends at the degree that is asked for.",
    ),
    WrongTurn(
        name="constant-term-missing",
        place=(4,),
        change=_no_constant,
        say="The value at the point itself, {}, is missing.",
    ),
    WrongTurn(
        name="outer-factor-lost",
        place=(5,),
        change=_factor_lost,
        say="That is the series alone. The power of the variable before it was left out.",
    ),
)
