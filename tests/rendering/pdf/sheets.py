"""Sheets made by hand, with every kind of block and inline. Organisations, people and addresses are invented."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
    Heading,
    Image,
    Inline,
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
    Span,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.sheet import FirstPageHead, FooterSlot, Picture, Placed, Properties, RunningHead, Sheet, Words
from releasefmt.model.style import Role, Style
from releasefmt.reading.settings import read_style

ROOT = Path(__file__).resolve().parents[3]
WORDS = Words("Fußnote", "zurück zum Text", "E-Mail an {address}", "Telefon", "Website {address}", "erledigt", "offen")

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40" width="160" height="40">
<rect width="40" height="40" rx="6" fill="#8a1538"/><path d="M8 29 L20 9 L32 29 Z" fill="#fff"/>
<rect x="52" y="6" width="100" height="6" fill="#8a1538"/><rect x="52" y="17" width="72" height="6" fill="#4a4a4a"/>
<rect x="52" y="28" width="88" height="6" fill="#4a4a4a"/></svg>"""


def kanzlei(letterhead: Letterhead | None = None, css: str = "", name: str = "kanzlei") -> Style:
    folder = ROOT / "styles" / name
    outcome = read_style(
        (folder / "style.toml").read_text("utf-8"),
        (ROOT / "src/releasefmt/fonts/fonts.toml").read_text("utf-8"),
        (folder / "print.css").read_text("utf-8") + css,
        letterhead or Letterhead(),
        "style.toml",
    )
    assert outcome.value is not None, outcome.findings
    return outcome.value


def t(text: str) -> Inlines:
    return (Text(text),)


def p(*content: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(item) if isinstance(item, str) else item for item in content))


def body(*blocks: Block) -> list[Placed]:
    return [Placed(Role.BODY, block) for block in blocks]


def photo(width: float = 120.0, height: float = 60.0, alt: str = "Zwei Menschen vor einem Hafenkran") -> Picture:
    pixels = Raster.new("RGB", (240, 120), "#7d93a8")
    pixels.paste("#31485c", (0, 80, 240, 120))
    pixels.paste("#c7b37a", (150, 20, 170, 90))
    data = io.BytesIO()
    pixels.save(data, "PNG")
    return Picture(data.getvalue(), "image/png", width, height, alt)


def sheet(flow: Iterable[Placed], notes: tuple[Footnote, ...] = (), **changes: Any) -> Sheet:
    """A sheet of the Hafenrat Musterstadt; ``changes`` are fields of Sheet."""
    title = "Hafenrat legt Plan für saubere Kais vor"
    fields: dict[str, Any] = {
        "title": title,
        "language": "de",
        "right_to_left": False,
        "style": kanzlei(),
        "first_head": FirstPageHead(
            "Hafenrat Musterstadt e. V.",
            (
                t("Kaistraße 12"),
                t("12345 Musterstadt"),
                (Text("Telefon "), Link(t("030 1234-560"), "tel:+49301234560", "Telefon 030 1234-560")),
                (Link(t("presse@hafenrat.example"), "mailto:presse@hafenrat.example"),),
                (Link(t("www.hafenrat.example"), "https://www.hafenrat.example/"),),
            ),
            Picture(LOGO, "image/svg+xml", 52.0, 13.0, "Hafenrat Musterstadt"),
        ),
        "running_head": RunningHead("Hafenrat Musterstadt", "Pressemitteilung · 24. April 2025"),
        "footer": FooterSlot(
            ("Hafenrat Musterstadt e. V. · Vereinsregister Musterstadt VR 1234", "V. i. S. d. P.: Erika Beispiel"),
            "Seite {page} von {pages}",
        ),
        "flow": tuple(flow),
        "notes": notes,
        "properties": Properties(
            title,
            "Hafenrat Musterstadt e. V.",
            "Pressemitteilung, Musterstadt, 24. April 2025",
            ("Hafen", "Umwelt"),
            dt.datetime(2025, 4, 24, tzinfo=dt.timezone(dt.timedelta(hours=2))),
            "hafen.md",
            "# Hafenrat legt Plan für saubere Kais vor\n".encode(),
        ),
        "words": WORDS,
    }
    return Sheet(**(fields | changes))


