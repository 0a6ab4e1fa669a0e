"""Grading past one machine and one file: a Dask cluster, a PostgreSQL server. Each says so where it is not there."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.course import NbgraderCourse
from autograder.sandbox import Cluster, SandboxUnavailable, cluster

from ..sandboxes import have_sandbox
from .test_course import STEPS, hand_in, one_wrong, solved

STEP = STEPS[1]
ROOT = Path(__file__).parents[3]


def course(root, students=("ada", "bob", "cy", "dee")):
    target = NbgraderCourse(root, isolated=have_sandbox())
    target.release(STEP)
    for number, student in enumerate(students):
        notebook = one_wrong(STEP)[0] if student == "bob" else solved(STEP)
        notebook.cells[-1].source += f"\n# {number}"
        hand_in(target, student, STEP, notebook)
    return target


@contextlib.contextmanager
def started(*command, until, **options):
    """A process, once it has printed what `until` matches → (process, the match)."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, **options
    ) as process:
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if match := re.search(until, line):
                    break
            else:
                raise RuntimeError("".join(said))
            yield process, match
        finally:
            process.kill()


def test_a_cluster_gives_the_same_grades_and_a_lost_worker_loses_nothing(tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -r requirements.txt")
    here, there = course(tmp_path / "here"), course(tmp_path / "there")
    assert here.grade(STEP) == {}
    dask = sys.executable, "-m", "dask"
    with contextlib.ExitStack() as stack:
        options = "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        _, found = stack.enter_context(started(*dask, "scheduler", *options, until=r"Scheduler at:\s+(tcp://\S+)"))
        address = found[1]
        with pytest.raises(SandboxUnavailable, match=r"no workers\.\nCure: .*dask worker tcp"), Cluster(address):
            pass
        worker = (*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory")
        first, _ = stack.enter_context(started(*worker, str(tmp_path / "1"), until="Starting established connection"))
        stack.enter_context(started(*worker, str(tmp_path / "2"), until="Starting established connection"))
        assert there.grade(STEP, scheduler=address, progress=lambda student: first.kill()) == {}
    assert there.scores([STEP]) == here.scores([STEP])
    assert there.points(STEP) == here.points(STEP)


def test_no_cluster_is_said_with_its_cure(monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -r requirements.txt")
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(SandboxUnavailable, match=r"no Dask scheduler[\s\S]*Cure: "), Cluster("tcp://127.0.0.1:9"):
        pass


@pytest.fixture
def postgresql():
    """The address of a new, empty database of a server of its own."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install -r requirements.txt")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) + [
        Path(found) for found in [shutil.which("initdb")] if found
    ]
    if not programs:
        pytest.skip("PostgreSQL is not installed: sudo apt-get install postgresql")
    owner = {"user": "postgres"} if os.geteuid() == 0 else {}  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="postgresql"))
    try:
        if owner:
            shutil.chown(folder, "postgres")
        data, run = folder / "data", {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"} | owner
        subprocess.run([programs[-1], "-D", data, "--auth=trust", "--username=grader", "--no-sync"], **run)
        control = [programs[-1].with_name("pg_ctl"), "-D", data, "-w", "-l", folder / "log"]
        subprocess.run([*control, "-o", f"-k {folder} -h ''", "start"], **run)
        try:
            yield f"postgresql://grader@/postgres?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder)


def test_a_postgresql_server_holds_the_same_grades(tmp_path, postgresql):
    here = course(tmp_path / "here")
    assert here.grade(STEP) == {}
    there = NbgraderCourse(tmp_path / "there", isolated=here.isolated)
    there.root.mkdir()
    shutil.copy(here.root / "nbgrader_config.py", there.root)
    with (there.root / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.db_url = {postgresql!r}\n")
    there.release(STEP)
    shutil.copytree(here.root / "submitted", there.root / "submitted")
    assert there.grade(STEP) == {}
    assert not (there.root / "gradebook.db").exists()
    assert there.scores([STEP]) == here.scores([STEP]) and there.points(STEP) == here.points(STEP)
    assert there.feedback(STEP) == {}
    assert [path.read_text() for path in there.export(tmp_path / "a")][1] == here.export(tmp_path / "b")[1].read_text()
