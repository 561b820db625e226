"""What names drafts: patterns, lists, paths parted by NUL; and where a draft lies below what was named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from releasefmt.model.findings import Outcome
from releasefmt.system.drafts import Place
from releasefmt.system.inputs import find_inputs, paths_from


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Drafts at three depths, a picture, a README; the working folder."""
    for name in ("a.md", "2024/b.md", "2024/mai/c.txt", "2025/d.md", "2024/bild.png", "2024/README.md"):
        path = tmp_path / "presse" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def named(outcome: Outcome[tuple[Place, ...]]) -> list[tuple[str, str]]:
    assert not outcome.findings
    return [(place.name, str(place.below)) for place in outcome.value]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("presse/2024/b.md", [("presse/2024/b.md", ".")]),
        (
            "presse",
            [
                ("presse/a.md", "."),
                ("presse/2024/b.md", "2024"),
                ("presse/2024/mai/c.txt", "2024/mai"),
                ("presse/2025/d.md", "2025"),
            ],
        ),
        ("presse/*.md", [("presse/a.md", ".")]),
        (
            "presse/*/*",
            [("presse/2024/b.md", "2024"), ("presse/2024/mai/c.txt", "2024/mai"), ("presse/2025/d.md", "2025")],
        ),
        ("presse/**/[bc].*", [("presse/2024/b.md", "2024"), ("presse/2024/mai/c.txt", "2024/mai")]),
        ("pres*/2025", [("presse/2025/d.md", "presse/2025")]),
    ],
)
def test_drafts_and_where_they_lie_below_what_was_named(
    tree: Path, argument: str, expected: list[tuple[str, str]]
) -> None:
    assert tree.is_dir()
    assert named(find_inputs([argument])) == expected


def test_each_draft_once_in_the_order_given(tree: Path) -> None:
    (tree / "liste.txt").write_bytes("\ufeffpresse/2025/d.md\r\n\r\npresse/2024\n".encode())
    found = named(find_inputs(["@liste.txt", "presse/**/*.md"], ["./presse/a.md", "presse/2025/d.md"]))
    assert [name for name, _ in found] == [
        "presse/2025/d.md",
        "presse/2024/b.md",
        "presse/2024/mai/c.txt",
        "presse/a.md",
    ]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tree: Path) -> None:
    (tree / "presse[1].md").touch()
    assert named(find_inputs(["presse[1].md"])) == [("presse[1].md", ".")]


LIST_HINT = "A list has a path a line, as seen from the folder where you are, and is saved as UTF-8."


@pytest.mark.parametrize(
    ("argument", "code", "message", "hint"),
    [
        (
            "presse/*.docx",
            "RF014",
            "No draft matches “presse/*.docx”.",
            "Drafts end in .md, .markdown or .txt; “**” stands for any number of folders.",
        ),
        (
            "@fehlt.txt",
            "RF009",
            "The list “fehlt.txt” does not exist.",
            "A draft whose name begins with @ is written “./@…”.",
        ),
        ("@leer.txt", "RF009", "The list “leer.txt” names no draft.", LIST_HINT),
        ("@latin.txt", "RF009", "The list “latin.txt” is not saved as UTF-8 (line 2).", LIST_HINT),
        ("@presse", "RF009", "The list “presse” is no file.", LIST_HINT),
        ("@" + "x" * 300, "RF009", f"The list “{'x' * 300}” cannot be read: file name too long.", LIST_HINT),
    ],
    ids=["pattern", "missing", "empty", "encoding", "folder", "long name"],
)
def test_what_leads_to_no_draft_says_why(tree: Path, argument: str, code: str, message: str, hint: str) -> None:
    (tree / "leer.txt").write_text("\n  \n", encoding="utf-8")
    (tree / "latin.txt").write_bytes("gut.md\nPrüfung.md\n".encode("latin-1"))
    outcome = find_inputs([argument])
    (said,) = outcome.findings
    assert (said.code, said.message, said.hint, outcome.value) == (code, message, hint, ())


def test_paths_parted_by_nul() -> None:
    assert paths_from(io.BytesIO("a b.md\0zwei\nZeilen.md\0ü.md".encode())).value == (
        "a b.md",
        "zwei\nZeilen.md",
        "ü.md",
    )
    (said,) = paths_from(io.BytesIO(b"")).findings
    assert (said.code, said.message) == ("RF009", "Standard input names no draft.")
