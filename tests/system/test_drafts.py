"""Arguments of the command become drafts; what is none becomes a sentence."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from releasefmt.model.findings import Outcome
from releasefmt.model.limits import DEFAULT
from releasefmt.system.drafts import Draft, Place, find_drafts, read_draft


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*arguments: str) -> list[str]:
    return [place.name for place in find_drafts(arguments).value]


def codes(outcome: Outcome[Draft | None] | Outcome[tuple[Place, ...]]) -> list[str]:
    return [found.code for found in outcome.findings]


def read(name: str) -> Outcome[Draft | None]:
    (place,) = find_drafts([name]).value
    return read_draft(place)


def test_folders_are_searched_in_a_stable_order(here: Path) -> None:
    for name in (
        "b/zwei.md",
        "b/eins.MARKDOWN",
        "b/a/tief.txt",
        "b/notes.rst",
        "b/.versteckt.md",
        "b/.git/config.md",
        "b/node_modules/x/readme-like.md",
        "b/README.md",
        "b/README.de.md",
        "b/LICENSE-MIT.txt",
        "b/changelog.md",
        "b/requirements-dev.txt",
        "b/~$zwei.md",
        "b/readme-fuer-presse/text.md",
    ):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("x")
    assert names("b") == ["b/eins.MARKDOWN", "b/zwei.md", "b/a/tief.txt", "b/readme-fuer-presse/text.md"]
    assert names("b/README.md") == ["b/README.md"]  # who names it gets it


def test_each_draft_comes_once(here: Path) -> None:
    (here / "b").mkdir()
    (here / "b" / "a.md").write_text("x")
    (here / "link.md").symlink_to("b/a.md")
    assert names("b/a.md", "b", "./b/../b/a.md", "link.md", "-", "-") == ["b/a.md", "-"]


def test_folders_that_fail_do_not_stop_the_others(here: Path) -> None:
    (here / "leer").mkdir()
    (here / "voll").mkdir()
    (here / "voll" / "a.md").write_text("x")
    outcome = find_drafts(["leer", "fehlt.md", "voll"])
    assert codes(outcome) == ["RF008"]
    assert outcome.findings[0].file == "leer"
    assert [place.name for place in outcome.value] == ["fehlt.md", "voll/a.md"]
    assert [codes(read_draft(place)) for place in outcome.value] == [["RF001"], []]


@pytest.mark.parametrize(
    "name", ["Security-Summit-2026.md", "changes-in-the-board.md", "License-Agreement.md", "notice-of-recall.txt"]
)
def test_news_that_begin_as_texts_about_a_folder_are_drafts(here: Path, name: str) -> None:
    (here / "b").mkdir()
    (here / "b" / name).write_text("x")
    assert names("b") == [f"b/{name}"]


def test_an_empty_name_is_no_folder(here: Path) -> None:
    (here / "text.md").write_text("x")
    outcome = find_drafts(["", "text.md"])
    assert [place.name for place in outcome.value] == ["text.md"]
    assert [(found.code, found.message) for found in outcome.findings] == [("RF001", "The name of a draft is empty.")]


def test_a_link_to_nothing_names_what_it_leads_to(here: Path) -> None:
    (here / "text.md").symlink_to("entwurf.md")
    assert read("text.md").findings[0].hint == "It is a link to “entwurf.md”; that file is not there."


def test_a_folder_of_readmes_holds_no_draft(here: Path) -> None:
    (here / "b").mkdir()
    (here / "b" / "README.md").write_text("x")
    outcome = find_drafts(["b"])
    assert codes(outcome) == ["RF008"]
    assert "README" in outcome.findings[0].hint


def test_links_to_folders_are_not_followed(here: Path) -> None:
    (here / "b").mkdir()
    (here / "b" / "a.md").write_text("x")
    (here / "b" / "round").symlink_to(here / "b")
    assert names("b") == ["b/a.md"]


def test_a_draft_knows_its_folder_and_stem(here: Path) -> None:
    (here / "b").mkdir()
    (here / "b" / "eins.zwei.md").write_bytes("ä".encode())
    draft = read("b/eins.zwei.md").value
    assert draft == Draft("b/eins.zwei.md", "ä".encode(), here / "b", "eins.zwei")


def test_standard_input(here: Path) -> None:
    draft = read_draft(Place("-", None), io.BytesIO(b"# Kurz")).value
    assert draft == Draft("standard input", b"# Kurz", here, "release")
    assert codes(read_draft(Place("-", None), io.BytesIO(b"x" * (DEFAULT.draft_bytes + 1)))) == ["RF003"]


def test_a_missing_draft_and_its_neighbour(here: Path) -> None:
    (here / "text.md").write_text("x")
    outcome = read("text.txt")
    assert codes(outcome) == ["RF001"]
    assert outcome.findings[0].hint == "Did you mean “text.md”?"
    assert codes(read("gone/text.md")) == ["RF001"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04" + bytes(200)),
        ("a.md", b"PK\x03\x04" + bytes(200)),
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.rtf", b"{\\rtf1 Hallo}"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.md", bytes(range(256)) * 4),
    ],
)
def test_documents_are_no_drafts(here: Path, name: str, data: bytes) -> None:
    (here / name).write_bytes(data)
    outcome = read(name)
    assert outcome.value is None
    assert codes(outcome) == ["RF007"]
    assert outcome.findings[0].file == name


@pytest.mark.parametrize("text", ["Grüße\x0c\n", "", "ein \x00 verirrtes Zeichen in einem langen Satz"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_odd_texts_are_left_to_the_reader(here: Path, text: str, encoding: str) -> None:
    (here / "a.md").write_bytes(text.encode(encoding))
    draft = read("a.md").value
    assert draft is not None
    assert draft.data == text.encode(encoding)


def test_limits_and_things_that_are_no_files(here: Path) -> None:
    (here / "exact.md").write_bytes(b"x" * DEFAULT.draft_bytes)
    (here / "large.md").write_bytes(b"x" * (DEFAULT.draft_bytes + 1))
    os.mkfifo(here / "pipe.md")
    (here / "a.md").symlink_to("a.md")
    assert codes(read("exact.md")) == []
    assert codes(read("large.md")) == ["RF003"]
    assert codes(read("pipe.md")) == ["RF002"]
    assert codes(read("a.md")) == ["RF002"]
    assert codes(read("nu\0ll.md")) == ["RF002"]
    assert codes(read("x" * 5000)) == ["RF002"]


def test_closed_files_and_folders(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "b").mkdir()
    (here / "b" / "a.md").write_text("x")

    def refuse(path: object, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    # The mode of a file does not stop root, hence the system's answer is given here.
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(read_draft(Place("b/a.md", here / "b" / "a.md"))) == ["RF002"]
    outcome = find_drafts(["b"])
    assert codes(outcome) == ["RF002"]
    assert outcome.findings[0].message == "The folder “b” cannot be read: you have no permission."
