# ruff: noqa: INP001 - a script beside its data, no package
"""TeX hyphenation patterns (hyph-NAME.tex) into the files beside this script; README.md says from which version.

Run it as ``python src/releasefmt/hyphenation/convert.py FOLDER``, FOLDER holding the .tex files. It is no part of the
program, which only reads what it wrote. A file that is not the one in the table is refused.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = {
    "cs-sojka": "ed9da95124ba7127cc559ffefa432916dd882d392c3fba9633dcac9ba12b3018",
    "da": "23e0a50f0c20d632be06f973e700323463961eac737bb14f6c3787675a4f5575",
    "de-1996": "374ad1ce3263f8a2791ec070ef9b516c532dae64456f3fb656e617e8ae53a9d3",
    "en-gb": "e95bb4ab350f620c41c231c4785d7bdb4f91949d3e631b30e08b3ead3c340a52",
    "en-us": "f4ffcd96c5cbc886bdad23f95dcae8edc3cd3620eae62f7946eceda97c4e68f8",
    "es": "6a2e5f39a991a23d1cd8a23dbd0f6fe96a9f07561a6695f4f3320f47030e236c",
    "fr": "526cad6fe8f52fcd3caa3fcaf667cb1740cfc14bca198680e00dc343a84594de",
    "it": "6ce56ed6ed2ca7c0688838e366e6595e0429f984f4fc6e96ec045cebb1e76a47",
    "nl": "d21499bfbee53e4d50e867ef92a41fd28b65725d7c91c980e4f8f02889bf6b2a",
    "pl": "83ddbbd21bc06a44bc4f4a4c49c38782e809cff5f026b764c044daa29e818843",
    "pt": "c110a39e501db372d1d755e1c64464321a2efa7d8e9617f66001000389b941f2",
    "sv": "102253382bd91cdb7535de5c20744254c9ac9aaa4ca12ed420eb835e5004c0b3",
}


def converted(tex: str) -> str:
    """One line for each set of digits, then the letters of all patterns that have it; a last line of exceptions."""
    code = "\n".join(line.partition("%")[0] for line in tex.splitlines())
    groups: dict[str, list[str]] = defaultdict(list)
    for pattern in _words(code, "patterns"):
        letters = re.sub(r"\d", "", pattern)
        digits = "".join(found or "0" for found in re.findall(r"(\d?)(?:\D|$)", pattern)).rstrip("0")
        groups[digits].append(letters)
    lines = [f"{digits} {' '.join(sorted(letters))}" for digits, letters in sorted(groups.items())]
    exceptions = _words(code, "hyphenation")
    return "\n".join(lines + ([f"! {' '.join(exceptions)}"] if exceptions else [])) + "\n"


def header(tex: str) -> str:
    """Authors, version and licence as the file itself states them."""
    lines = tex.partition("\\patterns")[0].splitlines()
    return "\n".join(line.removeprefix("%").removeprefix(" ").rstrip() for line in lines if line.startswith("%")) + "\n"


def _words(code: str, command: str) -> list[str]:
    found = re.search(rf"\\{command}\s*\{{(.*?)\}}", code, re.DOTALL)
    return found[1].split() if found else []


def main(folder: Path) -> None:
    """Write NAME.patterns.txt and NAME.licence.txt for every source."""
    for name, digest in SOURCES.items():
        data = (folder / f"hyph-{name}.tex").read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise SystemExit(f"hyph-{name}.tex is another version than README.md and this script name.")
        tex = data.decode("utf-8")
        (HERE / f"{name}.patterns.txt").write_text(converted(tex), encoding="utf-8")
        (HERE / f"{name}.licence.txt").write_text(header(tex), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
