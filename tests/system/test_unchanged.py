"""When a draft need not be built again: exactly as long as nothing that went into it, and nothing that came out, has changed."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from releasefmt.batch import run_one
from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Severity
from releasefmt.pipeline import Job, set_up
from releasefmt.system import program
from releasefmt.system.assets import BUNDLED
from releasefmt.system.config import styles_folder
from releasefmt.system.drafts import Place, read_draft
from releasefmt.system.manifest import FILE_NAME, Record, read_manifest
from releasefmt.system.recorder import digest, recorded
from releasefmt.system.unchanged import Ledger, Options

TEXT = "# Der Hafen\n\nEin Satz über den Hafen und seine Kräne.\n\n![Kran](kran.svg)\n\n![Fehlt](fehlt.svg)\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><rect width="9" height="9"/></svg>'
CONFIG = 'style = "haus"\n[organisation]\nname = "Hafenrat"\nlogo = "logo.svg"\n[fonts]\nfolder = "schriften"\n'
OPTIONS = Options(Path("aus"), None, "", ("docx",))
FINDING = Finding("RF301", Severity.WARNING, "Ein Satz.", Span(1, 2, 3, 4), "Ein Rat.", "datei")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft with a picture and one that is missing, a letterhead with a logo, a style and a folder of fonts of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kran.svg").write_text(SVG.format(9), encoding="utf-8")
    (tmp_path / "logo.svg").write_text(SVG.format(20), encoding="utf-8")
    (tmp_path / "releasefmt.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "schriften").mkdir()
    font = next(iter(sorted(BUNDLED.glob("*.ttf"))))
    (tmp_path / "schriften" / "haus.ttf").write_bytes(font.read_bytes())
    bundled = styles_folder() / "kanzlei"
    (tmp_path / "haus").mkdir()
    for name in ("style.toml", "print.css"):
        (tmp_path / "haus" / name).write_bytes((bundled / name).read_bytes())
    return tmp_path


def build(options: Options = OPTIONS) -> None:
    place = Place("a.md", Path("a.md"))
    draft = read_draft(place).value
    assert draft is not None
    with recorded() as read:
        setup = set_up(draft.folder, style=options.style)
    assert setup.value is not None, setup.findings
    done = run_one(Job(draft, setup.value, ("docx",), options.out))
    assert done.result.outputs, done.result.findings
    outputs = tuple((entry.format, Path(entry.path).name, entry.sha256, entry.bytes) for entry in done.result.outputs)
    ledger = Ledger(options)
    record = Record("", "", {}, outputs, done.pages, (1, 2, 3), done.result.findings, (FINDING,))
    ledger.remember(draft, setup.value.file, record, (*read.items(), *done.inputs))
    assert ledger.save() == ()


def test_what_has_changed_while_it_was_built_makes_it_stale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Ledger.remember

    def meanwhile(self: Ledger, *arguments: Any) -> None:
        rewrite("releasefmt.toml", lambda text: text + "# später\n")
        rewrite("a.md", lambda text: text + "Später.\n")
        rewrite("kran.svg", lambda text: text.replace("9", "7"))
        put(self, *arguments)

    monkeypatch.setattr(Ledger, "remember", meanwhile)
    build()
    (record,) = read_manifest(folder / "aus").records.values()
    assert kept() is None
    now = {"config": "releasefmt.toml", "draft": "a.md", "draft:kran.svg": "kran.svg"}
    assert all(record.facts[name] != digest((folder / file).read_bytes()) for name, file in now.items())


def kept(options: Options = OPTIONS) -> Record | None:
    return Ledger(options).unchanged(Place("a.md", Path("a.md")))


def rewrite(name: str, change: Callable[[str], str]) -> None:
    path = Path(name)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_what_was_built_is_kept_with_all_that_was_said(folder: Path) -> None:
    build()
    record = kept()
    assert record is not None
    assert record.notes == (FINDING,)
    assert "RF310" in [entry.code for entry in record.findings]
    assert set(record.facts) >= {
        "draft",
        "config",
        "draft:kran.svg",
        "draft:fehlt.svg",
        "letterhead:logo.svg",
        "style:haus",
    }
    assert str(folder) not in (folder / "aus" / FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda: rewrite("a.md", lambda text: text + "Mehr.\n"),
        lambda: rewrite("kran.svg", lambda text: text.replace("9", "8")),
        lambda: Path("kran.svg").unlink(),
        lambda: Path("fehlt.svg").write_text(SVG.format(9), encoding="utf-8"),
        lambda: rewrite("releasefmt.toml", lambda text: text + "# Anmerkung\n"),
        lambda: Path("releasefmt.toml").unlink(),
        lambda: rewrite("logo.svg", lambda text: text.replace("20", "21")),
        lambda: rewrite("haus/style.toml", lambda text: text + "\n# anders\n"),
        lambda: Path("schriften/neu.ttf").touch(),
        lambda: Path("aus/a.docx").unlink(),
        lambda: Path("aus/a.docx").write_bytes(Path("aus/a.docx").read_bytes()[:-1] + b"x"),
        lambda: Path("aus", FILE_NAME).unlink(),
    ],
    ids=[
        "draft",
        "picture",
        "picture gone",
        "missing picture there",
        "configuration",
        "configuration gone",
        "logo",
        "style",
        "new font",
        "output gone",
        "output edited",
        "manifest gone",
    ],
)
def test_whatever_changes_it_is_built_again(folder: Path, change: Callable[[], object]) -> None:
    assert folder.is_dir()
    build()
    assert kept() is not None
    change()
    assert kept() is None


def test_other_options_and_another_version_build_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.is_dir()
    build()
    assert kept(replace(OPTIONS, rest=("docx", "print"))) is None
    assert kept(replace(OPTIONS, style="redaktion")) is None
    monkeypatch.setattr("releasefmt.system.unchanged.fingerprint", lambda: "another")
    assert kept() is None


def test_the_fingerprint_follows_the_files_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").touch()
    monkeypatch.setattr(program, "PACKAGE", tmp_path)
    before = program.fingerprint.__wrapped__()
    os.utime(tmp_path / "a.py", ns=(1, 1))
    assert program.fingerprint.__wrapped__() != before


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"{}",
        b'{"manifest":1,"shared":[],"drafts":{"k":[0,"a.md",{},1,[],1,[1,2,3],[],2]}}',
        b'{"manifest":1,"shared":["p",{},[]],"drafts":{"k":[0,"a.md",{},1,[["docx",3,"ab",1]],1,[1,2,3],[],2]}}',
        b'{"manifest":1,"shared":["p",{},[]],"drafts":{"k":[0,"a.md",{},1,[],1,[1,2,3],[["RF999",1,"",null,"",""]],2]}}',
        b'{"manifest":1,"shared":["p",{},[]],"drafts":{"k":[0,"a.md",{},1,[],"x",[1,2,3],[],2]}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_manifest_is_a_warning_and_mends_itself(folder: Path, broken: bytes) -> None:
    build()
    path = folder / "aus" / FILE_NAME
    path.write_bytes(broken)
    ledger = Ledger(OPTIONS)
    assert ledger.unchanged(Place("a.md", Path("a.md"))) is None
    (problem,) = ledger.problems
    assert problem.message == f"“{path}”, the list of what was built there, is damaged."
    build()
    assert kept() is not None


def test_a_manifest_of_another_version_is_no_mistake(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b'{"manifest":2,"new":true}')
    manifest = read_manifest(folder)
    assert (manifest.records, manifest.problem) == ({}, None)


def _save_many(folder: Path, first: int) -> None:
    for number in range(first, first + 25):
        manifest = read_manifest(folder)
        manifest.put(f"{number}", Record("p", "a.md", {"draft": "1"}, (), None, None, (), ()))
        assert manifest.save() is None


def test_runs_at_once_lose_nothing_of_each_other(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_save_many, args=(folder, first)) for first in (0, 100)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(read_manifest(folder).records) == 50


def test_records_of_drafts_that_are_gone_are_dropped(folder: Path) -> None:
    manifest = read_manifest(folder)
    manifest.put("gone", Record("p", "weg.md", {}, (), None, None, (), ()))
    manifest.save()
    manifest.put("there", Record("p", "a.md", {}, (), None, None, (), ()))
    manifest.save()
    assert list(read_manifest(folder).records) == ["there"]
