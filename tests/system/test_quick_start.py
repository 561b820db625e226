"""A quick start leaves nothing behind and changes no file."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import textwrap
from types import ModuleType

import pytest

from releasefmt.system.quick_start import imported


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout


QUICK = """
import ctypes.util, gc, subprocess, sys
from releasefmt.system.fonts import use_bundled_fonts
from releasefmt.system.quick_start import imported
use_bundled_fonts()
before = ctypes.util.find_library
children = []
sys.addaudithook(lambda event, _: children.append(event) if event in ("subprocess.Popen", "os.posix_spawn") else None)
imported("releasefmt.rendering.pdf")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere cffi asks for no child processes")
def test_no_child_is_started_and_nothing_is_left_changed() -> None:
    printed = python(f"""{QUICK}
print(children, ctypes.util.find_library is before, gc.isenabled(), gc.get_freeze_count() > 10_000)
print([name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.varLib"))])
""")
    assert printed == "[] True True True\n[]\n"


def test_what_is_late_comes_when_it_is_used() -> None:
    printed = python(f"""{QUICK}
import weasyprint.pdf.fonts as fonts
options = fonts.subset.Options(hinting=False)
print(type(options).__module__, options.hinting)
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools import subset
print(callable(instantiateVariableFont), subset.Options is type(options))
""")
    assert printed == "fontTools.subset False\nTrue True\n"


def test_a_shortcut_that_fails_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def import_module(name: str) -> ModuleType:
        tried.append(name)
        if len(tried) == 1:
            raise OSError("a library was not found")
        return ModuleType(name)

    monkeypatch.setattr(importlib, "import_module", import_module)
    assert imported("releasefmt.nowhere").__name__ == "releasefmt.nowhere"
    assert tried == ["releasefmt.nowhere"] * 2
