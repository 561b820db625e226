"""What a PDF is made for, which decides the standards that it keeps."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """``screen`` is read and sent, ``archive`` and ``archive-4`` are kept, ``print`` goes to a print shop."""

    SCREEN = "screen"
    ARCHIVE = "archive"
    ARCHIVE_4 = "archive-4"
    PRINT = "print"

    @property
    def suffix(self) -> str:
        """What the file's name has before its ending, so that no purpose overwrites another's file."""
        return "" if self is Purpose.SCREEN else f"-{self}"
