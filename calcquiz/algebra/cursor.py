"""The parser's cursor: where it stands in the tokens, what binds how tightly, and how it refuses."""

from abc import ABC, abstractmethod
from typing import NoReturn

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.tokens import Token, Vocabulary
from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.errors import FormulaError

OR, AND, NOT, RELATION, UNION, INTERSECTION, ADD, MULTIPLY, POWER, POSTFIX = range(1, 11)
BINARY: dict[str, tuple[int, str]] = {
    "or": (OR, "or"),
    "and": (AND, "and"),
    "U": (UNION, "union"),
    "union": (UNION, "union"),
    "intersect": (INTERSECTION, "intersection"),
    "+": (ADD, "add"),
    "-": (ADD, "sub"),
    "*": (MULTIPLY, "mul"),
    "/": (MULTIPLY, "div"),
    "^": (POWER, "pow"),
    "**": (POWER, "pow"),
    **{relation: (RELATION, relation) for relation in ("=", "!=", "<", "<=", ">", ">=")},
}
RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
CLOSERS = {"(": ")", "[": "]", "{": "}"}
FLAT = frozenset({"add", "mul", "and", "or", "union", "intersection"})


class Cursor(ABC):
    """One pass over the tokens; every method returns the tree of what it read."""

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary, *, author: bool) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.author = author
        self.place = 0
        self.depth = 0
        self.bars = 0
        """Open absolute-value bars at this bracket level."""
        self.angles = 0
        """Open < of a vector: a > closes it."""
        self.bracketed: list[Tree] = []
        """Trees that stood in brackets of their own: a sum or product is not continued into them."""

    @property
    def token(self) -> Token:
        """Return the token that is read next."""
        return self.tokens[self.place]

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these symbols."""
        return self.token.kind == "symbol" and self.token.text in texts

    def advance(self) -> Token:
        """Return the next token and step over it; the end stays."""
        token = self.tokens[self.place]
        self.place += token.kind != "end"
        return token

    def refuse(self, message: str, advice: str, token: Token | None = None) -> NoReturn:
        """Raise FormulaError at a token, the next one when none is given."""
        token = token or self.token
        raise FormulaError(message, start=token.start, end=max(token.end, token.start + 1), advice=advice)

    @abstractmethod
    def expression(self, lowest: int) -> Tree:
        """Read operators that bind at least as tightly as `lowest`."""

    def unexpected(self) -> NoReturn:
        """Refuse the next token: it cannot stand where it does."""
        text = self.token.text
        if text in CLOSERS.values():
            self.refuse(f"this {text} closes nothing", f"Remove it, or write the {opener_of(text)} it belongs to.")
        if text == ",":
            self.refuse(
                "a comma cannot stand here",
                "Write a decimal point (0.5), a point as (1, 2), or a set as {1, 2}.",
            )
        if text in {"=>", "=<", "=="}:
            self.refuse(f"{text} is not a relation here", f"Write {_RELATION_ADVICE[text]}.")
        if self.token.kind == "end":
            self.refuse("something is missing at the end", "Complete the formula.")
        self.refuse(f"{text} cannot stand here", "Write * between factors, or remove it.")

    def last_end(self) -> int:
        """Return where the token before the next one ends."""
        return self.tokens[self.place - 1].end

    def operator(self) -> tuple[int, str] | None:
        """Return how tightly the next token binds and its head, or None when it is no operator."""
        token = self.token
        if token.kind == "word":
            return None if token.text in self.vocabulary.names else BINARY.get(token.text)
        if token.kind != "symbol":
            return None
        if token.text == "==" and self.author:
            return (RELATION, "=")
        return BINARY.get(token.text)

    def operand(self, operator: Token, lowest: int) -> Tree:
        """Read what follows an operator; its absence is refused at the operator."""
        token = self.token
        if token.kind == "end" or (token.kind == "symbol" and token.text in ")]},*/^"):
            shown = operator.text
            self.refuse(f"something is missing after {shown}", f"Write what follows {shown}, or remove it.", operator)
        # A power's exponent may carry a sign of its own and be a power again: 2^-x^2.
        return self.expression(lowest)

    def combine(self, head: str, left: Tree, right: Tree, token: Token) -> Tree:
        """Return an operator applied to both sides; sums and products that go on are continued."""
        span = (start_of(left), self.last_end())
        if head == "sub":
            head, right = "add", Apply("neg", (right,), (token.start, self.last_end()))
        if head == "div" and exact_value(right, {}) == 0:
            self.refuse("this divides by zero", "A quotient needs a divisor that is not zero.", token)
        if head in FLAT and isinstance(left, Apply) and left.head == head and self.flat(left):
            return Apply(head, (*left.args, right), span)
        return Apply(head, (left, right), span)

    def flat(self, left: Apply) -> bool:
        """Whether `left` was written without brackets of its own, so that it may be continued."""
        return not any(left is other for other in self.bracketed)

    def starts_factor(self) -> bool:
        """Whether the next token may follow a factor without a multiplication sign."""
        token = self.token
        if token.kind == "number":
            return True
        if token.kind == "word":
            return self.operator() is None and (token.text != "not" or "not" in self.vocabulary.names)
        return self.at("(", "[", "{", "√", "∛") or (self.at("|") and not self.bars)


_RELATION_ADVICE = {"=>": ">= for “at least”", "=<": "<= for “at most”", "==": "= for an equation"}


def opener_of(closer: str) -> str:
    """Return the bracket that a closing one belongs to."""
    return next(opening for opening, closing in CLOSERS.items() if closing == closer)


def start_of(tree: Tree) -> int:
    """Return where in the text a tree begins."""
    return tree.span[0]
