"""Questions for Moodle: STACK judges as the bank does, every variant is deployed once, words stay words."""

import html
import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from maxima_text import to_language, values_at
from sheets import choice, part, step, variant
from stack_tree import graded, variables_of

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.scene import Curve, Scene
from calcquiz.records.variant import Kind, NamedMistake
from calcquiz.records.verdict import Outcome
from calcquiz.records.worksheet import Item, LeftOut
from calcquiz.render.sheets.moodle import moodle_xml
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here
from calcquiz.variants.complete import complete

CATALOG = open_catalog(bank_folders({}))
SHELF = Shelf(CATALOG, compute_here)
IDS = sorted(facts.id for facts in CATALOG.usable)
SCENE = Scene(
    x=(0.0, 1.0), y=(0.0, 1.0), curves=(Curve(label="f", pieces=(((0.0, 0.0), (1.0, 1.0)),)),), title="A line"
)
HOSTILE = "A <b>bold</b> ]]> {@1+1@} {#x#} [[input:ans9]] [[[if test='true']] @@PLUGINFILE@@ & \"quoted\"\tend"
ORDERED = "its options are put in order, and STACK cannot ask that"


def items(*variants):
    return tuple(Item(number=number, variant=one) for number, one in enumerate(variants, 1))


def exported(*variants, **pictures):
    """Return the one question of some variants of a problem."""
    text, left_out = moodle_xml([tuple(replace(item, **pictures) for item in items(*variants))])
    assert left_out == ()
    return ET.fromstring(text).find("question[@type='stack']")


def reason(*variants):
    """Return why a problem is left out."""
    text, left_out = moodle_xml([items(*variants)])
    assert ET.fromstring(text).findall("question") == []
    (one,) = left_out
    return one.reason


def asking(kind, key, *mistakes, variable="x", number=7, variables=("x",), **rules):
    """Return a variant with one part."""
    named = tuple(NamedMistake(name=name, is_=wrong, say=say, family="") for name, wrong, say in mistakes)
    made = part(kind=kind, key=key, mistakes=named, rules=Rules(variables=variables, variable=variable, **rules))
    return variant(parts=(made,), variant=number)


def answer_tests(question):
    return [(node.findtext("answertest"), node.findtext("testoptions")) for node in question.find("prt").iter("node")]


def castexts(question):
    """Return all texts in which STACK looks for commands."""
    return [element.findtext("text") or "" for element in question.iter() if element.get("format") == "html"]


def test_every_variant_is_deployed_under_one_seed_and_has_a_note_of_its_own():
    question = exported(*(asking(Kind.NUMBER, str(n), number=n) for n in (3, 5, 8)))
    seeds = [int(seed.text) for seed in question.findall("deployedseed")]
    assert sorted(values_at(variables_of(question), seed)["ta1"] for seed in seeds) == ["3", "5", "8"]
    note = question.findtext("questionnote/text")
    assert [f"slope#{n}[[" in note for n in (3, 5, 8)] == [True] * 3
    assert question.findtext("idnumber") == "slope@1"


def test_the_note_of_a_variant_goes_with_its_key_and_its_text():
    question = exported(*(asking(Kind.NUMBER, str(n), number=n) for n in (3, 5)))
    branches = dict(re.findall(r"thisvariant=(\d)\)\"\]\](slope#\d)", question.findtext("questionnote/text")))
    for seed in (1, 2):
        key = values_at(variables_of(question), seed)["ta1"]
        assert branches[str(seed % 2 + 1)] == f"slope#{key}"


def test_a_number_is_right_in_any_form_and_as_a_decimal_of_three_digits():
    question = exported(asking(Kind.NUMBER, "2/3", practice=True))
    assert [graded(question, typed)[0] for typed in ("2/3", "4/6", "0.667", "0.67", "5/7", "667/1000")] == [
        *(1, 1, 1),
        0,  # two digits
        0,
        0,  # a fraction is no decimal
    ]


def test_an_exact_number_takes_no_decimal_and_a_count_only_itself():
    exact, count = exported(asking(Kind.NUMBER, "2/3", exact=True)), exported(asking(Kind.NUMBER, "9", integer=True))
    assert exact.findtext("input/forbidfloat") == "1"
    assert graded(exact, "0.667")[0] == 0
    assert answer_tests(count) == [("AlgEquiv", "")]


def test_a_tolerance_of_the_rules_is_the_tolerance_of_the_test():
    assert answer_tests(exported(asking(Kind.NUMBER, "0.5", rtol=Fraction(1, 1000)))) == [("NumRelative", "0.001")]
    assert answer_tests(exported(asking(Kind.VECTOR, "(1, 0.5)", atol=Fraction(1, 20)))) == [("NumAbsolute", "0.05")]
    assert reason(asking(Kind.EXPRESSION, "x/2", rtol=Fraction(1, 10))) == (
        "its tolerance does not fit this kind of answer in STACK"
    )


