"""What the command was given, as drafts: files, whole folders, standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.limits import DEFAULT, RAISE, Limits
from releasefmt.model.rules import finding
from releasefmt.system.regular import NotRegularError, TooLargeError, read_regular

STDIN = "-"
ENDINGS = (".md", ".markdown", ".txt")

# Texts about a folder, not drafts in it. Only looked at when a folder is searched; who names such a file gets it.
_ABOUT_THE_FOLDER = frozenset(
    {
        "authors",
        "changelog",
        "changes",
        "code_of_conduct",
        "contributing",
        "copying",
        "license",
        "licence",
        "notice",
        "readme",
        "requirements",
        "robots",
        "security",
    }
)
# Behind a hyphen of theirs: “LICENSE-MIT” is about the folder, “License-agreement” may be news.
_WITH_ANY_ENDING = frozenset({"changelog", "readme", "requirements"})
_LICENCES = frozenset({"agpl", "apache", "bsd", "cc", "cc0", "gpl", "isc", "lgpl", "mit", "mpl", "ofl", "zlib"})
_LOCK = "~$"  # Word's note of who has a file of that name open, texts too
_FOLDERS_OF_TOOLS = frozenset({"node_modules", "__pycache__"})
_DOCUMENTS = (
    (b"PK\x03\x04", "a Word or other office document, or an archive"),
    (b"\xd0\xcf\x11\xe0", "a Word document of the old kind"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft is: ``name`` for people, ``path`` None for standard input.

    ``below`` is its folder as seen from the folder that was named, under which a tree is searched; else empty.
    """

    name: str
    path: Path | None
    below: Path = Path()


@dataclass(frozen=True, slots=True)
class Draft:
    """``folder`` is what ``draft:`` assets are beside, ``stem`` the file name without its ending."""

    name: str
    data: bytes
    folder: Path
    stem: str


def find_drafts(arguments: Iterable[str], *, literally: bool = False) -> Outcome[tuple[Place, ...]]:
    """The drafts that the arguments mean, each once, folders in the order of their names.

    ``literally``, “-” is a file of that name.

    In folders, every ``*.md``, ``*.markdown`` and ``*.txt`` is a draft at any depth, but for hidden files and folders,
    ``node_modules``, notes of Word, and texts about the folder: README, LICENSE, CHANGELOG and their like, also as
    README.de.md.
    Links to folders are not followed. An argument that leads to no draft is a finding and stops no other.
    """
    places: dict[Path | None, Place] = {}
    findings: list[Finding] = []
    for argument in arguments:
        if argument == STDIN and not literally:
            places.setdefault(None, Place(STDIN, None))
            continue
        if not argument:
            message = "The name of a draft is empty."
            findings.append(finding("RF001", message, hint="A variable of a script may be empty; “.” is this folder."))
            continue
        path, top = Path(argument), None
        if os.path.isdir(path):  # Path.is_dir raises where a name is too long
            top = path
            inner, problems = _search(path)
            findings += problems
            if not inner and not problems:
                findings.append(_no_drafts(argument))
        else:
            inner = [path]
        for file in inner:
            below = Path() if top is None else file.parent.relative_to(top)
            places.setdefault(identity(file), Place(str(file), file, below))
    return Outcome(tuple(places.values()), tuple(findings))


def read_draft(place: Place, stdin: BinaryIO | None = None, limits: Limits = DEFAULT) -> Outcome[Draft | None]:
    """The bytes of one draft; a draft that cannot be had is None with a finding."""
    name, path = place.name, place.path
    if path is None:
        if stdin is None:
            raise ValueError("standard input is wanted but was not handed over")
        return _checked(Draft("standard input", stdin.read(limits.draft_bytes + 1), Path.cwd(), "release"), limits)
    try:
        data = read_regular(path, limits.draft_bytes)
    except FileNotFoundError:
        return _failed("RF001", f"“{name}” does not exist.", name, hint=_hint_for_missing(path))
    except NotRegularError:
        message = f"“{name}” is not a file that can be read as a draft."
        return _failed("RF002", message, name, hint=f"To read a draft from another program, use “{STDIN}”.")
    except TooLargeError:
        return _too_large(name, limits)
    except PermissionError:
        return _failed("RF002", f"“{name}” cannot be read: you have no permission.", name)
    except (OSError, ValueError) as error:
        words = (error.strerror if isinstance(error, OSError) else None) or "its name is not one a file can have"
        return _failed("RF002", f"“{name}” cannot be read: {words[:1].lower()}{words[1:]}.", name)
    return _checked(Draft(name, data, path.absolute().parent, path.stem), limits)


