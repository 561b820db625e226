"""Why a picture cannot be printed."""

from __future__ import annotations


class PictureError(Exception):
    """``code`` is the rule, ``message`` a sentence for the author, ``hint`` the remedy."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
