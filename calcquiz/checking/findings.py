"""What was found about two regions: lines and points on which they were compared, until one tells them apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from calcquiz.algebra.points import Domain, first_points, seeded
from calcquiz.algebra.snapped import Coordinate
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, free_names
from calcquiz.checking.lines import Cell, Line, line_through, truths_at
from calcquiz.checking.regions import boundaries, branches, difference, is_equation, relations

MOST_ROWS = 8
ENOUGH_EFFORT = 16
"""Lines that are followed, after the first two in each direction; one on which signs had to tell counts twice."""
FEW_GAPS = 3
"""Gaps of a line that are looked into where both regions are made of equations: both hold in all or in none."""
SMALL = (Fraction(2, 5), Fraction(-1, 3), Fraction(1, 4), Fraction(-3, 7))
"""A row that meets what lies inside the unit circle."""
ROWS_NEAR = 3


@dataclass(slots=True)
class Findings:
    """Lines and single points, each with the truth of both regions."""

    lines: list[Line] = field(default_factory=list)
    points: list[Cell] = field(default_factory=list)
    found_by: dict[str, int] = field(default_factory=lambda: {"yours": 0, "right": 0})
    """How many solutions each side's own search led to."""

    def cells(self) -> Iterator[Cell]:
        """Yield everything that was looked at."""
        for line in self.lines:
            yield from line.cells
        yield from self.points

    @property
    def shared(self) -> int:
        """Return how many points both regions hold."""
        return sum(1 for cell in self.cells() if cell.yours is True and cell.right is True)

    @property
    def exact(self) -> bool:
        """Whether nothing can have been missed: one variable, all critical points found by exact means."""
        return len(self.lines) == 1 and self.lines[0].exact


def differences(line: Line) -> list[Cell]:
    """Return the cells of a line on which the regions disagree.

    A single point at which one side is undefined does not count where both hold all around it: x/x = 1 and 1 = 1.
    """
    found = []
    for place, cell in enumerate(line.cells):
        if cell.agrees:
            continue
        around = line.cells[max(0, place - 1) : place] + line.cells[place + 1 : place + 2]
        hole = None in {cell.yours, cell.right} and not cell.is_gap
        if not (hole and around and all(c.yours is True and c.right is True for c in around)):
            found.append(cell)
    return found


def find(response: Apply, key: Apply, domain: Domain) -> Findings:
    """Compare two regions along seeded lines and at solutions of each; equations stop at the first difference."""
    names = sorted(free_names(response) | free_names(key))
    findings = Findings()
    if not names:
        findings.points.append(Cell({}, False, *truths_at(response, key, {})))  # noqa: FBT003 - no gap: a point
        return findings
    comparison = _Comparison(response, key, names, domain, findings)
    comparison.run()
    return findings


