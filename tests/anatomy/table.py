"""What is understood from real drafts, against a table of the truth read by hand (``truth.toml``).

The drafts are other people's and not in the repository: they are looked for in the folder that ``RELEASEFMT_DRAFTS`` names, or
in ``shared/drafts`` beside the checkout. ``python -m tests.anatomy [FOLDER]`` prints the table.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from releasefmt.model.content import Embargo, Found, Release, Section
from releasefmt.reading.inlines import flat
from tests.reading.workbench import release_of

HERE = Path(__file__).parent
PARTS = ("headline", "place", "date", "label", "status", "kicker", "subheadline", "end_mark")
SECTIONS = {"contact": "contacts", "boilerplate": "boilerplate", "notes": "notes_to_editors", "material": "material"}

Facts = dict[str, object]


@dataclass(slots=True)
class Score:
    """One part over all drafts: how often it is there, how often it was found as it is, and what was found that is not."""

    there: int = 0
    right: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, file: str, wanted: Iterable[object], found: Iterable[object]) -> None:
        """Count the values that a draft has against those that were found."""
        true, got = list(wanted), list(found)
        self.there += len(true)
        for value in true:
            if value in got:
                got.remove(value)
                self.right += 1
            else:
                self.missed.append(f"{file}: {value}")
        self.false += [f"{file}: {value}" for value in got]


def folder_of_drafts() -> Path | None:
    """Where the real drafts lie on this machine, or None."""
    named = os.environ.get("RELEASEFMT_DRAFTS")
    folder = Path(named) if named else HERE.parents[2] / "shared" / "drafts"
    return folder if folder.is_dir() else None


def truth() -> list[Facts]:
    """The hand-made table."""
    table = tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))
    drafts: list[Facts] = table["draft"]
    return drafts


def scores(folder: Path) -> dict[str, Score]:
    """Every part's score. A draft that is missing or another than the table's is a ValueError."""
    out = {name: Score() for name in (*PARTS, *SECTIONS)}
    for facts in truth():
        file = str(facts["file"])
        path = folder / file
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != facts["sha256"]:
            message = f"{file} in {folder} is missing or not the draft that the table was made from"
            raise ValueError(message)
        release = release_of(data, internal="print")
        for name, found in _parts(release).items():
            out[name].add(file, _listed(facts.get(name)), _listed(found))
        for name, attribute in SECTIONS.items():
            out[name].add(file, _listed(facts.get(name)), _lines(getattr(release, attribute)))
    return out


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value in (None, False, "") else [value]


def _lines(sections: tuple[Found[Section], ...]) -> Iterator[int]:
    for section in sections:
        assert section.span is not None
        yield section.span.line


def _parts(release: Release) -> dict[str, str | dt.date | bool | None]:
    status = release.status.value if release.status else None
    return {
        "headline": flat(release.headline.value) if release.headline else None,
        "place": release.place.value if release.place else None,
        "date": release.issued.value if release.issued else None,
        "label": release.label.value if release.label else None,
        "status": None if status is None else "embargo" if isinstance(status, Embargo) else "immediate",
        "kicker": release.kicker is not None,
        "subheadline": release.subheadline is not None,
        "end_mark": release.end_mark.value if release.end_mark else None,
    }


def printed(table: dict[str, Score]) -> str:
    """The score table as text."""
    lines = [f"{'part':<14}{'found':>9}{'false':>7}"]
    for name, score in table.items():
        lines.append(f"{name:<14}{score.right:>4}/{score.there:<4}{len(score.false):>7}")
    for name, score in table.items():
        lines += [f"missed {name}: {entry}" for entry in score.missed]
        lines += [f"false {name}: {entry}" for entry in score.false]
    return "\n".join(lines)
