"""A private fontconfig: the bundled typefaces and nothing of the machine's, so that every machine sets the same page."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
from functools import cache
from html import escape
from pathlib import Path

from releasefmt.system.assets import BUNDLED
from releasefmt.system.cache import cache_folder
from releasefmt.system.output import OutputError, write_atomically

# What these would add or move is not ours: FONTCONFIG_PATH is searched for included files, SYSROOT is put before folders.
_FOREIGN = ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")


@cache
def bundled_characters() -> frozenset[int]:
    """The code points that the bundled typefaces have between them, from a list beside them: reading the files takes 100 ms."""
    lines = (BUNDLED / "coverage.txt").read_text("utf-8").splitlines()
    ranges = " ".join(line for line in lines if not line.startswith("#")).split()
    ends = ((first, last or first) for first, _, last in (each.partition("-") for each in ranges))
    return frozenset(code for first, last in ends for code in range(int(first, 16), int(last, 16) + 1))


class FontsTooLateError(Exception):
    """WeasyPrint was imported before its fonts were set; a bug in the order of calls, not the author's."""


def use_bundled_fonts(fonts: Path = BUNDLED) -> Path:
    """Point fontconfig at ``fonts`` only and return the configuration file; call it before WeasyPrint is imported.

    The file and fontconfig's cache lie in the user's cache folder, or in a temporary one where that cannot be written.
    A second call changes nothing. FontsTooLateError: WeasyPrint has already read another configuration.
    """
    current = os.environ.get("FONTCONFIG_FILE")
    if current and _ours(Path(current), fonts):
        return Path(current)
    if "weasyprint" in sys.modules:
        raise FontsTooLateError("WeasyPrint was imported before the bundled fonts were set.")
    cache = cache_folder()
    file = _written(cache, fonts) if cache.is_absolute() else None
    file = file or _written(_temporary_folder(), fonts)
    if file is None:
        raise OutputError(
            "Neither the cache folder nor the temporary folder can be written; the fonts cannot be set up."
        )
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ["FONTCONFIG_FILE"] = str(file)
    return file


def _ours(file: Path, fonts: Path) -> bool:
    try:
        return file.read_text("utf-8") == _configuration(fonts, file.parent)
    except (OSError, UnicodeDecodeError):
        return False


def _written(folder: Path, fonts: Path) -> Path | None:
    """The configuration file in ``folder``, named after ``fonts`` so that two installations do not meet in one file."""
    digest = hashlib.sha256(str(fonts).encode()).hexdigest()[:16]
    file = folder / f"fonts-{digest}.conf"
    if _ours(file, fonts):
        return file
    try:
        write_atomically(file, _configuration(fonts, folder).encode())
    except OutputError:  # a home that is read-only or full: the caller tries the next folder
        return None
    return file


def _configuration(fonts: Path, folder: Path) -> str:
    """fontconfig's fonts.conf(5), without any include: what is not named here does not exist."""
    return (
        '<?xml version="1.0"?>\n'
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        "<fontconfig>\n"
        f"  <dir>{escape(str(fonts), quote=False)}</dir>\n"
        f"  <cachedir>{escape(str(folder / 'fontconfig'), quote=False)}</cachedir>\n"
        "</fontconfig>\n"
    )


def _temporary_folder() -> Path:
    """A fresh folder of our own: a fixed name in a shared folder could be laid there by somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="releasefmt-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
