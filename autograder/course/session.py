"""One session with nbgrader's database for a whole batch, where nbgrader opens one for every step and commits each row.

nbgrader's own code goes on writing the rows; it only gets this gradebook in place of a new one, and a validator that
does not check its own schema for every cell. Knows nothing of files.
"""

import contextlib
import functools
import json
from collections.abc import Iterator
from types import SimpleNamespace
from unittest.mock import patch

import jsonschema
import nbgrader.converters.autograde
import nbgrader.nbgraderformat.common
import nbgrader.preprocessors.latesubmissions
import nbgrader.preprocessors.overwritecells
import nbgrader.preprocessors.overwritekernelspec
import nbgrader.preprocessors.saveautogrades
from nbgrader.api import Gradebook

OPENERS = (  # where nbgrader opens a gradebook while it grades
    nbgrader.converters.autograde,
    nbgrader.preprocessors.latesubmissions,
    nbgrader.preprocessors.overwritecells,
    nbgrader.preprocessors.overwritekernelspec,
    nbgrader.preprocessors.saveautogrades,
)


class Session(Gradebook):
    """A gradebook whose users neither close it nor commit; `commit`, `rollback` and `end` are the batch's own. What
    is asked for again and again is asked of the database once."""

    def __init__(self, db_url: str, course_id: str):
        super().__init__(db_url, course_id)
        self.db.commit = self._note
        self._kept = {}

    def _note(self) -> None:
        """In place of a commit: what is new gets its id; what has changed is written before the next query."""
        if self.db.new:
            self.db.flush()

    def close(self) -> None:
        pass

    def end(self) -> None:
        super().close()

    def commit(self) -> None:
        self._kept.clear()
        self.db().commit()

    def rollback(self) -> None:
        self._kept.clear()
        self.db.rollback()

    def _once(self, key, find):
        if key not in self._kept:
            self._kept[key] = find()
        return self._kept[key]

    def find_assignment(self, name):
        return self._once(("assignment", name), lambda: super(Session, self).find_assignment(name))

    def find_notebook(self, name, assignment):
        return self._once((name, assignment), lambda: super(Session, self).find_notebook(name, assignment))

    def find_submission(self, assignment, student):
        found = super().find_submission(assignment, student)
        self.db.refresh(found)  # its score is what the database makes of the rows
        return found

    def find_submission_notebook(self, notebook, assignment, student):
        found = super().find_submission_notebook(notebook, assignment, student)
        self.db.refresh(found)
        return found

    def find_source_cell(self, name, notebook, assignment):
        return self._cell("source_cells", name, notebook, assignment) or super().find_source_cell(
            name, notebook, assignment
        )

    def find_graded_cell(self, name, notebook, assignment):
        return self._cell("grade_cells", name, notebook, assignment) or super().find_graded_cell(
            name, notebook, assignment
        )

    def find_grade(self, grade_cell, notebook, assignment, student):
        cell = self._cell("grade_cells", grade_cell, notebook, assignment)
        return self._row("grades", cell, notebook, assignment, student) or super().find_grade(
            grade_cell, notebook, assignment, student
        )

    def find_comment(self, solution_cell, notebook, assignment, student):
        cell = self._cell("solution_cells", solution_cell, notebook, assignment)
        return self._row("comments", cell, notebook, assignment, student) or super().find_comment(
            solution_cell, notebook, assignment, student
        )

    def _cell(self, kind, name, notebook, assignment):
        """The assignment's own cell of that name; None when there is none."""

        def find():
            return {cell.name: cell for cell in getattr(self.find_notebook(notebook, assignment), kind)}

        return self._once((kind, notebook, assignment), find).get(name)

    def _row(self, kind, cell, notebook, assignment, student):
        """A student's row for a cell; None when there is none."""

        def find():
            submitted = super(Session, self).find_submission_notebook(notebook, assignment, student)
            return {row.cell_id: row for row in getattr(submitted, kind)}

        return cell and self._once((kind, notebook, assignment, student), find).get(cell.id)


@functools.cache
def _validator(schema: str):
    schema = json.loads(schema)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


@functools.lru_cache(1000)
def _fault(instance: str, schema: str) -> jsonschema.ValidationError | None:
    return jsonschema.exceptions.best_match(_validator(schema).iter_errors(json.loads(instance)))


def _validate(instance, schema) -> None:
    """`jsonschema.validate`, which checks a schema once, and what all submissions have in common once."""
    if error := _fault(json.dumps(instance), json.dumps(schema)):
        raise error


@contextlib.contextmanager
def session(db_url: str, course_id: str) -> Iterator[Session]:
    """Until it ends, nbgrader's grading steps all use this one session."""
    book = Session(db_url, course_id)
    with contextlib.ExitStack() as stack:
        for module in OPENERS:
            stack.enter_context(patch.object(module, "Gradebook", lambda *where: book))
        quick = SimpleNamespace(validate=_validate)
        stack.enter_context(patch.object(nbgrader.nbgraderformat.common, "jsonschema", quick))
        stack.callback(book.end)
        yield book
