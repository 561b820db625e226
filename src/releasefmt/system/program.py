"""What may change a finished file though neither draft nor letterhead has changed: releasefmt itself and what it stands on."""

from __future__ import annotations

import os
import sys
from functools import cache

from releasefmt import __version__
from releasefmt.system.config import PACKAGE, styles_folder
from releasefmt.system.recorder import digest


@cache
def fingerprint() -> str:
    """Changes with the version, with any file of the package, with Python and with any installed distribution.

    Files go by size and time: reading 12 MB of patterns and typefaces would take longer than all the rest of a run in which
    nothing is to be done. Pango and its like are the machine's and not seen.
    """
    facts = [__version__, sys.version]
    for top in (PACKAGE, styles_folder()):
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                status = os.stat(os.path.join(folder, name))
                facts.append(
                    f"{os.path.relpath(os.path.join(folder, name), top)} {status.st_size} {status.st_mtime_ns}"
                )
    for entry in sys.path:
        if entry.endswith("-packages") and os.path.isdir(entry):
            facts += sorted(name for name in os.listdir(entry) if name.endswith((".dist-info", ".egg-info")))
    return digest("\n".join(facts).encode())
