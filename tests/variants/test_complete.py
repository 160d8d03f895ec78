"""A completed variant has its key, only mistakes that are wrong here, hints, and a solution whose steps are proved."""

from fractions import Fraction

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.points import Domain
from calcquiz.algebra.tree import Apply, Name, Number
from calcquiz.records.errors import CalcquizError, FormulaError, LimitError
from calcquiz.records.variant import Kind
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import draw, variant_at
from calcquiz.variants.environment import environment
from calcquiz.variants.equality import same_answer
from calcquiz.variants.pinned import pinned_differences
from calcquiz.variants.proof import broken_promises, identity_holds, key_evidence
from calcquiz.variants.shape import shape
from calcquiz.variants.slots import untidy

POWER = """variables: {x: real}
params: {n: 2..9}
ask: Differentiate $x^@{n}$.
task: derivative(x^n, x)
"""


def no_worker(function, *arguments):
    raise AssertionError((function, arguments))


def completed(made, values, compute=no_worker):
    return complete(made, variant_at(made, values, 0), compute)


def test_a_derivative_needs_no_worker(problem):
    assert completed(problem(POWER), {"n": "5"}).parts[0].key == "5*x^4"


def test_a_mistake_that_is_right_in_a_variant_is_dropped_there(problem):
    made = problem(
        f"{POWER}mistakes:\n"
        "  doubled: {is: 2*x^(n - 1), say: Always two., family: power-rule}\n"
        "  kept: {is: n*x^n, say: It loses one., family: power-rule}\n"
    )
    assert [m.name for m in completed(made, {"n": "2"}).parts[0].mistakes] == ["kept"]
    assert [m.name for m in completed(made, {"n": "3"}).parts[0].mistakes] == ["doubled", "kept"]


def test_a_mistake_is_dropped_where_an_earlier_one_is_the_same_or_it_is_undefined_or_not_meant(problem):
    made = problem(
        f"{POWER}mistakes:\n"
        "  kept: {is: n*x^n, say: It loses one., family: power-rule}\n"
        "  twin: {is: x^n*n, say: The same., family: power-rule}\n"
        "  undefined: {is: x/(n - 4), say: Not at four., family: power-rule}\n"
        "  seldom: {is: x, say: Only for nine., family: power-rule, if: n == 9}\n"
    )
    assert [m.name for m in completed(made, {"n": "4"}).parts[0].mistakes] == ["kept"]
    assert [m.name for m in completed(made, {"n": "9"}).parts[0].mistakes] == ["kept", "undefined", "seldom"]


def test_a_power_bomb_in_a_mistake_ends_in_no_mistake(problem):
    made = problem(f"{POWER}mistakes:\n  bomb: {{is: 9^9^9^(n + 5), say: Too large., family: power-rule}}\n")
    assert completed(made, {"n": "4"}).parts[0].mistakes == ()


def test_steps_are_proved_and_a_false_one_is_not_shown(problem):
    made = problem(
        f"{POWER}solution:\n"
        "- Look at the exponent, $@{n}$.\n"
        "- say: Lower it.\n  holds: derivative(x^n, x) = n*x^(n - 1) = key\n"
        "- {say: This is false., holds: x = x + 1}\n"
    )
    steps = completed(made, {"n": "4"}).parts[0].solution
    assert [(s.before, s.after, s.why, s.proved) for s in steps] == [
        ("", "", "Look at the exponent, $4$.", False),
        ("derivative(x^4, x)", "4*x^(4 - 1)", "Lower it.", True),
        ("4*x^(4 - 1)", "4*x^3", "", True),
    ]


