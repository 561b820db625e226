"""Keys of metadata in the spellings of languages and site generators, and the tables that generators keep them in (R1)."""

from __future__ import annotations

import datetime as dt

import pytest

from releasefmt.reading.inlines import flat
from releasefmt.reading.keys import canonical, is_foreign, names_an_embargo
from tests.reading.workbench import codes, draw, inlines_of, release_of

BODY = "\nDer Rat der Stadt Musterstadt hat am Montagabend mit großer Mehrheit den Bau eines Hallenbads beschlossen.\n"


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        ("Titel|titre|titolo|título|koptekst|tytuł|název|overskrift|og:title", "title"),
        ("Untertitel|Sub-Headline|sous-titre|sottotitolo|subtítulo|ondertitel|podtytuł|underrubrik", "subtitle"),
        ("publishDate|published_date|date-published|Erscheinungsdatum|fecha|datum|data|dato|日付", "date"),
        ("Ort|city|lieu|luogo|ciudad|plaats|miejsce|místo|sted", "place"),
        ("Sperrfrist|embargo_until|sous-embargo|bajo embargo|onder embargo|解禁日時", "embargo"),
        ("Pressekontakt|press_contact|mediaContact|contact presse|ufficio stampa|perscontact", "contact"),
        ("Autorin|auteur|autore|autores|författare|by-line", "author"),
        ("Schlagwörter|mots-clés|parole chiave|palabras-clave|trefwoorden", "keywords"),
        ("Sprache|langue|lingua|idioma|taal|jazyk", "language"),
    ],
)
def test_spellings(spellings: str, key: str) -> None:
    assert {spelling: canonical(spelling.replace(":", " ")) for spelling in spellings.split("|")} == dict.fromkeys(
        spellings.split("|"), key
    )


@pytest.mark.parametrize(
    "key",
    [
        *(
            "permalink",
            "redirect_from",
            "iscjklanguage",
            "expiryDate",
            "date_updated",
            "previewimage",
            "eleventyNavigation",
        ),
        *("sidebar_position", "custom_edit_url", "nav_order", "number-sections", "header-includes", "documentclass"),
    ],
)
def test_keys_of_generators_are_no_finding(key: str) -> None:
    assert canonical(key) is None
    assert is_foreign(key)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Rat baut Bad\nparams:\n  ort: Musterstadt\n  slogan: ja\ndate: 2026-05-05\n---\n",
        '+++\ntitle = "Rat baut Bad"\ndate = 2026-05-05\n[extra]\nplace = "Musterstadt"\nslogan = "ja"\n+++\n',
        '{\n  "title": "Rat baut Bad",\n  "date": "2026-05-05T10:00:00Z",\n  "place": "Musterstadt"\n}\n',
        "Title: Rat baut Bad\nDate: 5. Mai 2026\nPlace: Musterstadt\n",
        ".. title: Rat baut Bad\n.. date: 2026-05-05 10:00:00 UTC+02:00\n.. place: Musterstadt\n",
    ],
)
def test_blocks_of_generators(head: str) -> None:
    drawn = draw(head + BODY)
    release = release_of(head + BODY)
    assert release.headline is not None
    assert flat(release.headline.value) == "Rat baut Bad"
    assert release.place is not None
    assert release.place.value == "Musterstadt"
    assert release.issued is not None
    assert release.issued.value == dt.date(2026, 5, 5)
    assert not {"RF010", "RF011", "RF108"} & set(codes(drawn.findings))


def test_title_block_of_pandoc() -> None:
    release = release_of("% Rat baut Bad\n% Erika Muster\n% 5. Mai 2026\n" + BODY)
    assert release.headline is not None
    assert flat(release.headline.value) == "Rat baut Bad"
    assert release.authors == ("Erika Muster",)
    assert release.issued is not None
    assert release.issued.value == dt.date(2026, 5, 5)


def test_authors_with_addresses_and_a_contact_in_parts() -> None:
    head = (
        "---\ntitle: Rat baut Bad\nauthor:\n  - name: Erika Muster\n    orcid: 0000\n"
        "contact:\n  name: Max Beispiel\n  email: max@muster.example\n---\n"
    )
    release = release_of(head + BODY)
    assert release.authors == ("Erika Muster",)
    assert [flat(inlines_of(block)) for block in release.contacts[0].value.blocks] == [
        "Max Beispiel",
        "max@muster.example",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "type: press-release",
        "layout: pressrelease",
        "category: Pressemitteilung",
        "description: Medienmitteilung vom 5. Mai 2026",
    ],
)
def test_a_label_among_the_metadata(line: str) -> None:
    release = release_of(f"---\ntitle: Rat baut Bad\n{line}\n---\n" + BODY)
    assert (release.label is not None) == (line != "layout: pressrelease")


def test_an_unknown_key_is_a_finding_and_a_version_no_embargo() -> None:
    drawn = draw("---\ntitle: Rat baut Bad\nspache: de\nrelease: 3.9.0-beta.27\n---\n" + BODY)
    assert [finding.code for finding in drawn.findings if finding.code in ("RF011", "RF105")] == ["RF011"]


