"""Commands for instructors: release, collect, grade, regrade, feedback, export. Each imports nbgrader only when it is
called."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ..sandbox import CORES
from .app import Course, Isolation, SomeSteps, Workers, app, bar, console, each, say_errors, stop_now
from .tables import difference_table, score_table


@app.command()
def release(
    steps: SomeSteps,
    course: Course,
    unproved: Annotated[
        bool, typer.Option("--unproved", help="Do not first run the solved lesson, 20 times on a busy machine.")
    ] = False,
    sandbox: Isolation = True,
):
    """Make or extend an nbgrader course directory with these steps released in it, each proved first."""
    from ..course import NbgraderCourse, interruptible

    target = NbgraderCourse(course, isolated=sandbox)
    with interruptible(stop_now):
        for step in steps:
            doubt = "as you asked, the solved lesson was not run." if unproved else _doubt(target, step)
            console.print(f"released {target.release(step)}", soft_wrap=True)
            if doubt:
                console.print(f"not proved: {doubt}", style="yellow", soft_wrap=True)


def _doubt(target, step: str) -> str:
    """Prove a step's release under a progress bar; → why it cannot be proved here, empty when it is proved."""
    from ..course import TIMES, Unproved, prove

    with bar() as progress:
        task = progress.add_task(f"proving {step}, on a machine kept busy", total=TIMES)
        try:
            prove(step, target.records, isolated=target.isolated, progress=lambda: progress.advance(task))
        except Unproved as reason:
            return str(reason)
    return ""


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
    from ..course import NbgraderCourse, interruptible

    target, failed = NbgraderCourse(course, isolated=sandbox), 0
    with interruptible(stop_now):
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
    for step in steps:
        say_changes(target, step)
    if failed:
        console.print(
            f"{failed} submissions could not be graded; the others are. Cure: mend what is said above, "
            "then the same command again"
        )
        raise typer.Exit(1)


@app.command()
def regrade(
    step: str,
    course: Course,
    workers: Workers = CORES,
    write: Annotated[bool, typer.Option("--write", help="Write the scores; without it nothing changes.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Run everybody's notebook anew, changed or not.")] = False,
    sandbox: Isolation = True,
):
    """Show each score that grading again would change, and why; with --write, write it. Grades given by hand stay."""
    from ..course import NbgraderCourse, interruptible, preview, write_again

    target = NbgraderCourse(course, isolated=sandbox)
    with interruptible(stop_now), bar() as progress:
        task = progress.add_task(f"grading {step} again", total=None)
        found = preview(
            target,
            step,
            workers=workers,
            force=force,
            start=lambda count: progress.update(task, total=count * (1 + write)),
            progress=lambda student: progress.advance(task),
        )
        errors = dict(found.errors)
        if write and found.students:
            errors |= write_again(target, step, found, workers=workers, progress=lambda student: progress.advance(task))
    if found.differences:
        console.print(difference_table(found.differences))
    say_errors(errors)
    what = "were graded again" if write else "would be graded again"
    console.print(f"{len(found.students)} submissions {what}; {len(found.differences)} scores change.")
    if found.waiting:
        console.print(
            f"{len(found.waiting)} more are not graded yet: python -m autograder grade {step} --course {course}",
            soft_wrap=True,
        )
    if found.students and not write:
        console.print(
            f"Nothing was written. To write: python -m autograder regrade {step} --course {course} --write",
            soft_wrap=True,
        )
    if errors:
        raise typer.Exit(1)


@app.command()
def feedback(steps: SomeSteps, course: Course):
    """Write a page for each graded student: nbgrader's feedback, without the hidden tests."""
    from ..course import NbgraderCourse, interruptible

    target = NbgraderCourse(course)
    with interruptible(stop_now):
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
    from ..course import NbgraderCourse, cut_short

    target = NbgraderCourse(course)
    target.api()
    for step in target.released():
        if half := cut_short(target.root, step):
            console.print(
                f"{step}: a run ended while grades were being written ({', '.join(half)}): theirs may be half.\n"
                f"Cure: python -m autograder grade {step} --course {course}, then export again",
                soft_wrap=True,
            )
    for path in target.export(to or target.root / "export"):
        console.print(f"wrote {path}", soft_wrap=True)


def say_changes(target, step: str) -> None:
    """Say what has changed since submissions were graded: their grades stand, and nobody is to learn it by chance."""
    from ..course import changed

    if not (found := changed(target, step)):
        return
    console.print(f"{step}: since grades were given, which stand as they are,")
    for words, students in found.items():
        who = ", ".join(students) if len(students) <= 3 else f"{len(students)} students"
        console.print(f"  {words} ({who})", soft_wrap=True)
    console.print(
        f"Cure: python -m autograder regrade {step} --course {target.root} shows what would change; "
        "with --write it is written",
        soft_wrap=True,
    )
