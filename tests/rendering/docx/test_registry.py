"""The registry imports nothing before it is asked, and a Word file never needs WeasyPrint."""

from __future__ import annotations

import subprocess
import sys

import pytest

from releasefmt.rendering import FORMATS, load
from releasefmt.rendering.docx import render


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_registry_imports_no_renderer() -> None:
    assert not loaded_after("import releasefmt.rendering") & {"docx", "lxml", "weasyprint"}


def test_a_word_file_does_not_load_weasyprint() -> None:
    modules = loaded_after("from releasefmt.rendering import load; load('docx')")
    assert "docx" in modules
    assert "weasyprint" not in modules


def test_load_gives_the_renderer_of_the_format() -> None:
    assert load("docx") is render


def test_endings_are_those_of_the_formats() -> None:
    assert {name: form.ending for name, form in FORMATS.items()} == {"pdf": ".pdf", "docx": ".docx"}


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load("odt")
