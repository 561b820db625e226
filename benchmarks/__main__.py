"""``make bench``: what we and our peers cost, side by side in one run; ``make bench BENCH="cold batch"`` only some of it.

The same press release in the form that each tool wants. Trust the ratios: the seconds are this machine's at this moment.
``--draft FILE`` takes another draft than our example for the single cold run and the warm Word file.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import drafts, peers
from benchmarks.peers import CONFIG
from benchmarks.processes import RUNS, Cost, cost, medians
from benchmarks.warm import RUNS as HUNDRED
from benchmarks.warm import word_file
from releasefmt.measuring.pdf import measure

EXAMPLE = peers.ROOT / "examples" / "landesbuendnis" / "reparaturgipfel.md"
RESULTS = peers.ROOT / "benchmarks" / "RESULTS.md"
MANY = 200
THOUSAND = 1000
FEW = 5
"""Of what takes a second for each draft a few are enough to know what one costs."""
PAGES = (5, 10, 20, 50)


def cold(place: peers.Place, draft: Path) -> Iterator[str]:
    """One draft, one process."""
    one = [place.folder / "drafts" / draft.name]
    shutil.copy(draft, one[0])
    if draft.with_name("releasefmt.toml").exists():
        for file in draft.parent.iterdir():
            if file.is_file():
                shutil.copy(file, one[0].parent)
    costs = medians(
        {
            "releasefmt, PDF and Word file": lambda: peers.releasefmt(place, "pdf,docx", one),
            "releasefmt, PDF": lambda: peers.releasefmt(place, "pdf", one),
            "releasefmt, Word file": lambda: peers.releasefmt(place, "docx", one),
            "pandoc + WeasyPrint, PDF with letterhead CSS": lambda: peers.pandoc_weasyprint(place, one),
            "pandoc, Word file": lambda: peers.pandoc_docx(place, one),
            "pandoc + typst, PDF on a plain page": lambda: peers.pandoc_typst(place, place.drafts[:1]),
            "mela-letterhead, PDF": lambda: peers.mela(place, 1),
            "falzmarke, PDF": lambda: peers.falzmarke_one(place),
            "md2pdf, PDF": lambda: peers.md2pdf(place, one[0]),
        }
    )
    both = costs["pandoc + WeasyPrint, PDF with letterhead CSS"].cpu + costs["pandoc, Word file"].cpu
    yield from _table(f"One draft, cold ({draft.name})", costs, both, "pandoc's PDF and Word file")


def batch(place: peers.Place) -> Iterator[str]:
    """Many different drafts."""
    many = place.drafts
    costs = medians(
        {
            "releasefmt, PDF and Word file, one worker": lambda: peers.releasefmt(place, "pdf,docx", many),
            "releasefmt, PDF and Word file, two workers": lambda: peers.releasefmt(place, "pdf,docx", many, 2),
            "releasefmt, PDF, one worker": lambda: peers.releasefmt(place, "pdf", many),
            "releasefmt, Word file, one worker": lambda: peers.releasefmt(place, "docx", many),
            "pandoc lua, Word files in one process": lambda: peers.pandoc_lua(place),
            "mela-letterhead build, PDF": lambda: peers.mela(place, place.count),
            "falzmarke serie, PDF": lambda: peers.falzmarke_serie(place),
            f"pandoc + WeasyPrint, PDF (of {FEW})": lambda: peers.pandoc_weasyprint(place, many[:FEW]),
            f"pandoc + typst, PDF (of {FEW})": lambda: peers.pandoc_typst(place, many[:FEW]),
            f"pandoc, Word file (of {FEW})": lambda: peers.pandoc_docx(place, many[:FEW]),
        }
    )
    each = {}
    for name, spent in costs.items():
        count = FEW if name.endswith(f"(of {FEW})") else len(many)
        each[name] = Cost(spent.cpu / count, spent.wall / count, spent.peak)
    yield from _table(f"{len(many)} drafts, for each", each, each["falzmarke serie, PDF"].cpu, "falzmarke serie")


def pages(place: peers.Place) -> Iterator[str]:
    """From five pages to fifty."""
    folder = place.folder / "pages"
    folder.mkdir()
    long = {count: folder / f"pages-{count}.md" for count in PAGES}
    for count, path in long.items():
        path.write_text(drafts.release(7, count * 11), "utf-8")
    costs = medians({str(count): _builder(place, path) for count, path in long.items()})
    empty = medians({"": _builder(place, place.drafts[0])})[""].cpu
    yield "| pages | CPU s | ms a page beyond a cold start |"
    yield "|---|---|---|"
    for count, path in long.items():
        peers.releasefmt(place, "pdf", [path])
        pdf = place.folder / "out" / "ours" / path.with_suffix(".pdf").name
        made = len(measure(pdf.read_bytes()).pages)
        spent = costs[str(count)].cpu
        yield f"| {made} | {spent:.3f} | {(spent - empty) / (made - 1) * 1000:.1f} |"
    yield ""


def kept(place: peers.Place) -> Iterator[str]:
    """A run in which nothing, or one draft of a thousand, is to be done."""
    folder = place.folder / "kept"
    paths = drafts.written(folder / "drafts", THOUSAND)
    shutil.copytree(CONFIG.parent, folder / "drafts", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md"))
    command = [os.fspath(peers.OURS), "build", "--quiet", "--to", "docx", "--out", os.fspath(folder / "out"), "drafts"]
    cost(command, folder)

    def one_changed() -> Cost:
        paths[7].write_text(paths[7].read_text("utf-8") + "\nNoch ein Satz.\n", "utf-8")
        return cost(command, folder)

    alone = [*command[:-1], os.fspath(paths[8])]
    costs = medians(
        {
            "nothing changed": lambda: cost(command, folder),
            "one changed": one_changed,
            "one draft alone": lambda: cost(alone, folder),
        }
    )
    yield from _table(f"{THOUSAND} drafts, Word files", costs, costs["nothing changed"].cpu, "nothing changed")


def memory(_: peers.Place) -> Iterator[str]:
    """One process over a thousand releases."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", str(THOUSAND)],
        capture_output=True,
        text=True,
        check=True,
        cwd=peers.ROOT,
    )
    yield from done.stdout.splitlines()
    yield ""


