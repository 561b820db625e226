"""The Word file as LibreOffice prints it against our PDF, line by line: ``python -m tests.parity`` shows by how much they differ."""

from releasefmt.system.fonts import use_bundled_fonts

use_bundled_fonts()  # before anything here imports WeasyPrint
