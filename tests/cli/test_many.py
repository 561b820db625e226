"""Many drafts in one call: what names them, where their files go."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_errors import DRAFT, releasefmt


def drafts(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DRAFT, encoding="utf-8")


def test_output_folders_mirror_input_folders_and_lists_come_from_anywhere(tmp_path: Path) -> None:
    drafts(tmp_path, "presse/mai/a.md", "presse/b.md", "c.md", "d.md")
    (tmp_path / "liste.txt").write_text("c.md\n", encoding="utf-8")
    code, out, _ = releasefmt(
        tmp_path, "build", "presse", "@liste.txt", "-0", "--to", "docx", "--out", "aus", stdin=b"d.md\0presse/b.md\0"
    )
    assert code == 0
    assert out.splitlines() == ["aus/b.docx", "aus/mai/a.docx", "aus/c.docx", "aus/d.docx"]


def test_standard_input_holds_paths_or_a_draft(tmp_path: Path) -> None:
    code, out, error = releasefmt(tmp_path, "build", "-", "-0", stdin=b"a.md\0")
    assert (code, out) == (2, "")
    assert "With -0 standard input holds paths and cannot be a draft as well." in " ".join(error.split())
    code, out, error = releasefmt(tmp_path, "build", "-0", stdin=b"")
    assert (code, out) == (1, "")
    assert error.startswith("standard input: error: Standard input names no draft. (RF009)\n")
