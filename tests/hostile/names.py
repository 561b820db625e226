"""Names of drafts, and words in what becomes a name."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import END, HEAD, LEAD, TAIL, Case, case


def cases() -> Iterator[Case]:
    for name in (
        "CON.md",
        "-to.md",
        " leer .md",
        "a\nb.md",
        "\u202egpj.md",
        "a'\"$(id)`id`.md",
        "ä" * 120 + ".md",
        ".md",
        "a.b.c.md",
        "%s%n{stem}.md",
        "<b>.md",
        "\x1b[31m.md",
    ):
        shown = "".join(sign if sign.isalnum() else f"{ord(sign):x}" for sign in name)[:30]
        yield case("names", f"file-{shown}", HEAD, files={name: HEAD + TAIL}, arguments=(f"./{name}",), holds=(END,))
    for word, title in {
        "long-word": "x" * 20_000,
        "long": "Hafen " * 20_000,
        "reserved": "CON",
        "up": "../../../pwned",
        "slashes": "/etc/passwd",
        "dots": "...",
    }.items():
        codes = {"long-word": ("RF044",)}.get(word, ())
        yield case(
            "names",
            f"title-{word}",
            f"Pressemitteilung\n\n# {title}\n\n{LEAD}{TAIL}",
            *codes,
            code=1 if codes else 0,
            holds=() if codes else (END,),
        )
    yield case(
        "names",
        "organisation-long",
        HEAD + TAIL,
        "RF417",
        house='[organisation]\nname = "' + "Hafen " * 5_000 + '"\n',
        code=0,
    )
    yield case(
        "names",
        "bytes-that-are-no-letters",
        HEAD,
        files={"a\udcff.md": HEAD + TAIL},
        arguments=("a\udcff.md",),
        holds=(END,),
    )
