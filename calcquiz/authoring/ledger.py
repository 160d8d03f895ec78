"""The ledger of a proof: what was found, each thing once, with the place in the file and how many variants show it."""

from dataclasses import dataclass, field

from calcquiz.bank.source import Source
from calcquiz.records.errors import Finding
from calcquiz.records.problem import Place, Problem


@dataclass(slots=True)
class Entry:
    """One thing found, at the first variant that shows it."""

    message: str
    advice: str
    variant: int | None
    times: int = 1


@dataclass(slots=True)
class Ledger:
    """Gathers findings of one problem; the same proof failing at the same entry is one finding."""

    problem: Problem
    source: Source
    drawn: int
    """How many variants were looked at."""
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    """By the path of the entry in the file and the name of the proof."""

    def note(self, path: str, proof: str, message: str, advice: str, variant: int | None = None) -> None:
        """Note that a proof fails at an entry, `mistakes.no-inner.is`, in a variant or in the problem as a whole."""
        known = self.entries.get((path, proof))
        if known is None:
            self.entries[path, proof] = Entry(message, advice, variant)
        else:
            known.times += 1

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, in the order of the file."""
        made = []
        for (path, _), entry in self.entries.items():
            line, column = place_of(self.problem, path)
            made.append(self.source.finding(line, column, self.told(entry), entry.advice))
        return tuple(sorted(made, key=lambda finding: (finding.line, finding.column, finding.message)))

    def told(self, entry: Entry) -> str:
        """Return a message with the variant that shows it."""
        if entry.variant is None:
            return entry.message
        name = f"#{entry.variant}" if entry.variant >= 0 else "the pinned draw"
        several = f", and {entry.times - 1} more of {self.drawn}" if entry.times > 1 else ""
        return f"{entry.message} ({name}{several})"


def place_of(problem: Problem, path: str) -> Place:
    """Return where an entry stands: itself, else what stands first inside it, else what it stands in."""
    while path:
        if path in problem.places:
            return problem.places[path]
        inside = [place for name, place in problem.places.items() if name.startswith(f"{path}.")]
        if inside:
            return min(inside)
        path = path.rpartition(".")[0]
    return (1, 1)