def _builder(place: peers.Place, path: Path) -> Callable[[], Cost]:
    return lambda: peers.releasefmt(place, "pdf,docx", [path])


def warm(draft: Path) -> Iterator[str]:
    """A Word file in a process that has made some."""
    word = word_file(draft)
    yield f"A Word file more of {draft.name} in one process, ms of CPU: reading {word.reading:.1f}, "
    yield f"drawing up {word.drawing_up:.1f}, writing {word.writing:.1f}; {HUNDRED} of them {word.hundred:.2f} s; {word.size} bytes."
    yield ""


def _table(title: str, costs: dict[str, Cost], peer: float, named: str) -> Iterator[str]:
    yield f"| {title} | CPU ms | to {named} | wall ms | MiB |"
    yield "|---|---|---|---|---|"
    for name, spent in costs.items():
        yield f"| {name} | {spent.cpu * 1000:.0f} | {spent.cpu / peer:.2f} | {spent.wall * 1000:.0f} | {spent.peak:.0f} |"
    yield ""


def _versions() -> str:
    listed = subprocess.run(
        [peers.BIN / "python", "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    ).stdout.split()
    wanted = ("falzmarke", "md2pdf", "mela-letterhead", "pypandoc", "typst", "weasyprint")
    return ", ".join(name for name in listed if name.partition("==")[0].partition("_")[0] in wanted)


def main() -> None:
    """Print the tables; with ``--write`` into RESULTS.md between its marks too."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", default=["cold", "batch", "kept", "pages", "memory", "warm"])
    parser.add_argument("--draft", type=Path, default=EXAMPLE)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        place = peers.prepared(Path(folder), MANY)
        parts: dict[str, Callable[[], Iterator[str]]] = {
            "cold": lambda: cold(place, asked.draft),
            "batch": lambda: batch(place),
            "kept": lambda: kept(place),
            "pages": lambda: pages(place),
            "memory": lambda: memory(place),
            "warm": lambda: warm(asked.draft),
        }
        for part in asked.parts:
            for line in parts[part]():
                print(line, flush=True)
                lines.append(line)
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    said = f"{when}, {platform.machine()}, Python {platform.python_version()}, medians of {RUNS}; {_versions()}."
    print(said)
    if asked.write:
        begin, end = "<!-- measured -->\n", "<!-- end -->"
        before, rest = RESULTS.read_text("utf-8").split(begin)
        RESULTS.write_text(before + begin + "\n".join((said, "", *lines)) + end + rest.split(end)[1], "utf-8")


if __name__ == "__main__":
    sys.exit(main())
