"""What stands where on a sheet, and every fixed word and date on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from releasefmt.model.content import Embargo, Found, Heading, Immediate, Link, Paragraph
from releasefmt.model.letterhead import Footer, HouseBoilerplate, Letterhead, Organisation, PressContact
from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.passes.compose import UNDATED, choose_pack, compose
from releasefmt.passes.house import with_house
from releasefmt.passes.naming import output_stem
from tests.reading.workbench import draw, plain_setup, release_of

DRAFT = """Pressemitteilung Nr. 3/2025

Sperrfrist: 25. April 2025, 10 Uhr

Stadtbau

# Ein Haus für alle

## Der Rat ist sich einig

Musterstadt, 24. April 2025 – Die Stadt Musterstadt baut ein Haus für alle, das hat der Rat heute mit Mehrheit beschlossen.

### Lage

Am Markt.

##### Größe

Fünf Stockwerke.

###

## Hinweis an die Redaktionen

Fotos folgen.

## Über die Stadt Musterstadt

Musterstadt hat 900 Einwohner.

## Kontakt

Eva Muster, 030 123456

## Downloads

Ein Plan.
"""


def composed(draft: str, letterhead: Letterhead) -> Sheet:
    """The sheet of a draft on a letterhead."""
    setup = plain_setup()
    release = release_of(draft)
    pack = choose_pack(release.language.value, setup.packs, "").value
    release = with_house(release, letterhead, pack.printed)
    return compose(
        release, letterhead, setup.style, pack, pictures={}, logo=None, source_name="draft.md", source=b""
    ).value


def test_every_part_in_its_order() -> None:
    sheet = draw(DRAFT).sheet
    assert sheet is not None
    roles = list(dict.fromkeys(placed.role for placed in sheet.flow if placed.role is not Role.SECTION_HEAD))
    assert roles == [
        Role.EMBARGO,
        Role.LABEL,
        Role.DATELINE,
        Role.KICKER,
        Role.HEADLINE,
        Role.SUBHEADLINE,
        Role.LEAD,
        Role.CROSSHEAD,
        Role.BODY,
        Role.SUBHEAD,
        Role.END_MARK,
        Role.BOILERPLATE,
        Role.CONTACT,
        Role.MATERIAL,
        Role.NOTES,
    ]


def test_one_headline_and_no_gap_in_the_levels() -> None:
    sheet = draw(DRAFT).sheet
    assert sheet is not None
    levels = [placed.block.level for placed in sheet.flow if isinstance(placed.block, Heading)]
    assert levels.count(1) == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))


def test_fixed_words_and_dates() -> None:
    sheet = draw(DRAFT).sheet
    assert sheet is not None
    texts = {placed.role: plain_text((placed.block,)) for placed in sheet.flow}
    assert texts[Role.LABEL] == "Pressemitteilung Nr.\N{NO-BREAK SPACE}3/2025"
    assert texts[Role.DATELINE] == "Musterstadt, 24. April 2025"
    assert texts[Role.EMBARGO] == "Sperrfrist: Freitag, 25. April 2025, 10:00 Uhr"
    assert sheet.footer.page_of == "Seite {page} von {pages}"
    assert sheet.properties.modified == dt.datetime(2025, 4, 24, tzinfo=ZoneInfo("Europe/Berlin"))


def test_nothing_is_dated_by_the_clock() -> None:
    sheet = draw("# Kopf\n\nText.").sheet
    assert sheet is not None
    assert sheet.properties.modified == UNDATED


def test_the_house_speaks_where_the_draft_is_silent() -> None:
    house = Letterhead(
        organisation=Organisation(
            name="Stadt Musterstadt", phone="030 12 34", email="stadt@example.org", web="example.org"
        ),
        contact=PressContact(name="Eva Muster", email="presse@example.org"),
        boilerplate=HouseBoilerplate(text="Erster\nAbsatz.\n\nZweiter."),
        footer=Footer(lines=("Unten",), responsible="Eva Muster"),
    )
    sheet = composed("# Kopf\n\n" + "wort " * 13, house)
    texts = [(placed.role, plain_text((placed.block,)), placed.opens) for placed in sheet.flow][-5:]
    assert texts == [
        (Role.SECTION_HEAD, "Über Stadt Musterstadt", True),
        (Role.BOILERPLATE, "Erster Absatz.", False),
        (Role.BOILERPLATE, "Zweiter.", False),
        (Role.SECTION_HEAD, "Pressekontakt", True),
        (Role.CONTACT, "Eva Muster\npresse@example.org", False),
    ]
    assert sheet.footer.lines == ("Unten", "V. i. S. d. P.: Eva Muster")
    targets = [node.target for line in sheet.first_head.address for node in line if isinstance(node, Link)]
    assert targets == ["tel:0301234", "mailto:stadt@example.org", "https://example.org"]


def test_the_drafts_own_words_come_before_the_houses() -> None:
    house = Letterhead(contact=PressContact(name="Haus"), boilerplate=HouseBoilerplate(text="Haus"))
    assert "Haus" not in [plain_text((placed.block,)) for placed in composed(DRAFT, house).flow]


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        (ZoneInfo("Europe/Berlin"), "Sperrfrist: Donnerstag, 3. Juli 2025, 9:00 Uhr"),
        (dt.timezone(dt.timedelta(0), "GMT"), "Sperrfrist: Donnerstag, 3. Juli 2025, 9:00 Uhr (GMT)"),
        (ZoneInfo("America/New_York"), "Sperrfrist: Donnerstag, 3. Juli 2025, 9:00 Uhr (EDT)"),
    ],
)
def test_a_zone_abroad_is_printed(zone: dt.tzinfo, line: str) -> None:
    setup = plain_setup()
    status: Found[Immediate | Embargo] = Found(Embargo(dt.datetime(2025, 7, 3, 9, tzinfo=zone)), "R3")
    release = replace(release_of(DRAFT), status=status)
    pack = choose_pack("de", setup.packs, "").value
    sheet = compose(release, Letterhead(), setup.style, pack, pictures={}, logo=None, source_name="", source=b"").value
    assert plain_text((sheet.flow[0].block,)) == line


@pytest.mark.parametrize(
    ("tag", "pack", "said"),
    [
        ("de-CH", "de-CH", False),
        ("de-DE", "de", False),
        ("en", "en-GB", False),
        ("en-US", "en-US", False),
        ("en-IE", "en-GB", False),
        ("es-MX", "es-419", False),
        ("it-CH", "it", False),
        ("nl-BE", "nl", False),
        ("pt-AO", "pt-PT", False),
        ("pt-BR", "pt", False),
        ("fi", "de", True),
        ("fi-FI", "de", True),
    ],
)
def test_fixed_words_for_a_language(tag: str, pack: str, said: bool) -> None:
    outcome = choose_pack(tag, plain_setup().packs, "de")
    assert outcome.value.tag == pack
    assert bool(outcome.findings) is said


def test_a_heading_inside_a_quote_is_no_heading_of_the_document() -> None:
    sheet = draw("# Kopf\n\n" + "wort " * 13 + "\n\n> # laut\n").sheet
    assert sheet is not None
    assert [plain_text((placed.block,)) for placed in sheet.flow if isinstance(placed.block, Heading)] == ["Kopf"]


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{stem}", "draft"),
        ("{date} {headline}", "2025-04-24 Ein Haus für alle"),
        ("{issued}-{slug}", "2025-04-24-ein-haus-fuer-alle"),
        ("{number} {date}", "3-2025 2025-04-24"),
        ("../{stem}", "draft"),
        ("{stem}/{language}", "draft-de"),
        ("...", "draft"),
        ("{headline}" * 20, ("Ein Haus für alle" * 20)[:120].strip()),
    ],
)
def test_a_file_name_is_safe(template: str, name: str) -> None:
    assert output_stem(template, "draft", release_of(DRAFT)) == name


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Bürger\\*innen planen: „Größe“ zählt", "buergerinnen-planen-groesse-zaehlt"),
        ("L’Été à Łódź – 3,5 % mehr", "lete-a-lodz-3-5-mehr"),
        ("وزارة الصحة", "وزارة-الصحة"),
        ("wort " * 30, "-".join(["wort"] * 12)),
        ("***", "draft"),
    ],
)
def test_a_slug_is_fit_for_addresses(headline: str, slug: str) -> None:
    assert output_stem("{slug}", "draft", release_of(f"# {headline}\n\nEin Text.\n")) == slug


def test_a_line_of_the_flow_is_a_paragraph_or_heading() -> None:
    sheet = draw(DRAFT).sheet
    assert sheet is not None
    assert all(isinstance(placed.block, Paragraph | Heading) for placed in sheet.flow)


@pytest.mark.parametrize(
    ("name", "said"), [("Amt für Uferwege", False), ("Amt für Uferwege und Gewässerrandstreifen " * 5, True)]
)
def test_a_name_too_long_for_a_wordmark_is_said(name: str, said: bool) -> None:
    setup = plain_setup()
    release = release_of(DRAFT)
    letterhead = Letterhead(organisation=Organisation(name=name))
    pack = choose_pack(release.language.value, setup.packs, "").value
    outcome = compose(
        release, letterhead, setup.style, pack, pictures={}, logo=None, source_name="draft.md", source=b""
    )
    assert ("RF417" in {entry.code for entry in outcome.findings}) == said
    assert outcome.value.first_head.organisation == ""
    assert outcome.value.first_head.wordmark.split() == name.split()
