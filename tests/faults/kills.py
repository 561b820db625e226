"""SIGKILL at random moments of a batch."""

from __future__ import annotations

import time
from dataclasses import dataclass
from random import Random

from tests.faults.bench import Bench, child, duration, furnish, listing, litter, room, torn


@dataclass(slots=True)
class Kills:
    """``late``: the batch was done before its moment came; those are not counted as kills."""

    kills: int = 0
    late: int = 0
    old: int = 0
    new: int = 0
    torn: int = 0
    littered: int = 0
    completed: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.late} came too late): {self.old} files old or absent as before, {self.new} new and whole,"
            f" {self.torn} torn; {self.littered} left a temporary file; the next run completed and tidied up {self.completed} times"
        )


def kill(bench: Bench, count: int, *, drawing: bool, seed: int = 6) -> Kills:
    """``count`` batches killed; with ``drawing`` from the draft on, else batches that only write."""
    chance, seen = Random(seed), Kills()
    new = bench.whole["neu"]
    build = bench.build if drawing else bench.write
    with room() as folder:
        furnish(folder, bench.whole["alt"], chance)
        whole = duration(lambda: build(folder, "neu"))
        while seen.kills < count:
            before = furnish(folder, bench.whole["alt"], chance)
            victim = child(lambda: build(folder, "neu"))
            time.sleep(chance.random() * whole)
            if victim.kill():
                seen.kills += 1
            else:
                seen.late += 1
            now = listing(folder)
            seen.new += sum(now.get(name) == data for name, data in new.items())
            seen.old += sum(now.get(name) == before.get(name) for name in new)
            seen.torn += len(torn(now, before, new))
            seen.littered += litter(now) > 0
            told = child(lambda: bench.write(folder, "neu")).told()
            seen.completed += told.written == len(new) and not told.messages and listing(folder) == new
    return seen
