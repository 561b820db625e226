"""What is no file: pipes that nobody fills, sockets, devices, folders, under every name that is read."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.case import END, HEAD, HOUSE, TAIL, Case, case, picture


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as bound:
        os.chdir(path.parent)  # an address has room for 107 bytes
        try:
            bound.bind(path.name)
        finally:
            os.chdir(here)


def _folder(path: Path) -> None:
    path.mkdir()


def _linked(target: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.symlink_to(target)

    return make


KINDS = {
    "pipe": _pipe,
    "socket": _socket,
    "folder": _folder,
    "zero": _linked("/dev/zero"),
    "random": _linked("/dev/urandom"),
}


def _put(name: str, kind: Callable[[Path], None]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        kind(folder / name)

    return make


def cases() -> Iterator[Case]:
    for word, kind in KINDS.items():
        as_draft = "RF008" if word == "folder" else "RF002"
        yield case("devices", f"draft-{word}", HEAD, as_draft, more=_put("draft.md", kind), code=1)
        code = "RF314" if word in ("zero", "random") else "RF311"
        yield case(
            "devices",
            f"picture-{word}",
            picture("a.png"),
            code,
            more=_put("a.png", kind),
            holds=("Der Kai am Morgen", END),
            pictures=0,
        )
        yield case("devices", f"letterhead-{word}", HEAD + TAIL, "RF402", more=_put("releasefmt.toml", kind), code=2)
    parts = {
        "template": ("RF430", HOUSE + '\n[docx]\ntemplate = "t.docx"\n', "t.docx"),
        "font": ("RF409", HOUSE + '\n[fonts]\nfiles = [{family = "A", file = "a.ttf"}]\n', "a.ttf"),
        "paper": ("RF418", HOUSE + '\n[paper]\nfirst = "p.pdf"\n', "p.pdf"),
        "css": ("RF406", f'css = "h.css"\n{HOUSE}', "h.css"),
    }
    for word in ("pipe", "zero"):
        for part, (said, house, file) in parts.items():
            more = _put(file, KINDS[word])
            yield case("devices", f"{part}-{word}", HEAD + TAIL, said, house=house, more=more, code=2)
    yield case("devices", "pipe-in-a-folder", HEAD + TAIL, "RF002", more=_put("d.md", _pipe), code=1, arguments=(".",))
    there = "RF002" if Path("/dev/mem").exists() else "RF001"  # containers have none
    yield case("devices", "memory", HEAD, there, code=1, arguments=("/dev/mem",))
    yield case("devices", "zero", HEAD, "RF002", code=1, arguments=("/dev/zero",))
    yield case("devices", "own-memory", HEAD, "RF002", code=1, arguments=("/proc/self/mem",))
