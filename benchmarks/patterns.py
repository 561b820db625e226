"""``python -m benchmarks.patterns``: milliseconds to load each language's hyphenation patterns, and German breaks a second."""

from __future__ import annotations

import time
from pathlib import Path

from releasefmt.passes.hyphenation import Hyphenator
from releasefmt.system.hyphenation import FOLDER, load_patterns

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "tests" / "passes" / "hyphenation_de.txt"
RUNS = 9


def loading(name: str) -> float:
    """The best of a few loads in milliseconds of CPU; what else the machine does only adds to it."""
    times = []
    for _ in range(RUNS):
        load_patterns.cache_clear()
        begin = time.process_time()
        load_patterns(name)
        times.append(time.process_time() - begin)
    return min(times) * 1000


def breaking() -> float:
    """Microseconds for one German word that was not met before."""
    words = [line.replace("-", "") for line in WORDS.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    hyphenator = Hyphenator(load_patterns("de-1996"))
    begin = time.process_time()
    for word in words:
        hyphenator.breaks(word)
    return (time.process_time() - begin) / len(words) * 1e6


def main() -> None:
    """Print both."""
    for file in sorted(FOLDER.glob("*.patterns.txt")):
        name = file.name.removesuffix(".patterns.txt")
        best = loading(name)
        print(f"{name:8} {len(load_patterns(name).points):6} patterns  {best:5.1f} ms")
    print(f"a German word  {breaking():5.0f} µs")


if __name__ == "__main__":
    main()
