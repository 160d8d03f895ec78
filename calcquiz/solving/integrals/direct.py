"""Direct integration: constants, sums and the table, products multiplied out, quotients split."""

from calcquiz.algebra.antiderivative import table_rule
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, slope_of, whole_of
from calcquiz.algebra.tidy import product, total
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, free_names, is_sum, number
from calcquiz.records.derivation import Level
from calcquiz.solving.integrals.algebra import (
    collected,
    constant_and_rest,
    finished,
    holds,
    integral,
    joined,
    multiplied_out,
    terms_of,
)
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.integrals.simplify import simplified
from calcquiz.solving.words import tex

CIRCULAR = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
PLAIN = frozenset({"constant", "power", "reciprocal"})
"""Rules of the table that go without saying once the integrand is a sum."""


def from_table(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Read the integral off the table, a linear argument divided by its slope; x - 1 is a sum and no power."""
    found = table_rule(function, name, planner.positive)
    if found is None or (found[0] == "power" and (is_sum(function) or _is_multiple_of_parameters(function, name))):
        return None
    rule, result = found[0], finished(found[1])
    line = Line(
        rule=f"integrate-{rule}",
        part=integral(function, name),
        became=result,
        why=_table_words(rule, function, name),
        level=Level.FULL,
    )
    return Plan(integrand=function, name=name, lines=(line,))


def _is_multiple_of_parameters(function: Tree, name: str) -> bool:
    """Return whether it is a number times a sum with other names, 2(x + 3y): term by term it stays tidy at the ends."""
    powers = powers_of(function, name)
    parts = powers.parts.items() if powers else ()
    return any(is_sum(part) and whole_of(exponent) == 1 and free_names(part) - {name} for part, exponent in parts)


def _table_words(rule: str, function: Tree, name: str) -> str:
    if rule == "constant":
        return f"The integral of a constant is the constant times {tex(Name(name))}."
    inner = linear_argument(function, name)
    slope = None if inner is None else slope_of(inner, name)
    known = WORDS.get(rule, "From the table.")
    if inner is None or slope is None or slope == ONE:
        return known
    return f"{known} The inside {tex(inner)} is linear: divide by its slope {tex(slope)}."


WORDS = {
    "power": "Power rule: raise the exponent by one and divide by the new exponent.",
    "reciprocal": r"The integral of $\frac{1}{u}$ is $\ln |u|$.",
    "exponential": "The exponential function is its own antiderivative.",
    "general-exponential": r"From the table: $\int a^u\,du = \frac{a^u}{\ln a}$.",
    "sine": r"From the table: $\int \sin u\,du = -\cos u$.",
    "cosine": r"From the table: $\int \cos u\,du = \sin u$.",
    "tangent": r"From the table: $\int \tan u\,du = -\ln |\cos u|$.",
    "cotangent": r"From the table: $\int \cot u\,du = \ln |\sin u|$.",
    "secant": r"From the table: $\int \sec u\,du = \ln |\sec u + \tan u|$.",
    "cosecant": r"From the table: $\int \csc u\,du = -\ln |\csc u + \cot u|$.",
    "secant-squared": r"From the table: $\int \sec^2 u\,du = \tan u$.",
    "cosecant-squared": r"From the table: $\int \csc^2 u\,du = -\cot u$.",
    "secant-tangent": r"From the table: $\int \sec u \tan u\,du = \sec u$.",
    "cosecant-cotangent": r"From the table: $\int \csc u \cot u\,du = -\csc u$.",
    "arctangent": r"From the table: $\int \frac{du}{a^2 + u^2} = \frac{1}{a} \arctan \frac{u}{a}$.",
    "arcsine": r"From the table: $\int \frac{du}{\sqrt{a^2 - u^2}} = \arcsin \frac{u}{a}$.",
    "area-sine": r"From the table: $\int \frac{du}{\sqrt{a^2 + u^2}} = \operatorname{arsinh} \frac{u}{a}$.",
}
"""What is said of a rule of the table; of the rest: From the table."""


def linear_argument(function: Tree, name: str) -> Tree | None:
    """Return the linear formula, other than the variable, inside the function that the table has."""
    powers = powers_of(function, name)
    for part in powers.parts if powers else ():
        if isinstance(part, Apply) and slope_of(part, name) is not None:
            return part
        if isinstance(part, Apply) and part.args[-1] != Name(name) and slope_of(part.args[-1], name) is not None:
            return part.args[-1]
    return None


def constant_factor(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Take the constant factor out."""
    found = constant_and_rest(function, name)
    if found is None or is_sum(function):
        return None
    constant, rest = found
    words = "The minus sign comes" if constant == number(-1) else f"The constant factor {tex(constant)} comes"
    line = Line(
        rule="integrate-multiple",
        part=integral(function, name),
        became=product([constant, integral(rest, name)]),
        why=f"{words} in front of the integral.",
        level=Level.FULL,
    )
    return planner.made(function, name, [line])


def term_by_term(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate a sum term by term, constants out of each."""
    terms = terms_of(function)
    if len(terms) < 2:
        return None
    pieces = []
    for term in terms:
        constant, rest = constant_and_rest(term, name) or (ONE, joined(term, name))
        if not holds(term, name):
            constant, rest = ONE, term
        pieces.append(product([constant, integral(rest, name)]))
    line = Line(
        rule="integrate-sum", part=integral(function, name), became=total(pieces), why="Integrate term by term."
    )
    return planner.made(function, name, [line])


def written_out(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply a product of sums out where nothing else than powers of the variable stands beside them."""
    powers = powers_of(function, name)
    if powers is None or any(not _is_power_or_small_sum(part, whole_of(e), name) for part, e in powers.parts.items()):
        return None
    return expanded(function, name, planner)


def _is_power_or_small_sum(part: Tree, whole: int | None, name: str) -> bool:
    if part == Name(name):
        return True
    return is_sum(part) and whole in {1, 2}


def expanded(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply a product with sums out, whatever stands beside them."""
    sum_of_terms = multiplied_out(function, name)
    if sum_of_terms is None:
        return None
    powers = powers_of(function, name)
    split = powers is not None and any((exact_number(e) or 0) < 0 for e in powers.parts.values())
    why = "Divide each term." if split and isinstance(function, Apply) and function.head == "div" else "Multiply out."
    return planner.made(function, name, [rewriting("multiply-out", function, sum_of_terms, name, why)])


def divided_by_functions(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Divide each term of a sum by powers of functions: (1 + sin x)/cos x is sec x + tan x."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    sums = [part for part, exponent in powers.parts.items() if is_sum(part) and exponent == ONE]
    others = [part for part in powers.parts if part not in sums]
    if len(sums) != 1 or not others or not all(isinstance(p, Apply) and p.head in CIRCULAR for p in others):
        return None
    return expanded(function, name, planner)


def rewriting(rule: str, function: Tree, became: Tree, name: str, why: str) -> Line:
    """Return the line that writes the integrand another way."""
    return Line(rule=rule, part=integral(function, name), became=integral(became, name), why=why)


def neat(function: Tree, name: str) -> Tree:
    """Return an integrand with powers of equal parts joined and like terms added."""
    return collected(terms_of(function), name)


def tidied(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write the integrand with powers of equal parts joined where that makes it another one."""
    simple = neat(simplified(function), name)
    if simple == function:
        return None
    return planner.made(function, name, [rewriting("simplify", function, simple, name, "Simplify the integrand.")])
