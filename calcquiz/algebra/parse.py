"""The parser: text in the language of formulas to a tree, by operator precedence (Pratt)."""

from collections.abc import Collection
from fractions import Fraction
from typing import NoReturn

from calcquiz.algebra import latex
from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.functions import (
    ALIASES,
    CONSTANT_WORDS,
    FUNCTIONS,
    NAMES_BEFORE_FUNCTIONS,
    PICK,
    Function,
)
from calcquiz.algebra.shapes import check_shape
from calcquiz.algebra.tokens import Token, Vocabulary, tokenize
from calcquiz.algebra.tree import Apply, Name, Number, Tree, walk
from calcquiz.records.errors import FormulaError, LimitError

DEEPEST = 50
MOST_NAMES = 12
AUTHOR_LIMITS = (2000, 1000, 40)
"""Characters, tokens and names for authors."""

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


def parse(
    text: str,
    names: Collection[str] = (),
    *,
    open_names: bool = False,
    author: bool = False,
    functions: Collection[str] = (),
    decimal_separator: str = ".",
) -> Tree:
    """Return the tree of a formula.

    Args:
        text: What a learner typed or an author wrote; LaTeX is accepted.
        names: The variables that may be used.
        open_names: Accept single letters and Greek words that are not in `names`.
        author: Allow `pick`, `==` and larger formulas.
        functions: Further heads to accept (tasks, for authors).
        decimal_separator: With `,` the text `1,5` is 3/2 and `;` separates elements.

    Raises:
        FormulaError: with the place in the text, what is wrong and what to write instead.
        LimitError: a formula larger than accepted.
    """
    longest, most_tokens, most_names = AUTHOR_LIMITS if author else (500, 300, MOST_NAMES)
    vocabulary = Vocabulary(
        names=frozenset(names),
        functions=frozenset(functions) | ({"pick"} if author else frozenset()),
        open_names=open_names,
        decimal_comma=decimal_separator == ",",
        longest=longest,
        most_tokens=most_tokens,
    )
    try:
        plain, origin = latex.translate(text, longest)
    except FormulaError as error:
        error.text = text
        raise
    try:
        tree = _Parser(tokenize(plain, vocabulary), vocabulary, author=author).whole()
        check_shape(tree)
        _check_names(tree, most_names)
    except FormulaError as error:
        error.text = text if len(text) <= longest else text[:60]
        error.start, error.end = origin(error.start), max(origin(error.end - 1) + 1, origin(error.start) + 1)
        raise
    return tree


def _check_names(tree: Tree, most: int) -> None:
    names = {node.name for node in walk(tree) if isinstance(node, Name)}
    if len(names) > most:
        raise LimitError(f"this uses more than {most} names", advice="Use fewer variables.")


