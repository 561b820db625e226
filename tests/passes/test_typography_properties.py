"""What holds for every text: polishing twice is polishing once, and no letter, digit or address is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releasefmt.model.content import (
    Code,
    Emphasis,
    Found,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Release,
    SoftBreak,
    Span,
    Strong,
    Text,
)
from releasefmt.model.findings import Outcome
from releasefmt.model.text import plain_text
from releasefmt.passes.run import SOFT_HYPHEN, Run
from releasefmt.passes.typography import polish
from tests.languages.packs import pack_of, patterns_of
from tests.reading.drafts import BOUNDED

TAGS = (
    "de",
    "de-CH",
    "en-GB",
    "en-US",
    "fr",
    "fr-CH",
    "it",
    "nl",
    "es",
    "es-MX",
    "pt-PT",
    "pl",
    "cs",
    "sv",
    "da",
    "ja",
    "ar",
)

# Pieces that rules look for, and signs that may upset them.
SIGNS = """ " ' „ “ ” ‚ ‘ ’ « » ‹ › ( ) [ ] , . ; : ! ? … - -- --- – — * _ / % € § ° @ # & ?! !!! "" '' „" "“ '" "' | ~ ` """
BLANKS = (" ", "  ", "\n", "\t", "\u00a0", "\u202f", "\u00ad", "\u2060", "\u200b", "\ufffc", "\u2028", "\u0301")
TERMS = """z. B.|z.B.|d. h.|i. d. R.|e. V.|EE. UU.|p. ex.|24. April|24 avril|April 24, 2025|Nr.|S.|art.|n°|10|5|2015-2024
12 500|000|Millionen|Uhr|Dr.|J.|F.|B.|Der|DE89370400440532013000|DE89 3704 0044 0532 0130 00|COBADEFFXXX|030/1234567
STRAßE|rund|Wort|geht's|l'|d'|ß|İ|Bürger*innen|Bürger:innen|BürgerInnen|Bundespartizipationsgesetz|organisation
https://beispiel.example/a--b?c=d|www.beispiel.example|presse@beispiel.example|beispiel.example/x;y!"""
PIECES = st.sampled_from([*SIGNS.split(), *BLANKS, *TERMS.replace("\n", "|").split("|")])
WORDS = st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join)
LEAVES: st.SearchStrategy[Inline] = (
    WORDS.map(Text)
    | st.builds(SoftBreak)
    | st.builds(LineBreak)
    | WORDS.map(Code)
    | st.just(Image("a.png", "b"))
    | st.just(NoteRef(1))
)
INLINES: st.SearchStrategy[Inlines] = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Strong(tuple(nodes))),
            st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Emphasis(tuple(nodes))),
            st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Link(tuple(nodes), "https://beispiel.example/")),
            st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Link(tuple(nodes), "mailto:a@beispiel.example")),
        ),
        max_leaves=5,
    ),
    max_size=6,
).map(tuple)


PACKS = {tag: pack_of(tag) for tag in TAGS}


def release_of(content: Inlines, tag: str) -> Release:
    return Release(language=Found(tag, "R1"), body=(Paragraph(content), Heading(2, content)))


def polish_release(release: Release, *, soft: bool = True) -> Outcome[Release]:
    tag = release.language.value
    pack = PACKS[tag]
    return polish(release, pack, patterns_of(tag) if soft else None, ("Or-ga-ni-sa-ti-on",))


def polished(content: Inlines, tag: str, *, soft: bool = True) -> Inlines:
    """The content of a paragraph and of a heading, one behind the other."""
    paragraph, heading = polish_release(release_of(content, tag), soft=soft).value.body
    assert isinstance(paragraph, Paragraph)
    assert isinstance(heading, Heading)
    return (*paragraph.content, *heading.content)


def letters(content: Inlines) -> str:
    return "".join(sign for sign in plain_text(content) if sign.isalnum())


def fixed(content: Inlines) -> list[object]:
    """Everything that is none of the rules' business, in order."""
    found: list[object] = []
    for node in content:
        match node:
            case Code() | LineBreak() | Image() | NoteRef():
                found.append(node)
            case Link(children, target) if target.startswith("mailto:"):
                found.append(node)
            case Strong(children) | Emphasis(children) | Link(children):
                found += fixed(children)
            case _:
                pass
    return found


@pytest.mark.slow
@BOUNDED
@given(content=INLINES, tag=st.sampled_from(TAGS))
def test_polishing_twice_is_polishing_once(content: Inlines, tag: str) -> None:
    once = polish_release(release_of(content, tag)).value
    assert polish_release(once).value == once


@pytest.mark.slow
@BOUNDED
@given(content=INLINES, tag=st.sampled_from(TAGS))
def test_no_letter_and_no_digit_is_changed(content: Inlines, tag: str) -> None:
    assert letters(polished(content, tag)) == letters(content) * 2


@pytest.mark.slow
@BOUNDED
@given(content=INLINES, tag=st.sampled_from(TAGS))
def test_code_pictures_and_mail_links_are_not_touched(content: Inlines, tag: str) -> None:
    assert fixed(polished(content, tag)) == fixed(content) * 2


@pytest.mark.slow
@BOUNDED
@given(content=INLINES, tag=st.sampled_from(TAGS))
def test_hyphenation_comes_off_cleanly(content: Inlines, tag: str) -> None:
    """Soft hyphens are all that hyphenation adds."""
    assert "".join(raw(polished(content, tag))).replace(SOFT_HYPHEN, "") == "".join(
        raw(polished(content, tag, soft=False))
    ).replace(SOFT_HYPHEN, "")


def raw(content: Inlines) -> list[str]:
    found = []
    for node in content:
        match node:
            case Text(text) | Code(text):
                found.append(text)
            case Strong(children) | Emphasis(children) | Link(children):
                found += raw(children)
            case _:
                found.append(repr(node))
    return found


@pytest.mark.slow
@BOUNDED
@given(words=WORDS.filter(lambda words: words and SOFT_HYPHEN not in words), tag=st.sampled_from(TAGS))
def test_findings_point_at_what_they_name(words: str, tag: str) -> None:
    content = (Text(words, Span(1, 1, 1, len(words) + 1)),)
    for finding in polish_release(release_of(content, tag)).findings:
        assert finding.span is not None
        there = words[finding.span.column - 1 : finding.span.end_column - 1]
        if finding.code == "RF201":
            assert there == '"'
        elif finding.code == "RF202":
            assert there in PACKS[tag].typography.false_openers
        else:
            assert f"“{there}”" in finding.message


def test_a_run_knows_its_places() -> None:
    content = (
        Text("Ein", Span(1, 1, 1, 4)),
        SoftBreak(Span(1, 4, 2, 1)),
        Strong((Text("Wo" + SOFT_HYPHEN + "rt", Span(2, 3, 2, 8)),), Span(2, 1, 2, 10)),
        Text("& mehr", Span(2, 10, 2, 20)),  # typed as an entity
    )
    run = Run(content)
    assert run.text == "Ein\nWort& mehr"
    assert run.span(1, 3) == Span(1, 2, 1, 4)
    assert run.span(5, 7) == Span(2, 4, 2, 7)
    assert run.span(2, 5) == Span(1, 3, 2, 4)
    assert run.span(9, 10) == Span(2, 10, 2, 20)
    assert run.inlines == content