def test_typed_digits_are_counted_where_stack_can():
    question = exported(asking(Kind.NUMBER, "pi", decimals=2))
    assert answer_tests(question) == [("NumDecPlaces", "2")]
    assert question.findtext("input/type") == "numerical"
    assert question.findtext("input/tans") == "dispdp(ta1,2)"
    assert answer_tests(exported(asking(Kind.NUMBER, "pi", sigfigs=3, accuracy_sigfigs=2))) == [("NumSigFigs", "[3,2]")]
    assert reason(asking(Kind.NUMBER, "pi", digits=3)) == "its rule on typed digits has no counterpart in STACK"


@pytest.mark.parametrize(
    ("form", "test"),
    [
        ("factored", ("FacForm", "x")),
        ("expanded", ("Expanded", "")),
        ("lowest-terms", ("LowestTerms", "")),
        ("single-fraction", ("SingleFrac", "")),
        ("partial-fractions", ("PartFrac", "x")),
    ],
)
def test_a_form_is_asked_after_the_value(form, test):
    assert answer_tests(exported(asking(Kind.EXPRESSION, "x^2 - 1", form=form))) == [("AlgEquiv", ""), test]


def test_the_right_value_in_the_wrong_form_is_right_in_part():
    question = exported(asking(Kind.EXPRESSION, "x^2 - 1", ("half", "x^2", "Not all."), form="expanded"))
    assert graded(question, "x^2 - 1") == (1, "", ["prt1-1-T", "prt1-2-T"])
    assert graded(question, "(x - 1)*(x + 1)") == (0.8, "", ["prt1-1-T", "prt1-2-F"])
    assert graded(question, "x^2")[1] == "<p>Not all.</p>"


def test_an_antiderivative_wants_a_constant_and_leaves_the_bars_open():
    question = exported(asking(Kind.ANTIDERIVATIVE, "log(abs(x)) + C", ("power", "x^0 + C", "No power.")))
    assert answer_tests(question) == [("Int", "x"), ("Int", "[x,NOCONST]")]
    assert question.findtext("input/tans") == "ta1+C"
    assert values_at(variables_of(question), 1) == {"ta1": "log(abs(x))", "tb1": "log(x)", "erra1": "x^0"}
    assert question.findtext("prt/node/tans") == "tb1"
    strict = exported(asking(Kind.ANTIDERIVATIVE, "log(abs(x)) + C", log_abs="strict", require_constant=False))
    assert (strict.findtext("prt/node/tans"), answer_tests(strict)) == ("ta1", [("Int", "[x,NOCONST]")])


def test_a_foreseen_mistake_is_explained_and_scores_nothing():
    question = exported(asking(Kind.EXPRESSION, "2*x", ("power", "x^2", "That is $x^2$."), ("sign", "-2*x", "A sign.")))
    assert graded(question, "x+x") == (1, "", ["prt1-1-T"])
    assert graded(question, "x^2") == (0, r"<p>That is \(x^2\).</p>", ["prt1-1-F", "prt1-2-T"])
    assert graded(question, "-2*x")[1] == "<p>A sign.</p>"
    assert graded(question, "7") == (0, "", ["prt1-1-F", "prt1-2-F", "prt1-3-F"])


def test_a_mistake_that_one_variant_does_not_have_is_its_key_there():
    with_, without = asking(Kind.NUMBER, "2", ("off", "3", "One too many.")), asking(Kind.NUMBER, "4", number=8)
    question = exported(with_, without)
    assert {seed: values_at(variables_of(question), seed)["erra1"] for seed in (1, 2)} == {2: "3", 1: "4"}
    assert graded(question, "3", seed=2)[1] == '[[if test="is(thisvariant=1)"]]<p>One too many.</p>[[/if]]'
    assert graded(question, "4", seed=1)[0] == 1


def test_a_mistake_without_a_form_in_maxima_is_wrong_unexplained():
    question = exported(asking(Kind.EXPRESSION, "x", ("pieces", "pick(x < 0, -x, x)", "No."), ("zero", "0", "Not 0.")))
    assert values_at(variables_of(question), 1) == {"ta1": "x", "erra1": "0"}


def test_stack_tests_the_question_with_its_key_and_its_mistakes():
    question = exported(asking(Kind.EXPRESSION, "2*x", ("power", "x^2", "No.")))
    cases = [
        (
            case.findtext("testinput/value"),
            *(case.findtext(f"expected/expected{tag}") for tag in ("score", "answernote")),
        )
        for case in question.findall("qtest")
    ]
    assert cases == [("ta1", "1", "prt1-1-T"), ("erra1", "0", "prt1-2-T")]


