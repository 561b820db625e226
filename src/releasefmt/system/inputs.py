"""From what a command line names to places of drafts: files, folders, patterns, lists of paths, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.rules import finding
from releasefmt.system.drafts import ENDINGS, STDIN, Place, find_drafts, identity, is_draft_name
from releasefmt.system.regular import NotRegularError, TooLargeError, read_regular

LIST = "@"
MAX_LIST_BYTES = 20_000_000


def find_inputs(arguments: Iterable[str], listed: Iterable[str] = ()) -> Outcome[tuple[Place, ...]]:
    """The drafts that arguments mean and that ``listed`` paths name, each once, in the order given.

    ``@file`` is a list: UTF-8, a path a line, relative to the working folder as in ``tar -T``. An argument with ``*``, ``?``
    or ``[`` that is no file by that name is a pattern, in which ``**`` is any number of folders; only drafts and folders
    answer to it. A draft keeps its place below a folder, or below the part of a pattern that is none, in ``Place.below``.
    """
    places: dict[Path | None, Place] = {}
    findings: list[Finding] = []
    found = [_meant(argument) for argument in arguments]
    if paths := tuple(listed):
        found.append(find_drafts(paths, literally=True))
    if len(found) == 1:
        return found[0]  # each is in it but once
    for outcome in found:
        findings += outcome.findings
        for place in outcome.value:
            places.setdefault(None if place.path is None else identity(place.path), place)
    return Outcome(tuple(places.values()), tuple(findings))


def paths_from(stream: BinaryIO) -> Outcome[tuple[str, ...]]:
    """Paths parted by NUL, as ``find -print0`` and ``git ls-files -z`` write them."""
    paths = tuple(os.fsdecode(part) for part in stream.read().split(b"\0") if part)
    if paths:
        return Outcome(paths)
    return Outcome((), (_unusable("Standard input names no draft.", "With -0 it holds paths parted by NUL."),))


def _meant(argument: str) -> Outcome[tuple[Place, ...]]:
    if argument.startswith(LIST):
        lines = _lines(argument.removeprefix(LIST))
        outcome = find_drafts(lines.value, literally=True)
        return Outcome(outcome.value, lines.findings + outcome.findings)
    if argument != STDIN and glob.has_magic(argument) and not os.path.lexists(argument):
        return _matching(argument)
    return find_drafts([argument])


def _lines(name: str) -> Outcome[tuple[str, ...]]:
    """The paths of a list."""
    hint = "A list has a path a line, as seen from the folder where you are, and is saved as UTF-8."
    try:
        lines = read_regular(Path(name), MAX_LIST_BYTES).decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        message = f"The list “{name}” does not exist."
        return Outcome((), (_unusable(message, f"A draft whose name begins with {LIST} is written “./{LIST}…”."),))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Outcome((), (_unusable(f"The list “{name}” is not saved as UTF-8 (line {line}).", hint),))
    except (NotRegularError, IsADirectoryError):
        return Outcome((), (_unusable(f"The list “{name}” is no file.", hint),))
    except TooLargeError:
        return Outcome((), (_unusable(f"The list “{name}” is larger than {MAX_LIST_BYTES // 1_000_000} MB.", hint),))
    except (OSError, ValueError) as error:
        words = (error.strerror if isinstance(error, OSError) else None) or "its name is not one a file can have"
        message = f"The list “{name}” cannot be read: {words[:1].lower()}{words[1:]}."
        return Outcome((), (_unusable(message, hint),))
    paths = tuple(line for line in lines if line.strip())
    return Outcome(paths, () if paths else (_unusable(f"The list “{name}” names no draft.", hint),))


def _matching(pattern: str) -> Outcome[tuple[Place, ...]]:
    unique: dict[Path, Place] = {}
    for place in _matches(pattern):
        unique.setdefault(identity(Path(place.name)), place)  # a folder and a draft in it may both match
    places = tuple(unique.values())
    if places:
        return Outcome(places)
    hint = f"Drafts end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}; “**” stands for any number of folders."
    return Outcome((), (finding("RF014", f"No draft matches “{pattern}”.", hint=hint, file=pattern),))


def _matches(pattern: str) -> Iterator[Place]:
    top = _fixed(pattern)
    for match in sorted(glob.glob(pattern, recursive=True)):
        if os.path.isdir(match):
            for place in find_drafts([match]).value:
                yield _below(place, top)
        elif is_draft_name(os.path.basename(match)):
            yield _below(Place(match, Path(match)), top)


def _fixed(pattern: str) -> Path:
    """The folders that a pattern begins with."""
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:first])


def _below(place: Place, top: Path) -> Place:
    path = place.path
    return place if path is None else replace(place, below=path.parent.relative_to(top))


def _unusable(message: str, hint: str) -> Finding:
    return finding("RF009", message, hint=hint)