@pytest.mark.parametrize(
    ("holds", "shown"),
    [
        ("n*3 + 2 = key", [("4*3 + 2", "14")]),
        ("n*3 + 2 = 14 = key", [("4*3 + 2", "14")]),
        ("14 = key", []),  # nothing to work out
        ("at(n*x + 2, x, 3) = n*3 + 2 = key", [("at(4*x + 2, x, 3)", "4*3 + 2"), ("4*3 + 2", "14")]),
        ("(n - 3)*(n + 10) = key", [("(4 - 3)*(4 + 10)", "14")]),
        ("2*(n - n) + 14 = key", [("2*(4 - 4) + 14", "14")]),
        ("(n - 1)^1*1 + 11 + 0 = key", [("4 - 1 + 11", "14")]),  # nothing trivial stays
        ("-n*(-3) + 2 = key", [("-4*(-3) + 2", "14")]),
        ("gcd(n, 8)*3 + 2 = key", [("4*3 + 2", "14")]),
    ],
)
def test_arithmetic_is_shown_as_it_is_written_down_before_it_is_worked_out(problem, holds, shown):
    made = problem(
        "variables: {x: real}\nparams: {n: 2..19}\nask: Find @{n}.\nanswer: {kind: number, is: 14}\n"
        f'solution:\n- {{say: Put it in., holds: "{holds}"}}\n'
    )
    steps = completed(made, {"n": "4"}).parts[0].solution
    assert [(step.before, step.after) for step in steps if step.before] == shown
    assert all(step.proved for step in steps if step.before)


def test_a_formula_with_a_variable_is_tidied_at_once(problem):
    made = problem(
        "variables: {x: real}\nparams: {n: 2..19}\nask: Find @{n}.\nanswer: {kind: expression, is: n*x - 2*n}\n"
        "solution:\n- {say: Put it in., holds: n*x - 2*n = x*n - n*2 = key}\n"
    )
    assert [(s.before, s.why) for s in completed(made, {"n": "4"}).parts[0].solution] == [("", "Put it in.")]


def test_arithmetic_that_the_sentence_has_already_is_not_shown_twice(problem):
    made = problem(
        "params: {n: 2..19}\nask: Find @{n}.\nanswer: {kind: number, is: 3*n}\n"
        "solution:\n- say: That is $3 \\cdot @{n} = @{key}$.\n  holds: 3*n = key\n"
    )
    (step,) = completed(made, {"n": "4"}).parts[0].solution
    assert (step.why, step.before) == (r"That is $3 \cdot 4 = 12$.", "")


LOGIT = (
    "params: {N: [1, 100], T: 2..9}\nask: The score is $@{T*log(p/(N - p))}$.\ntask: derivative(T*log(p/(N - p)), p)\n"
    "plot: {curves: [key]}\n"
)


@pytest.mark.parametrize(
    ("variables", "within", "positive", "window"),
    [
        ('{p: "(0, 1)"}', ("p in (0, 1)",), ("p",), ["0", "1"]),
        ('{p: "(0, N)"}', ("p in (0, 100)",), ("p",), ["0", "100"]),  # as in this variant
        ('{p: "(-N/2,oo)"}', ("p in (-50, oo)",), (), None),
        ("{p: positive}", (), ("p",), None),
    ],
)
def test_a_variable_may_be_kept_in_an_interval(problem, variables, within, positive, window):
    made = problem(f"variables: {variables}\n{LOGIT}")
    variant = complete(made, variant_at(made, {"N": "100", "T": "2"}, 0), compute_here)
    (part,) = variant.parts
    assert (part.rules.within, part.rules.positive) == (within, positive)
    assert part.key == "200/(p*(100 - p))"
    assert variant.plot.get("x") == window


def test_an_interval_that_is_empty_in_a_variant_is_an_error(problem):
    made = problem(f'variables: {{p: "(1, N)"}}\n{LOGIT}')
    with pytest.raises(FormulaError) as refused:
        variant_at(made, {"N": "1", "T": "2"}, 0)
    assert refused.value.message == "`(1, 1)` is no interval for p"


def test_a_maximum_is_looked_for_in_the_interval_of_its_variable(problem):
    made = problem(
        'variables: {p: "(0, 1)"}\nparams: {k: 1..3}\nask: Which $p$ is best?\ntask: argmax(p^k*(1 - p)^2, p)\n'
    )
    variant = complete(made, draw(made, 0), compute_here)
    assert variant.parts[0].key == {"1": "1/3", "2": "1/2", "3": "3/5"}[variant.values["k"]]


def test_an_author_who_brackets_a_product_keeps_it_as_a_factor(problem):
    made = problem(f"{POWER}solution:\n- {{say: Multiply., holds: n*x^2*(2*n*x) = 2*n^2*x^3}}\n")
    assert completed(made, {"n": "3"}).parts[0].solution[0].before == "3*x^2*(6*x)"


