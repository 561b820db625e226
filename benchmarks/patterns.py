"""``python -m benchmarks.patterns``: what loading each language's hyphenation patterns costs, beside pyphen's German ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pyphen

from releasefmt.passes.hyphenation import Hyphenator
from releasefmt.system.hyphenation import FOLDER, load_patterns

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "tests" / "passes" / "hyphenation_de.txt"
RUNS = 9


def loading(load: Callable[[], object]) -> float:
    """The best of a few loads in milliseconds of CPU; what else the machine does only adds to it."""
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        load()
        times.append(time.process_time() - begin)
    return min(times) * 1000


def ours(name: str) -> float:
    """Loading one of our files anew each time."""

    def load() -> None:
        load_patterns.cache_clear()
        load_patterns(name)

    return loading(load)


def breaking() -> float:
    """Microseconds for one German word that was not met before."""
    words = [line.replace("-", "") for line in WORDS.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    hyphenator = Hyphenator(load_patterns("de-1996"))
    begin = time.process_time()
    for word in words:
        hyphenator.breaks(word)
    return (time.process_time() - begin) / len(words) * 1e6


def main() -> None:
    """Print a table; the ratio is to pyphen's load of its German dictionary in the same process."""
    peer = loading(lambda: pyphen.Pyphen(lang="de_DE", cache=False))
    print(f"{'pyphen de':10} {'':15}  {peer:6.1f} ms   1.000")
    for file in sorted(FOLDER.glob("*.patterns.txt")):
        name = file.name.removesuffix(".patterns.txt")
        best = ours(name)
        print(f"{name:10} {len(load_patterns(name).points):6} patterns  {best:6.1f} ms  {best / peer:6.3f}")
    print(f"a German word  {breaking():5.0f} µs")


if __name__ == "__main__":
    main()
