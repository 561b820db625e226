"""Results as JSON-ready values; the keys are a contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import BinaryIO

from releasefmt.model.findings import Finding, Severity
from releasefmt.model.rules import RULES
from releasefmt.reporting.result import Account, Result

STATES = ("built", "unchanged", "failed", "stopped")
NOT_BEGUN = frozenset({"RF522", "RF523"})
"""Findings that a draft has whose turn never came."""

_BEGINNING = re.compile(rb'\{\s*(?:"version":\s*"[^"\\]{1,40}",\s*)?"drafts":\s*')


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
    return _BEGINNING.fullmatch(file.read(128).partition(b"[")[0]) is not None


def batch_report(version: str, accounts: Sequence[Account], notes: Sequence[Finding]) -> dict[str, object]:
    """What ``build --report`` writes, by docs/report.schema.json; ``notes`` are about the configuration, not about a draft."""
    results = [account.result for account in accounts]
    everything = report([*results, Result("releasefmt", (), tuple(notes))])
    counts = everything["counts"]
    assert isinstance(counts, dict)
    states = [_state(account) for account in accounts]
    return {
        "version": version,
        "drafts": [
            {
                "draft": account.result.draft,
                "state": state,
                "outputs": [
                    {"format": output.format, "path": output.path, "sha256": output.sha256, "bytes": output.bytes}
                    for output in account.result.outputs
                ],
                "pages": account.pages,
                "counts": None if account.counts is None else asdict(account.counts),
                "findings": [_finding(entry, account.result.draft) for entry in account.result.findings],
                "seconds": round(account.seconds, 3),
            }
            for account, state in zip(accounts, states, strict=True)
        ],
        "findings": [_finding(entry, "releasefmt") for entry in notes],
        "counts": {
            "drafts": len(accounts),
            **{state: states.count(state) for state in STATES},
            **{severity.word: counts[severity.word] for severity in sorted(Severity, reverse=True)},
        },
    }


def _state(account: Account) -> str:
    """One of ``STATES``."""
    codes = {entry.code for entry in account.result.findings}
    if codes & NOT_BEGUN:
        return "stopped"
    if any(entry.severity is Severity.ERROR for entry in account.result.findings):
        return "failed"
    return "unchanged" if account.unchanged else "built"


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
