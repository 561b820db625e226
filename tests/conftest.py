"""What all tests share: tools that may be missing, and golden files that may be rewritten."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.gates.toolbox import lack, tools

# Tests run in several processes; what a report carries reaches the one that speaks at the end.
_NOT_RUN = "not run"
_SHOWN = "shown"
_ROW = "row"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` for golden files."""
    parser.addoption("--accept", action="store_true", help="write golden files anew instead of comparing with them")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the fixture `golden` can be picked out by `-m golden`.

    The tests of a file stay in one process, since they share what one of them made, unless they are grouped otherwise.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
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
            item.user_properties.append((_NOT_RUN, tool))
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests show, and once more by tool what was not run."""
    for text in _carried(terminalreporter, _SHOWN, "call"):
        terminalreporter.write_line(f"\n{text}")
    for text in _tables(_carried(terminalreporter, _ROW, "call")):
        terminalreporter.write_line(f"\n{text}")
    for tool, count in sorted(Counter(_carried(terminalreporter, _NOT_RUN, "setup")).items()):
        terminalreporter.write_line(f"not run for want of {tool}: {count}; `make tools` installs it", yellow=True)


def _tables(rows: Iterable[tuple[str, str, dict[str, int]]]) -> Iterator[str]:
    """Rows of one title under one another, with a sum for each column."""
    tables: dict[str, dict[str, dict[str, int]]] = {}
    for title, name, counts in rows:
        tables.setdefault(title, {})[name] = counts
    for title, lines in tables.items():
        columns = tuple(dict.fromkeys(column for counts in lines.values() for column in counts))
        total = {column: sum(counts.get(column, 0) for counts in lines.values()) for column in columns}
        wide = max(len(name) for name in (*lines, title)) + 2
        listed = [(name, lines[name]) for name in sorted(lines)] + [(f"all {len(lines)}", total)]
        yield "\n".join(
            [
                f"{title:<{wide}}" + "  ".join(columns),
                *(
                    f"{name:<{wide}}" + "  ".join(f"{counts.get(c, 0):>{len(c)}}" for c in columns)
                    for name, counts in listed
                ),
            ]
        )


def _carried(terminalreporter: pytest.TerminalReporter, name: str, phase: str) -> Iterator[Any]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == phase:
                yield from (value for key, value in report.user_properties if key == name)


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Text for the end of the test run: tables and counts that a reader wants to see though all is well."""
    return lambda text: record_property(_SHOWN, text)


@pytest.fixture
def table(record_property: Callable[[str, object], None]) -> Callable[[str, str, dict[str, int]], None]:
    """A row (title of the table, name of the row, numbers by column) of a table that is printed, with sums, at the end."""
    return lambda title, name, counts: record_property(_ROW, (title, name, counts))


class Golden(Protocol):
    """Compares bytes with the golden file ``name``; ``difference`` says of actual and accepted bytes where they differ."""

    def __call__(self, name: str, actual: bytes, difference: Callable[[bytes, bytes], str] | None = None) -> None: ...


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare bytes with the file of that name beside the test; `make accept` writes the file instead."""

    def compare(name: str, actual: bytes, difference: Callable[[bytes, bytes], str] | None = None) -> None:
        path = Path(request.path).parent / "golden" / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(actual)
        elif not path.exists():
            pytest.fail(f"there is no golden file {name}; `make accept` writes it, then look at it", pytrace=False)
        elif actual != (accepted := path.read_bytes()):
            where = f"\n{difference(actual, accepted)}" if difference else ""
            pytest.fail(f"{name} differs; if the change is meant, `make accept` and look at it{where}", pytrace=False)

    return compare
