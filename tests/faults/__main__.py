"""``python -m tests.faults [KILLS]``: everything, with counts; of batches that draw a quarter of the kills with fewer than 100.

Needs root: disks are mounted and another user is played.
"""

from __future__ import annotations

import sys

from tests.faults import adversity
from tests.faults.bench import bench
from tests.faults.kills import kill


def main() -> int:
    """0 where every file was whole and every next run completed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = max(2, count // 6)
    with bench() as drawn:
        good = True
        for what, kills in (("while writing", count), ("from the draft on", count if count >= 100 else count // 4)):
            seen = kill(drawn, kills, drawing=what == "from the draft on")
            print(f"{what}: {seen}", flush=True)
            good &= seen.torn == 0 and seen.completed == seen.kills + seen.late
        print(adversity.full(drawn, rounds), flush=True)
        print(adversity.too_large(drawn), flush=True)
        print(adversity.denied(drawn), flush=True)
        print(adversity.read_only(drawn), flush=True)
        print(adversity.jumping(drawn, rounds, drawing=False), flush=True)
        print(adversity.jumping(drawn, 1, drawing=True), flush=True)
        print(adversity.together(drawn, rounds), flush=True)
        print(adversity.orphans(), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
