"""Built afar, a release is the same to the byte; what goes wrong there is a sentence, and a worker that dies costs nothing."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer.testing

from releasefmt import __version__, clustered
from releasefmt.batch import Terms, run_all
from releasefmt.cli import app
from releasefmt.clustered import made_afar, stamp
from releasefmt.made import decoded
from releasefmt.pipeline import Done, Job, set_up
from releasefmt.system import cluster
from releasefmt.system.brake import Brake
from releasefmt.system.cluster import Broken, Cluster, ClusterError
from releasefmt.system.drafts import Draft
from releasefmt.system.workers import Answer, Answered, Died, Untried
from tests.cluster import build, files, kill, running, told, write_drafts


def jobs(drafts: Path, out: Path, *formats: str) -> list[Job]:
    setup = set_up(drafts).value
    assert setup is not None
    paths = sorted(drafts.glob("*.md"))
    return [Job(Draft(path.name, path.read_bytes(), drafts, path.stem), setup, formats, out) for path in paths]


class Here:
    """A cluster without one: what is sent is done in this process, once ``before`` is over."""

    def __init__(self, before: Callable[[], None]) -> None:
        self.before = before

    def ask(self, question: Callable[[], str], expected: str, *_: object) -> None:
        assert question() == expected

    def work(
        self,
        function: Callable[[bytes, bytes], bytes],
        count: int,
        parcel: Callable[[int], tuple[bytes, bytes]],
        more: Callable[[int, bytes], tuple[bytes, bytes] | None],
        _brake: Brake,
    ) -> Iterator[tuple[int, Answer[bytes | Broken]]]:
        parcels = []
        for index in range(count):
            last = parcel(index)
            while (again := more(index, function(*last))) is not None:
                last = again
            parcels.append(last)
        self.before()
        for index, last in enumerate(parcels):
            yield index, Answered(function(*last))


def here(monkeypatch: pytest.MonkeyPatch, made: object) -> None:
    @contextmanager
    def connected(_address: str) -> Iterator[object]:
        yield made

    monkeypatch.setattr(clustered, "connected", connected)


def test_a_worker_needs_nothing_of_the_callers_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = write_drafts(tmp_path / "drafts", 6)
    local = list(run_all(jobs(drafts, tmp_path / "here", "docx"), Terms(1)))
    far = jobs(drafts, tmp_path / "far", "docx")
    here(monkeypatch, Here(lambda: shutil.rmtree(drafts)))
    made = list(run_all(far, Terms(cluster="nowhere")))
    assert files(tmp_path / "far") == files(tmp_path / "here")
    assert len(files(tmp_path / "far")) == 6
    assert [done.result.findings for done in made] == [done.result.findings for done in local]
    assert [done.inputs for done in made] == [done.inputs for done in local]
    assert [finding.code for finding in made[4].result.findings if finding.code == "RF310"] == ["RF310"]


def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: Answer[bytes | Broken]) -> list[str]:
    """What is said of two drafts whose answer is that; nothing is written."""

    class Answering(Here):
        def work(
            self, function: object, count: int, parcel: Callable[[int], tuple[bytes, bytes]], *_: object
        ) -> Iterator[tuple[int, Answer[bytes | Broken]]]:
            assert function is made_afar
            for index in range(count):
                parcel(index)
                yield index, answer

    drafts = write_drafts(tmp_path / "drafts", 2)
    here(monkeypatch, Answering(lambda: None))
    out = tmp_path / "out"
    done: list[Done] = list(run_all(jobs(drafts, out, "docx"), Terms(cluster="nowhere")))
    assert not out.exists()
    return [f"{finding.code} {finding.message}" for entry in done for finding in entry.result.findings]


def test_workers_that_died(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "RF520 The workers of the cluster that built this draft died, one after the other."
    assert said(monkeypatch, tmp_path, Died(0)) == [message] * 2


def test_a_worker_that_could_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "RF520 A worker of the cluster could not build this draft: KeyError: 3."
    assert said(monkeypatch, tmp_path, Answered(Broken("KeyError: 3"))) == [message] * 2


def test_an_answer_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "RF520 A worker of the cluster could not build this draft: its answer is none."
    assert said(monkeypatch, tmp_path, Answered(b"\x93nothing")) == [message] * 2


def test_a_draft_that_was_not_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {line[:5] for line in said(monkeypatch, tmp_path, Untried(begun=True))} == {"RF523"}


def test_a_draft_with_too_many_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustered, "LARGEST", 10)
    message = "RF525 This draft and its pictures are larger than 0 MB, too much to be sent."
    assert said(monkeypatch, tmp_path, Answered(b"")) == [message] * 2


def test_a_worker_of_another_version_says_so() -> None:
    answer = decoded(made_afar(b"releasefmt 9.9.9 on Python 3.99\0", b""))
    assert answer is not None
    assert [entry.message for entry in answer.made.findings] == [
        f"A worker of the cluster has {stamp()}, here is releasefmt 9.9.9 on Python 3.99: their files might differ."
    ]
    assert __version__ in stamp()


def run(*arguments: str) -> tuple[int, str]:
    result = typer.testing.CliRunner().invoke(app, ["build", *arguments])
    return result.exit_code, result.stderr


@pytest.mark.parametrize(("options", "named"), [(["--jobs", "2"], "--jobs"), (["--timeout", "5"], "--timeout")])
def test_what_is_for_processes_here_is_refused(tmp_path: Path, options: list[str], named: str) -> None:
    drafts = write_drafts(tmp_path / "drafts", 1)
    code, error = run(str(drafts), "--cluster", "tcp://127.0.0.1:9", *options)
    assert code == 2
    assert f"{named} is for processes on this machine." in error


def test_without_a_scheduler_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECTING", 0.5)
    drafts = write_drafts(tmp_path / "drafts", 1)
    code, error = run(str(drafts), "--out", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:9")
    assert (code, error) == (
        2,
        "releasefmt: error: No Dask scheduler answers at “tcp://127.0.0.1:9”. (RF525)\n"
        "    Start one (dask scheduler), and name it as it says, tcp://HOST:PORT.\n",
    )
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    drafts = write_drafts(tmp_path / "drafts", 1)
    assert run(str(drafts), "--cluster", "tcp://127.0.0.1:9") == (
        2,
        "releasefmt: error: --cluster needs a part of releasefmt that is not installed. (RF525)\n"
        "    Install it: pip install 'releasefmt[cluster]'.\n",
    )


class _Client:
    """Workers that answer as they are told to; none if there are no answers."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers

    def wait_for_workers(self, _count: int, *, timeout: float) -> None:
        if not self.answers:
            raise TimeoutError(timeout)

    def run(self, _question: object) -> dict[str, str]:
        if "" in self.answers:
            raise ModuleNotFoundError("No module named 'releasefmt'")
        return self.answers


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({}, "The Dask scheduler has no workers."),
        ({"": ""}, "A worker of the cluster does not know what to do (No module named 'releasefmt')."),
        ({"tcp://a:1": "x", "tcp://b:1": "y"}, "tcp://b:1 has y"),
    ],
)
def test_a_cluster_that_cannot_be_used(answers: dict[str, str], message: str) -> None:
    with pytest.raises(ClusterError) as caught:
        Cluster(_Client(answers)).ask(lambda: "x", "x", lambda worker, answer: f"{worker} has {answer}", "hint")
    assert caught.value.message == message


