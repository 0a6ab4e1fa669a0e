"""The command line, a thin file for each kind of reader: authors, instructors, operators. No logic.

An error that somebody can cure is shown as its message alone, which ends with the cure.
"""

import importlib
import sys

INSTALL = "Cure: pip install -r requirements.txt -c constraints.txt"
try:
    from ..lessons import LessonError
    from ..sandbox import STATUS, Overloaded, SandboxUnavailable
    from .app import app, console, stop_now
except ModuleNotFoundError as missing:
    sys.exit(f"The package {missing.name.split('.')[0]} is not installed.\n{INSTALL}")


def main() -> None:
    """Run the command that `sys.argv` names."""
    try:
        for readers in ("authors", "instructors", "operators"):
            importlib.import_module(f".{readers}", __package__)
        app()
    except ModuleNotFoundError as missing:
        _stop(f"The package {missing.name.split('.')[0]} is not installed.\n{INSTALL}")
    except (LessonError, SandboxUnavailable, Overloaded) as error:
        _stop(str(error))
    except KeyboardInterrupt:  # between commands' own places
        stop_now()
    except SystemExit as leaving:
        if leaving.code == STATUS:
            stop_now()
        raise
    except Exception as error:
        course = sys.modules.get(f"{__package__.rpartition('.')[0]}.course")
        if course and (trouble := course.explain(error)):  # a full disk, a locked database
            _stop(str(trouble))
        raise


def _stop(message: str) -> None:
    console.print("error", style="red", end=" ")
    console.print(message, soft_wrap=True)
    sys.exit(1)
