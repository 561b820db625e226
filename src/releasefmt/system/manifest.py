"""What lies in a folder of finished files and what it was made from, so that a draft is built again only if that changed.

The file is a plain JSON object. Whoever edits or breaks it loses nothing: all is built again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Severity
from releasefmt.model.rules import RULES, finding
from releasefmt.system.output import OutputError, write_atomically
from releasefmt.system.regular import read_regular

FILE_NAME = ".releasefmt-manifest.json"
_VERSION = 1
_MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One draft as it was built. ``draft`` is its path as seen from the folder of the manifest.

    ``facts`` are digests by name of all that went in: the draft itself, its pictures, letterhead and style. ``outputs`` are
    format, file name, SHA-256 and bytes; ``findings`` are of the draft, ``notes`` of its configuration.
    """

    program: str
    draft: str
    facts: Mapping[str, str]
    outputs: tuple[tuple[str, str, str, int], ...]
    pages: int | None
    counts: tuple[int, ...] | None
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


@dataclass(slots=True)
class Manifest:
    """The records of a folder by key. ``put`` waits until ``save``, which keeps what others have saved in the meantime."""

    folder: Path
    records: dict[str, Record]
    problem: Finding | None = None
    _fresh: dict[str, Record] = field(default_factory=dict)

    def put(self, key: str, record: Record) -> None:
        self._fresh[key] = record

    def save(self) -> Finding | None:
        """Write what was put; a finding if that cannot be done. Two programs at once take turns."""
        if not self._fresh:
            return None
        path = self.folder / FILE_NAME
        try:
            with _alone(self.folder):
                theirs = read_manifest(self.folder).records
                merged = {key: record for key, record in theirs.items() if (self.folder / record.draft).exists()}
                merged |= self._fresh
                write_atomically(path, _encoded(merged))
        except OutputError as error:
            return _unusable(f"What was built cannot be noted: {error.message}")
        self.records |= self._fresh
        self._fresh = {}
        return None


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder: empty where there is none, empty with a ``problem`` where it is broken."""
    path = folder / FILE_NAME
    try:
        return Manifest(folder, _decoded(read_regular(path, _MAX_BYTES)))
    except FileNotFoundError:
        return Manifest(folder, {})
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Manifest(folder, {}, _unusable(f"“{path}”, the list of what was built there, is damaged."))


def _encoded(records: Mapping[str, Record]) -> bytes:
    """Sorted, with what many records share written once."""
    shared: dict[str, int] = {}

    def number(value: object) -> int:
        return shared.setdefault(json.dumps(value, ensure_ascii=False, sort_keys=True), len(shared))

    rows = {
        key: [
            number(record.program),
            record.draft,
            {name: value for name, value in record.facts.items() if not name.startswith(_OF_HOUSE)},
            number({name: value for name, value in record.facts.items() if name.startswith(_OF_HOUSE)}),
            record.outputs,
            record.pages,
            record.counts,
            [_plain(entry) for entry in record.findings],
            number([_plain(entry) for entry in record.notes]),
        ]
        for key, record in sorted(records.items())
    }
    value = {"manifest": _VERSION, "shared": [json.loads(text) for text in shared], "drafts": rows}
    # A name of a file may hold bytes that are no letters (PEP 383); JSON can say them as \udcff and the like.
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


# Facts that all drafts of a letterhead share.
_OF_HOUSE = ("letterhead:", "names:", "style:", "config")


def _decoded(data: bytes) -> dict[str, Record]:
    """ValueError, TypeError, KeyError: it is not what ``_encoded`` writes."""
    value = json.loads(data)
    if value["manifest"] != _VERSION:
        return {}  # of another version of releasefmt: nothing is known, nothing is wrong
    shared = value["shared"]
    records = {}
    for key, (program, draft, own, house, outputs, pages, counts, findings, notes) in value["drafts"].items():
        facts = own | shared[house]
        texts = [key, shared[program], draft, *facts, *facts.values()]
        for form, name, sha256, _size in outputs:
            texts += [form, name, sha256]
        numbers = [pages or 0, *(counts or ()), *(size for *_, size in outputs)]
        if not (all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)):
            raise TypeError("neither text nor number")
        records[key] = Record(
            shared[program],
            draft,
            facts,
            tuple((form, name, sha256, size) for form, name, sha256, size in outputs),
            pages,
            None if counts is None else tuple(counts),
            tuple(_finding(entry) for entry in findings),
            tuple(_finding(entry) for entry in shared[notes]),
        )
    return records


def _plain(entry: Finding) -> list[Any]:
    span = entry.span
    place = None if span is None else [span.line, span.column, span.end_line, span.end_column]
    return [entry.code, int(entry.severity), entry.message, place, entry.hint, entry.file]


def _finding(plain: list[Any]) -> Finding:
    code, severity, message, place, hint, file = plain
    if code not in RULES or not all(isinstance(text, str) for text in (message, hint, file)):
        raise ValueError("no finding")
    return Finding(code, Severity(severity), message, None if place is None else Span(*map(int, place)), hint, file)


def _unusable(message: str) -> Finding:
    return finding("RF524", message, hint="All drafts are built; nothing else is lost.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else saves in this folder meanwhile, where the system can promise that; a file is whole either way."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # no such folder yet: whoever writes the first file makes it
        yield
        return
    try:
        with suppress(OSError):  # a network file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
