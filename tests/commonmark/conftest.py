"""The count of examples, once more at the end of the tests."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many examples of each specification were run, and how many of them hold."""
    held: Counter[str] = Counter()
    run: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in report.user_properties:
                if name == "specification" and report.when == "call":
                    run[value] += 1
                    held[value] += outcome == "passed"
    for name, count in run.items():
        terminalreporter.write_line(
            f"{name}: {held[name]} of {count} examples have the reference's words in both files"
        )
