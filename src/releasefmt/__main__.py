"""``python -m releasefmt``."""

from releasefmt.cli import run

if __name__ == "__main__":
    run()
