"""From the command's arguments to jobs: drafts read, each with the setup that holds for its folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from releasefmt.cli.options import Internal
from releasefmt.model.findings import Finding, Outcome, Severity
from releasefmt.model.limits import DEFAULT
from releasefmt.model.purpose import Purpose
from releasefmt.pipeline import Job, Setup, set_up
from releasefmt.reporting.result import Result
from releasefmt.system.drafts import Draft, Place, find_drafts, read_draft


@dataclass(slots=True)
class Gathered:
    """Jobs in order, and the results of what never became one. ``notes`` are said once, not for every draft.

    ``unset`` are drafts whose configuration cannot be used; what is wrong with it stands in the notes, too.
    """

    jobs: list[Job] = field(default_factory=list)
    failed: list[Result] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    unset: list[Result] = field(default_factory=list)


def gather(
    arguments: list[str],
    *,
    config: Path | None,
    style: str,
    purpose: Purpose | None = None,
    formats: tuple[str, ...] = (),
    out: Path | None = None,
    internal: Internal = Internal.STOP,
) -> Gathered:
    """Every draft that the arguments mean, as a job where it can be read and its configuration be used."""
    gathered = Gathered()
    places = find_drafts(arguments)
    gathered.failed += [_failed(entry) for entry in places.findings]
    setups: dict[Path, Outcome[Setup | None]] = {}
    for place in places.value:
        draft = _read(place, lambda folder: set_up(folder, config, style, purpose))
        if draft.value is None:
            gathered.failed.append(Result(_name(place), (), tuple(replace(entry, file="") for entry in draft.findings)))
            continue
        folder = draft.value.folder
        if folder not in setups:
            setups[folder] = set_up(folder, config, style, purpose)
            gathered.notes += [entry for entry in setups[folder].findings if entry not in gathered.notes]
        setup = setups[folder].value
        if setup is None:
            wrong = tuple(entry for entry in setups[folder].findings if entry.severity is Severity.ERROR)
            gathered.unset.append(Result(draft.value.name, (), wrong))
        if setup is not None:
            here = out if out is not None or place.path is not None else Path.cwd()
            gathered.jobs.append(Job(draft.value, setup, formats, here, internal.value))
    return gathered


def _read(place: Place, set_up_for: Callable[[Path], Outcome[Setup | None]]) -> Outcome[Draft | None]:
    """A draft; the limit of its folder's releasefmt.toml is looked up only for one that is larger than most."""
    if place.path is None:
        setup = set_up_for(Path.cwd()).value
        return read_draft(place, sys.stdin.buffer, setup.letterhead.limits if setup else DEFAULT)
    draft = read_draft(place)
    if any(entry.code == "RF003" for entry in draft.findings):
        setup = set_up_for(place.path.absolute().parent).value
        return read_draft(place, limits=setup.letterhead.limits) if setup else draft
    return draft


def _failed(entry: Finding) -> Result:
    return Result(entry.file or "releasefmt", (), (replace(entry, file=""),))


def _name(place: Place) -> str:
    return "standard input" if place.path is None else place.name
