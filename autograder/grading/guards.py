"""nbgrader kept from opening what is no file: ours in place of four of its functions that look for, copy or read what
lies in `submitted/`, for which it has no list to plug into. Their work is the same but for what would hang, stop the
batch, or bring in another's file. The notebook itself is read in `bounded.py`.
"""

import fnmatch
import itertools
import os
import stat
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde, base
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from .bounded import stamped
from .decoding import MAX_BYTES
from .submitted import handed_in, shown, unfit

MAX_FILES = 500


def guard(exporter: type) -> None:
    """Let nbgrader meet nothing in `submitted/` that it cannot take, where `exporter` reads submissions."""
    init_notebooks, init_assignment = Autograde.init_notebooks, Autograde.init_assignment
    if hasattr(init_notebooks, "guards"):
        return

    def find(self) -> None:
        """nbgrader's, and a place for each student whose file is missing or none: `exporter` says so in their row."""
        usual = self.coursedir.directory_structure == CourseDirectory.directory_structure.default_value
        if not issubclass(self.exporter_class, exporter) or self.coursedir.notebook_id != "*" or not usual:
            return init_notebooks(self)
        step, submitted = self.coursedir.assignment_id, self.coursedir.submitted_directory
        places, expected = {}, [path.name for path in Path(self.coursedir.root, "release", step).glob("*.ipynb")]
        for name in handed_in(Path(self.coursedir.root, submitted), step):
            if not fnmatch.fnmatchcase(name, self.coursedir.student_id):
                continue
            if why := unfit(name):
                self.log.error("%s: %s", shown(name), why)
            else:
                place = self.coursedir.format_path(submitted, name, step)
                places[place] = [os.path.join(place, notebook) for notebook in sorted(expected)]
        if not places:
            return init_notebooks(self)
        self.assignments, self.notebooks = places, []

    def prepare(self, assignment_id: str, student_id: str) -> None:
        """nbgrader's, which copies a student's other files: of these only ordinary ones, of a size to copy."""
        find_all_files = base.find_all_files
        base.find_all_files = lambda path, exclude=None: [
            name
            for name in (find_all_files(path, exclude) if _copied(path, self.log) else ())
            if _ordinary(name, self.log)
        ]
        try:
            init_assignment(self, assignment_id, student_id)
        finally:
            base.find_all_files = find_all_files

    def timestamp(self, dest_path: str):
        """nbgrader's, of an ordinary file with a time in it; None and a warning for anything else."""
        path = os.path.join(dest_path, "timestamp.txt")
        if not os.path.lexists(path):
            return None
        try:
            return parse_utc(text) if (text := stamped(Path(path).absolute())) else None
        except Exception as error:  # dateutil raises what it likes
            self.log.warning("No time stamp in %s: %s", shown(path), error)

    def submitted_timestamp(self, assignment_id: str, student_id: str):
        place = self.coursedir.format_path(self.coursedir.submitted_directory, student_id, assignment_id)
        return self.coursedir.get_existing_timestamp(place)

    find.guards = True
    Autograde.init_notebooks, Autograde.init_assignment = find, prepare
    CourseDirectory.get_existing_timestamp = timestamp
    NbGraderAPI.get_submitted_timestamp = submitted_timestamp


def _copied(folder: str, log) -> bool:
    """Are the other files of a student's folder copied? Not where it, or the one that it is in, is a link to another's;
    nor where there are very many, for nbgrader's time grows with the square of their number."""
    if os.path.islink(folder) or os.path.islink(os.path.dirname(folder)):
        return False
    names = (name for _, folders, files in os.walk(folder) for name in folders + files)
    if many := next(itertools.islice(names, MAX_FILES, None), None) is not None:
        log.warning("Nothing but the notebook is copied, for there are over %d files: %s", MAX_FILES, shown(folder))
    return not many


def _ordinary(path: str, log) -> bool:
    found = os.lstat(path)
    if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES and os.access(path, os.R_OK):
        return True
    log.warning("Not copied, for it is no ordinary file: %s", shown(path))
    return False
