"""`--purpose` and its setting: names of the files, what the Word file does with it, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_errors import DRAFT, releasefmt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "releasefmt.toml").write_text('[colours]\naccent = "#1f5f8b"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_no_purpose_overwrites_the_file_of_another(folder: Path) -> None:
    for purpose in ("screen", "archive", "archive-4", "print"):
        code, _, error = releasefmt(folder, "build", "bad.md", "--purpose", purpose)
        assert code == 0
        assert ("RF420" in error) == (purpose == "print")
    names = {path.name for path in folder.glob("bad*")}
    assert names == {"bad.md", "bad.docx", "bad.pdf", "bad-archive.pdf", "bad-archive-4.pdf", "bad-print.pdf"}


@pytest.mark.slow
def test_the_setting_is_the_default_and_the_option_wins(folder: Path) -> None:
    settings = folder / "releasefmt.toml"
    settings.write_text('purpose = "archive"\n' + settings.read_text("utf-8"), encoding="utf-8")
    assert releasefmt(folder, "build", "bad.md", "--to", "pdf")[1].split() == ["bad-archive.pdf"]
    assert releasefmt(folder, "build", "bad.md", "--to", "pdf", "--purpose", "screen")[1].split() == ["bad.pdf"]


@pytest.mark.slow
def test_the_word_file_is_the_same_for_every_purpose(folder: Path) -> None:
    files = []
    for purpose in ("screen", "print"):
        releasefmt(folder, "build", "bad.md", "--to", "docx", "--purpose", purpose)
        files.append((folder / "bad.docx").read_bytes())
    assert files[0] == files[1]


def test_check_says_what_matters_for_print(folder: Path) -> None:
    assert "RF420" in releasefmt(folder, "check", "bad.md", "--purpose", "print")[1]
    assert "RF420" not in releasefmt(folder, "check", "bad.md")[1]


def test_an_unknown_purpose_is_refused(folder: Path) -> None:
    code, _, error = releasefmt(folder, "build", "bad.md", "--purpose", "prnt")
    assert code == 2
    assert "archive-4" in error
