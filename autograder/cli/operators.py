"""Commands for operators: demo."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ..lessons import lessons
from ..sandbox import CORES, SandboxUnavailable, check_available
from .app import Workers, app, console, each
from .tables import exercise_table, score_table


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the course; made anew.")] = Path("demo-course"),
    workers: Workers = CORES,
):
    """Release, submit, collect, grade, feed back and export a made-up class, all in one go."""
    from ..course import Demo

    isolated = True
    try:
        check_available()
    except SandboxUnavailable as reason:
        isolated = False
        console.rule(Text("NO SANDBOX", style="bold red"))
        console.print(
            f"{reason}\nThis class is our own, so the demo goes on without one. Real submissions would be refused.",
            style="bold red",
        )
        console.rule()
    written, failed = lessons(), {}
    class_ = Demo(folder, isolated)
    for lesson in written:
        count = class_.hand_in(lesson)
        grade = partial(class_.course.grade, lesson.step, workers=workers)
        failed |= each(f"grading {lesson.step}", count, lambda progress, grade=grade: grade(progress=progress))
        failed |= each(f"feedback {lesson.step}", count, partial(class_.course.feedback, lesson.step))
    steps = [lesson.step for lesson in written]
    console.print(exercise_table(class_.course, written))
    console.print(score_table(class_.course, steps))
    console.print("What each student did:")
    for student, habit in sorted(class_.habits.items()):
        console.print(f"  {student}: {habit}")
    console.print("What the class misunderstood most:")
    for (step, name, sentence), count in class_.misread(steps).most_common(5):
        console.print(f"  {count} × {step}, {name}: {sentence}", soft_wrap=True)
    root = class_.course.root
    places = [*class_.course.export(root / "export"), root / "feedback" / "alan", root / "gradebook.db"]
    console.print(
        "Look at:",
        *(f"  {path}" for path in places),
        f"  nbgrader's formgrader: cd {root} && jupyter lab",
        sep="\n",
        soft_wrap=True,
    )
    if failed:
        raise typer.Exit(1)