def _forked(drafts: Path, out: Path) -> None:
    """In a child made by fork, with everything imported already."""
    made = jobs(drafts, out, "pdf", "docx")
    process = multiprocessing.get_context("fork").Process(target=lambda: list(run_all(made, Terms(1))))
    process.start()
    process.join()
    assert process.exitcode == 0


@pytest.mark.slow
def test_the_same_files_and_report_however_many_work_and_wherever(tmp_path: Path) -> None:
    drafts = write_drafts(tmp_path / "drafts", 8)
    ways = {"one": ["--jobs", "1"], "spawned": ["--jobs", "2"]}
    (tmp_path / "cluster").mkdir()
    with running(tmp_path / "cluster", 2) as dask:
        ways["cluster"] = ["--cluster", dask.address]
        for way, options in ways.items():
            _, error = build(drafts, tmp_path / way, *options).communicate()
            assert "Traceback" not in error.decode()
    _forked(drafts, tmp_path / "forked")
    one = files(tmp_path / "one")
    assert len(one) == 16
    assert {way: files(tmp_path / way) == one for way in (*ways, "forked")} == dict.fromkeys((*ways, "forked"), True)
    assert {way: told(tmp_path / way) == told(tmp_path / "one") for way in ways} == dict.fromkeys(ways, True)


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    drafts, out = write_drafts(tmp_path / "drafts", 24), tmp_path / "out"
    (tmp_path / "cluster").mkdir()
    with running(tmp_path / "cluster", 2) as dask:
        at_work = build(drafts, out, "--cluster", dask.address)
        begun(at_work, out)
        kill(dask.workers[0])
        assert ended(at_work) == (0, "")
    assert len(files(out)) == 48