def test_the_second_and_third_hint_come_from_the_solution(problem):
    made = problem(
        f"{POWER}hints:\n- Which rule is it?\n"
        "solution:\n- It is a power.\n- say: Lower it.\n  holds: derivative(x^n, x) = n*x^(n - 1)\n- Done.\n"
    )
    assert completed(made, {"n": "4"}).parts[0].hints == (
        "Which rule is it?",
        "It is a power.",
        r"Lower it. $\frac{d}{dx}x^4 = 4x^3$",
    )


def test_an_antiderivative_has_its_constant_in_the_key_and_the_integrand_in_the_task(load):
    made = load("antiderivative")
    part = complete(made, draw(made, 0), compute_here).parts[0]
    assert part.key == "-x^6/2 - 3*log(abs(x)) + C"
    assert part.task == "integral(-3*x^5 - 3/x, x)"
    assert all(step.proved for step in part.solution)


def test_an_antiderivative_given_as_answer_gets_its_integrand_as_task(problem):
    made = problem(
        "variables: {t: real}\nparams: {n: 2..9}\nask: Integrate.\n"
        "answer: {kind: antiderivative, is: exp(n*t)/n, oracle: 'integral(exp(n*t), t)'}\n"
    )
    part = completed(made, {"n": "2"}).parts[0]
    assert (part.key, part.task, part.rules.variable) == ("exp(2*t)/2 + C", "integral(exp(2*t), t)", "t")


def test_a_later_part_goes_on_with_the_learners_own_answer(load):
    made = load("given-parts")
    drawn = draw(made, 0)
    assert complete(made, drawn, compute_here).parts[1].key == "3/5"
    assert complete(made, drawn, compute_here, given={1: "4"}).parts[1].key == "4/5"
    assert complete(made, drawn, compute_here, given={1: "4 +"}).parts[1].key == "3/5"  # not readable


def test_a_key_that_the_worker_cannot_find_is_an_error_and_no_key(problem):
    def gives_up(*_):
        raise CalcquizError("the integral's value was not found")

    made = problem("variables: {x: real}\nparams: {n: 2..9}\nask: Find it.\ntask: integral(1/x^n, x, 1, 2)\n")
    with pytest.raises(CalcquizError, match="not found"):
        completed(made, {"n": "2"}, gives_up)


@pytest.mark.parametrize("name", ["kink-choice", "given-parts"])
def test_the_pinned_keys_hold(load, name):
    assert pinned_differences(load(name), compute_here) == []


def test_a_pinned_key_that_does_not_hold_is_told(problem):
    made = problem(f"{POWER}check: {{at: {{n: 4}}, key: 4*x^4}}\n")
    assert pinned_differences(made, compute_here) == ["part 1: the key is 4*x^3, `check` says 4*x^4"]


@pytest.mark.parametrize(
    "name", ["kink-choice", "given-parts", "vector-answer", "antiderivative", "series-choice", "improper"]
)
def test_no_text_of_a_variant_is_untidy(load, name):
    made = load(name)
    for number in range(3):
        variant = complete(made, draw(made, number), compute_here)
        texts = [variant.statement]
        for part in variant.parts:
            texts += [part.ask, *part.hints, *(m.say for m in part.mistakes), *(s.why for s in part.solution)]
            texts += [option.text for option in part.options]
        assert [untidy(text) for text in texts if untidy(text)] == []


