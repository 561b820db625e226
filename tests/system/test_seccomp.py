"""The filter of system calls, run by hand for both machines; what the kernel makes of it, tests/system/test_sandbox.py tries."""

from __future__ import annotations

import errno
import struct

import pytest

from releasefmt.system import seccomp

ALLOWED, REFUSED, KILLED = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
PROCESS = 4711
# By machine: numbers of calls as in asm/unistd_64.h (x86-64) and asm-generic/unistd.h (aarch64).
CALLS = {
    "x86_64": {
        "read": 0,
        "openat": 257,
        "execve": 59,
        "socket": 41,
        "connect": 42,
        "kill": 62,
        "tgkill": 234,
        "bpf": 321,
    },
    "aarch64": {
        "read": 63,
        "openat": 56,
        "execve": 221,
        "socket": 198,
        "connect": 203,
        "kill": 129,
        "tgkill": 131,
        "bpf": 280,
    },
}
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def answer(machine: str, number: int, argument: int = 0, architecture: int | None = None) -> int:
    """What the filter answers, by the meaning of its instructions in linux/bpf_common.h."""
    program = seccomp._program(seccomp._MACHINES[machine], PROCESS)
    data = struct.pack("=IIQQ", number, architecture or ARCHITECTURES[machine], 0, argument)
    steps = list(struct.iter_unpack("=HBBI", program))
    held, place = 0, 0
    while True:
        what, if_so, if_not, value = steps[place]
        place += 1
        match what:
            case 0x20:
                (held,) = struct.unpack_from("=I", data, value)
            case 0x15:
                place += if_so if held == value else if_not
            case 0x35:
                place += if_so if held >= value else if_not
            case 0x06:
                return int(value)
            case _:
                raise AssertionError(what)


@pytest.mark.parametrize("machine", CALLS)
def test_networks_are_refused_and_work_is_not(machine: str) -> None:
    calls = CALLS[machine]
    assert {name: answer(machine, calls[name]) for name in ("read", "openat", "execve")} == dict.fromkeys(
        ("read", "openat", "execve"), ALLOWED
    )
    refused = [calls[name] for name in ("socket", "connect", "bpf")] + [424, 425, 434, 438]
    assert {answer(machine, number) for number in refused} == {REFUSED}


@pytest.mark.parametrize("machine", CALLS)
@pytest.mark.parametrize("name", ["kill", "tgkill"])
def test_signals_go_to_the_process_alone(machine: str, name: str) -> None:
    number = CALLS[machine][name]
    assert answer(machine, number, PROCESS) == ALLOWED
    assert answer(machine, number, 1) == REFUSED
    assert answer(machine, number, 0xFFFFFFFF) == REFUSED  # everybody


def test_other_tables_of_calls_are_no_way_round() -> None:
    assert answer("x86_64", 0x40000000 | 41) == REFUSED
    assert answer("x86_64", 41, architecture=0x40000003) == KILLED  # i386
    assert answer("aarch64", 198, architecture=0x40000028) == KILLED  # 32-bit ARM
