"""Between the look at a path and its reading somebody may exchange a part of it: what comes is the file inside, or nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from releasefmt.system.regular import read_below

INSIDE, SECRET = b"a picture beside the draft", b"a secret of the machine"
PARTS = ("folder", "deeper", "picture.png")

pytestmark = pytest.mark.skipif(
    os.open not in os.supports_dir_fd, reason="Windows opens no file from a folder's handle"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the file three parts down, and one outside of the same shape with a secret in it."""
    for name, content in (("root", INSIDE), ("outside", SECRET)):
        file = tmp_path.joinpath(name, *PARTS)
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    return tmp_path / "root"


def exchange(root: Path, parts: tuple[str, ...]) -> None:
    """Put a link to the same part outside where a folder or the file stood."""
    place = root.joinpath(*parts)
    place.rename(place.with_name("was"))
    place.symlink_to(root.parent.joinpath("outside", *parts))


def test_without_anybody_there_it_is_read(root: Path) -> None:
    assert read_below(root, root.joinpath(*PARTS), 100) == INSIDE


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("opened", [0, 1, 2, 3])
def test_a_part_that_becomes_a_link_while_it_is_opened(
    root: Path, monkeypatch: pytest.MonkeyPatch, depth: int, opened: int
) -> None:
    """``opened`` parts are open when the one at ``depth`` is exchanged."""
    count = 0
    usual = os.open

    def slow(path: str | Path, flags: int, *, dir_fd: int | None = None) -> int:
        nonlocal count
        if count == opened:
            exchange(root, PARTS[:depth])
        count += 1
        return usual(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", slow)
    monkeypatch.setattr(os, "supports_dir_fd", {slow})
    try:
        data = read_below(root, root.joinpath(*PARTS), 100)
    except OSError:
        data = b""
    assert count > opened, "the part was exchanged too late to matter"
    # Nothing leads out of what was open before; what was not is a link now, which is not followed.
    assert data == (INSIDE if depth < opened else b"")


def test_somebody_who_never_rests(root: Path) -> None:
    """The folder is a link half of the time; in thousands of readings the secret never comes."""
    folder, other = root / "folder", root / "other"
    other.symlink_to(root.parent / "outside" / "folder")
    ends = threading.Event()

    def restless() -> None:
        while not ends.is_set():
            for one, two in ((folder, root / "away"), (other, folder), (folder, other), (root / "away", folder)):
                one.rename(two)

    somebody = threading.Thread(target=restless)
    somebody.start()
    came: dict[bytes, int] = {}
    try:
        for _ in range(4000):
            try:
                data = read_below(root, folder.joinpath(*PARTS[1:]), 100)
            except OSError:
                data = b""
            came[data] = came.get(data, 0) + 1
    finally:
        ends.set()
        somebody.join()
    assert set(came) <= {INSIDE, b""}
    assert came.get(INSIDE), "it was never there: nothing was tested"
    assert came.get(b""), "nobody was ever in the way: nothing was tested"
