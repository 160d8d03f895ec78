"""The problem reader: a YAML file becomes a Problem, or all its findings at once."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.functions import ALIASES
from calcquiz.algebra.parse import parse
from calcquiz.bank.answer_reader import PART_KEYS, PartReader
from calcquiz.bank.domains import MOST_VALUES, read_domain
from calcquiz.bank.nodes import Mapping, Node, Scalar, Sequence
from calcquiz.bank.plot_reader import read_plot
from calcquiz.bank.schema import WORD, Reader
from calcquiz.bank.yaml_reader import read_yaml
from calcquiz.records.errors import BankError, FormulaError
from calcquiz.records.problem import Check, Parameter, Part, Problem
from calcquiz.tasks.formula import FORMULA_HEADS, read_formula
from calcquiz.tasks.task import WORDS

KEYS = (
    "calcquiz", "title", "difficulty", "revision", "requires", "encompasses", "tags", "variables", "params", "cases",
    "where", "let", *PART_KEYS, "parts", "plot", "check", "always", "few", "large",
)  # fmt: skip
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*")
TAKEN = frozenset({"e", "i", "pi", "oo", "dne", "inf", "and", "or", "not", "key", "case", "union", "intersect", *WORDS})
GREEK_VARIABLES = frozenset({"sigma", "phi", "Phi"})
MOST_ROWS = 200
MOST_PARTS = 9


def read_problem(
    file: str, data: bytes, *, id_: str, chapter: int = 0, section: str = "", first_id: str = ""
) -> Problem:
    """Return the problem that a file describes.

    Args:
        file: The path as printed in findings.
        data: The bytes of the file.
        id_: The problem's id, its file name without `.yaml`.
        chapter: The number of the chapter it belongs to.
        section: The number of the section, `2.1`.
        first_id: The oldest name it had, when it was renamed.

    Raises:
        BankError: with every finding of the file.
    """
    root, source = read_yaml(file, data)
    reader = Reader(source)
    if not isinstance(root, Mapping):
        reader.pairs(root, "a problem")
        raise BankError(tuple(reader.findings))
    problem = _ProblemReader(reader, root).problem(file, id_, chapter, section, first_id)
    if reader.findings or problem is None:
        raise BankError(tuple(sorted(reader.findings, key=lambda finding: (finding.line, finding.column))))
    return problem


class _ProblemReader:
    """Reads the entries of the root, in the order in which names become known."""

    def __init__(self, reader: Reader, root: Node) -> None:
        self.reader = reader
        self.root = root
        self.entries = reader.entries(root, "a problem", KEYS)

    def problem(self, file: str, id_: str, chapter: int, section: str, first_id: str) -> Problem | None:
        reader, entries = self.reader, self.entries
        self.header(id_)
        sorts = self.sorts()
        params = self.params(sorts)
        names = frozenset(sorts) | {param.name for param in params}
        rows, row_nodes = self.cases(names)
        columns = {name: tuple(row[name] for row in rows) for name in (rows[0] if rows else ())}
        base = names | set(columns)
        let = self.let(base)
        every = base | {name for name, _ in let}
        variables = {name: reader.sort(node, f"variables.{name}", every - set(sorts)) for name, node in sorts.items()}
        parts = self.parts(every, columns)
        plot = read_plot(reader, entries.get("plot"), every)
        where = reader.formula(entries.get("where"), "where", every) or None
        always = reader.each(entries.get("always"), "always", lambda n, p: reader.formula(n, p, every | {"key"}))
        check = self.check(params, rows, every, parts)
        ask = reader.sentence(entries.get("ask"), "ask", every)
        return Problem(
            id=id_,
            path=file,
            chapter=chapter,
            section=section,
            first_id=first_id,
            revision=reader.integer(entries.get("revision"), "revision", low=1, high=999, otherwise=1),
            title=reader.sentence(entries.get("title"), "title", ()),
            difficulty=reader.integer(entries.get("difficulty"), "difficulty", low=1, high=5, otherwise=1),
            requires=reader.words(entries.get("requires"), "requires"),
            encompasses=self.encompasses(),
            tags=reader.words(entries.get("tags"), "tags"),
            variables=variables,
            params=params,
            cases=rows,
            sentences=self.sentences(columns, row_nodes, names, every),
            where=where,
            let=let,
            ask=ask,
            parts=parts,
            plot=plot,
            check=check,
            always=always,
            few=reader.sentence(entries.get("few"), "few", ()) or None,
            large=reader.sentence(entries.get("large"), "large", ()) or None,
            places=reader.places,
        )

    def header(self, id_: str) -> None:
        version = self.entries.get("calcquiz")
        if version is None:
            self.reader.find(self.root, "the format is not named", "Begin the file with `calcquiz: 1`.")
        elif not isinstance(version, Scalar) or version.text != "1":
            self.reader.find(version, "this format is not known", "Write `calcquiz: 1`.")
        for name in ("title", "difficulty", "ask"):
            if name not in self.entries and isinstance(self.root, Mapping):
                self.reader.find(self.root, f"the problem has no `{name}`", f"Add a line `{name}: …`.")
        if not WORD.fullmatch(id_):
            message = f"the file name `{id_}` is no id"
            self.reader.find(self.root, message, "Use lower-case letters, digits and hyphens: chain-rule-sine.yaml")

    def name(self, node: Scalar, taken: Collection[str], *, variable: bool = False) -> str:
        """Return a new name for formulas, noting what is wrong with it."""
        name = node.text
        if not NAME.fullmatch(name):
            self.reader.find(node, f"`{name}` is no name", "Use letters and digits, beginning with a letter: t1.")
        elif name in TAKEN or name in FORMULA_HEADS or (name in ALIASES and not (variable and name in GREEK_VARIABLES)):
            self.reader.find(node, f"`{name}` has a meaning of its own", "Choose another name.")
        elif name in taken:
            self.reader.find(node, f"`{name}` is already the name of something else", "Choose another name.")
        return name

    def sorts(self) -> dict[str, Node]:
        """Return by name what says what a variable may be."""
        found: dict[str, Node] = {}
        for key, value in self.reader.pairs(self.entries.get("variables"), "`variables`"):
            found[self.name(key, found, variable=True)] = value
        return found

    def params(self, taken: Collection[str]) -> tuple[Parameter, ...]:
        found: dict[str, Parameter] = {}
        for key, value in self.reader.pairs(self.entries.get("params"), "`params`"):
            name = self.name(key, {*taken, *found})
            values = self.domain(value, f"params.{name}")
            found[name] = Parameter(name=name, values=values)
        return tuple(found.values())

    def domain(self, node: Node, path: str) -> tuple[str, ...]:
        """Return the values of a range, or of a list of constants."""
        reader = self.reader
        if not isinstance(node, Sequence):
            text = reader.text(node, path)
            try:
                return read_domain(text) if text else ()
            except FormulaError as error:
                reader.find(node, error.message, error.advice, error.start)
                return ()
        values = [reader.formula(item, f"{path}.{k}", ()) for k, item in enumerate(node.items, 1)]
        if not values or len(values) > MOST_VALUES:
            reader.find(node, f"the list has {len(values)} values", f"Write 1 to {MOST_VALUES} of them.")
        for k, value in enumerate(values):
            if value and value in values[:k]:
                reader.find(node.items[k], f"{value} stands here a second time", "Write each value once.")
        return tuple(values)

    def cases(self, names: Collection[str]) -> tuple[tuple[dict[str, str], ...], tuple[dict[str, Node], ...]]:
        """Return the rows as texts, and their nodes."""
        reader = self.reader
        items = reader.items(self.entries.get("cases"), "`cases`")
        if len(items) > MOST_ROWS:
            reader.find(items[MOST_ROWS], f"there are more than {MOST_ROWS} cases", "Write fewer.")
        nodes = [{key.text: value for key, value in reader.pairs(item, "a case")} for item in items]
        for key, _ in reader.pairs(items[0], "a case") if items else ():
            self.name(key, names)
        for item, row in zip(items, nodes, strict=True):
            if row.keys() != nodes[0].keys():
                missing = ", ".join(sorted(row.keys() ^ nodes[0].keys()))
                reader.find(item, "the cases do not give the same names", f"Compare {missing} with the first case.")
                return (), ()
        rows = tuple(
            {name: reader.text(node, f"cases.{k}.{name}") for name, node in row.items()}
            for k, row in enumerate(nodes, 1)
        )
        return rows, tuple(nodes)

    def sentences(
        self,
        columns: dict[str, tuple[str, ...]],
        rows: tuple[dict[str, Node], ...],
        names: frozenset[str],
        every: frozenset[str],
    ) -> frozenset[str]:
        """Return the columns that hold sentences: those no formula uses and that are not all formulas.

        Their slots may use every name of the problem, `let` and the other columns included.
        """
        found = set()
        for name, texts in columns.items():
            if name in self.reader.used:
                for k, row in enumerate(rows, 1):
                    self.reader.formula(row[name], f"cases.{k}.{name}", names)
            elif not all(_is_formula(text, names) for text in texts):
                found.add(name)
                for k, row in enumerate(rows, 1):
                    self.reader.sentence(row[name], f"cases.{k}.{name}", every - {name})
        return frozenset(found)

    def let(self, names: frozenset[str]) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for key, value in self.reader.pairs(self.entries.get("let"), "`let`"):
            name = self.name(key, {*names, *found})
            found[name] = self.reader.formula(value, f"let.{name}", names | set(found))
        return tuple(found.items())

    def encompasses(self) -> dict[str, str]:
        pairs = self.reader.pairs(self.entries.get("encompasses"), "`encompasses`")
        return {
            self.reader.word(key, f"encompasses.{key.text}"): self.reader.word(
                value, f"encompasses.{key.text}", ("full", "half")
            )
            for key, value in pairs
        }

    def parts(self, names: frozenset[str], columns: dict[str, tuple[str, ...]]) -> tuple[Part, ...]:
        reader, entries = self.reader, self.entries
        part_reader = PartReader(reader, names, columns)
        own = {name: node for name, node in entries.items() if name in PART_KEYS and name != "ask"}
        if "parts" not in entries:
            return (part_reader.part(own, self.root, ""),)
        for name in {"task", "answer", "rules"} & own.keys():
            reader.find(own[name], f"`{name}` belongs to a part here", "Move it into `parts`.")
        items = reader.items(entries["parts"], "`parts`")
        if not 1 <= len(items) <= MOST_PARTS:
            reader.find(entries["parts"], f"there are {len(items)} parts", f"Write 1 to {MOST_PARTS}.")
        parts = []
        for k, item in enumerate(items, 1):
            part = part_reader.part(reader.entries(item, "a part", PART_KEYS), item, f"parts.{k}.")
            if not part.ask and isinstance(item, Mapping) and item.get("ask") is None:
                reader.find(item, "the part has no `ask`", "Write what is asked in this part.")
            parts.append(part)
        return self.shared(part_reader, tuple(parts))

    def shared(self, part_reader: PartReader, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Return the parts with what stands at problem level: one mistake formula a part, hints, solution."""
        entries = self.entries
        mistakes = part_reader.mistakes(entries.get("mistakes"), "mistakes", len(parts))
        hints = part_reader.hints(entries.get("hints"), "hints")
        solution = part_reader.solution(entries.get("solution"), "solution")
        if any(part.answer is not None and not part.solution for part in parts):
            part_reader.refuse_auto(solution, entries.get("solution"))
        return tuple(
            replace(
                part,
                mistakes=(
                    *part.mistakes,
                    *(replace(m, is_=m.is_[k : k + 1]) for m in mistakes if k < len(m.is_)),
                ),
                hints=part.hints or hints,
                solution=part.solution or solution,
            )
            for k, part in enumerate(parts)
        )

    def check(
        self,
        params: tuple[Parameter, ...],
        rows: tuple[dict[str, str], ...],
        names: frozenset[str],
        parts: tuple[Part, ...],
    ) -> Check | None:
        """Return the pinned draw; it names every parameter, and `case` (from 1) where there are cases."""
        reader, node = self.reader, self.entries.get("check")
        entries = reader.entries(node, "`check`", ("at", "key"))
        if node is None or not isinstance(node, Mapping):
            return None
        domains: dict[str, Any] = {param.name: param.values for param in params}
        if rows:
            domains["case"] = tuple(str(k) for k in range(1, len(rows) + 1))
        at = {name: reader.text(value, f"check.at.{name}") for name, value in self.pinned(entries.get("at"), domains)}
        for name in domains:
            if name not in at:
                reader.find(entries.get("at", node), f"`check` does not say `{name}`", f"Add {name}: to `at`.")
        keys = reader.each(entries.get("key"), "check.key", lambda n, p: self.pinned_key(n, p, names))
        if len(keys) != len(parts):
            given = f"{len(keys)} key{'s' * (len(keys) != 1)}"
            reader.find(entries.get("key", node), f"`check` gives {given}", f"Write {len(parts)} of them, one a part.")
        return Check(at=at, keys=keys)

    def pinned(self, node: Node | None, domains: dict[str, tuple[str, ...]]) -> list[tuple[str, Node]]:
        found = []
        for name, value in self.reader.entries(node, "`at`", tuple(domains)).items():
            text = value.text if isinstance(value, Scalar) else ""
            if domains[name] and not any(_same_constant(text, one) for one in domains[name]):
                self.reader.find(value, f"{text} is no value of {name}", "Write one that the problem can draw.")
            found.append((name, value))
        return found

    def pinned_key(self, node: Node, path: str, names: frozenset[str]) -> str:
        """Return a pinned key: a formula, an option, or several options with commas between them."""
        text = self.reader.text(node, path)
        words = text.split(", ") if isinstance(node, Scalar) else []
        if words and all(WORD.fullmatch(word) and not word.isdigit() and word not in names for word in words):
            return text
        return self.reader.formula(node, path, names | {"C"})


def _is_formula(text: str, names: Collection[str]) -> bool:
    try:
        read_formula(text, names)
    except FormulaError:
        return False
    return True


def _same_constant(left: str, right: str) -> bool:
    if left == right:
        return True
    try:
        values = [exact_value(parse(text, (), author=True), {}) for text in (left, right)]
    except FormulaError:
        return False
    return values[0] is not None and values[0] == values[1]