@pytest.mark.parametrize(
    ("kind", "key", "value", "how"),
    [
        (Kind.VECTOR, "(1, x)", "[1, x]", "square brackets"),
        (Kind.SET, "{1, 2}", "{1, 2}", "braces"),
        (Kind.INTERVAL, "(3, oo)", "oo(3, inf)", "for \\((a, b)\\)"),
        (Kind.INTERVAL, "[1, 2]", "cc(1, 2)", "inf"),
        (Kind.MATRIX, "[[1, x], [0, 1]]", "matrix([1, x], [0, 1])", ""),
        (Kind.EQUATION, "y = 2*x", "y = 2*x", ""),
        (Kind.INEQUALITY, "x > 2", "x > 2", ""),
        (Kind.NUMBER, "oo", "inf", ""),
        (Kind.NUMBER, "dne", "dne", ""),
    ],
)
def test_an_answer_is_written_as_stack_writes_its_kind(kind, key, value, how):
    question = exported(asking(kind, key))
    assert values_at(variables_of(question), 1)["ta1"] == value
    assert how in question.findtext("questiontext/text")


def test_what_a_question_names_may_be_typed():
    question = exported(asking(Kind.EXPRESSION, "eta*sigma(x)", variables=("x", "eta")))
    assert question.findtext("input/allowwords") == "eta, sigma"
    prepared = question.findtext("prt/feedbackvariables/text")
    assert prepared == "sa1:subst([sigma=lambda([calcarg],1/(1 + exp(-calcarg)))],ans1);"
    assert question.findtext("prt/node/sans") == "sa1"
    infinite = exported(asking(Kind.NUMBER, "oo"))
    assert infinite.findtext("prt/feedbackvariables/text") == "sa1:subst([oo=inf],ans1);"


def test_calculus_may_not_be_left_to_maxima():
    assert exported(asking(Kind.EXPRESSION, "2*x")).findtext("input/forbidwords") == "[[BASIC-CALCULUS]]"


def test_one_of_several_options_is_chosen_by_its_letter():
    question = exported(variant(parts=(choice(),)))
    assert values_at(variables_of(question), 1) == {"ta1": '[[1,false,"a"],[2,true,"b"]]', "tac1": "[2]"}
    assert question.findtext("input/type") == "radio"
    assert "b)</span>" in question.findtext("questiontext/text")
    assert (graded(question, "2")[0], graded(question, "1")[0]) == (1, 0)


def test_all_right_options_have_to_be_chosen_or_any_of_them():
    every, any_ = (
        exported(variant(parts=(choice("all", "up, down"),))),
        exported(variant(parts=(choice("any", "up, down"),))),
    )
    assert every.findtext("input/type") == "checkbox"
    assert (graded(every, "[2,1]")[0], graded(every, "[2]")[0]) == (1, 0)
    assert (graded(any_, "2")[0], graded(any_, "1")[0]) == (1, 1)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (variant(parts=(choice("order", "up, down"),)), ORDERED),
        (asking(Kind.EXPRESSION, "pick(x < 0, -x, x)"), "pieces have no faithful form in Maxima"),
        (asking(Kind.DERIVATIVE, "x^2"), "STACK cannot ask for answers of kind derivative"),
        (asking(Kind.INEQUALITY, "x > 1 and x < 2"), "inequalities joined by and, or have no faithful form in Maxima"),
    ],
)
def test_what_cannot_be_carried_over_is_left_out_with_its_reason(one, why):
    assert reason(one) == why


def test_the_rest_is_exported_beside_what_is_left_out():
    text, left_out = moodle_xml([items(variant(parts=(choice("order"),), id="steps")), items(variant())])
    assert left_out == (LeftOut(id="steps", reason=ORDERED),)
    assert [q.findtext("idnumber") for q in ET.fromstring(text).findall("question[@type='stack']")] == ["slope@1"]


def test_questions_of_a_section_share_a_category():
    chapters = (variant(), variant(id="other"), replace(variant(id="third"), chapter=2, section="2.1"))
    text, _ = moodle_xml([items(one) for one in chapters])
    found = [q.findtext("category/text") for q in ET.fromstring(text).findall("question[@type='category']")]
    assert found == ["$course$/top/calcquiz/Chapter 1/1.1", "$course$/top/calcquiz/Chapter 2/2.1"]


def test_each_part_has_its_box_its_tests_and_its_feedback_beside_it():
    parts = (part(1, "First?", key="2*x"), part(2, "Then?", key="2", kind=Kind.NUMBER))
    question = exported(variant(statement="Look at $x^2$.", parts=parts))
    asked = question.findtext("questiontext/text")
    order = ["x^2", "First?", "[[input:ans1]]", "[[feedback:prt1]]", "Then?", "[[input:ans2]]", "[[feedback:prt2]]"]
    assert [asked.index(piece) for piece in order] == sorted(asked.index(piece) for piece in order)
    assert question.findtext("defaultgrade") == "2"
    assert [one.findtext("name") for one in question.findall("prt")] == ["prt1", "prt2"]
    assert question.findtext("specificfeedback/text") in {None, ""}


