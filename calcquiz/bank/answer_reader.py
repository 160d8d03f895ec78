"""The reader of parts: tasks, answers, rules, mistakes, hints and solutions."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from calcquiz.algebra.tree import Apply, free_names
from calcquiz.bank.nodes import Mapping, Node, Scalar, Sequence
from calcquiz.bank.schema import Reader, nearest, one_of
from calcquiz.records.problem import Answer, Mistake, Part, SolutionLine
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula

PART_KEYS = ("ask", "task", "answer", "rules", "mistakes", "hints", "solution")
ANSWER_KEYS = ("kind", "is", "options", "mode", "order", "oracle", "unproved")
MODES = ("one", "any", "all", "order")
MOST_HINTS = 3
AUTHOR_KINDS = tuple(kind.value for kind in Kind if kind not in {Kind.DERIVATIVE, Kind.INPUT})
FORMS = ("factored", "expanded", "lowest-terms", "single-fraction", "partial-fractions", "no-decimals")

MISSING_ADVICE = {
    "is": "Write the wrong formula it leads to.",
    "say": "Write the sentence the learner gets.",
    "family": "Name a family of mistakes.yaml.",
}

TRUTHS = (
    "require_constant", "trailing_zeros_required", "truncation_allowed", "decimals_are_exact", "exact", "integer",
)  # fmt: skip
COUNTS = ("sigfigs", "accuracy_sigfigs", "sigfig_tolerance", "decimals", "digits")
TOLERANCES = ("atol", "rtol")
CHOICES = {
    "log_abs": ("lenient", "strict"),
    "domain": ("strict", "lenient"),
    "form": FORMS,
    "assumptions": ("real", "positive"),
}


class PartReader:
    """Reads the entries of one part; `names` are those its formulas may use."""

    def __init__(self, reader: Reader, names: frozenset[str], columns: dict[str, tuple[str, ...]]) -> None:
        self.reader = reader
        self.names = names
        self.columns = columns
        """The texts of each column of `cases`: an answer may name a column that holds the option's key."""

    def part(self, entries: dict[str, Node], node: Node, path: str) -> Part:
        """Return the part that the entries make."""
        reader = self.reader
        task = self.task(entries.get("task"), f"{path}task")
        answer = self.answer(entries["answer"], f"{path}answer") if "answer" in entries else None
        if ("task" in entries) == ("answer" in entries):
            several = "both `task` and `answer`" if "task" in entries else "neither `task` nor `answer`"
            reader.find(
                entries.get("answer", node),
                f"there is {several}",
                "Give one of them: what is asked, or the key itself.",
            )
        rules, ruled = self.rules(entries.get("rules"), f"{path}rules")
        solution = self.solution(entries.get("solution"), f"{path}solution")
        if answer is not None:
            self.refuse_auto(solution, entries.get("solution"))
        return Part(
            ask=reader.sentence(entries.get("ask"), f"{path}ask", self.names),
            task=task or None,
            answer=answer,
            rules=rules,
            ruled=ruled,
            mistakes=self.mistakes(entries.get("mistakes"), f"{path}mistakes", 1, answer),
            hints=self.hints(entries.get("hints"), f"{path}hints"),
            solution=solution,
        )

    def task(self, node: Node | None, path: str) -> str:
        """Return a task as it was written."""
        text = self.reader.formula(node, path, self.names)
        if not text or node is None:
            return ""
        tree = read_formula(text, self.names)
        if isinstance(tree, Apply) and tree.head in TASKS:
            return text
        self.reader.find(
            node,
            f"`{text}` is no task",
            "Write a task such as derivative(f, x); problems/README.md lists them. Or use `answer`.",
        )
        return ""

    def answer(self, node: Node, path: str) -> Answer | None:
        """Return an author's answer."""
        reader = self.reader
        if not isinstance(node, Mapping):
            reader.find(node, "`answer` must be a mapping", 'Write {kind: number, is: "a/b"}.')
            return None
        entries = reader.entries(node, "an answer", ANSWER_KEYS)
        kind = Kind(reader.word(entries.get("kind"), f"{path}.kind", AUTHOR_KINDS) or "expression")
        for missing in [name for name in ("kind", "is") if name not in entries]:
            reader.find(node, f"the answer has no `{missing}`", 'Write {kind: number, is: "a/b"}.')
        choice = self.choice(entries, node, path) if kind is Kind.CHOICE else {}
        for name in ("options", "mode", "order"):
            if name in entries and kind is not Kind.CHOICE:
                reader.find(entries[name], f"`{name}` belongs to a choice", "Write kind: choice, or leave it out.")
        options = [key for key, _ in choice.get("options", ())]
        return Answer(
            kind=kind,
            is_=choice.pop("is_", ()) or (self.formula(entries.get("is"), f"{path}.is"),),
            oracle=self.formula(entries.get("oracle"), f"{path}.oracle", options) or None,
            unproved=reader.sentence(entries.get("unproved"), f"{path}.unproved", ()) or None,
            **choice,
        )

    def choice(self, entries: dict[str, Node], node: Node, path: str) -> dict[str, Any]:
        """Return the fields of a choice."""
        reader = self.reader
        pairs = reader.pairs(entries.get("options"), "`options`")
        options = tuple(
            (reader.word(key, f"{path}.options"), reader.sentence(value, f"{path}.options.{key.text}", self.names))
            for key, value in pairs
        )
        if len(options) < 2:
            advice = "Write at least two, each `key: sentence`."
            reader.find(entries.get("options", node), "a choice needs options", advice)
        keys = tuple(key for key, _ in options)
        right = self.option_keys(entries.get("is"), f"{path}.is", keys)
        mode = reader.word(entries.get("mode"), f"{path}.mode", MODES) or "one"
        if mode == "one" and len(right) > 1:
            advice = "Write mode: any, all or order where several are right."
            reader.find(entries["is"], "a choice of one has several right answers", advice)
        fixed = reader.word(entries.get("order"), f"{path}.order", ("fixed", "shuffled")) == "fixed"
        return {"is_": right, "options": options, "mode": mode, "order_fixed": fixed}

    def option_keys(self, node: Node | None, path: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return option keys, or the one column of `cases` that holds them."""
        reader = self.reader
        found = reader.each(node, path, reader.text)
        for name in found:
            if name in self.columns:
                wrong = [value for value in self.columns[name] if not set(_split(value)) <= set(keys)]
                if wrong and node is not None:
                    reader.find(node, f"the column `{name}` holds `{wrong[0]}`, no option", f"Write {one_of(keys)}.")
            elif name and name not in keys and keys and node is not None:
                reader.find(node, f"`{name}` is no option", nearest(name, keys) or f"Write {one_of(keys)}.")
        return found

    def formula(self, node: Node | None, path: str, options: Collection[str] = ()) -> str:
        """Return a formula in the part's names (and options); a YAML list is a formula somebody forgot to quote."""
        if isinstance(node, Sequence | Mapping):
            shape = "[1, 2]" if isinstance(node, Sequence) else "{1, 2}"
            message = "YAML has read this formula as a " + ("list" if isinstance(node, Sequence) else "mapping")
            self.reader.find(node, message, f'Put it in quotes: "{shape}".')
            return ""
        return self.reader.formula(node, path, self.names.union(options))

    def rules(self, node: Node | None, path: str) -> tuple[Rules, frozenset[str]]:
        """Return the rules, and the names of those that were given."""
        known = (*TRUTHS, *COUNTS, *TOLERANCES, *CHOICES, "variables", "variable")
        entries = self.reader.entries(node, "`rules`", known)
        values = {name: self.rule(name, value, f"{path}.{name}") for name, value in entries.items()}
        return Rules(**values), frozenset(values)

    def rule(self, name: str, node: Node, path: str) -> Any:
        """Return the value of one rule."""
        reader = self.reader
        if name in TRUTHS:
            return reader.truth(node, path)
        if name in COUNTS:
            return reader.integer(node, path, low=0, high=30, otherwise=3)
        if name in TOLERANCES:
            return self.tolerance(node, path)
        if name in CHOICES:
            return reader.word(node, path, CHOICES[name]) or CHOICES[name][0]
        if name == "variable":
            return reader.text(node, path)
        return tuple(reader.text(item, path) for item in reader.items(node, "`variables`"))

    def tolerance(self, node: Node, path: str) -> Fraction | None:
        """Return a positive tolerance, exactly as written."""
        text = self.reader.text(node, path)
        try:
            value = Fraction(text) if len(text) <= 20 and abs(_exponent(text)) <= 30 else Fraction(0)
        except (ValueError, ZeroDivisionError):
            value = Fraction(0)
        if value <= 0:
            self.reader.find(node, f"`{text}` is no tolerance", "Write a positive number such as 0.001 or 1e-3.")
            return None
        return value

    def mistakes(self, node: Node | None, path: str, parts: int, answer: Answer | None = None) -> tuple[Mistake, ...]:
        """Return the mistakes; with several parts each gives one formula a part."""
        found = []
        for key, value in self.reader.pairs(node, "`mistakes`"):
            name = self.reader.word(key, f"{path}.{key.text}")
            found.append(self.mistake(name, value, f"{path}.{name}", parts, answer))
        return tuple(found)

    def mistake(self, name: str, node: Node, path: str, parts: int, answer: Answer | None) -> Mistake:
        """Return one mistake."""
        reader = self.reader
        entries = reader.entries(node, "a mistake", ("is", "say", "family", "if"))
        for missing in [key for key in ("is", "say", "family") if key not in entries]:
            reader.find(node, f"the mistake has no `{missing}`", MISSING_ADVICE[missing])
        if answer is not None and answer.kind is Kind.CHOICE:
            keys = tuple(key for key, _ in answer.options)
            wrong: tuple[str, ...] = (", ".join(self.option_keys(entries.get("is"), f"{path}.is", keys)),)
        elif parts > 1:
            wrong = reader.each(entries.get("is"), f"{path}.is", self.formula)
            if len(wrong) != parts and "is" in entries:
                advice = f"Write a list of {parts} formulas, one for each part."
                reader.find(entries["is"], f"there are {parts} parts, and formulas for {len(wrong)}", advice)
        else:
            wrong = (self.formula(entries.get("is"), f"{path}.is"),)
        return Mistake(
            name=name,
            is_=wrong,
            say=reader.sentence(entries.get("say"), f"{path}.say", self.names),
            family=reader.word(entries.get("family"), f"{path}.family"),
            if_=self.condition(entries.get("if"), f"{path}.if", [key for key, _ in answer.options] if answer else []),
        )

    def condition(self, node: Node | None, path: str, options: Collection[str]) -> str | None:
        """Return where a mistake is meant; conditions compare numbers, and an option is none."""
        known = set(self.reader.used)
        text = self.formula(node, path, options)
        used = sorted(free_names(read_formula(text, self.names.union(options))) & set(options)) if text else ()
        if used and node is not None:
            advice = "Give the rows of `cases` a number to compare: {verdict: up, way: 1}, and `if: way == 1`."
            self.reader.find(node, f"`{used[0]}` is an option, and `if` compares numbers", advice)
            self.reader.used = known  # its columns hold no formulas
        return text or None

    def hints(self, node: Node | None, path: str) -> tuple[str, ...]:
        """Return the hints, at most three."""
        items = self.reader.items(node, "`hints`")
        if len(items) > MOST_HINTS:
            self.reader.find(items[MOST_HINTS], "there are more than three hints", "Keep the three best.")
        return tuple(self.reader.sentence(item, f"{path}.{k}", self.names) for k, item in enumerate(items, 1))

    def solution(self, node: Node | None, path: str) -> tuple[SolutionLine, ...]:
        """Return the lines of an authored solution."""
        items = self.reader.items(node, "`solution`")
        automatic = [item for item in items if _is_auto(item)]
        if len(automatic) > 1:
            self.reader.find(automatic[1], "`auto` stands here twice", "Write it once: it stands for all steps.")
        return tuple(self.line(item, f"{path}.{k}") for k, item in enumerate(items, 1))

    def refuse_auto(self, solution: tuple[SolutionLine, ...], node: Node | None) -> None:
        """Note `auto` where no task says what the steps are."""
        if node is not None and any(line.auto for line in solution):
            automatic = next((item for item in self.reader.items(node, "`solution`") if _is_auto(item)), node)
            self.reader.find(automatic, "`auto` needs a `task` that can be worked", "Write the steps as sentences.")

    def line(self, node: Node, path: str) -> SolutionLine:
        """Return one line: a sentence, or {say, holds}."""
        reader = self.reader
        if _is_auto(node):
            return SolutionLine(say="", auto=True)
        if isinstance(node, Mapping) and not {key.text for key, _ in node.pairs} & {"say", "holds"}:
            return SolutionLine(say=reader.sentence(node, path, self.names))
        if not isinstance(node, Mapping):
            return SolutionLine(say=reader.sentence(node, path, self.names | {"key"}))
        entries = reader.entries(node, "a line of a solution", ("say", "holds"))
        if "say" not in entries:
            reader.find(node, "this line has no `say`", "Say in a sentence what is done here.")
        return SolutionLine(
            say=reader.sentence(entries.get("say"), f"{path}.say", self.names | {"key"}),
            holds=self.identity(entries.get("holds"), f"{path}.holds"),
        )

    def identity(self, node: Node | None, path: str) -> str | None:
        """Return an identity `a = b` or `a = b = c`."""
        names = self.names | {"key"}
        text = self.reader.formula(node, path, names)
        if not text or node is None:
            return None
        tree = read_formula(text, names)
        links = tree.args if isinstance(tree, Apply) and tree.head == "and" else (tree,)
        if not all(isinstance(link, Apply) and link.head == "=" for link in links):
            self.reader.find(node, "`holds` is no identity", "Write a = b, or a chain a = b = c.")
            return None
        return text


def _is_auto(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip() == "auto"


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.split(","))


def _exponent(text: str) -> int:
    _, _, exponent = text.lower().partition("e")
    return int(exponent) if exponent.lstrip("+-").isdigit() and len(exponent) < 5 else 0
