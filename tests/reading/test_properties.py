"""Whatever is handed in, reading never raises, loses no word, invents none, and says the same twice."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from releasefmt.model.content import Blocks
from releasefmt.model.findings import Finding
from releasefmt.model.text import plain_text
from releasefmt.passes.compose import choose_pack
from releasefmt.passes.typography import polish
from releasefmt.reading.metadata import read_metadata
from releasefmt.reading.source import read_source
from releasefmt.system.hyphenation import load_patterns
from releasefmt.system.languages import language_texts
from tests.effort import calls
from tests.reading.cldr_names import LOCALES
from tests.reading.drafts import ANY, BOUNDED, FIXED, REAL, SOUP, WORD, lines, spoilt
from tests.reading.workbench import Drawn, draw, job, printed, read

pytestmark = pytest.mark.slow

_LETTERS = re.compile(r"[^\W\d_]+")


def said_something(drawn: Drawn) -> bool:
    return drawn.sheet is not None or bool(drawn.findings)


@BOUNDED
@given(ANY)
def test_any_text_gives_a_release_or_a_finding(text: str) -> None:
    assert said_something(draw(text.encode("utf-8", "replace")))


ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "mac-roman",
    "cp1250",
    "latin-1",
)


@BOUNDED
@given(
    st.binary(max_size=120)
    | st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        st.sampled_from(REAL) | SOUP,
        st.sampled_from(ENCODINGS),
    ),
    st.binary(max_size=4),
    st.integers(0, 60),
)
def test_any_bytes_give_a_release_or_a_finding(data: bytes, foreign: bytes, where: int) -> None:
    assert said_something(draw(data[:where] + foreign + data[where:400]))


@BOUNDED
@given(lines())
def test_no_word_is_lost_unsaid(draft: str) -> None:
    """Each word stands once in the draft; where the sheet lacks it, a finding's sentence or place holds it."""
    drawn = draw(draft, internal="print")
    if drawn.sheet is None:
        assert drawn.findings
        return
    body = read_metadata(read_source(draft.encode()).value).value.body
    lost = set(WORD.findall(re.sub("[\u00ad\u200b]", "", body))) - set(WORD.findall(printed(drawn.sheet)))
    rows = re.split(r"\r\n|\r|\n", draft)
    said = " ".join(finding.message + " " + typed_at(rows, finding) for finding in drawn.findings)
    assert not lost - set(WORD.findall(unicodedata.normalize("NFC", said)))


def typed_at(rows: list[str], finding: Finding) -> str:
    """What the author typed where a finding is."""
    span = finding.span
    if span is None:
        return ""
    there = rows[span.line - 1 : span.end_line]
    there[-1] = there[-1][: span.end_column - 1]
    there[0] = there[0][span.column - 1 :]
    return "\n".join(there)


def _names() -> frozenset[str]:
    """Names of months and days, as a date has them that is written anew."""
    found: set[str] = set()
    for tag in LOCALES:
        locale = Locale.parse(tag)
        for table in (locale.months, locale.days):
            for width in ("wide", "abbreviated"):
                for form in ("format", "stand-alone"):
                    found |= {
                        word for name in table[form][width].values() for word in _LETTERS.findall(name.casefold())
                    }
    return frozenset(found)


NAMES = _names() | {word for _, text in language_texts() for word in _LETTERS.findall(text.casefold())}
SIGNS = {sign for name in NAMES for sign in name}


@BOUNDED
@given(lines() | spoilt())
def test_no_word_is_invented(draft: str) -> None:
    sheet = draw(draft, internal="print").sheet
    if sheet is None:
        return
    text = re.sub("[\u00ad\u200b\u2060]", "", unicodedata.normalize("NFC", unescape(draft))).casefold()
    own = set(_LETTERS.findall(text)) | set(_LETTERS.findall(draft.casefold()))
    run_together = "".join(_LETTERS.findall(text))
    for word in _LETTERS.findall(unicodedata.normalize("NFC", printed(sheet)).casefold()):
        known = word in own or word in FIXED or word in NAMES or word in run_together
        # Scripts without blanks: the words of a date and the draft's own make one.
        assert known or (word > "\u3000" and set(word) <= SIGNS | set(text)), word


@BOUNDED
@given(lines() | spoilt())
def test_the_same_draft_gives_the_same_sheet(draft: str) -> None:
    assert draw(draft) == draw(draft)


@BOUNDED
@given(lines() | spoilt())
def test_polishing_a_release_twice_is_polishing_it_once_and_changes_no_letter(draft: str) -> None:
    setup = job(draft).setup
    release = read(draft, internal="print").value
    if release is None:
        return
    pack = choose_pack(release.language.value, setup.packs, setup.letterhead.language).value
    patterns = load_patterns(pack.typography.hyphenation) if pack.typography.hyphenation else None
    once = polish(release, pack, patterns).value
    assert polish(once, pack, patterns).value == once
    assert letters_of(once.body) == letters_of(release.body)


def letters_of(blocks: Blocks) -> str:
    return "".join(sign for sign in plain_text(blocks) if sign.isalnum())


# --- effort -------------------------------------------------------------------------------------------------------


@BOUNDED
@given(st.text('ab*_[]()!<>#-`~|:\\& \n{}%^"1.@', min_size=1, max_size=3))
def test_twice_the_text_is_twice_the_effort(piece: str) -> None:
    read(piece)  # what is made once, as patterns, is no effort of the text
    assert calls(lambda: read(piece * 80)) <= 3 * calls(lambda: read(piece * 40)) + 1_000
