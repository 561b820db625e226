"""How far a batch is: a bar where somebody watches, a line a draft elsewhere, nothing where nobody wants it."""

from __future__ import annotations

import sys

import pytest

from releasefmt.cli.progress import Progress
from releasefmt.reporting.result import Account, Result, Written
from releasefmt.reporting.text import summary

BUILT = Account(Result("a.md", (Written("pdf", "a.pdf"), Written("docx", "a.docx"))), seconds=0.123)
FAILED = Account(Result("b.md"), seconds=2)


def test_a_line_a_draft_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(2, quiet=False)
    for account in (BUILT, FAILED):
        progress.tick()
        progress.say(account)
    progress.clear()
    assert capsys.readouterr().err == "[1/2] a.md: 2 files, 0.12 s\n[2/2] b.md: failed, 2.00 s\n"


def test_a_bar_on_a_terminal_that_makes_room(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    progress = Progress(2, quiet=False)
    progress.tick()
    progress.say(BUILT)
    progress.clear()
    progress.clear()
    progress.tick()
    half, whole = "█" * 15 + "░" * 15, "█" * 30
    assert capsys.readouterr().err == f"\r\x1b[K{half} 1 of 2\r\x1b[K\r\x1b[K{whole} 2 of 2"


@pytest.mark.parametrize(("total", "quiet"), [(1, False), (5, True)])
def test_silence(capsys: pytest.CaptureFixture[str], total: int, quiet: bool) -> None:
    progress = Progress(total, quiet=quiet)
    progress.tick()
    progress.say(BUILT)
    progress.clear()
    assert capsys.readouterr().err == ""


def test_the_summary_counts_what_was_kept() -> None:
    assert summary([BUILT.result, BUILT.result], unchanged=1) == "2 drafts, 1 unchanged, nothing to mend."
