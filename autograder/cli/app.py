"""What all commands share: the application, the console, options, a progress bar. No command."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..grading import visible
from ..sandbox import STATUS

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_show_locals=False, help="Lessons, grader and course: one command each."
)


class Plain(Console):
    """A console to which every string is a text: no markup, no pictures (`:100:` is a line), no codes. So whatever a
    name or a message holds, it is printed as it is; what has colours is a rich `Text` or has a `style`."""

    def __init__(self, **options):
        super().__init__(emoji=False, markup=False, **options)

    def render_str(self, text, **options):
        return super().render_str(visible(text), **options)


console = Plain()
Course = Annotated[Path, typer.Option("--course", help="nbgrader's course directory.")]
Workers = Annotated[int, typer.Option(min=1, help="Notebooks graded side by side.")]
Isolation = Annotated[
    bool,
    typer.Option(
        "--sandbox/--no-sandbox",
        help="Without it student code can read and change all that you can: only for a class of your own making.",
    ),
]
Steps = Annotated[
    list[str] | None,
    typer.Argument(metavar="[STEP]...", help="Steps, such as step1_foundations; all when none is named."),
]
SomeSteps = Annotated[list[str], typer.Argument(metavar="STEP...")]


def bar() -> Progress:
    """A progress bar on stderr, so that a command's output can be piped."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Plain(stderr=True),
        transient=True,
    )


def each(title: str, total: int, work) -> dict[str, str]:
    """Run `work(progress)` under a bar; print the errors it returns, by student; → them."""
    with bar() as progress:
        task = progress.add_task(title, total=total)
        errors = work(lambda student: progress.advance(task))
    say_errors(errors)
    return errors


def say_errors(errors: dict[str, str]) -> None:
    """A line for each student whose submission could not be dealt with."""
    for student, reason in errors.items():
        console.print(student, style="red", end=" ")
        console.print(reason, soft_wrap=True)


def stop_now() -> None:
    """Say how to go on, and end this process at once: a thread may still read a large file."""
    console.print("\nStopped. What is done is kept; the same command goes on from there.", soft_wrap=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(STATUS)
