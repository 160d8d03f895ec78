"""Choices as plans for STACK: the options stand in the text, the letters are chosen."""

from collections.abc import Iterator, Sequence

from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import VariantPart
from calcquiz.render.sheets.castext import by_variant, chosen, said
from calcquiz.render.sheets.stack_plan import AnswerTest, Plan, answer_of, mistake_of

SEVERAL = "all"
"""The mode in which several options are chosen."""


def choice_plan(parts: Sequence[VariantPart]) -> Plan:
    """Return how a choice is asked: options are numbered as displayed, from 1, and shown by their letters.

    Args:
        parts: The part in each variant.

    Raises:
        FormulaError: the options are put in order, for which STACK has no input.
    """
    first = parts[0]
    mode, answer, letters = first.rules.mode, answer_of(first.part), f"ta{first.part}"
    right = f"tac{first.part}"
    if mode == "order":
        raise FormulaError("its options are put in order, and STACK cannot ask that")
    several = mode == SEVERAL
    numbers = [_numbers(part.key, part) for part in parts]
    test = _set_test(answer, right) if several else _member_test(answer, right)
    mistakes = list(_mistakes(parts, several=several))
    return Plan(
        part=first.part,
        kind="checkbox" if several else "radio",
        model=letters,
        right=right if several else f"first({right})",
        variables=(
            chosen(letters, [_letters(part, right) for part, right in zip(parts, numbers, strict=True)]),
            chosen(right, [_listed(some) for some in numbers]),
            *(lines for lines, _ in mistakes),
        ),
        tests=(test, *(mistake for _, mistake in mistakes)),
        same_type=False,
    )


def _set_test(answer: str, right: str) -> AnswerTest:
    return AnswerTest(name="AlgEquiv", answer=f"setify({answer})", target=f"setify({right})")


def _member_test(answer: str, right: str) -> AnswerTest:
    return AnswerTest(name="AlgEquiv", answer=f"member({answer},{right})", target="true")


def _numbers(keys: str, part: VariantPart) -> tuple[int, ...]:
    """Return the places of options, counted from 1 as displayed."""
    places = {option.key: place for place, option in enumerate(part.options, 1)}
    return tuple(places[key.strip()] for key in keys.split(",") if key.strip() in places)


def _listed(numbers: Sequence[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


def _letters(part: VariantPart, right: Sequence[int]) -> str:
    rows = (
        f'[{place},{"true" if place in right else "false"},"{option.letter}"]'
        for place, option in enumerate(part.options, 1)
    )
    return f"[{','.join(rows)}]"


def _mistakes(parts: Sequence[VariantPart], *, several: bool) -> Iterator[tuple[str, AnswerTest]]:
    """Yield the statement and the test for each mistake; where a variant has none of that name, its key stands in."""
    names = dict.fromkeys(mistake.name for part in parts for mistake in part.mistakes)
    for number, name in enumerate(names, 1):
        here = [next((one for one in part.mistakes if one.name == name), None) for part in parts]
        pairs = list(zip(here, parts, strict=True))
        numbers = [_numbers(mistake.is_ if mistake else part.key, part) for mistake, part in pairs]
        feedback = by_variant([said(mistake.say) if mistake else "" for mistake in here])
        wrong = mistake_of(parts[0].part, number)
        answer = answer_of(parts[0].part)
        test = _set_test(answer, wrong) if several else _member_test(answer, wrong)
        yield (
            chosen(wrong, [_listed(some) for some in numbers]),
            AnswerTest(name=test.name, answer=test.answer, target=test.target, score="0", feedback=feedback),
        )
