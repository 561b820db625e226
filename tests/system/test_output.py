"""Files are whole or not there."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from releasefmt.system import output, regular, scratch
from releasefmt.system.output import OutputError, write_atomically, write_new, write_together


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


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Syncs and renames in their order; they are done as well."""
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
    return calls


def test_the_file_is_synced_before_it_gets_its_name(tmp_path: Path, calls: list[str]) -> None:
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


def ours(file: BinaryIO) -> bool:
    return file.read().startswith(b"ours")


def refused(path: Path, *, overwrite: bool = False, make_folders: bool = True) -> tuple[str, str]:
    """Code and message of writing one file."""
    with pytest.raises(OutputError) as caught:
        write_together({path: b"ours, new"}, ours, overwrite=overwrite, make_folders=make_folders)
    return caught.value.code, caught.value.message


def test_both_files_are_complete_before_the_first_gets_its_name(tmp_path: Path, calls: list[str]) -> None:
    write_together({tmp_path / "a.pdf": b"1", tmp_path / "a.docx": b"2"}, ours)
    assert calls == ["fsync", "fsync", "replace", "replace", "fsync"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.pdf"]


def test_one_file_that_must_be_kept_keeps_both(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "a.docx"
    first.write_bytes(b"ours")
    second.write_bytes(b"hers")
    with pytest.raises(OutputError) as caught:
        write_together({first: b"ours, new", second: b"ours, new"}, ours)
    assert (caught.value.code, caught.value.written) == ("RF510", ())
    assert (first.read_bytes(), second.read_bytes()) == (b"ours", b"hers")
    write_together({first: b"ours, new", second: b"ours, new"}, ours, overwrite=True)
    assert (first.read_bytes(), second.read_bytes()) == (b"ours, new", b"ours, new")


def test_a_file_saved_while_ours_are_written_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, fsync = tmp_path / "a.docx", os.fsync

    def save(number: int) -> None:
        fsync(number)
        path.write_bytes(b"hers")

    monkeypatch.setattr(os, "fsync", save)
    assert refused(path)[0] == "RF510"
    assert path.read_bytes() == b"hers"


def test_a_link_is_left_and_with_overwrite_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    (tmp_path / "target").write_bytes(b"ours")
    for target in ("target", "nowhere"):
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        assert refused(path) == ("RF510", f"“{path}” is a link to another file; it was left as it is.")
        assert path.is_symlink()
    write_together({path: b"ours, new"}, ours, overwrite=True)
    assert not path.is_symlink()
    assert not (tmp_path / "nowhere").exists()
    assert (tmp_path / "target").read_bytes() == b"ours"


@pytest.mark.parametrize("overwrite", [False, True])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, overwrite: bool) -> None:
    path = tmp_path / "a.pdf"
    os.mkfifo(path)
    said = f"“{path}” could not be written: there is a pipe or a device of that name."
    assert refused(path, overwrite=overwrite) == ("RF501", said)
    path.unlink()
    path.mkdir()
    said = f"“{path}” could not be written: there is a folder of that name."
    assert refused(path, overwrite=overwrite) == ("RF501", said)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


def test_a_draft_folder_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "a.pdf"
    said = f"“{path}” could not be written: its folder is not there any more."
    assert refused(path, make_folders=False) == ("RF501", said)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_vanishes_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, fsync = tmp_path / "stick" / "a.pdf", os.fsync
    path.parent.mkdir()

    def pull_out(number: int) -> None:
        fsync(number)
        shutil.rmtree(path.parent)

    monkeypatch.setattr(os, "fsync", pull_out)
    assert refused(path) == ("RF501", f"“{path}” could not be written: its folder is not there any more.")


def test_a_temporary_file_taken_away_by_another_machine_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fsync, taken = tmp_path / "a.pdf", os.fsync, list[Path]()

    def take(number: int) -> None:
        fsync(number)
        if len(taken) < 2:
            taken.extend(tmp_path.iterdir())
            taken[-1].unlink()

    monkeypatch.setattr(os, "fsync", take)
    write_together({path: b"ours"}, ours)
    assert len(taken) == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


def test_the_second_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where somebody has the Word file open."""
    first, second, replace = tmp_path / "a.pdf", tmp_path / "a.docx", Path.replace

    def rename(old: Path, new: Path) -> Path:
        if new == second:
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(old, new)

    monkeypatch.setattr(Path, "replace", rename)
    second.write_bytes(b"ours, old")
    with pytest.raises(OutputError) as caught:
        write_together({first: b"ours, new", second: b"ours, new"}, ours)
    assert caught.value.written == (first,)
    assert caught.value.message == (
        f"“{second}” could not be written: you may not write there, or the file is open in another program."
    )
    assert (first.read_bytes(), second.read_bytes()) == (b"ours, new", b"ours, old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.pdf"]


def test_nothing_that_writes_files_asks_a_clock() -> None:
    for module in (output, scratch, regular):
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        assert not re.search(r"import (?:time|datetime)|from (?:time|datetime)|st_[acm]time|getmtime|utime", text)


def test_write_new_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert write_new(tmp_path / "a", b"one")
    assert not write_new(tmp_path / "a", b"two")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"one"}


def test_write_new_loses_against_a_faster_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def faster(number: int) -> None:
        fsync(number)
        (tmp_path / "a").write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", faster)
    assert not write_new(tmp_path / "a", b"ours")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"theirs"}
