"""A question of STACK, the question type of Moodle in which Maxima judges answers: all variants of one problem."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Variant
from calcquiz.records.worksheet import Item
from calcquiz.render.safe import without_hidden
from calcquiz.render.sheets.castext import by_variant, castext, choosing, said
from calcquiz.render.sheets.compose import part_blocks, question_block, solution_blocks
from calcquiz.render.sheets.document import Block, Figure, Words
from calcquiz.render.sheets.labels import labels
from calcquiz.render.sheets.sentences import sentence_blocks
from calcquiz.render.sheets.stack_answers import part_plan
from calcquiz.render.sheets.stack_plan import Plan
from calcquiz.render.sheets.stack_xml import PENALTY, add_input, add_question_tests, add_tree, leaf, leaves, texts

VERSION = "2025030700"
"""The version of STACK whose own exports look like this; what is used here exists from 4.5.0 on."""
SETTINGS = (
    ("decimals", "."),
    ("scientificnotation", "*10"),
    ("multiplicationsign", "dot"),
    ("sqrtsign", "1"),
    ("complexno", "i"),
    ("inversetrig", "arccos"),
    ("logicsymbol", "lang"),
    ("matrixparens", "["),
    ("variantsselectionseed", ""),
)
VERDICTS = (
    ("prtcorrect", "<p>✓ Right.</p>"),
    ("prtpartiallycorrect", "<p>Right in part.</p>"),
    ("prtincorrect", "<p>✗ Not yet.</p>"),
)


def stack_question(items: Sequence[Item]) -> Element:
    """Return the question that asks the variants of a problem, each under a seed of its own.

    Args:
        items: The variants, completed and worked out, all of one problem; at least one.

    Raises:
        FormulaError: what cannot be carried over, in words.
    """
    variants = [item.variant for item in items]
    first = variants[0]
    if any(len(variant.parts) != len(first.parts) for variant in variants):
        raise FormulaError("its variants do not have the same number of parts")
    plans = [_plan(variants, place) for place in range(len(first.parts))]
    question = Element("question", type="stack")
    texts(question, "name", without_hidden(first.title))
    texts(question, "questiontext", _question_text(items, plans), html=True)
    texts(question, "generalfeedback", by_variant([_solution(item) for item in items]), html=True)
    identity = (("defaultgrade", str(len(plans))), ("penalty", PENALTY), ("hidden", "0"))
    leaves(question, (*identity, ("idnumber", f"{first.id}@{first.revision}")))
    _add_options(question, variants, plans)
    for add in (add_input, add_tree):
        for plan in plans:
            add(question, plan)
    leaves(question, [("deployedseed", str(seed)) for seed in range(1, len(items) + 1)])
    add_question_tests(question, plans)
    _add_tags(question, first)
    return question


def _plan(variants: Sequence[Variant], place: int) -> Plan:
    statements = " ".join(variant.statement for variant in variants)
    return part_plan([variant.parts[place] for variant in variants], statements)


def _question_text(items: Sequence[Item], plans: Sequence[Plan]) -> str:
    """Return the statement and, part by part, what is asked, how it is typed, and the box for it."""
    text = [by_variant([castext(_opening(item)) for item in items])]
    for place, plan in enumerate(plans):
        lead = (Words(text=f"Part {plan.part}.", style="strong"),) if len(plans) > 1 else ()
        asks = [castext(part_blocks(item.variant.parts[place], item.variant.statement, lead)) for item in items]
        text += [by_variant(asks), said(plan.how), f"<p>[[input:{plan.input}]] [[validation:{plan.input}]]</p>"]
        text += [f"<div>[[feedback:{plan.tree}]]</div>"] if len(plans) > 1 else []
    return "\n".join(filter(None, text))


def _opening(item: Item) -> list[Block]:
    """Return what stands before the first part: the statement and the picture."""
    figures = (block for block in question_block(item).blocks if isinstance(block, Figure))
    return [*sentence_blocks(item.variant.statement), *figures]


def _solution(item: Item) -> str:
    """Return the worked solution without its picture, which would make every question a quarter of a megabyte."""
    return castext(block for block in solution_blocks(item) if not isinstance(block, Figure))


def _add_options(question: Element, variants: Sequence[Variant], plans: Sequence[Plan]) -> None:
    first = variants[0]
    leaf(SubElement(question, "stackversion"), "text", VERSION)
    statements = (choosing(len(variants)), *(line for plan in plans for line in plan.variables))
    texts(question, "questionvariables", "\n".join(statements))
    # One part leaves its feedback to the behaviour of the quiz; several have theirs beside each box.
    texts(question, "specificfeedback", f"[[feedback:{plans[0].tree}]]" if len(plans) == 1 else "", html=True)
    texts(question, "questionnote", by_variant([variant.name for variant in variants]), html=True)
    texts(question, "questiondescription", "", html=True)
    # Keys stay as they were written: the learner sees them when all is over.
    leaves(question, (("questionsimplify", "0"), ("assumepositive", _positive(first)), ("assumereal", "1")))
    for tag, text in VERDICTS:
        texts(question, tag, text, html=True)
    leaves(question, SETTINGS)


def _positive(variant: Variant) -> str:
    """Return whether every variable that may be typed is positive."""
    rules = [part.rules for part in variant.parts if part.rules.variables]
    positive = all(one.assumptions == "positive" or set(one.variables) <= set(one.positive) for one in rules)
    return str(int(bool(rules) and positive))


def _add_tags(question: Element, variant: Variant) -> None:
    tags = SubElement(question, "tags")
    for tag in labels(variant):
        texts(tags, "tag", tag)
