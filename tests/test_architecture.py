"""The walls of DESIGN.md hold, each is seen to fall when it is breached, and the tracked files keep to themselves."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "src" / "releasefmt"
LINT = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"

MODEL_MAY_IMPORT = {
    "__future__", "base64", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools",
    "hashlib", "itertools", "math", "operator", "re", "string", "types", "typing", "unicodedata",
}  # fmt: skip

# A module of the house, a line that it must not contain, and the contract that has to fall.
BREACHES = [
    ("passes/compose.py", "import releasefmt.reading", "1. Layers"),
    ("reading/anatomy.py", "import releasefmt.pipeline", "1. Layers"),
    ("stray.py", "import re", "1. Layers"),
    ("rendering/docx/package.py", "import releasefmt.rendering.pdf", "2. The renderers"),
    ("model/content.py", "import os", "3a. The model"),
    ("model/content.py", "import msgspec", "3a. The model"),
    ("reading/anatomy.py", "import time", "3b. Reading"),
    ("passes/compose.py", "import socket", "3b. Reading"),
    ("rendering/pdf/__init__.py", "import pathlib", "3b. Reading"),
    ("measuring/pdf/__init__.py", "import pathlib", "3b. Reading"),
    ("measuring/checks/__init__.py", "import releasefmt.rendering", "1. Layers"),
    ("reading/anatomy.py", "import markdown_it", "4a. markdown_it"),
    ("pipeline.py", "import weasyprint", "4b. weasyprint"),
    ("rendering/pdf/__init__.py", "import lxml.etree", "4c. docx and lxml"),
    ("pipeline.py", "import rich", "4d. typer and rich"),
    ("passes/pictures.py", "import pikepdf", "4e. pikepdf"),
    ("model/content.py", "import releasefmt.model.sheet", "5. No cycles"),
]


def lint_imports(source: Path) -> tuple[int, str]:
    """import-linter with the project's contracts over the package in the folder."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--config", str(PROJECT / "pyproject.toml")],
        cwd=source,
        env={"PYTHONPATH": str(source), "COLUMNS": "200"},
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_the_walls_stand() -> None:
    code, report = lint_imports(PROJECT / "src")
    assert code == 0, report


@pytest.mark.slow
@pytest.mark.parametrize(("module", "line", "wall"), BREACHES)
def test_a_breach_is_seen(tmp_path: Path, module: str, line: str, wall: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "releasefmt", ignore=shutil.ignore_patterns("fonts", "__pycache__"))
    path = tmp_path / "releasefmt" / module
    text = path.read_text(encoding="utf-8") if module != "stray.py" else ""
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    code, report = lint_imports(tmp_path)
    assert code != 0
    assert re.search(rf"^{re.escape(wall)}.*BROKEN", report, re.MULTILINE), report


