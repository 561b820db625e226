"""Addresses: what Word would refuse is left out, for one malformed address makes it refuse the whole document."""

from __future__ import annotations

import pytest

from releasefmt.model.content import Heading, Link, Paragraph
from releasefmt.model.sheet import Placed
from releasefmt.model.style import Role
from releasefmt.rendering.docx import render
from releasefmt.rendering.docx.story import followable
from tests.rendering.docx.opened import Opened, W, text_of
from tests.rendering.docx.sheets import NoAssets, sheet, t


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/Straße 1", "https://example.org/Stra%C3%9Fe%201"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%A4", "https://example.org/%C3%A4"),
        ('https://example.org/"a"<b>', "https://example.org/%22a%22%3Cb%3E"),
        ("mailto:presse@example.org?subject=Zwei Worte", "mailto:presse@example.org?subject=Zwei%20Worte"),
        ("tel:+493023125000", "tel:+493023125000"),
    ],
)
def test_good_addresses_are_written_as_word_takes_them(target: str, written: str) -> None:
    assert followable(target) == written


@pytest.mark.parametrize(
    "target",
    [
        "http://",
        "https:///pfad",
        "mailto:",
        "tel:",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://[::1",
        "https://example.org:port/",
        "seite.html",
        "#",
        "https://example.org/" + "a" * 2048,
    ],
)
def test_others_are_refused(target: str) -> None:
    assert followable(target) is None


def test_a_refused_link_keeps_its_words_and_is_a_finding() -> None:
    flow = (
        Placed(Role.HEADLINE, Heading(1, t("Kopf"))),
        Placed(Role.BODY, Paragraph((Link(t("die Worte"), "http://"),))),
    )
    outcome = render(sheet(flow), NoAssets())
    assert outcome.value is not None
    assert [found.code for found in outcome.findings] == ["RF302"]
    body = Opened(outcome.value).body
    assert "die Worte" in text_of(body)
    assert body.find(f".//{W}hyperlink") is None
