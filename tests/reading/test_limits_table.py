"""The table of limits: each refuses with its own sentence, at its line, with a way out, and yields to releasefmt.toml."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from releasefmt.model.findings import Severity
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.limits import DEFAULT, HIGHEST, RAISE, Limits
from releasefmt.pipeline import Job, understand
from releasefmt.reading.css import excess
from releasefmt.reading.settings import read_letterhead
from releasefmt.system.drafts import Place, read_draft
from tests.reading.workbench import codes, draw, job, plain_setup, printed, read

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
# A draft that passes each limit of the reader by one, its rule, the limit as it is named, and the line.
PASSED = {
    "nesting": ("# Kopf\n\n" + "> " * 21 + "tief", "RF024", "20 deep", 3),
    "rows": ("# Kopf\n\n| a |\n|---|\n" + "| 1 |\n" * 1_001, "RF025", "1000", 3),
    "columns": ("# Kopf\n\n" + "|a" * 51 + "|\n" + "|-" * 51 + "|\n", "RF025", "50", 3),
    "items": ("# Kopf\n\n" + "- a\n" * 2_001, "RF025", "2000", 3),
    "characters": ("# Kopf\n\n" + ("Wort " * 20 + "\n") * 3_001, "RF043", "300000 characters", 3_002),
    "lines": ("# Kopf\n\n" + "a\n" * 10_000, "RF043", "10000 lines", 10_002),
    "word": ("# Kopf\n\nEin " + "a" * 10_001, "RF044", "10000 characters", 3),
    "metadata_kb": ("---\ntitle: a\n" + "# b\n" * 16_000 + "---\n\n# Kopf", "RF013", "64 KB", 1),
}


@pytest.mark.parametrize("name", PASSED)
def test_a_limit_is_named_with_its_line_and_the_way_out(name: str) -> None:
    draft, code, limit, line = PASSED[name]
    outcome = read(draft)
    assert outcome.value is None
    (found,) = [entry for entry in outcome.findings if entry.severity is Severity.ERROR]
    assert found.code == code
    assert limit in found.message
    assert found.span is not None
    assert found.span.line == line
    assert found.hint.endswith(RAISE)


@pytest.mark.parametrize("name", PASSED)
def test_a_trusted_batch_may_raise_it(name: str) -> None:
    draft, code, _, _ = PASSED[name]
    setup = plain_setup()
    house = replace(setup.letterhead, limits=replace(DEFAULT, **{name: getattr(HIGHEST, name)}))
    raised = Job(job(draft).draft, replace(setup, letterhead=house), ())
    outcome = understand(raised)
    assert outcome.value is not None
    assert code not in codes(outcome.findings)


def test_two_hundred_pictures() -> None:
    drawn = draw("# Kopf\n\n" + "![Ein Boot](boot.jpg)\n\n" * 201)
    (found,) = [entry for entry in drawn.findings if entry.code == "RF316"]
    assert "200 pictures" in found.message
    assert found.span is not None
    assert found.span.line == 3 + 2 * 200
    assert "RF316" not in codes(draw("# Kopf\n\n" + "![Ein Boot](boot.jpg)\n\n" * 200).findings)


def test_a_draft_may_be_larger_where_its_house_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lang.md"
    path.write_bytes(b"a " * 500_001)
    refused = read_draft(Place("lang.md", path))
    assert codes(refused.findings) == ["RF003"]
    assert refused.findings[0].hint.endswith(RAISE)
    assert read_draft(Place("lang.md", path), limits=Limits(draft_kb=1_001)).value is not None


def test_the_configuration_raises_limits_and_no_further_than_a_machine_can_bear() -> None:
    raised = read_letterhead("[limits]\nrows = 5000\n", "releasefmt.toml").value
    assert isinstance(raised, Letterhead)
    assert raised.limits == Limits(rows=5_000)
    for wrong in (0, HIGHEST.rows + 1):
        outcome = read_letterhead(f"[limits]\nrows = {wrong}\n", "releasefmt.toml")
        assert [(entry.code, entry.span and entry.span.line) for entry in outcome.findings] == [("RF404", 2)]
        assert "between 1 and 10000" in outcome.findings[0].message


def test_every_limit_is_documented() -> None:
    for field in fields(Limits):
        assert f"| `{field.name}` | {getattr(DEFAULT, field.name)} | {getattr(HIGHEST, field.name)} |" in README


def test_an_alias_of_yaml_is_text_and_no_bomb() -> None:
    bomb = "".join(f"{chr(98 + level)}: &{chr(98 + level)} [{f'*{chr(97 + level)}, ' * 9}]\n" for level in range(20))
    for metadata in (f"a: &a [x]\n{bomb}", "keywords: &a [*a]\n", "title: !!python/name:os.system x\n"):
        outcome = read(f"---\n{metadata}---\n\n# Kopf\n\nText.\n")
        assert outcome.value is not None
        assert "RF010" in codes(outcome.findings)


@pytest.mark.parametrize("title", ["&Co", "!Achtung Hafen", "*Hafen* offen"])
def test_what_begins_with_a_sign_of_yaml_is_kept(title: str) -> None:
    outcome = read(f"---\ntitle: {title}\n---\n\nText über den Hafen.\n")
    assert outcome.value is not None
    assert outcome.value.headline is not None
    assert title.strip("*&!")[:4] in str(outcome.value.headline)


def test_broken_json_is_said_and_what_can_be_read_is_read() -> None:
    outcome = read('{\n"title": "Hafen: neu",\n"x": [[[\n}\n\nText über den Hafen.\n')
    assert outcome.value is not None
    assert outcome.value.headline is not None
    assert "Hafen: neu" in str(outcome.value.headline)
    assert "RF010" in codes(outcome.findings)


def test_blanks_that_are_code_to_markdown_are_no_text() -> None:
    assert codes(read(" \n\t\u00a0\n" * 5).findings) == ["RF005"]


def test_a_comment_without_end_is_said_and_printed() -> None:
    drawn = draw("# Kopf\n\nText.\n\n<!-- geheim\n")
    (found,) = [entry for entry in drawn.findings if entry.code == "RF045"]
    assert found.span is not None
    assert (found.span.line, found.hint) == (5, "Write --> where it ends.")
    assert drawn.sheet is not None
    assert "geheim" in printed(drawn.sheet)


def test_a_link_that_poses_as_another_is_named() -> None:
    (found,) = [
        entry
        for entry in draw("# Kopf\n\n[Bank](https://bank.example@evil.example/)\n").findings
        if entry.code == "RF302"
    ]
    assert found.hint == "Write the address without what stands before the @."
    assert found.span is not None
    assert found.span.line == 3


def test_a_style_sheet_nested_without_end_is_refused() -> None:
    for css in ("a{" * 6_000, "p { color: #111 }\n" * 50_000):
        found = excess(css.encode(), css, "house.css")
        assert found is not None
        assert found.code == "RF421"
    assert excess(b"p { color: #111 }", "p { color: #111 }", "house.css") is None


def test_cells_of_tables_nested_too_deep_are_an_error_and_no_defect() -> None:
    outcome = read("# Kopf\n\n" + "<table><tr><td>" * 60 + "tief")
    assert outcome.value is None
    assert codes(outcome.findings) == ["RF024"]