def test_the_model_imports_itself_and_a_little_of_the_standard_library() -> None:
    for path in sorted((PACKAGE / "model").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    modules = [name.name for name in names]
                case ast.ImportFrom(module=str(module)):
                    modules = [module]
                case _:
                    continue
            for module in modules:
                inside = module == "releasefmt.model" or module.startswith("releasefmt.model.")
                assert inside or module.split(".")[0] in MODEL_MAY_IMPORT, f"{path.name} imports {module}"


def loaded_by(arguments: list[str], cwd: Path) -> tuple[int, set[str], str]:
    """Exit code of the command, the top-level packages that it had loaded at its end, and what it printed."""
    script = (
        "import sys\n"
        "from releasefmt.cli import run\n"
        "code = 0\n"
        "try:\n    run()\n"
        "except SystemExit as end:\n    code = end.code or 0\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=cwd,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    output, _, loaded = done.stdout.rpartition("LOADED")
    return done.returncode, set(loaded.split()), output + done.stderr


def test_help_loads_no_renderer(tmp_path: Path) -> None:
    code, loaded, output = loaded_by(["--help"], tmp_path)
    assert code == 0
    assert "build" in output
    assert "releasefmt" in loaded
    assert not loaded & {"weasyprint", "docx", "lxml", "PIL", "markdown_it", "babel"}


@pytest.mark.parametrize(
    ("kind", "wanted", "unwanted"),
    [("docx", "docx", "weasyprint"), pytest.param("pdf", "weasyprint", "docx", marks=pytest.mark.slow)],
)
def test_one_format_never_loads_the_other(tmp_path: Path, kind: str, wanted: str, unwanted: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# Headline\n\nBerlin, 24. April 2025. One paragraph.\n", encoding="utf-8")
    code, loaded, output = loaded_by(["build", str(draft), "--to", kind, "--out", str(tmp_path / "out")], tmp_path)
    assert code == 0, output
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [f".{kind}"]
    assert wanted in loaded
    assert unwanted not in loaded


def tracked() -> list[Path]:
    """The files that git has, as they lie in the work tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := PROJECT / name).is_file()]


# Written in pieces, so that this file is not the first to be found.
REGISTRIES = tuple(
    host.replace(" dot ", ".")
    for host in (
        "pypi dot org",
        "files dot pythonhosted dot org",
        "registry dot npmjs",
        "deb dot debian dot org",
        "registry dot yarnpkg",
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|Users|root|work)/[\w.-]+")


def test_no_tracked_file_names_a_registry_or_a_path_of_some_machine() -> None:
    found = []
    for path in tracked():
        content = path.read_bytes()
        text = content.decode("utf-8", errors="ignore")
        marks = [host for host in REGISTRIES if host in text] + MACHINE_PATH.findall(text)
        marks += [str(PROJECT)] if str(PROJECT) in text else []
        found += [f"{path.relative_to(PROJECT)}: {mark}" for mark in marks]
    assert found == []


def test_marks_of_a_machine_are_seen() -> None:
    assert MACHINE_PATH.search("see /" + "home/someone/draft.md")
    assert not MACHINE_PATH.search("see example.org/home/draft.md")
    assert REGISTRIES[0] in "https://" + "pypi" + ".org/simple"


def locked(name: str) -> dict[str, list[tuple[str, str, int]]]:
    """Of each package in the lock file its entries: version, marker and number of hashes."""
    entries: dict[str, list[tuple[str, str, int]]] = {}
    text = (PROJECT / name).read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^ *#.*\n", "", text)):
        if match := re.match(r"([a-z0-9.-]+)==([^\s;]+)(?: ; (.*?))? \\\n", block):
            entries.setdefault(match[1], []).append((match[2], match[3] or "", block.count("--hash=sha256:")))
    return entries


def unsatisfied(requirements: list[str], lock: dict[str, list[tuple[str, str, int]]]) -> list[str]:
    """The requirements that no entry of the lock, or one of a version that is not allowed, answers."""
    wanted = [Requirement(text) for text in requirements]
    return [
        str(requirement)
        for requirement in wanted
        if not (entries := lock.get(requirement.name.lower().replace("_", "-").replace(".", "-")))
        or not all(requirement.specifier.contains(version, prereleases=True) for version, _, _ in entries)
    ]


def test_locks_answer_what_the_project_asks() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    runtime, everything = locked("requirements.lock"), locked("requirements-dev.lock")
    asked = [*project["project"]["dependencies"], *groups["build"]]
    assert unsatisfied(asked, runtime) == []
    assert unsatisfied([*asked, *groups["dev"], *groups["gates"]], everything) == []
    assert set(project["build-system"]["requires"]) <= set(groups["build"])
    for name, entries in runtime.items():
        assert everything[name] == entries, f"{name} differs between the locks; `make lock` writes both"
    assert all(hashes for entries in everything.values() for _, _, hashes in entries)


def test_an_outgrown_lock_is_seen() -> None:
    runtime = locked("requirements.lock")
    assert unsatisfied(["weasyprint==71.0", "weasyprint>=70", "no-such-package"], runtime) == [
        "weasyprint==71.0",
        "no-such-package",
    ]
