"""What a printed page may not lack: an address that only a click would show, and words that are still to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from releasefmt.model.findings import Finding, Severity
from releasefmt.model.purpose import Purpose
from releasefmt.passes.paper import lost_addresses
from releasefmt.pipeline import draw_up, understand
from tests.reading.workbench import draw, job

HEAD = "Musterstadt, 24. April 2025 – **Pressemitteilung**\n\n# Hafenrat legt Plan vor\n\n"
LEAD = (
    "Der Hafenrat Musterstadt hat gestern einen Plan vorgelegt, der die Kais bis 2030 ohne Dieselstrom auskommen lässt."
)


def lost(text: str) -> list[Finding]:
    sheet = draw(f"{HEAD}{LEAD}\n\n{text}\n").sheet
    assert sheet is not None
    return list(lost_addresses(sheet))


def in_print(text: str) -> dict[str, Severity]:
    work = job(f"{HEAD}{LEAD}\n\n{text}\n")
    work = replace(work, setup=replace(work.setup, letterhead=replace(work.setup.letterhead, purpose=Purpose.PRINT)))
    release = understand(work)
    assert release.value is not None
    findings = release.findings + draw_up(work, release.value).findings
    return {entry.code: entry.severity for entry in findings if entry.severity > Severity.INFO}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Der Plan steht [hier](https://www.hafenrat.example/plan/).", "hafenrat.example/plan"),
        ("Auch *und **[hier](https://hafenrat.example/)***.", "hafenrat.example"),
        ("Siehe [hafenrat.example](https://hafenrat.example/plan).", "hafenrat.example/plan"),
        ("Siehe [den Plan](https://hafenrat.example) unter hafenrat.example/plan.", "hafenrat.example"),
        ("[Post an uns](mailto:presse@hafenrat.example?subject=Plan)", "presse@hafenrat.example"),
        ("[Web](https://hafenrat.example), Post: presse@hafenrat.example", "hafenrat.example"),
        ("[Anruf](tel:+49301234560)", "+49301234560"),
        ("- eins\n- [zwei](https://hafenrat.example/zwei)", "hafenrat.example/zwei"),
        ("| Kai | Plan |\n|---|---|\n| Nord | [hier](https://hafenrat.example/nord) |", "hafenrat.example/nord"),
        ("Ein Satz.[^1]\n\n[^1]: Siehe [hier](https://hafenrat.example/note).", "hafenrat.example/note"),
    ],
)
def test_an_address_behind_words_is_lost_on_paper(text: str, shown: str) -> None:
    [said] = lost(text)
    assert said.code == "RF305"
    assert f"leads to {shown};" in said.message
    assert said.span is not None
    assert said.hint


@pytest.mark.parametrize(
    "text",
    [
        "Der Plan steht unter https://www.hafenrat.example/plan/.",
        "Der Plan steht unter www.hafenrat.example/plan, [hier](https://hafenrat.example/plan/).",
        "Der Plan steht [hier](https://hafenrat.example/plan) (hafenrat.example/plan).",
        "Der Plan steht [hier](https://hafenrat.example/plan).[^1]\n\n[^1]: <https://hafenrat.example/plan>",
        "[Straße](https://hafenrat.example/stra%C3%9Fe) hafenrat.example/straße",
        "[presse@hafenrat.example](mailto:presse@hafenrat.example)",
        "Telefon [030 1234-560](tel:+49301234560)",
    ],
)
def test_one_that_is_printed_anywhere_is_not(text: str) -> None:
    assert lost(text) == []


def test_each_address_is_said_once_at_its_first_place() -> None:
    [said] = lost("[Eins](https://hafenrat.example/plan)\n\n[Zwei](http://www.hafenrat.example/plan/)")
    assert said.span is not None
    assert said.span.line == 7
    assert "“Eins”" in said.message


def test_links_count_for_print_alone() -> None:
    text = "Der Plan steht [hier](https://hafenrat.example/plan)."
    assert in_print(text) == {"RF305": Severity.WARNING}
    assert "RF305" not in {entry.code for entry in draw(f"{HEAD}{LEAD}\n\n{text}\n").findings}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Näheres sagt [NAME DER SPRECHERIN].", "RF110"),
        ("Der Ort wird ergänzt.", "RF110"),
        ("Es kamen XX Gäste. TODO", "RF110"),
        ("Der Plan steht [hier](#).", "RF301"),
    ],
)
def test_what_is_still_to_come_is_an_error_for_print(text: str, code: str) -> None:
    assert in_print(text) == {code: Severity.ERROR}
    on_screen = {entry.code: entry.severity for entry in draw(f"{HEAD}{LEAD}\n\n{text}\n").findings}
    assert on_screen[code] is Severity.WARNING
