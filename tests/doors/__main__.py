"""``python -m tests.doors [--cold] [NAMES…]``: the hostile corpus under strace: no network, no file that is not the case's."""

from __future__ import annotations

import argparse
import sys

from tests.doors.run import traced


def main() -> int:
    """1 if anything was opened that may not be, or a network asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.doors")
    parser.add_argument("--cold", action="store_true", help="each case in a process of its own from the start")
    parser.add_argument("names", nargs="*", help="only cases whose names begin with one of these")
    given = parser.parse_args()
    seen = traced(given.names, cold=given.cold)
    print(f"{len(seen.cases)} cases in {seen.processes} processes, {seen.opened.total()} files opened:")
    for why, count in seen.opened.most_common():
        print(f"{count:>9}  {why}")
    print(f"{seen.breaches.total():>9}  anything else")
    print(f"{seen.pairs:>9}  pairs of local sockets between a process and its child")
    print(f"{seen.network.total():>9}  other calls for a network")
    for breach, count in (*seen.breaches.most_common(40), *seen.network.most_common(40)):
        print(f"{count:>9}  ! {breach}")
    return int(bool(seen.breaches or seen.network or not seen.cases))


if __name__ == "__main__":
    sys.exit(main())