def _search(folder: Path) -> tuple[list[Path], list[Finding]]:
    files: list[Path] = []
    problems: list[Finding] = []
    home = identity(folder)

    def unreadable(error: OSError) -> None:
        message = f"The folder “{error.filename}” cannot be read: you have no permission."
        if not isinstance(error, PermissionError):
            message = f"The folder “{error.filename}” cannot be read."
        problems.append(finding("RF002", message, file=str(error.filename)))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _FOLDERS_OF_TOOLS)
        for file in (Path(parent, name) for name in sorted(names) if is_draft_name(name)):
            if file.is_symlink() and not identity(file).is_relative_to(home):
                message = f"“{file}” is a link that leads out of the folder “{folder}”; it was not read."
                hint = "Name the file that it leads to, if it is meant."
                problems.append(finding("RF002", message, hint=hint, file=str(file)))
            else:
                files.append(file)
    return files, problems


def is_draft_name(name: str) -> bool:
    """Whether a file found in a folder is a draft by its name; who names a file himself may name any."""
    lower = name.lower()
    return (
        not name.startswith((".", _LOCK)) and lower.endswith(ENDINGS) and not _is_about_the_folder(lower.split(".")[0])
    )


def _is_about_the_folder(stem: str) -> bool:
    first, hyphen, more = stem.partition("-")
    if hyphen:
        return first in _WITH_ANY_ENDING or (first in ("license", "licence") and more.split("-")[0] in _LICENCES)
    return stem in _ABOUT_THE_FOLDER


def identity(path: Path) -> Path:
    """One path for all ways to write it; a file that is not there keeps its own."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name with a null: read_draft says so
        return path


def _checked(draft: Draft, limits: Limits) -> Outcome[Draft | None]:
    """The draft, unless it is too large or no text."""
    if len(draft.data) > limits.draft_bytes:
        return _too_large(draft.name, limits)
    kind = _kind_of_document(draft.data)
    if kind:
        message = f"“{draft.name}” is not a text draft but {kind}."
        return _failed("RF007", message, draft.name, hint="Save it as Markdown or plain text first.")
    return Outcome(draft)


def _kind_of_document(data: bytes) -> str:
    """What the bytes are if they are no text; empty if they may be text. Encodings are the reader's business."""
    for magic, kind in _DOCUMENTS:
        if data.startswith(magic):
            return kind
    start = data[:8192]
    if start.startswith(_BOMS):
        return ""
    even, odd = start[::2], start[1::2]
    if bool(even.count(0)) != bool(odd.count(0)):  # UTF-16 without its mark has zeros on one side only
        start = even if odd.count(0) else odd
    controls = sum(1 for byte in start if byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1b")
    return "made for programs" if controls * 20 > len(start) else ""


def _hint_for_missing(path: Path) -> str:
    try:
        if path.is_symlink():
            return f"It is a link to “{path.readlink()}”; that file is not there."
        names = sorted(_drafts_in(path.parent))
    except OSError:  # the folder is missing or closed as well: there is nothing to suggest
        return ""
    near = [name for name in names if name.lower() == path.name.lower() or Path(name).stem == path.stem]
    return f"Did you mean “{path.with_name(near[0])}”?" if near else ""


def _drafts_in(folder: Path) -> Iterator[str]:
    return (name for name in (entry.name for entry in folder.iterdir()) if name.lower().endswith(ENDINGS))


def _no_drafts(folder: str) -> Finding:
    message = f"The folder “{folder}” holds no draft."
    hint = f"Drafts end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}; README and the like are left out."
    return finding("RF008", message, hint=hint, file=folder)


def _too_large(name: str, limits: Limits) -> Outcome[Draft | None]:
    size = f"{limits.draft_kb // 1_000} MB" if limits.draft_kb % 1_000 == 0 else f"{limits.draft_kb} KB"
    message = f"“{name}” is larger than {size}; a press release is never that long."
    return _failed("RF003", message, name, hint=f"Pictures are linked, not pasted into the draft. {RAISE}")


def _failed(code: str, message: str, name: str, *, hint: str = "") -> Outcome[Draft | None]:
    return Outcome(None, (finding(code, message, hint=hint, file=name),))
