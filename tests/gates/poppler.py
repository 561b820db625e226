"""Poppler's readers of finished PDF: the text as one would copy it, and pictures of the pages."""

from __future__ import annotations

import re
from typing import Literal

from tests.gates.workspace import on_disk, run, words


class UnreadableError(Exception):
    """Poppler could not read the file; the message is its own."""


def text(pdf: bytes, *, mode: Literal["", "layout", "raw"] = "") -> str:
    """All text, pages ended by a form feed; as Poppler thinks it is read, as it stands on the page, or as the file has it."""
    with on_disk(pdf, "file.pdf") as path:
        done = run(["pdftotext", "-enc", "UTF-8", *([f"-{mode}"] if mode else []), path, "-"])
    if done.returncode != 0:
        raise UnreadableError(words(done.stderr))
    return done.stdout.decode("utf-8")


def boxes(pdf: bytes) -> tuple[tuple[str, float, float], ...]:
    """Each word of the first page with its left and its right edge in mm from the page's left edge."""
    with on_disk(pdf, "file.pdf") as path:
        done = run(["pdftotext", "-l", "1", "-bbox", path, "-"])
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*)</word>', done.stdout.decode()
    )
    return tuple((word, float(left) * 25.4 / 72, float(right) * 25.4 / 72) for left, right, word in found)


def pictures(pdf: bytes, dpi: int = 72) -> tuple[bytes, ...]:
    """Each page as PNG."""
    with on_disk(pdf, "file.pdf") as path:
        done = run(["pdftoppm", "-png", "-r", str(dpi), path, path.with_name("page")])
        if done.returncode != 0:
            raise UnreadableError(words(done.stderr))
        # pdftoppm pads the page numbers to one width, so their order is that of the names.
        return tuple(picture.read_bytes() for picture in sorted(path.parent.glob("page-*.png")))


def fonts(pdf: bytes) -> dict[str, tuple[bool, bool, bool]]:
    """Each font by its name in the file: whether it is embedded, only as far as it is used, and says which characters it shows."""
    with on_disk(pdf, "file.pdf") as path:
        done = run(["pdffonts", path])
    if done.returncode != 0:
        raise UnreadableError(words(done.stderr))
    rows = [line.split() for line in words(done.stdout).splitlines()[2:]]
    return {row[0]: (row[-5] == "yes", row[-4] == "yes", row[-3] == "yes") for row in rows}
