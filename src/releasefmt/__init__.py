"""releasefmt: one Markdown draft of a press release, one letterhead, a PDF and a Word file that say the same."""

__version__ = "0.1.0"
