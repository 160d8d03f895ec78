from pathlib import Path

import pytest

from calcquiz.authoring.prove import Job, prove
from calcquiz.records.bank import Facts

GOOD = Path(__file__).parent / "good"


@pytest.fixture
def found():
    """Return what the bank check finds in a text."""

    def found(name, text, count=12):
        facts = Facts(id=name, path=f"{name}.yaml", chapter=1, section="1.1")
        return prove(Job(facts=facts, first_id=name, data=text.encode(), count=count)).findings

    return found


@pytest.fixture
def good():
    """Return the text of a problem without faults."""
    return lambda name: (GOOD / f"{name}.yaml").read_text(encoding="utf-8")
