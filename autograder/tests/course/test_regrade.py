"""What has changed since a grade was given is said, with its reason; scores are written only when asked."""

import datetime
import re

import nbformat
import pytest
from typer.testing import CliRunner

from autograder import grading
from autograder.cli import instructors
from autograder.course import changed, marks, preview, regrade, write_again
from autograder.sandbox import Sandbox

from . import stand_in
from .stand_in import NAMES, STEP, WITHOUT

LATE = """
c.LateSubmissionPlugin.penalty_method = "zero"
"""
POLICY = '''"""Half the points."""
from nbgrader.plugins import BasePlugin


class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / {share}
'''


@pytest.fixture
def target(ungraded, tmp_path, monkeypatch):
    """The class, graded; sandboxes run nothing but what is new."""
    _, memory, done = ungraded
    target = stand_in.copy(done, tmp_path / "course")

    def run(sandbox, cells, *more):
        if memory.key(cells) not in memory.known:
            return stand_in.RUN(sandbox, cells, *more)
        return remembered(sandbox, cells, *more)

    monkeypatch.setattr(Sandbox, "run", Sandbox.run)
    memory.play()
    remembered = Sandbox.run
    monkeypatch.setattr(Sandbox, "run", run)
    grading.forget()
    return target


def edit(target, name, change):
    """Change one cell of the instructor's notebook, and release it again."""
    path = target.root / "source" / STEP / f"{STEP}.ipynb"
    notebook = nbformat.read(path, 4)
    cell = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
    change(cell)
    nbformat.write(notebook, path)
    assert target.api().generate_assignment(STEP, force=True)["success"]


def stamp(target, when, *students):
    for student in students or NAMES:
        stand_in.place(target.root, student).with_name("timestamp.txt").write_text(when)


def due(target, when):
    with target.gradebook() as book:
        book.update_or_create_assignment(STEP, duedate=when)


def configure(target, text):
    path = target.root / "nbgrader_config.py"
    path.write_text(path.read_text() + text)


def told(found):
    return {(d.student, d.exercise): (d.old, d.new, d.why) for d in found.differences}


def everything(target):
    return stand_in.books(target), {
        name: data for name, data in stand_in.files(target).items() if "/executed/" not in name
    }


def test_nothing_has_changed(target):
    before = everything(target)
    assert changed(target, STEP) == {}
    found = preview(target, STEP)
    assert (found.differences, found.errors, found.waiting, found.students) == ([], {}, [], [])
    assert everything(target) == before


def test_force_runs_everybody_and_finds_no_difference(target):
    before = everything(target)
    found = preview(target, STEP, force=True)
    assert found.students == sorted(NAMES) and not found.differences and not found.errors
    assert everything(target) == before


def test_points(target):
    was = target.points(STEP)["ada"]["softmax"][1]
    edit(target, "softmax_check", lambda cell: cell.metadata.nbgrader.update(points=5))
    words = f"softmax: its points changed from {was:g} to 5"
    assert changed(target, STEP) == {words: sorted(NAMES)}
    before = everything(target)
    assert target.grade(STEP) == {} and everything(target) == before  # grades stand
    found = preview(target, STEP)
    reason = (f"its points changed from {was:g} to 5",)
    assert told(found) == {(name, "softmax"): ((was, was), (5, 5), reason) for name in ("ada", "cat", "eve")}
    assert everything(target) == before
    assert write_again(target, STEP, found) == {}
    assert target.points(STEP)["ada"]["softmax"] == (5, 5) and target.points(STEP)["bob"]["softmax"] == (0, 5)
    assert changed(target, STEP) == {} and preview(target, STEP).students == []


