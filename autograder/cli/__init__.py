"""The command line, a thin file for each kind of reader: authors, instructors, operators. No logic.

An error that somebody can cure is shown as its message alone, which ends with the cure.
"""

import importlib
import sys

from .app import app, console


def main() -> None:
    """Run the command that `sys.argv` names."""
    try:
        for readers in ("authors", "instructors", "operators"):
            importlib.import_module(f".{readers}", __package__)
        from ..lessons import LessonError
        from ..sandbox import Overloaded, SandboxUnavailable
    except ModuleNotFoundError as missing:
        console.print(
            f"[red]error[/red] The package {missing.name} is not installed.\n"
            "Cure: pip install -r requirements.txt -c constraints.txt",
            soft_wrap=True,
        )
        sys.exit(1)
    try:
        app()
    except (LessonError, SandboxUnavailable, Overloaded) as error:
        console.print("[red]error[/red]", end=" ")
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(1)
