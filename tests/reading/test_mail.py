"""Drafts out of an e-mail: quoted line by line, with the head of the mail above the text."""

from __future__ import annotations

import pytest

from releasefmt.model.findings import Severity
from tests.reading.workbench import draw, read, release_of

_RELEASE = """Musterstadt, 24. April 2026 – **Pressemitteilung**

# Imker*innen warnen vor Faulbrut

Der Verband der Imker*innen ruft alle Halter*innen von Bienen auf, bis zum 15. Juni Proben einzusenden.

> „Für Menschen ist die Krankheit ungefährlich.“
> – Eva Muster, Vorsitzende
"""
_HEAD = """Von: Presse <presse@example.org>
An: Verteiler Redaktionen
Gesendet: Freitag, 24. April 2026 09:12
Betreff: PM 14/2026: Faulbrut
"""


def _quoted(text: str, sign: str = "> ") -> str:
    return "".join(f"{sign}{line}\n" if line else f"{sign.rstrip()}\n" for line in text.splitlines())


def _rows(draft: str) -> list[tuple[str, str]]:
    return [(row.part, row.text) for row in draw(draft).rows]


@pytest.mark.parametrize(
    "draft", [_quoted(_RELEASE), _quoted(_RELEASE, ">"), _quoted(_quoted(_RELEASE)), "\n" + _quoted(_RELEASE)]
)
def test_a_quoted_draft_is_read_as_the_draft_itself(draft: str) -> None:
    assert _rows(draft) == _rows(_RELEASE)
    (said,) = (entry for entry in read(draft).findings if entry.code == "RF032")
    assert said.message == "Every line begins with “>”, as in an answered e-mail; these signs were left out."
    assert said.severity is Severity.INFO


def test_places_are_those_of_the_quoted_line() -> None:
    headline = release_of(_quoted(_RELEASE)).headline
    assert headline is not None
    assert headline.span is not None
    assert (headline.span.line, headline.span.column) == (3, 3)


@pytest.mark.parametrize("head", [_HEAD, _HEAD.replace("Von:", "**Von:**").replace("An:", "**An:**")])
@pytest.mark.parametrize("quote", [False, True])
def test_the_head_of_a_mail_is_left_out_and_said(head: str, *, quote: bool) -> None:
    draft = f"{head}\n{_RELEASE}"
    draft = _quoted(draft) if quote else draft
    assert _rows(draft) == _rows(_RELEASE)
    (said,) = (entry for entry in read(draft).findings if entry.code == "RF033")
    assert said.message == "Lines 1–4 are the head of an e-mail; they are not printed."
    assert said.severity is Severity.WARNING
    assert said.span is not None
    assert (said.span.line, said.span.end_line) == (1, 4)


@pytest.mark.parametrize(
    "draft",
    [
        _RELEASE,
        "> „Das ist gut.“\n> – Eva Muster\n",  # a quotation and nothing else
        _quoted(_RELEASE) + "\nMehr Text, der nicht zitiert ist.\n",
        "Von: Berlin\nAn: München\n\n" + _RELEASE,  # a timetable
        "Date: 2026-04-24\nSubject: Bees\nAuthor: Eva\n\n" + _RELEASE,  # metadata
    ],
)
def test_other_drafts_are_left_alone(draft: str) -> None:
    assert not {"RF032", "RF033"} & {entry.code for entry in read(draft).findings}
