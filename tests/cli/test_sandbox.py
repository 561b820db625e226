"""``build --sandbox`` as a service calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from releasefmt.cli import app
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.system import sandbox
from releasefmt.system.sandbox import lacking
from tests.cli.test_errors import releasefmt
from tests.cli.test_many import drafts

HOUSE = '[organisation]\nname = "Hafenrat"\n'


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Name your releasefmt.toml by --config, so that none that came with the drafts is used."),
        (("--config", "house.toml", "--watch"), "Drafts from anybody are not watched."),
    ],
)
def test_what_a_sandbox_needs(tmp_path: Path, options: tuple[str, ...], sentence: str) -> None:
    drafts(tmp_path, "a.md")
    (tmp_path / "house.toml").write_text(HOUSE)
    code, out, error = releasefmt(tmp_path, "build", "a.md", "--sandbox", *options)
    assert (code, out) == (2, "")
    assert sentence in " ".join(error.split())


@pytest.mark.slow
@pytest.mark.skipif(
    any(entry.code == "RF515" for entry in lacking()), reason="without seccomp --sandbox builds nothing (RF515)"
)
def test_nothing_that_came_with_the_drafts_is_believed(tmp_path: Path) -> None:
    """Neither a releasefmt.toml nor a manifest beside them; what fails does so alone."""
    drafts(tmp_path, "in/a.md", "in/b.md")
    (tmp_path / "in" / "c.md").write_text("")
    (tmp_path / "in" / "releasefmt.toml").write_text("nonsense")
    (tmp_path / "in" / ".releasefmt-manifest.json").write_text("nonsense")
    (tmp_path / "house.toml").write_text(HOUSE)
    call = ("build", "in", "--sandbox", "--config", "house.toml", "--to", "docx", "--quiet")
    code, out, error = releasefmt(tmp_path, *call)
    assert (code, out.splitlines()) == (1, ["in/a.docx", "in/b.docx"])
    assert [line for line in error.splitlines() if "error" in line] == [
        "in/c.md: error: The draft holds no text. (RF005)"
    ]
    assert (tmp_path / "in" / ".releasefmt-manifest.json").read_text() == "nonsense"


@pytest.mark.parametrize(("code", "answer"), [("RF515", 2), ("RF517", 1)])
def test_where_a_system_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, answer: int) -> None:
    """Without network isolation nothing is touched; with all but the files shut, a warning goes before what is built."""

    def lacks() -> tuple[Finding, ...]:
        return (finding(code, "This system cannot."),)

    monkeypatch.setattr(sandbox, "lacking", lacks)
    (tmp_path / "a.md").write_text("")
    (tmp_path / "house.toml").write_text(HOUSE)
    call = ["build", str(tmp_path / "a.md"), "--sandbox", "--config", str(tmp_path / "house.toml"), "--to", "docx"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == answer
    word = {"RF515": "error", "RF517": "warning"}[code]
    assert done.stderr.splitlines()[0] == f"releasefmt: {word}: This system cannot. ({code})"
    assert ("RF005" in done.stderr) == (code == "RF517")
