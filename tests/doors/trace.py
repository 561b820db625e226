"""What strace wrote down: which case each process belongs to, what it opened, what it wanted of a network."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.doors.allowed import why_allowed

TRACED = "network,process,open,openat,openat2,chdir"

_CALL = re.compile(r"([a-z0-9_]+)\((.*)\) += (-?\d+|\?)(?:<(.*)>)?(?: .*)?")
_STARTS = frozenset({"clone", "clone3", "fork", "vfork"})
_OPENS = frozenset({"open", "openat", "openat2"})
_PROCESS = frozenset(
    {"execve", "execveat", "exit", "exit_group", "wait4", "waitid", "kill", "tgkill", "tkill", "pidfd_send_signal"}
)
# Two ends that a process makes for itself and its children, which lead nowhere else; what else is done with sockets is counted.
_PAIR = re.compile(r"AF_UNIX,")


@dataclass
class Seen:
    """``opened`` by reason, ``breaches`` and ``network`` by what happened in which case."""

    processes: int = 0
    cases: set[str] = field(default_factory=set)
    opened: Counter[str] = field(default_factory=Counter)
    breaches: Counter[str] = field(default_factory=Counter)
    network: Counter[str] = field(default_factory=Counter)
    pairs: int = 0


def read(folder: Path, root: Path) -> Seen:
    """The traces ``PID`` of all processes in ``folder``, by ``strace -ff -y``; cases run in ``root/NUMBER/in``.

    The first process is the harness, which makes the cases, with sockets among their files: of it only the internet counts.
    """
    traces = {int(path.suffix[1:]): path.read_text("utf-8", "backslashreplace") for path in folder.glob("trace.*")}
    born: dict[int, int] = {}
    calls: dict[int, list[re.Match[str]]] = {}
    for process, text in traces.items():
        calls[process] = [found for line in text.splitlines() if (found := _CALL.fullmatch(line))]
        for call in calls[process]:
            if call[1] in _STARTS and call[3].isdigit():
                born[int(call[3])] = process
    seen = Seen(len(traces))
    homes: dict[int, Path | None] = {}
    for process in sorted(traces, key=lambda each: _depth(each, born)):
        if process in born:
            homes[process] = _follow(calls[process], homes.get(born[process]), root, seen)
        else:
            seen.network.update(_said(call, None) for call in calls[process] if "AF_INET" in call[2])
    return seen


def _depth(process: int, born: dict[int, int]) -> int:
    depth = 0
    while process in born:
        process, depth = born[process], depth + 1
    return depth


def _follow(calls: list[re.Match[str]], home: Path | None, root: Path, seen: Seen) -> Path | None:
    """One process from its first call to its last, and where it ended; it begins at home where its parent is."""
    for call in calls:
        name, given, answer, place = call[1], call[2], call[3], call[4]
        if name == "chdir":
            where = Path(given.strip('"'))
            if answer == "0" and where.is_relative_to(root) and where.name == "in":
                home = where
                seen.cases.add(where.parent.name)
        elif name in _OPENS:
            if home is not None and answer.isdigit():
                path = (place or "").removesuffix(" (deleted)")
                why = why_allowed(path, home)
                if why is None:
                    seen.breaches[f"{path} in case {home.parent.name}"] += 1
                else:
                    seen.opened[why] += 1
        elif name == "socketpair" and _PAIR.match(given):
            seen.pairs += 1
        elif name not in _STARTS and name not in _PROCESS:
            seen.network[_said(call, home)] += 1
    return home


def _said(call: re.Match[str], home: Path | None) -> str:
    return f"{call[1]}({call[2]}) in {f'case {home.parent.name}' if home else 'the harness'}"
