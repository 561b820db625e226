"""A part of the hostile corpus under strace, and proof that a breach would be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.doors.run import traced, under_strace
from tests.doors.trace import read

_SAMPLE = ("paths-link", "paths-http", "devices-letterhead", "devices-picture", "links-file", "pictures-a")

_BREACH = """
import os, socket, sys
home = sys.argv[1]
open(home + "/outside.md").close()  # still the harness
if os.fork() == 0:
    os.chdir(home + "/000/in")
    for name in ("draft.md", "link.md", "../outside", "/etc/passwd", "/etc/there-is-none"):
        try:
            open(name).close()
        except FileNotFoundError:
            pass
    if os.fork() == 0:
        open("/etc/hosts").close()
        with socket.socket() as here:
            here.connect_ex(("127.0.0.1", 9))
        os._exit(0)
    os.wait()
    os._exit(0)
os.wait()
"""


@pytest.mark.slow
@pytest.mark.needs("strace")
def test_a_breach_is_seen(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    inner, log = root / "000" / "in", root / "log"
    inner.mkdir(parents=True)
    log.mkdir()
    for path in (root / "outside.md", root / "000" / "outside", inner / "draft.md"):
        path.write_text("text")
    (inner / "link.md").symlink_to(root / "outside.md")
    under_strace([_BREACH, str(root)], log)
    seen = read(log, root)
    breaches = [
        f"{path} in case 000" for path in (root / "000/outside", "/etc/hosts", "/etc/passwd", root / "outside.md")
    ]
    assert sorted(seen.breaches) == sorted(breaches)
    assert seen.opened["the case's own folder"] == 1
    assert sorted(call.partition("(")[0] for call in seen.network) == ["connect", "socket"]
    assert all(call.endswith(" in case 000") for call in seen.network)


@pytest.mark.slow
@pytest.mark.needs("strace")
def test_hostile_drafts_open_nothing_else_and_no_network() -> None:
    seen = traced(_SAMPLE)
    assert len(seen.cases) >= 20
    assert seen.opened["the case's own folder"] >= len(seen.cases)
    assert not seen.breaches
    assert not seen.network
