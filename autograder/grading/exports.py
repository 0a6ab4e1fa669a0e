"""`nbgrader export` and our own: nbgrader's plugin, but each text is one cell and no formula.

Chooses no columns: they are nbgrader's.
"""

from nbgrader.plugins import CsvExportPlugin

from .spreadsheet import line


class CsvExport(CsvExportPlugin):
    """nbgrader's CSV, in which a comma in a name moves no column and a name computes nothing."""

    def export(self, gradebook) -> None:
        super().export(_Cells(gradebook))


class _Text(str):
    """A text that is itself everywhere but in nbgrader's line of output: there it is a cell."""

    def __format__(self, _) -> str:
        return line([str(self)]).removesuffix("\r\n") if self else ""


class _Cells:
    """What nbgrader's export reads of a gradebook, its texts made cells."""

    def __init__(self, inside):
        self._inside = inside

    def __getattr__(self, name):
        value = getattr(self._inside, name)
        if name in ("assignments", "students"):
            return [_Cells(each) for each in value]
        return _Text(value) if isinstance(value, str) else value

    def find_submission(self, assignment: str, student: str):
        return self._inside.find_submission(str(assignment), str(student))
