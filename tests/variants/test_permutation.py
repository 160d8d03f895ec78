import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.variants.permutation import permuted


@given(size=st.integers(1, 300), key=st.text(max_size=20))
def test_every_point_of_the_grid_is_visited_exactly_once(size, key):
    assert sorted(permuted(index, size, key) for index in range(size)) == list(range(size))


@pytest.mark.parametrize(
    ("size", "key", "first"),
    [
        (10, "power-rule-polynomial@1", [0, 9, 8, 1]),
        (1000, "power-rule-polynomial@1", [962, 843, 128, 888]),
        (
            10**40,
            "power-rule-polynomial@1",
            [
                8338930318653632712281560792336885394190,
                8506168533159427458414114248537399464062,
                2989848327814945888792843028187321614810,
                8054887103916874301648072160363583452056,
            ],
        ),
    ],
)
def test_the_order_is_pinned_for_every_platform(size, key, first):
    assert [permuted(index, size, key) for index in range(4)] == first


def test_another_revision_is_another_order():
    orders = {tuple(permuted(i, 100, f"a@{revision}") for i in range(100)) for revision in range(1, 6)}
    assert len(orders) == 5


def test_a_visit_is_quick_even_in_a_huge_grid():
    started = time.perf_counter()
    for index in range(1000):
        permuted(index, 10**30, "huge@1")
    assert time.perf_counter() - started < 2.0
