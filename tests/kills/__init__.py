"""Random workers are killed while a batch runs, and every draft is accounted for: ``python -m tests.kills`` prints counts."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from releasefmt.batch import Terms, run_all
from releasefmt.pipeline import Done, Job, set_up
from releasefmt.system.drafts import Draft

TEXT = "# Nachricht {0}\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute {0} neue Kräne, die höher sind als alle zuvor.\n"


@dataclass(frozen=True, slots=True)
class Toll:
    """``killed`` processes; drafts ``built`` and ``reported`` as RF520; ``left`` are files that belong to neither."""

    killed: int
    built: int
    reported: int
    left: int
    drafts: int

    @property
    def all_accounted_for(self) -> bool:
        return self.built + self.reported == self.drafts and not self.left


def kill_workers(folder: Path, drafts: int, kills: int, *formats: str) -> Toll:
    """A batch of ``drafts`` on two workers, of which one is killed after every few drafts, until there were ``kills``."""
    setup = set_up(folder).value
    assert setup is not None
    out = folder / "out"
    work = [Job(Draft(f"{n}.md", TEXT.format(n).encode(), folder, f"{n}"), setup, formats, out) for n in range(drafts)]
    chance = random.Random(7)
    over = threading.Event()
    killed: set[int] = set()

    def reap() -> None:
        """Whoever is alive may be hit, a worker that has hardly started too."""
        while len(killed) < kills and not over.wait(chance.uniform(0.0, 0.4)):
            alive = [process for process in _workers() if process not in killed]
            if alive:
                victim = chance.choice(alive)
                os.kill(
                    victim, signal.SIGKILL
                )  # one that has just ended waits for its parent, so its number is its own
                killed.add(victim)

    reaper = threading.Thread(target=reap)
    reaper.start()
    done: list[Done] = []
    try:
        done.extend(run_all(work, Terms(2)))
    finally:
        over.set()
        reaper.join()
    assert [entry.result.draft for entry in done] == [job.draft.name for job in work]
    codes = Counter(finding.code for entry in done for finding in entry.result.findings)
    built = [entry for entry in done if len(entry.result.outputs) == len(formats)]
    whole = {Path(output.path).name for entry in built for output in entry.result.outputs}
    # A draft whose worker died between its two files has one of them, whole; what is left else is half-written.
    left = [path.name for path in out.iterdir() if path.name not in whole and path.suffix.strip(".") not in formats]
    return Toll(len(killed), len(built), codes["RF520"], len(left), drafts)


def _workers() -> list[int]:
    """This process's children but for the one that multiprocessing keeps for itself; by /proc, as Linux has it."""
    children: list[int] = []
    for thread in Path("/proc/self/task").iterdir():
        children += map(int, (thread / "children").read_text().split())
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
