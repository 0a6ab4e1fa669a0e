"""The command line: `python -m autograder COMMAND --help`."""

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from .lesson import ROOT, LessonError

app = typer.Typer(no_args_is_help=True, pretty_exceptions_show_locals=False, help=__doc__)
console = Console()
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


def bar() -> Progress:
    """A progress bar on stderr, so that a command's output can be piped."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


@app.command()
def build(
    steps: Steps = None,
    check: Annotated[bool, typer.Option("--check", help="Print nothing; name what is stale.")] = False,
    execute: Annotated[
        bool, typer.Option("--execute", help="Also run the solved notebooks and keep their outputs.")
    ] = False,
    repository: Annotated[str, typer.Option(help="owner/name on GitHub, for the Colab badges.")] = "",
):
    """Print the notebooks (and the README's table) from the written lessons."""
    from . import bank, press
    from .lesson import course, lessons

    if repository:
        press.set_repository(repository)
    stale = []
    chosen = lessons(steps or ())
    with bar() as progress:
        for lesson in chosen:
            total = 1 + sum(answer.kind == "wrong" for answer in bank.answers(lesson))
            task = progress.add_task(lesson.step, total=total)
            printed = press.notebooks(lesson, course(), lambda task=task: progress.advance(task))
            for path, notebook in printed.items():
                if check:
                    stale += [] if press.fresh(path, notebook) else [path]
                    continue
                if path.parent == press.SOLUTIONS:
                    if execute:
                        progress.update(task, description=f"{lesson.step} (running)")
                        notebook = press.execute(notebook)
                    else:
                        notebook = press.build.carry_outputs(notebook, path)
                press.write(path, notebook)
                console.print(f"printed {shown(path)}")
    for path, text in press.readme(course()):
        if check:
            stale.append(path)
        else:
            path.write_text(text, encoding="utf-8")
            console.print(f"printed the table in {shown(path)}")
    if stale:
        console.print(
            "Not what the lessons print:",
            *(f"  {shown(path)}" for path in stale),
            "Cure: python -m autograder build",
            sep="\n",
            soft_wrap=True,
        )
        raise typer.Exit(1)
    if check:
        console.print("Everything printed is fresh.")


@app.command()
def bank(
    steps: Steps = None,
    folder: Annotated[
        Path | None, typer.Option("--bank", help="Grade this folder of answers instead of the course's own.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One array of results on standard output.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what each student would read.")] = False,
    sandbox: Annotated[
        bool, typer.Option("--sandbox/--no-sandbox", help="Run a foreign folder's answers isolated.")
    ] = True,
):
    """Grade every known answer: wrong ones must lose their points, right ones keep them."""
    from . import bank as known
    from . import press
    from .build import instructor_notebook
    from .judge import known_mistakes
    from .lesson import course, lessons

    own = folder is None
    table = Table("exercise", "wrong killed", "right accepted", *(["deaths named"] if own else []))
    rows, failures, found = [], [], []
    with bar() as progress:
        for lesson in lessons(steps or ()):
            answers = known.answers(lesson, folder or known.BANK)
            task = progress.add_task(lesson.step, total=len(answers) + 1)
            blank = instructor_notebook(lesson, course(), {})
            solved, results = known.transcripts(
                blank,
                lesson,
                answers,
                workers=press.WORKERS,
                isolated=sandbox and not own,
                progress=lambda task=task: progress.advance(task),
            )
            if own:
                printed = instructor_notebook(lesson, course(), known.known_data(solved, answers, results))
            else:
                printed = press.nbformat.read(press.SOLUTIONS / f"{lesson.step}.ipynb", 4)
            outcomes = known.outcomes(solved, answers, results, known_mistakes(printed))
            found += outcomes
            table.add_section()
            for exercise in lesson.exercises:
                wrong = [o for o in outcomes if o.answer.exercise == exercise and o.answer.kind == "wrong"]
                right = [o for o in outcomes if o.answer.exercise == exercise and o.answer.kind == "right"]
                if wrong or right:
                    table.add_row(
                        f"{lesson.step.split('_')[0]} {exercise}",
                        f"{sum(not o.passed for o in wrong)} of {len(wrong)}",
                        f"{sum(o.passed for o in right)} of {len(right)}",
                        *([f"{sum(o.named for o in wrong)} of {len(wrong)}"] if own else []),
                    )
    for outcome in found:
        answer = outcome.answer
        rows.append(
            {
                "step": answer.step,
                "exercise": answer.exercise,
                "file": shown(answer.path),
                "kind": answer.kind,
                "passed": outcome.passed,
                "named": outcome.named,
            }
        )
        unnamed = own and answer.kind == "wrong" and not outcome.passed and not outcome.named
        if verbose or unnamed or not outcome.as_it_should:
            what = ("accepted" if outcome.passed else "killed") + (", but not named" if unnamed else "")
            mark = "  " if outcome.as_it_should and not unnamed else "! "
            failures.append(f"{mark}{shown(answer.path)}: {what}\n    " + outcome.message.replace("\n", "\n    "))
    bad = [o for o in found if not o.as_it_should or own and o.answer.kind == "wrong" and not o.named]
    if as_json:
        print(json.dumps(rows, indent=1))
    else:
        console.print(table)
        for line in failures:
            console.print(line, markup=False, soft_wrap=True)
        console.print(f"{len(found)} answers, {len(bad)} not as they should be.")
    if bad or not found:
        raise typer.Exit(1)


def each(title: str, total: int, work) -> dict[str, str]:
    """Run `work(progress)` under a bar; print the errors it returns, by student; → them."""
    with bar() as progress:
        task = progress.add_task(title, total=total)
        errors = work(lambda student: progress.advance(task))
    for student, reason in errors.items():
        console.print(f"[red]{student}[/red] {reason}", soft_wrap=True)
    return errors


@app.command()
def release(steps: Annotated[list[str], typer.Argument(metavar="STEP...")], course: Course):
    """Make or extend an nbgrader course directory with these steps released in it."""
    from .course import NbgraderCourse

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
    from .collect import collect as sort_in
    from .course import NbgraderCourse

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
    steps: Annotated[list[str], typer.Argument(metavar="STEP...")],
    course: Course,
    workers: Workers = os.cpu_count() or 1,
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged submissions again, too.")] = False,
    sandbox: Isolation = True,
):
    """Grade the submissions that are new or changed; scores go to nbgrader's database."""
    from .course import NbgraderCourse

    target, failed = NbgraderCourse(course, isolated=sandbox), 0
    for step in steps:
        failed += len(
            each(
                f"grading {step}",
                len(target.submissions(step)),
                lambda progress, step=step: target.grade(step, workers=workers, force=force, progress=progress),
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
def feedback(steps: Annotated[list[str], typer.Argument(metavar="STEP...")], course: Course):
    """Write a page for each graded student: nbgrader's feedback, without the hidden tests."""
    from .course import NbgraderCourse

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
    from .course import NbgraderCourse

    target = NbgraderCourse(course)
    target.api()
    for path in target.export(to or target.root / "export"):
        console.print(f"wrote {path}", soft_wrap=True)


def exercise_table(target, lessons) -> Table:
    """Exercise × student: which checks kept their points."""
    points = {lesson.step: target.points(lesson.step) for lesson in lessons}
    students = sorted({student for table in points.values() for student in table})
    name = Column("", no_wrap=True)
    table = Table(name, *(student[:2] for student in students), box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for lesson in lessons:
        table.add_row(f"[bold]{lesson.step.split('_')[0]}[/bold]")
        for name in lesson.exercises:
            scores = (points[lesson.step].get(student, {}).get(name, (0, 1)) for student in students)
            marks = ("[green]✓[/green]" if score == full else "[red]·[/red]" for score, full in scores)
            table.add_row(f"  {name}", *marks)
    return table


def score_table(target, steps, habits: dict[str, str] | None = None) -> Table:
    """Student × step: points after late penalty, of the maximum; with a last column where `habits` are known."""
    table = Table("student", *(step.split("_")[0] for step in steps), *(["what this student did"] if habits else []))
    for student, row in sorted(target.scores(steps).items()):
        points = (f"{row[step][0]:g}/{row[step][1]:g}" if step in row else "–" for step in steps)
        table.add_row(student, *points, *([habits[student]] if habits else []))
    return table


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the course; made anew.")] = Path("demo-course"),
    workers: Workers = os.cpu_count() or 1,
):
    """Release, submit, collect, grade, feed back and export a made-up class, all in one go."""
    from . import demo as class_
    from . import plugin
    from .collect import collect as sort_in
    from .course import CourseError, NbgraderCourse
    from .lesson import lessons
    from .sandbox import SandboxUnavailable, check_available

    try:
        check_available()
        isolated = True
    except SandboxUnavailable as reason:
        isolated = False
        console.rule("[bold red]NO SANDBOX[/bold red]")
        console.print(
            f"{reason}\nThis class is our own, so the demo goes on without one. Real submissions would be refused.",
            style="bold red",
        )
        console.rule()
    if folder.exists() and not (folder / "nbgrader_config.py").exists():
        raise CourseError(
            f"{folder} exists and is no course directory.\nCure: python -m autograder demo ANOTHER-FOLDER"
        )
    shutil.rmtree(folder, ignore_errors=True)
    target, written, misread = NbgraderCourse(folder, isolated=isolated), lessons(), Counter()
    steps, failed = [lesson.step for lesson in written], {}
    habits = {}
    for lesson in written:
        target.release(lesson.step)
        found = list(class_.submissions(lesson))
        habits |= {submission.student: submission.habit for submission in found}
        with tempfile.TemporaryDirectory() as inbox:
            class_.pack(archive := Path(inbox) / "class.zip", found)
            sort_in(archive, lesson.step, target.root / "submitted", steps)
        failed |= each(
            f"grading {lesson.step}",
            len(found),
            lambda progress, step=lesson.step: target.grade(step, workers=workers, progress=progress),
        )
        failed |= each(
            f"feedback {lesson.step}", len(found), lambda progress, step=lesson.step: target.feedback(step, progress)
        )
        for path in (target.root / plugin.RECORDS / "verdicts" / lesson.step).glob("*.json"):
            misread.update(
                (lesson.step, name, ruling["mistake"])
                for name, ruling in json.loads(path.read_text()).items()
                if ruling["mistake"]
            )
    console.print(exercise_table(target, written))
    console.print(score_table(target, steps, habits))
    console.print("What the class misunderstood most:")
    for (step, name, sentence), count in misread.most_common(5):
        console.print(f"  {count} × {step}, {name}: {sentence}", markup=False, soft_wrap=True)
    places = [*target.export(target.root / "export"), target.root / "feedback" / "alan", target.root / "gradebook.db"]
    console.print(
        "Look at:",
        *(f"  {path}" for path in places),
        f"  nbgrader's formgrader: cd {target.root} && jupyter lab",
        sep="\n",
        soft_wrap=True,
    )
    if failed:
        raise typer.Exit(1)


def main() -> None:
    from .sandbox import SandboxUnavailable

    try:
        app()
    except (LessonError, SandboxUnavailable) as error:
        console.print(f"[red]error[/red] {error}", soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
