"""Embargoes and times: what is read out of the author's words, and that none of the words goes missing (rule R3)."""

from __future__ import annotations

import datetime as dt

import pytest

from releasefmt.model.content import Embargo, Immediate
from tests.reading.workbench import draw, printed, release_of

BODY = "\n\n# Kopf\n\nDie Stadt und der Verein haben sich auf ein neues Haus für alle in der Mitte geeinigt.\n"


def embargo(line: str) -> Embargo:
    """The embargo that a first line sets."""
    status = release_of(line + BODY).status
    assert status is not None
    assert isinstance(status.value, Embargo)
    return status.value


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Sperrfrist: 24. April 2025, 10:00 Uhr", "2025-04-24T10:00:00+02:00"),
        ("Sperrfrist bis zum 24.4.2025, 10 Uhr", "2025-04-24T10:00:00+02:00"),
        ("**Sperrfrist: Donnerstag, den 24. April 2025 um 10.30 Uhr**", "2025-04-24T10:30:00+02:00"),
        ("Sperrfrist: 10 Uhr, 24. April 2025", "2025-04-24T10:00:00+02:00"),
        ("Sperrfrist: 2025-01-24 18:00", "2025-01-24T18:00:00+01:00"),
        ("Sperrfrist: 24. Januar 2025, 18 Uhr MEZ", "2025-01-24T18:00:00+01:00"),
        ("Sperrfrist: 24. April 2025, 24 Uhr", "2025-04-25T00:00:00+02:00"),
        ("Zur Veröffentlichung ab **20.08.2026**", "2026-08-20T00:00:00+02:00"),
        ("Frei ab 3. Mai 2025, 0:01 Uhr", "2025-05-03T00:01:00+02:00"),
        ("EMBARGOED UNTIL 9 a.m. GMT, 3 March 2025", "2025-03-03T09:00:00+00:00"),
        ("Embargoed until: March 3, 2025, 9:30 p.m. EST", "2025-03-03T21:30:00-05:00"),
        ("Embargoed until July 3, 2025, 9 a.m. ET", "2025-07-03T09:00:00-04:00"),
        ("Embargo: 00:01 BST 4 July 2025", "2025-07-04T00:01:00+01:00"),
        ("Sous embargo jusqu'au 20 août 2026, 18 h", "2026-08-20T18:00:00+02:00"),
        ("Onder embargo tot 3 december 2018", "2018-12-03T00:00:00+01:00"),
        ("ACHTUNG SPERRFRIST: Mittwoch, 04.03.2026, 18.30 Uhr", "2026-03-04T18:30:00+01:00"),
        ("Nicht zur Veröffentlichung vor Mi, 4. März 2026, 6 Uhr", "2026-03-04T06:00:00+01:00"),
        ("Sperrfrist: 2026-03-04T10:00:00+01:00", "2026-03-04T10:00:00+01:00"),
        ("STRICTLY EMBARGOED UNTIL 12 noon UTC, Wednesday 4 March 2026", "2026-03-04T12:00:00+00:00"),
        ("Do not publish before 00:01 hrs GMT on 4 March 2026", "2026-03-04T00:01:00+00:00"),
        ("Under embargo until 4 March 2026, 10:00 UTC+2", "2026-03-04T10:00:00+02:00"),
        ("À ne pas diffuser avant le mercredi 4 mars 2026 à 10h30", "2026-03-04T10:30:00+01:00"),
        ("SOTTO EMBARGO FINO ALLE ORE 10.30 di mercoledì 4 marzo 2026", "2026-03-04T10:30:00+01:00"),
        ("No publicar antes del miércoles 4 de marzo de 2026, a las 10:00", "2026-03-04T10:00:00+01:00"),
        ("Niet publiceren vóór woensdag 4 maart 2026, 10.30 uur", "2026-03-04T10:30:00+01:00"),
        ("Sob embargo até às 10h30 de quarta-feira, 4 de março de 2026", "2026-03-04T10:30:00+01:00"),
        ("Embargo do środy, 4 marca 2026 r., godz. 10.30", "2026-03-04T10:30:00+01:00"),
        ("Embargo do středy 4. března 2026, 10:30 hodin", "2026-03-04T10:30:00+01:00"),
        ("Embargo till onsdag den 4 mars 2026 kl. 10.30", "2026-03-04T10:30:00+01:00"),
        ("Klausuleret indtil onsdag den 4. marts 2026 kl. 10.30", "2026-03-04T10:30:00+01:00"),
        ("解禁日時：2026年3月4日（水）午前10時30分", "2026-03-04T10:30:00+01:00"),
        ("محظور النشر حتى الأربعاء 4 مارس 2026، الساعة 10:30 صباحًا", "2026-03-04T10:30:00+01:00"),
    ],
)
def test_until(line: str, until: str) -> None:
    assert embargo(line).until == dt.datetime.fromisoformat(until)


