"""Tables of a course's points, at most 80 columns wide: names whole, what needs more room is said below."""

from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from ..grading import shown


def exercise_table(target, lessons) -> Table:
    """Exercise × student: which checks kept their points. A student's name runs down its column's head."""
    points = {lesson.step: target.points(lesson.step) for lesson in lessons}
    students = sorted({student for table in points.values() for student in table})
    heads = (Column("\n".join(student), vertical="bottom") for student in students)
    table = Table(Column("", no_wrap=True), *heads, box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for lesson in lessons:
        table.add_row(Text(lesson.step.split("_")[0], style="bold"))
        for name in lesson.exercises:
            scores = (points[lesson.step].get(student, {}).get(name, (0, 1)) for student in students)
            marks = (Text("✓", "green") if score == full else Text("·", "red") for score, full in scores)
            table.add_row(f"  {name}", *marks)
    return table


def score_table(target, steps) -> Group:
    """Student × step: points after late penalty, of the maximum, which stands in the head; below it, why a row is 0."""
    scores, reasons = target.scores(steps), {step: target.reasons(step) for step in steps}
    most = {step: {row[step][1] for row in scores.values() if step in row} for step in steps}
    heads = (f"{step.split('_')[0]}\nof {max(most[step]):g}" if most[step] else step.split("_")[0] for step in steps)
    table = Table(Column("student", overflow="fold"), *(Column(head, justify="right", no_wrap=True) for head in heads))
    for student in sorted(scores.keys() | {student for found in reasons.values() for student in found}):
        row = scores.get(student, {})
        table.add_row(Text(shown(student)), *(f"{row[step][0]:g}" if step in row else "–" for step in steps))
    notes = (
        Text(f"{shown(student)}, {step.split('_')[0]}: {shown(why)}")
        for step, found in reasons.items()
        for student, why in sorted(found.items())
    )
    return Group(table, *notes)


def difference_table(differences) -> Table:
    """Student, exercise, score before → after, why: what grading again changes."""
    table = Table("student", "exercise", Column("score", justify="right", no_wrap=True), "why")
    for item in sorted(differences, key=lambda item: (item.student, item.exercise)):
        (old, most), (new, of) = item.old, item.new
        before = f"{old:g}" if most == of else f"{old:g} of {most:g}"
        score = f"{before} → {new:g} of {of:g}" if item.exercise else f"{old:g} → {new:g}"
        why = "; ".join(item.why)
        table.add_row(item.student, item.exercise or "late penalty", score, why)
    return table
