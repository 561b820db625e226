"""Passages that run against the page: found whole, with the signs that belong to them, and with no letter changed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from releasefmt.model.content import Code, Emphasis, Foreign, Inline, Inlines, LineBreak, Link, Strong, Text
from releasefmt.model.sheet import ISOLATE_END, ISOLATE_LTR, ISOLATE_RTL
from releasefmt.model.text import plain_text
from releasefmt.passes.directions import directed, isolated


def passages(inlines: Inlines) -> list[str]:
    """The words of what is marked, in reading order."""
    found: list[str] = []
    for node in inlines:
        if isinstance(node, Foreign):
            found.append(plain_text(node.children))
        elif isinstance(node, Strong | Emphasis | Link):
            found += passages(node.children)
    return found


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("قالت ميريام أوسفالد (Miriam Oswald) اليوم.", ["Miriam Oswald"]),
        ("قال Netz der Flussstädte e. V. اليوم", ["Netz der Flussstädte e. V."]),
        ("شركة Wasser GmbH (Nord) في برلين", ["Wasser GmbH (Nord)"]),
        ("هاتف +49 30 23125 700", ["+49 30 23125 700"]),
        ("هاتف 030 23125 700", ["030 23125 700"]),
        ("من 2015–2024 وحتى 4.20 أمتار", []),
        ("في 14 أكتوبر 2025، بنسبة 10 %", []),
        ("موقع releasefmt.example.", ["releasefmt.example"]),
        ("Nur Latein, auch der Punkt.", ["Nur Latein, auch der Punkt."]),
        ("العربية فقط.", []),
    ],
)
def test_against_a_page_from_right_to_left(text: str, marked: list[str]) -> None:
    assert passages(directed((Text(text),), True)) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Die Stadt Halle (حلب 2025) lädt ein.", ["حلب 2025"]),
        ("Sie sagt „نعم، اليوم“.", ["نعم، اليوم"]),
        ("Nur Latein, +49 30 23125 700.", []),
    ],
)
def test_against_a_page_from_left_to_right(text: str, marked: list[str]) -> None:
    assert passages(directed((Text(text),), False)) == marked


def test_a_passage_goes_over_inlines() -> None:
    content: Inlines = (Text("قال "), Strong((Text("Netz"),)), Text(" der "), Emphasis((Text("Städte"),)), Text(" ثم"))
    said, marked, rest = directed(content, True)
    assert said == Text("قال ")
    assert marked == Foreign((Strong((Text("Netz"),)), Text(" der "), Emphasis((Text("Städte"),))), "", False)
    assert rest == Text(" ثم")


def test_each_line_by_itself() -> None:
    content: Inlines = (Text("ميريام"), LineBreak(), Text("Uferstr. 12."), LineBreak(), Code("12"), Text(" في"))
    assert passages(directed(content, True)) == ["Uferstr. 12.", "12"]


def test_a_telephone_link_is_a_passage() -> None:
    link = Link((Text("030 231"),), "tel:030231")
    assert directed((Text("هاتف "), link, Text(" اليوم")), True)[1] == Foreign((link,), "", False)


def test_words_in_another_language_keep_their_own_direction() -> None:
    french = Foreign((Text("près de "), Foreign((Text("حلب"),), "ar", True)), "fr", False)
    assert directed((Text("قال "), french), True) == (Text("قال "), french)


def test_slots_say_it_by_isolates() -> None:
    assert isolated("Flüsse e. V.", True) == f"{ISOLATE_LTR}Flüsse e. V.{ISOLATE_END}"
    assert isolated("المسؤول: Miriam Oswald", True) == f"المسؤول: {ISOLATE_LTR}Miriam Oswald{ISOLATE_END}"
    assert isolated("Halle حلب", False) == f"Halle {ISOLATE_RTL}حلب{ISOLATE_END}"
    assert isolated("Flüsse e. V.", False) == "Flüsse e. V."


_SIGNS = st.text(alphabet="ab XÄأبح 12+/()[].,-–٣״א", min_size=1, max_size=30)


@settings(max_examples=1_000)
@example([Code("1"), Text("+"), Text("1")])
@given(st.lists(st.one_of(_SIGNS.map(Text), _SIGNS.map(Code), _SIGNS.map(lambda s: Strong((Text(s),)))), max_size=6))
def test_nothing_is_lost_or_added(nodes: list[Inline]) -> None:
    for turned in (True, False):
        once = directed(tuple(nodes), turned)
        assert plain_text(once) == plain_text(nodes)
        assert directed(once, turned) == once
