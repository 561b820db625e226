"""Drafts for property tests: lines with words that are found again, real drafts spoilt, and soups of marks."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# `make fuzz` looks at more; the examples of CI are the same each time.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0")) or 2_000
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)

# A thousand words of no language, so that each stands in a draft once.
_SYLLABLES = ("ba", "de", "ki", "lö", "mu", "ra", "se", "ti", "vo", "zu")
WORDS = tuple("".join(three).capitalize() for three in itertools.product(_SYLLABLES, repeat=3))
WORD = re.compile("|".join(WORDS))

# One line of a draft each; {} are words that must be printed. Link targets and file names hold none of them.
LINES = (
    *("", "", "", "# {}", "## {} {}", "### {} ###", "###", "{}", "{} {}", "**{}**", "*{}*", "***{}***", "_{}_"),
    *("> {}", "> > {}", ">", "- {}", "  - {}", "  {}", "    {}", "\t{}", "---", "***", "===", "```", "~~~"),
    *("1. {}", "12. April {}", "- [ ] {}", "- [x] {} {}", "• {}", "{}:", ": {}", "{}  ", "{}\\", "{}*{}", r"{}\\*{}"),
    *("| {} | {} |", "|---|---|", "| {} |", r"| {} \| {} | {} |", "{} | {}", "- | {} |", "> | {} | {} |"),
    *(
        "> **{}**",
        "> – {}",
        "~~{}~~",
        "`{}`",
        "`` {} ``",
        "`{} {}",
        r"\*{}\*",
        "&lt;{}&gt; &amp; {}",
        "&quot;{}&nbsp;{}",
    ),
    *(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {}",
        "**{}:** {}",
        "**{} {}** {}",
        "{}\u00ad{}",
        "{}\u200b{}",
        "{}\u00a0{}",
    ),
    *(
        "Kontakt: {}",
        "Kontakt: {} {}, Tel. 030 1234567",
        "Kontakt ![{}](y.png)",
        "## Kontakt",
        "**Kontakt**",
        "Kontakt",
    ),
    *("- ENDS -", "– Ende –", "**###**", "- Ende {} -", "-30-", "Pressemitteilung", "Pressemitteilung: {}"),
    *("**Pressemitteilung**", "Pressemitteilung Nr. 12/2025 {}", "## Über {}", "Über {}", "**Über die {}**", "{} {}:"),
    *(
        "Press release {}",
        "Hinweis an die Redaktionen",
        "Hinweis an die Redaktionen: {}",
        "Pressematerial",
        "Downloads: {}",
    ),
    *(
        "Berlin, {}",
        "Berlin, 24. April 2025 – {}",
        "(Berlin, 24.04.2025)",
        "**Berlin, 24. April 2025 –** {}",
        "{}, 3. Mai 2025",
    ),
    *(
        "Sperrfrist: {}",
        "Sperrfrist: 3. Mai 2025, {}",
        "FOR IMMEDIATE RELEASE",
        "For Immediate Release {}",
        "Embargo: {}",
    ),
    *(
        "Sperrfrist: 3. Mai 2025, 10 Uhr",
        "EMBARGO: none",
        "Frei zur Veröffentlichung",
        "Date: {}",
        "Ort: {}",
        "CONTACT: {}",
    ),
    *("Contact {} tel 030 1234567", "{} a@example.org", "{} www.example.org/a_b {}", "<https://example.org> {}"),
    *(
        "![{}](y.png)",
        "![{}](y.png){{width=60mm}} {}",
        "![{}](y.png) Pressemitteilung",
        "## Pressemitteilung ![{}](y.png)",
    ),
    *("[{}](https://example.org)", '[{}](https://example.org "mehr")', "[{}](#)", "[{}](beispiel.html)", "[{}][a] {}"),
    *("{}[^1]", "[^1]: {}", "{}[^b]", "[^b]: {}", "    {}", "{}^[{}]", "{} ^[{} *{}*] {}", '"{}" {}', '"{}', "'{}'"),
    *("{} <br> {}", "<b>{}</b>", "<div>", "</div>", "<p>{}</p>", "<p>{} &amp; {} <b>{}</b>", "<td>{}</td>", "{} <i>{}"),
    *(
        "<ul><li>{}",
        "<table><tr><td>{}",
        "</table>",
        "<blockquote>{}",
        "<pre>{}",
        "</pre>",
        "<Vorname {}>",
        "<h2>{}</h2>",
    ),
    *(
        "<nav>{}</nav>",
        "{} <button>{}</button> {}",
        "<script>{}",
        "<a href='https://example.org'>{}</a>",
        "<a>{}</a> {}",
    ),
    *(
        "{} {{% x %}} {}",
        "{{{{ x }}}}{}",
        "{}{{: .x}}",
        "[{}]",
        "[{} wird ergänzt]",
        "XX {}",
        "**{} **{}",
        "{}-",
        "{} — {}",
    ),
    *(
        "z.B. {} 10% 2015-2024",
        "12500 Euro {}",
        "030/1234567 {}",
        "„{}” “{}”",
        "MASSSTRAßE {}",
        "• {}\u2028{}",
        "{}\x0b{}",
    ),
)
# Their own words, those that the sheet adds, and what a date turns into.
OWN = frozenset(re.findall(r"[^\W\d_]+", " ".join(LINES).casefold())) | {
    "sperrfrist",
    "mai",
    "embargoed",
    "until",
    "may",
}
_DATES = "samstag saturday sabato zaterdag samedi sábado sobota lördag lørdag mei mayo mai maj maggio maio května maja"
FIXED = (
    OWN | frozenset(_DATES.split()) | frozenset(["donnerstag", "thursday", "giovedì", "donderdag", "jeudi", "jueves"])
)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A draft of lines, each word of which stands in it once; sometimes decomposed, sometimes with other line ends."""
    chosen = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=12))
    text = "\n".join(chosen)
    words = iter(WORDS[draw(st.integers(0, 40)) * 20 :])
    text = re.sub(r"\{\{|\}\}|\{\}", lambda match: next(words) if match[0] == "{}" else match[0][0], text)
    if draw(st.integers(0, 5)) == 0:
        text = unicodedata.normalize("NFD", text)
    if draw(st.integers(0, 5)) == 0:
        text = text.replace("\n", draw(st.sampled_from(("\r\n", "\r"))))
    return text


