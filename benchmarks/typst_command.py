"""``typst`` as pandoc and mela-letterhead call it, over the binding that PyPI has; the command itself is not there.

Python's start comes on top of each call, about 20 ms; what a peer owes to it is said in RESULTS.md.
"""

from __future__ import annotations

import sys

import typst  # type: ignore[import-not-found]  # it is in the environment of the peers alone


def main(arguments: list[str]) -> None:
    """``--version``, ``fonts``, or ``compile [options] INPUT OUTPUT``."""
    if arguments[0] == "--version":
        sys.stdout.write(f"typst {typst.__version__}\n")
    elif arguments[0] == "fonts":
        sys.stdout.write("Libertinus Serif\n")
    else:
        options: dict[str, list[str]] = {}
        files = []
        rest = iter(arguments[1:])
        for argument in rest:
            if argument.startswith("--"):
                options.setdefault(argument, []).append(next(rest))
            else:
                files.append(argument)
        source = sys.stdin.buffer.read() if files[0] == "-" else files[0]
        standards = [name for names in options.get("--pdf-standard", []) for name in names.split(",")]
        typst.compile(
            source,
            output=files[1],
            root=options.get("--root", [None])[0],
            font_paths=options.get("--font-path", []),
            pdf_standards=standards or None,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
