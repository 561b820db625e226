"""The door to files opens for what lies inside, and for nothing else."""

from __future__ import annotations

import errno
import os
import pickle
import socket
from pathlib import Path

import pytest

from releasefmt.model.limits import DEFAULT
from releasefmt.model.sheet import AssetError, Assets
from releasefmt.system.assets import FolderAssets


@pytest.fixture
def house(tmp_path: Path) -> FolderAssets:
    for name in ("draft", "letterhead", "fonts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.txt").write_bytes(name.encode())
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return FolderAssets(tmp_path / "draft", tmp_path / "letterhead", tmp_path / "fonts")


def refusal(assets: Assets, name: str) -> AssetError:
    with pytest.raises(AssetError) as caught:
        assets.read(name)
    assert caught.value.message.endswith((".", "?"))
    assert "secret" not in caught.value.message or "secret" in name
    return caught.value


@pytest.mark.parametrize(("name", "data"), [("draft", b"draft"), ("letterhead", b"letterhead"), ("bundled", b"fonts")])
def test_each_root_gives_its_own_file(house: FolderAssets, name: str, data: bytes) -> None:
    assert house.read(f"{name}:own.txt") == data


def test_names_are_decoded_once(house: FolderAssets, tmp_path: Path) -> None:
    (tmp_path / "draft" / "Schönes Bild.png").write_bytes(b"umlaut")
    (tmp_path / "draft" / "100%.png").write_bytes(b"percent")
    (tmp_path / "draft" / "a%20b.png").write_bytes(b"literal")
    assert house.read("draft:Sch%C3%B6nes%20Bild.png") == b"umlaut"
    assert house.read("draft:100%.png") == b"percent"
    assert house.read("draft:a%2520b.png") == b"literal"
    assert refusal(house, "draft:a%252520b.png").code == "RF310"


def test_decomposed_names_of_macos_are_found(house: FolderAssets, tmp_path: Path) -> None:
    (tmp_path / "draft" / "gru\u0308n.png").write_bytes(b"green")
    assert house.read("draft:gr\u00fcn.png") == b"green"


def test_folders_are_parted_by_either_slash_and_may_climb_inside(house: FolderAssets, tmp_path: Path) -> None:
    (tmp_path / "draft" / "bilder").mkdir()
    (tmp_path / "draft" / "bilder" / "a.png").write_bytes(b"a")
    assert house.read("draft:bilder/a.png") == b"a"
    assert house.read("draft:bilder\\a.png") == b"a"
    assert house.read("draft:bilder/../own.txt") == b"draft"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "bilder/../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "%2E%2E%5Csecret.txt",
        "..\\secret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "\\\\server\\share\\logo.png",
        "//example.org/logo.png",
        "C:/Windows/win.ini",
        "http://example.org/logo.png",
        "https%3A//example.org/logo.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
    ],
)
def test_nothing_outside_can_be_named(house: FolderAssets, name: str) -> None:
    assert refusal(house, f"draft:{name}").code == "RF314"


def test_twice_encoded_dots_are_a_plain_name(house: FolderAssets) -> None:
    assert refusal(house, "draft:%252e%252e/own.txt").code == "RF310"


def test_links_may_lead_inside_but_not_out(house: FolderAssets, tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    (draft / "inside.txt").symlink_to("own.txt")
    (draft / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (draft / "folder").symlink_to(tmp_path)
    (draft / "sibling.txt").symlink_to(tmp_path / "letterhead" / "own.txt")
    assert house.read("draft:inside.txt") == b"draft"
    for name in ("outside.txt", "folder/secret.txt", "sibling.txt"):
        assert refusal(house, f"draft:{name}").code == "RF314"


def test_a_folder_beside_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.txt").write_bytes(b"a")
    (tmp_path / "draft" / "link.txt").symlink_to(tmp_path / "drafts" / "a.txt")
    assert refusal(FolderAssets(draft=tmp_path / "draft"), "draft:link.txt").code == "RF314"


def test_a_loop_of_links_is_unreadable(house: FolderAssets, tmp_path: Path) -> None:
    (tmp_path / "draft" / "a").symlink_to("b")
    (tmp_path / "draft" / "b").symlink_to("a")
    assert refusal(house, "draft:a").code == "RF311"


def test_pipes_sockets_folders_and_devices_are_no_files(house: FolderAssets, tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    os.mkfifo(draft / "pipe.png")
    (draft / "folder.png").mkdir()
    assert refusal(house, "draft:pipe.png").code == "RF311"  # and it does not wait for a writer
    assert refusal(house, "draft:folder.png").code == "RF311"
    assert refusal(FolderAssets(draft=Path("/dev")), "draft:zero").code == "RF311"
    # The path of a socket may have about 100 bytes only, hence relative to the folder.
    with socket.socket(socket.AF_UNIX) as endpoint:
        here = os.open(".", os.O_RDONLY)
        try:
            os.chdir(draft)
            endpoint.bind("socket.png")
        finally:
            os.fchdir(here)
            os.close(here)
        assert refusal(house, "draft:socket.png").code == "RF311"


def test_the_size_is_capped(house: FolderAssets, tmp_path: Path) -> None:
    for name, size in (("exact.bin", DEFAULT.picture_bytes), ("large.bin", DEFAULT.picture_bytes + 1)):
        with (tmp_path / "draft" / name).open("wb") as file:
            file.truncate(size)
    assert len(house.read("draft:exact.bin")) == DEFAULT.picture_bytes
    assert refusal(house, "draft:large.bin").code == "RF312"


@pytest.mark.parametrize(
    "name", ["draft:", "draft:  ", "draft:a\0b", "draft:a%00b", "draft:own.txt/x", "draft:nothing"]
)
def test_names_that_name_no_file(house: FolderAssets, name: str) -> None:
    assert refusal(house, name).code == "RF310"


def test_an_endless_name_is_unreadable_and_told_in_short(house: FolderAssets) -> None:
    error = refusal(house, f"draft:{'x' * 5000}")
    assert error.code == "RF311"
    assert len(error.message) < 200


def test_the_nearest_name_is_told(house: FolderAssets, tmp_path: Path) -> None:
    (tmp_path / "draft" / "Rathaus.JPG").write_bytes(b"x")
    assert "Did you mean “Rathaus.JPG”?" in refusal(house, "draft:rathaus.jpg").message


def test_unknown_owners_and_missing_roots(house: FolderAssets, tmp_path: Path) -> None:
    assert refusal(house, "home:own.txt").code == "RF314"
    assert refusal(house, "own.txt").code == "RF314"
    assert refusal(FolderAssets(), "draft:own.txt").code == "RF310"
    assert refusal(FolderAssets(draft=tmp_path / "gone"), "draft:own.txt").code == "RF310"


def test_closed_files_are_unreadable(house: FolderAssets, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # the mode of a file does not stop root
    error = refusal(house, "draft:own.txt")
    assert (error.code, error.message) == ("RF311", "“own.txt” cannot be read: permission denied.")


def test_assets_and_their_errors_can_be_pickled(house: FolderAssets) -> None:
    assert pickle.loads(pickle.dumps(house)).read("draft:own.txt") == b"draft"
    error = refusal(house, "draft:nothing")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.message) == (error.code, error.message)
