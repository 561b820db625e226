"""The table of all releases in all styles; what differs is listed below each row with ``--all``."""

from __future__ import annotations

import sys

from tests.gates.toolbox import lack
from tests.matrix.releases import RELEASES, STYLES
from tests.parity.comparison import Comparison, compare
from tests.parity.files import files


def _row(name: str, found: Comparison) -> str:
    def length(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    apart = f" ({found.addresses})" if found.addresses else ""
    cells = (
        f"{found.pages[0]}/{found.pages[1]}",
        f"{found.same}/{found.lines}{apart}",
        f"{found.share:.1f}",
        *map(length, (found.across, found.down, found.sizes, found.logo, found.marks)),
        "no" if found.differs else "yes",
    )
    return f"{name:<46}" + "".join(f"{cell:>12}" for cell in cells)


def main(arguments: list[str]) -> int:
    """Prints the table; names in ``arguments`` choose releases."""
    chosen = [name for name in arguments if not name.startswith("-")]
    heads = ("pages", "same lines", "%", "|dx|", "|dy|", "pictures", "logo", "marks", "else same")
    print(f"{'Word file through LibreOffice, against the PDF':<46}" + "".join(f"{head:>12}" for head in heads))
    for release in RELEASES:
        if chosen and release.name not in chosen:
            continue
        if missing := next((text for tool in release.needs if (text := lack(tool))), None):
            print(f"{release.name:<46}not run: {missing} is missing")
            continue
        for style in STYLES:
            made = files(release, style)
            if made is None:
                print(f"{release.name + ' ' + style:<46}{'refused':>12}")
                continue
            found = compare(made)
            print(_row(f"{release.name} {style}"[:45], found), flush=True)
            if "--all" in arguments:
                print("".join(f"    {line}\n" for line in (*found.differs, *found.other)), end="")
    print(
        "pages: ours/LibreOffice; in brackets lines with an address that is broken elsewhere, not counted in %; lengths in mm"
    )
    return 0


sys.exit(main(sys.argv[1:]))
