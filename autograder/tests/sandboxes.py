"""Is there a sandbox on this machine? What needs one says so where there is none."""

import pytest

from autograder.sandbox import SandboxUnavailable, check_available


def have_sandbox() -> bool:
    try:
        check_available()
    except SandboxUnavailable:
        return False
    return True


def need_sandbox() -> None:
    """Skip the test, or all that use the fixture, where there is none."""
    try:
        check_available()
    except SandboxUnavailable as reason:
        pytest.skip(f"no sandbox on this machine: {reason}")
