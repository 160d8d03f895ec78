"""The parts of a question of STACK as XML: inputs, trees of answer tests, and tests of the question itself."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from calcquiz.render.sheets.stack_plan import END, AnswerTest, Plan

PENALTY = "0.1"
"""What a wrong answer takes off the mark, where a quiz lets a learner try again."""
NO_CALCULUS = "[[BASIC-CALCULUS]]"
"""What may not be typed: an answer such as diff(x^2, x), which Maxima would work out."""
STARS_FOR_PRODUCTS = "1"
"""2x is read as 2*x."""
SHOWN_AS_READ = "1"
STANDARD_FEEDBACK = "1"


def leaf(parent: Element, tag: str, text: str) -> None:
    """Add an element that holds text and nothing else."""
    SubElement(parent, tag).text = text


def texts(parent: Element, tag: str, text: str, *, html: bool = False) -> None:
    """Add an element with its text one level deeper, as Moodle wants it."""
    leaf(SubElement(parent, tag, {"format": "html"} if html else {}), "text", text)


def leaves(parent: Element, pairs: Sequence[tuple[str, str]]) -> None:
    """Add elements by tag and text, in order."""
    for tag, text in pairs:
        leaf(parent, tag, text)


def add_input(question: Element, plan: Plan) -> None:
    """Add what is typed or chosen for a part."""
    shown = SHOWN_AS_READ if plan.is_typed else "0"
    leaves(
        SubElement(question, "input"),
        (
            ("name", plan.input),
            ("type", plan.kind),
            ("tans", plan.model),
            ("boxsize", str(plan.width)),
            ("strictsyntax", "1"),
            ("insertstars", STARS_FOR_PRODUCTS),
            ("syntaxhint", ""),
            ("syntaxattribute", "0"),
            ("forbidwords", NO_CALCULUS if plan.is_typed else ""),
            ("allowwords", ", ".join(plan.words)),
            ("forbidfloat", str(int(not plan.decimals))),
            ("requirelowestterms", "0"),
            ("checkanswertype", str(int(plan.same_type))),
            ("mustverify", shown),
            ("showvalidation", shown),
            ("options", ""),
        ),
    )


def add_tree(question: Element, plan: Plan) -> None:
    """Add the tests of a part, numbered from 0."""
    tree = SubElement(question, "prt")
    leaves(
        tree,
        (
            ("name", plan.tree),
            ("value", "1"),
            ("autosimplify", "1"),
            ("feedbackstyle", STANDARD_FEEDBACK),
        ),
    )
    texts(tree, "feedbackvariables", plan.preparation)
    for place, test in enumerate(plan.tests):
        _add_node(tree, plan, place, test)


def _add_node(tree: Element, plan: Plan, place: int, test: AnswerTest) -> None:
    node = SubElement(tree, "node")
    leaves(
        node,
        (
            ("name", str(place)),
            ("description", ""),
            ("answertest", test.name),
            ("sans", test.answer),
            ("tans", test.target),
            ("testoptions", test.options),
            ("quiet", str(int(test.quiet))),
        ),
    )
    _add_branch(node, plan, place, passed=True)
    _add_branch(node, plan, place, passed=False)


def _add_branch(node: Element, plan: Plan, place: int, *, passed: bool) -> None:
    test = plan.tests[place]
    ahead = test.passed if passed else test.failed
    following = place + ahead if ahead != END and place + ahead < len(plan.tests) else -1
    word = "true" if passed else "false"
    leaves(
        node,
        (
            (f"{word}scoremode", "="),
            (f"{word}score", test.score if passed else test.failed_score),
            (f"{word}penalty", ""),
            (f"{word}nextnode", str(following)),
            (f"{word}answernote", note(plan, place, passed=passed)),
        ),
    )
    texts(node, f"{word}feedback", test.feedback if passed else "", html=True)


def note(plan: Plan, place: int, *, passed: bool) -> str:
    """Return what STACK's reports say of an answer that took a branch."""
    return f"{plan.tree}-{place + 1}-{'T' if passed else 'F'}"


def add_question_tests(question: Element, plans: Sequence[Plan]) -> None:
    """Add the tests that STACK runs on every variant: right answers score 1, foreseen mistakes 0, each by its test."""
    answers = {plan.input: plan.right for plan in plans}
    cases: list[tuple[str, dict[str, str], dict[str, int]]] = [("Right answers", answers, {})]
    for plan in plans:
        for wrong, place in plan.foreseen:
            cases.append((f"Mistake {wrong}", answers | {plan.input: wrong}, {plan.tree: place}))
    for number, (description, typed, recognised) in enumerate(cases, 1):
        test = SubElement(question, "qtest")
        leaves(test, (("testcase", str(number)), ("description", description)))
        for name, value in typed.items():
            leaves(SubElement(test, "testinput"), (("name", name), ("value", value)))
        for plan in plans:
            _add_expected(test, plan, recognised.get(plan.tree))


def _add_expected(test: Element, plan: Plan, recognised: int | None) -> None:
    """Add what is expected of a part: the right answer is found by its first test, or by what that asks next."""
    first = plan.tests[0].passed
    place = first if recognised is None else recognised
    leaves(
        SubElement(test, "expected"),
        (
            ("name", plan.tree),
            ("expectedscore", "1" if recognised is None else "0"),
            ("expectedpenalty", "0" if recognised is None else PENALTY),
            ("expectedanswernote", note(plan, place, passed=True)),
        ),
    )
