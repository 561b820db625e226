"""The command ``releasefmt`` and ``python -m releasefmt``."""

from releasefmt.system import prepared

# Before anything else is imported, in worker processes too: they import this module as the one that began.
prepared.use()

from releasefmt.cli import run  # noqa: E402 (for that very reason)


def main() -> None:
    """Run the command, then keep what it had to prepare for the next one."""
    try:
        run()
    finally:
        prepared.keep()


if __name__ == "__main__":
    main()
