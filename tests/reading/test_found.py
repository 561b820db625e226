"""What the properties found, each defect as the smallest draft that showed it."""

from __future__ import annotations

import pytest

from releasefmt.model.content import Code, CodeBlock, Span, Text
from releasefmt.model.walk import leaves_of_release
from tests.reading.test_spans import check
from tests.reading.workbench import codes, draw, printed, release_of

# Each is read, and everything in it stands where it says.
ODD = {
    "a fence at the end of the file": "```",
    "a passage that nothing closes": "<pre>Zahlen",
    "a line of a no-break blank above a paragraph": "\u00a0\nText",
    "a value over two lines": "---\ntitel: Haus:\n  gefaltet\n---\n\nText.",
    "a string that nothing closes": '---\ntitle: "a \\\n---\n\nText.',
    "a backslash in single quotation marks": "---\ntitle: 'über\n  a\\u00dc'\n---\n\nText.",
    "a folded block": '---\nabbinder: >-\n  b"\n---\n\nText.',
    "a block of lines": '---\ntitle: |\n  b"\ntags: a\n---\n\nText.',
    "an address without anything behind it": "sperrfrist: 2025-04-24 10:00\ncontact:",
    "a date with bold in its midst": "**Musterstadt, den 3**. Mai 2025",
    "a cell that looks like what stands in front of its row": "| a |\n|---|\n\n- | - |\n  |---|\n  | - |",
    "a heading of signs": "# # #",
    "a list in a list of the same words": "- - a\n  - a",
}


@pytest.mark.parametrize("case", ODD)
def test_everything_stands_where_it_says(case: str) -> None:
    check(ODD[case])


def test_a_second_place_is_said() -> None:
    finding = next(
        entry for entry in draw("(Berlin, 24.04.2025)\n\nHamburg, 24. April 2025").findings if entry.code == "RF108"
    )
    assert finding.message == "The draft names two places, “Berlin” and “Hamburg”; the first one counts."
    assert finding.span == Span(3, 1, 3, 8)


def test_what_looks_like_a_tag_in_a_preformatted_passage_is_printed() -> None:
    sheet = draw("# Kopf\n\n<pre>es spricht\n<Vorname Nachname></pre>").sheet
    assert sheet is not None
    assert "es spricht\n<Vorname Nachname>" in printed(sheet)


def test_a_blank_before_a_mark_in_the_last_line_of_html_stays() -> None:
    sheet = draw("# Kopf\n\n<div>\nein <i>Wort</i>\n</div>").sheet
    assert sheet is not None
    assert "ein Wort" in printed(sheet)


def test_what_is_left_out_is_marked_to_its_end() -> None:
    finding = next(entry for entry in draw("# Kopf\n\nvor <nav>weg</nav> nach").findings if entry.code == "RF022")
    assert finding.span == Span(3, 5, 3, 19)
    unclosed = next(entry for entry in draw("# Kopf\n\n<script>weg").findings if entry.code == "RF022")
    assert unclosed.span == Span(3, 1, 3, 12)


@pytest.mark.parametrize("title", ["title:\n'''\n'''", "title: ['', '']"])
def test_values_without_a_word_make_no_headline(title: str) -> None:
    assert release_of(f"---\n{title}\n---\n\nText.").headline is None


def test_a_line_end_inside_code_is_a_blank() -> None:
    sheet = draw("# Kopf\n\n`eins\x0bzwei`").sheet
    assert sheet is not None
    assert "eins zwei" in printed(sheet)


# --- places that have a way of their own ----------------------------------------------------------------------------


def place_of_word(draft: str, word: str) -> str:
    """The line and columns of a word, by its letters, as ``3:5-9``."""
    from releasefmt.model.places import where, words_of

    for leaf in leaves_of_release(release_of(draft, internal="print")):
        if not isinstance(leaf, Text | Code):
            continue
        text = leaf if isinstance(leaf, Text) else words_of(leaf)
        at = text.text.find(word)
        if at >= 0 and (span := where(text, at, at + len(word))) is not None:
            return f"{span.line}:{span.column}-{span.end_column}"
    return ""


