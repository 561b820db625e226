"""Characters that no typeface has are said with their place and a remedy, wherever they stand, and no file shows a box."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from releasefmt.model.findings import Finding, Severity
from releasefmt.pipeline import Job, run, set_up
from releasefmt.system.assets import BUNDLED
from releasefmt.system.drafts import Draft
from releasefmt.system.fonts import bundled_characters

SETTINGS = """[organisation]
name = "Hafenrat {name}"
address = ["Kaistraße 12 {address}", "12345 Musterstadt"]

[contact]
name = "Erika {contact}"

[boilerplate]
text = "Der Hafenrat {boilerplate} berät die Stadt."

[footer]
lines = ["Vereinsregister {footer}"]
"""

DRAFT = """---
kicker: Hafen {kicker}
---

Musterstadt, 24. April 2025 – **Pressemitteilung**

# Hafenrat legt Plan {headline} vor

Eine Unterzeile {subheadline} steht darunter

**Der Hafenrat Musterstadt hat gestern einen Plan {lead} vorgelegt, der die Kais bis 2030 ohne Dieselstrom auskommen lässt.**

Ein Absatz {body} mit *kursiven {italic}*, **fetten {bold}**, ***beiderlei {both}***, `Code {code}` und [Wort {link}](https://hafenrat.example/).[^1]

## Zwischentitel {crosshead}

- Punkt {item}

| Kai {head} | Kosten |
|---|---|
| Nord | {cell} |

> Zitat {quote}

![{alt}](fort.png)

```
Quelltext {block}
```

[^1]: Eine Fußnote {note}.
"""

IN_DRAFT = [
    "kicker",
    "headline",
    "subheadline",
    "lead",
    "body",
    "italic",
    "bold",
    "both",
    "code",
    "link",
    "crosshead",
    "item",
    "head",
    "cell",
    "quote",
    "alt",
    "block",
    "note",
]
IN_SETTINGS = ["name", "address", "contact", "boilerplate", "footer"]


def findings(folder: Path, signs: dict[str, str], *formats: str) -> dict[str, Finding]:
    """RF502 and RF508 by the place that was given a sign; nothing is written where one is an error."""
    slots = dict.fromkeys((*IN_DRAFT, *IN_SETTINGS), "x") | signs
    (folder / "releasefmt.toml").write_text(SETTINGS.format(**slots), "utf-8")
    text = DRAFT.format(**slots).encode()
    (folder / "a.md").write_bytes(text)
    setup = set_up(folder)
    assert setup.value is not None, setup.findings
    done = run(Job(Draft("a.md", text, folder, "a"), setup.value, formats, folder / "out")).result
    missing = [entry for entry in done.findings if entry.code in {"RF502", "RF508"}]
    assert bool(done.outputs) == (not any(entry.severity is Severity.ERROR for entry in missing) and formats != ())
    return {slot: entry for slot, sign in signs.items() for entry in missing if f"“{sign}”" in entry.message}


def place_of(folder: Path, entry: Finding) -> str:
    """The character to which a finding points."""
    assert entry.span is not None
    text = (folder / ("releasefmt.toml" if entry.file else "a.md")).read_text("utf-8")
    return text.splitlines()[entry.span.line - 1][entry.span.column - 1]


@pytest.mark.parametrize("formats", [(), ("pdf",), ("docx",), ("pdf", "docx")])
def test_wherever_it_stands(tmp_path: Path, formats: tuple[str, ...]) -> None:
    """One sign a place, each of another script, so that none is taken for a whole script."""
    picked = "⚓☃♨☎☂☀☁☄☭☮♞⌚✈❦✎❄✂✿☯♬⚖⛵☸"
    signs = dict(zip((*IN_DRAFT, *IN_SETTINGS), picked, strict=True))
    for slot, sign in signs.items():
        found = findings(tmp_path, {slot: sign}, *formats)
        assert set(found) == {slot}, slot
        entry = found[slot]
        assert entry.code == ("RF508" if formats == ("docx",) else "RF502")
        assert f"U+{ord(sign):04X}" in entry.message
        assert "fonts.files" in entry.hint
        assert bool(entry.file) == (slot in IN_SETTINGS)
        if slot not in {"kicker", "alt"}:  # values of metadata and pictures are placed as a whole
            assert place_of(tmp_path, entry) == sign, slot


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("שלום עולם", "Hebrew"),
        ("สวัสดีชาวโลก", "Thai"),
        ("हिन्दी भाषा", "Devanagari"),
        ("中国新闻稿", "Chinese, Japanese or Korean"),
        ("مرحبا بالعالم", "Arabic"),
        ("안녕하세요", "Chinese, Japanese or Korean"),
    ],
)
@pytest.mark.parametrize("slot", ["body", "bold", "italic", "headline", "footer"])
def test_a_script_without_typeface_is_said_once(tmp_path: Path, slot: str, words: str, script: str) -> None:
    signs = dict.fromkeys((*IN_DRAFT, *IN_SETTINGS), "x") | {slot: words}
    (tmp_path / "releasefmt.toml").write_text(SETTINGS.format(**signs), "utf-8")
    setup = set_up(tmp_path).value
    assert setup is not None
    draft = Draft("a.md", DRAFT.format(**signs).encode(), tmp_path, "a")
    done = run(Job(draft, setup, ("pdf", "docx"), tmp_path / "out")).result
    [said] = [entry for entry in done.findings if entry.code == "RF502"]
    assert f"no {script} characters" in said.message
    assert done.outputs == ()


def test_what_is_not_seen_is_not_missed(tmp_path: Path) -> None:
    """Blanks of all widths, signs that steer lines or the look of the one before, and letters drawn from their parts."""
    unseen = "a\u202f\u2009\u00a0\u200b\u2060\u200e\ufe0fb ǻ ẞ c\u0301"
    assert findings(tmp_path, {"body": unseen, "headline": unseen}, "pdf", "docx") == {}
    assert (tmp_path / "out" / "a.pdf").exists()


def test_the_list_of_characters_is_that_of_the_bundled_files() -> None:
    files = list(BUNDLED.glob("*.ttf"))
    assert len(files) == 12
    assert bundled_characters() == frozenset().union(*(TTFont(file).getBestCmap() for file in files))