def begun(at_work: subprocess.Popen[bytes], out: Path) -> None:
    """Come back once the first files are there."""
    while at_work.poll() is None and not (out.exists() and files(out)):
        time.sleep(0.05)
    assert at_work.poll() is None, "it was over too soon"


def ended(at_work: subprocess.Popen[bytes]) -> tuple[int | None, str]:
    """Exit code and standard error."""
    _, error = at_work.communicate(timeout=60)
    return at_work.returncode, error.decode()


def whole(out: Path, drafts: Path) -> int:
    """How many files there are, each the same as built here, and nothing else."""
    here = out.with_name("here")
    if not here.exists():
        assert ended(build(drafts, here, "--to", "docx"))[0] == 0
    assert {path.suffix for path in out.iterdir()} <= {".docx", ".json"}  # besides the files what was built, and how
    expected = files(here)
    assert {name: expected[name] for name in files(out)} == files(out)
    return len(files(out))


@pytest.mark.slow
def test_a_run_that_is_stopped_a_draft_that_fails_and_a_scheduler_that_dies(tmp_path: Path) -> None:
    drafts, out = write_drafts(tmp_path / "drafts", 80), tmp_path / "out"
    (tmp_path / "cluster").mkdir()
    with running(tmp_path / "cluster", 2) as dask:
        call = ("--to", "docx", "--cluster", dask.address)
        at_work = build(drafts, out, *call)
        begun(at_work, out)
        at_work.send_signal(signal.SIGINT)
        code, error = ended(at_work)
        done = whole(out, drafts)
        assert 0 < done < 80
        left = f"Stopped: {80 - done} of 80 drafts were not built. Give the same command again to go on.\n"
        assert (code, error) == (130, left)
        assert ended(build(drafts, out, *call)) == (0, "")
        assert whole(out, drafts) == 80

        (drafts / "0030.md").write_bytes(b"\x00\x01\x02")
        fast = tmp_path / "fast"
        assert ended(build(drafts, fast, "--fail-fast", *call))[0] == 1
        report = json.loads(fast.with_suffix(".json").read_text())
        codes = [tuple(entry["code"] for entry in draft["findings"]) for draft in report["drafts"]]
        assert codes[30] != ("RF523",)
        assert 30 <= whole(fast, drafts) == 79 - codes.count(("RF523",))
        (drafts / "0030.md").unlink()

        gone = tmp_path / "gone"
        at_work = build(drafts, gone, *call)
        begun(at_work, gone)
        kill(dask.scheduler)
        code, _ = ended(at_work)
        report = json.loads(gone.with_suffix(".json").read_text())
        lost = [draft["findings"][-1] for draft in report["drafts"] if not draft["outputs"]]
        assert {(entry["code"], entry["message"]) for entry in lost} == {
            ("RF520", "This draft was not built: the cluster does not answer any more.")
        }
        assert (code, whole(gone, drafts)) == (1, 79 - len(lost))
