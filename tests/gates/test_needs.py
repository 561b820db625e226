"""A test whose tool is missing is reported as not run; with CI=true it fails. Shown in pytest processes of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.gates.workspace import PROJECT, run, words

pytestmark = pytest.mark.slow

WANTS_QPDF = """
import pytest

@pytest.mark.needs("qpdf")
def test_wants_qpdf():
    pass

def test_wants_nothing():
    pass
"""


def outcome(folder: Path, test: str, **environment: str) -> tuple[int, str]:
    """Exit code and output of pytest over the one test file, with the project's conftest, the given environment, no CI."""
    (folder / "test_it.py").write_text(test, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = needs(*tools)\n", encoding="utf-8")
    done = run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-ra",
            "-p",
            "tests.conftest",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            folder,
            folder,
        ],
        {"PYTHONPATH": str(PROJECT), "CI": "", **environment},
    )
    return done.returncode, words(done.stdout + done.stderr)


def test_missing_tool_is_reported_as_not_run(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, WANTS_QPDF, PATH=str(tmp_path))
    assert code == 0
    assert "1 passed, 1 skipped" in output
    assert "not run: qpdf is missing (the command qpdf); `make tools` installs it" in output
    assert "not run for want of qpdf: 1" in output


@pytest.mark.parametrize("ci", ["true", "1"])
def test_missing_tool_fails_on_the_build_machine(tmp_path: Path, ci: str) -> None:
    code, output = outcome(tmp_path, WANTS_QPDF, PATH=str(tmp_path), CI=ci)
    assert code == 1
    assert "1 passed" in output
    assert "1 failed" in output or "1 error" in output
    assert "not run: qpdf is missing" in output


@pytest.mark.needs("qpdf")
def test_present_tool_lets_the_test_run(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, WANTS_QPDF, PATH=os.environ["PATH"], CI="true")
    assert code == 0
    assert "2 passed" in output


@pytest.mark.parametrize(
    ("marker", "complaint"),
    [('needs("hammer")', "unknown tool 'hammer'; known are ghostscript"), ("needs()", "names one or more tools")],
)
def test_wrong_marker_is_no_silent_skip(tmp_path: Path, marker: str, complaint: str) -> None:
    code, output = outcome(tmp_path, WANTS_QPDF.replace('needs("qpdf")', marker))
    assert code != 0
    assert complaint in output


def test_golden_file_is_compared_and_rewritten(tmp_path: Path) -> None:
    test = (
        "def test_it(golden):\n    golden('a.txt', b'new', lambda new, old: f'{old.decode()} became {new.decode()}')\n"
    )
    code, output = outcome(tmp_path, test)
    assert code == 1
    assert "there is no golden file a.txt" in output
    (tmp_path / "golden").mkdir()
    (tmp_path / "golden" / "a.txt").write_bytes(b"old")
    code, output = outcome(tmp_path, test)
    assert code == 1
    assert "a.txt differs" in output
    assert "old became new" in output
    assert outcome(tmp_path, test, PYTEST_ADDOPTS="--accept -m golden")[0] == 0
    assert (tmp_path / "golden" / "a.txt").read_bytes() == b"new"
    assert outcome(tmp_path, test)[0] == 0
