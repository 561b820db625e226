"""``python -m tests.anatomy [FOLDER]``: the score on real drafts."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.anatomy.table import folder_of_drafts, printed, scores

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else folder_of_drafts()
if folder is None:
    sys.exit("There are no real drafts here. Name their folder: python -m tests.anatomy FOLDER")
sys.stdout.write(printed(scores(folder)) + "\n")