def test_a_hidden_test(target):
    notebook = stand_in.solved()
    cell = next(cell for cell in notebook.cells if cell.id == "softmax")
    cell.source += "\nsoftmax.odd = True"
    nbformat.write(notebook, stand_in.place(target.root, "eve"))
    assert target.grade(STEP) == {}  # the submission is new
    full = target.points(STEP)["eve"]["softmax"][1]
    added = 'check_true(not hasattr(softmax, "odd"), "softmax must not be odd")'
    end = re.compile(r"^(\s*)### END HIDDEN TESTS", re.MULTILINE)
    edit(target, "softmax_check", lambda cell: cell.update(source=end.sub(rf"\1{added}\n\g<0>", cell.source)))
    assert changed(target, STEP) == {"softmax: the hidden test changed": sorted(NAMES)}
    found = preview(target, STEP)
    assert found.errors == {}
    assert told(found) == {("eve", "softmax"): ((full, full), (0, full), ("the hidden test changed",))}


def test_due_date_time_stamp_policy_and_extension(target):
    configure(target, LATE)
    assert changed(target, STEP) == {"the late policy changed": sorted(NAMES)}
    assert preview(target, STEP).differences == []  # nobody is late
    write_again(target, STEP, preview(target, STEP))
    stamp(target, "2026-03-02 12:00:00 UTC")
    assert changed(target, STEP) == {"timestamp.txt changed from None to 2026-03-02 12:00:00 UTC": sorted(NAMES)}
    write_again(target, STEP, preview(target, STEP))
    due(target, datetime.datetime(2026, 3, 1))
    words = "the due date changed from None to 2026-03-01T00:00:00"
    assert changed(target, STEP) == {words: sorted(NAMES)}
    score = target.scores([STEP])["ada"][STEP][0]
    found = preview(target, STEP)
    assert told(found)["ada", ""] == ((0, score), (score, score), (words,))
    assert {name for name, _ in told(found)} == set(WITHOUT)  # fay has nothing to lose
    assert target.grade(STEP) == {} and target.scores([STEP])["ada"][STEP][0] == score
    write_again(target, STEP, found)
    assert target.scores([STEP])["ada"][STEP][0] == 0
    with target.gradebook() as book:
        book.update_or_create_submission(STEP, "ada", extension=datetime.timedelta(days=3))
    assert changed(target, STEP) == {"the student's extension changed": ["ada"]}
    assert told(preview(target, STEP)) == {
        ("ada", ""): ((score, score), (0, score), ("the student's extension changed",))
    }


def test_a_policy_of_ones_own(target, monkeypatch):
    monkeypatch.syspath_prepend(target.root)
    (target.root / "own_policy.py").write_text(POLICY.format(share=2))
    due(target, datetime.datetime(2026, 3, 1))
    stamp(target, "2026-03-02 12:00:00 UTC", "ada")
    configure(target, 'c.AssignLatePenalties.plugin_class = "own_policy.Half"\n')
    write_again(target, STEP, preview(target, STEP))
    with target.gradebook() as book:
        assert book.find_submission(STEP, "ada").late_submission_penalty * 2 == book.find_submission(STEP, "ada").score
    assert changed(target, STEP) == {}


def test_the_submission_is_graded_anew_and_the_rest_is_said(target):
    nbformat.write(stand_in.solved(("softmax",)), stand_in.place(target.root, "ada"))
    assert changed(target, STEP) == {"the submission changed": ["ada"]}
    found = told(preview(target, STEP))
    assert {name for name, _ in found} == {"ada"} and {why for *_, why in found.values()} == {
        ("the submission changed",)
    }
    assert target.grade(STEP) == {}
    assert target.points(STEP)["ada"]["softmax"] == found["ada", "softmax"][1] == (0, found["ada", "softmax"][0][1])
    assert changed(target, STEP) == {}


def test_versions_solution_and_the_rest_of_the_lesson(target, monkeypatch):
    versions = grading.versions()
    monkeypatch.setattr(grading, "versions", lambda: versions | {"torch": "99.0"})
    assert changed(target, STEP) == {f"torch changed from {versions['torch']} to 99.0": sorted(NAMES)}
    monkeypatch.undo()
    edit(target, "softmax", lambda cell: cell.update(source=cell.source + "\n# another remark"))
    edit(target, "setup", lambda cell: cell.update(source=cell.source + "\nEXTRA = 1"))
    assert set(changed(target, STEP)) == {
        "softmax: the lesson's solution changed",
        "the lesson's other code changed",
    }


