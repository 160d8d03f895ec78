"""The parser: text in the language of formulas to a tree, by operator precedence (Pratt)."""

from collections.abc import Collection

from calcquiz.algebra import latex
from calcquiz.algebra.cursor import MULTIPLY, NOT, OR, RELATION, start_of
from calcquiz.algebra.operands import Operands
from calcquiz.algebra.shapes import check_shape
from calcquiz.algebra.tokens import Token, Vocabulary, tokenize
from calcquiz.algebra.tree import Apply, Name, Tree, walk
from calcquiz.records.errors import FormulaError, LimitError

DEEPEST = 50
MOST_NAMES = 12
AUTHOR_LIMITS = (2000, 1000, 40)
"""Characters, tokens and names for authors."""


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


class _Parser(Operands):
    """One pass over the tokens by operator precedence."""

    def whole(self) -> Tree:
        if self.token.kind == "end":
            self.refuse("there is nothing here", "Write an answer such as 2*x + 1.")
        tree = self.expression(OR)
        if self.token.kind != "end":
            self.unexpected()
        return tree

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

    def relation(self, left: Tree, head: str, token: Token) -> Tree:
        links: list[Tree] = []
        while True:
            right = self.operand(token, RELATION + 1)
            links.append(Apply(head, (left, right), (start_of(left), self.last_end())))
            following = self.operator()
            if following is None or following[0] != RELATION or (self.angles and self.token.text in {">", ">="}):
                break
            left, head, token = right, following[1], self.advance()
        return links[0] if len(links) == 1 else Apply("and", tuple(links), (start_of(links[0]), self.last_end()))

    def juxtapose(self, left: Tree) -> Tree:
        token = self.token
        if token.kind == "number" and self.tokens[self.place - 1].kind == "number":
            self.refuse("two numbers stand side by side", "Write an operator between them: 12*3 or 12 + 3.")
        if self.at("[", "{"):
            self.refuse(f"{token.text} cannot follow here", "Write round brackets around a factor.")
        return self.combine("mul", left, self.expression(MULTIPLY + 1), token)