@pytest.mark.parametrize(
    ("identity", "verdict"),
    [
        ("(x + 1)^2 = x^2 + 2*x + 1", True),
        ("(x + 1)^2 = x^2 + 1", False),
        ("derivative(x^3, x) = 3*x^2", True),
        ("derivative(x^3, x) = 3*x^3", False),
        ("integral(x, x) = x^2/2", True),  # up to a constant
        ("integral(x, x) = x^2/2 + 7", True),
        ("integral(x, x) = x^2", False),
        ("integral(x^2, x, 0, y) = y^3/3", True),
        ("integral(exp(-x), x, 0, oo) = 1", True),
        ("limit(sin(x)/x, x, 0) = 1", True),
        ("limit(1/x^2, x, 0) = oo", True),
        ("limit(1/x^2, x, 0) = -oo", False),
        ("sum(1/2^n, n, 0, oo) = 2", True),
        ("gradient(x*y, (x, y)) = (y, x)", True),
        ("gradient(x*y, (x, y)) = (x, y)", False),
        ("(x, y) - 2*gradient(x*y, (x, y)) = (x - 2*y, y - 2*x)", True),
        ("(x, y)/2 + (1, 1) = (x/2 + 1, y/2)", False),
        ("at(x*y, (x, y), (2, 3)) = 6", True),
        ("at(gradient(x*y, (x, y)), (x, y), (2, 3)) = (3, 2)", True),
        ("integral(1/x, x, 1, oo) = oo", True),
        ("sqrt(-x^2 - 1) = 1", None),  # nowhere real
        ("derivative(arcsin(2*x), x) = 2/sqrt(1 - 4*x^2)", True),  # on a short interval only
        ("derivative(arcsin(2*x), x) = 1/sqrt(1 - 4*x^2)", False),
        ("derivative(arcsin(50*x), x) = 50/sqrt(1 - 2500*x^2)", True),  # on a tiny one
        ("derivative(arcsin(3*x - 5), x) = 3/sqrt(1 - (3*x - 5)^2)", True),  # away from zero
        ("partial(sqrt(1 - 16*x^2 - 16*y^2), x) = -16*x/sqrt(1 - 16*x^2 - 16*y^2)", True),
        ("sum((3*x)^n, n, 0, oo) = 1/(1 - 3*x)", True),
        ("sum((3*x)^n, n, 0, oo) = 1/(1 - 2*x)", False),
        ("[[1, 2], [3, 4]]*(5, 6) = (17, 39)", True),
        ("[[1, 2], [3, 4]]*(5, 6) = (17, 38)", False),
        ("hessian(x^2*y, (x, y))*(1, 2) = (2*y + 4*x, 2*x)", True),
        ("2*[[1, x], [3, 4]]*[[0, 1], [1, 0]] = [[2*x, 2], [8, 6]]", True),
        ("[[1, 2], [3, 4]]*[[0, 1], [1, 0]] = [[3, 4], [1, 2]]", False),  # the rows are not exchanged
        ("(1, 2)*[[1, 2], [3, 4]] = (7, 10)", None),  # no matrix times a vector
        ("(1, 2)*(3, 4) = (3, 8)", None),
    ],
)
def test_an_identity_is_proved_or_refuted_by_numbers(identity, verdict):
    tree = read_formula(identity, {"x", "y", "n"})
    setting = Setting(compute=compute_here, variables={"x": "real", "y": "real", "n": "integer"})
    assert identity_holds(*tree.args, setting, Domain()) is verdict


@pytest.mark.parametrize(
    ("kind", "left", "right", "same"),
    [
        (Kind.EXPRESSION, "2*(x + 1)", "2*x + 2", True),
        (Kind.NUMBER, "1/3", "0.333", False),
        (Kind.NUMBER, "oo", "5", False),
        (Kind.ANTIDERIVATIVE, "x^2 + 1", "x^2 + 5", True),  # they differ by a constant
        (Kind.VECTOR, "(1, 2)", "(2, 1)", False),
        (Kind.SET, "{1, 2}", "{2, 1}", True),
        (Kind.SET, "{1, 2}", "{1}", False),
        (Kind.INTERVAL, "(0, 1]", "(0, 1)", False),  # the bracket matters
        (Kind.INTERVAL, "[0, 2/4]", "[0, 1/2]", True),
    ],
)
def test_two_answers_are_the_same_answer(kind, left, right, same):
    trees = [parse(text, {"x"}) for text in (left, right)]
    assert same_answer(kind, *trees, Domain()) is same


@pytest.mark.parametrize(("brackets", "typed"), [("()", "(0, 2/4)"), ("[]", "[0, 2/4]")])
def test_a_typed_pair_is_the_interval_that_a_task_found(brackets, typed):
    found = Apply(f"interval{brackets}", (Number(Fraction(0)), Number(Fraction(1, 2))))
    assert same_answer(Kind.INTERVAL, found, parse(typed), Domain()) is True


