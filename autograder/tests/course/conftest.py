"""The class of `stand_in`, run once by a real Python."""

import pytest

from autograder.grading import runs

from . import stand_in


@pytest.fixture(scope="session")
def ungraded(tmp_path_factory):
    """(the class before grading, the memory of what its notebooks give, the class graded without a disturbance)"""
    root, patch = tmp_path_factory.mktemp("class"), pytest.MonkeyPatch()
    target, memory = stand_in.make(root / "ungraded"), stand_in.Memory(root / "memory.json")
    done = stand_in.copy(target, root / "graded")
    with patch.context() as context:
        memory.record(context)
        assert done.grade(stand_in.STEP, workers=2) == {}
    runs.forget()
    return target, memory, done
