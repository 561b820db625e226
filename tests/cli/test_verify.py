"""``releasefmt verify`` by its exit codes and sentences."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from tests.cli.test_errors import DRAFT, errors, releasefmt


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with a draft and its PDF."""
    (tmp_path / "bad.md").write_text(DRAFT, encoding="utf-8")
    code, _, error = releasefmt(tmp_path, "build", "bad.md", "--to", "pdf")
    assert code == 0, error
    return tmp_path


def test_a_sound_file_by_itself_and_with_its_draft(built: Path) -> None:
    for arguments in ([], ["--draft", "bad.md"]):
        code, output, error = releasefmt(built, "verify", "bad.pdf", *arguments)
        assert (code, output) == (0, "")
        assert error == "1 file, nothing to mend.\n"


def test_a_word_file_is_measured_by_its_pdf(built: Path) -> None:
    assert releasefmt(built, "build", "bad.md", "--to", "docx")[0] == 0
    assert releasefmt(built, "verify", "bad.pdf", "bad.docx") == (0, "", "2 files, nothing to mend.\n")
    code, output, _ = releasefmt(built, "verify", "bad.docx")
    assert code == 0
    assert "bad.docx: info: There is no PDF here to compare the Word file with. (RF649)" in output
    (built / "bad.md").write_text(DRAFT.replace("Hallenbad,", "Freibad,"), encoding="utf-8")
    assert releasefmt(built, "build", "bad.md", "--to", "docx")[0] == 0
    code, output, _ = releasefmt(built, "verify", "bad.docx", "bad.pdf")
    assert code == 1
    assert "bad.docx: error: Words of the PDF are not in the Word file: “Hallenbad”. (RF640)" in output
    (built / "bad.docx").write_bytes(b"no Word file")
    code, output, _ = releasefmt(built, "verify", "bad.docx", "bad.pdf")
    assert code == 1
    assert "bad.docx: error: This is no Word file, or a damaged one" in output


def test_a_changed_draft_is_seen(built: Path) -> None:
    (built / "bad.md").write_text(DRAFT.replace("Hallenbad,", "Freibad,"), encoding="utf-8")
    code, output, _ = releasefmt(built, "verify", "bad.pdf", "--draft", "bad.md")
    assert code == 1
    assert "Words of the draft are not read out: “Freibad”. (RF606)" in output
    assert "The draft “bad.md” in the file is not the one that it was made from. (RF625)" in output


def test_a_changed_file_is_seen_and_programs_can_read_it(built: Path) -> None:
    with pikepdf.open(io.BytesIO((built / "bad.pdf").read_bytes())) as pdf:
        del pdf.Root.ViewerPreferences
        pdf.save(built / "worse.pdf")
    code, output, _ = releasefmt(built, "verify", "bad.pdf", "worse.pdf", "--format", "json")
    assert code == 1
    report = json.loads(output)
    assert [entry["draft"] for entry in report["drafts"]] == ["bad.pdf", "worse.pdf"]
    assert [finding["code"] for entry in report["drafts"] for finding in entry["findings"]] == ["RF623"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.pdf", "There is no file of this name."),
        (".", "a folder or a device"),
        ("bad.md", "This is no PDF, or a damaged one"),
    ],
)
def test_what_cannot_be_measured_is_said(built: Path, name: str, said: str) -> None:
    code, output, _ = releasefmt(built, "verify", name)
    assert code == 1
    assert len(errors(output)) == 1
    assert said in output
    assert "BytesIO" not in output


def test_a_draft_that_is_not_there_is_said(built: Path) -> None:
    code, output, error = releasefmt(built, "verify", "bad.pdf", "--draft", "none.md")
    assert (code, output) == (1, "")
    assert len(errors(error)) == 1
