"""The command line: arguments in, exit code out; the only place that prints.

Exit codes: 0 done; 1 a draft failed or has findings at or above the failing severity; 2 the call or the configuration
is wrong. Results and JSON go to standard output, progress and findings to standard error.
"""

from __future__ import annotations

import typer

from releasefmt.cli.build import build
from releasefmt.cli.check import check
from releasefmt.cli.explain import explain
from releasefmt.cli.init import init
from releasefmt.cli.streams import NotSaidError, complaint_of_folder, give_up, prepare_streams, refuse
from releasefmt.cli.styles import styles
from releasefmt.cli.verify import verify

app = typer.Typer(
    name="releasefmt",
    help="Turns a Markdown draft of a press release into a PDF and a Word file on your letterhead.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (init, build, check, verify, explain, styles):
    app.command()(command)


def run() -> None:
    """Entry point of the command ``releasefmt``."""
    prepare_streams()
    if complaint := complaint_of_folder():
        refuse(complaint)
    try:
        app()
    except NotSaidError as error:
        give_up(error)
