"""The plan of a part in STACK: what is typed where, and which answer tests decide, one after the other."""

from dataclasses import dataclass

END = 0
"""How far ahead the next test stands where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTest:
    """An answer test, and how far ahead the next one stands when it is passed or failed; past the last one it ends."""

    name: str
    answer: str
    target: str
    """What is compared with what, in Maxima."""
    options: str = ""
    passed: int = END
    failed: int = 1
    score: str = "1"
    """The score when passed."""
    failed_score: str = "0"
    feedback: str = ""
    """CASText, shown when passed."""
    quiet: bool = True
    """Whether STACK's own feedback is kept back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A part of all variants of a question."""

    part: int
    kind: str
    """STACK's type of input."""
    model: str
    """The teacher's answer, in Maxima."""
    right: str
    """A right answer as it would be typed, in Maxima; the model of a choice also holds the other options."""
    variables: tuple[str, ...]
    """Statements of Maxima that give the names used here their values."""
    tests: tuple[AnswerTest, ...]
    preparation: str = ""
    """A statement of Maxima that prepares the answer for the tests."""
    foreseen: tuple[tuple[str, int], ...] = ()
    """Wrong answers that every variant has, in Maxima, and the place of the test that recognises each."""
    width: int = 15
    """Letters that fit the box."""
    words: tuple[str, ...] = ()
    """Names of three letters or more that may be typed."""
    decimals: bool = True
    same_type: bool = True
    """Whether something of another type, such as an equation, is refused before grading."""
    how: str = ""
    """How an answer of this kind is typed; a sentence."""

    @property
    def input(self) -> str:
        """Return the name of the answer."""
        return answer_of(self.part)

    @property
    def tree(self) -> str:
        """Return the name of the tree of tests."""
        return f"prt{self.part}"

    @property
    def is_typed(self) -> bool:
        """Return whether the learner types mathematics, which is shown as it was read."""
        return self.kind not in {"radio", "checkbox"}


def answer_of(part: int) -> str:
    """Return the name of what is answered to a part."""
    return f"ans{part}"


def mistake_of(part: int, number: int) -> str:
    """Return the name of a foreseen mistake: no digit inside, or STACK reads it as a product."""
    return f"err{chr(ord('a') + part - 1)}{number}"
