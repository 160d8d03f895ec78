from pathlib import Path

import pytest

from calcquiz.bank.problem_reader import read_problem

VALID = Path(__file__).parent.parent / "banks" / "valid"
HEADER = "calcquiz: 1\ntitle: A problem\ndifficulty: 1\n"


@pytest.fixture(scope="session")
def load():
    def load(name):
        return read_problem(f"{name}.yaml", (VALID / f"{name}.yaml").read_bytes(), id_=name)

    return load


@pytest.fixture(scope="session")
def problem():
    def problem(text, id_="a-problem"):
        return read_problem(f"{id_}.yaml", (HEADER + text).encode(), id_=id_)

    return problem
