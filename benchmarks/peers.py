"""The other tools, each given the same words in the form it wants, in an environment of their own (``peers.lock``)."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drafts import headline, paragraphs, release
from benchmarks.processes import Cost, cost, total

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".peers" / "bin"
OURS = Path(sys.executable).with_name("releasefmt")
CONFIG = ROOT / "examples" / "landesbuendnis" / "releasefmt.toml"

_CSS = """@page { size: A4; margin: 45mm 25mm 30mm; @top-left { content: "Landesbündnis der Reparateur*innen e. V." }
  @bottom-right { content: counter(page) " / " counter(pages) } }
html { font: 11pt/1.4 serif; hyphens: auto }
"""
_LUA = """for _, name in ipairs(pandoc.system.list_directory("drafts")) do
  local file = io.open("drafts/" .. name); local text = file:read("a"); file:close()
  local out = io.open("lua/" .. name:gsub("%.md$", ".docx"), "wb")
  out:write(pandoc.write(pandoc.read(text, "markdown"), "docx")); out:close()
end
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with ``count`` drafts in each peer's form."""

    folder: Path
    count: int

    @property
    def drafts(self) -> list[Path]:
        return [self.folder / "drafts" / f"release-{number:04}.md" for number in range(self.count)]


def prepared(folder: Path, count: int) -> Place:
    """Writes all that the peers want: drafts, a style sheet, a letterhead of mela's, a letter and its data of falzmarke's."""
    place = Place(folder, count)
    for name in ("drafts", "lua", "mela", "falzmarke", "bin", "out"):
        (folder / name).mkdir(parents=True)
    for number, path in enumerate(place.drafts):
        path.write_text(release(number), "utf-8")
    (folder / "letterhead.css").write_text(_CSS, "utf-8")
    (folder / "all.lua").write_text(_LUA, "utf-8")
    shutil.copy(CONFIG, folder / "drafts")
    shutil.copy(CONFIG.with_name("logo.svg"), folder / "drafts")
    for name, program in {
        "typst": f"{BIN / 'python'} {ROOT / 'benchmarks' / 'typst_command.py'}",
        "pandoc": next((ROOT / ".peers").glob("lib/python*/site-packages/pypandoc/files/pandoc")),
    }.items():
        shim = folder / "bin" / name
        shim.write_text(f'#!/bin/sh\nexec {program} "$@"\n', "utf-8")
        shim.chmod(0o755)
    _prepare_mela(place)
    _prepare_falzmarke(place)
    return place


def _prepare_mela(place: Place) -> None:
    folder = place.folder / "mela"
    run(place, ("mela-letterhead", "init", "."), folder)
    (folder / "example-letter.md").unlink()
    for number in range(place.count):
        text = f"---\ntitle: {headline(number)}\nlang: de\n---\n\n" + "\n\n".join(paragraphs(number)) + "\n"
        (folder / f"release-{number:04}.md").write_text(text, "utf-8")


def _prepare_falzmarke(place: Place) -> None:
    folder = place.folder / "falzmarke"
    head = 'profil: example\nform: B\ndialekt: "1.1"\nempfaenger:\n  - Redaktion\ndatum: 2025-10-16\n'
    head += 'betreff: "{{titel}}"\nanrede: Sehr geehrte Damen und Herren,\n'
    body = "\n\n".join(f"{{{{absatz{index}}}}}" for index in range(len(paragraphs(0))))
    (folder / "serie.md").write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
    rows = [
        {"titel": headline(number)}
        | {f"absatz{index}": text.replace("\\*", "*") for index, text in enumerate(paragraphs(number))}
        for number in range(place.count)
    ]
    (folder / "daten.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    first = f"---\n{head}---\n\n{body}\n"
    for key, value in rows[0].items():
        first = first.replace(f"{{{{{key}}}}}", value)
    (folder / "brief.md").write_text(first, "utf-8")


def run(place: Place, command: Sequence[str | Path], folder: Path | None = None) -> Cost:
    """What one call of a peer costs."""
    return cost(list(map(os.fspath, command)), folder or place.folder, (place.folder / "bin", BIN))


def run_all(place: Place, commands: Sequence[Sequence[str | Path]]) -> Cost:
    """Several calls one after the other."""
    return total([list(map(os.fspath, command)) for command in commands], place.folder, (place.folder / "bin", BIN))


def releasefmt(place: Place, formats: str, drafts: Sequence[Path], jobs: int = 1, *more: str) -> Cost:
    """Ours; each run writes all files anew."""
    out = place.folder / "out" / "ours"
    shutil.rmtree(out, ignore_errors=True)
    command = [OURS, "build", "--quiet", "--jobs", str(jobs), "--to", formats, "--out", out, *more, *drafts]
    return cost(list(map(os.fspath, command)), place.folder)


def pandoc_weasyprint(place: Place, drafts: Sequence[Path]) -> Cost:
    """A PDF with a letterhead out of a style sheet."""
    css = place.folder / "letterhead.css"
    return run_all(
        place,
        [
            (
                *("pandoc", "-f", "markdown", draft, "-V", "lang=de", "-M", "title=x"),
                *("--pdf-engine=weasyprint", "--css", css, "-o", place.folder / "out" / "weasyprint.pdf"),
            )
            for draft in drafts
        ],
    )


def pandoc_typst(place: Place, drafts: Sequence[Path]) -> Cost:
    """A PDF on a plain page."""
    out = place.folder / "out" / "typst.pdf"
    return run_all(
        place,
        [("pandoc", "-f", "markdown", draft, "-V", "lang=de", "--pdf-engine=typst", "-o", out) for draft in drafts],
    )


def pandoc_docx(place: Place, drafts: Sequence[Path]) -> Cost:
    """A Word file without letterhead, one call for each."""
    out = place.folder / "out" / "pandoc.docx"
    return run_all(place, [("pandoc", "-f", "markdown", draft, "-o", out) for draft in drafts])


def pandoc_lua(place: Place) -> Cost:
    """Word files of all drafts in one process."""
    return run(place, ("pandoc", "lua", "all.lua"))


def mela(place: Place, count: int) -> Cost:
    """PDFs on its own letterhead."""
    names = [f"release-{number:04}.md" for number in range(count)]
    return run(place, ("mela-letterhead", "build", *names), place.folder / "mela")


def falzmarke_one(place: Place) -> Cost:
    """A letter, its PDF measured."""
    return run(place, ("falzmarke", "render", "brief.md", "-o", "brief.pdf"), place.folder / "falzmarke")


def falzmarke_serie(place: Place) -> Cost:
    """Letters of all data."""
    folder = place.folder / "falzmarke"
    shutil.rmtree(folder / "ziel", ignore_errors=True)
    return run(place, ("falzmarke", "serie", "serie.md", "--daten", "daten.json", "--ziel", "ziel"), folder)


def md2pdf(place: Place, draft: Path) -> Cost:
    """A PDF without hyphenation."""
    return run(
        place, ("md2pdf", "-i", draft, "-o", place.folder / "out" / "md2pdf.pdf", "-c", place.folder / "letterhead.css")
    )
