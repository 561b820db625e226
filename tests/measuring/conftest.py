"""The bundled fonts are set before anything here imports WeasyPrint."""

from __future__ import annotations

from releasefmt.system.fonts import use_bundled_fonts

use_bundled_fonts()
