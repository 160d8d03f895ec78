"""Simulated wrong answers to the bank's own problems: one slip each, explained by that slip and no other."""

import pytest
from slips_run import report, simulate

from calcquiz.bank.folders import bank_folders

EXPLAINED = 0.9
"""What is asked of two thousand; of two dozen chance takes a few more."""
EXPLAINED_OF_FEW = 0.8


def judge(tally, count, share=EXPLAINED):
    told = "\n".join(report(tally))
    assert tally.simulated == count, told
    assert tally.falsely == [], told
    assert tally.right_with_slip == [], told
    assert tally.share >= share, told


def test_a_wrong_answer_with_one_slip_is_explained_by_it():
    judge(simulate(bank_folders({}), 24, seed=7), 24, EXPLAINED_OF_FEW)


@pytest.mark.full
def test_two_thousand_wrong_answers_with_one_slip_each_are_explained_by_it():
    judge(simulate(bank_folders({}), 2000), 2000)