# --- real drafts, spoilt ----------------------------------------------------------------------------------------

_TESTS = Path(__file__).parent.parent
_FENCED = re.compile(r"^````draft[^\n]*\n(.*?)^````$", re.MULTILINE | re.DOTALL)


def _real() -> tuple[str, ...]:
    """The drafts of our own: cases in prose, drafts in many languages, examples."""
    found = [draft for path in sorted(_TESTS.glob("*/*.md")) for draft in _FENCED.findall(path.read_text("utf-8"))]
    found += [path.read_text("utf-8") for path in sorted(_TESTS.parent.glob("examples/*/*.md"))]
    return tuple(found)


REAL = _real()
_SIGNS = (
    *(
        "*",
        "**",
        "_",
        "`",
        "#",
        ">",
        "|",
        "[",
        "](",
        ")",
        "<",
        ">",
        "&",
        "\\",
        "\n",
        "\n\n",
        "  \n",
        "\t",
        "---\n",
        '"',
    ),
    *(
        "\u0308",
        "\u00ad",
        "\u200b",
        "\u202e",
        "\u00a0",
        "\ufeff",
        "\x00",
        "\ue100",
        "\u2028",
        "\x0b",
        "\r",
        "Ã¤",
        "\U0001f3e1",
    ),
    *(
        "^[",
        "[^1]",
        "{%",
        "{{",
        "{:",
        "<br>",
        "<!--",
        "--" + ">",
        "</",
        "&amp;",
        "&#x202e;",
        "&#xe100;",
        ":",
        "- ",
        "1. ",
        "@",
    ),
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A draft of our own, cut, with lines in disorder and signs in the wrong place."""
    text = draw(st.sampled_from(REAL))
    rows = text.split("\n")
    start = draw(st.integers(0, max(len(rows) - 3, 0)))
    rows = rows[start : start + draw(st.integers(3, 25))]
    for kind, where, other in draw(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 400), st.integers(0, 400)), max_size=5)
    ):
        at = where % len(rows)
        row = rows[at]
        match kind:
            case 0:
                rows[at] = rows[other % len(rows)]
            case 1:
                rows.insert(at, rows[other % len(rows)])
            case 2 if len(rows) > 1:
                del rows[at]
            case _:
                cut = other % (len(row) + 1)
                rows[at] = row[:cut] + _SIGNS[where % len(_SIGNS)] + row[cut:]
    return "\n".join(rows)


# --- soups --------------------------------------------------------------------------------------------------------

MARKS = st.text(alphabet="ab*_[]()!<>#-+`~|:=\\&;\n \t{}%^'\"1.@/", max_size=120)
_TAGS = "b i p div ul li ol table tr td th pre code blockquote h2 a img br nav script span sup Vorname !-- /p /b /div /ul /table"
HTML = st.lists(
    st.sampled_from(
        [*(f"<{tag}>" for tag in _TAGS.split()), "</li>", "</td>", "</pre>", "--" + ">", "<a href='#'>", "<img src=x>"]
    )
    | st.sampled_from(
        ["Wort", " ", "\n", "\n\n", "&amp;", "&ouml", "&#0;", "&", "<", "*a*", "[b](c)", "> ", "- ", "  "]
    ),
    max_size=24,
).map("".join)
_METADATA = (
    *(
        "---",
        "---",
        "...",
        "+++",
        "title: Kopf",
        "titel: 'Das ''Haus'''",
        'title: "\\u00dcber\\n&amp; \\"x\\""',
        "title:",
    ),
    *(
        "title: >",
        "  gefaltet",
        "  weiter",
        "title: |",
        "tags: [a, 'b c', Pressemitteilung]",
        "tags:",
        "  - a",
        "- b",
        "date: 2025-04-24",
    ),
    *(
        "datum: 24. April 2025",
        "sperrfrist: 2025-04-24 10:00",
        "sperrfrist: bald",
        "kontakt: Eva, 030 1234567",
        "lang: de",
        "lang: x",
    ),
    *(
        "contact:",
        "unbekannt: x",
        "a: b: c",
        "{",
        "[",
        "title: [",
        "? x",
        "!!python/object:x y",
        "&a x: *a",
        "\t",
        'title = "Kopf"',
    ),
    *(
        "date = 2025-04-24",
        'tags = ["a", "b"]',
        "title = '''",
        "'''",
        ".. title: Kopf",
        ".. date: 2025-04-24",
        "Title: Kopf",
        "# Kopf",
        "",
    ),
    *(
        "ort: Köln",
        "place: 'Köln'",
        "nummer: 12/2025",
        "label: Pressemitteilung",
        "titel: Pressemitteilung: Haus",
        "<!-- x",
        "--" + ">",
    ),
    *(
        'title: "a \\',
        '  b"',
        "title: 'über",
        "  zwei'",
        "kicker: x # y",
        "abbinder: >-",
        "untertitel: x",
        "titel: 10:30",
        "titel: ~",
    ),
)
METADATA = st.lists(st.sampled_from(_METADATA), min_size=1, max_size=9).map(
    lambda rows: "\n".join(rows) if rows[0] in ("---", "+++") else "---\n" + "\n".join(rows) + "\n---\n\nText."
) | st.lists(st.sampled_from(_METADATA), min_size=1, max_size=9).map("\n".join)

SOUP = MARKS | HTML | METADATA
ANY = lines() | spoilt() | SOUP | st.text(max_size=100)
