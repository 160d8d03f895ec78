"""What is wrong in a file is said all at once, each with its place and what to write instead."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.bank.problem_reader import read_problem
from calcquiz.bank.source import Source, clean
from calcquiz.bank.yaml_reader import read_yaml
from calcquiz.records.errors import BankError

BANKS = Path(__file__).parent.parent / "banks"
INVALID = sorted((BANKS / "invalid").glob("*.yaml"))
VALID = sorted((BANKS / "valid").glob("*.yaml"))
SLOWEST_SECONDS = 1.0

POWER_RULE = """calcquiz: 1
title: Power rule
difficulty: 1
variables: {x: real}
params:
  n: 2..9
ask: Differentiate $x^@{n}$.
task: derivative(x^n, x)
mistakes:
  exponent-kept:
    is: n*x^n
    say: The exponent loses one.
    family: power-rule
"""


def read(text, name="power-rule"):
    return read_problem(f"{name}.yaml", text.encode(), id_=name)


def findings(text):
    with pytest.raises(BankError) as caught:
        read(text)
    return caught.value.findings


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_bad_file_gets_exactly_this_message(path):
    started = time.perf_counter()
    with pytest.raises(BankError) as caught:
        read_problem(path.name, path.read_bytes(), id_=path.stem)
    assert f"{caught.value}\n" == path.with_suffix(".txt").read_text()
    assert caught.value.exit_code == 3
    assert time.perf_counter() - started < SLOWEST_SECONDS


WATCHED = """
import sys
from pathlib import Path
from calcquiz.bank.problem_reader import read_problem
from calcquiz.records.errors import BankError

def read(path):
    try:
        read_problem(path.name, path.read_bytes(), id_=path.stem)
    except BankError:
        pass

paths = [Path(name) for name in sys.argv[1:]]
for path in paths:
    read(path)  # imports what is imported only where it is needed
seen = []
begins = ("exec", "compile", "import", "os.", "subprocess.", "socket.", "marshal.", "pickle.", "ctypes.")
sys.addaudithook(lambda event, _: seen.append(event) if event.startswith(begins) else None)
for path in paths:
    read(path)
