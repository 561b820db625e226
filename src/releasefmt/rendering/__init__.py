"""The formats that a sheet can be rendered to; each renderer is imported only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from releasefmt.model.sheet import Renderer, Surveyor


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` is that of the file name, with the dot; ``module`` holds a function ``render``."""

    name: str
    ending: str
    module: str


FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", ".pdf", "releasefmt.rendering.pdf"),
    "docx": Format("docx", ".docx", "releasefmt.rendering.docx"),
}


def load(name: str) -> Renderer:
    """The renderer of a format; a name that is not in FORMATS is a KeyError."""
    renderer: Renderer = import_module(FORMATS[name].module).render
    return renderer


def load_surveyor(name: str) -> Surveyor | None:
    """Whoever of a format can say what room a sheet takes; None for a format that its readers lay out."""
    surveyor: Surveyor | None = getattr(import_module(FORMATS[name].module), "survey", None)
    return surveyor