class _Parser:
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
        return self.tokens[self.place]

    def at(self, *texts: str) -> bool:
        return self.token.kind == "symbol" and self.token.text in texts

    def advance(self) -> Token:
        token = self.tokens[self.place]
        self.place += token.kind != "end"
        return token

    def refuse(self, message: str, advice: str, token: Token | None = None) -> NoReturn:
        token = token or self.token
        raise FormulaError(message, start=token.start, end=max(token.end, token.start + 1), advice=advice)

    def whole(self) -> Tree:
        if self.token.kind == "end":
            self.refuse("there is nothing here", "Write an answer such as 2*x + 1.")
        tree = self.expression(OR)
        if self.token.kind != "end":
            self.unexpected()
        return tree

    def unexpected(self) -> NoReturn:
        text = self.token.text
        if text in CLOSERS.values():
            self.refuse(f"this {text} closes nothing", f"Remove it, or write the {_opener(text)} it belongs to.")
        if text == ",":
            self.refuse(
                "a comma cannot stand here",
                "Write a decimal point (0.5), or brackets around several values: (1, 2).",
            )
        if text in {"=>", "=<", "=="}:
            self.refuse(f"{text} is not a relation here", f"Write {_RELATION_ADVICE[text]}.")
        if self.token.kind == "end":
            self.refuse("something is missing at the end", "Complete the formula.")
        self.refuse(f"{text} cannot stand here", "Write * between factors, or remove it.")

    def expression(self, lowest: int) -> Tree:
        """Read operators that bind at least as tightly as `lowest`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise LimitError(
                f"brackets or powers nest deeper than {DEEPEST}",
                start=self.token.start,
                advice="Write it flatter.",
            )
        tree = self.prefix(lowest)
        while True:
            step = self.infix(tree, lowest)
            if step is None:
                self.depth -= 1
                return tree
            tree = step

    def prefix(self, lowest: int) -> Tree:
        token = self.token
        if token.kind == "word" and token.text == "not" and "not" not in self.vocabulary.names:
            self.advance()
            return Apply("not", (self.expression(NOT),), (token.start, self.last_end()))
        if self.at("-", "+"):
            self.advance()
            if self.token.kind == "end":
                self.refuse("something is missing after the sign", "Write what follows it.", token)
            operand = self.expression(max(MULTIPLY, lowest))
            return operand if token.text == "+" else Apply("neg", (operand,), (token.start, self.last_end()))
        return self.postfix(self.primary())

    def last_end(self) -> int:
        return self.tokens[self.place - 1].end

    def infix(self, left: Tree, lowest: int) -> Tree | None:
        token = self.token
        operator = self.operator()
        if operator is None:
            if lowest <= MULTIPLY and self.starts_factor():
                return self.juxtapose(left)
            return None
        binding, head = operator
        if binding < lowest or (self.angles and token.text in {">", ">="} and binding == RELATION):
            return None
        self.advance()
        if binding == RELATION:
            return self.relation(left, head, token)
        right = self.operand(token, binding if head == "pow" else binding + 1)
        return self.combine(head, left, right, token)

    def operator(self) -> tuple[int, str] | None:
        token = self.token
        if token.kind == "word":
            return None if token.text in self.vocabulary.names else BINARY.get(token.text)
        if token.kind != "symbol":
            return None
        if token.text == "==" and self.author:
            return (RELATION, "=")
        return BINARY.get(token.text)

    def operand(self, operator: Token, lowest: int) -> Tree:
        token = self.token
        if token.kind == "end" or (token.kind == "symbol" and token.text in ")]},*/^"):
            shown = operator.text
            self.refuse(f"something is missing after {shown}", f"Write what follows {shown}, or remove it.", operator)
        # A power's exponent may carry a sign of its own and be a power again: 2^-x^2.
        return self.expression(lowest)

    def combine(self, head: str, left: Tree, right: Tree, token: Token) -> Tree:
        span = (_start(left), self.last_end())
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

    def relation(self, left: Tree, head: str, token: Token) -> Tree:
        links: list[Tree] = []
        while True:
            right = self.operand(token, RELATION + 1)
            links.append(Apply(head, (left, right), (_start(left), self.last_end())))
            following = self.operator()
            if following is None or following[0] != RELATION or (self.angles and self.token.text in {">", ">="}):
                break
            left, head, token = right, following[1], self.advance()
        return links[0] if len(links) == 1 else Apply("and", tuple(links), (_start(links[0]), self.last_end()))

    def starts_factor(self) -> bool:
        """Whether the next token may follow a factor without a multiplication sign."""
        token = self.token
        if token.kind == "number":
            return True
        if token.kind == "word":
            return self.operator() is None and (token.text != "not" or "not" in self.vocabulary.names)
        return self.at("(", "[", "{", "√", "∛") or (self.at("|") and not self.bars)

    def juxtapose(self, left: Tree) -> Tree:
        token = self.token
        if token.kind == "number" and self.tokens[self.place - 1].kind == "number":
            self.refuse("two numbers stand side by side", "Write an operator between them: 12*3 or 12 + 3.")
        if self.at("[", "{"):
            self.refuse(f"{token.text} cannot follow here", "Write round brackets around a factor.")
        return self.combine("mul", left, self.expression(MULTIPLY + 1), token)

    def postfix(self, tree: Tree) -> Tree:
        if self.at("!") and not (self.at("!") and self.tokens[self.place + 1].text == "="):
            token = self.advance()
            if self.at("!"):
                self.refuse("!! has two readings", "Write (n!)! for the factorial of a factorial.")
            tree = Apply("factorial", (tree,), (_start(tree), token.end))
        return tree

    def primary(self) -> Tree:
        token = self.token
        if token.kind == "number":
            self.advance()
            return _literal(token)
        if token.kind == "word":
            return self.word()
        if self.at("(", "[", "{"):
            return self.brackets()
        if self.at("|"):
            return self.absolute_value()
        if self.at("√", "∛"):
            self.advance()
            inner = self.operand(token, POSTFIX)
            return Apply("sqrt" if token.text == "√" else "cbrt", (inner,), (token.start, self.last_end()))
        if self.at("<"):
            return self.angle_vector()
        return self.nothing_to_read()

    def nothing_to_read(self) -> NoReturn:
        token = self.token
        if token.kind == "end":
            previous = self.tokens[self.place - 1] if self.place else token
            if previous.text in BINARY or previous.text in {"+", "-"}:
                self.refuse(f"something is missing after {previous.text}", "Complete the formula.", previous)
            self.refuse("something is missing at the end", "Complete the formula.", previous)
        if token.text in ")]}":
            self.refuse(f"something is missing before {token.text}", "Write what belongs into the brackets.")
        if token.text == "!":
            self.refuse("! needs something before it", "Write n!, or 3!.")
        if token.text in BINARY:
            self.refuse(f"something is missing before {token.text}", f"Write what stands before {token.text}.")
        self.unexpected()

    def word(self) -> Tree:
        token = self.advance()
        text = token.text
        span = (token.start, token.end)
        if text in self.vocabulary.names:
            return Name(text, span)
        if text in ALIASES and not (text in NAMES_BEFORE_FUNCTIONS and not self.argument_follows()):
            return self.application(token, FUNCTIONS[ALIASES[text]])
        if text == PICK.name and PICK.name in self.vocabulary.functions:
            return self.application(token, PICK)
        if text in self.vocabulary.functions:
            return self.application(token, Function(text, arity=(1, 12)))
        if text in CONSTANT_WORDS:
            return Name(CONSTANT_WORDS[text], span)
        if text in BINARY:
            self.refuse(f"something is missing before {text}", f"Write what stands before {text}.", token)
        if text in NAMES_BEFORE_FUNCTIONS and not self.vocabulary.open_names:
            self.refuse(f"{text} is a function and needs an argument", f"Write {text}(x).", token)
        return Name(text, span)

    def argument_follows(self) -> bool:
        return self.at("(", "|", "^", "√") or (
            self.token.kind in {"number", "word"} and self.operator() is None and self.token.spaced
        )

    def application(self, token: Token, function: Function) -> Tree:
        """Read what follows a function's name: `sin^2 x`, `log_2(x)`, `sin(x)`, `sin 2x`."""
        base = self.subscript(function)
        exponent, inverse = None, False
        if self.at("^", "**"):
            exponent = self.function_power(token)
            inverse = exponent is not None and exact_value(exponent, {}) == -1
        if inverse:
            if function.inverse is None:
                self.refuse(f"{token.text}^-1 has two readings", f"Write 1/{token.text}(x) for the reciprocal.", token)
            function, exponent = FUNCTIONS[function.inverse], None
        args = self.arguments(token, function)
        if base is not None:
            args = (*args, base)
        low, high = function.arity
        if not low <= len(args) <= high:
            wanted = str(low) if low == high else f"{low} to {high}"
            self.refuse(
                f"{function.name} takes {wanted} argument{'s' * (wanted != '1')}, here {len(args)}",
                f"Write {function.name}({', '.join('xyzuvwpqrstn'[: max(low, 1)])}).",
                token,
            )
        span = (token.start, self.last_end())
        tree: Tree = Apply(function.name, args, span)
        if exponent is not None:
            return Apply("pow", (self.postfix(tree), exponent), span)
        return tree

    def subscript(self, function: Function) -> Tree | None:
        if not self.at("_"):
            return None
        underscore = self.advance()
        if function.name != "log":
            self.refuse("only log takes a base", "Write log_2(x) for the logarithm to base 2.", underscore)
        return self.primary()

    def function_power(self, token: Token) -> Tree:
        self.advance()
        if self.token.kind == "end":
            self.refuse(f"{token.text} needs an argument", f"Write {token.text}(x).", token)
        sign = self.advance() if self.at("-") else None
        exponent = self.primary()
        if sign is not None:
            exponent = Apply("neg", (exponent,), (sign.start, self.last_end()))
        return exponent

    def arguments(self, token: Token, function: Function) -> tuple[Tree, ...]:
        if self.at("("):
            opening = self.advance()
            return self.items(opening, ")")
        if self.token.kind == "end" or (not self.starts_factor() and not self.at("|", "-", "+")):
            self.refuse(f"{token.text} needs an argument", f"Write {token.text}(x).", token)
        if function.arity[0] > 1 or function.arity[1] > 2:
            self.refuse(f"{token.text} needs brackets", f"Write {token.text}(…, …).", token)
        return (self.bare_argument(),)

    def bare_argument(self) -> Tree:
        """Read the argument of `sin 2x`: factors side by side, up to an operator, a function or a bracket."""
        if self.at("-", "+"):
            sign = self.advance()
            inner = self.bare_argument()
            return inner if sign.text == "+" else Apply("neg", (inner,), (sign.start, self.last_end()))
        tree = self.bare_factor()
        only_numbers = isinstance(tree, Number)
        while self.starts_factor() and not self.at("|", "[", "{"):
            if self.at("(") and not only_numbers:
                break
            if self.token.kind == "number" or (self.function_next() and not only_numbers):
                break
            start = _start(tree)
            factor = self.bare_factor()
            only_numbers = only_numbers and isinstance(factor, Number)
            left = tree.args if isinstance(tree, Apply) and tree.head == "mul" and self.flat(tree) else (tree,)
            tree = Apply("mul", (*left, factor), (start, self.last_end()))
        return tree

    def function_next(self) -> bool:
        token = self.token
        return token.kind == "word" and token.text not in self.vocabulary.names and token.text in ALIASES

    def bare_factor(self) -> Tree:
        return self.expression(POWER)

    def items(self, opening: Token, *closers: str) -> tuple[Tree, ...]:
        """Read elements up to a closing bracket, which is consumed."""
        bars, angles, self.bars, self.angles = self.bars, self.angles, 0, 0
        separator = ";" if self.vocabulary.decimal_comma else ","
        found: list[Tree] = []
        while not self.at(*closers):
            if self.token.kind == "end":
                self.unclosed(opening, closers[0])
            found.append(self.expression(OR))
            if self.at(separator):
                comma = self.advance()
                if self.at(*closers):
                    self.refuse("something is missing after the comma", "Remove it or complete the list.", comma)
            elif not self.at(*closers):
                if self.token.kind == "end":
                    self.unclosed(opening, closers[0])
                self.refuse_closer(opening, closers[0])
        self.advance()
        self.bars, self.angles = bars, angles
        return tuple(found)

    def unclosed(self, opening: Token, closer: str) -> NoReturn:
        self.refuse(f"a {closer} is missing", f"Close the {opening.text} with {closer}.", opening)

    def refuse_closer(self, opening: Token, closer: str) -> NoReturn:
        if self.token.text in ")]}":
            self.refuse(f"{self.token.text} cannot close {opening.text}", f"Close the {opening.text} with {closer}.")
        self.unexpected()

    def brackets(self) -> Tree:
        opening = self.advance()
        closers = {"(": (")", "]"), "[": ("]", ")"), "{": ("}",)}[opening.text]
        found = self.items(opening, *closers)
        closing = self.tokens[self.place - 1]
        span = (opening.start, closing.end)
        pair = opening.text + closing.text
        if pair in {"(]", "[)"}:
            if len(found) != 2:
                self.refuse(
                    f"{closing.text} cannot close {opening.text}",
                    f"Close the {opening.text} with {CLOSERS[opening.text]}; an interval has two ends.",
                    closing,
                )
            return Apply(f"interval{pair}", found, span)
        if pair == "{}":
            return Apply("set", found, span) if found else Name("emptyset", span)
        if pair == "[]":
            return Apply("list", found, span)
        if not found:
            self.refuse("these brackets are empty", "Write what belongs into them.", opening)
        if len(found) == 1:
            self.bracketed.append(found[0])
            return self.postfix(found[0])
        return Apply("vector", found, span)

    def absolute_value(self) -> Tree:
        opening = self.advance()
        self.bars += 1
        inner = self.expression(ADD)
        self.bars -= 1
        if not self.at("|"):
            self.refuse("a | is missing", "Close the bars: |x|, or write abs(x).", opening)
        closing = self.advance()
        return self.postfix(Apply("abs", (inner,), (opening.start, closing.end)))

    def angle_vector(self) -> Tree:
        opening = self.advance()
        self.angles += 1
        found = [self.expression(UNION)]
        while self.at(","):
            self.advance()
            found.append(self.expression(UNION))
        self.angles -= 1
        if not self.at(">"):
            self.refuse("something is missing before <", "Write x < 2, or <1, 2> for a vector.", opening)
        closing = self.advance()
        return Apply("vector", tuple(found), (opening.start, closing.end))


_RELATION_ADVICE = {"=>": ">= for “at least”", "=<": "<= for “at most”", "==": "= for an equation"}


def _opener(closer: str) -> str:
    return next(opening for opening, closing in CLOSERS.items() if closing == closer)


def _start(tree: Tree) -> int:
    return tree.span[0]


def _literal(token: Token) -> Number:
    return Number(Fraction(token.text), token.text, (token.start, token.end))
