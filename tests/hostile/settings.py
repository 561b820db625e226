"""A letterhead from a stranger: releasefmt.toml, its style sheet, fonts, template and paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from tests.hostile.case import HEAD, HOUSE, TAIL, Case, Content, case
from tests.hostile.files import bomb_zip, png


def _house(
    name: str,
    lines: str | bytes,
    *codes: str,
    code: int = 2,
    files: dict[str, Content] | None = None,
    **more: Any,
) -> Case:
    house: str | bytes = HOUSE + lines if isinstance(lines, str) else lines
    return case("settings", name, HEAD + TAIL, *codes, code=code, house=house, files=files, **more)


def _css(name: str, css: str, *codes: str, code: int = 0) -> Case:
    return _house(name, f'css = "house.css"\n{HOUSE}'.encode(), *codes, code=code, files={"house.css": css})


def _word(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def _locked() -> bytes:
    """A package that says of its first member that it needs a password."""
    data = bytearray(_word({"[Content_Types].xml": _TYPES}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12))
    + b"]><d>&a11;</d>"
)


def cases() -> Iterator[Case]:
    yield _house("toml-brackets", "x = " + "[" * 30_000 + "\n", "RF402")
    yield _house("toml-dotted", "x" + ".a" * 100_000 + " = 1\n", "RF402")
    yield _house("toml-number", "\n[limits]\nrows = " + "9" * 5_000 + "\n", "RF402")
    yield _house("toml-large", "# a\n" * 300_000, "RF402")
    yield _house("toml-utf-16", HOUSE.encode("utf-16"), "RF402")
    yield _house("toml-null", b"\x00" * 1_000, "RF402")
    yield _house("limit-negative", "\n[limits]\nrows = -1\n", "RF404")
    yield _house("limit-infinite", "\n[limits]\nrows = inf\n", "RF404")
    yield _house("page-nan", "\n[page]\nleft = nan\n", "RF404")
    yield _house("colour-wrong", '\n[colours]\naccent = "url(http://kai.example)"\n', "RF404")
    yield _house(
        "logo-outside",
        HOUSE.replace("[contact]", 'logo = "../outside/logo.png"\n\n[contact]').encode(),
        "RF407",
        files={"../outside/logo.png": png(40, 40)},
    )
    yield _house("logo-absolute", HOUSE.replace("[contact]", 'logo = "/etc/passwd"\n\n[contact]').encode(), "RF407")
    yield _house(
        "logo-from-the-web",
        HOUSE.replace("[contact]", 'logo = "https://kai.example/l.svg"\n\n[contact]').encode(),
        "RF407",
    )
    yield _house("font-outside", '\n[fonts]\nfolder = "../outside"\n', "RF409", files={"../outside/a.ttf": b"\0\1\0\0"})
    yield _house(
        "font-broken", '\n[fonts]\nfolder = "fonts"\n', "RF409", files={"fonts/a.ttf": b"\0\1\0\0" + b"\xff" * 300}
    )
    yield _house(
        "font-is-html", '\n[fonts]\nfolder = "fonts"\n', "RF409", files={"fonts/a.otf": "<html>Not found</html>"}
    )
    yield _house("template-zip-bomb", '\n[docx]\ntemplate = "t.docx"\n', "RF430", files={"t.docx": bomb_zip})
    yield _house("template-locked", '\n[docx]\ntemplate = "t.docx"\n', "RF430", files={"t.docx": _locked})
    yield _house(
        "template-entities",
        '\n[docx]\ntemplate = "t.docx"\n',
        "RF430",
        files={"t.docx": _word({"[Content_Types].xml": _TYPES, "word/document.xml": _LAUGHS})},
    )
    yield _house(
        "template-entity-file",
        '\n[docx]\ntemplate = "t.docx"\n',
        "RF430",
        files={"t.docx": _word({"[Content_Types].xml": _LAUGHS})},
    )
    yield _house(
        "template-not-a-zip",
        '\n[docx]\ntemplate = "t.docx"\n',
        "RF430",
        files={"t.docx": b"PK\x03\x04" + b"\xff" * 500},
    )
    yield _house("template-is-text", '\n[docx]\ntemplate = "draft.md"\n', "RF430")
    yield _house(
        "paper-broken", '\n[paper]\nfirst = "p.pdf"\n', "RF418", files={"p.pdf": b"%PDF-1.7\n" + b"1 0 obj <<" * 5_000}
    )
    yield _house(
        "paper-outside", '\n[paper]\nfirst = "../outside/p.png"\n', "RF418", files={"../outside/p.png": png(210, 297)}
    )
    yield _house(
        "paper-huge", '\n[paper]\nfirst = "p.png"\n', "RF418", files={"p.png": png(210, 297, claims=(30_000, 42_000))}
    )
    yield _css("css-import", '@import "https://kai.example/a.css";\n', "RF503")
    yield _css("css-file", "body { background: url(file:///etc/passwd) }\n", "RF505", code=1)
    yield _css(
        "css-font-from-the-web",
        "@font-face { font-family: x; src: url(https://kai.example/a.ttf) }\n* { font-family: x }\n",
        "RF505",
        code=1,
    )
    yield _css("css-nested", "a{" * 6_000, "RF421", code=2)
    yield _css("css-rules", "p { color: #111 }\n" * 50_000, "RF421", code=2)
    yield _house("style-outside", f'style = "../../../../../../etc"\n{HOUSE}'.encode(), "RF405")
    yield _house("style-name", f'style = "kanzlei\\u0000"\n{HOUSE}'.encode(), "RF405")
    yield _house("words-of-a-megabyte", '\n[boilerplate]\ntext = "' + "Wort " * 150_000 + '"\n', code=0)
