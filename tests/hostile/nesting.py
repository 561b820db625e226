"""What is built into itself, and what is very long or very many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.hostile.case import END, HEAD, TAIL, Case, case


def _pair(name: str, opening: str, closing: str, count: int, *codes: str, code: int = 0, **more: Any) -> Case:
    return case("nesting", name, f"{HEAD}{opening * count}tief{closing * count}{TAIL}", *codes, code=code, **more)


def cases() -> Iterator[Case]:
    deep = ("more than 20 deep",)
    kept = (END,)
    yield _pair("quotes-20", "> ", "", 20, holds=("tief", END))
    yield _pair("quotes", "> ", "", 4_000, "RF024", code=1, says=deep)
    yield case(
        "nesting",
        "lists",
        HEAD + "\n".join("  " * n + "- Punkt" for n in range(150)) + TAIL,
        "RF024",
        code=1,
        says=deep,
    )
    yield case("nesting", "lists-in-a-line", HEAD + "- " * 4_000 + "tief" + TAIL, "RF024", code=1, says=deep)
    yield case("nesting", "numbers-in-a-line", HEAD + "1. " * 4_000 + "tief" + TAIL, "RF024", code=1, says=deep)
    yield case("nesting", "quotes-and-lists", HEAD + "> - " * 2_000 + "tief" + TAIL, "RF024", code=1, says=deep)
    yield _pair("emphasis", "*", "*", 4_900, holds=("tief", END))
    yield _pair("strong-words", "**a ", "** ", 1_500, "RF027", holds=("tief", END))
    yield _pair("brackets", "[", "]", 4_900, holds=("tief", END))
    yield _pair("links", "[", "](https://kai.example)", 400, holds=("tief", END))
    yield _pair("pictures", "![", "](kai.png)", 700, "RF310", holds=(END,))
    yield _pair("notes", "^[", "]", 250, "RF503", holds=kept)
    yield _pair("html-quotes", "<blockquote>", "</blockquote>", 300, "RF024", code=1, says=deep)
    yield _pair("html-inline", "<b>", "</b>", 1_400, holds=("tief", END))
    yield _pair("html-spans", "<span>", "</span>", 700, holds=("tief", END))
    yield _pair("html-tables", "<table><tr><td>", "</td></tr></table>", 250, "RF024", code=1)
    yield _pair("html-divs", "<div>\n", "\n</div>", 1_000, holds=("tief", END))
    # A word behind the marks that open a block of code names its language; all below them is code.
    yield case("nesting", "code", f"{HEAD}{'`' * 9_000} tief{TAIL}", holds=(END,))
    yield case("nesting", "code-in-a-line", f"{HEAD}a {'`' * 9_000} tief{TAIL}", holds=("tief", END))
    yield case(
        "nesting",
        "rows",
        HEAD + "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5_000 + TAIL,
        "RF025",
        code=1,
        says=("1000",),
    )
    yield case(
        "nesting", "columns", HEAD + "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + TAIL, "RF025", code=1, says=("50",)
    )
    yield case("nesting", "items", HEAD + "- a\n" * 5_000 + TAIL, "RF025", code=1, says=("2000",))
    yield case("nesting", "items-in-many-lists", HEAD + ("- a\n" * 1_900 + "\n***\n\n") * 20 + TAIL, "RF043", code=1)
    yield case("nesting", "paragraphs", HEAD + "Ein Satz.\n\n" * 80_000 + TAIL, "RF043", code=1)
    yield case("nesting", "heads", HEAD + "## Kopf\n\nEin Satz.\n\n" * 40_000 + TAIL, "RF043", code=1)
    yield case("nesting", "line-breaks", HEAD + "Zeile\\\n" * 100_000 + TAIL, "RF043", code=1)
    yield case(
        "nesting", "one-paragraph", HEAD + "Der Hafenrat hat den neuen Kai geöffnet. " * 20_000 + TAIL, "RF043", code=1
    )
    yield case("nesting", "one-word", HEAD + "x" * 200_000 + TAIL, "RF044", code=1)
    yield case("nesting", "one-word-short", HEAD + "Donau" * 400 + TAIL, holds=("Donau" * 400, END))
    yield case("nesting", "links-many", HEAD + "[Kai](https://kai.example/a) " * 30_000 + TAIL, "RF043", code=1)
    yield case(
        "nesting",
        "notes-many",
        HEAD + "".join(f"a[^{n}]\n\n[^{n}]: Note\n\n" for n in range(20_000)) + TAIL,
        "RF043",
        code=1,
    )
    yield case("nesting", "rules", HEAD + "***\n\n" * 100_000 + TAIL, "RF043", code=1)
    yield case("nesting", "too-large", HEAD + "a " * 600_000, "RF003", code=1)
    yield case("nesting", "definitions", HEAD + "Wort\n: Sinn\n\n" * 60_000 + TAIL, "RF043", code=1)
    yield case("nesting", "code-block", HEAD + "```\n" + "a\n" * 9_000 + "```\n" + TAIL, "RF043", code=1)
    yield case("nesting", "quotation-marks", HEAD + '"' * 200_000 + TAIL, "RF044", code=1)
