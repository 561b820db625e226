"""Findings and results as a person in a hurry reads them: the worst first, one line a finding, then how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from releasefmt.model.findings import Finding, Severity
from releasefmt.reporting.result import Account, Result

_HINT_INDENT = " " * 4


def findings_as_text(result: Result, least: Severity = Severity.INFO) -> str:
    """Every finding from ``least`` on, the worst first, then by place; empty when there is none."""
    shown = [entry for entry in result.findings if entry.severity >= least]
    shown.sort(key=lambda entry: (-entry.severity, entry.span.line if entry.span else 0))
    return "\n".join(_finding(entry, result.draft) for entry in shown)


def _finding(entry: Finding, draft: str) -> str:
    """``file:line:column: warning: sentence (RF301)``, the form that editors make into a link."""
    place = entry.file or draft
    if entry.span:
        place += f":{entry.span.line}:{entry.span.column}"
    line = f"{place}: {entry.severity.word}: {entry.message} ({entry.code})"
    return f"{line}\n{_HINT_INDENT}{entry.hint}" if entry.hint else line


def progress_line(number: int, total: int, account: Account) -> str:
    """``[3/40] name: 2 files, 0.12 s``, or that it failed; why, the findings say."""
    result = account.result
    files = _count(len(result.outputs), "file") if result.outputs else "failed"
    return f"[{number}/{total}] {result.draft}: {files}, {account.seconds:.2f} s"


def summary(results: Sequence[Result], each: str = "draft", unchanged: int = 0) -> str:
    """One sentence on the whole run: how many drafts, how many failed, how many findings to look at."""
    failed = sum(any(entry.severity is Severity.ERROR for entry in result.findings) for result in results)
    counted = {
        severity: sum(entry.severity is severity for result in results for entry in result.findings)
        for severity in (Severity.ERROR, Severity.WARNING)
    }
    parts = [_count(len(results), each)]
    if unchanged:
        parts.append(f"{unchanged} unchanged")
    if failed:
        parts.append(f"{failed} failed")
    parts += [_count(number, severity.word) for severity, number in counted.items() if number]
    if not failed and not any(counted.values()):
        parts.append("nothing to mend")
    return ", ".join(parts) + "."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
