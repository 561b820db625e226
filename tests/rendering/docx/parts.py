"""A Word file as text for a golden file: every part by name, XML a few elements to a line, other parts by their digest."""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import zipfile
from collections.abc import Iterator

_WIDTH = 160
"""An element with all that it holds stays on one line up to so many characters."""
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
SEAL = re.compile(r"(?<=<vt:lpwstr>)[0-9a-f]{64}(?=</vt:lpwstr></property></Properties>)")
"""The digest of all bytes (``rendering.seal``), which another zlib compresses to others."""
_HEAD = "=== "
_XML = (".xml", ".rels")


def as_text(data: bytes) -> bytes:
    """The members of the file in their order. Nothing of the XML is changed but for line breaks between elements."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        written = (f"{_HEAD}{name}\n{_part(name, archive.read(name))}\n" for name in archive.namelist())
        return "".join(written).encode()


def difference(actual: bytes, accepted: bytes) -> str:
    """Which parts differ, in which place first, and what stands there in either file."""
    new, old = _sections(actual), _sections(accepted)
    said = [f"{name} is no longer there" for name in old if name not in new]
    said += [f"{name} is new" for name in new if name not in old]
    for name in new:
        if name in old and new[name] != old[name]:
            said.append(_first_place(name, new[name], old[name]))
    if not said:
        said.append("the parts stand in another order: " + ", ".join(new))
    return "\n".join(said)


def _part(name: str, content: bytes) -> str:
    if not name.endswith(_XML):
        return f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}"
    return "\n".join(_lines(_TOKEN.findall(SEAL.sub("…", content.decode()))))


def _lines(tokens: list[str]) -> Iterator[str]:
    """One element a line, indented; what is short enough stays together with what it holds, and so does text."""
    ends = _ends(tokens)
    lengths = list(itertools.accumulate((len(token) for token in tokens), initial=0))
    place, depth = 0, 0
    while place < len(tokens):
        token, end = tokens[place], ends.get(place, place)
        if token.startswith("</"):
            depth -= 1
        elif (
            lengths[end + 1] - lengths[place] > _WIDTH and end > place + 2
        ):  # what holds text alone is not parted from it
            yield " " * depth + token
            depth, place = depth + 1, place + 1
            continue
        whole = "".join(tokens[place : end + 1])
        if whole.strip():
            yield " " * depth + whole.replace("\n", "\n" + " " * depth)
        place = end + 1


def _ends(tokens: list[str]) -> dict[int, int]:
    """By the place of each opening tag that of the one which closes it."""
    ends: dict[int, int] = {}
    still_open: list[int] = []
    for place, token in enumerate(tokens):
        if token.startswith("</"):
            ends[still_open.pop()] = place
        elif token.startswith("<") and not token.startswith(("<?", "<!")) and not token.endswith("/>"):
            still_open.append(place)
    return ends


def _sections(text: bytes) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.decode().removesuffix("\n").split("\n"):
        if line.startswith(_HEAD):
            lines = sections[line.removeprefix(_HEAD)] = []
        else:
            lines.append(line)
    return sections


def _first_place(name: str, new: list[str], old: list[str]) -> str:
    """The first line that differs with what leads to it: each line outside it that begins an element around it."""
    pairs = itertools.zip_longest(new, old, fillvalue="(the part ends)")
    place = next(number for number, (ours, theirs) in enumerate(pairs) if ours != theirs)
    around = _around(new, place) if place < len(new) else []
    return "\n".join(
        [
            f"{name}, line {place + 1}:",
            *around,
            *(f"- {line}" for line in old[place : place + 2] or ["(the part ends)"]),
            *(f"+ {line}" for line in new[place : place + 2] or ["(the part ends)"]),
        ]
    )


def _around(lines: list[str], place: int) -> list[str]:
    found: list[str] = []
    depth = _depth(lines[place])
    for line in reversed(lines[:place]):
        if _depth(line) < depth:
            depth = _depth(line)
            found.insert(0, f"  {line}")
    return found


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
