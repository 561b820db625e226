"""Addresses that nobody should follow."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import END, HEAD, TAIL, Case, case

BAD = {
    "javascript": "javascript:alert(1)",
    "javascript-upper": "JaVaScRiPt:alert(1)",
    "javascript-entity": "&#106;avascript:alert(1)",
    "javascript-tab": "<java\tscript:alert(1)>",
    "javascript-null": "<java\0script:alert(1)>",
    "vbscript": "vbscript:msgbox(1)",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "file": "file:///etc/passwd",
    "unc": "<\\\\\\\\evil\\share>",
    "without-a-scheme": "//evil.example/a",
    "windows-search": "search-ms:query=a",
    "word-macro": "ms-word:ofe|u|https://evil.example/a.doc",
    "path": "../../etc/passwd",
    "blank": "<https://kai.example/a b>",
    "bad-port": "https://kai.example:99999999/",
    "bad-brackets": "https://[::1/",
}


def cases() -> Iterator[Case]:
    for name, address in BAD.items():
        more = ("RF006",) if "null" in name else ()
        yield case(
            "links",
            name,
            f"{HEAD}[Worte]({address}){TAIL}",
            "RF302",
            *more,
            holds=("Worte", END),
            says=("",) if name == "bad-port" else ("its words were kept",),
        )
    yield case("links", "html", f'{HEAD}<a href="javascript:alert(1)">Worte</a>{TAIL}', "RF302", holds=("Worte", END))
    yield case(
        "links",
        "user-in-the-address",
        f"{HEAD}[Bank](https://bank.example@evil.example/){TAIL}",
        "RF302",
        holds=("Bank", END),
    )
    yield case(
        "links",
        "words-are-another-address",
        f"{HEAD}[https://bank.example](https://evil.example/){TAIL}",
        holds=("https://bank.example", END),
    )
    yield case(
        "links",
        "bidi-in-the-address",
        f"{HEAD}[Kai](https://kai.example/\u202egpj.exe){TAIL}",
        "RF040",
        holds=("Kai", END),
    )
    yield case("links", "long", f"{HEAD}[Kai](https://kai.example/{'a' * 9_000}){TAIL}", "RF302", holds=("Kai", END))
    yield case(
        "links",
        "mail-with-headers",
        f"{HEAD}[Post](mailto:a@kai.example?bcc=b@evil.example%0d%0aX:y){TAIL}",
        holds=("Post", END),
    )
    yield case("links", "punycode", f"{HEAD}[Kai](https://xn--ki-yka.example/ä){TAIL}", holds=("Kai", END))
    yield case("links", "cyrillic", f"{HEAD}[Bank](https://bаnk.example/){TAIL}", holds=("Bank", END))
    yield case(
        "links",
        "title",
        f'{HEAD}[Kai](https://kai.example "&quot;><script>alert(1)</script>"){TAIL}',
        holds=("Kai", END),
        lacks=("alert",),
    )
    yield case("links", "to-itself", f"{HEAD}[Kai](#top){TAIL}", "RF301", holds=("Kai", END))
