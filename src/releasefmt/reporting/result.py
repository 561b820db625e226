"""What came of one draft, as the reports want it."""

from __future__ import annotations

from dataclasses import dataclass

from releasefmt.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was made: ``format`` is ``pdf`` or ``docx``; ``sha256`` in hexadecimal and ``bytes`` are what was written."""

    format: str
    path: str
    sha256: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """``draft`` is the name that the user gave or that its folder gave, ``-`` for standard input."""

    draft: str
    outputs: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Of what is printed, without the letterhead's slots; ``characters`` include blanks, not soft hyphens."""

    words: int
    characters: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Account:
    """A draft's line in the report of a batch. ``pages`` are the PDF's; None, as for counts, where there are none.

    ``seconds`` are of the wall clock. ``unchanged``: its files were there already and are what a build would give.
    """

    result: Result
    pages: int | None = None
    counts: Counts | None = None
    seconds: float = 0.0
    unchanged: bool = False
