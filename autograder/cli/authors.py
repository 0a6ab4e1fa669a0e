"""Commands for authors: build, bank, mutants, new."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from .. import bank as known
from .. import lessons
from ..lessons import LessonError, shown
from ..sandbox import Workers
from .app import Steps, app, bar, console


@app.command()
def build(
    steps: Steps = None,
    check: Annotated[bool, typer.Option("--check", help="Print nothing; name what is stale.")] = False,
    execute: Annotated[
        bool, typer.Option("--execute", help="Also run the solved notebooks and keep their outputs.")
    ] = False,
    repository: Annotated[str, typer.Option(help="owner/name on GitHub, for the Colab badges.")] = "",
):
    """Print the notebooks (and the README's table) from the written lessons: what is stale, and all or nothing."""
    texts = lessons.at_home(repository) if repository else {}
    course = lessons.course(*texts.values())
    printings = [known.Printing(lesson, course) for lesson in lessons.lessons(steps or ())]
    table = lessons.readme(course)
    if check:
        stale = [path for printing in printings for path in printing.stale()] + [*table]
        if stale:
            names = "\n".join(f"  {shown(path)}" for path in stale)
            raise LessonError(f"not what the lessons print:\n{names}\nCure: python -m autograder build")
        console.print("Everything printed is fresh.")
        return
    with bar() as progress, Workers(isolated=False) as pool:
        for printing in printings:
            if execute or printing.stale():
                task = progress.add_task(printing.lesson.step + (" (running, too)" if execute else ""), total=None)
                texts |= printing.texts(pool, execute, lambda task=task: progress.advance(task))
                progress.update(task, total=1, completed=1)
    lessons.write(texts | table)
    for path in texts | table:
        console.print(f"printed {shown(path)}", soft_wrap=True)
    if not texts and not table:
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
    own, faults, found = folder is None, [], []
    table = Table("exercise", "wrong killed", "right accepted", *(["deaths named"] if own else []))
    with bar() as progress, Workers(isolated=sandbox and not own) as pool:
        for lesson in lessons.lessons(steps or ()):
            task = progress.add_task(lesson.step, total=None)
            proof = known.prove(
                lesson,
                pool,
                folder,
                total=lambda count, task=task: progress.update(task, total=count),
                progress=lambda task=task: progress.advance(task),
            )
            found += proof.outcomes
            faults += proof.faults
            table.add_section()
            for exercise, (wrong, right) in proof.by_exercise(lesson).items():
                table.add_row(
                    f"{lesson.step.split('_')[0]} {exercise}",
                    f"{sum(not o.passed for o in wrong)} of {len(wrong)}",
                    f"{sum(o.passed for o in right)} of {len(right)}",
                    *([f"{sum(o.named for o in wrong)} of {len(wrong)}"] if own else []),
                )
    bad = [outcome for outcome in found if not outcome.as_it_should or own and outcome.unnamed]
    if as_json:
        print(json.dumps([outcome.row() for outcome in found], indent=1))
    else:
        console.print(table)
        for outcome in found if verbose else bad:
            mark = "! " if outcome in bad else "  "
            console.print(mark + outcome.words(own), soft_wrap=True)
        for fault in faults:
            console.print(f"! {fault}", soft_wrap=True)
        console.print(f"{len(found)} answers, {len(bad)} not as they should be.")
    if bad or faults or not found:
        raise typer.Exit(1)


@app.command()
def mutants(steps: Steps = None):
    """Grade each solved exercise with one slip in it: only what is listed as equivalent may live."""
    table, survived, stale = Table("lesson", "mutants", "killed", "out of time", "equivalent", "survived"), [], []
    with bar() as progress, Workers(isolated=False) as pool:
        for lesson in lessons.lessons(steps or ()):
            reasons = known.reasons(lesson.step)
            task = progress.add_task(lesson.step, total=None)
            fates = known.fates(
                lesson,
                pool,
                total=lambda count, task=task: progress.update(task, total=count),
                progress=lambda task=task: progress.advance(task),
            )
            score = known.score(fates, reasons)
            hung = sum(fate.word == known.HUNG for fate in score.killed)
            numbers = len(fates), len(score.killed) - hung, hung, len(score.equivalent), len(score.survived)
            table.add_row(lesson.step.split("_")[0], *map(str, numbers))
            survived += score.survived
            stale += score.stale
    console.print(table)
    for fate in survived:
        mutant = fate.mutant
        lines = f"! {mutant.where}: survived", f"[{mutant.place}]", f"- {mutant.before}", f"+ {mutant.after}"
        console.print("\n    ".join(lines), soft_wrap=True)
    for reason, why in stale:
        console.print(f"stale: {reason.where}: {why}. Cure: take it out", soft_wrap=True)
    if survived:
        where = lessons.shown(known.EQUIVALENT)
        console.print(
            f"{len(survived)} survived. Cure: a call in the check that tells it apart; where no call could, an entry "
            f"with its reason in {where}",
            soft_wrap=True,
        )
        raise typer.Exit(1)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="A new exercise's name, or a new step's, such as step9_vision.")],
    step: Annotated[str, typer.Option(help="The written step that gets the exercise.")] = "",
):
    """Write the skeleton of an exercise or of a lesson, whose failing checks are your next steps."""
    written = known.new_exercise(name, step) if step else known.new_step(name)
    for path in written:
        console.print(f"wrote {shown(path)}", soft_wrap=True)
    console.print(
        f"Next: write prose, solution and check in solutions/{step or name}.py, then its answers in the bank; then\n"
        f"python -m autograder bank {step or name}, and python -m autograder build {step or name}"
    )
