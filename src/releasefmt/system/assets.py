"""The one door to the files that a release uses: four folders, and nothing outside them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from releasefmt.model.limits import DEFAULT
from releasefmt.model.sheet import AssetError
from releasefmt.system.recorder import digest, note
from releasefmt.system.regular import NotRegularError, TooLargeError, read_below

BUNDLED = Path(__file__).resolve().parents[1] / "fonts"
PROFILES = Path(__file__).resolve().parents[1] / "profiles"

OWN = ("bundled:", "profile:")
"""How the names of assets begin that releasefmt brings along."""
NAMES = "names:"
"""Before the endings and the name of a folder, under which its listing is recorded."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class FolderAssets:
    """Assets (``releasefmt.model.sheet``) out of folders; a folder that is None has no files.

    ``largest`` is how many bytes one file may have.
    """

    draft: Path | None = None
    letterhead: Path | None = None
    bundled: Path = BUNDLED
    profiles: Path = PROFILES
    largest: int = DEFAULT.picture_bytes

    def read(self, name: str) -> bytes:
        """The bytes of ``draft:…``, ``letterhead:…``, ``bundled:…`` or ``profile:…``.

        AssetError: RF310 there is no such file, RF311 it cannot be read, RF312 it is too large, RF314 it lies outside.
        The name is percent-decoded once; ``/`` parts folders, and so does the backslash of Windows.
        """
        try:
            data = self._read(name)
        except AssetError as error:
            note(name, error.code)
            raise
        if not name.startswith(OWN):
            note(name, digest(data))
        return data

    def _read(self, name: str) -> bytes:
        whose, _, given = name.partition(":")
        match whose:
            case "draft":
                root, where = self.draft, "the folder of the draft"
            case "letterhead":
                root, where = self.letterhead, "the folder of releasefmt.toml"
            case "bundled":
                root, where = self.bundled, "the fonts of releasefmt"
            case "profile":
                root, where = self.profiles, "the colour profiles of releasefmt"
            case _:
                raise AssetError("RF314", f"“{name}” does not say whose file it is.")
        inner = _inside(given, where)
        if root is None:
            raise AssetError("RF310", f"“{given}” was not found: there is no such folder as {where}.")
        home, path = _existing(root, inner, given, where)
        try:
            return read_below(home, path, self.largest)
        except TooLargeError as error:
            message = f"“{given}” is larger than {self.largest // 1_000_000} MB."
            raise AssetError("RF312", message) from error
        except NotRegularError as error:
            raise AssetError("RF311", f"“{given}” is not a file.") from error
        except OSError as error:
            raise AssetError("RF311", f"“{given}” cannot be read: {_reason(error)}.") from error

    def names(self, folder: str, endings: tuple[str, ...]) -> tuple[str, ...]:
        """Names of the files with these ``endings`` in a folder beside releasefmt.toml, as ``letterhead:`` takes them.

        AssetError: RF310 there is no such folder, RF311 it cannot be read, RF314 it lies outside.
        """
        where = "the folder of releasefmt.toml"
        inner = _inside(folder, where)
        if self.letterhead is None:
            raise AssetError("RF310", f"“{folder}” was not found: there is no such folder as {where}.")
        _, path = _existing(self.letterhead, inner, folder, where)
        try:
            found = sorted(entry.name for entry in path.iterdir() if entry.name.lower().endswith(endings))
        except OSError as error:
            raise AssetError("RF311", f"“{folder}” cannot be read as a folder: {_reason(error)}.") from error
        names = tuple(str(inner / name) for name in found if not name.startswith("."))
        note(NAMES + ",".join(endings) + f":{folder}", digest("\0".join(names).encode()))
        return names


def _inside(given: str, where: str) -> PurePosixPath:
    """The name as a relative path that climbs nowhere; anything else is an AssetError."""
    if not given.strip():
        raise AssetError("RF310", "A file is used but its name is empty.")
    for text in (given, unquote(given)):
        if _ADDRESS.match(text) or text.startswith(("//", "\\\\")):
            message = (
                f"“{_short(given)}” is an address; only files in {where} are used, nothing is fetched from the web."
            )
            raise AssetError("RF314", message)
    decoded = unquote(given).replace("\\", "/")
    if "\0" in decoded:
        raise AssetError("RF310", f"“{_short(given)}” cannot be the name of a file.")
    if decoded.startswith("/"):
        message = f"“{given}” begins at the top of a disk or website; write its way from {where}."
        raise AssetError("RF314", message)
    depth = 0
    for part in PurePosixPath(decoded).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            raise AssetError("RF314", f"“{given}” lies outside {where}.")
    return PurePosixPath(decoded)


def _existing(root: Path, inner: PurePosixPath, given: str, where: str) -> tuple[Path, Path]:
    """The real paths of ``root`` and of an existing file under it, all symbolic links followed."""
    try:
        home = root.resolve(strict=True)
    except OSError as error:
        raise AssetError("RF310", f"“{given}” was not found: {where} is not there.") from error
    # macOS stores names decomposed (NFD), drafts are composed (NFC): the same letters, not the same bytes.
    spellings = dict.fromkeys((str(inner), *(unicodedata.normalize(form, str(inner)) for form in ("NFC", "NFD"))))
    for spelling in spellings:
        try:
            path = (home / spelling).resolve(strict=True)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a loop of links in Python 3.11
            reason = _reason(error) if isinstance(error, OSError) else "its links lead in a circle"
            raise AssetError("RF311", f"“{_short(given)}” cannot be read: {reason}.") from error
        if not path.is_relative_to(home):
            raise AssetError("RF314", f"“{given}” leads out of {where}.")
        return home, path
    raise AssetError("RF310", f"“{given}” was not found in {where}.{_nearest(home, inner)}")


def _nearest(home: Path, inner: PurePosixPath) -> str:
    """A second sentence with the name that was probably meant, or nothing."""
    folder = (home / inner).parent
    # Only names inside the root are ever told.
    try:
        if ".." in inner.parts or not folder.resolve(strict=True).is_relative_to(home):
            return ""
        entries = sorted(entry.name for entry in folder.iterdir())
    except OSError:  # no such folder, or one that may not be listed: nothing to suggest
        return ""
    names = {entry.lower(): entry for entry in entries if not entry.startswith(".")}
    near = difflib.get_close_matches(inner.name.lower(), names, n=1, cutoff=0.75)
    return f" Did you mean “{inner.with_name(names[near[0]])}”?" if near else ""


def _reason(error: OSError) -> str:
    words = error.strerror or "the system gives no reason"
    return words[:1].lower() + words[1:]


def _short(name: str) -> str:
    """A name fit for one line; data addresses can be megabytes long."""
    clean = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return clean if len(clean) <= 80 else clean[:79] + "…"
