"""Workers killed at random."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kills import kill_workers


@pytest.mark.slow
def test_every_draft_is_accounted_for_though_workers_are_killed(tmp_path: Path) -> None:
    toll = kill_workers(tmp_path, 400, 12, "docx")
    assert toll.all_accounted_for, toll
    assert toll.killed >= 3, toll
