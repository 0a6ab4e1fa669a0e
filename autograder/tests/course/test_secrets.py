"""No student is given what only the instructor may see: solutions, hidden tests and the values that they expect.

A course whose secrets carry marks is released, graded, fed back and exported, with students who try to print all; then
all that students get (`release/`, `feedback/`), that is printed while it is made (stdout, stderr, logs), tables,
verdicts, and what cells show in the executed notebooks is searched for the marks, in whatever form.

Exempt is what instructors alone see: `source/`, `gradebook.db`, the cells of `autograded/` (nbgrader puts the hidden
tests back there), and what was executed and is remembered (`.autograder/executed/`). What a hidden call says that it
tries (`probe(…, "rows that are far apart")`) is written for students, who read it when the call fails, and has no mark.
"""

import json
import subprocess
import sys

import nbformat
import pytest

from autograder.bank.candidates import line_ups
from autograder.bank.known_data import records, settle
from autograder.bank.reading import Answer
from autograder.bank.running import transcripts
from autograder.course import NbgraderCourse
from autograder.course.directory import CONFIG
from autograder.grading import runs
from autograder.lessons import ROOT, course, instructor_notebook, pack
from autograder.lessons.lesson import read
from autograder.sandbox import Workers

from ..sandboxes import need_sandbox
from .marks import CANDIDATES, LESSON, MARKS, RIGHT_TESTS, STEP, STUDENTS, WRAPPINGS, WRONG, WRONG_TESTS, found

SECRETS = {"value that is wrong": '"""You gave the value back."""\ndef flip(value):\n    return value'}


def source(folder):
    """The instructor's notebook, as a build prints it: with its records of values and known mistakes."""
    (path := folder / f"{STEP}.py").write_text(LESSON)
    lesson = read(path)
    known = [
        Answer(STEP, "flip", *name.split(), f'"""The one that {name.split()[1]}."""\ndef flip(value):\n{body}', path)
        for name, body in CANDIDATES.items()
    ]
    line_up = line_ups(lesson, course(), known)
    blank = instructor_notebook(lesson, course(), {}, line_up)
    wrong = [Answer(STEP, "flip", "wrong", slug, text, path) for slug, text in SECRETS.items()]
    with Workers(1, isolated=False) as pool:
        solved, results = transcripts(blank, lesson, wrong, pool)
    return instructor_notebook(lesson, course(), settle(records(solved, wrong, results), solved, {}), line_up)


def submission(release, before, answer, after, tests):
    notebook = nbformat.from_dict(json.loads(json.dumps(release)))
    place = next(number for number, cell in enumerate(notebook.cells) if cell.id == "flip")
    if answer is not None:
        notebook.cells[place].source = answer
        next(cell for cell in notebook.cells if cell.id == "tests_flip").source = tests
        next(cell for cell in notebook.cells if cell.id == "answer_one").source = 'answer_one = "b"'
    if before:
        notebook.cells.insert(place, nbformat.v4.new_code_cell(before, id="before"))
    if after:
        notebook.cells.append(nbformat.v4.new_code_cell(after, id="after"))
    return notebook


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The course, and what was printed on the way."""
    need_sandbox()
    target = NbgraderCourse(tmp_path_factory.mktemp("course"))
    (target.root / "nbgrader_config.py").write_text(CONFIG)
    place = target.root / "source" / STEP / f"{STEP}.ipynb"
    place.parent.mkdir(parents=True)
    nbformat.write(source(tmp_path_factory.mktemp("lesson")), place)
    result = target.api().generate_assignment(STEP, force=True)
    assert result["success"], result
    release = nbformat.read(target.root / "release" / STEP / f"{STEP}.ipynb", 4)
    for number, parts in enumerate([*STUDENTS.values(), *WRONG.values()]):
        path = target.root / "submitted" / f"s{number:02}" / STEP / f"{STEP}.ipynb"
        path.parent.mkdir(parents=True)
        tests = RIGHT_TESTS if number < len(STUDENTS) else WRONG_TESTS
        nbformat.write(submission(release, *parts, tests[number % len(tests)]), path)
    return target, result


@pytest.fixture(scope="module")
def said(graded):
    """What the commands print, all of it."""
    target, printed = graded[0], json.dumps(graded[1])
    for command in (["grade", STEP, "--workers", "2"], ["feedback", STEP], ["export"]):
        command = [sys.executable, "-m", "autograder", *command, "--course", str(target.root)]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        printed += ran.stdout + ran.stderr
    return printed


def test_the_hidden_tests_ran_and_every_right_answer_has_its_points(graded, said):
    target, _ = graded
    scores = {student: row[STEP][0] for student, row in target.scores([STEP]).items()}
    names = dict(zip(sorted(scores), [*STUDENTS, *WRONG]))
    assert {names[student]: score for student, score in scores.items() if names[student] in STUDENTS} == dict.fromkeys(
        STUDENTS, 4
    )
    assert max(score for student, score in scores.items() if names[student] in WRONG) < 4
    executed = "".join(path.read_text() for path in (target.root / runs.RECORDS / "executed").glob("*.json"))
    assert "zqtxetnevig" in executed  # what this test looks for was there to be had
    kept = (target.root / "source" / STEP / f"{STEP}.ipynb").read_text()
    assert {name for name, mark in MARKS.items() if mark in found(kept)} >= set(MARKS)


def test_no_mark_is_printed(said):
    assert found(said) == set()


def test_no_mark_is_in_what_students_get(graded, said):
    root = graded[0].root
    files = [path for name in ("release", "feedback", "export") for path in (root / name).rglob("*") if path.is_file()]
    assert len(files) >= 1 + len(STUDENTS) + len(WRONG) + 2
    assert {path.relative_to(root): marks for path in files if (marks := found(path.read_text()))} == {}


def test_no_mark_is_in_what_cells_show_or_in_what_is_said_of_them(graded, said):
    root, shown = graded[0].root, {}
    for path in sorted((root / "autograded").rglob("*.ipynb")):
        cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
        shown[path] = json.dumps([cell.outputs for cell in cells])
        assert "GIVENTEXTQZ" in found(path.read_text())  # as the instructor has it; the search would see it
    for kind in ("verdicts", "intake"):
        shown |= {path: path.read_text() for path in (root / runs.RECORDS / kind).rglob("*.json")}
    assert len(shown) == 3 * len(STUDENTS | WRONG)
    assert {path.relative_to(root): marks for path, text in shown.items() if (marks := found(text))} == {}


def test_hidden_candidates_were_there_to_be_told_of(graded, said):
    verdicts = [json.loads(path.read_text()) for path in (graded[0].root / runs.RECORDS / "verdicts").rglob("*.json")]
    messages = [found["tests_flip"]["message"] for found in verdicts]
    assert sum("(hidden test)" in words and "right candidates" in words for words in messages) >= 4
    assert any("stop with ValueError" in words for words in messages)


@pytest.mark.parametrize("wrap", WRAPPINGS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_found_however_it_is_wrapped(mark, wrap):
    assert MARKS[mark] in found(f"before {WRAPPINGS[wrap](f'one two {MARKS[mark]} three')} after")


def test_a_mark_in_a_record_is_found():
    assert found(f'expect("flip", "{pack({"values": {"2": "GIVENTEXTQZ"}, "mistakes": []})}")') == {"GIVENTEXTQZ"}
    assert found("nothing to see: GIVENTEXT QZ") == set()
