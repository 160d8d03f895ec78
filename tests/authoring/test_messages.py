"""What an author reads: the place, what is wrong in which variants, and what to write instead."""

from calcquiz.authoring.spelling import misspelled


def test_a_wrong_key_is_told_with_its_place_a_witness_and_the_variants(good, found):
    (finding,) = found(
        "area", good("area").replace("is: p*h^3/3 + q*h", "is: p*h^3/2 + q*h").replace("always: key > 0\n", "")
    )
    first, line, caret, advice = str(finding).splitlines()
    assert first.startswith("area.yaml:12:7: the key ")
    assert " is refuted by quadrature: the key is " in first
    assert first.endswith("(#0, and 11 more of 12)")
    assert line == "      is: p*h^3/2 + q*h"
    assert caret == "          ^"
    assert advice == "  Correct the key, or what proves it."


def test_a_mistake_that_never_survives_is_told_once(good, found):
    text = good("slope").replace("is: a*x^(n - 1) + b", "is: a*n*x^n + b")
    (finding,) = found("slope", text)
    assert str(finding) == (
        "slope.yaml:20:3: the mistake `factor-lost` is distinct and defined in 0 of 12 variants\n"
        "      factor-lost:\n"
        "      ^\n"
        "  Choose parameters that keep it apart from the key and the mistakes above it, or take it out."
    )


def test_a_reason_lets_a_key_be_large_and_variants_be_few(good, found):
    large = good("area").replace("p: 1..6", "p: 1000000..1000009")
    assert found("area", large)
    assert found("area", large + "large: The counts of a census are large.\n") == ()
    few = good("where").replace("c: 1..40", "c: 1..5")
    assert found("where", few)
    assert found("where", few + "few: There are five of them.\n") == ()


def test_words_inside_formulas_are_not_spelled():
    assert list(misspelled("The $teh$ is")) == []
    assert list(misspelled("it is is")) == [("is is", "is")]


def test_a_refuted_choice_is_told_the_option_that_its_conditions_pick(good, found):
    (finding,) = found("choice", good("choice").replace("verdict: up", "verdict: down").replace("key: up", "key: down"))
    assert str(finding).splitlines()[0] == (
        "choice.yaml:22:7: the key down is refuted by its conditions, which pick up (#1, and 4 more of 12)"
    )


def test_conditions_without_a_value_prove_nothing(good, found):
    text = good("choice").replace("x, c) > 0, up", "x, c)/(c - c) > 0, up")
    (finding,) = found("choice", text)
    assert str(finding).splitlines()[0] == (
        "choice.yaml:22:7: the key down could not be confirmed by its conditions, for -12/0 > 0 has no value "
        "(#0, and 11 more of 12)"
    )


def test_a_step_whose_sides_are_alike_says_nothing(good, found):
    text = good("slope").replace("holds: derivative(b*x, x) = b", "holds: derivative(b*x, x) = derivative(b*x, x)")
    (finding,) = found("slope", text)
    assert str(finding).startswith(
        "slope.yaml:30:10: this step says nothing: both sides are derivative(4*x, x) (#0, and 11 more of 12)\n"
    )
    assert str(finding).endswith("  Write what comes out: derivative(x^2, x) = 2*x. A task in `let` stays a task.")


def test_a_picture_that_cannot_be_drawn_is_told_at_the_entry_that_is_wrong(good, found):
    text = good("slope").replace("curves: [f, key]", "curves: [f, key]\n  tangent: {to: f, at: x}")
    (finding,) = found("slope", text)
    assert str(finding) == (
        "slope.yaml:35:17: the picture cannot be drawn: `x` is no number (#0, and 11 more of 12)\n"
        "      tangent: {to: f, at: x}\n"
        "                    ^\n"
        "  Write a value that needs no variable: 3, pi/2, 2*a"
    )


def test_a_task_in_a_picture_is_told_as_a_task(good, found):
    (finding,) = found("slope", good("slope").replace("curves: [f, key]", 'curves: [f, "derivative(f, x)"]'))
    assert str(finding) == (
        "slope.yaml:34:15: `derivative` is a task, and none is worked out here\n"
        '      curves: [f, "derivative(f, x)"]\n'
        "                  ^\n"
        "  Write the formula that it stands for."
    )
    named = good("slope").replace("let:\n", "let:\n  d: derivative(a*x^n + b*x, x)\n")
    (finding,) = found("slope", named.replace("curves: [f, key]", "curves: [f, d]"))
    assert "the picture cannot be drawn: `derivative` is a task, and none is worked out here" in str(finding)


def test_a_solution_that_does_not_arrive_is_told_at_its_last_identity(good, found):
    (finding,) = found("slope", good("slope").replace("derivative(f, x) = key", "derivative(a*x, x) = a"))
    assert str(finding).startswith("slope.yaml:32:10: the last step arrives at ")
    assert str(finding).endswith("  End the last identity with `= key`.")


def test_a_mistake_for_few_variants_need_not_be_among_those_looked_at(good, found):
    text = good("choice").replace("    is: other\n", "    is: other\n    if: c == 5 and p == 5\n")
    assert found("choice", text) == ()


def test_the_condition_of_a_mistake_compares_numbers_and_no_options(good, found):
    (finding,) = found("choice", good("choice").replace("    is: other\n", "    is: other\n    if: verdict == up\n"))
    assert str(finding) == (
        "choice.yaml:27:9: `up` is an option, and `if` compares numbers\n"
        "        if: verdict == up\n"
        "            ^\n"
        "  Give the rows of `cases` a number to compare: {verdict: up, way: 1}, and `if: way == 1`."
    )


def test_conditions_compare_limits_that_are_infinite(good, found):
    oracle = "pick(at(derivative(f, x), x, c) > 0, up, at(derivative(f, x), x, c) < 0, down, neither)"
    assert found("choice", good("choice").replace(oracle, "pick(limit(f, x, oo) = oo, up, down)")) == ()
    (finding,) = found("choice", good("choice").replace(oracle, "pick(limit(f, x, oo) != oo, up, down)"))
    assert "is refuted by its conditions, which pick " in str(finding)
