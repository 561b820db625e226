"""What goes wrong is one plain sentence on standard error and an exit code by the contract, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from releasefmt.system.cache import cache_folder

DRAFT = """Pressemitteilung

# Musterstadt baut ein Hallenbad

Musterstadt, 24. April 2025 – Die Stadt Musterstadt baut ein Hallenbad, das hat der Rat mit Mehrheit beschlossen.
"""


def releasefmt(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call made in ``folder``."""
    environment = {
        **os.environ,
        "HOME": str(folder / "home"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(cache_folder().parent),  # what is kept there is not what is tested
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "releasefmt", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    error = done.stderr.decode()
    assert "Traceback" not in error
    return done.returncode, done.stdout.decode(), error


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good draft."""
    (tmp_path / "gut.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def errors(text: str) -> list[str]:
    """The lines that say what went wrong."""
    return [line for line in text.splitlines() if ": error: " in line]


def _binary(folder: Path) -> str:
    (folder / "bild.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    return "bild.md"


def _office(folder: Path) -> str:
    (folder / "brief.md").write_bytes(b"PK\x03\x04" + bytes(100))
    return "brief.md"


def _empty_folder(folder: Path) -> str:
    (folder / "leer").mkdir()
    return "leer"


def _directory_loop(folder: Path) -> str:
    (folder / "kreis.md").symlink_to("kreis.md")
    return "kreis.md"


def _empty(folder: Path) -> str:
    (folder / "leer.md").write_bytes(b"\n \n")
    return "leer.md"


def _internal(folder: Path) -> str:
    (folder / "intern.md").write_text(
        f"Bitte noch von Frau Meier freigeben lassen!\n\n---\n\n{DRAFT}", encoding="utf-8"
    )
    return "intern.md"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _: "fehlt.md", "RF001"),
        (_empty_folder, "RF008"),
        (_binary, "RF007"),
        (_office, "RF007"),
        (_directory_loop, "RF002"),
        (_empty, "RF005"),
        (_internal, "RF104"),
    ],
    ids=["missing", "folder without drafts", "picture", "office", "loop of links", "empty", "internal text"],
)
def test_a_bad_draft_fails_alone(folder: Path, make: object, code: str) -> None:
    assert callable(make)
    name = make(folder)
    exit_code, out, error = releasefmt(folder, "build", name, "gut.md", "--to", "docx")
    assert exit_code == 1
    assert out.splitlines() == ["gut.docx"]
    assert (folder / "gut.docx").exists()
    (line,) = errors(error)
    assert line.startswith(name)
    assert line.endswith(f"({code})")


@pytest.mark.parametrize(
    ("config", "code", "words"),
    [
        ("[organisation\n", "RF402", "cannot be read as TOML"),
        ("[organisation]\nnam = 'Stadt'\n", "RF403", "organisation.nam"),
        ("[organisation]\nname = 3\n", "RF404", "must be text in quotation marks"),
        ("style = 'kanzlai'\n", "RF405", "There is no style “kanzlai”"),
        ("[organisation]\nlogo = 'fehlt.svg'\n", "RF407", "fehlt.svg"),
        ("[[fonts.files]]\nfamily = 'Haus'\nfile = 'fehlt.ttf'\n", "RF409", "fehlt.ttf"),
        ("[fonts]\nbody = 'Haus'\n", "RF409", "Haus"),
        ("[colours]\naccent = 'rot'\n", "RF404", "rot"),
        ("timezone = 'Europe/Musterstadt'\n", "RF404", "Europe/Musterstadt"),
        ("[output]\nname = '{datum}'\n", "RF404", "{datum}"),
        ("[docx]\ntemplate = 'fehlt.dotx'\n", "RF430", "fehlt.dotx"),
        ("[docx]\ntemplate = 'gut.md'\n", "RF430", "damaged or no Word file"),
        ("[docx.styles]\nlead = 'Vorspann'\n", "RF431", "docx.template names none"),
    ],
)
def test_a_bad_configuration_is_named(folder: Path, config: str, code: str, words: str) -> None:
    (folder / "releasefmt.toml").write_text(config, encoding="utf-8")
    exit_code, out, error = releasefmt(folder, "build", "gut.md", "--to", "docx")
    assert (exit_code, out) == (2, "")
    (line,) = errors(error)
    assert words in line
    assert line.endswith(f"({code})")
    assert not (folder / "gut.docx").exists()


def test_the_line_of_an_unknown_key_and_the_nearest_one_are_named(folder: Path) -> None:
    (folder / "releasefmt.toml").write_text("# Haus\n\n[organisation]\n  nam = 'Stadt'\n", encoding="utf-8")
    _, _, error = releasefmt(folder, "build", "gut.md", "--to", "docx")
    assert "releasefmt.toml:4:3: error:" in error
    assert "Did you mean “name”?" in error


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "gut.md", "--to", "odt"),
        ("build", "gut.md", "--to", ","),
        ("build", "gut.md", "--style", "gibtsnicht"),
        ("build", "gut.md", "--config", "fehlt.toml"),
        ("build",),
        ("gibtsnicht",),
        ("build", "gut.md", "--jobs", "-1"),
        ("check", "gut.md", "--format", "yaml"),
    ],
)
def test_a_wrong_call_is_exit_code_2(folder: Path, arguments: tuple[str, ...]) -> None:
    exit_code, out, error = releasefmt(folder, *arguments)
    assert exit_code == 2
    assert out == ""
    assert error.strip()


def test_two_drafts_for_one_file(folder: Path) -> None:
    (folder / "gut.txt").write_text(DRAFT, encoding="utf-8")
    exit_code, out, error = releasefmt(folder, "build", "gut.md", "gut.txt", "--to", "docx")
    assert exit_code == 1
    assert out == ""
    assert [line.partition(":")[0] for line in errors(error)] == ["gut.md", "gut.txt"]
    assert all(line.endswith("neither was built. (RF504)") for line in errors(error))
    assert not (folder / "gut.docx").exists()


def test_standard_input_and_report(folder: Path) -> None:
    exit_code, out, _ = releasefmt(
        folder, "build", "-", "--to", "docx", "--out", "aus", "--report", "bericht.json", stdin=DRAFT.encode()
    )
    assert exit_code == 0
    (path,) = out.splitlines()
    assert (folder / path).read_bytes()[:2] == b"PK"
    report = json.loads((folder / "bericht.json").read_text(encoding="utf-8"))
    assert report["counts"]["drafts"] == 1
    assert [Path(output["path"]).name for output in report["drafts"][0]["outputs"]] == [Path(path).name]


def test_json_alone_is_on_standard_output(folder: Path) -> None:
    exit_code, out, _ = releasefmt(folder, "explain", "gut.md", "--format", "json")
    assert exit_code == 0
    explained = json.loads(out)
    assert explained["language"] == "de"
    assert {"part": "label", "text": "Pressemitteilung", "rule": "R2", "line": 1, "column": 1} in explained["parts"]
    exit_code, out, _ = releasefmt(folder, "check", "gut.md", "fehlt.md", "--format", "json")
    assert exit_code == 1
    assert {draft["draft"] for draft in json.loads(out)["drafts"]} >= {"gut.md", "fehlt.md"}


def test_strict_fails_on_warnings(folder: Path) -> None:
    (folder / "link.md").write_text(DRAFT + "\n[hier](#)\n", encoding="utf-8")
    assert releasefmt(folder, "check", "link.md")[0] == 0
    assert releasefmt(folder, "check", "link.md", "--strict")[0] == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "zu.md").write_text(DRAFT, encoding="utf-8")
    (folder / "zu.md").chmod(0)
    exit_code, _, error = releasefmt(folder, "build", "zu.md", "gut.md", "--to", "docx")
    assert exit_code == 1
    assert "zu.md” cannot be read: you have no permission" in error


def test_a_folder_named_as_output_that_is_a_file(folder: Path) -> None:
    exit_code, out, error = releasefmt(folder, "build", "gut.md", "--to", "docx", "--out", "gut.md")
    assert (exit_code, out) == (1, "")
    assert errors(error)[0].endswith("(RF501)")