def test_the_json_shape_of_a_variant_has_exactly_the_promised_fields(load):
    made = load("given-parts")
    shown = shape(complete(made, draw(made, 0), compute_here))
    assert list(shown) == [
        "id", "variant", "revision", "chapter", "section", "title", "difficulty", "tags", "statement",
        "statement_text", "parts",
    ]  # fmt: skip
    assert list(shown["parts"][0]) == [
        "part", "ask", "kind", "options", "task", "key", "key_text", "rules", "mistakes", "hints", "solution",
    ]  # fmt: skip
    assert list(shown["parts"][0]["solution"][0]) == ["rule", "before", "after", "why", "proved"]
    assert list(shown["parts"][0]["mistakes"][0]) == ["name", "is", "say", "family"]
    assert shown["statement_text"].startswith("A loss is L(w) = (w + 3)². Descent starts")
    assert "solution" not in shape(draw(made, 0), solution=False)["parts"][0]


def test_what_must_always_hold_of_a_key_is_looked_at(problem):
    made = problem(
        "params: {n: 2..9}\nask: Which?\nanswer: {kind: number, is: exp(-n), unproved: a test}\n"
        "always:\n- key > 0\n- key < 1/10\n"
    )
    here = environment(made, {"n": "2"})
    assert broken_promises(made, here.fill("exp(-n)"), here) == ["key < 1/10"]


def test_a_chain_letter_of_names_is_refused_before_it_is_built(problem):
    lets = "".join(f"  f{k}: {'*'.join([f'f{k - 1}'] * 12)}\n" for k in range(1, 30))
    made = problem(
        "variables: {x: real}\nparams: {n: 2..9}\nlet:\n  f0: (x + 1)*(x + n)\n"
        f"{lets}ask: Differentiate $@{{n}}$.\ntask: derivative(f29, x)\n"
    )
    with pytest.raises(LimitError, match="becomes larger than 4000 parts"):
        draw(made, 0)


SIDES = (
    "variables: {n: integer}\nparams: {k: 1..9}\nask: What do the terms show?\n"
    "cases:\n- {a: k/n, verdict: silent}\n- {a: n/(n + k), verdict: %s}\n"
    "answer:\n  kind: choice\n  options: {diverges: It diverges., silent: Nothing.}\n  is: verdict\n"
    "  oracle: pick(limit(a, n, oo) == 0, silent, diverges)\n"
)


@pytest.mark.parametrize(("verdict", "agrees"), [("diverges", True), ("silent", False)])
def test_the_oracle_of_a_choice_picks_an_option_by_conditions(problem, verdict, agrees):
    made = problem(SIDES % verdict)
    found = {}
    for number in range(18):
        variant = complete(made, draw(made, number), compute_here)
        setting = Setting(compute=compute_here, variables=made.variables)
        here = environment(made, variant.values)
        evidence = key_evidence(made.parts[0], Name(variant.parts[0].key), here, setting)
        found[variant.values["a"]] = evidence.agrees
    assert found == {"k/n": True, "n/(n + k)": agrees}


ORDERED = (
    "variables: {n: integer}\nparams: {k: 1..9, m: 2..9}\nask: Order them.\n"
    "cases:\n- {a: k*n, b: n^m}\n- {a: n^m, b: k*n}\n"
    "answer:\n  kind: choice\n  mode: order\n  options: {slow: 'First', fast: 'Second'}\n  is: [slow, fast]\n"
    "  oracle: pick(limit(a/b, n, oo) = 0, [slow, fast], [fast, slow])\n"
    "check:\n  at: {k: 2, m: 3, case: 1}\n  key: slow, fast\n"
)


def test_the_oracle_of_an_order_picks_a_list_of_options(problem):
    made = problem(ORDERED)
    assert made.check is not None
    assert made.check.keys == ("slow, fast",)
    found = {}
    for number in range(20):
        variant = complete(made, draw(made, number), compute_here)
        setting = Setting(compute=compute_here, variables=made.variables)
        here = environment(made, variant.values)
        evidence = key_evidence(made.parts[0], Name(variant.parts[0].key), here, setting)
        found[variant.values["b"] == "n^m"] = evidence.agrees
    assert found == {True: True, False: False}
