"""The gates: what judges a finished PDF or DOCX, each wrapped so that a test of any room can ask it in one line.

Every gate is a function from a file's bytes to its complaints; an empty tuple is a clean file. A test that asks one
names it first, `@pytest.mark.needs("verapdf")`, so that it is reported as not run where the tool is missing.
"""
