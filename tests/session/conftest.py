"""Each test of a session gets a table of its own."""

import pytest
from session_table import Table


@pytest.fixture
def table(tmp_path):
    return Table(tmp_path / "home")
