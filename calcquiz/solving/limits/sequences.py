"""Limits of sequences: signs that go or alternate, exponentials joined, classes of members, steps squeezed."""

import math
from fractions import Fraction

from calcquiz.algebra.alternating import has_negative_base, unsigned, without_sign
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.powers import slope_of, whole_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Number, Tree, number, rebuild, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import DNE, MINUS_OO, OO, Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.forms import limit_by_numbers
from calcquiz.solving.limits.parts import Rewriting, expanded, is_rational
from calcquiz.solving.series.terms import exponential_parts
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.textbook import textbook

PI = Name("pi")
STEPS = {"floor": (number(-1), ZERO), "ceiling": (ZERO, ONE)}
"""Function -> what lies between it and its argument."""
MOST_CLASSES = 4


def as_signs(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a sequence with the sines and cosines of whole multiples of pi written out: cos(pi n) is (-1)^n."""
    if not way.whole:
        return None
    waves = [node for node in dict.fromkeys(walk(tree)) if isinstance(node, Apply) and _sign_of(node, way) is not None]
    if not waves:
        return None
    made = tidy(rebuild(tree, lambda node: _sign_of(node, way) or node))
    told = listed([f"{tex(node)} is {tex(_sign_of(node, way) or node)}" for node in waves])
    return Rewriting(rule="sign-of-cosine", became=way.of(made), why=f"For whole {tex(way.name)}, {told}.")


def _sign_of(node: Tree, way: Approach) -> Tree | None:
    """Return what sin or cos of k pi n is, None for anything else."""
    if not isinstance(node, Apply) or node.head not in {"sin", "cos"} or not way.holds(node):
        return None
    slope = slope_of(node.args[0], way.variable)
    turns = None if slope is None else whole_of(textbook(quotient(slope, PI)))
    if turns is None or textbook(substitute(node.args[0], {way.variable: ZERO})) != ZERO:
        return None
    if node.head == "sin":
        return ZERO
    return Apply("pow", (number(-1), way.name)) if turns % 2 else ONE


def without_signs(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a sequence in which |(-3)^n| is written 3^n, and ((-1)^n)^2 and (-1)^(2n) are written 1."""
    if not way.whole:
        return None
    gone = {
        node: bare
        for node in dict.fromkeys(walk(tree))
        if isinstance(node, Apply) and (bare := _bare(node, way)) is not None
    }
    outermost = [node for node in gone if not any(node in walk(other) for other in gone if other != node)]
    if not outermost:
        return None
    made = tidy(rebuild(tree, lambda node: gone[node] if node in outermost else node))
    told = listed([f"${tex(node)[1:-1]} = {tex(gone[node])[1:-1]}$" for node in outermost])
    why = f"{told}: the sign is gone."
    return Rewriting(rule="signs-gone", became=way.of(made), why=why)


def _bare(node: Apply, way: Approach) -> Tree | None:
    """Return what is left of an absolute value or an even power of terms with a sign, None for any other part."""
    if not way.holds(node):
        return None
    if node.head == "abs":
        made = unsigned(node.args[0], way.variable)
        return made[0] if made is not None and made[0] != node.args[0] and way.sign(made[0]) > 0 else None
    if node.head != "pow":
        return None
    base, exponent = node.args
    power = whole_of(exponent)
    if power is not None and power % 2 == 0 and (bare := without_sign(base, way.variable)) is not None:
        return raised(bare, exponent)
    if not has_negative_base(node, way.variable):
        return None
    made = unsigned(node, way.variable)
    shift = whole_of(substitute(exponent, {way.variable: ZERO}))
    if made is None or made[1] or shift is None:
        return None
    return negate(made[0]) if shift % 2 else made[0]


def by_joining(tree: Tree, way: Approach) -> Rewriting | None:
    """Return powers of numbers above and below joined: (-2)^n/3^n is (-2/3)^n."""
    sides = factors_of(tree)
    found = [[exponential_parts(factor, way.variable) for factor in side] for side in sides]
    if not way.whole or not all(any(part is not None for part in side) for side in found):
        return None
    base, constant = Fraction(1), Fraction(1)
    for side, sign in zip(found, (1, -1), strict=True):
        for part in side:
            base, constant = (base * part[0] ** sign, constant * part[1] ** sign) if part else (base, constant)
    rest = [
        [factor for factor, part in zip(side, parts, strict=True) if part is None]
        for side, parts in zip(sides, found, strict=True)
    ]
    joined = ONE if base == 1 else Apply("pow", (Number(base), way.name))
    made = quotient(product([Number(constant), *rest[0], joined]), product(rest[1]))
    n = way.variable
    law = rf"$\frac{{a^{{{n}}}}}{{b^{{{n}}}}} = \left(\frac{{a}}{{b}}\right)^{{{n}}}$"
    why = f"Join the powers with {tex(way.name)} in the exponent: {law}."
    return Rewriting(rule="join-exponentials", became=way.of(made), why=why)


def by_alternation(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return what the sizes of terms with an alternating sign tell, worked beside the line: 0, or no limit."""
    from calcquiz.solving.limits.work import limit_worked

    size = without_sign(tree, way.variable) if way.whole else None
    if size is None or not limit_by_numbers(size, way):
        return None
    found = limit_worked(size, way, sheet.inner()) if way.holds(size) else size
    n = tex(way.name)
    if found == ZERO:
        inner = tex(size)[1:-1]
        why = f"Squeeze: the terms lie between $-{_in_brackets(size, inner)}$ and ${inner}$, which both tend to 0."
        return Rewriting(rule="squeeze", became=ZERO, why=why)
    if found in {OO, MINUS_OO}:
        why = f"The sizes grow beyond all bounds while the sign changes with every {n}: nothing is approached."
    else:
        one, other = tex(found), tex(negate(found))
        why = f"The sign changes with every {n}: the terms come close to {one} and to {other} in turn, which differ."
    return Rewriting(rule="oscillation", became=DNE, why=why)


def by_members(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return what the sizes, the whole parts or the classes of members tell, the first that does."""
    return by_alternation(tree, way, sheet) or by_steps(tree, way, sheet) or by_classes(tree, way, sheet)


def _in_brackets(tree: Tree, written: str) -> str:
    return f"\\left({written}\\right)" if isinstance(tree, Apply) and tree.head == "add" else written


def by_steps(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return a limit with one whole part in it, squeezed: u - 1 < floor(u) <= u."""
    from calcquiz.solving.limits.work import limit_worked

    steps = [node for node in dict.fromkeys(walk(tree)) if isinstance(node, Apply) and node.head in STEPS]
    if len(steps) != 1 or not way.infinite or end_of(steps[0].args[0], way).sort is not Sort.INFINITE:
        return None
    step, inner = steps[0], steps[0].args[0]
    low, high = (total([inner, shift]) if shift != ZERO else inner for shift in STEPS[step.head])
    bounds = [tidy(rebuild(tree, lambda node, end=end: end if node == step else node)) for end in (low, high)]  # type: ignore[misc]
    ends = [_tried(bound, way) for bound in bounds]
    if None in ends or ends[0] != ends[1] or ends[0] == DNE:
        return None
    signs = (r"\le", "<") if step.head == "ceiling" else ("<", r"\le")
    sheet.inner().say(
        f"${tex(low)[1:-1]} {signs[0]} {tex(step)[1:-1]} {signs[1]} {tex(high)[1:-1]}$: look at both ends."
    )
    for bound in bounds:
        limit_worked(bound, way, sheet.inner())
    why = f"Squeeze: with each of the two in the place of {tex(step)} the limit is the same."
    return Rewriting(rule="squeeze", became=ends[0] or ZERO, why=why)


def _tried(tree: Tree, way: Approach) -> Tree | None:
    """Return a limit, worked where nobody reads it; None where no rule leads to it."""
    from calcquiz.solving.limits.work import limit_worked

    try:
        return limit_worked(tree, way, Sheet(way.setting))
    except UnworkedError:
        return None


def by_classes(tree: Tree, way: Approach, sheet: Sheet) -> Rewriting | None:
    """Return what even and odd members tend to (or those of three or four classes), worked one after the other."""
    from calcquiz.solving.limits.work import limit_worked

    count = _count_of_classes(tree, way)
    members = [_member(tree, way, count, rest) for rest in range(count)]
    ends = [None if member is None else _tried(member, way) for member in members] if count > 1 else [None]
    if None in ends:
        return None
    for rest, member in enumerate(members):
        inner = sheet.inner()
        inner.say(f"For {_class(way, count, rest)} this is {tex(member or tree)}.", level=Level.BRIEF)
        if member is not None and way.holds(member):
            limit_worked(member, way, inner)
    names = [f"for {_class(way, count, rest)}" for rest in range(count)]
    if len(set(ends)) == 1 and ends[0] != DNE:
        why = f"{_capital(listed(names))} the members tend to {tex(ends[0] or ZERO)}."
        return Rewriting(rule="classes", became=ends[0] or ZERO, why=why)
    if DNE in ends:
        return Rewriting(rule="classes", became=DNE, why="Some of the members approach nothing.")
    shown = [f"{name} to {tex(end or ZERO)}" for name, end in zip(names[1:], ends[1:], strict=True)]
    why = f"{_capital(names[0])} the members tend to {tex(ends[0] or ZERO)}, {listed(shown)}: they differ."
    return Rewriting(rule="classes", became=DNE, why=why)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count_of_classes(tree: Tree, way: Approach) -> int:
    """Return how many classes of whole numbers there are in which signs and steps do the same; 1 if it is not told."""
    if not way.whole:
        return 1
    periods = [2 for node in walk(tree) if has_negative_base(node, way.variable)]
    for node in walk(tree):
        if isinstance(node, Apply) and node.head in STEPS and way.holds(node):
            slope = slope_of(node.args[0], way.variable)
            value = None if slope is None else exact_number(slope)
            periods.append(MOST_CLASSES + 1 if value is None else value.denominator)
    count = math.lcm(*periods)
    return count if count <= MOST_CLASSES else 1


def _member(tree: Tree, way: Approach, count: int, rest: int) -> Tree | None:
    """Return what the formula is for n = count k + rest, still written with n."""
    place = {way.variable: number(count + rest)}

    def here(node: Tree) -> Tree:
        if not isinstance(node, Apply) or not way.holds(node):
            return node
        if has_negative_base(node, way.variable):
            power = whole_of(substitute(node.args[1], place))
            made = unsigned(node, way.variable)
            if power is None or made is None:
                return node
            return negate(made[0]) if power % 2 else made[0]
        if node.head in STEPS and (value := exact_number(substitute(node.args[0], place))) is not None:
            whole = math.floor(value) if node.head == "floor" else math.ceil(value)
            return total([node.args[0], Number(whole - value)]) if whole != value else node.args[0]
        return node

    made = textbook(tidy(rebuild(tree, here)))
    wild = any(has_negative_base(n, way.variable) or (isinstance(n, Apply) and n.head in STEPS) for n in walk(made))
    if wild or made == tree:
        return None
    stepped = any(isinstance(node, Apply) and node.head in STEPS for node in walk(tree))
    return expanded(made, way.setting) if stepped and is_rational(made, way.variable) else made


def _class(way: Approach, count: int, rest: int) -> str:
    if count == 2:
        return f"{'odd' if rest else 'even'} {tex(way.name)}"
    return f"${way.variable} = {count}k{f' + {rest}' if rest else ''}$"
