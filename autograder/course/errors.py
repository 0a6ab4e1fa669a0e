"""What an instructor can cure, as exceptions whose message ends with the cure; and what nbgrader, its database or the
disk say, put into such words. Decides nothing.
"""

import errno
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from ..lessons import LessonError


class CourseError(LessonError):
    """Something about a course directory that its instructor can cure; the message says how."""


class Trouble(CourseError):
    """The course itself, not one submission, is what cannot go on: the run ends, and what is graded stays graded."""


AGAIN = "then the same command again: it goes on where it stopped"
_DISK = {
    errno.ENOSPC: ("the disk is full", f"make room, {AGAIN}"),
    errno.EDQUOT: ("your share of the disk is used up", f"make room, {AGAIN}"),
    errno.EROFS: ("it cannot be written: the disk is read-only", f"put the course where you may write, {AGAIN}"),
    errno.EACCES: ("it cannot be written: permission denied", f"chmod -R u+rwX the course directory, {AGAIN}"),
    errno.EPERM: ("it cannot be written: not permitted", f"chmod -R u+rwX the course directory, {AGAIN}"),
    errno.EIO: ("the disk fails", f"look at it (dmesg), copy the course to another, {AGAIN}"),
    errno.EMFILE: ("too many files are open", f"ulimit -n 4096, or fewer --workers, {AGAIN}"),
    errno.ENFILE: ("too many files are open on this machine", f"close programs, {AGAIN}"),
}
_DATABASE = [
    (
        r"database (table |schema )?is locked",
        "another program keeps nbgrader's gradebook locked",
        f"close it (a formgrader, an editor of databases, another nbgrader), {AGAIN}",
    ),
    (
        r"readonly database",
        "nbgrader's gradebook cannot be written",
        f"chmod u+w gradebook.db and its folder, {AGAIN}",
    ),
    (r"database or disk is full", "there is no room to write nbgrader's gradebook", f"make room on the disk, {AGAIN}"),
    (r"disk I/O error", "nbgrader's gradebook cannot be read or written", f"make room on the disk, {AGAIN}"),
    (
        r"unable to open database file",
        "nbgrader's gradebook cannot be opened",
        f"chmod u+rw gradebook.db and its folder, {AGAIN}",
    ),
    (
        r"file is not a database|disk image is malformed|unsupported file format",
        "nbgrader's gradebook is damaged",
        "put gradebook.db back from a backup; without one: rename it, release each step again, and grade again",
    ),
    (
        r"no such (table|column)",
        "nbgrader's gradebook is not of this nbgrader's form",
        f"copy gradebook.db, then, in the course directory, nbgrader db upgrade, {AGAIN}",
    ),
    (
        r"could not connect|[Cc]onnection (refused|timed out)|server closed the connection|too many clients",
        "the database server does not answer",
        f"start it, or mend db_url in nbgrader_config.py, {AGAIN}",
    ),
]
# As a traceback's last line has it; nbgrader's log indents it.
_OS_ERROR = re.compile(r"^ *(?:OSError|PermissionError): \[Errno (\d+)\] [^\n]*?(?:'([^'\n]*)')?$", re.MULTILINE)
_SQL_ERROR = re.compile(r"^ *(?:sqlalchemy\.exc|sqlite3|psycopg\w*(?:\.\w+)?)\.\w+: .*(?:\n(?! *\[).*)?", re.MULTILINE)


def explain(problem: BaseException | str) -> Trouble | None:
    """An exception, or nbgrader's log with its traceback, in words; None where it is not the course's own trouble, but
    one submission's, or a fault in a program."""
    if isinstance(problem, CourseError):
        return problem if isinstance(problem, Trouble) else None
    text = problem if isinstance(problem, str) else "".join(traceback.format_exception(problem))
    for match in _OS_ERROR.finditer(text):
        number, where = int(match[1]), match[2] or "the course directory"
        reading = number in (errno.EACCES, errno.EPERM) and re.search(r"(^|/)submitted/", where)
        if number in _DISK and not reading:  # a submission that nobody may read is its student's row
            words, cure = _DISK[number]
            return Trouble(f"{where}: {words}. What was graded before stays graded.\nCure: {cure}")
    for match in _SQL_ERROR.finditer(text):
        for pattern, words, cure in _DATABASE:
            if re.search(pattern, match[0]):
                return Trouble(f"{words}. What was graded before stays graded.\nCure: {cure}")
    return None


def stop_if_trouble(problem: BaseException | str) -> None:
    """Raise Trouble where the course itself cannot go on; else nothing."""
    if found := explain(problem):
        raise found from None


@contextmanager
def explained() -> Iterator[None]:
    """What goes wrong within, in words where there are any: raises Trouble in place of what it explains."""
    try:
        yield
    except Exception as problem:
        stop_if_trouble(problem)
        raise
