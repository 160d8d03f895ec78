"""Every problem of our own bank: a sample of its variants is proved, tidy, and judged as it should be."""

from dataclasses import replace

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import own_bank
from calcquiz.bank.links import link_findings
from calcquiz.checking.check import check
from calcquiz.plotting.authored import scene_of
from calcquiz.plotting.terminal import draw as draw_scene
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Outcome
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here
from calcquiz.typeset import read_tex
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import count_variants, draw
from calcquiz.variants.environment import environment
from calcquiz.variants.grid import tally
from calcquiz.variants.pinned import pinned_differences
from calcquiz.variants.proof import broken_promises, key_evidence
from calcquiz.variants.slots import split_math, untidy

CATALOG = open_catalog([own_bank()])
IDS = [facts.id for facts in CATALOG.usable]
SAMPLE = 4
FEWEST = 12


def variants(name, count):
    problem = CATALOG.load(name)
    for number in range(min(count, count_variants(problem))):
        yield problem, complete(problem, draw(problem, number), compute_here)


def texts(variant):
    yield variant.statement
    for part in variant.parts:
        yield part.ask
        yield from part.hints
        yield from (mistake.say for mistake in part.mistakes)
        yield from (step.why for step in part.solution)
        yield from (option.text for option in part.options)


def prove(name, count):
    for problem, variant in variants(name, count):
        here = environment(problem, variant.values)
        setting = Setting(compute=compute_here, variables=problem.variables)
        keys = {}
        for written, part in zip(problem.parts, variant.parts, strict=True):
            key = read_formula(part.key, (*problem.variables, "C", *(o.key for o in part.options)), open_names=True)
            if written.answer is None or written.answer.unproved is None:
                found = key_evidence(problem, written, key, here.with_given(keys), setting)
                assert found.agrees is True, (variant.name, part.key, found)
            assert broken_promises(problem, key, here) == [], variant.name
            keys[part.part] = key


def judge(name, count):
    for _, variant in variants(name, count):
        for part in variant.parts:
            arguments = (part.key, part.kind, part.rules)
            right = check(part.key, *arguments, options=part.options)
            assert right.outcome is Outcome.CORRECT, (variant.name, part.key, right)
            for mistake in part.mistakes:
                wrong = check(mistake.is_, *arguments, mistakes=part.mistakes, options=part.options)
                assert wrong.outcome is not Outcome.CORRECT, (variant.name, mistake.name)
                if part.kind is not Kind.ANTIDERIVATIVE:  # at first the constant is asked for
                    assert wrong.mistake == mistake.name, (variant.name, mistake.name, wrong)


NEAR_MISSES = {
    Kind.NUMBER: ("({key}) + 1", "-({key})"),
    Kind.EXPRESSION: ("({key}) + 1", "-({key})"),
    Kind.ANTIDERIVATIVE: ("({key}) + {variable}", "-({key})"),
    Kind.VECTOR: ("{key} + (1, 0)",),
}


def refuse_near_misses(name, count):
    for _, variant in variants(name, count):
        for part in variant.parts:
            arguments = (part.key, part.kind, replace(part.rules, open_names=True))
            for near in () if part.key in {"0", "oo", "-oo", "dne"} else NEAR_MISSES.get(part.kind, ()):
                text = near.format(key=part.key, variable=part.rules.variable)
                if part.kind is Kind.VECTOR:
                    text = f"({', '.join([f'{entry} + 1' for entry in entries_of(part.key)])})"
                assert check(text, *arguments).outcome is Outcome.INCORRECT, (variant.name, text)
            wanted = {key.strip() for key in part.key.split(",")}
            for option in part.options:
                if option.key not in wanted:
                    assert check(option.letter, *arguments, options=part.options).outcome is not Outcome.CORRECT


def entries_of(key):
    return [to_text(entry) for entry in read_formula(key, (), open_names=True).args]


