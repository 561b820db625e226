"""Workers that die, hang and are sent home: each costs its own task, and nobody else's."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import pytest

from releasefmt.system.brake import Brake, on_interrupt
from releasefmt.system.workers import Answer, Answered, Crew, Died, TimedOut, Untried
from tests.system.tasks import House, Task, perform, prepare, unprepared

Answers = dict[int, Answer[tuple[int, int, int]]]


def tasks(folder: Path, *what: str) -> list[Task]:
    house = House()
    return [Task(each, number, folder / f"{number}", house) for number, each in enumerate(what)]


def performed(work: list[Task], size: int = 2, timeout: float | None = None) -> Answers:
    brake = Brake()
    answers = dict(Crew(perform, size, prepare, [work[0].house], timeout).work(work, brake))
    brake.close()
    assert sorted(answers) == list(range(len(work)))
    return answers


def test_what_tasks_share_is_one_object_in_each_worker(tmp_path: Path) -> None:
    answers = performed(tasks(tmp_path, *["go"] * 6))
    values = [answer.value for answer in answers.values() if isinstance(answer, Answered)]
    assert sorted(number for number, *_ in values) == [0, 1, 2, 3, 4, 5]
    assert {houses for *_, houses in values} == {1}


@pytest.mark.slow
def test_a_dead_worker_costs_its_task_alone_and_that_is_tried_again(tmp_path: Path) -> None:
    answers = performed(tasks(tmp_path, "go", "die", "die once", "segfault", "go", "go"))
    assert answers[1] == Died(-signal.SIGKILL)
    assert answers[3] == Died(-signal.SIGSEGV)
    assert [index for index, answer in sorted(answers.items()) if isinstance(answer, Answered)] == [0, 2, 4, 5]


@pytest.mark.slow
def test_a_task_that_takes_too_long_is_given_up_and_the_time_of_starting_does_not_count(tmp_path: Path) -> None:
    answers = performed(tasks(tmp_path, "hang", "go", "hang once", "go"), timeout=0.05)
    assert answers[0] == TimedOut(0.05)
    assert [index for index, answer in sorted(answers.items()) if isinstance(answer, Answered)] == [1, 2, 3]


def test_a_worker_that_cannot_start_is_no_endless_loop(tmp_path: Path) -> None:
    brake = Brake()
    answers = dict(Crew(perform, 1, unprepared).work(tasks(tmp_path, "go"), brake))
    brake.close()
    assert answers == {0: Died(3)}


def test_pulling_the_brake_ends_at_once_what_is_under_way_and_lets_it_tidy_up(tmp_path: Path) -> None:
    work = tasks(tmp_path, "tidy", "go")
    brake = Brake()

    def pull() -> None:
        while not work[0].mark.exists():
            time.sleep(0.01)
        brake.pull()

    puller = threading.Thread(target=pull)
    puller.start()
    answers = dict(Crew(perform, 1, prepare).work(work, brake))
    puller.join()
    brake.close()
    assert answers == {0: Untried(begun=True), 1: Untried(begun=False)}
    assert not work[0].mark.exists()


def test_an_eased_brake_lets_what_was_begun_come_to_its_end(tmp_path: Path) -> None:
    work = tasks(tmp_path, "go", "go", "go")
    brake = Brake()
    answers: Answers = {}
    for index, answer in Crew(perform, 1, prepare).work(work, brake):
        answers[index] = answer
        brake.ease()
    brake.close()
    assert isinstance(answers[0], Answered)
    assert (answers[1], answers[2]) == (Untried(begun=False), Untried(begun=False))


def test_ctrl_c_breaks_off_work_in_this_process_and_elsewhere_only_pulls_the_brake() -> None:
    before = signal.getsignal(signal.SIGINT)  # ignored where the tests run in the background
    with on_interrupt() as brake:
        signal.raise_signal(signal.SIGINT)
        assert brake.hard
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    with on_interrupt() as brake, pytest.raises(KeyboardInterrupt), brake.breakable():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
