"""Many drafts in one call: what names them, where their files go."""

from __future__ import annotations

import subprocess
import sys
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


def test_unchanged_drafts_are_kept_and_all_is_said_as_in_a_full_run(tmp_path: Path) -> None:
    drafts(tmp_path, "a.md", "b.md")
    with (tmp_path / "b.md").open("a", encoding="utf-8") as file:
        file.write("\nMehr steht [hier](#).\n")
    call = ("build", ".", "--to", "docx", "--out", "aus", "--strict")
    code, out, error = releasefmt(tmp_path, *call)
    assert (code, out.splitlines()) == (1, ["aus/a.docx", "aus/b.docx"])
    assert error.count("RF301") == 1
    assert [line.partition(": ")[0] for line in error.splitlines() if line.startswith("[")] == [
        "[1/2] a.md",
        "[2/2] b.md",
    ]
    written = (tmp_path / "aus" / "a.docx").stat().st_mtime_ns
    again, same, said = releasefmt(tmp_path, *call)
    assert (again, same) == (code, out)
    assert said.splitlines()[:-1] == [line for line in error.splitlines()[:-1] if not line.startswith("[")]
    assert said.splitlines()[-1] == "2 drafts, 2 unchanged, 1 warning."
    assert (tmp_path / "aus" / "a.docx").stat().st_mtime_ns == written
    _, _, said = releasefmt(tmp_path, *call, "--force")
    assert said.splitlines()[-1] == "2 drafts, 1 warning."
    assert (tmp_path / "aus" / "a.docx").stat().st_mtime_ns != written


def test_a_new_draft_for_the_file_of_one_that_is_kept_is_refused(tmp_path: Path) -> None:
    drafts(tmp_path, "a.md", "c.md")
    call = ("build", ".", "--to", "docx")
    assert releasefmt(tmp_path, *call)[0] == 0
    drafts(tmp_path, "a.txt")
    code, out, error = releasefmt(tmp_path, *call)
    assert (code, out.splitlines()) == (1, ["c.docx"])
    assert "a.txt: error: This draft would be written to the same file as “a.md”; neither was built. (RF504)" in error


def test_a_run_in_which_nothing_is_to_be_done_reads_no_language_and_no_renderer(tmp_path: Path) -> None:
    drafts(tmp_path, "a.md", "b.md")
    call = ["build", ".", "--to", "docx"]
    assert releasefmt(tmp_path, *call)[0] == 0
    code = (
        "import sys; from releasefmt.cli import app\n"
        f"try: app({call!r})\n"
        "except SystemExit as end: print(end.code)\n"
        "print(sorted(name for name in sys.modules if name in "
        "('weasyprint', 'markdown_it', 'docx', 'babel', 'PIL', 'yaml', 'releasefmt.pipeline')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["a.docx", "b.docx", "0", "[]"]