def test_a_placeholder_for_the_place_is_said() -> None:
    drawn = draw("# Sampleton builds a bath\n\n[CITY, STATE] – May 5, 2026 –" + BODY)
    assert "RF110" in codes(drawn.findings)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("---\ntitle: Rat baut Bad\nembargo:\n  until: 2027-01-01 10:00\n---\n", (3, 1)),
        ("---\ntitle: Rat baut Bad\npresse:\n  Sperrfrist: {bis: 2027-01-01}\n---\n", (4, 3)),
        ('+++\ntitle = "Rat baut Bad"\nembargo = {until = 2027-01-01}\n+++\n', (3, 1)),
        ('+++\ntitle = "Rat baut Bad"\n[embargo]\nuntil = 2027-01-01\n+++\n', (3, 2)),
        ('{\n"title": "Rat baut Bad",\n"embargo": {"until": "2027-01-01"}\n}\n', (3, 1)),
    ],
)
def test_an_embargo_in_keys_of_its_own_is_an_error(head: str, place: tuple[int, int]) -> None:
    found = next(finding for finding in draw(head + BODY).findings if finding.code == "RF105")
    key = "Sperrfrist" if "Sperrfrist" in head else "embargo"
    assert found.message == f"The metadata key “{key}” holds keys of its own, in which no date and time can be read."
    assert found.hint == "Write it on one line, as in: embargo: 2025-04-24 10:00."
    assert found.span is not None
    assert (found.span.line, found.span.column) == place


@pytest.mark.parametrize("key", ["Sperrfirst", "embrago", "sperrfrist-zeit", "no_embargo"])
def test_an_unknown_key_that_means_an_embargo_is_a_warning(key: str) -> None:
    drawn = draw(f"---\ntitle: Rat baut Bad\n{key}: 2027-01-01\n---\n" + BODY)
    messages = [finding.message for finding in drawn.findings if finding.code in ("RF116", "RF011")]
    assert messages == [f"The metadata key “{key}” names an embargo, but is not known; none was understood."]


@pytest.mark.parametrize("key", ["Spielfrist", "anmeldefrist", "freigabe durch", "release", "status"])
def test_other_terms_are_no_embargo(key: str) -> None:
    assert not names_an_embargo(key)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Rat baut Bad\n{}: {{de: Bad, en: Bath}}\nauthor: {{name: A, links: {{b: c}}}}\ntags: [{{a: b}}]\n---\n",
        "---\ntitle: Rat baut Bad\n{}: [Bad, {{en: Bath}}]\n---\n",
        '+++\ntitle = "Rat baut Bad"\n{} = {{de = "Bad"}}\n+++\n',
        '+++\ntitle = "Rat baut Bad"\n[[{}]]\nde = "Bad"\n+++\n',
        '+++\ntitle = "Rat baut Bad"\n{} = [{{de = "Bad"}}]\n+++\n',
    ],
)
@pytest.mark.parametrize("key", ["Untertitel", "boilerplate", "place", "date"])
def test_what_holds_keys_of_its_own_is_not_passed_over(head: str, key: str) -> None:
    found = [finding for finding in draw(head.format(key) + BODY).findings if finding.code == "RF012"]
    assert [finding.message for finding in found][:1] == [
        f"The metadata key “{key}” holds keys of its own, which are not printed."
    ]
    assert {finding.span.line for finding in found if finding.span} == {3}


def test_all_of_a_contact_is_printed_or_named() -> None:
    head = "---\ntitle: Rat baut Bad\ncontact:\n  - {name: Max Beispiel, email: [a@muster.example, b@muster.example]}\n"
    release = release_of(f"{head}---\n{BODY}")
    assert [flat(inlines_of(block)) for block in release.contacts[0].value.blocks] == [
        "Max Beispiel",
        "a@muster.example",
        "b@muster.example",
    ]
    assert "RF012" not in codes(draw(f"{head}---\n{BODY}").findings)
    assert "RF012" in codes(draw(f"{head}  - {{Max Beispiel: {{email: a@muster.example}}}}\n---\n{BODY}").findings)


def _conflicts(draft: str) -> list[str]:
    return [finding.message for finding in draw(draft).findings if finding.code == "RF108"]


HEAD = "---\ntitle: Rat baut Bad\n{}\n---\n"


def test_a_contact_and_boilerplate_in_metadata_beside_those_of_the_text_are_said() -> None:
    text = (
        BODY + "\n## Pressekontakt\n\nErika Muster, 030 123456, e@muster.example\n\n## Über den Rat\n\nDer Rat berät.\n"
    )
    lines = "contact: Max Beispiel\nabout: Der Rat tagt."
    assert _conflicts(HEAD.format(lines) + text) == [
        "The text has a part of its own for “contact”; what the metadata say there is not printed.",
        "The text has a part of its own for “boilerplate”; what the metadata say there is not printed.",
    ]
    assert not _conflicts(HEAD.format("contact: [Erika Muster, e@muster.example]\nabout: Der Rat berät") + text)
    assert not _conflicts(HEAD.format(lines) + BODY)


def test_two_labels_or_numbers_are_said() -> None:
    text = "\nPressemitteilung Nr. 12\n\n# Rat baut Bad\n" + BODY
    assert _conflicts(HEAD.format("label: Einladung\nnumber: 13") + text) == [
        "The draft names two labels, “Einladung” and “Pressemitteilung”; the first one counts.",
        "The draft names two numbers, “13” and “12”; the first one counts.",
    ]
    assert not _conflicts(HEAD.format("label: PRESSEMITTEILUNG\nnumber: 12") + text)


def test_two_days_in_the_text_are_not_said_to_be_in_the_metadata() -> None:
    text = "Pressemitteilung\n\n26.11.2026\n\n# Rat baut Bad\n\n27.11.2026\n"
    assert _conflicts(text + BODY) == [
        "The draft names two days of issue, 2026-11-26 and 2026-11-27; the first one counts."
    ]
    assert _conflicts(HEAD.format("date: 2026-11-25") + "\n# Rat baut Bad\n\n27.11.2026\n" + BODY) == [
        "The metadata says 2026-11-25, the dateline 2026-11-27; the metadata counts."
    ]
