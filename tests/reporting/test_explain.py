"""The rows of a release are the contract of ``explain --format json``."""

from __future__ import annotations

import datetime as dt
import json
from zoneinfo import ZoneInfo

from releasefmt.model.content import (
    Embargo,
    Found,
    Immediate,
    LineBreak,
    Paragraph,
    Release,
    Section,
    SoftBreak,
    Span,
    Strong,
    Text,
)
from releasefmt.model.language import Printed
from releasefmt.reporting.explain import PARTS, as_table, explain

PRINTED = Printed(
    label="Pressemitteilung",
    immediate="Zur sofortigen Veröffentlichung",
    embargo="Sperrfrist: {moment}",
    contact="Pressekontakt",
    page_of="Seite {page} von {pages}",
    date="d. MMMM y",
    embargo_date="EEEE, d. MMMM y",
    embargo_zone=False,
    moment="{day}, {time}",
    embargo_time="H:mm 'Uhr'",
    dateline="{place}, {date}",
    number="{label} Nr. {number}",
    about="Über {name}",
    phone="Telefon",
    email="E-Mail",
    footnote="Fußnote",
    back_to_text="zurück zum Text",
    email_to="E-Mail an {address}",
    website="Website {address}",
    done="erledigt",
    open="offen",
    responsible="V. i. S. d. P.: {name}",
)


def words(text: str) -> tuple[Text]:
    return (Text(text),)


FULL = Release(
    language=Found("de", "R1", Span(2, 7, 2, 9)),
    body=(Paragraph(words("Rest.")),),
    label=Found("Pressemitteilung", "R2", Span(3, 25, 3, 41)),
    number=Found("12/2025", "R1", Span(3, 1, 3, 2)),
    status=Found(Embargo(dt.datetime(2025, 4, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))), "R3", Span(4, 1, 4, 2)),
    place=Found("Berlin", "R7", Span(5, 1, 5, 7)),
    issued=Found(dt.date(2025, 4, 24), "R7", Span(5, 9, 5, 23)),
    kicker=Found(words("Dach"), "R5"),
    headline=Found((Strong(words("Bürger\u00ad*\u2060innen")), SoftBreak(), Text("bauen")), "R5", Span(6, 3, 6, 20)),
    subheadline=Found(words("Unter"), "R6"),
    lead=Found((Paragraph(words("Eins.")), Paragraph(words("Zwei."))), "R8", Span(8, 1, 9, 1)),
    crossheads=(Found(words("Erstens"), "R9"), Found(words("Zweitens"), "R9")),
    attributions=(Found(words("Ada Muster"), "R10"),),
    notes_to_editors=(
        Found(
            Section(
                words("Hinweis"),
                (
                    Paragraph(
                        words("Bitte frei."),
                    ),
                ),
            ),
            "R12",
        ),
    ),
    boilerplate=(
        Found(
            Section(
                (),
                (
                    Paragraph(
                        words("Wir sind."),
                    ),
                ),
            ),
            "R12",
        ),
    ),
    contacts=(
        Found(Section(words("Kontakt"), (Paragraph((Text("Ada"), LineBreak(), Text("030 23125 100"))),)), "R13"),
    ),
    material=(Found(Section(words("Fotos"), ()), "R12"),),
    end_mark=Found("###", "R11", Span(20, 1, 20, 4)),
)


def test_every_part_has_its_row_in_the_order_of_the_contract() -> None:
    explanation = explain("a.md", FULL, PRINTED)
    assert list(dict.fromkeys(row.part for row in explanation.rows)) == list(PARTS)
    assert explanation.missing == ()
    texts = {row.part: row.text for row in explanation.rows}
    assert texts["embargo_until"] == "2025-04-24T10:00:00+02:00"
    assert texts["status"] == "Sperrfrist"
    assert texts["issued"] == "2025-04-24"
    assert texts["headline"] == "Bürger*innen bauen"
    assert texts["lead"] == "Eins.\nZwei."
    assert texts["contact"] == "Kontakt\nAda\n030 23125 100"
    assert texts["boilerplate"] == "Wir sind."
    assert [row.text for row in explanation.rows if row.part == "crosshead"] == ["Erstens", "Zweitens"]


def test_the_json_form() -> None:
    data = json.loads(json.dumps(explain("a.md", FULL, PRINTED).as_dict(), ensure_ascii=False))
    assert list(data) == ["draft", "language", "parts"]
    assert (data["draft"], data["language"]) == ("a.md", "de")
    assert {"part": "label", "text": "Pressemitteilung", "rule": "R2", "line": 3, "column": 25} in data["parts"]
    assert {"part": "kicker", "text": "Dach", "rule": "R5", "line": None, "column": None} in data["parts"]


def test_a_status_in_the_words_of_the_draft_or_of_the_language() -> None:
    def texts(status: Immediate | Embargo) -> list[tuple[str, str]]:
        release = Release(Found("de", "R1"), (), status=Found(status, "R3"))
        return [(row.part, row.text) for row in explain("-", release, PRINTED).rows[1:]]

    assert texts(Immediate("")) == [("status", "Zur sofortigen Veröffentlichung")]
    assert texts(Immediate("Abdruck honorarfrei")) == [("status", "Abdruck honorarfrei")]
    assert texts(Embargo(None, said="Sperrfrist: Redebeginn")) == [("status", "Sperrfrist: Redebeginn")]
    line = "Sperrfrist: Donnerstag, 24. April 2025, 10:00 Uhr"
    assert [row.text for row in explain("-", FULL, PRINTED, line).rows if row.part == "status"] == [line]


def test_the_table_fits_and_is_aligned() -> None:
    long = "Eine sehr lange Überschrift über " + "Wärme " * 30
    release = Release(
        Found("de", "R1"),
        (),
        place=Found("東京都", "R7", Span(3, 1, 3, 4)),
        headline=Found(words(long), "R5", Span(12, 4, 12, 9)),
        contacts=(Found(Section((), (Paragraph((Text("A"), LineBreak(), Text("B"))),)), "R12", Span(20, 1, 21, 2)),),
    )
    lines = as_table(explain("a.md", release, PRINTED), 72).split("\n")
    assert lines[0] == "a.md"
    assert [line.rindex("R") for line in lines if " R5" in line] == [lines[1].index("rule")]
    assert all(len(line) <= 72 for line in lines[:-1])
    headline = next(line for line in lines if line.startswith("headline"))
    assert "…" in headline
    assert headline.endswith("12:4")
    place = next(line for line in lines if line.startswith("place"))
    assert place.index("R7") == headline.index("R5") - 3  # three wide characters take six cells
    assert "A / B" in next(line for line in lines if line.startswith("contact"))
    assert lines[-1].startswith("not found: label, number, status")
