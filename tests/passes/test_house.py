"""What the letterhead gives where the draft is silent, and that it never overrides the draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from releasefmt.model.content import Release
from releasefmt.model.letterhead import Footer, HouseBoilerplate, Letterhead, Organisation, PressContact
from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.pipeline import Job, draw_up, set_up, understand
from releasefmt.system.drafts import Draft

LETTERHEAD = Letterhead(
    language="de",
    organisation=Organisation(name="Hafenrat Lindhorst e. V.", short="Hafenrat"),
    contact=PressContact(name="Ole Brandt", phone="030 23125 000", email="presse@hafenrat.example"),
    boilerplate=HouseBoilerplate(text='Der Hafenrat "wacht" über den Hafen.\n\nEr hat 12 Mitglieder.'),
)
SILENT = "# Neuer Kran am Kai\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute einen neuen Kran, der höher ist als alle anderen zuvor.\n"
SPOKEN = SILENT + "\n## Über die Werft\n\nEine Werft.\n\n## Kontakt\n\nIda Holm, ida@werft.example\n"


def job(text: str, letterhead: Letterhead, tmp_path: Path) -> Job:
    setup = set_up(tmp_path).value
    assert setup is not None
    return Job(Draft("entwurf.md", text.encode(), tmp_path, "entwurf"), replace(setup, letterhead=letterhead), ())


def understood(work: Job) -> Release:
    release = understand(work).value
    assert release is not None
    return release


def flow(text: str, letterhead: Letterhead, tmp_path: Path) -> dict[Role, str]:
    work = job(text, letterhead, tmp_path)
    placed = draw_up(work, understood(work)).value[0].flow
    return {role: "\n".join(plain_text((entry.block,)) for entry in placed if entry.role is role) for role in Role}


def test_a_silent_draft_gets_the_letterheads_contact_and_boilerplate(tmp_path: Path) -> None:
    parts = flow(SILENT, LETTERHEAD, tmp_path)
    assert parts[Role.CONTACT] == "Ole Brandt\nTelefon 030 23125 000\npresse@hafenrat.example"
    assert parts[Role.BOILERPLATE] == "Der Hafenrat „wacht“ über den Hafen.\nEr hat 12 Mitglieder."
    assert parts[Role.SECTION_HEAD] == "Über Hafenrat\nPressekontakt"


def test_what_the_draft_says_itself_is_all_there_is(tmp_path: Path) -> None:
    parts = flow(SPOKEN, LETTERHEAD, tmp_path)
    assert parts[Role.CONTACT] == "Ida Holm, ida@werft.example"
    assert parts[Role.BOILERPLATE] == "Eine Werft."
    assert parts[Role.SECTION_HEAD] == "Über die Werft\nKontakt"


def test_explain_names_only_what_the_draft_says(tmp_path: Path) -> None:
    work = job(SILENT, LETTERHEAD, tmp_path)
    explanation = draw_up(work, understood(work)).value[1]
    assert "contact" in explanation.missing
    assert "boilerplate" in explanation.missing


def test_an_address_that_would_run_into_the_rule_is_a_finding(tmp_path: Path) -> None:
    lines = tuple(f"Zeile {number}" for number in range(7))
    for kept, codes in ((6, []), (7, ["RF410"])):
        letterhead = replace(LETTERHEAD, organisation=replace(LETTERHEAD.organisation, address=lines[:kept]))
        work = job(SILENT, letterhead, tmp_path)
        found = draw_up(work, understood(work)).findings
        assert [entry.code for entry in found if entry.code == "RF410"] == codes


def test_a_footer_that_would_run_off_the_paper_is_an_error(tmp_path: Path) -> None:
    for count, codes in ((4, []), (5, ["RF411"])):
        footer = Footer(lines=tuple(f"Zeile {number}" for number in range(count)))
        work = job(SILENT, replace(LETTERHEAD, footer=footer), tmp_path)
        found = draw_up(work, understood(work)).findings
        assert [entry.code for entry in found if entry.code == "RF411"] == codes
