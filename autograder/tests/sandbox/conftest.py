"""A sandbox, and one without its walls, for all tests of a file."""

import os

import pytest

from autograder.sandbox import Sandbox, SandboxUnavailable, check_available

from .helpers import LIMITS


@pytest.fixture(scope="module")
def sandbox():
    os.environ["COURSE_SECRET"] = "secret"
    try:
        check_available()
    except SandboxUnavailable as reason:
        pytest.skip(f"no sandbox on this machine: {reason}")
    with Sandbox(LIMITS) as started:
        yield started


@pytest.fixture(scope="module")
def bare():
    with Sandbox(LIMITS, isolated=False) as started:
        yield started
