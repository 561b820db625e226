"""Files are whole or not there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from releasefmt.system.output import OutputError, write_atomically, write_new


def test_a_file_is_written_with_its_folders_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out" / "deep" / "a.pdf"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_mode_is_that_of_any_new_file(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "a.pdf", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == mode


@pytest.mark.parametrize(("module", "broken"), [(os, "fsync"), (Path, "replace")])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, broken: str, error: BaseException
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(module, broken, fail)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        write_atomically(path, b"new")
    if isinstance(caught.value, OutputError):
        assert "the disk is full" in caught.value.message
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


def test_the_file_is_synced_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def sync(number: int) -> None:
        calls.append("fsync")
        fsync(number)

    def rename(old: Path, new: Path) -> Path:
        calls.append("replace")
        return replace(old, new)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    write_atomically(tmp_path / "a.pdf", b"x")
    assert calls == ["fsync", "replace", "fsync"]


def test_errors_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for path, words in (
        (tmp_path / "file" / "a.pdf", "not a folder"),
        (tmp_path / "folder", "a folder of that name"),
        (tmp_path / ("x" * 300), "too long"),
    ):
        with pytest.raises(OutputError, match=words) as caught:
            write_atomically(path, b"x")
        assert caught.value.message.startswith("“")
        assert caught.value.message.endswith(".")


def test_a_link_is_replaced_and_its_target_kept(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"kept")
    (tmp_path / "a.pdf").symlink_to("target")
    write_atomically(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "target").read_bytes() == b"kept"
    assert not (tmp_path / "a.pdf").is_symlink()


def test_write_new_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    assert write_new(tmp_path / "a", b"one")
    assert not write_new(tmp_path / "a", b"two")
    assert not write_new(tmp_path / "dangling", b"three")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert not (tmp_path / "nowhere").exists()


def test_write_new_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="input/output error"):
        write_new(tmp_path / "a", b"one")
    assert list(tmp_path.iterdir()) == []
