"""The three standard streams and the working folder as a command finds them: closed, full, gone."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import typer


class NotSaidError(Exception):
    """A standard stream, by its ``number``, takes no more; ``told`` is what to tell the user, empty where nobody can be."""

    def __init__(self, number: int, told: str) -> None:
        super().__init__(told)
        self.number = number
        self.told = told


class Stream(io.TextIOWrapper):
    """Standard output or error. A pipe that nobody reads any more is left to typer, which ends in silence."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _not_said(self.fileno(), error) from error

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _not_said(self.fileno(), error) from error


def _not_said(number: int, error: OSError) -> NotSaidError:
    words = error.strerror or type(error).__name__
    told = f"Standard output takes no more: {words[:1].lower()}{words[1:]}." if number == 1 else ""
    return NotSaidError(number, told)


def prepare_streams() -> None:
    """Streams that the caller has closed become empty ones, so that no file that is opened later takes their number."""
    number = os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    while number <= 2:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    # A path may hold bytes that are no letters (PEP 383); they are said as they are, so that other programs find the file.
    sys.stdout = _guarded(sys.stdout, 1, "surrogateescape")
    sys.stderr = _guarded(sys.stderr, 2, "backslashreplace")


def _guarded(stream: object, number: int, errors: str) -> Stream:
    """The stream as the interpreter has made it, or one for a number that was closed."""
    if isinstance(stream, io.TextIOWrapper):
        return Stream(
            stream.buffer,
            stream.encoding,
            errors,
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        )
    return Stream(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), "utf-8", errors)


def complaint_of_folder() -> str:
    """What is wrong with the folder where the command runs; empty if nothing is."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return "The folder where you are is not there any more. Go to another folder and call again."
    return ""


def give_up(error: NotSaidError) -> NoReturn:
    """What could not be written goes nowhere, or the interpreter would try again at its end."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, error.number)
    os.close(sink)
    refuse(error.told)


def refuse(complaint: str) -> NoReturn:
    """The sentence on standard error; the call is wrong."""
    if complaint:
        typer.echo(f"releasefmt: error: {complaint}", err=True)
    sys.exit(2)
