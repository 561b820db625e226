"""The only files that WeasyPrint gets to see: the sheet's pictures and the letterhead's fonts, handed over as bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from releasefmt.model.sheet import Picture

SCHEME = "releasefmt"


class BlockedError(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint is untyped
    """Something asked for a file that is not its to have.

    A BaseException by its parent: WeasyPrint swallows every Exception of a fetcher and leaves a hole in the page.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class ClosedFetcher:
    """Answers from ``files`` (address -> bytes and media type) and from nowhere else: no disk, no network, no data:.

    Not a subclass of WeasyPrint's URLFetcher, so that there is no code in it that could open anything.
    """

    _fail_on_errors = False  # WeasyPrint 70 asks for it after an Exception

    def __init__(self, files: Mapping[str, tuple[bytes, str]]) -> None:
        self._files = dict(files)
        self.blocked: list[str] = []

    def __call__(self, url: str) -> URLFetcherResponse:
        """What was handed over for this address; BlockedError, and a note in ``blocked``, for any other."""
        if url not in self._files:
            self.blocked.append(url)  # inside an SVG even a BaseException is swallowed
            raise BlockedError(url)
        data, media = self._files[url]
        return URLFetcherResponse(url, data, {"Content-Type": media})


def picture_url(picture: Picture) -> str:
    """The address of a picture, by its content: the same picture used twice is one object in the PDF."""
    return f"{SCHEME}:picture/{_digest(picture.data)}"


def font_url(data: bytes) -> str:
    """The address of a font file, by its content: another letterhead's file of the same name is another font."""
    return f"{SCHEME}:font/{_digest(data)}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