@pytest.mark.parametrize(
    ("draft", "word", "place"),
    [
        ("# Kopf\n\nA &amp; B und Wort", "&", "3:3-8"),
        ("# Kopf\n\nA &amp; B und Wort", "Wort", "3:15-19"),
        ("# Kopf\n\n\\*A\\* und Wort", "*A*", "3:1-6"),
        ("# Kopf\n\nfu\u0308r Wort", "ü", "3:2-4"),
        ("# Kopf\n\nfu\u0308r Wort", "Wort", "3:6-10"),
        ("# Kopf\n\nMigrant\\\\*innen, Wort", "*", "3:8-11"),
        ("# Kopf\n\nx {% y %} Wort", "Wort", "3:11-15"),
        ("# Kopf\n\nx `y` und ``a ` Wort``", "Wort", "3:17-21"),
        ("# Kopf\n\n| a | b |\n|---|---|\n| c \\| d | Wort |", "Wort", "5:12-16"),
        ("# Kopf\n\n| a | b |\n|---|---|\n| c \\| d | Wort |", "| d", "5:6-9"),
        ("# Kopf\n\nText^[eine *Note* Wort] weiter", "Wort", "3:19-23"),
        ("# Kopf\n\n<p>\n  A &amp; B <b>Wort</b></p>", "Wort", "4:16-20"),
        ("# Kopf\n\n> - a\n>   und Wort", "Wort", "4:9-13"),
        ("# Kopf\n\n-\ta\n\n\t\tWort", "Wort", "5:3-7"),
        ("## Wort ##", "Wort", "1:4-8"),
        ("---\ntitel: 'Das ''Haus'''\n---\n", "Haus", "2:15-19"),
        ('---\ntitel: "\\u00dcber Haus"\n---\n', "Ü", "2:9-15"),
        ("---\ntitel: >\n  Das\n  Haus\n---\n", "Haus", "4:3-7"),
        ("---\ntitel: Pressemitteilung: Haus\n---\n", "Haus", "2:26-30"),
        ('+++\ntitle = "Das Haus"\n+++\n', "Haus", "2:14-18"),
        (".. title: Das Haus\n", "Haus", "1:15-19"),
        ("Title: Das Haus\nDate: 2025-04-24\n", "Haus", "1:12-16"),
    ],
)
def test_words_stand_where_they_were_typed(draft: str, word: str, place: str) -> None:
    assert place_of_word(draft, word) == place


def test_code_in_a_contact_keeps_its_places() -> None:
    draft = "# Kopf\n\n" + "wort " * 14 + "\n\n## Kontakt\n\n```\nEva Muster\nTel. 030 1234567\n```\n"
    assert place_of_word(draft, "Tel.") == "9:1-5"


def test_a_code_block_has_its_places() -> None:
    block = next(block for block in release_of("# Kopf\n\n    eins\n    zwei").body if isinstance(block, CodeBlock))
    assert [stretch.span.line for stretch in block.places if stretch.literal] == [3, 4]


@pytest.mark.parametrize(
    ("draft", "printed_words"),
    [
        ("<p>Gruß</ro<>", "Gruß</ro<>"),
        ("<p\noe<>-", "<p oe<>-"),
        ("<pre><oa</>a", "<oaa"),
        ("<div></iv<><", "</iv<><"),
        ("<ul><li>a<![if b]>c", "ac"),
        ("<p Haus'<>Tor", "<p Haus'<>Tor"),
        ("<div></Haus<!>><", "</Haus><"),
        ("<div>\n</Haus<!-- x -->>", "</Haus>"),
        ("<p></Haus```><", "</Haus```><"),
        ("<p>Tor</ Haus> und</>", "Tor</ Haus> und"),
        ("<p>Tor</p\nclass=x> Haus", "Tor Haus"),
        ('<p>Tor<br/>Haus<span class="x"/>', "Tor Haus"),
        ("<p Haus=''<><", "<p Haus=''<><"),
        ('<div class="x" <b>Tor</b> Haus', '<div class="x" Tor Haus'),
        ('<p title="a < b">Haus</p>', "Haus"),
        ("<p title= 'a <b> c' lang=de>Haus</p>", "Haus"),
    ],
)
def test_a_sign_before_another_one_begins_no_tag(draft: str, printed_words: str) -> None:
    drawn = draw(draft)
    assert drawn.sheet is not None
    assert printed_words in " ".join(printed(drawn.sheet).split())


def test_a_declaration_without_a_name_is_left_out_and_said() -> None:
    found = [entry.message for entry in draw("<ul><li>Punkt<![>").findings if entry.code == "RF022"]
    assert found == ["“<![>” cannot be printed; it was left out."]


@pytest.mark.parametrize(
    ("draft", "words", "span"),
    [
        ("Berlin, May 2, 2026 /SampleWire/ -- The museum opens.", "/SampleWire/", Span(1, 20, 1, 37)),
        ("EMBARGO: 4 May 2026, 10:00\nDATE: Friday, 3 May 2026 by hand\n\n# News", "by hand", Span(2, 7, 2, 33)),
    ],
)
def test_words_beside_place_and_date_are_named(draft: str, words: str, span: Span) -> None:
    (found,) = (entry for entry in draw(draft).findings if entry.code == "RF117")
    assert found.message == f"“{words}” in the dateline is not printed."
    assert found.span is not None
    assert (found.span.line, found.span.column) == (span.line, span.column)


@pytest.mark.parametrize(
    "shout",
    [
        *(
            "!!! Achtung",
            "!!! Babalö",
            "!!! achtung",
            "!!! Hinweis: Die Sperrfrist gilt",
            "!!! Note",
            "!!! note that we open",
        ),
        *("??? Frage", "!!! tipp", "Das Haus\n!!! hinweis", "\\newpageüber"),
    ],
)
def test_a_shout_is_printed(shout: str) -> None:
    drawn = draw(f"# Kopf\n\n{shout}")
    assert drawn.sheet is not None
    assert " ".join(shout.split()) in " ".join(printed(drawn.sheet).split())
    assert "RF023" not in codes(drawn.findings)


