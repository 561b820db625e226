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
from releasefmt.system.config import ConfigFile, find_config
from releasefmt.system.drafts import Draft, Place, read_draft
from releasefmt.system.inputs import find_inputs
from releasefmt.system.recorder import recorded


@dataclass(slots=True)
class Gathered:
    """Jobs in order, and the results of what never became one. ``notes`` are said once, not for every draft.

    ``read`` holds by each setup's identity what it was made from (``system.recorder``), ``said`` the notes that it came with.
    ``unset`` are drafts whose configuration cannot be used; what is wrong with it stands in the notes, too.
    """

    jobs: list[Job] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  # of the jobs
    read: dict[int, dict[str, str]] = field(default_factory=dict)
    said: dict[int, tuple[Finding, ...]] = field(default_factory=dict)
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
    output_name: str = "",
    overwrite: bool = False,
) -> Gathered:
    """Every draft that the arguments mean, as a job where it can be read and its configuration be used."""
    return gather_places(
        find_inputs(arguments),
        config=config,
        style=style,
        purpose=purpose,
        formats=formats,
        out=out,
        internal=internal,
        output_name=output_name,
        overwrite=overwrite,
    )


def gather_places(
    places: Outcome[tuple[Place, ...]],
    *,
    config: Path | None,
    style: str,
    purpose: Purpose | None,
    formats: tuple[str, ...],
    out: Path | None,
    internal: Internal,
    output_name: str,
    overwrite: bool,
) -> Gathered:
    """The same for drafts that have been found."""
    gathered = Gathered()
    gathered.failed += [_failed(entry) for entry in places.findings]
    setups = _Setups(config, style, purpose, output_name, gathered.read)
    for place in places.value:
        draft = _read(place, setups)
        if draft.value is None:
            gathered.failed.append(Result(_name(place), (), tuple(replace(entry, file="") for entry in draft.findings)))
            continue
        setup = setups(draft.value.folder)
        gathered.notes += [entry for entry in setup.findings if entry not in gathered.notes]
        if setup.value is None:
            wrong = tuple(entry for entry in setup.findings if entry.severity is Severity.ERROR)
            gathered.unset.append(Result(draft.value.name, (), wrong))
            continue
        here = out / place.below if out is not None else None if place.path is not None else Path.cwd()
        gathered.said[id(setup.value)] = setup.findings
        gathered.places.append(place)
        gathered.jobs.append(Job(draft.value, setup.value, formats, here, internal.value, overwrite))
    return gathered


@dataclass(slots=True)
class _Setups:
    """Setups by folder. Folders for which the same releasefmt.toml holds share one, with all that hangs on it."""

    config: Path | None
    style: str
    purpose: Purpose | None
    output_name: str
    read: dict[int, dict[str, str]]
    _by_folder: dict[Path, Outcome[Setup | None]] = field(default_factory=dict)
    _by_file: dict[Outcome[ConfigFile | None], Outcome[Setup | None]] = field(default_factory=dict)

    def __call__(self, folder: Path) -> Outcome[Setup | None]:
        if folder not in self._by_folder:
            file = find_config(folder, self.config)
            if file not in self._by_file:
                with recorded() as read:
                    setup = set_up(folder, self.config, self.style, self.purpose, self.output_name)
                self._by_file[file] = setup
                self.read[id(setup.value)] = read
            self._by_folder[folder] = self._by_file[file]
        return self._by_folder[folder]


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