def draw_pictures(name, count):
    for _, variant in variants(name, count):
        if variant.plot is None:
            continue
        values = {**variant.values, "key": variant.parts[0].key}
        scene = scene_of(variant.plot, variables=variant.variables or ("x",), values=values)
        assert scene is not None
        assert draw_scene(scene, width=76, height=14)


def read_well(name, count):
    for problem, variant in variants(name, count):
        for text in texts(variant):
            assert untidy(text) == [], (variant.name, text)
            for inside, piece in split_math(text):
                if inside:
                    read_tex(piece)
        for written, part in zip(problem.parts, variant.parts, strict=True):
            claimed = sum(1 for line in written.solution if line.holds)
            assert all(step.proved for step in part.solution if step.before), variant.name
            assert len({step.why for step in part.solution if step.before and step.why}) == claimed, variant.name


@pytest.mark.parametrize("name", IDS)
def test_an_oracle_that_shares_no_code_with_the_key_confirms_it(name):
    prove(name, SAMPLE)
    assert pinned_differences(CATALOG.load(name), compute_here) == []


@pytest.mark.parametrize("name", IDS)
def test_the_checker_accepts_the_key_and_names_every_mistake(name):
    judge(name, SAMPLE)


@pytest.mark.parametrize("name", IDS)
def test_every_sentence_reads_well_and_every_step_is_proved(name):
    read_well(name, SAMPLE)


@pytest.mark.parametrize("name", IDS)
def test_what_is_near_the_key_is_not_accepted(name):
    refuse_near_misses(name, SAMPLE)


@pytest.mark.parametrize("name", IDS)
def test_every_picture_can_be_drawn(name):
    draw_pictures(name, SAMPLE)


def test_the_bank_has_no_findings():
    broken = [finding for facts in CATALOG.broken for finding in facts.findings]
    assert [str(finding) for finding in (*CATALOG.findings, *broken, *link_findings(CATALOG))] == []


def test_there_are_problems_of_every_chapter_and_every_kind_of_answer():
    assert {facts.chapter for facts in CATALOG.usable} == {1, 2, 3, 4}
    kinds = {kind for facts in CATALOG.usable for kind in facts.kinds}
    assert {"expression", "antiderivative", "number", "vector", "interval", "choice"} <= kinds


@pytest.mark.parametrize("name", IDS)
def test_there_are_enough_different_questions_and_most_mistakes_survive(name):
    problem = CATALOG.load(name)
    count = count_variants(problem)
    assert count >= FEWEST or problem.few
    rate = tally(problem)
    assert rate.passed * 100 >= rate.visited
    drawn = [draw(problem, number) for number in range(min(count, 40))]
    asked = [(one.statement, *(part.ask for part in one.parts)) for one in drawn]
    assert len(set(asked)) == len(asked)


@pytest.mark.full
@pytest.mark.parametrize("name", IDS)
def test_all_variants_are_proved_and_read_well(name):
    prove(name, 64)
    judge(name, 64)
    read_well(name, 64)
    refuse_near_misses(name, 64)
    draw_pictures(name, 64)
    wanted = {m.name for part in CATALOG.load(name).parts for m in part.mistakes}
    kept = [{m.name for part in variant.parts for m in part.mistakes} for _, variant in variants(name, 64)]
    for mistake in wanted:
        assert sum(mistake in names for names in kept) * 2 >= len(kept), mistake


def test_the_example_of_the_authors_guide_is_a_problem_that_loads():
    from calcquiz.bank.problem_reader import read_problem

    guide = (own_bank() / "README.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    problem = read_problem("logistic-loss-slope.yaml", example.encode(), id_="logistic-loss-slope")
    variant = complete(problem, draw(problem, 0), compute_here)
    assert len(variant.parts[0].mistakes) == 2
    assert pinned_differences(problem, compute_here) == []
    assert all(step.proved for step in variant.parts[0].solution if step.before)