def head() -> list[Placed]:
    return [
        Placed(Role.LABEL, p("Pressemitteilung zum Straßenfest")),
        Placed(Role.DATELINE, p("Musterstadt, 24. April 2025")),
        Placed(Role.HEADLINE, Heading(1, t("Hafenrat legt Plan für saubere Kais vor"))),
        Placed(Role.SUBHEADLINE, p("Der Hafenrat begrüßt die Zusagen der Reedereien und fordert feste Fristen")),
        Placed(
            Role.LEAD,
            p(
                "Vor der Frühjahrssitzung der Hafenkonferenz hat der Hafenrat Musterstadt einen Plan vorgelegt, "
                "mit dem die Kais bis 2030 ohne Dieselstrom auskommen sollen. Hafen\u00adarbeiter*innen und "
                "Anwohner*innen haben daran mitgeschrieben."
            ),
        ),
    ]


PROSE = (
    (
        "„Wir haben lange genug auf freiwillige Zusagen gewartet“, sagt Erika Beispiel, Vorsitzende des Hafenrats. „Jetzt "
        "braucht es Fristen, an denen sich alle messen lassen.“ Der Plan nennt 14 Maßnahmen, vom Landstrom bis zur "
        "Beleuchtung, und ordnet jeder eine Stelle zu, die dafür einsteht."
    ),
    (
        "Die Reedereien haben zugesagt, ihre Schiffe bis Ende 2027 mit Anschlüssen auszurüsten. Die Stadt übernimmt dafür "
        "die Kabelwege. Nach Angaben des Hafenrats sinkt der Ausstoß im Hafenbecken damit um 38 Prozent, sofern auch "
        "die Schlepper umgestellt werden."
    ),
    (
        "Kritik kam von den Spediteuren: Sie befürchten längere Liegezeiten. „Wer den Strom vom Land nimmt, liegt keine "
        "Minute länger“, entgegnet Max Muster, der im Hafenrat die Technik verantwortet. Die Erfahrungen aus anderen "
        "Häfen lägen vor und seien eindeutig."
    ),
)


def tail() -> list[Placed]:
    return [
        Placed(Role.SECTION_HEAD, Heading(2, t("Über den Hafenrat Musterstadt")), opens=True),
        Placed(
            Role.BOILERPLATE,
            p(
                "Der Hafenrat Musterstadt ist der Zusammenschluss von 23 Vereinen rund um den Hafen. Er berät die Stadt seit "
                "1998 und wird von seinen Mitgliedern getragen."
            ),
        ),
        Placed(Role.SECTION_HEAD, Heading(2, t("Pressekontakt")), opens=True),
        Placed(
            Role.CONTACT,
            p(
                "Erika Beispiel",
                LineBreak(),
                "Telefon 030 1234-567",
                LineBreak(),
                Link(t("presse@hafenrat.example"), "mailto:presse@hafenrat.example"),
            ),
        ),
    ]


def one_page() -> Sheet:
    prose = body(p(PROSE[0]), p(PROSE[1]))
    return sheet(
        [
            *head(),
            *prose,
            Placed(Role.CROSSHEAD, Heading(2, t("Feste Fristen statt Zusagen"))),
            *body(p(PROSE[2])),
            *tail(),
        ]
    )


def pages(count: int) -> Sheet:
    """Prose enough for about ``count`` pages."""
    flow = head()
    for number in range(count * 3 - 2):
        if number:
            flow.append(Placed(Role.CROSSHEAD, Heading(2, t(f"Zwischentitel Nummer {number}"))))
        flow += body(*(p(text) for text in PROSE))
    return sheet([*flow, *tail()])


