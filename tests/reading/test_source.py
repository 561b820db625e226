"""Bytes to text: encodings, line ends, characters, and columns in the author's own line (rule R0)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding
from releasefmt.model.text import plain_text
from releasefmt.reading.source import read_source
from tests.languages.test_drafts import CASES, Case
from tests.reading.drafts import BOUNDED
from tests.reading.workbench import codes, draw, printed, release_of

UMLAUTS = "# Über Bürger für „Größe“ – ja\n"


def only(text: str | bytes, code: str) -> Finding:
    """The one finding of that code."""
    data = text.encode() if isinstance(text, str) else text
    (found,) = (finding for finding in read_source(data).findings if finding.code == code)
    return found


# --- encodings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        UMLAUTS.encode(),
        b"\xef\xbb\xbf" + UMLAUTS.encode(),
        b"\xff\xfe" + UMLAUTS.encode("utf-16-le"),
        b"\xfe\xff" + UMLAUTS.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + UMLAUTS.encode("utf-32-le"),
        b"\x00\x00\xfe\xff" + UMLAUTS.encode("utf-32-be"),
        unicodedata.normalize("NFD", UMLAUTS).encode(),
        UMLAUTS.replace("\n", "\r\n").encode(),
        UMLAUTS.replace("\n", "\r").encode(),
    ],
)
def test_what_the_bytes_tell_is_read_without_a_word(data: bytes) -> None:
    source = read_source(data)
    assert source.value.text == UMLAUTS
    assert source.findings == ()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("mac-roman", "Mac Roman"),
        ("utf-16-le", "UTF-16 without its mark"),
        ("utf-16-be", "UTF-16 without its mark"),
    ],
)
def test_a_guessed_encoding_is_said_with_its_place(encoding: str, name: str) -> None:
    source = read_source(UMLAUTS.encode(encoding))
    assert source.value.text == UMLAUTS
    (finding,) = source.findings
    assert finding.code == "RF004"
    assert finding.message == (
        f"The draft is not saved as UTF-8; it was read as {name}. Please check umlauts and quotation marks."
    )
    assert finding.span == (Span(1, 1, 1, 2) if "utf" in encoding else Span(1, 3, 1, 4))


_BY_LANGUAGE = {"pl": ("cp1250", "iso8859-2"), "cs": ("cp1250", "iso8859-2"), "ja": ("cp932",), "ar": ("cp1256",)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")
def test_drafts_in_the_old_encodings_of_their_languages_read_as_they_were_written(case: Case) -> None:
    """Also where the drafts of two languages share their bytes: the whole text decides."""
    language, draft = case.language, case.draft
    for encoding in _BY_LANGUAGE.get(language, ("cp1252", "mac-roman", "iso8859-15")):
        data = draft.encode(encoding, "ignore")
        source = read_source(data)
        assert source.value.text == unicodedata.normalize("NFC", data.decode(encoding))
        assert not data.isascii() or not source.findings
        assert data.isascii() or "RF004" in codes(source.findings)


def test_single_bytes_of_another_encoding_in_a_utf_8_text() -> None:
    """As when a paragraph was pasted into a file by a program: the rest stays UTF-8."""
    source = read_source("Größe für Bürger\n\nund wir f\udcfcr Größe\n".encode("utf-8", "surrogateescape"))
    assert source.value.text == "Größe für Bürger\n\nund wir für Größe\n"
    (finding,) = source.findings
    assert (finding.code, finding.span) == ("RF004", Span(3, 10, 3, 11))
    assert finding.message == "This character is not saved as UTF-8, as the others are; it was read as “ü”."


def test_a_few_zeros_make_no_utf_16() -> None:
    text = "\x00\n## Spolek Příklad otevírá knihovnu\n\x00"
    assert read_source(text.encode()).value.text == text.replace("\x00", "\ufffd")


def test_a_draft_that_was_cut_off_in_the_middle_of_a_character() -> None:
    source = read_source("Über Größe — und für".encode()[:-2])
    assert source.value.text == "Über Größe — und fÃ"
    assert "RF004" in codes(source.findings)


@pytest.mark.parametrize(
    ("mojibake", "meant"), [("Ã¤", "ä"), ("â€ž", "„"), ("Ä…", "ą"), ("√§", "ä"), ("Â§", "§"), ("ðŸ˜€", "😀")]
)
def test_what_was_saved_twice_is_said_and_left(mojibake: str, meant: str) -> None:
    draft = f"# Kopf\n\nein h{mojibake}t"
    finding = only(draft, "RF042")
    assert finding.span == Span(3, 6, 3, 6 + len(mojibake))
    assert finding.message.startswith(f"“{mojibake}” was probably “{meant}”")
    assert f"h{mojibake}t" in printed_text(draft)


@pytest.mark.parametrize(
    "words", ["«CAFÉ»", "«IRMÃ» disse", "BÄ…", "Größe", "Ação", "ÅSA", "naïve", "À la carte", "Äußerung"]
)
def test_words_that_look_a_little_like_it(words: str) -> None:
    assert read_source(words.encode()).findings == ()


def test_many_places_are_counted() -> None:
    findings = read_source(("# Kopf\n\n" + "hÃ¤t\n" * 500).encode()).findings
    assert codes(findings) == ["RF042"] * 10
    assert findings[-1].message.endswith("There are 490 more places like this.")


def test_a_letter_that_was_lost_before() -> None:
    assert only("# Kopf\n\nf\ufffdr alle", "RF041").span == Span(3, 2, 3, 3)
    assert "f\ufffdr alle" in printed_text("# Kopf\n\nf\ufffdr alle")


# --- lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_by_every_line_end(end: str) -> None:
    release = release_of(end.join(["Pressemitteilung", "", "# Kopf", "", "Text"]))
    assert release.headline is not None
    assert release.headline.span is not None
    assert release.headline.span.line == 3


def test_line_ends_may_be_mixed() -> None:
    assert read_source(b"a\r\nb\rc\n\rd").value.text == "a\nb\nc\n\nd"


@pytest.mark.parametrize("sign", ["\x0b", "\u2028"])
def test_a_line_end_inside_a_paragraph_is_printed(sign: str) -> None:
    """As Word has it: Shift and Enter."""
    draft = f"# Kopf\n\nEva Muster{sign}Straße 1 und [hier](#)"
    drawn = draw(draft)
    assert "Eva Muster\nStraße 1" in printed_text(draft)
    (dead,) = (finding for finding in drawn.findings if finding.code == "RF301")
    assert dead.span == Span(3, 25, 3, 34)  # lines are those of the file


def test_the_end_of_a_paragraph_inside_a_line() -> None:
    draft = "# Kopf\u2029Erster Absatz\u2029Zweiter [hier](#)\n\nDritter [da](#)"
    assert printed_text(draft) == "Kopf\nErster Absatz\nZweiter hier\nDritter da"
    spans = [finding.span for finding in draw(draft).findings if finding.code == "RF301"]
    assert spans == [Span(1, 30, 1, 39), Span(3, 9, 3, 16)]


def test_a_form_feed_is_white_space() -> None:
    assert printed_text("# Kopf\n\nEins\n\x0c\nZwei") == "Kopf\nEins\nZwei"


def test_tabs() -> None:
    assert printed_text("# Kopf\n\n-\tEins\n\tZwei\n\nDrei\tvier") == "Kopf\nEins Zwei\nDrei vier"


# --- characters --------------------------------------------------------------------------------------------------


def printed_text(draft: str) -> str:
    drawn = draw(draft)
    assert drawn.sheet is not None
    return printed(drawn.sheet)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x07", "U+0007"),
        ("\x00", "U+0000"),
        ("\x9f", "U+009F"),
        ("\ue123", "U+E123"),
        ("\ufffc", "U+FFFC"),
        ("\U000f0001", "U+F0001"),
    ],
)
def test_characters_that_cannot_be_printed_are_replaced_and_named(char: str, name: str) -> None:
    drawn = draw(f"# Kopf\n\nab{char}cd")
    assert drawn.sheet is not None
    assert "RF006" in codes(drawn.findings)
    (finding,) = (finding for finding in drawn.findings if finding.code == "RF006")
    assert name in finding.message
    assert finding.span == Span(3, 3, 3, 4)
    assert any(plain_text((placed.block,)) == "ab\ufffdcd" for placed in drawn.sheet.flow)


def test_a_control_that_was_a_dash_in_windows() -> None:
    assert only("# Kopf\n\nvon \x96 bis", "RF006").hint == "Write – if that was meant, or delete it."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Wort\u200bende", "Wortende"),
        ("Wort\ufeffende", "Wortende"),
        ("Wort\u2060ende", "Wortende"),
        ("Auf\u200clage", "Auflage"),
        ("Tel. \u200e030123\u200e", "Tel. 030123"),
        ("10\u00a0%", "10\u00a0%"),
        ("Pres\u00adse", "Presse"),  # the soft hyphen stays in the release; it is no word
        ("ส\u200bว", "ส\u200bว"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("אבג\u200e 12", "אבג\u200e 12"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
    ],
)
def test_signs_that_cannot_be_seen_stay_where_a_script_needs_them(typed: str, shown: str) -> None:
    draft = f"# Kopf\n\nAnfang {typed} Ende"
    assert f"Anfang {shown.replace(chr(0x200B), '')} Ende" in printed_text(draft)
    assert read_source(draft.encode()).findings == ()
    assert shown.replace("Presse", "Pres\u00adse") in read_source(draft.encode()).value.text


def test_a_sign_that_turns_the_order_of_reading_is_left_out_and_named() -> None:
    draft = "# Kopf\n\nDie Datei \u202eexe.txt\u202c ist da"
    assert "Die Datei exe.txt ist da" in printed_text(draft)
    first, second = (finding for finding in read_source(draft.encode()).findings)
    assert first.code == second.code == "RF040"
    assert first.message == (
        "The invisible sign U+202E (RIGHT-TO-LEFT OVERRIDE) turns the order in which this line is read; it was left out."
    )
    assert (first.span, second.span) == (Span(3, 11, 3, 12), Span(3, 19, 3, 20))


def test_text_in_two_directions_keeps_its_signs() -> None:
    draft = "# بيان\n\nقال \u2067Eva\u2069 هنا"
    assert "\u2067Eva\u2069" in printed_text(draft)
    assert "RF040" in codes(read_source(draft.encode()).findings)


def test_letters_that_cannot_be_seen_are_read_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(sign)) for sign in "print this")
    draft = f"# Kopf\n\nGuten{hidden} Tag"
    assert "Guten Tag" in printed_text(draft)
    assert only(draft, "RF040").message == "Letters that cannot be seen stand here, “print this”; they were left out."
    assert only(draft, "RF040").span == Span(3, 6, 3, 16)


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf0a7"])
def test_bullets_out_of_a_word_processor_make_a_list(bullet: str) -> None:
    draft = f"# Kopf\n\n{bullet}\tEins\n{bullet}\tZwei"
    assert printed_text(draft) == "Kopf\nEins\nZwei"
    assert "RF006" not in codes(draw(draft).findings)


@pytest.mark.parametrize("draft", ["# Kopf\n\nA&#x202e;B &#xe100;C", "# Kopf\n\n<div>\nA&#x202e;B &#xe100;C</div>"])
def test_entities_bring_in_no_such_sign(draft: str) -> None:
    assert "AB \ufffdC" in printed_text(draft)
    assert [code for code in codes(draw(draft).findings) if code in ("RF040", "RF006")] == ["RF040", "RF006"]


# --- places ------------------------------------------------------------------------------------------------------


def test_columns_point_into_the_decomposed_line() -> None:
    line = unicodedata.normalize("NFD", "Die Bürger für Übung sehen [die Größe](#) und gehen.")
    (finding,) = (finding for finding in draw("# Kopf\n\n" + line).findings if finding.code == "RF301")
    assert finding.span is not None
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == unicodedata.normalize("NFD", "[die Größe](#)")


@pytest.mark.slow
@BOUNDED
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
        | st.sampled_from("a\u0308\u0323\u1100\u1161\u11a8\u200b\n"),
        max_size=12,
    )
)
def test_every_character_is_that_of_the_file(text: str) -> None:
    """Each line is in NFC, and slices of the author's own lines give its characters."""
    source = read_source(text.encode()).value
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert unicodedata.is_normalized("NFC", source.text)
    for number, line in enumerate(source.text.split("\n"), 1):
        for column, sign in enumerate(line, 1):
            span = source.span(number, column, number, column + 1)
            typed = rows[span.line - 1][span.column - 1 : span.end_column - 1]
            assert sign in unicodedata.normalize("NFC", typed) or sign in "\ufffd\u2028 •▪‣"
