"""What is kept from one start for the next: it is found again, it changes nothing, and nothing of a draft is in it."""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from releasefmt.system.prepared import Store, place, read, written

DRAFT = """---
lang: de
Wolkenkuckuck: ja
---

# Zaubernuss trifft Quittenbrot

Aachen, 3. Mai 2026 – „Am 4. Mai“, sagt Ina Moll, „um 5 % mehr.“ Drosselgasse 5.
"""
FEED = """
import re, sys
from releasefmt.system import prepared
prepared.use()
"""


def build(folder: Path, out: str) -> str:
    """What the command says; its files are in ``folder/out``, what it keeps in ``folder/cache``."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONWARNINGS": "error"}
    (folder / "draft.md").write_text(DRAFT, "utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "releasefmt", "build", "draft.md", "--out", out]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "releasefmt").glob("start-*.bin"))


def test_a_second_start_makes_nothing_anew_and_the_same_files(tmp_path: Path) -> None:
    first = build(tmp_path, "first")
    (file,) = kept(tmp_path)
    before = file.read_bytes(), file.stat().st_mtime_ns
    second = build(tmp_path, "second")
    assert ("pycparser" in first, "pycparser" in second) == (True, False)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    for made in sorted((tmp_path / "first").iterdir()):
        assert made.read_bytes() == (tmp_path / "second" / made.name).read_bytes(), made.name
    said = [[line for line in text.splitlines() if not line.startswith("import time:")] for text in (first, second)]
    assert said[0] == said[1]


def test_nothing_of_a_draft_is_kept(tmp_path: Path) -> None:
    build(tmp_path, "out")
    (file,) = kept(tmp_path)
    data = file.read_bytes().lower()
    for word in ("Wolkenkuckuck", "Zaubernuss", "Quittenbrot", "Aachen", "Drosselgasse", "draft.md"):
        assert word.lower().encode() not in data, word
        assert marshal.dumps([ord(letter) for letter in word.lower()])[5:] not in data, word


def test_a_damaged_file_is_not_used_and_written_anew(tmp_path: Path) -> None:
    build(tmp_path, "out")
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert read(file) == Store()
    build(tmp_path, "out")
    assert len(read(file).sources) > 500


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    build(tmp_path, "out")
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".docx", ".pdf"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no such modes")
def test_a_file_that_others_may_write_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "start.bin"
    store = Store(sources={("pass", "exec"): marshal.dumps(compile("pass", "<string>", "exec"))})
    file.write_bytes(written(store))
    assert read(file) == store
    for mode in (0o664, 0o646):
        file.chmod(mode)
        assert read(file) == Store()


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    assert read(tmp_path) == Store()
    assert read(tmp_path / "nothing") == Store()


def test_the_file_is_for_one_python_only() -> None:
    assert f"{sys.hexversion:x}" in place().name


def fed(tmp_path: Path, code: str) -> str:
    command = [sys.executable, "-W", "error", "-c", FEED + code]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


MATCHERS = r"""
shapes = [(r"(?P<day>\d+)\.\s*(?P<month>\w+)", 0), (r"straße|ГОД", re.I), (rb"(a)(?P<x>b)?", re.S), ("(?x) a # b", 0), ("^ä.*$", re.M)]
made = []
for shape in shapes:  # in the body of a module, where what is made lasts
    made.append(re.compile(*shape))
texts = ["am 3. Mai", "STRASSE Straße год", "a", "ß\näb\nc"]
for pattern in made:
    of = [text.encode() if isinstance(pattern.pattern, bytes) else text for text in texts]
    print(pattern, pattern.groups, sorted(pattern.groupindex.items()), [[m.groupdict() or m.group() for m in pattern.finditer(t)] for t in of])
print(prepared._in_use.news)
prepared.keep()
"""


def test_a_kept_pattern_matches_as_a_new_one_does(tmp_path: Path) -> None:
    first, second, third = (fed(tmp_path, MATCHERS) for _ in range(3))
    *new, news = first.splitlines()
    *again, nothing = third.splitlines()
    assert new == again == second.splitlines()[:-1]
    assert int(news) >= 3
    assert int(nothing) == 0


def test_what_is_not_part_of_a_program_is_not_kept(tmp_path: Path) -> None:
    printed = fed(
        tmp_path,
        """
def asked(word):
    return re.search(word + "nuss", "Haselnuss"), re.search("fest", "fest")
before = set(prepared._in_use.patterns)
asked("Zauber")
print(sorted(set(prepared._in_use.patterns) - before))
""",
    )
    assert printed == "[('fest', 0)]\n"


def test_a_class_of_data_is_the_same_out_of_kept_code(tmp_path: Path) -> None:
    code = """
from dataclasses import dataclass
@dataclass(frozen=True, slots=True, order=True)
class Sheet:
    width: float
    name: str = "A4"
one = Sheet(210.0)
print(one, one == Sheet(210.0), one < Sheet(211.0), hash(one) == hash(Sheet(210.0)), prepared._in_use.news > 0)
prepared.keep()
"""
    assert fed(tmp_path, code) == "Sheet(width=210.0, name='A4') True True True True\n"
    assert fed(tmp_path, code) == "Sheet(width=210.0, name='A4') True True True False\n"


def test_a_python_without_those_places_is_left_alone() -> None:
    code = """
import re
from releasefmt.system import prepared
compiler = re._compiler
del re._compiler
prepared.use()
print(prepared.in_use(), compiler.compile.__module__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False re._compiler\n"


def test_the_digest_covers_all_that_follows() -> None:
    data = written(Store(patterns={("a", re.IGNORECASE.value): b""}))
    assert data[:32] == hashlib.sha256(data[32:]).digest()
