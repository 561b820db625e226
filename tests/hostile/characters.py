"""Encodings, and signs that hide, turn or break text."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import END, HEAD, LEAD, TAIL, TOP, Case, case


def _signs(
    name: str,
    words: str,
    *codes: str,
    holds: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
    says: tuple[str, ...] = (),
) -> Case:
    return case("characters", name, f"{HEAD}{words}{TAIL}", *codes, holds=(*holds, END), lacks=lacks, says=says)


def _lost(name: str, words: str, *codes: str, says: tuple[str, ...] = ()) -> Case:
    """What cannot be printed: U+FFFD in both files, and a finding."""
    return _signs(name, words, *codes, holds=("\ufffd",), says=says)


def cases() -> Iterator[Case]:
    yield from _encodings()
    yield from _characters()


def _encodings() -> Iterator[Case]:
    draft = HEAD + "Zwölf Kräne stehen „am Wasser“ – für 3 €." + TAIL
    read = ("Zwölf Kräne", END)
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        yield case("encodings", encoding, draft.encode(encoding), holds=read)
    yield case("encodings", "utf-16-le-without-mark", draft.encode("utf-16-le"), "RF004", holds=read)
    yield case("encodings", "utf-16-be-without-mark", draft.encode("utf-16-be"), "RF004", holds=read)
    yield case("encodings", "windows-1252", draft.encode("cp1252"), "RF004", holds=read)
    yield case("encodings", "mac-roman", draft.encode("mac-roman"), "RF004", holds=read)
    yield case(
        "encodings",
        "mixed",
        draft.encode() + "Grüße vom Kai.\n".encode("cp1252"),
        "RF004",
        holds=(*read, "Grüße vom Kai"),
    )
    yield case(
        "encodings",
        "twice",
        (HEAD + "Zwölf Kräne" + TAIL).encode().decode("cp1252", "replace").encode(),
        "RF042",
    )
    yield case(
        "encodings",
        "overlong",
        HEAD.encode() + b"\xc0\xaf\xe0\x80\xaf \xc0\xbcscript\xc0\xbe" + TAIL.encode(),
        "RF004",
        "RF042",
        holds=(END,),
        lacks=("<script>",),
    )
    yield case(
        "encodings",
        "surrogates",
        HEAD.encode() + b"a \xed\xa0\x80 \xed\xbf\xbf b" + TAIL.encode(),
        "RF004",
        "RF042",
        "RF502",
        code=1,
    )
    yield case(
        "encodings",
        "beyond-unicode",
        HEAD.encode() + b"a \xf4\x90\x80\x80 \xff\xfe b" + TAIL.encode(),
        "RF004",
        "RF041",
        "RF042",
        holds=("\ufffd", END),
    )
    yield case("encodings", "cut-in-a-letter", (HEAD + TAIL).encode() + b"\xf0\x9f\x98", "RF004", holds=(END,))
    yield case(
        "encodings",
        "utf-16-odd",
        "\ufeff".encode("utf-16-le") + draft.encode("utf-16-le") + b"\x0a",
        "RF041",
        holds=("\ufffd", END),
    )
    yield case(
        "encodings",
        "utf-16-lone-surrogates",
        ("\ufeff" + HEAD).encode("utf-16-le") + b"\x00\xd8a\x00\x00\xdc" + TAIL.encode("utf-16-le"),
        "RF041",
        holds=("\ufffd", END),
    )
    yield case(
        "encodings",
        "utf-32-beyond",
        b"\xff\xfe\0\0" + draft.encode("utf-32-le") + b"\xff\xff\xff\x7f",
        "RF041",
        holds=("\ufffd", END),
    )
    yield case(
        "encodings", "utf-7", HEAD + "+ADw-script+AD4-alert(1)+ADw-/script+AD4-" + TAIL, holds=("+ADw-script", END)
    )
    yield case("encodings", "nulls", b"\0" * 100_000, "RF007", code=1)
    yield case("encodings", "random", bytes((n * 7919 + n * n) % 256 for n in range(60_000)), "RF007", code=1)
    yield case("encodings", "empty", b"", "RF005", code=1)
    yield case("encodings", "blank", " \n\t\u00a0\n" * 500, "RF005", code=1)
    yield case("encodings", "only-a-mark", b"\xef\xbb\xbf", "RF005", code=1)
    yield case("encodings", "marks-inside", draft.replace("Zwölf", "\ufeffZwölf\ufeff"), holds=read)
    yield case("encodings", "line-ends-mixed", draft.replace("\n\n", "\r\r\n\n"), holds=read)
    yield case("encodings", "line-separators", (TOP + LEAD).replace("\n", "\u2028") + TAIL, holds=(END,))
    yield case("encodings", "a-word-file", b"PK\x03\x04" + b"\0" * 90, "RF007", code=1)
    yield case("encodings", "a-pdf", b"%PDF-1.7\n", "RF007", code=1)
    yield case("encodings", "a-picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "RF007", code=1)
    yield case(
        "encodings",
        "a-web-page",
        "<!DOCTYPE html><html><head><title>x</title></head><body><h1>Hafenrat öffnet Kai</h1><p>Der Kai ist offen.</p></body></html>",
        "RF022",
        "RF106",
        "RF109",
        holds=("Der Kai ist offen",),
    )
    yield case(
        "encodings",
        "escapes-of-a-terminal",
        HEAD + "\x1b[2J\x1b]0;pwned\x07 rot \x1b[31m" + TAIL,
        "RF006",
        holds=("\ufffd", END),
    )


def _characters() -> Iterator[Case]:
    yield case(
        "characters", "controls-c0", HEAD + "".join(map(chr, [*range(9), *range(14, 32)])) + TAIL, "RF007", code=1
    )
    yield _lost("null-in-a-word", "Ka\0i", "RF006", says=("U+0000",))
    yield _signs("tabs-and-feeds", "a\tb\x0bc\x0cd", holds=("abcd",))
    yield _lost("controls-c1", "".join(map(chr, range(0x80, 0xA0))), "RF006")
    yield _lost("delete", "Kai\x7f", "RF006", says=("U+007F",))
    yield _lost("no-characters", "a \ufdd0 \uffff \U0001fffe b", "RF006")
    yield _lost("replacement", "M\ufffdnchen", "RF041")
    yield _lost("private-use", "a \ue000 \U000f0000 b", "RF006")
    yield _signs(
        "bidi-override",
        "Datei gpj\u202eexe.tfarp\u202c hier",
        "RF040",
        lacks=("\u202e", "\u202c"),
        says=("U+202E", "RIGHT-TO-LEFT OVERRIDE"),
    )
    yield _signs("bidi-isolate", "Kai \u2067neffo\u2069 hier", "RF040", lacks=("\u2067", "\u2069"), says=("U+2067",))
    yield _signs("bidi-unclosed", "Kai \u202b\u202b\u202d offen", "RF040", lacks=("\u202b", "\u202d"))
    yield _signs("bidi-many", "\u202e" * 50_000, "RF040", lacks=("\u202e",))
    yield _signs("bidi-in-the-headline", f"{TAIL}\n\n## Kopf \u202etxet\n\nText.", "RF040", lacks=("\u202e",))
    yield _signs("bidi-by-entity", "Kai &#x202e;neffo", "RF040", lacks=("\u202e",))
    yield _signs(
        "tags",
        "Kai" + "".join(chr(0xE0000 + ord(sign)) for sign in "verborgen") + " offen",
        "RF040",
        holds=("Kaioffen",),
        lacks=("\U000e0076",),
        says=("verborgen",),
    )
    yield _signs(
        "zero-width",
        "H\u200baf\u200cen\u200dr\u2060at\ufeff",
        holds=("Hafenrat",),
        lacks=("\u200b", "\u2060", "\ufeff"),
    )
    yield _signs("soft-hyphens", "Ha\u00adfen\u00adrat " * 2_000, holds=("Hafenrat",))
    yield _signs("marks-stacked", "Z" + "\u0301\u0308" * 3_000 + "algo", holds=("algo",))
    yield _signs(
        "variation-selectors",
        "Kai" + "".join(chr(0xE0100 + n) for n in range(240)) + " offen",
        "RF040",
        holds=("Kaioffen",),
        lacks=("\U000e0101",),
    )
    yield _lost("entities", "&#0; &#xd800; &#x110000; &#1; &#128; &bogus; &amp;lt;", "RF041")
    yield _lost("annotation", "a\ufff9b\ufffac\ufffbd", "RF006")
    yield _lost("pasted-object", "Bild: \ufffc", "RF006")
    yield _signs("musical", "Ton \U0001d173 b \U0001d17a", lacks=("\U0001d173",))
    yield _signs("deprecated-format", "a\u206ab\u206fc\u00ad", lacks=("\u206a", "\u206f"))
    # Letters of Korean that show nothing; where no typeface has them they are named, not swallowed.
    yield case("characters", "hangul-fillers", f"{HEAD}Kai \u3164 \u115f\u1160 offen{TAIL}", "RF502", code=1)
    yield _signs("blanks-of-all-widths", "a\u2000b\u2003c\u3000d\u205fe\u1680f", holds=("abcdef",))
