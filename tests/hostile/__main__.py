"""``python -m tests.hostile [--batch] [--cold] [NAMES…]``: the corpus, its answers and what they cost."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.hostile.batch import run_batch
from tests.hostile.case import Case
from tests.hostile.corpus import corpus
from tests.hostile.run import Ran, complaints, preload, run


def main() -> int:
    """1 if any answer is another than the one expected."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--batch", action="store_true", help="all cases in one batch, good drafts between")
    parser.add_argument("--cold", action="store_true", help="each case in a process of its own from the start")
    parser.add_argument("names", nargs="*", help="only cases whose names begin with one of these")
    given = parser.parse_args()
    chosen = [case for case in corpus() if not given.names or case.key.startswith(tuple(given.names))]
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        root = Path(folder)
        preload(root / "warm")
        return run_batch(chosen, root) if given.batch else one_by_one(chosen, root, cold=given.cold)


def one_by_one(chosen: list[Case], root: Path, *, cold: bool) -> int:
    """Every case in a process; prints what is not as expected, then the table."""
    ran: dict[str, Ran] = {}
    bad: dict[str, list[str]] = {}
    for number, case in enumerate(chosen):
        folder = root / f"{number:03}"
        case.make(folder)
        ran[case.key] = run(["build", *case.options, *case.arguments], folder / "in", cold=cold)
        if wrong := complaints(case, folder / "in", ran[case.key]):
            bad[case.key] = wrong
            print(f"{case.key}: {'; '.join(wrong)}", flush=True)
            print("".join(f"    {line[:300]}\n" for line in ran[case.key].said.splitlines()[:12]), flush=True)
    table(chosen, ran, bad)
    return int(bool(bad))


def table(chosen: list[Case], ran: dict[str, Ran], bad: dict[str, list[str]]) -> None:
    """Counts by group, then the slowest and the largest."""
    groups = Counter(case.group for case in chosen)
    print(f"{'group':<12}{'cases':>6}{'as expected':>13}{'slowest':>9}{'most memory':>13}")
    for group, count in groups.items():
        keys = [case.key for case in chosen if case.group == group]
        slow, large = max(ran[key].seconds for key in keys), max(ran[key].megabytes for key in keys)
        print(f"{group:<12}{count:>6}{count - sum(key in bad for key in keys):>13}{slow:>7.1f} s{large:>10.0f} MB")
    total = sum(each.seconds for each in ran.values())
    print(f"{'all':<12}{len(chosen):>6}{len(chosen) - len(bad):>13}{total:>7.1f} s in all")
    costs = {
        "slowest": {key: each.seconds for key, each in ran.items()},
        "largest": {key: each.megabytes for key, each in ran.items()},
    }
    for word, cost in costs.items():
        print(f"{word}: " + ", ".join(f"{key} {cost[key]:.1f}" for key in sorted(cost, key=lambda key: -cost[key])[:6]))


if __name__ == "__main__":
    sys.exit(main())