def test_manual_grades_and_extra_credit_are_kept(target):
    with target.gradebook() as book:
        grade = book.find_grade("softmax_check", STEP, STEP, "bob")
        grade.manual_score, grade.extra_credit = 1.5, 0.25
        book.find_comment("softmax", STEP, STEP, "bob").manual_comment = "seen"
        book.db.commit()
    edit(target, "softmax_check", lambda cell: cell.metadata.nbgrader.update(points=5))
    found = preview(target, STEP)
    assert ("bob", "softmax") not in told(found)
    write_again(target, STEP, found)
    assert target.grade(STEP, force=True) == {}
    with target.gradebook() as book:
        grade = book.find_grade("softmax_check", STEP, STEP, "bob")
        assert (grade.manual_score, grade.extra_credit, grade.score) == (1.5, 0.25, 1.75)
        assert book.find_comment("softmax", STEP, STEP, "bob").manual_comment == "seen"


def test_who_is_not_graded_yet_is_left_to_grade(target):
    stand_in.place(target.root, "zoe").parent.mkdir(parents=True)
    nbformat.write(stand_in.solved(), stand_in.place(target.root, "zoe"))
    found = preview(target, STEP)
    assert found.waiting == ["zoe"] and found.students == []


def test_an_older_gradebook_put_back_is_brought_up_to_date(target, tmp_path):
    older = (target.root / "gradebook.db").read_bytes()
    nbformat.write(stand_in.solved(("softmax",)), stand_in.place(target.root, "ada"))
    target.grade(STEP)
    after = target.points(STEP)["ada"]
    (target.root / "gradebook.db").write_bytes(older)
    target.grade(STEP)
    assert target.points(STEP)["ada"] == after


@pytest.mark.parametrize(
    "kind, texts",
    [
        ("graded", [b"", b"{", b'"old"', b"{}", b"\xff"]),
        ("intake", [b"", b"{", b"[1]", b"null", b"\xff"]),
        ("verdicts", [b"", b"null", b'{"softmax": 1}', b"{}", b"[]"]),
    ],
)
def test_a_damaged_record_is_made_anew(target, kind, texts):
    before = everything(target)
    for student, text in zip(NAMES, texts, strict=True):
        stand_in.record(target, kind, student).write_bytes(text)
    assert changed(target, STEP) == {}
    assert target.grade(STEP) == {} and everything(target) == before


def test_the_commands_say_it(target, monkeypatch):
    edit(target, "softmax_check", lambda cell: cell.metadata.nbgrader.update(points=5))
    monkeypatch.setattr(instructors.console, "width", 200)
    monkeypatch.setattr("sys.stderr", open("/dev/null", "w"))  # noqa: SIM115

    def run(command, *options):
        arguments = [command, STEP, "--course", str(target.root), "--no-sandbox", *options]
        return CliRunner().invoke(instructors.app, arguments).output

    said = run("grade")
    assert f"Cure: python -m autograder regrade {STEP}" in said and "its points changed from" in said
    said = run("regrade")
    assert "ada" in said and "→ 5 of 5" in said and "Nothing was written" in said
    said = run("regrade", "--write")
    assert "3 scores change" in said and "Nothing was written" not in said
    assert "0 scores change" in run("regrade")


def test_every_change_has_words():
    assert marks.summary([("a", [marks.Change("x", "e"), marks.Change("y")]), ("b", [marks.Change("y")])]) == {
        "e: x": ["a"],
        "y": ["a", "b"],
    }
    assert regrade._reasons("", []) == [regrade.UNKNOWN] and regrade._reasons("e", []) == [regrade.UNKNOWN]
