"""A new user's first files are right as they stand, and nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from releasefmt.passes.pictures import resolve_logo
from releasefmt.reading.settings import read_letterhead
from releasefmt.system.assets import FolderAssets
from releasefmt.system.output import OutputError
from releasefmt.system.starter import FILES, STARTER, write_starter


def test_the_files_are_written_once(tmp_path: Path) -> None:
    folder = tmp_path / "presse" / "neu"
    first = write_starter(folder)
    assert [path.name for path in first.written] == list(FILES)
    assert first.kept == ()
    assert first.draft == folder / "pressemitteilung.md"
    for path in first.written:
        path.write_text("mine")
    (folder / "logo.svg").unlink()
    second = write_starter(folder)
    assert [path.name for path in second.written] == ["logo.svg"]
    assert [path.read_text() for path in second.kept] == ["mine", "mine"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)


def test_every_file_of_the_starter_is_written() -> None:
    assert sorted(path.name for path in STARTER.iterdir()) == sorted(FILES)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="not a folder"):
        write_starter(tmp_path / "file")


def test_the_configuration_and_the_logo_hold(tmp_path: Path) -> None:
    write_starter(tmp_path)
    outcome = read_letterhead((tmp_path / "releasefmt.toml").read_text("utf-8"), "releasefmt.toml")
    assert outcome.findings == ()
    assert outcome.value is not None
    logo = resolve_logo(
        outcome.value.organisation.logo, "x", FolderAssets(letterhead=tmp_path), height=13, max_width=70
    )
    assert logo.findings == ()
    assert logo.value is not None
    assert (logo.value.media, logo.value.width) == ("image/svg+xml", 39.0)


def test_what_is_commented_out_holds_as_well() -> None:
    """Deleting the sign before a setting gives a valid file: comments that are settings begin like one."""
    lines = (STARTER / "releasefmt.toml").read_text("utf-8").splitlines()
    signs = (
        "# lines =",
        "# text =",
        "# muted =",
        "# link =",
        "# [fonts]",
        "# body =",
        "# heads =",
        "# files =",
        "#   {",
        "# ]",
    )
    bared = [line[2:] if line.startswith(signs) else line for line in lines]
    assert sum(old != new for old, new in zip(lines, bared, strict=True)) == 12
    outcome = read_letterhead("\n".join(bared), "releasefmt.toml")
    assert outcome.findings == ()
    assert outcome.value is not None
    assert len(outcome.value.fonts.files) == 3
