"""Nothing that somebody else wrote or changed is replaced unless one says so."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_errors import DRAFT, releasefmt

CHANGED = "was changed after releasefmt wrote it, or is not from releasefmt; it was left as it is. (RF510)"
HINT = "    Take over into the draft what is new in it, then build with --overwrite; or give the file another name."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gut.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def corrected(data: bytes) -> bytes:
    """As Word saves it: everything written anew, custom properties kept."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Hallenbad", b"Freibad"))
    return target.getvalue()


@pytest.mark.slow
def test_corrections_made_in_word_are_kept_and_so_is_the_pdf_beside_them(folder: Path) -> None:
    word, pdf = folder / "gut.docx", folder / "gut.pdf"
    assert releasefmt(folder, "build", "gut.md")[0] == 0
    first = pdf.read_bytes()
    (folder / "gut.md").write_text(DRAFT.replace("baut", "plant"), encoding="utf-8")
    assert releasefmt(folder, "build", "gut.md")[0] == 0, "files that nobody touched are replaced"
    second, hers = pdf.read_bytes(), corrected(word.read_bytes())
    assert second != first
    word.write_bytes(hers)
    (folder / "gut.md").write_text(DRAFT, encoding="utf-8")
    code, out, error = releasefmt(folder, "build", "gut.md", "--quiet")
    assert (code, out) == (1, "")
    assert error.splitlines() == [f"gut.md: error: “{word}” {CHANGED}", HINT]
    assert (word.read_bytes(), pdf.read_bytes()) == (hers, second)
    assert releasefmt(folder, "build", "gut.md", "--overwrite")[0] == 0
    assert word.read_bytes() != hers
    assert pdf.read_bytes() == first


def test_a_file_from_elsewhere_is_kept(folder: Path) -> None:
    (folder / "gut.docx").write_bytes(b"mine")
    code, _, error = releasefmt(folder, "build", "gut.md", "--to", "docx", "--quiet")
    assert code == 1
    assert error.splitlines() == [f"gut.md: error: “{folder / 'gut.docx'}” {CHANGED}", HINT]
    assert (folder / "gut.docx").read_bytes() == b"mine"
    assert sorted(path.name for path in folder.iterdir()) == ["gut.docx", "gut.md"]


def test_a_report_replaces_a_report_and_nothing_else(folder: Path) -> None:
    call = ("build", "gut.md", "--to", "docx", "--quiet", "--report")
    assert releasefmt(folder, *call, "bericht.json")[0] == 0
    assert releasefmt(folder, *call, "bericht.json")[0] == 0
    assert json.loads((folder / "bericht.json").read_text(encoding="utf-8"))["counts"]["drafts"] == 1
    (folder / "gut.docx").unlink()
    (folder / "notiz.txt").write_text("mine", encoding="utf-8")
    code, out, error = releasefmt(folder, *call, "notiz.txt")
    assert (code, out) == (2, "")
    assert error.splitlines() == [f"releasefmt: error: “notiz.txt” {CHANGED}", HINT]
    assert not (folder / "gut.docx").exists(), "said before anything is built"
    code, out, error = releasefmt(folder, *call, "gut.md", "--overwrite")
    assert (code, out) == (2, "")
    assert error.splitlines()[0] == (
        "releasefmt: error: “gut.md” is itself one of the files that releases are made from; it was not written over. (RF511)"
    )
    assert (folder / "gut.md").read_text(encoding="utf-8") == DRAFT
