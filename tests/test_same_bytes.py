"""One digest over hash seeds, time zones, locales, folders, homes and umasks, and over hundreds of renders in one process."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from releasefmt.model.content import Align, Cell, Figure, Footnote, Image, Link, NoteRef, Table
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Sheet
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.rendering.pdf.press import PICTURES
from tests.rendering.pdf.sheets import body, head, p, sheet, t, tail

SINK = Path(__file__).parent / "matrix" / "kitchen-sink"
"""Pictures, tables, footnotes, links, an embargo, an attached draft: whatever might bring a clock or a path into a file."""

SEEDS = ("0", "1", "4711")
ZONES = ("Pacific/Auckland", "America/Lima")
LOCALES = (
    "C",
    "ja_JP.UTF-8",
)  # fontconfig reads the name and prefers fonts by it, also where the machine has no such locale
FOLDERS = ("a", "Büro & Presse/zwei")

BUILD = """
import hashlib, os, sys
from pathlib import Path
os.umask(int(sys.argv[1], 8))
from releasefmt.model.purpose import Purpose
from releasefmt.pipeline import Job, run, set_up
from releasefmt.system.drafts import Draft
path = Path("kitchen-sink.md").absolute()
for purpose in Purpose:
    draft = Draft(path.name, path.read_bytes(), path.parent, path.stem)
    done = run(Job(draft, set_up(path.parent, purpose=purpose).value, ("pdf", "docx"), path.parent / "out"))
    for written in done.result.outputs:
        print(hashlib.sha256(Path(written.path).read_bytes()).hexdigest(), purpose, written.format)
"""


def _built(folder: Path, number: int, seed: str, zone: str, locale: str) -> str:
    """What BUILD prints in a process of its own, with a home and a umask of its own."""
    home = folder.parent / f"home {number}"
    home.mkdir()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FONTCONFIG", "XDG", "LC_", "LANG"))
    }
    environment = kept | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale, "HOME": str(home)}
    code = [sys.executable, "-c", BUILD, ("022", "077")[number % 2]]
    done = subprocess.run(code, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_same_files_whatever_the_machine(tmp_path: Path, show: Callable[[str], None]) -> None:
    circumstances = list(itertools.product(FOLDERS, SEEDS, ZONES, LOCALES))
    folders = []
    for number, (folder, *_) in enumerate(circumstances):
        folders.append(tmp_path / folder / str(number) / "drafts")
        shutil.copytree(SINK, folders[-1])
    with ThreadPoolExecutor(2) as pool:
        printed = list(
            pool.map(
                lambda case: _built(case[0], case[1], *case[2][1:]),
                zip(folders, range(len(folders)), circumstances, strict=True),
            )
        )
    files = printed[0].splitlines()
    assert len(files) == 2 * len(Purpose)
    assert {line.split()[0] for line in files if line.endswith("docx")} == {files[1].split()[0]}  # the same for all
    different = [case for case, said in zip(circumstances, printed, strict=True) if said != printed[0]]
    assert different == []
    digest = hashlib.sha256(printed[0].encode()).hexdigest()
    show(f"{len(printed)} processes, {len(files)} files each: one sha256, {digest}")


def _small() -> Sheet:
    table = Table(
        (Align.START, Align.RIGHT), (Cell(t("Kai")), Cell(t("Kosten"))), ((Cell(t("Nord")), Cell(t("1.250"))),)
    )
    link = Link(t("der ganze Plan"), "https://hafenrat.example/plan")
    flow = [*head(), *body(p("Siehe ", link, ".", NoteRef(1)), table, Figure(Image("fading.png", "Verlauf"))), *tail()]
    return sheet(flow, (Footnote(1, (p("Beschluss vom 3. März."),)),), pictures=PICTURES)


@pytest.mark.slow
def test_three_hundred_renders_in_one_process(show: Callable[[str], None]) -> None:
    """All purposes and the Word file in turn, so that one could leave something behind for the next."""
    use_bundled_fonts()
    small = _small()
    digests: list[tuple[str, str]] = []
    for number in range(300):
        purpose = tuple(Purpose)[number % len(Purpose)]
        data = load("pdf")(dataclasses.replace(small, purpose=purpose), FolderAssets()).value
        assert data is not None
        digests.append((purpose.value, hashlib.sha256(data).hexdigest()))
        if number % 10 == 0:
            word = load("docx")(small, FolderAssets()).value
            assert word is not None
            digests.append(("docx", hashlib.sha256(word).hexdigest()))
    assert len(digests) == 330
    assert len(set(digests)) == len(Purpose) + 1
    show("300 renders of a PDF in one process, 30 of a Word file: one sha256 for each purpose and one for Word")
