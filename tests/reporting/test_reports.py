"""Findings and results as people and programs read them."""

from __future__ import annotations

import json

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Severity
from releasefmt.model.rules import RULES
from releasefmt.reporting.json import report
from releasefmt.reporting.result import Result, Written
from releasefmt.reporting.text import findings_as_text, summary

# The weights are given here: those of the table may change.
DEAD = Finding("RF301", Severity.WARNING, "The link leads nowhere.", Span(12, 4, 12, 9), hint="Give it an address.")
GUESSED = Finding("RF109", Severity.INFO, "The language was guessed.", Span(1, 1, 1, 2))
LOGO = Finding("RF407", Severity.ERROR, "The logo cannot be used.", Span(3, 1, 3, 9), file="releasefmt.toml")
FULL = Finding("RF501", Severity.ERROR, "The disk is full.")

RESULTS = (
    Result("a.md", (Written("pdf", "out/a.pdf"), Written("docx", "out/a.docx")), (GUESSED, DEAD)),
    Result("b.md"),
    Result("-", (), (DEAD, LOGO, FULL)),
)


def test_the_gravest_come_first_with_place_and_remedy() -> None:
    assert findings_as_text(RESULTS[0]).split("\n") == [
        "a.md:12:4: warning: The link leads nowhere. (RF301)",
        "    Give it an address.",
        "a.md:1:1: info: The language was guessed. (RF109)",
    ]
    assert findings_as_text(RESULTS[2]).split("\n") == [
        "-: error: The disk is full. (RF501)",
        "releasefmt.toml:3:1: error: The logo cannot be used. (RF407)",
        "-:12:4: warning: The link leads nowhere. (RF301)",
        "    Give it an address.",
    ]
    assert findings_as_text(RESULTS[1]) == ""


def test_lesser_findings_can_be_left_out() -> None:
    assert "RF109" not in findings_as_text(RESULTS[0], Severity.WARNING)
    assert findings_as_text(RESULTS[0], Severity.ERROR) == ""


def test_the_summary_is_one_line() -> None:
    assert summary(RESULTS) == "3 drafts, 1 failed, 2 errors, 2 warnings."
    assert summary(RESULTS[:1]) == "1 draft, 1 warning."
    assert summary(RESULTS[1:2]) == "1 draft, nothing to mend."


def test_the_json_report_is_a_contract() -> None:
    data = json.loads(json.dumps(report(RESULTS)))
    assert data["counts"] == {"drafts": 3, "failed": 1, "error": 2, "warning": 2, "info": 1}
    first, second, third = data["drafts"]
    assert first["outputs"] == [{"format": "pdf", "path": "out/a.pdf"}, {"format": "docx", "path": "out/a.docx"}]
    assert second == {"draft": "b.md", "outputs": [], "findings": []}
    assert first["findings"][1] == {
        "code": "RF301",
        "name": RULES["RF301"].name,
        "severity": "warning",
        "message": "The link leads nowhere.",
        "hint": "Give it an address.",
        "file": "a.md",
        "line": 12,
        "column": 4,
        "end_line": 12,
        "end_column": 9,
    }
    assert third["findings"][1]["file"] == "releasefmt.toml"
    assert third["findings"][2]["line"] is None