class _Comparison:
    """One comparison under way."""

    def __init__(self, response: Apply, key: Apply, names: list[str], domain: Domain, findings: Findings) -> None:
        self.response, self.key = response, key
        self.names, self.domain, self.findings = names, domain, findings
        self.equations = is_equation(response) and is_equation(key)
        self.source = seeded(to_text(response), to_text(key))
        self.met: set[Tree] = set()
        self.apart = False
        """Whether a line told the regions apart."""

    def run(self) -> None:
        if len(self.names) == 1:
            self.look_along(self.names[0], {})
            return
        if all(len(equations) > 1 for region in (self.response, self.key) for equations in _systems(region)):
            self.look_at_systems()
            if self.told:
                return
        self.look_along_rows()
        for look in (self.look_near, self.look_at_systems, self.look_at_low_points):
            if self.told:
                return
            look()

    def look_along_rows(self) -> None:
        effort = 0
        enough = ENOUGH_EFFORT if not self.findings.points else len(self.names)
        for name, row in self._rows():
            self.look_along(name, row)
            effort += 1 if self.findings.lines[-1].exact else 2
            if self.told:
                return
            if effort >= enough and len(self.findings.lines) >= min(enough, 2 * len(self.names)):
                return

    @property
    def told(self) -> bool:
        """Whether a difference was found after which there is nothing more to learn."""
        if not self.equations:
            return any(cell.is_gap and not cell.agrees for cell in self.findings.cells())
        return self.apart or any(not cell.agrees for cell in self.findings.points)

    def _rows(self) -> Iterator[tuple[str, dict[str, Fraction]]]:
        points = first_points(self.names, self.domain, self.source)
        drawn = self.source.sample(range(8, len(points)), MOST_ROWS - 2)
        small = {name: SMALL[place % len(SMALL)] for place, name in enumerate(self.names)}
        small = {name: abs(value) if name in self.domain.positive else value for name, value in small.items()}
        usable = not self.domain.integers and all(self.domain.holds(name, value) for name, value in small.items())
        near_zero = [small] if usable else []
        for row in (points.row(0), *near_zero, *(points.row(index) for index in drawn)):
            for name in self.names:
                yield name, {other: value for other, value in row.items() if other != name}

    def look_along(self, name: str, row: dict[str, Fraction]) -> None:
        few = FEW_GAPS if self.equations else None
        line = line_through(self.response, self.key, name, row, self.domain, most_gaps=few)
        if few and any(cell.is_gap and (cell.yours or cell.right) for cell in line.cells):
            line = line_through(self.response, self.key, name, row, self.domain)
        self.findings.lines.append(line)
        for side in ("yours", "right"):
            self.findings.found_by[side] += sum(1 for cell in line.cells if getattr(cell, side) is True)
        self.met |= line.met
        self.apart = self.apart or bool(differences(line))

    def look_near(self) -> None:
        """Look along lines through points of each boundary that no line has met so far."""
        from calcquiz.checking.newton import rows_near

        every = (*relations(self.response), *relations(self.key))
        for bound in dict.fromkeys(bound for relation in every for bound in boundaries(relation)):
            if bound in self.met or len(free_names(bound)) < 2:
                continue
            for near in rows_near(bound, self.domain, self.source, ROWS_NEAR):
                row = {name: near.get(name, Fraction(1)) for name in self.names}
                for name in sorted(near):
                    self.look_along(name, {other: value for other, value in row.items() if other != name})
                if self.told:
                    return

    def look_at_systems(self) -> None:
        """Look at points that solve several equations at once, those of either side."""
        if self.findings.points:
            return
        for side, region in (("yours", self.response), ("right", self.key)):
            for equations in _systems(region):
                if len(equations) > 1:
                    self.look_at(side, equations)

    def look_at_low_points(self) -> None:
        """Look where an equation without solutions so far has its lowest and highest points: x^2 + y^2 = 0."""
        from calcquiz.algebra.differentiate import differentiate
        from calcquiz.records.errors import FormulaError

        for side, region in (("yours", self.response), ("right", self.key)):
            for relation in relations(region):
                if self.findings.found_by[side] or relation.head != "=":
                    continue
                try:
                    slopes = [differentiate(difference(relation), name) for name in sorted(free_names(relation))]
                except FormulaError:
                    continue
                self.look_at(side, slopes)

    def look_at(self, side: str, equations: Sequence[Tree]) -> None:
        from calcquiz.checking.solutions import solution_points

        for point in solution_points(equations, self.names, self.domain, self.source):
            yours, right = truths_at(self.response, self.key, point)
            if not _allowed(point, self.domain) or (yours if side == "yours" else right) is not True:
                continue
            cell = Cell(point, is_gap=False, yours=yours, right=right)
            self.findings.points.append(cell)
            self.findings.found_by[side] += 1
            if not cell.agrees:
                return


def _systems(region: Apply) -> list[list[Tree]]:
    """Return the equations of each branch of a region."""
    return [[difference(relation) for relation in branch if relation.head == "="] for branch in branches(region)]


def _allowed(point: dict[str, Coordinate], domain: Domain) -> bool:
    return all(domain.holds(name, point[name].value) for name in point) and all(
        point[name].value.denominator == 1 for name in point if name in domain.integers
    )
