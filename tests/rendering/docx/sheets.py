"""Sheets built by hand: every kind of block and inline, a release of one page, and one of three. All names invented."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

from PIL import Image as Raster

from releasefmt.model.content import (
    Align,
    Block,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.sheet import (
    FirstPageHead,
    FooterSlot,
    Picture,
    Placed,
    Properties,
    RunningHead,
    Sheet,
    Words,
)
from releasefmt.model.style import Role, Style
from releasefmt.reading.settings import read_style

ROOT = Path(__file__).parents[3]
FONTS = ROOT / "src" / "releasefmt" / "fonts"
STYLE_FILE = ROOT / "styles" / "kanzlei" / "style.toml"


class NoAssets:
    """A Word file needs none; whoever asks is wrong."""

    def read(self, name: str) -> bytes:
        raise AssertionError(f"asked for {name}")


def style() -> Style:
    """The style that is shipped, with its fold marks on."""
    fonts = (FONTS / "fonts.toml").read_text(encoding="utf-8")
    outcome = read_style(STYLE_FILE.read_text(encoding="utf-8"), fonts, "", Letterhead(), STYLE_FILE.name)
    assert outcome.value is not None
    geometry = replace(outcome.value.geometry, fold_marks=(105.0, 210.0))
    return replace(outcome.value, geometry=geometry)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    target = io.BytesIO()
    Raster.new("RGB", (width, height), colour).save(target, "PNG")
    return target.getvalue()


def t(text: str) -> Inlines:
    return (Text(text),)


def p(*content: str | Inlines) -> Paragraph:
    pieces: list[Inlines] = [t(piece) if isinstance(piece, str) else piece for piece in content]
    return Paragraph(tuple(inline for piece in pieces for inline in piece))


def item(*blocks: Block, checked: bool | None = None) -> ListItem:
    return ListItem(blocks, checked)


LOGO = Picture(png(280, 104, (138, 21, 56)), "image/png", 35.0, 13.0, "Logo der Musterstiftung")
PHOTO = Picture(png(600, 400, (60, 110, 140)), "image/png", 90.0, 60.0, "Eine blaue Fläche als Platzhalter")
DOT = Picture(png(40, 40, (200, 120, 0)), "image/png", 6.0, 6.0, "Orangefarbener Punkt")
DRAWING = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#284"/></svg>',
    "image/svg+xml",
    40.0,
    20.0,
    "Grünes Rechteck",
    png(80, 40, (34, 136, 68)),
)
ORNAMENT = Picture(png(30, 10, (0, 0, 0)), "image/png", 15.0, 5.0, "")

TAIL = (
    Placed(Role.END_MARK, p("– Ende –")),
    Placed(Role.SECTION_HEAD, Heading(2, t("Über die Musterstiftung")), opens=True),
    Placed(
        Role.BOILERPLATE,
        p(
            "Die Musterstiftung für Lesekultur ist eine erfundene Einrichtung. Sie fördert seit 1984 Bibliotheken im "
            "ländlichen Raum und verleiht jedes zweite Jahr den Preis „Das offene Regal“."
        ),
    ),
    Placed(Role.SECTION_HEAD, Heading(2, t("Pressekontakt")), opens=True),
    Placed(
        Role.CONTACT,
        Paragraph(
            (
                Text("Dr. Erika Beispiel"),
                LineBreak(),
                Text("Telefon "),
                Link(t("+49 30 23125 000"), "tel:+493023125000"),
                LineBreak(),
                Link(t("presse@musterstiftung.example.org"), "mailto:presse@musterstiftung.example.org"),
            )
        ),
    ),
)


def head(headline: str = "Bibliotheken auf dem Land öffnen künftig auch sonntags") -> tuple[Placed, ...]:
    return (
        Placed(Role.LABEL, p("Pressemitteilung Nr. 7/2026")),
        Placed(Role.DATELINE, p("Berlin, 24. April 2026")),
        Placed(Role.HEADLINE, Heading(1, t(headline))),
        Placed(Role.SUBHEADLINE, p("Die Musterstiftung fördert vierzig Häuser in sechs Ländern")),
        Placed(
            Role.LEAD,
            p(
                "Vierzig Bibliotheken im ländlichen Raum öffnen vom Herbst an auch am Sonntag. Die Musterstiftung für "
                "Lesekultur übernimmt drei Jahre lang die Hälfte der Kosten, die Gemeinden tragen den Rest."
            ),
        ),
    )


PROSE = (
    "„Wer unter der Woche arbeitet, steht samstags vor verschlossener Tür“, sagte Vorstandssprecherin Dr. Erika "
    "Beispiel am Freitag in Berlin. Die Häuser sollen zu Orten werden, an denen sich Leser*innen, Vereine und Schulen "
    "treffen. Die Stiftung rechnet mit rund 25 Millionen Euro für die ersten drei Jahre."
)


def sheet(
    flow: tuple[Placed, ...], *, notes: tuple[Footnote, ...] = (), pictures: dict[str, Picture] | None = None
) -> Sheet:
    headline = next((placed.block for placed in flow if placed.role is Role.HEADLINE), None)
    assert isinstance(headline, Heading)
    title = "".join(inline.text for inline in headline.content if isinstance(inline, Text))
    return Sheet(
        title=title,
        language="de",
        right_to_left=False,
        style=style(),
        first_head=FirstPageHead(
            "Musterstiftung für Lesekultur",
            (
                t("Beispielallee 12"),
                t("10999 Berlin"),
                (Text("Telefon "), Link(t("+49 30 23125 000"), "tel:+493023125000")),
                (Link(t("musterstiftung.example.org"), "https://musterstiftung.example.org/"),),
            ),
            LOGO,
        ),
        running_head=RunningHead("Musterstiftung", "Pressemitteilung · 24. April 2026"),
        footer=FooterSlot(
            ("Musterstiftung für Lesekultur · Stiftung bürgerlichen Rechts", "V. i. S. d. P.: Dr. Erika Beispiel"),
            "Seite {page} von {pages}",
        ),
        flow=flow,
        notes=notes,
        properties=Properties(
            title=title,
            author="Musterstiftung für Lesekultur",
            subject="Pressemitteilung, Berlin, 24. April 2026",
            keywords=("Bibliotheken", "Sonntag"),
            modified=dt.datetime(2026, 4, 24, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
            source_name="sonntag.md",
            source=b"# Bibliotheken\n",
        ),
        words=Words(
            "Fußnote", "zurück zum Text", "E-Mail an {address}", "Telefon", "Website {address}", "erledigt", "offen"
        ),
        pictures=pictures or {},
    )


def one_page() -> Sheet:
    body = (
        Placed(Role.BODY, p(PROSE)),
        Placed(Role.CROSSHEAD, Heading(2, t("Anmeldung bis zum Sommer"))),
        Placed(Role.BODY, p(PROSE)),
        Placed(
            Role.BODY,
            Quote((p("Eine offene Tür ist das beste Argument für das Lesen."),), t("– Dr. Erika Beispiel, Vorstand")),
        ),
        Placed(
            Role.BODY,
            Paragraph(
                (
                    Text("Der Antrag steht auf den "),
                    Link(t("Seiten der Stiftung"), "https://musterstiftung.example.org/antrag"),
                    Text("."),
                )
            ),
        ),
    )
    return sheet((*head(), *body, *TAIL))


def three_pages() -> Sheet:
    body: list[Placed] = []
    for part in ("Die Häuser", "Das Geld", "Der Zeitplan", "Die Gemeinden", "Was noch fehlt"):
        body.append(Placed(Role.CROSSHEAD, Heading(2, t(part))))
        body += [Placed(Role.BODY, p(PROSE))] * 4
    return sheet((*head(), *body, *TAIL))


def kitchen_sink() -> Sheet:
    """Every kind of model/content.py in several places."""
    styled = Paragraph(
        (
            Text("Fett: "),
            Strong(t("stark")),
            Text(", kursiv: "),
            Emphasis(t("betont")),
            Text(", beides: "),
            Strong((Emphasis(t("stark betont")),)),
            Text(", gestrichen: "),
            Strikethrough(t("alt")),
            Text(", hoch: m"),
            Superscript(t("2")),
            Text(", tief: H"),
            Subscript(t("2")),
            Text("O, Code: "),
            Code("x = 1"),
            Text(", Verweis: "),
            Link((Text("Seite "), Strong(t("eins"))), "https://example.org/a?b=1&c=2", "Zur Seite"),
            Text(", Bild: "),
            Image("punkt.png", "Orangefarbener Punkt"),
            Text(" mitten im Satz."),
            SoftBreak(),
            Text("Weicher Umbruch, dann ein harter"),
            LineBreak(),
            Text("hier; Trenn\u00adstelle, E\u2011Mail, 24.\u00a0April; verboten: \x0b\ufffe."),
        )
    )
    table = Table(
        (Align.START, Align.LEFT, Align.CENTER, Align.RIGHT),
        (Cell(t("Land")), Cell(t("Ort")), Cell(t("Häuser")), Cell(t("Euro"))),
        (
            (Cell(t("Brandenburg")), Cell(t("Musterhausen an der Dosse")), Cell(t("12")), Cell(t("7.200.000"))),
            (
                Cell(t("Hessen")),
                Cell((Strong(t("Beispielstadt")),)),
                Cell(t("9")),
                Cell((Text("5.400.000"), NoteRef(3))),
            ),
        ),
    )
    bullets = BulletList(
        (
            item(p("erster Punkt")),
            item(
                p("zweiter Punkt"),
                p("weiterer Absatz im zweiten Punkt"),
                OrderedList((item(p("innen vier")), item(p("innen fünf"))), start=4),
                BulletList((item(p("Ebene zwei"), BulletList((item(p("Ebene drei")),))),)),
            ),
            item(CodeBlock("nur Code")),
            item(),
        )
    )
    flow = (
        Placed(Role.EMBARGO, p("Sperrfrist: Freitag, 24. April 2026, 10 Uhr")),
        *head()[:2],
        Placed(Role.KICKER, p("Lesekultur")),
        *head()[2:],
        Placed(
            Role.LEAD,
            Paragraph(
                (Text("Vorspann mit "), Strong(t("starkem")), Text(" Wort und "), Emphasis(t("Betonung")), Text("."))
            ),
        ),
        Placed(Role.BODY, styled),
        Placed(
            Role.BODY,
            Paragraph(
                (
                    Text("Satz mit Fußnote"),
                    NoteRef(1),
                    Text(" und noch einer"),
                    NoteRef(2),
                    Text("; dieselbe"),
                    NoteRef(1),
                    Text("."),
                )
            ),
        ),
        Placed(Role.CROSSHEAD, Heading(2, (Text("Listen "), Code("x")))),
        Placed(Role.BODY, bullets),
        Placed(Role.BODY, OrderedList((item(p("eins")), item(p("zwei"))))),
        Placed(Role.BODY, p("Text zwischen zwei Listen.")),
        Placed(Role.BODY, OrderedList((item(p("sieben")), item(p("acht"))), start=7)),
        Placed(
            Role.BODY,
            BulletList(
                (
                    item(p("Antrag gestellt"), checked=True),
                    item(p("Zusage erhalten"), checked=False),
                    item(p("ohne Kästchen")),
                )
            ),
        ),
        Placed(Role.SUBHEAD, Heading(3, t("Zitate"))),
        Placed(
            Role.BODY,
            Quote(
                (
                    Paragraph((Text("Außen mit "), Emphasis(t("Betonung")), Text("."))),
                    BulletList((item(p("Punkt im Zitat"), p("und sein zweiter Absatz")),)),
                    Quote((p("Innen."),)),
                ),
                t("– Max Muster"),
            ),
        ),
        Placed(Role.SUBHEAD, Heading(4, t("Tiefer"))),
        Placed(Role.SUBHEAD, Heading(5, t("Noch tiefer"))),
        Placed(
            Role.BODY,
            DefinitionList(
                (
                    Definition(
                        t("Begriff"),
                        ((p("Erklärung eins"),), (p("Erklärung zwei"), BulletList((item(p("mit Punkt")),)))),
                    ),
                )
            ),
        ),
        Placed(Role.BODY, CodeBlock("zeile_eins = 1\n\tzeile_zwei = 2\n\nzeile_vier", "python")),
        Placed(Role.BODY, Rule()),
        Placed(Role.BODY, table),
        Placed(Role.BODY, table),
        Placed(Role.CROSSHEAD, Heading(2, t("Bilder"))),
        Placed(
            Role.BODY,
            Figure(
                Image("foto.png", "Eine blaue Fläche als Platzhalter"),
                (Text("Foto: Musterstiftung, "), Emphasis(t("frei")), Text(".")),
            ),
        ),
        Placed(Role.BODY, Figure(Image("zeichnung.svg", "Grünes Rechteck"))),
        Placed(Role.BODY, Figure(Image("zier.png", ""))),
        Placed(Role.BODY, p("Danach geht der Text weiter.")),
        *TAIL[:3],
        Placed(Role.BOILERPLATE, BulletList((item(p("klein gesetzter Punkt")), item(p("noch einer"))))),
        Placed(Role.SECTION_HEAD, Heading(3, t("Untertitel im Anhang"))),
        Placed(Role.BOILERPLATE, Quote((p("Kleines Zitat."),), t("– Niemand"))),
        Placed(Role.BOILERPLATE, DefinitionList((Definition(t("Gegründet"), ((p("1984"),),)),))),
        *TAIL[3:],
        Placed(Role.MATERIAL, p("Material ohne Überschrift"), opens=True),
        Placed(Role.SECTION_HEAD, Heading(2, t("Hinweis an die Redaktionen")), opens=True),
        Placed(Role.NOTES, p("Interviews auf Anfrage.")),
    )
    notes = (
        Footnote(1, (p("Erste Fußnote mit ", (Link(t("Verweis"), "https://example.org/fussnote"),), "."),)),
        Footnote(2, (p("Zweite."), p("Ihr zweiter Absatz."), BulletList((item(p("Punkt in der Fußnote")),)))),
        Footnote(3, (CodeBlock("nur Code"),)),
    )
    pictures = {"punkt.png": DOT, "foto.png": PHOTO, "zeichnung.svg": DRAWING, "zier.png": ORNAMENT}
    return sheet(flow, notes=notes, pictures=pictures)


def right_to_left() -> Sheet:
    base = sheet(
        (
            Placed(Role.HEADLINE, Heading(1, t("ספריות פתוחות ביום ראשון"))),
            Placed(Role.BODY, p("שלום עולם")),
            Placed(Role.BODY, Paragraph((Foreign(t("Latin 7."), ""),))),
        )
    )
    return replace(base, language="he", right_to_left=True)
