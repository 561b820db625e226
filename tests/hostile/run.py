"""Runs a case as its own process with limits, and holds what came of it against what was expected.

The process is a fork of one that has everything loaded, or, `cold`, a fresh one as a press officer starts it.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import signal
import sys
import traceback
import unicodedata
import zipfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.hostile.case import HEAD, HOUSE, TAIL, Case

SECONDS = float(os.environ.get("HOSTILE_SECONDS", "30"))  # of the processor; a machine that is busy with others is slow
MEGABYTES = 1_000
_ROOM = 4_000_000_000  # bytes of addresses; what is really used is measured
_TRACES = re.compile(r"Traceback \(most recent call last\)|RF506|^\s+File \"", re.MULTILINE)
_NOT_FOR_FINDINGS = ("info",)


@dataclass(frozen=True)
class Ran:
    """What a process left: its status, what it said, the seconds of the processor and the most memory it had, in MB."""

    status: int
    said: str
    seconds: float
    megabytes: float


def preload(folder: Path) -> None:
    """Loads the whole program by building one good draft."""
    folder.mkdir(parents=True)
    (folder / "draft.md").write_text(HEAD + TAIL)
    (folder / "releasefmt.toml").write_text(HOUSE)
    from PIL import Image

    import_module("releasefmt.passes.raster")
    import_module("releasefmt.passes.vector")
    from releasefmt.batch import run_one
    from releasefmt.cli.gather import gather

    Image.init()
    gathered = gather([str(folder / "draft.md")], config=None, style="", formats=("pdf", "docx"))
    done = run_one(gathered.jobs[0])
    assert len(done.result.outputs) == 2, done


def run(arguments: list[str], folder: Path, *, cold: bool = False, seconds: float = SECONDS) -> Ran:
    """``releasefmt`` with ``arguments`` in ``folder``; what it says is kept beside that folder."""
    out = folder.parent / "said.txt"
    child = os.fork()
    if child == 0:
        _child(arguments, folder, out, cold=cold, seconds=seconds)
    _, status, usage = os.wait4(child, 0)
    took = usage.ru_utime + usage.ru_stime
    return Ran(os.waitstatus_to_exitcode(status), out.read_text("utf-8", "replace"), took, usage.ru_maxrss / 1_000)


def _child(arguments: list[str], folder: Path, out: Path, *, cold: bool, seconds: float) -> None:
    """Never returns."""
    status = 70
    try:
        os.chdir(folder)
        file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for number in (1, 2):
            os.dup2(file, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
        signal.setitimer(signal.ITIMER_REAL, 4 * seconds)  # for who waits without end
        if cold:
            os.execv(sys.executable, [sys.executable, "-m", "releasefmt", *arguments])
        sys.stdout, sys.stderr = _stream(1), _stream(2)
        sys.argv = ["releasefmt", *arguments]
        from releasefmt.cli import app

        app()
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    except BaseException:  # noqa: BLE001 (printed, and complained of as a traceback)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _stream(number: int) -> io.TextIOWrapper:
    """What a fresh interpreter makes of a descriptor, open to the end."""
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), "utf-8", line_buffering=True)


def complaints(case: Case, folder: Path, ran: Ran) -> list[str]:
    """In what the answer is another than the one expected; empty if in nothing."""
    wrong = []
    if ran.status != case.code:
        wrong.append(f"exit code {ran.status}, not {case.code}")
    if _TRACES.search(ran.said):
        wrong.append("a traceback")
    if ran.seconds > SECONDS or ran.megabytes > MEGABYTES:
        wrong.append(f"{ran.seconds:.1f} s, {ran.megabytes:.0f} MB")
    said = set(re.findall(r": (?:warning|error): .*? \((RF\d{3})\)$", ran.said, re.MULTILINE))
    if said != case.codes:
        wrong.append(f"said {sorted(said)}, not {sorted(case.codes)}")
    wrong += [f"“{words}” is not said" for words in case.says if words not in ran.said]
    if case.holds or case.lacks or case.pictures is not None:
        for name, text in texts(folder).items():
            # PDFium leaves a replacement of U+FFFD out of what it copies; the Word file is held to it.
            gone = "\ufffd" if name.endswith(".pdf") else ""
            wrong += [
                f"{name} lacks “{words}”" for words in case.holds if _bare(words).replace(gone or "\0", "") not in text
            ]
            wrong += [f"{name} has “{words}”" for words in case.lacks if _bare(words) in text]
        media = [len(_media(path)) for path in folder.rglob("*.docx")]
        if not media or not list(folder.rglob("*.pdf")):
            wrong.append("no files were made")
        elif case.pictures is not None and media != [case.pictures]:
            wrong.append(f"{media[0]} pictures, not {case.pictures}")
    return wrong


def texts(folder: Path) -> dict[str, str]:
    """The bare text of each file that was made in a folder."""
    from releasefmt.measuring.pdf import copied_text

    found = {
        str(path.name): _bare(copied_text(path.read_bytes()))
        for path in folder.rglob("*.pdf")
        if path.with_suffix(".docx").exists()
    }
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            parts = [
                package.read(f"word/{name}.xml")
                for name in ("document", "footnotes")
                if f"word/{name}.xml" in package.namelist()
            ]
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        found[path.name] = _bare(
            "".join(element.text or "" for part in parts for element in ET.fromstring(part).iter(f"{w}t"))
        )
    return found


def _media(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        return [name for name in package.namelist() if name.startswith("word/media/")]


def _bare(text: str) -> str:
    """Letters, digits and what cannot be printed; blanks and hyphens differ between the files."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFC", text)
        if not sign.isspace() and sign not in "-\xad\u2010\u2011\ufffe"
    )


def said_codes(report: Path) -> dict[str, set[str]]:
    """Codes of warnings and errors by draft, out of a report."""
    data = json.loads(report.read_text("utf-8"))
    return {
        entry["draft"]: {found["code"] for found in entry["findings"] if found["severity"] not in _NOT_FOR_FINDINGS}
        for entry in data["drafts"]
    }
