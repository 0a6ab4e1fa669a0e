"""One warm Python for all that runs the bank's answers."""

import pytest

from autograder.sandbox import Workers


@pytest.fixture(scope="session")
def pool():
    with Workers(1, isolated=False) as pool:
        yield pool
