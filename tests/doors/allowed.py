"""What a run may open, each with its reason; everything else is a breach."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tempfile
from pathlib import Path

from tests.gates.workspace import PROJECT


def _prefixes() -> dict[str, tuple[str, ...]]:
    paths = sysconfig.get_paths()
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return {
        "releasefmt: its code, languages, patterns, typefaces, colour profile": (str(PROJECT / "src" / "releasefmt"),),
        "its styles": (str(PROJECT / "styles"),),
        "fontconfig's file and cache for the bundled typefaces": (str(Path(cache, "releasefmt")),),
        "Python and the installed packages": (
            sys.prefix,
            os.path.realpath(sys.executable),
            *(os.path.realpath(paths[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
            str(Path(os.path.realpath(sys.base_prefix), "lib")),
        ),
        "libraries of the system and where they are": (
            "/lib",
            "/lib64",
            "/usr/lib",
            "/usr/lib64",
            "/usr/local/lib",
            "/etc/ld.so.cache",
        ),
        "languages and time zones of the system": (
            "/usr/share/locale",
            "/usr/share/zoneinfo",
            "/etc/localtime",
            "/etc/locale.alias",
        ),
    }


_PREFIXES = _prefixes()
_EXACT = {
    "/dev/null": "standard input of the run",
    str(PROJECT): "listed by Python in search of packages, since tests have it on their path",
    str(PROJECT / "src"): "listed by Python in search of packages",
    "/sys/devices/system/cpu/online": "how many processors there are",
}
# Command lines of cases name /proc/self as --out, /proc/self/mem as a draft (whose reading fails), and drafts below /dev, which is
# searched for a name that was meant.
_NAMED = re.compile(r"/proc/\d+(?:/mem)?|/dev")
# WeasyPrint lays the typefaces of a house into a folder of its own in the temporary folder.
_SCRATCH = re.compile(re.escape(os.path.realpath(tempfile.gettempdir())) + r"/(?:weasyprint|releasefmt)-[^/]+(?:/.*)?")


def why_allowed(path: str, own: Path) -> str | None:
    """The reason for which a run whose own folder is ``own`` may open the file; None if there is none."""
    if _below(path, str(own)):
        return "the case's own folder"
    if path == str(own.parent / "said.txt"):
        return "where the run's words are kept"
    if path in _EXACT:
        return _EXACT[path]
    if _NAMED.fullmatch(path):
        return "what the command line of a case names"
    if _SCRATCH.fullmatch(path):
        return "temporary folder of the typefaces"
    return next((why for why, tops in _PREFIXES.items() if any(_below(path, top) for top in tops)), None)


def _below(path: str, top: str) -> bool:
    return path == top or path.startswith(top.rstrip("/") + "/")
