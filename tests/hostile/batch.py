"""The whole corpus in one batch, with good drafts between."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.case import HEAD, HOUSE, TAIL, Case
from tests.hostile.run import Ran, run, said_codes

GOOD = 20


def run_batch(chosen: list[Case], root: Path) -> int:
    """One command over every case that needs no option of its own; prints what is not as expected."""
    ran, wrong, count = batch(chosen, root)
    print("".join(f"{line}\n" for line in wrong), end="")
    built = sum(len(list((root / "batch" / f"good-{n:02}").glob("draft.*"))) == 3 for n in range(GOOD))
    print(
        f"{count} hostile drafts and {GOOD} good ones in one batch: {built} of {GOOD} good ones built, exit code {ran.status},"
    )
    print(f"{count - len(wrong)} as expected in the report, {ran.seconds:.1f} s, {ran.megabytes:.0f} MB")
    return int(bool(wrong) or ran.status != 1 or built != GOOD)


def batch(chosen: list[Case], root: Path) -> tuple[Ran, list[str], int]:
    """What came of the batch, what is not as expected, and how many arguments were hostile."""
    top = root / "batch"
    # Another case's draft is a link to /dev/zero, and a draft that is named twice is built, and reported, once.
    cases = [case for case in chosen if not case.options and case.key != "devices-zero"]
    arguments: list[str] = []
    every = max(1, len(cases) // GOOD)
    for number in range(GOOD):
        good = top / f"good-{number:02}"
        good.mkdir(parents=True)
        (good / "draft.md").write_text(HEAD + TAIL)
        (good / "releasefmt.toml").write_text(HOUSE)
    for number, case in enumerate(cases):
        case.make(top / f"{number:03}")
        if number % every == 0 and number // every < GOOD:
            arguments.append(f"good-{number // every:02}/draft.md")
        arguments += [
            argument if argument.startswith("/") else f"{number:03}/in/{argument}" for argument in case.arguments
        ]
    report = root / "report.json"
    ran = run(["build", "--quiet", "--report", str(report), *arguments], top, seconds=600)
    said = said_codes(report) if report.exists() else {}
    wrong = [] if said else [f"no report: {ran.said[-2_000:]}"]
    if "Traceback" in ran.said:
        wrong.append(f"a traceback: {ran.said[-2_000:]}")
    for number, case in enumerate(cases):
        found: set[str] = set()
        own = [name for name in said if name.startswith(f"{number:03}/") or name in case.arguments]
        for name in own:
            found |= said[name]
        if not own or found != case.codes:
            wrong.append(f"{case.key}: said {sorted(found) if own else 'nothing'}, not {sorted(case.codes)}")
    for number in range(GOOD):
        if said.get(f"good-{number:02}/draft.md") != set():
            wrong.append(f"good-{number:02}: {said.get(f'good-{number:02}/draft.md')}")
    return ran, wrong, len(cases)