print(seen)
"""


def test_nothing_that_stands_in_a_bad_file_is_executed():
    command = [sys.executable, "-c", WATCHED, *map(str, INVALID)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_there_are_a_hundred_bad_files_and_a_message_beside_each():
    assert len(INVALID) >= 100
    assert {path.stem for path in INVALID} == {path.stem for path in (BANKS / "invalid").glob("*.txt")}


def test_the_message_of_the_style_guide_is_printed_as_it_stands_there():
    name = "problems/chapter2/1-definite-and-indefinite-integrals/antiderivative-power.yaml"
    with pytest.raises(BankError) as caught:
        read_problem(name, POWER_RULE.replace("2..9", "9..2").encode(), id_="antiderivative-power")
    assert str(caught.value) == (
        f"{name}:6:6: the range 9..2 is empty\n      n: 9..2\n         ^\n  Write the smaller end first: 2..9"
    )


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_good_file_loads(path):
    assert read_problem(path.name, path.read_bytes(), id_=path.stem).id == path.stem


def test_text_stays_text_where_yaml_would_make_numbers_and_truths_of_it():
    problem = read(POWER_RULE.replace("Power rule", "3.10").replace("power-rule\n", "no\n"))
    assert problem.title == "3.10"
    assert problem.parts[0].mistakes[0].family == "no"


def test_control_and_bidi_characters_are_stripped():
    assert clean("a\u202eb\x07c\u200b\r\nd\te") == "abc\nd\te"
    problem = read(POWER_RULE.replace("Power rule", '"Power\\u202e rule\\x07"'))
    assert problem.title == "Power rule"


def test_the_caret_stands_under_the_place_in_a_folded_text():
    text = POWER_RULE.replace("ask: Differentiate $x^@{n}$.", "ask: >-\n  Differentiate this,\n    the power $x^@{k}$.")
    (finding,) = findings(text)
    assert (finding.line, finding.column) == (9, 20)
    assert finding.source[finding.column - 1] == "k"


def test_the_caret_stands_under_the_place_in_a_quoted_text():
    (finding,) = findings(POWER_RULE.replace("is: n*x^n", 'is: "n*y^n"'))
    assert finding.source[finding.column - 1] == "y"


def test_an_escape_before_the_place_moves_the_caret_to_the_start_of_the_text():
    (finding,) = findings(POWER_RULE.replace("is: n*x^n", 'is: "n\\x2ay^n"'))
    assert (finding.line, finding.column) == (11, 9)


def test_a_comment_after_a_formula_is_fine_and_one_in_a_sentence_is_not():
    assert read(POWER_RULE.replace("2..9", "2..9  # small powers"))
    (finding,) = findings(POWER_RULE.replace("loses one.", "loses one.  # good"))
    assert finding.message == "the sentence is cut off at this #"


def test_a_column_is_a_sentence_only_where_no_formula_uses_it():
    with_column = POWER_RULE.replace("ask:", "cases:\n- {word: a steep power}\nask:", 1).replace("\n  n:", "\n  n:")
    assert read(with_column).sentences == {"word"}
    (finding,) = findings(with_column.replace("is: n*x^n", "is: n*word"))
    assert finding.message == "a is not a name known here"


def test_a_sentence_of_a_case_may_use_names_of_let():
    with_column = POWER_RULE.replace("ask:", "let: {twice: 2*n}\ncases:\n- {word: 'the $@{twice}$ th power'}\nask:", 1)
    assert read(with_column).sentences == {"word"}


def test_where_a_problem_was_renamed_its_variants_keep_their_numbers():
    problem = read_problem("new.yaml", POWER_RULE.encode(), id_="new", first_id="old")
    assert problem.seed == "old@1"


def test_the_source_line_of_a_finding_is_cut_where_it_is_very_long():
    source = Source.of("f", "x" * 500)
    assert len(source.finding(1, 3, "m").source) == 101


@settings(max_examples=150, deadline=2000)
@given(
    cut=st.integers(0, len(POWER_RULE)),
    length=st.integers(0, 12),
    put=st.text(alphabet="ax1 :#-[]{}()&*!|>'\"%@$,\n\t^\\.~=<", max_size=8),
)
def test_no_damage_to_a_file_gives_anything_but_findings(cut, length, put):
    text = POWER_RULE[:cut] + put + POWER_RULE[cut + length :]
    try:
        read(text)
    except BankError as error:
        assert error.findings
        assert all(finding.message and finding.line >= 1 and finding.column >= 1 for finding in error.findings)


@settings(max_examples=100, deadline=2000)
@given(data=st.binary(max_size=300))
def test_no_bytes_give_anything_but_findings(data):
    try:
        read_yaml("any.yaml", data)
    except BankError as error:
        assert error.findings


def test_every_entry_of_a_plot_can_be_drawn():
    from calcquiz.bank.plot_reader import KEYS
    from calcquiz.plotting.authored import SETTINGS
    from calcquiz.plotting.entries import ENTRIES

    assert set(KEYS) == {*ENTRIES, *SETTINGS}


def test_a_plot_keeps_its_formulas_and_checks_their_names():
    plot = (
        "plot:\n  curves: [x^n, key]\n  points: {start: '(1, n)'}\n"
        "  riemann: {under: x, from: 0, to: n, n: 4, side: mid}\n"
    )
    assert read(POWER_RULE + plot).plot == {
        "curves": ["x^n", "key"],
        "points": {"start": "(1, n)"},
        "riemann": {"under": "x", "from": "0", "to": "n", "n": "4", "side": "mid"},
    }
    (finding,) = findings(POWER_RULE + "plot: {curves: [x^m]}\n")
    assert finding.message == "m is not a name known here"
