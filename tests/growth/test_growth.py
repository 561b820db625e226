"""The time for a draft grows with its length and not with its square, whatever piece of syntax it is made of."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest

from tests.growth.clock import RefusedError, seconds
from tests.growth.units import UNITS

MOST = 60.0
LENGTH = int(os.environ.get("GROWTH_LENGTH", "3000"))  # characters; ``python -m tests.growth`` takes more
MOST_GROWTH = 10  # sixteen would be the square
MEASURABLE = 0.25  # CPU seconds; below that the machine's own noise is larger than what is measured


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_four_times_the_length_takes_at_most_ten_times_the_time(name: str) -> None:
    draft = UNITS[name]
    seconds(draft(1_000), MOST)
    length, long = LENGTH, None
    while long is None:
        try:
            long = seconds(draft(4 * length), MOST)
        except RefusedError:  # the longest that may ever be handed in is measured
            length //= 2
    if long < MEASURABLE:
        return
    # The shorter one twice: whatever comes between makes it look longer, never shorter.
    short = max(min(seconds(draft(length), MOST) for _ in range(2)), MEASURABLE / MOST_GROWTH)
    if long > MOST_GROWTH * short:  # once more, for another program may have been in the way
        long = min(long, seconds(draft(4 * length), MOST))
    if long > MOST_GROWTH * short:  # a step at one length, as where something begins to count, is none at the next
        with suppress(RefusedError):
            short, long = long, seconds(draft(16 * length), MOST)
    assert long <= MOST_GROWTH * short
