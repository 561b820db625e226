"""Whatever is handed in, reading never raises, loses no word, invents none, and says the same twice."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from releasefmt.reading.metadata import read_metadata
from releasefmt.reading.source import read_source
from tests.reading.workbench import draw, printed, read

BOUNDED = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)

WORDS = ["Alpha", "beta", "Gamma", "delta", "Omega", "Zeta", "rho", "Kappa"]
# One line of a draft each; {} are words that must be printed. Link targets and file names hold none of them.
LINES = [
    *(
        "",
        "",
        "# {}",
        "## {}",
        "### {}",
        "###",
        "{}",
        "{} {}",
        "**{}**",
        "*{}*",
        "> {}",
        "- {}",
        "  {}",
        "    {}",
        "---",
        "***",
    ),
    *(
        "===",
        "1. {}",
        "12. April {}",
        "| {} | {} |",
        "|---|---|",
        "{}:",
        ": {}",
        "{}  ",
        "> **{}**",
        "> – {}",
        "~~{}~~",
        "`{}`",
    ),
    *(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {}",
        "**{}:** {}",
        "Kontakt: {}",
        "Kontakt ![{}](y.png)",
        "- ENDS -",
        "– Ende –",
    ),
    *(
        "**###**",
        "- Ende {} -",
        "Pressemitteilung",
        "Pressemitteilung: {}",
        "Über {}",
        "**Über die {}**",
        "Press release {}",
    ),
    *(
        "Hinweis an die Redaktionen",
        "Hinweis an die Redaktionen: {}",
        "Berlin, {}",
        "Berlin, 24. April 2025 – {}",
        "(Berlin, 24.04.2025)",
    ),
    *(
        "Sperrfrist: {}",
        "Sperrfrist: 3. Mai 2025, {}",
        "FOR IMMEDIATE RELEASE",
        "For Immediate Release {}",
        "Contact {} tel 030 1234567",
    ),
    *(
        "{} a@example.org",
        "![{}](y.png)",
        "![{}](y.png) Pressemitteilung",
        "## Pressemitteilung ![{}](y.png)",
        "[{}](https://example.org)",
    ),
    *(
        "[{}](#)",
        "{}[^1]",
        "[^1]: {}",
        "Embargo: {}",
        "Ort: {}",
        "Date: {}",
        "{} <br> {}",
        "<b>{}</b>",
        "<div>",
        "</div>",
        "<p>{}</p>",
    ),
    *(
        "<td>{}</td>",
        "<ul><li>{}",
        "<table><tr><td>{}",
        "</table>",
        "<blockquote>{}",
        "<pre>{}",
        "</pre>",
        "<Vorname {}>",
    ),
]
FIXED = frozenset(re.findall(r"[^\W\d_]+", " ".join(LINES).casefold())) | {
    "sperrfrist",
    "mai",
    "embargoed",
    "until",
    "mei",
}

line = st.tuples(st.sampled_from(LINES), st.lists(st.sampled_from(WORDS), min_size=14, max_size=14)).map(
    lambda pair: pair[0].format(*pair[1])
)
drafts = st.lists(line, min_size=1, max_size=14).map("\n".join)


@BOUNDED
@given(st.text(max_size=400))
def test_any_text_gives_a_release_or_a_finding(text: str) -> None:
    outcome = read(text.encode("utf-8", "replace"))
    assert outcome.value is not None or outcome.findings


@BOUNDED
@given(st.binary(max_size=400))
def test_any_bytes_give_a_release_or_a_finding(data: bytes) -> None:
    drawn = draw(data)
    assert drawn.sheet is not None or drawn.findings


@BOUNDED
@given(st.text(alphabet="ab*_[]()!<>#-+`~|:=\\&;\n \t{}%^'\"1.@/", max_size=200))
def test_any_marks_give_a_release_or_a_finding(text: str) -> None:
    drawn = draw(text)
    assert drawn.sheet is not None or drawn.findings


@settings(BOUNDED, max_examples=500)
@given(drafts)
def test_no_word_is_lost(draft: str) -> None:
    sheet = draw(draft, internal="print").sheet
    if sheet is None:
        return
    body = read_metadata(read_source(draft.encode()).value).value.body
    there = set(re.findall(r"[^\W\d_]+", printed(sheet)))
    assert {word for word in WORDS if re.search(rf"\b{word}\b", body)} <= there


@settings(BOUNDED, max_examples=300)
@given(drafts)
def test_no_word_is_invented(draft: str) -> None:
    sheet = draw(draft, internal="print").sheet
    if sheet is None:
        return
    own = set(re.findall(r"[^\W\d_]+", draft.casefold()))
    weekdays_and_such = set(
        re.findall(r"[^\W\d_]+", "samstag saturday sabato zaterdag samedi sábado apr april mai may maggio mei mayo")
    )
    for word in re.findall(r"[^\W\d_]+", printed(sheet).casefold()):
        assert word in own or word in FIXED or word in weekdays_and_such


@BOUNDED
@given(drafts)
def test_the_same_draft_gives_the_same_sheet(draft: str) -> None:
    assert draw(draft) == draw(draft)
