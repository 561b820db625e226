"""What `build --report` writes, by its schema."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.cli.test_errors import DRAFT, releasefmt
from tests.reporting.schema import violations

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def written(folder: Path, *arguments: str) -> tuple[bytes, dict[str, Any]]:
    releasefmt(folder, "build", *arguments, "--out", "aus", "--report", "bericht.json")
    data = (folder / "bericht.json").read_bytes()
    report: dict[str, Any] = json.loads(data)
    return data, report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four drafts, of which one is empty and one has two pages."""
    folder = tmp_path_factory.mktemp("bericht")
    for number in range(3):
        (folder / f"{number}.md").write_text(DRAFT + "\nMehr [dazu](#).\n" * number, encoding="utf-8")
    (folder / "leer.md").touch()
    (folder / "lang.md").write_text(DRAFT + "\n" + "Ein Satz über das Hallenbad der Stadt. " * 200, encoding="utf-8")
    return folder


def test_a_report_keeps_to_its_schema_and_tells_the_truth(folder: Path) -> None:
    _, report = written(folder, ".", "fehlt.md")
    assert list(violations(report, SCHEMA, SCHEMA)) == []
    assert [(draft["draft"], draft["state"], draft["pages"]) for draft in report["drafts"]] == [
        ("fehlt.md", "failed", None),
        ("0.md", "built", 1),
        ("1.md", "built", 1),
        ("2.md", "built", 1),
        ("lang.md", "built", 3),
        ("leer.md", "failed", None),
    ]
    assert report["counts"]["built"] == 4
    for draft in report["drafts"]:
        for output in draft["outputs"]:
            data = (folder / output["path"]).read_bytes()
            assert (output["sha256"], output["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
            if output["format"] == "pdf":
                with pikepdf.open(io.BytesIO(data)) as file:
                    assert len(file.pages) == draft["pages"]
    plain, more = report["drafts"][1]["counts"], report["drafts"][2]["counts"]
    assert (more["words"] - plain["words"], more["characters"] - plain["characters"]) == (2, len("\nMehr dazu."))
    assert more["words"] == 24


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda report: report.update(host="x"), "$ has host"),
        (lambda report: report.pop("version"), "$ lacks version"),
        (lambda report: report["drafts"][1].update(state="done"), "$.drafts[1].state is none of"),
        (lambda report: report["drafts"][1].update(pages=0), "$.drafts[1].pages is less than 1"),
        (
            lambda report: report["drafts"][1]["outputs"][0].update(sha256="ab"),
            "$.drafts[1].outputs[0].sha256 does not",
        ),
        (lambda report: report["counts"].update(error="1"), "$.counts.error is no integer"),
    ],
)
def test_what_breaks_the_schema_is_seen(folder: Path, change: Any, said: str) -> None:
    _, report = written(folder, "0.md", "1.md", "--to", "docx")
    broken = copy.deepcopy(report)
    change(broken)
    (violation,) = violations(broken, SCHEMA, SCHEMA)
    assert violation.startswith(said)


@pytest.mark.slow
def test_any_number_of_processes_writes_the_same_report(folder: Path) -> None:
    """But for the seconds."""
    one, two = (
        re.sub(rb'"seconds": [0-9.]+', b"", written(folder, ".", "--to", "docx", "--force", "--jobs", jobs)[0])
        for jobs in "12"
    )
    assert one == two
