"""A finished file can be told from one that somebody has saved anew, whatever is left in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from releasefmt.pipeline import Job, run, set_up
from releasefmt.rendering.seal import PROPERTY, is_intact, sealed
from releasefmt.system.drafts import Draft

TEXT = "# Nachricht\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute neue Kräne, die höher sind als alle anderen zuvor.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sealed")
    setup = set_up(folder).value
    assert setup is not None
    done = run(Job(Draft("a.md", TEXT.encode(), folder, "a"), setup, ("pdf", "docx"), folder))
    return {written.format: Path(written.path).read_bytes() for written in done.result.outputs}


def intact(data: bytes) -> bool:
    return is_intact(io.BytesIO(data))


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_finished_file_is_intact_and_any_other_byte_is_seen(built: dict[str, bytes], name: str) -> None:
    data = built[name]
    assert intact(data)
    assert sealed(data) == data
    spared = 0
    for place in range(0, len(data), 7):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        spared += intact(changed)
    # The two checksums over the part with the digest are eight bytes; a ZIP in which they are wrong is damaged anyway.
    assert spared <= (2 if name == "docx" else 0)
    for other in (data + b"\n", data[:-1], data[: len(data) // 2], b"", data[:4], data[-100:], data + data):
        assert not intact(other)


def test_the_checksums_of_the_word_file_hold(built: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(built["docx"])) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[-1] == "docProps/custom.xml"
        assert archive.comment == b""


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes], compression: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def test_a_word_file_saved_anew_is_not_intact_though_its_properties_are_kept(built: dict[str, bytes]) -> None:
    """As Word does: every part is written anew, the custom properties word for word, sometimes last in the archive."""
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        same = _rewritten(built["docx"], lambda _, part: part, compression)
        corrected = _rewritten(built["docx"], lambda _, part: part.replace("Kräne".encode(), b"Krane"), compression)
        with zipfile.ZipFile(io.BytesIO(corrected)) as archive:
            assert PROPERTY.encode() in archive.read("docProps/custom.xml")
        assert not intact(same)
        assert not intact(corrected)


def test_a_part_added_to_a_word_file_is_seen(built: dict[str, bytes]) -> None:
    target = io.BytesIO(built["docx"])
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/comments.xml", b"<w:comments/>")
    assert not intact(target.getvalue())


def test_a_comment_of_the_archive_is_seen(built: dict[str, bytes]) -> None:
    target = io.BytesIO(built["docx"])
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"corrected"
    assert not intact(target.getvalue())


def test_a_pdf_saved_anew_is_not_intact(built: dict[str, bytes], tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with pikepdf.open(io.BytesIO(built["pdf"])) as pdf:
        pdf.save(target)
    assert not intact(target.read_bytes())


def test_what_has_no_place_for_a_digest_gets_none() -> None:
    for data in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"text", b"%PDF-1.7\nstartxref\n99999999\n%%EOF\n"):
        assert not intact(data)
        with pytest.raises(ValueError, match="place for a digest"):
            sealed(data)


def test_a_large_file_of_somebody_else_is_hardly_read() -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.taken += len(data)
            return data

    for head in (b"%PDF-1.7\n", b"PK\x03\x04", b"\0"):
        file = Counting(head + bytes(5_000_000))
        assert not is_intact(file)
        assert file.taken < 5_000
