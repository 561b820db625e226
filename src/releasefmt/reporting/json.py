"""Results as JSON-ready values; the keys are a contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from releasefmt.model.findings import Finding, Severity
from releasefmt.model.rules import RULES
from releasefmt.reporting.result import Result

_BEGINNING = re.compile(rb'\{\s*"drafts":\s*')


def report(results: Sequence[Result]) -> dict[str, object]:
    """``{"drafts": [{"draft", "outputs", "findings"}], "counts": {"drafts", "failed", "error", "warning", "info"}}``."""
    counts = {
        severity.word: sum(entry.severity is severity for result in results for entry in result.findings)
        for severity in sorted(Severity, reverse=True)
    }
    failed = sum(any(entry.severity is Severity.ERROR for entry in result.findings) for result in results)
    return {
        "drafts": [_draft(result) for result in results],
        "counts": {"drafts": len(results), "failed": failed} | counts,
    }


def is_report(file: BinaryIO) -> bool:
    """Whether an open file begins as a report of ``build`` does, hence may be followed by another one."""
    return _BEGINNING.fullmatch(file.read(64).partition(b"[")[0]) is not None


def _draft(result: Result) -> dict[str, object]:
    return {
        "draft": result.draft,
        "outputs": [{"format": output.format, "path": output.path} for output in result.outputs],
        "findings": [_finding(entry, result.draft) for entry in result.findings],
    }


def _finding(entry: Finding, draft: str) -> dict[str, object]:
    span = entry.span
    return {
        "code": entry.code,
        "name": RULES[entry.code].name,
        "severity": entry.severity.word,
        "message": entry.message,
        "hint": entry.hint,
        "file": entry.file or draft,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }
