"""``python -m tests.fuzz [MINUTES [FOLDER]]``: coverage-guided bytes into the reader (atheris), 30 minutes by default.

Every draft on which a property does not hold is made as small as it goes and kept in FOLDER/found, one for each kind; the
exit code is 1 if there is any. FOLDER (.fuzz by default) also keeps what led to new paths, for the next run.
"""

from __future__ import annotations

import os
import re
import sys
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["releasefmt.reading", "markdown_it", "mdit_py_plugins"]):
    from tests.fuzz.properties import faults
    from tests.fuzz.seeds import LONGEST, write_dictionary, write_seeds
    from tests.fuzz.smaller import smaller
from tests.reading.drafts import WORD

_THOROUGH_ONE_IN = 16
_LETTERS = re.compile(r"[^\W\d_]+")


class Fuzzing:
    """Counts drafts and collects those on which something does not hold."""

    def __init__(self, found: Path, minutes: float) -> None:
        self.found = found
        self.ends = time.monotonic() + 60 * minutes
        self.tried = 0
        self.kinds: dict[str, bytes] = {}

    def one(self, data: bytes) -> None:
        """One draft, as libFuzzer calls it."""
        self.tried += 1
        if time.monotonic() > self.ends:
            self.finish()
        kind = kind_of(data, thorough=self.tried % _THOROUGH_ONE_IN == 0)
        if not kind or kind in self.kinds:
            return
        small = smaller(data, lambda tried: kind_of(tried, thorough=True).split(":")[0] == kind.split(":")[0])
        self.kinds[kind] = small
        shape = kind_of(small, thorough=True) or kind
        if shape != kind and shape in self.kinds:
            return
        self.kinds[shape] = small
        self.found.mkdir(parents=True, exist_ok=True)
        name = f"{len(self.kinds):03}"
        (self.found / name).write_bytes(small)
        (self.found / f"{name}.txt").write_text(f"{shape}\n\n{small!r}\n", encoding="utf-8")
        print(f"found {name}: {shape}\n  {small!r}", flush=True)

    def finish(self) -> None:
        """Say what was done and end the process: libFuzzer gives the word back to nobody."""
        kept = len(list(self.found.glob("*.txt"))) if self.found.exists() else 0
        print(f"fuzzed {self.tried} drafts; {kept} kinds of faults are in {self.found}", flush=True)
        os._exit(1 if kept else 0)


def kind_of(data: bytes, *, thorough: bool) -> str:
    """What does not hold, short and without words of its own; empty if all does."""
    try:
        said = next(faults(data, thorough=thorough), "")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {Path(last.filename).name} {last.name} {last.lineno}"
    if not said.startswith("words lost"):
        return said
    text = data.decode("utf-8", "replace")
    return f"words lost: {_LETTERS.sub('w', WORD.sub('w', text))[:80]!r}"


def main() -> None:
    """Fuzz for as long as was said."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ".fuzz")
    seeds = write_seeds(folder / "corpus")
    tokens = write_dictionary(folder / "dictionary")
    print(f"{seeds} seeds, {tokens} tokens, {minutes:g} minutes", flush=True)
    fuzzing = Fuzzing(folder / "found", minutes)
    options = [
        *(sys.argv[0], str(folder / "corpus"), f"-dict={folder / 'dictionary'}", f"-max_len={LONGEST}"),
        *("-timeout=30", "-rss_limit_mb=4096", f"-artifact_prefix={folder}/", "-print_final_stats=1"),
        *("-verbosity=1", "-use_value_profile=0", f"-max_total_time={int(60 * minutes) + 30}"),
    ]
    atheris.Setup(options, fuzzing.one)
    atheris.Fuzz()


main()
