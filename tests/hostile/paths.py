"""Ways out of the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.case import END, HEAD, HOUSE, TAIL, Case, case, picture
from tests.hostile.files import png

OUTSIDE: dict[str, str | bytes] = {
    "../outside/secret.png": png(50, 50),
    "../outside/geheim.md": HEAD + "Streng geheim" + TAIL,
}
WAYS = {
    "up": "../outside/secret.png",
    "up-through-a-folder": "bilder/../../outside/secret.png",
    "up-encoded": "%2e%2e/outside/secret.png",
    "up-encoded-slash": "..%2Foutside%2Fsecret.png",
    "up-backslash": "..\\\\outside\\\\secret.png",
    "absolute": "/etc/passwd",
    "file-address": "file:///etc/passwd",
    "file-host": "file://evil.example/share/a.png",
    "drive": "C:/Windows/win.ini",
    "share": "\\\\\\\\evil\\\\share\\\\a.png",
    "share-slashes": "//evil.example/share/a.png",
    "http": "http://evil.example/a.png",
    "https": "https://evil.example/a.png",
    "ftp": "ftp://evil.example/a.png",
    "data": "data:image/png;base64,iVBORw0KGgo=",
    "inner-scheme": "bundled:fonts.toml",
    "proc": "/proc/self/environ",
    "php": "php://filter/resource=a.png",
    "home": "~/secret.png",
}


def _linked(*pairs: tuple[str, str]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for name, target in pairs:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).symlink_to(target)

    return make


def cases() -> Iterator[Case]:
    kept = ("Der Kai am Morgen", END)
    for name, way in WAYS.items():
        code = "RF310" if name == "home" else "RF314"
        yield case("paths", name, picture(way), code, files=OUTSIDE, holds=kept, pictures=0)
    yield case(
        "paths",
        "encoded-twice",
        picture("%252e%252e/outside/secret.png"),
        "RF310",
        files=OUTSIDE,
        holds=kept,
        pictures=0,
    )
    yield case("paths", "null", picture("a.png%00.jpg"), "RF310", files={"a.png": png(50, 50)}, holds=kept, pictures=0)
    yield case("paths", "name-too-long", picture("a" * 300 + ".png"), "RF311", holds=kept, pictures=0)
    yield case("paths", "path-too-long", picture("a/" * 3_000 + "a.png"), "RF310", holds=kept, pictures=0)
    yield case("paths", "folder", picture("bilder"), "RF311", files={"bilder/a.png": b""}, holds=kept, pictures=0)
    yield case("paths", "through-a-file", picture("draft.md/a.png"), "RF310", holds=kept, pictures=0)
    yield case("paths", "the-draft-itself", picture("draft.md"), "RF311", holds=kept, pictures=0)
    yield case(
        "paths",
        "link-inside",
        picture("b.png"),
        files={"a.png": png(50, 50)},
        more=_linked(("b.png", "a.png")),
        pictures=1,
    )
    yield case(
        "paths",
        "link-outside",
        picture("a.png"),
        "RF314",
        files=OUTSIDE,
        more=_linked(("a.png", "../outside/secret.png")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths",
        "link-absolute",
        picture("a.png"),
        "RF314",
        more=_linked(("a.png", "/etc/passwd")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths",
        "link-to-a-folder",
        picture("bilder/secret.png"),
        "RF314",
        files=OUTSIDE,
        more=_linked(("bilder", "../outside")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths",
        "link-of-links",
        picture("a.png"),
        "RF314",
        files=OUTSIDE,
        more=_linked(("a.png", "b"), ("b", "c/secret.png"), ("c", "../outside")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths",
        "link-loop",
        picture("a.png"),
        "RF311",
        more=_linked(("a.png", "b.png"), ("b.png", "a.png")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths", "link-to-itself", picture("a.png"), "RF311", more=_linked(("a.png", "a.png")), holds=kept, pictures=0
    )
    yield case(
        "paths",
        "link-to-nothing",
        picture("a.png"),
        "RF310",
        more=_linked(("a.png", "fehlt.png")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths",
        "link-to-a-descriptor",
        picture("a.png"),
        "RF314",
        more=_linked(("a.png", "/proc/self/fd/0")),
        holds=kept,
        pictures=0,
    )
    yield case(
        "paths",
        "draft-link-outside",
        HEAD + TAIL,
        "RF002",
        files=OUTSIDE,
        more=_linked(("drafts/b.md", "../../outside/geheim.md")),
        code=1,
        arguments=("drafts",),
        says=("leads out of",),
    )
    yield case(
        "paths",
        "draft-link-loop",
        HEAD + TAIL,
        "RF002",
        more=_linked(("a.md", "b.md"), ("b.md", "a.md")),
        code=1,
        arguments=("a.md",),
    )
    yield case(
        "paths",
        "folder-of-folders",
        HEAD + TAIL,
        files={f"{'d/' * 200}a.md": HEAD + TAIL},
        arguments=("d",),
        holds=(END,),
    )
    yield case(
        "paths",
        "folder-link-loop",
        HEAD + TAIL,
        files={"d/a.md": HEAD + TAIL},
        more=_linked(("d/d", "."), ("d/e", "..")),
        arguments=("d",),
        holds=(END,),
    )
    yield case("paths", "draft-missing", HEAD + TAIL, "RF001", code=1, arguments=("fehlt.md",))
    yield case("paths", "draft-name-too-long", HEAD + TAIL, "RF002", code=1, arguments=("a" * 5_000,))
    yield case(
        "paths",
        "letterhead-link-outside",
        HEAD + TAIL,
        "RF407",
        house=HOUSE.replace("[contact]", 'logo = "l.png"\n\n[contact]'),
        files=OUTSIDE,
        more=_linked(("l.png", "../outside/secret.png")),
        code=2,
    )
    yield case(
        "paths",
        "letterhead-link-loop",
        HEAD + TAIL,
        "RF402",
        more=_replaced("releasefmt.toml", "releasefmt.toml"),
        code=2,
    )
    yield case(
        "paths",
        "fonts-link-outside",
        HEAD + TAIL,
        "RF409",
        house=HOUSE + '\n[fonts]\nfolder = "fonts"\n',
        files=OUTSIDE,
        more=_linked(("fonts", "../outside")),
        code=2,
    )


def _replaced(name: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(target)

    return make
