"""Commands for instructors: release, collect, grade, feedback, export. Each imports nbgrader only when it is called."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from .app import CORES, Course, Isolation, SomeSteps, Workers, app, console, each
from .tables import score_table


@app.command()
def release(steps: SomeSteps, course: Course):
    """Make or extend an nbgrader course directory with these steps released in it."""
    from ..course import NbgraderCourse

    for step in steps:
        console.print(f"released {NbgraderCourse(course).release(step)}", soft_wrap=True)


@app.command()
def collect(
    step: str,
    source: Annotated[Path, typer.Argument(help="An LMS's zip, or a folder of notebooks.")],
    course: Course,
    pattern: Annotated[
        str, typer.Option(help="A regular expression with a group `student`, matched against each file's path.")
    ] = "",
):
    """Sort an LMS's zip or a folder of notebooks into the course directory."""
    from ..course import NbgraderCourse, sort_in

    target = NbgraderCourse(course)
    target.api()  # says early when this is no course directory
    table = Table("file", "student", "remark")
    for item in (found := sort_in(source, step, target.root / "submitted", target.released(), pattern)):
        table.add_row(item.name, item.student, item.remark)
    console.print(table)
    if not any(item.student and not item.remark for item in found):
        console.print(f"Nothing was collected from {source}.\nCure: check the path, or give --pattern")
        raise typer.Exit(1)


@app.command()
def grade(
    steps: SomeSteps,
    course: Course,
    workers: Workers = CORES,
    scheduler: Annotated[
        str, typer.Option(help="tcp://host:port of a Dask scheduler, whose workers run the notebooks.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged submissions again, too.")] = False,
    sandbox: Isolation = True,
):
    """Grade the submissions that are new or changed; scores go to nbgrader's database."""
    from ..course import NbgraderCourse

    target, failed = NbgraderCourse(course, isolated=sandbox), 0
    for step in steps:
        failed += len(
            each(
                f"grading {step}",
                len(target.submissions(step)),
                lambda progress, step=step: target.grade(
                    step, workers=workers, scheduler=scheduler, force=force, progress=progress
                ),
            )
        )
    console.print(score_table(target, steps))
    if failed:
        console.print(
            f"{failed} submissions could not be graded; the others are. Cure: mend what is said above, "
            "then the same command again"
        )
        raise typer.Exit(1)


@app.command()
def feedback(steps: SomeSteps, course: Course):
    """Write a page for each graded student: nbgrader's feedback, without the hidden tests."""
    from ..course import NbgraderCourse

    target = NbgraderCourse(course)
    failed = [
        each(
            f"feedback {step}",
            len(target.submissions(step)),
            lambda progress, step=step: target.feedback(step, progress),
        )
        for step in steps
    ]
    console.print(f"pages are in {target.root / 'feedback'}", soft_wrap=True)
    if any(failed):
        raise typer.Exit(1)


@app.command()
def export(
    course: Course,
    to: Annotated[Path | None, typer.Option(help="Folder for the files; else the course directory's `export`.")] = None,
):
    """Write the grades as CSV: nbgrader's own form, and one row a student for an LMS."""
    from ..course import NbgraderCourse

    target = NbgraderCourse(course)
    target.api()
    for path in target.export(to or target.root / "export"):
        console.print(f"wrote {path}", soft_wrap=True)
