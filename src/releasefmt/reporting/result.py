"""What came of one draft, as the reports want it."""

from __future__ import annotations

from dataclasses import dataclass

from releasefmt.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was made: ``format`` is ``pdf`` or ``docx``."""

    format: str
    path: str


@dataclass(frozen=True, slots=True)
class Result:
    """``draft`` is the name that the user gave or that its folder gave, ``-`` for standard input."""

    draft: str
    outputs: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
