"""Standard streams that are full or closed, and a working folder that is gone: a sentence, never a traceback."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_errors import DRAFT

FULL = "releasefmt: error: Standard output takes no more: no space left on device.\n"
GONE = "releasefmt: error: The folder where you are is not there any more. Go to another folder and call again.\n"


def call(folder: Path, line: str, *, unbuffered: str = "") -> tuple[int, str]:
    """Exit code and standard error of a shell's line, in which ``releasefmt`` is the command."""
    command = f'releasefmt() {{ {shlex.quote(sys.executable)} -m releasefmt "$@"; }}; {line}'
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, env=environment, timeout=60, check=False
    )
    return done.returncode, done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gut.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", ["styles", "--help"])
def test_a_full_output_is_a_sentence(folder: Path, arguments: str, unbuffered: str) -> None:
    assert call(folder, f"releasefmt {arguments} > /dev/full", unbuffered=unbuffered) == (2, FULL)


def test_files_are_kept_when_their_names_cannot_be_said(folder: Path) -> None:
    assert call(folder, "releasefmt build --quiet --to docx gut.md > /dev/full") == (2, FULL)
    assert (folder / "gut.docx").exists()


def test_where_nobody_can_be_told_the_exit_code_remains(folder: Path) -> None:
    assert call(folder, "releasefmt check nix.md 2> /dev/full") == (2, "")


@pytest.mark.parametrize("arguments", ["build --to docx -", "build -0"])
def test_a_closed_input_is_empty(folder: Path, arguments: str) -> None:
    code, said = call(folder, f"releasefmt {arguments} <&-")
    assert code == 1
    assert "standard input: error: " in said.lower()


def test_no_file_takes_the_number_of_a_closed_stream(folder: Path) -> None:
    assert call(folder, "releasefmt build --to docx gut.md <&- >&- 2>&-") == (0, "")
    assert call(folder, "releasefmt verify gut.docx")[0] == 0


@pytest.mark.parametrize("arguments", ["build ../gut.md", "check .", "init"])
def test_a_working_folder_that_is_gone_is_a_sentence(folder: Path, arguments: str) -> None:
    assert call(folder, f"mkdir weg && cd weg && rmdir ../weg && releasefmt {arguments}") == (2, GONE)
