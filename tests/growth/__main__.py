"""``python -m tests.growth [LENGTH [WORDS…]]``: each unit at a length and at four times that, the worst growth first."""

from __future__ import annotations

import sys

from tests.growth.clock import seconds
from tests.growth.units import UNITS

MOST = 4.0  # seconds, then a unit is given up


def main() -> None:
    """Print a table: seconds at the length and at four times that, their ratio, and the name of the unit."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    wanted = sys.argv[2:]
    rows: list[tuple[float, float, float, str]] = []
    seconds(UNITS["prose"](1_000), MOST)
    for name, draft in UNITS.items():
        if wanted and name not in wanted:
            continue
        short = seconds(draft(length), MOST)
        long = seconds(draft(4 * length), MOST) if short < MOST else MOST
        rows.append((long / max(short, 0.02), short, long, name))
        if long > 1 and long / short > 6:
            print(f"{short:7.2f} {long:7.2f} {long / short:5.1f}  {name}", flush=True)
    print("---")
    for ratio, short, long, name in sorted(rows, reverse=True):
        print(f"{short:7.2f} {long:7.2f} {ratio:5.1f}  {name}")


if __name__ == "__main__":
    main()