@pytest.mark.parametrize(
    "line", ["Sperrfrist: morgen früh", "Embargoed until tomorrow noon", "Sperrfrist: 31. Februar 2025", "Sperrfrist"]
)
def test_an_embargo_that_cannot_be_read_is_an_error(line: str) -> None:
    drawn = draw(line + BODY)
    assert "RF105" in [finding.code for finding in drawn.findings]
    assert embargo(line).until is None
    assert drawn.sheet is not None
    assert line in printed(drawn.sheet)


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist: keine",
        "Sperrfrist: entfällt",
        "Sperrfrist: –",
        "Sperrfrist: nicht vorhanden",
        "Sperrfrist: ab sofort",
        "**Sperrfrist:** keine Sperrfrist",
        "EMBARGO: none",
        "Embargo: n/a",
        "Embargo: not applicable",
        "Embargo: nessuno",
        "Embargo : aucun",
        "Embargo: sin embargo",
        "Embargo: geen",
        "Embargo: nenhum",
        "Embargo: brak",
        "Embargo: žádné",
        "Embargo: inget",
        "Embargo: ingen",
        "解禁日時：なし",
    ],
)
def test_none_is_no_embargo(line: str) -> None:
    drawn = draw(line + BODY)
    assert release_of(line + BODY).status is None
    assert "RF105" not in [finding.code for finding in drawn.findings]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Sperrfrist: 24. April 2025, 10 Uhr (Beginn der Rede)", "24. April 2025, 10:00 Uhr (Beginn der Rede)"),
        (
            "Sperrfrist: 24. April 2025, 10 Uhr\nEs gilt das gesprochene Wort.",
            "10:00 Uhr – Es gilt das gesprochene Wort",
        ),
        ("Sperrfrist: Redebeginn, 24. April 2025", "24. April 2025 – Redebeginn"),
        ("Embargoed until 4 July 2025, 00:01, print only", "0:01 Uhr – print only"),
    ],
)
def test_what_is_said_beside_the_time_is_printed(line: str, words: str) -> None:
    sheet = draw(line + BODY).sheet
    assert sheet is not None
    assert words in printed(sheet)


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo gegen Rohöl verlängert",
        "Nicht vor 2027: Brücke bleibt gesperrt",
        "Sperrfrist für Gülle sorgt für Streit unter Landwirten",
        "Embargo on Steel Lifted After Ten Years of Talks",
    ],
)
def test_an_embargo_in_the_news_is_none_of_the_release(headline: str) -> None:
    release = release_of(f"# {headline}{BODY.replace('# Kopf', '')}")
    assert release.status is None
    assert release.headline is not None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Zur sofortigen Veröffentlichung", "Zur sofortigen Veröffentlichung"),
        ("**FOR IMMEDIATE RELEASE**", "FOR IMMEDIATE RELEASE"),
        ("For immediate release:", "For immediate release"),
        ("Abdruck honorarfrei", "Abdruck honorarfrei"),
        ("Para publicación inmediata", "Para publicación inmediata"),
    ],
)
def test_immediate(line: str, said: str) -> None:
    status = release_of(line + BODY).status
    assert status is not None
    assert status.value == Immediate(said)


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        ("Sperrfrist: Dienstag, 4. März 2026, 10 Uhr\n\n# Kopf\n\n{}", 1),
        ("Sperrfrist: Mittwoch, 4. März 2026, 10 Uhr\n\n# Kopf\n\n{}", 0),
        ("# Kopf\n\nMusterstadt, Dienstag, 4. März 2026 – {}", 1),
        ("# Kopf\n\nMusterstadt, Mittwoch, 4. März 2026 – {}", 0),
        ("Sperrfrist: 2. März 2026, 10 Uhr\n\n# Kopf\n\nMusterstadt, 4. März 2026 – {}", 1),
        ("Sperrfrist: 4. März 2026, 10 Uhr\n\n# Kopf\n\nMusterstadt, 4. März 2026 – {}", 0),
    ],
)
def test_days_that_contradict_one_another_are_said(draft: str, codes: int) -> None:
    text = "Die Stadt und der Verein haben sich auf ein neues Haus für alle in der Mitte geeinigt.\n"
    found = [finding.code for finding in draw(draft.format(text)).findings]
    assert found.count("RF108") == codes