def test_the_worked_solution_is_the_general_feedback():
    solved = part(solution=(step("", "2*x", "The exponent comes down."),))
    assert "The exponent comes down." in exported(variant(parts=(solved,))).findtext("generalfeedback/text")


def test_the_picture_of_a_question_is_in_its_text_and_that_of_the_answer_is_not():
    question = exported(variant(), question_picture=SCENE, answer_picture=SCENE)
    assert '<img src="data:image/svg+xml;base64,' in question.findtext("questiontext/text")
    assert "<img" not in question.findtext("generalfeedback/text")


def test_words_of_a_bank_are_no_commands():
    wrong = NamedMistake(name="m", is_="x", say=HOSTILE, family="")
    hostile = part(ask=HOSTILE, mistakes=(wrong,), solution=(step(why=HOSTILE),))
    question = exported(variant(statement=HOSTILE, parts=(hostile,), title=HOSTILE))
    own = {"[[input:ans1]]", "[[validation:ans1]]", "[[feedback:prt1]]"}
    for text in castexts(question):
        assert set(re.findall(r"\[\[.*?\]\]|\{[@#]", text)) <= own
    asked = html.unescape(re.sub(r"<[^>]+>", "", question.findtext("questiontext/text")))
    assert HOSTILE.replace("\t", " ") in asked
    assert question.findtext("name/text") == HOSTILE.replace("\t", " ")


def test_brackets_of_a_formula_are_no_block():
    text = exported(variant(statement=r"$$[[1, 2], [3, 4]]$$", parts=(part(ask="?"),))).findtext("questiontext/text")
    assert r"\[[" not in text
    assert r"\[[" in html.unescape(text)


def test_the_same_questions_are_the_same_bytes():
    group = [items(asking(Kind.NUMBER, "2"), asking(Kind.NUMBER, "3", number=8))]
    assert moodle_xml(group) == moodle_xml(group)


@cache
def of_the_bank(id_, count):
    """Return the first variants of a problem, and the question they make, or why not."""
    numbers = range(min(count, SHELF.count(id_)))
    variants = [
        complete(SHELF.problem(id_), SHELF.draw(id_, number), compute_here, solutions=False) for number in numbers
    ]
    text, left_out = moodle_xml([items(*variants)])
    return variants, ET.fromstring(text).find("question[@type='stack']"), left_out


def typed(question, values, one):
    """Return what a learner would type for the teacher's answer to a part."""
    if one.kind is Kind.CHOICE:
        right = re.findall(r'true,"(\w)"', values[f"ta{one.part}"])
        return right[0] if one.rules.mode == "any" else ", ".join(right)
    model = question.findall("input")[one.part - 1].findtext("tans")
    return to_language(
        re.sub(r"ta\d", lambda found: f"({values[found[0]]})" if "+" in model else values[found[0]], model)
    )


def faults(id_, count):
    """Return what is wrong with the question made of a problem, in words."""
    variants, question, left_out = of_the_bank(id_, count)
    if left_out:
        return [] if left_out[0].reason == ORDERED else [left_out[0].reason]
    found = []
    for seed in range(1, len(variants) + 1):
        values, one = values_at(variables_of(question), seed), variants[seed % len(variants)]
        for asked in one.parts:
            answer = typed(question, values, asked)
            verdict = check(answer, asked.key, asked.kind, asked.rules, options=asked.options)
            if verdict.outcome is not Outcome.CORRECT:
                found.append(f"{one.name}, part {asked.part}: {answer} is {verdict.outcome.value}, key {asked.key}")
            found += [f"{one.name}, part {asked.part}: mistake {wrong} is right" for wrong in not_wrong(values, asked)]
    return found


def not_wrong(values, asked):
    """Return the exported mistakes of a part that the checker takes for right; a key that stands in for one is none."""
    if asked.kind is Kind.CHOICE:
        return
    keys = {values.get(f"t{letter}{asked.part}") for letter in "ab"}
    for name, value in values.items():
        if re.fullmatch(rf"err{'abcdef'[asked.part - 1]}\d+", name) and value not in keys:
            rules = replace(asked.rules, require_constant=False)
            if check(to_language(value), asked.key, asked.kind, rules).outcome is Outcome.CORRECT:
                yield value


@pytest.mark.parametrize("id_", IDS[::4])
def test_the_key_of_an_exported_problem_read_back_is_right(id_):
    assert faults(id_, 1) == []


@pytest.mark.full
@pytest.mark.parametrize("id_", IDS)
def test_the_keys_of_many_variants_read_back_are_right(id_):
    assert faults(id_, 12) == []
