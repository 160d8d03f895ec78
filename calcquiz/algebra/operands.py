"""What an operator stands between: numbers, names, functions with their arguments, brackets, bars."""

from fractions import Fraction
from typing import NoReturn

from calcquiz.algebra.cursor import ADD, BINARY, CLOSERS, OR, POSTFIX, POWER, UNION, Cursor, start_of
from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.functions import ALIASES, CONSTANT_WORDS, FUNCTIONS, NAMES_BEFORE_FUNCTIONS, PICK, Function
from calcquiz.algebra.tokens import Token
from calcquiz.algebra.tree import Apply, Name, Number, Tree


class Operands(Cursor):
    """Reads one operand; every method returns the tree of what it read."""

    def postfix(self, tree: Tree) -> Tree:
        """Read a factorial sign after an operand, if there is one."""
        if self.at("!") and not (self.at("!") and self.tokens[self.place + 1].text == "="):
            token = self.advance()
            if self.at("!"):
                self.refuse("!! has two readings", "Write (n!)! for the factorial of a factorial.")
            tree = Apply("factorial", (tree,), (start_of(tree), token.end))
        return tree

    def primary(self) -> Tree:
        """Read a number, a name, a function with its argument, or something in brackets."""
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
        """Refuse: an operand is due, and none stands here."""
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
        """Read a name, a constant or a function."""
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
        """Whether something stands here that sigma, phi or Phi may be applied to."""
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
        """Read the base of log_2(x)."""
        if not self.at("_"):
            return None
        underscore = self.advance()
        if function.name != "log":
            self.refuse("only log takes a base", "Write log_2(x) for the logarithm to base 2.", underscore)
        return self.primary()

    def function_power(self, token: Token) -> Tree:
        """Read the exponent of sin^2 x, which stands before the argument."""
        self.advance()
        if self.token.kind == "end":
            self.refuse(f"{token.text} needs an argument", f"Write {token.text}(x).", token)
        sign = self.advance() if self.at("-") else None
        exponent = self.primary()
        if sign is not None:
            exponent = Apply("neg", (exponent,), (sign.start, self.last_end()))
        return exponent

    def arguments(self, token: Token, function: Function) -> tuple[Tree, ...]:
        """Read the arguments of a function: in brackets, or one without them."""
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
            start = start_of(tree)
            factor = self.bare_factor()
            only_numbers = only_numbers and isinstance(factor, Number)
            left = tree.args if isinstance(tree, Apply) and tree.head == "mul" and self.flat(tree) else (tree,)
            tree = Apply("mul", (*left, factor), (start, self.last_end()))
        return tree

    def function_next(self) -> bool:
        """Whether the next token is the name of a function."""
        token = self.token
        return token.kind == "word" and token.text not in self.vocabulary.names and token.text in ALIASES

    def bare_factor(self) -> Tree:
        """Read one factor of an argument without brackets, with its power."""
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
        """Refuse: the end comes before the closing bracket."""
        self.refuse(f"a {closer} is missing", f"Close the {opening.text} with {closer}.", opening)

    def refuse_closer(self, opening: Token, closer: str) -> NoReturn:
        """Refuse: another bracket stands where one had to close."""
        if self.token.text in ")]}":
            self.refuse(f"{self.token.text} cannot close {opening.text}", f"Close the {opening.text} with {closer}.")
        self.unexpected()

    def brackets(self) -> Tree:
        """Read what round, square or curly brackets hold: a group, vector, list, set or interval."""
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
        """Read |x|."""
        opening = self.advance()
        self.bars += 1
        inner = self.expression(ADD)
        self.bars -= 1
        if not self.at("|"):
            self.refuse("a | is missing", "Close the bars: |x|, or write abs(x).", opening)
        closing = self.advance()
        return self.postfix(Apply("abs", (inner,), (opening.start, closing.end)))

    def angle_vector(self) -> Tree:
        """Read <1, 2>."""
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


def _literal(token: Token) -> Number:
    return Number(Fraction(token.text), token.text, (token.start, token.end))
