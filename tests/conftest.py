"""What all tests share: tools that may be missing, and golden files that may be rewritten."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gates.toolbox import lack, tools

NOT_RUN = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` for golden files."""
    parser.addoption("--accept", action="store_true", help="write golden files anew instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    """A fresh count of what was not run."""
    config.stash[NOT_RUN] = Counter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the fixture `golden` can be picked out by `-m golden`."""
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker("golden")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose tool is missing is reported as not run; on the build machine, where CI is true, it fails."""
    for marker in item.iter_markers("needs"):
        if not marker.args or marker.kwargs:
            raise pytest.UsageError(f"{item.nodeid}: needs(…) names one or more tools")
        for tool in marker.args:
            if tool not in tools():
                raise pytest.UsageError(f"{item.nodeid}: unknown tool {tool!r}; known are {', '.join(tools())}")
            missing = lack(tool)
            if missing is None:
                continue
            reason = f"not run: {tool} is missing ({missing}); `make tools` installs it"
            if os.environ.get("CI", "").lower() in {"1", "true"}:
                pytest.fail(reason, pytrace=False)
            item.config.stash[NOT_RUN][tool] += 1
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say it once more at the end, by tool."""
    for tool, count in sorted(config.stash[NOT_RUN].items()):
        terminalreporter.write_line(f"not run for want of {tool}: {count}; `make tools` installs it", yellow=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with the file of that name beside the test; `make accept` writes the file instead."""

    def compare(name: str, actual: bytes) -> None:
        path = Path(request.path).parent / "golden" / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(actual)
        elif not path.exists():
            pytest.fail(f"there is no golden file {name}; `make accept` writes it, then look at it", pytrace=False)
        else:
            assert actual == path.read_bytes(), f"{name} differs; if the change is meant, `make accept` and look at it"

    return compare