@pytest.mark.parametrize(
    ("box", "command", "words"),
    [
        ("!!! note\n    Text", "!!! note", "Kopf\nText"),
        ('!!! warning "Haus"\n    Text', "!!! warning", "Kopf\n„Haus“ Text"),
        ("???+ tip inline end\n    Text", "???+ tip inline end", "Kopf\nText"),
    ],
)
def test_the_box_of_a_website_is_left_out_and_said(box: str, command: str, words: str) -> None:
    drawn = draw(f"# Kopf\n\n{box}")
    assert drawn.sheet is not None
    assert printed(drawn.sheet) == words
    found = [entry.message for entry in drawn.findings if entry.code == "RF023"]
    assert found == [f"“{command}” is a command of a website; it was left out."]


@pytest.mark.parametrize(
    ("draft", "written", "span"),
    [
        ("# Kopf\n\n[Hinweis]:\nMontag\n\nText", "[Hinweis]: Montag", Span(3, 1, 4, 7)),
        ("f\n\n[a]:\n:\n[a]:\nHaus", "[a]: Haus", Span(5, 1, 6, 5)),
        ("f [a]\n\n[a]: b\n[\na]:Haus", "[ a]:Haus", Span(4, 1, 5, 8)),
        (":\n[^1]:[^]:\nHaus", "[^1]:[^]: Haus", Span(2, 1, 3, 5)),
        ("[\n[^1]:\n[Haus\n]:\nTor", "[Haus ]: Tor", Span(3, 1, 5, 4)),
        ('> [a]:\n> <b>\n> "Haus\n> Tor"\n\nText', '[a]: <b> "Haus Tor"', Span(1, 1, 4, 7)),
        ("[a]: {{ b }}/c\n\nText", "[a]: {{ b }}/c", Span(1, 1, 1, 15)),
    ],
)
def test_all_lines_of_an_address_that_is_not_used_are_said(draft: str, written: str, span: Span) -> None:
    found = [entry for entry in draw(draft).findings if entry.code == "RF304"][-1]
    assert found.message == f"“{written}” is the address of a link that is nowhere in the text; it is not printed."
    assert found.span == span


_NOTE_IN_NOTE = "# Kopf\n\nWort[^a] und[^1] da.\n\n[^a]: Eins\n\n    [^1]: Zwei\n\n    Drei\n"


@pytest.mark.parametrize(
    ("draft", "words", "found"),
    [
        ("# Kopf\n\n[^a]:[^1]:", "Kopf", ["RF028", "RF028"]),
        (_NOTE_IN_NOTE, "Kopf\nWort und da.\nEins\nDrei\nZwei", []),
        (_NOTE_IN_NOTE.replace("[^a] und", " und"), "Kopf\nWort und da.\nEins\nDrei\nZwei", ["RF028"]),
        (_NOTE_IN_NOTE.replace("und[^1]", "und"), "Kopf\nWort und da.\nEins\nZwei\nDrei", ["RF028"]),
        (_NOTE_IN_NOTE.replace("[^1]:", "[^a]:"), "Kopf\nWort und[^1] da.\nEins\nZwei\nDrei", ["RF031"]),
    ],
)
def test_a_footnote_inside_another_loses_no_word(draft: str, words: str, found: list[str]) -> None:
    drawn = draw(draft)
    assert drawn.sheet is not None
    assert printed(drawn.sheet) == words
    assert [entry.code for entry in drawn.findings if entry.code in {"RF028", "RF031"}] == found


@pytest.mark.parametrize(
    "draft",
    [
        "Haus<!-- x -->boot und Tor",
        "<p>Haus<!-- x -->boot und Tor</p>",
        "<div>\nHaus<!-- x\ny -->boot<?php z ?> und Tor\n</div>",
        "<div>Haus<!-- ein --><b><!-- zwei -->boot</b> und<!-- drei --> Tor</div>",
    ],
)
def test_a_comment_leaves_no_gap(draft: str) -> None:
    sheet = draw(draft).sheet
    assert sheet is not None
    assert printed(sheet) == "Hausboot und Tor"


@pytest.mark.parametrize(
    ("draft", "printed_words"),
    [
        ("Ein <b>altes </b> Haus", "Ein altes Haus"),
        ("Ein <b> <i> altes </i></b> Haus", "Ein altes Haus"),
        ("Ein <b> </b> Haus", "Ein Haus"),
        ("Ein [altes ](https://haus.example) Haus", "Ein altes Haus"),
        ("<b> Ein</b> Haus<i> </i>", "Ein Haus"),
        ("Ein<b> <br> altes </b><br> Haus", "Ein\naltes\nHaus"),
        ("<b>Ein </b>\nHaus", "Ein Haus"),
        ("Ein `  ` Haus", "Ein    Haus"),
    ],
)
def test_where_blanks_meet_there_is_one_as_on_a_page_of_html(draft: str, printed_words: str) -> None:
    sheet = draw(draft).sheet
    assert sheet is not None
    assert printed(sheet) == printed_words
