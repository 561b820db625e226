"""Bytes without end for the reader: `make fuzz`, or `python -m tests.fuzz` for the coverage-guided part alone."""
