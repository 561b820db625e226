"""Whether a draft would become the very files that lie there already, without understanding or drawing anything."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.sheet import AssetError
from releasefmt.system.assets import NAMES, FolderAssets
from releasefmt.system.config import FILE_NAME as CONFIG_NAME
from releasefmt.system.config import STYLE, ConfigFile, find_config, load_style
from releasefmt.system.drafts import Draft, Place, read_draft
from releasefmt.system.manifest import Manifest, Record, read_manifest
from releasefmt.system.program import fingerprint
from releasefmt.system.recorder import digest, recorded
from releasefmt.system.regular import read_regular

_MADE = (".pdf", ".docx")
_DRAFT, _CONFIG = "draft", "config"
_LARGEST = 1_000_000_000  # bytes; what a setup or a draft allows was asked when it was built


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line and changes the files. ``rest`` are all options but those named here."""

    out: Path | None
    config: Path | None
    style: str
    rest: Sequence[str]


@dataclass(slots=True)
class Ledger:
    """The manifests of all folders that a run writes to: ``--out``, or else each draft's own."""

    options: Options
    _out: Path | None = field(init=False)
    _manifests: dict[Path, Manifest] = field(default_factory=dict)
    _configs: dict[Path, Outcome[ConfigFile | None]] = field(default_factory=dict)
    _ways: dict[tuple[Path, Path], str] = field(default_factory=dict)
    _digests: dict[tuple[str, Path | None], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._out = None if self.options.out is None else self.options.out.absolute()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with manifests that were there."""
        return tuple(entry.problem for entry in self._manifests.values() if entry.problem is not None)

    def unchanged(self, place: Place) -> Record | None:
        """The record of a draft that need not be built again."""
        draft = read_draft(place).value if place.path is not None else None
        if draft is None:
            return None
        config = self._config(draft.folder)
        record = self._manifest(draft).records.get(self._key(draft, config.value))
        if record is None or record.program != fingerprint():
            return None
        house = config.value.folder if config.value else None
        same = all(self._now(name, draft, config.value, house) == value for name, value in record.facts.items())
        folder = self.folder(place, draft)
        whole = all(_digest_of(folder / name, size) == sha256 for _, name, sha256, size in record.outputs)
        return record if same and whole else None

    def sources(self, place: Place) -> Iterator[Path]:
        """The files that a draft is made from, wherever they are or may come to be.

        Where it has no record, since it failed, that is whatever lies beside it and beside its letterhead.
        """
        draft = read_draft(place).value
        folder = Path.cwd() if place.path is None else place.path.absolute().parent
        if place.path is not None:
            yield place.path
        named = self.options.config
        yield from [named] if named is not None else (parent / CONFIG_NAME for parent in (folder, *folder.parents))
        config = self._config(folder).value
        house = config.folder if config else folder
        record = None if draft is None else self._manifest(draft).records.get(self._key(draft, config))
        if record is None:
            for beside in {folder, house}:
                yield from (entry for entry in _listed(beside) if entry.suffix.lower() not in _MADE)
            return
        for name in record.facts:
            whose, _, inner = name.partition(":")
            match whose:
                case "draft" if inner:
                    yield folder / unquote(inner)
                case "letterhead":
                    yield house / unquote(inner)
                case "names":
                    yield house / inner.partition(":")[2]
                case "style":
                    top = Path.cwd() if self.options.style else house
                    yield from (top / inner / "style.toml", top / inner / "print.css")
                case _:
                    pass

    def remember(
        self, draft: Draft, config: ConfigFile | None, record: Record, read: Sequence[tuple[str, str]]
    ) -> None:
        """A draft that has just been built, by which configuration, and what was read for it. Others keep their records.

        All is as it was read then: what has changed since makes the draft stale.
        """
        facts = {**dict(read), _DRAFT: digest(draft.data), _CONFIG: _text_of(config)}
        manifest = self._manifest(draft)
        whole = Record(
            fingerprint(),
            self._seen(manifest.folder, draft),
            facts,
            record.outputs,
            record.pages,
            record.counts,
            record.findings,
            record.notes,
        )
        manifest.put(self._key(draft, config), whole)

    def save(self) -> tuple[Finding, ...]:
        """Write what was remembered."""
        return tuple(entry for manifest in self._manifests.values() if (entry := manifest.save()) is not None)

    def folder(self, place: Place, draft: Draft) -> Path:
        """Where the files of a draft lie."""
        return draft.folder if self.options.out is None else self.options.out / place.below

    def _manifest(self, draft: Draft) -> Manifest:
        folder = self._out or draft.folder
        if folder not in self._manifests:
            self._manifests[folder] = read_manifest(folder)
        return self._manifests[folder]

    def _config(self, folder: Path) -> Outcome[ConfigFile | None]:
        if folder not in self._configs:
            self._configs[folder] = find_config(folder, self.options.config)
        return self._configs[folder]

    def _key(self, draft: Draft, config: ConfigFile | None) -> str:
        """One record for each draft, letterhead and set of options; the findings name the letterhead's file."""
        folder = self._manifest(draft).folder
        named = [self._seen(folder, draft), config.name if config else "", self.options.style]
        return digest(json.dumps([*named, *self.options.rest]).encode())

    def _seen(self, folder: Path, draft: Draft) -> str:
        """A draft's path as seen from a folder; folders are asked once."""
        key = (folder, draft.folder)
        if key not in self._ways:
            self._ways[key] = _from(folder, str(draft.folder))
        return f"{self._ways[key]}/{os.path.basename(draft.name)}"

    def _now(self, name: str, draft: Draft, config: ConfigFile | None, house: Path | None) -> str:
        """The digest that something has now, looked up once where many drafts share it."""
        if name == _DRAFT:
            return digest(draft.data)
        if name == _CONFIG:
            return _text_of(config)
        key = (name, draft.folder if name.startswith("draft:") else house)
        if key not in self._digests:
            self._digests[key] = self._looked_up(name, draft, house)
        return self._digests[key]

    def _looked_up(self, name: str, draft: Draft, house: Path | None) -> str:
        assets = FolderAssets(draft=draft.folder, letterhead=house, largest=_LARGEST)
        with recorded() as seen:
            try:
                if name.startswith(STYLE):
                    load_style(name.removeprefix(STYLE), house if house and not self.options.style else Path.cwd())
                elif name.startswith(NAMES):
                    endings, _, folder = name.removeprefix(NAMES).partition(":")
                    assets.names(folder, tuple(endings.split(",")))
                else:
                    assets.read(name)
            except AssetError as error:
                return error.code
        return seen.get(name, "")


def _listed(folder: Path) -> list[Path]:
    """Files that are not hidden; none where the folder cannot be read."""
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if entry.is_file() and not entry.name.startswith(".")]
    except OSError:
        return []


def _text_of(config: ConfigFile | None) -> str:
    return "" if config is None else digest(config.text.encode())


def _from(folder: Path, name: str) -> str:
    """A path as seen from a folder, so that both may move together; Windows knows no way from one disk to another."""
    try:
        return os.path.relpath(name, folder).replace(os.sep, "/")
    except ValueError:
        return os.path.abspath(name)


def _digest_of(path: Path, size: int) -> str:
    """Empty where there is no such file of that size."""
    try:
        return digest(read_regular(path, size))
    except OSError:
        return ""
