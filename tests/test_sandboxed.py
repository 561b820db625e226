"""``build --sandbox``: the same files as without, made in processes that are shut in, and one sentence where one fails."""

from __future__ import annotations

import shutil
import signal
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from releasefmt import sandboxed
from releasefmt.batch import Terms, run_all
from releasefmt.made import encoded, finished
from releasefmt.model.findings import Finding, Severity
from releasefmt.pipeline import Done, Job, Made, set_up
from releasefmt.sandboxed import build_shut_in, died, names_shut_in
from releasefmt.system.brake import Brake
from releasefmt.system.drafts import Draft
from releasefmt.system.sandbox import Bounds, lacking
from releasefmt.system.workers import Answered
from tests.gates.workspace import PROJECT
from tests.test_house_fonts import CUTS, font

pytestmark = pytest.mark.skipif(
    any(entry.code == "RF515" for entry in lacking()), reason="without seccomp --sandbox builds nothing (RF515)"
)

TOP = "Pressemitteilung\n\n# Nachricht {0}\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute {0} neue Kräne, die höher sind.\n"
COSTLY = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><filter id="f"><feGaussianBlur stdDeviation="3"/>'
    b'</filter><rect width="100" height="50" fill="red" filter="url(#f)"/></svg>'
)
BOMB = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"><filter id="f"><feTurbulence baseFrequency="0.01" '
    b'numOctaves="400"/></filter><rect width="4000" height="4000" filter="url(#f)"/></svg>'
)
LESS = "Make the draft or its pictures smaller, or build it without --sandbox if you trust it."


def job(folder: Path, text: str, number: int = 0, *formats: str, name: str = "") -> Job:
    setup = set_up(folder, output_name=name).value
    assert setup is not None
    return Job(Draft(f"{number}.md", text.encode(), folder, f"{number}"), setup, formats or ("docx",), folder / "out")


def built(work: list[Job], bounds: Bounds | None = None, timeout: float | None = None) -> list[Done]:
    brake = Brake()
    answers = dict(build_shut_in(work, 2, timeout, brake, bounds))
    brake.close()
    done = [answers[index] for index in range(len(work))]
    return [each.value for each in done if isinstance(each, Answered)]


@pytest.mark.slow
def test_files_and_findings_are_the_same_with_and_without(tmp_path: Path) -> None:
    """A photograph, a drawing that a child draws, a bomb that no child can draw, a letterhead with typefaces of its own."""
    shutil.copytree(PROJECT / "examples" / "harbour-museum", tmp_path / "museum")
    museum = tmp_path / "museum"
    (museum / "own").mkdir()
    for cut in CUTS:
        (museum / "own" / f"{cut}.ttf").write_bytes(font(cut))
    (museum / "costly.svg").write_bytes(COSTLY)
    (museum / "bomb.svg").write_bytes(BOMB)
    with (museum / "releasefmt.toml").open("a") as file:
        file.write('\n[fonts]\nfolder = "own"\n')
    text = (museum / "pilot-cutter.md").read_text("utf-8")
    more = text + "\n\n![A drawing](costly.svg)\n\n![A bomb](bomb.svg)\n"
    work = [job(museum, text, 0, "pdf", "docx"), job(museum, more, 1, "pdf", "docx"), job(museum, "", 2, "pdf")]
    outcomes = []
    for sandbox in (False, True):
        here = [replace(each, out=tmp_path / str(sandbox)) for each in work]
        outcomes.append(list(run_all(here, Terms(2, sandbox=sandbox))))
    open_air, shut_in = outcomes
    assert [each.result.findings for each in shut_in] == [each.result.findings for each in open_air]
    assert [(each.explanation, each.pages, each.counts) for each in shut_in] == [
        (each.explanation, each.pages, each.counts) for each in open_air
    ]
    assert "RF319" in [entry.code for entry in shut_in[1].result.findings]
    assert [entry.code for entry in shut_in[2].result.findings] == ["RF005"]
    files = {path.name: path.read_bytes() for path in (tmp_path / "True").iterdir()}
    assert sorted(files) == ["0.docx", "0.pdf", "1.docx", "1.pdf"]
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "False").iterdir()}
    assert all(each.seconds > 0 for each in shut_in)


@pytest.mark.slow
def test_names_that_need_the_draft_are_asked_for_in_the_sandbox(tmp_path: Path) -> None:
    work = [job(tmp_path, TOP.format(word), n, name="{slug}") for n, word in enumerate(("zwei", "zwei", "drei"))]
    done = list(run_all([*work, job(tmp_path, TOP.format("vier"), 3)], Terms(2, sandbox=True)))
    assert [[entry.code for entry in each.result.findings if entry.severity is Severity.ERROR] for each in done] == [
        ["RF504"],
        ["RF504"],
        [],
        [],
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["3.docx", "nachricht-drei.docx"]
    brake = Brake()
    assert names_shut_in(work[2:], 1, None, brake) == {0: "nachricht-drei"}
    late = names_shut_in(work[2:], 1, 0.001, brake)
    brake.close()
    assert late == {
        0: Finding(
            "RF516",
            Severity.ERROR,
            "This draft was given up in the sandbox: it took more than 0.001 seconds.",
            hint="Give it more time by --timeout, or look for a huge table or picture in it.",
        )
    }


@pytest.mark.slow
def test_who_takes_too_much_fails_alone(tmp_path: Path) -> None:
    rows = "\n\n| a | b |\n|---|---|\n" + "| eins | zwei |\n" * 900
    slow = job(tmp_path, TOP.format(1) + rows, 1, "pdf")
    ((late,), (poor,), (spent,)) = (
        built([slow], timeout=0.2),
        built([slow], Bounds(memory=1_000_000)),
        built([slow], Bounds(seconds=1)),
    )
    messages = [each.result.findings[0].message for each in (late, poor, spent)]
    assert messages == [
        "This draft was given up in the sandbox: it took more than 0.2 seconds.",
        "This draft was given up in the sandbox: it took more than 1 MB of memory.",
        "This draft was given up in the sandbox: it took more than 1 seconds of the processor.",
    ]
    assert not (tmp_path / "out").exists()


def test_how_a_process_that_died_is_spoken_of() -> None:
    assert died(-signal.SIGABRT, Bounds()) == Finding(
        "RF516",
        Severity.ERROR,
        "The process that built this draft in the sandbox died (SIGABRT), probably for want of memory: it may have 2000 MB.",
        hint=LESS,
    )
    assert "(exit code 3)" in died(3, Bounds()).message


def test_what_a_process_says_is_not_believed(tmp_path: Path) -> None:
    work = job(tmp_path, TOP.format(1))
    liar = Made((), stem="../../liar", files={"docx": b"bytes"})
    done = finished(work, encoded(liar, 1.0), sandboxed._not_believed())
    (written,) = done.result.outputs
    assert Path(written.path) == tmp_path / "out" / "liar.docx"
    no_answer = Finding(
        "RF516",
        Severity.ERROR,
        "The process that built this draft in the sandbox gave an answer that is none; nothing was written.",
        hint="The draft may be an attack on releasefmt; please report it.",
    )
    for data in (
        b"",
        b"\xc1",
        b"\x91" * 100_000,
        msgspec.msgpack.encode({"made": {"findings": [{"code": 5}]}}),
        encoded(Made((), stem="x", files={"pdf": b"", "exe": b""}), 1.0),
    ):
        assert finished(work, data, sandboxed._not_believed()).result.findings == (no_answer,)
