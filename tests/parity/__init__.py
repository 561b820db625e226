"""The Word file as LibreOffice prints it against our PDF, line by line: ``python -m tests.parity`` shows by how much they differ."""