def kitchen_sink() -> Sheet:
    """Every block, every inline, nested as authors nest them."""
    task = BulletList((ListItem((p("Kabelwege verlegt"),), True), ListItem((p("Schlepper umgestellt"),), False)))
    nested = BulletList(
        (
            ListItem(
                (p("Landstrom an allen Kais"), OrderedList((ListItem((p("Nordkai"),)), ListItem((p("Südkai"),))), 3))
            ),
            ListItem((p("Leuchten ohne Streulicht"), BulletList((ListItem((p("innerer Punkt"),)),)))),
        )
    )
    loose = OrderedList(
        (
            ListItem((p("Der erste Schritt hat einen Absatz."), p("Und noch einen, der dazugehört."))),
            ListItem((p("Der zweite Schritt."),)),
        ),
        start=7,
        tight=False,
    )
    table = Table(
        (Align.START, Align.CENTER, Align.RIGHT),
        (Cell(t("Kai")), Cell(t("Anschluss")), Cell(t("Kosten in Tsd. Euro"))),
        tuple(
            (Cell(t(name)), Cell(t(year)), Cell(t(cost)))
            for name, year, cost in (
                ("Nordkai", "2026", "1.250"),
                ("Südkai", "2027", "980"),
                ("Altes Becken", "", "75,5"),
            )
        ),
    )
    terms = DefinitionList(
        (
            Definition(t("Landstrom"), ((p("Strom, den ein Schiff am Kai vom Land bezieht."),),)),
            Definition(t("Reede"), ((p("Ankerplatz vor dem Hafen."),), (p("Auch: der Liegeplatz selbst."),))),
        )
    )
    inline = p(
        "Ein Absatz mit ",
        Strong(t("Fettem")),
        ", ",
        Emphasis(t("Betontem")),
        ", ",
        Strikethrough(t("Gestrichenem")),
        ", CO",
        Subscript(t("2")),
        ", m",
        Superscript(t("2")),
        ", ",
        Code("netz.plan"),
        SoftBreak(),
        "und ",
        Link(
            (
                Text("einem "),
                Strong(t("Link")),
                Text(" zum Plan, der so lang ist, dass er über das Zeilenende hinausreicht"),
            ),
            "https://hafenrat.example/plan",
        ),
        ".",
        NoteRef(1),
        LineBreak(),
        "Neue Zeile mit Bild ",
        Image("klein.png", "Pfeil"),
        " im Text; noch einmal Fußnote eins",
        NoteRef(1),
        " und Fußnote zwei.",
        NoteRef(2),
    )
    flow = [
        Placed(Role.EMBARGO, p("Sperrfrist: Donnerstag, 24. April 2025, 10 Uhr")),
        Placed(Role.KICKER, p("Hafen und Umwelt")),
        *head(),
        *body(
            inline,
            nested,
            task,
            loose,
            Quote((p(PROSE[0]), BulletList((ListItem((p("Liste im Zitat"),)),))), t("– Erika Beispiel, Vorsitzende")),
        ),
        Placed(Role.CROSSHEAD, Heading(2, t("Zahlen und Begriffe"))),
        *body(table, terms),
        Placed(Role.SUBHEAD, Heading(3, t("Quelltext"))),
        *body(
            CodeBlock("netz:\n  kai: nord\n\n  last: 12 kW", "yaml"),
            Figure(Image("foto.png", "Foto"), (Text("Der Nordkai. Foto: "), Emphasis(t("M. Muster")))),
            Rule(),
            p(PROSE[1]),
        ),
        Placed(Role.END_MARK, p("– Ende –")),
        *tail(),
        Placed(Role.SECTION_HEAD, Heading(2, t("Hinweis an die Redaktionen")), opens=True),
        Placed(Role.NOTES, BulletList((ListItem((p("Fotos auf Anfrage"),)), ListItem((p("Interviews möglich"),))))),
    ]
    notes = (
        Footnote(
            1,
            (
                p(
                    "Beschluss der Hafenkonferenz vom 3. März 2025, ",
                    Link(t("hafenrat.example/beschluss"), "https://hafenrat.example/beschluss"),
                    ".",
                ),
            ),
        ),
        Footnote(2, (p("Zweite Fußnote mit Liste:"), BulletList((ListItem((p("ein Punkt"),)),)))),
    )
    return sheet(flow, notes, pictures={"foto.png": photo(), "klein.png": photo(4.0, 2.0, "Pfeil nach rechts")})


def span(line: int) -> Span:
    return Span(line, 1, line, 2)
