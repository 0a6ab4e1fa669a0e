"""A sandbox, and one without its walls, for all tests of a file."""

import os

import pytest

from autograder.sandbox import Sandbox

from ..sandboxes import need_sandbox
from .helpers import LIMITS


@pytest.fixture(scope="module")
def sandbox():
    os.environ["COURSE_SECRET"] = "secret"
    need_sandbox()
    with Sandbox(LIMITS) as started:
        yield started


@pytest.fixture(scope="module")
def bare():
    with Sandbox(LIMITS, isolated=False) as started:
        yield started
