"""Files whose names hold bytes that are no letters, as old machines and archives leave them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.test_errors import DRAFT, releasefmt

ODD = os.fsdecode(b"a\xff.md")


@pytest.mark.slow
def test_a_draft_with_such_a_name_is_built_and_reported(tmp_path: Path) -> None:
    (tmp_path / ODD).write_text(DRAFT, encoding="utf-8")
    for _ in range(2):  # built, then found unchanged
        report = tmp_path / "report.json"
        code, _, said = releasefmt(tmp_path, "build", "--report", "report.json", ODD)
        assert (code, "RF506" in said) == (0, False), said
        (entry,) = json.loads(report.read_text("utf-8"))["drafts"]
        assert entry["draft"] == ODD
    assert len(list(tmp_path.glob("*.pdf"))) == len(list(tmp_path.glob("*.docx"))) == 1
