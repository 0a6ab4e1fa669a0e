"""Every attack is blocked; and one that was not would be seen."""

import dataclasses
import tempfile

import pytest

from autograder.sandbox import SandboxUnavailable, check_available, memory, outside
from autograder.tests.attacks import harness
from autograder.tests.attacks.harness import RIGHT, Attack, Team, attacks

ATTACKS = {attack.name: attack for attack in attacks()}


@pytest.fixture(scope="module", autouse=True)
def possible():
    try:
        check_available()
    except SandboxUnavailable as reason:
        pytest.skip(f"no sandbox on this machine: {reason}")


@pytest.fixture(scope="module")
def team(tmp_path_factory, possible):
    with Team(tmp_path_factory.mktemp("outside")) as started:
        yield started


@pytest.fixture
def weakened(tmp_path):
    """`weakened(name)` runs an attack in a sandbox that a test has weakened before."""

    def run(name, isolated=True):
        with Team(tmp_path, isolated) as started:
            return " ".join(started.run(ATTACKS[name]))

    return run


def test_there_are_enough():
    assert len(ATTACKS) >= 60
    assert all(attack.cells for attack in ATTACKS.values())


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_blocked(team, name):
    assert team.run(ATTACKS[name]) == []


def test_a_file_that_does_not_say_how_success_shows_is_refused(tmp_path):
    (tmp_path / "quiet.py").write_text('"""Tries something."""\n# %%\n1\n')
    with pytest.raises(ValueError, match=r"quiet\.py: its docstring must say"):
        Attack.read(tmp_path / "quiet.py")


# ── each kind of success is seen where the wall against it is missing ─────────────────────────────────


def test_points_are_seen(team):
    assert team.once([RIGHT]) == ["points for a wrong answer"]


def test_a_lost_point_is_seen(team, monkeypatch):
    monkeypatch.setattr(harness, "ANSWER", "def honest(x):\n    return x")
    assert "a right answer lost its points" in team.once(["1"])[0]


def test_a_judge_that_believes_is_seen(team, monkeypatch):
    monkeypatch.setattr("autograder.grading.judge._message", lambda *args: None)
    assert "points for a wrong answer" in team.run(ATTACKS["points/torch_equal"])


def test_hidden_tests_beside_visible_ones_are_seen(team, monkeypatch):
    monkeypatch.setattr("autograder.grading.judge.halves", lambda source: (source, ""))
    assert "71934 is to be read" in team.run(ATTACKS["secrets/frames"])
    monkeypatch.setattr("autograder.grading.judge._hidden", lambda *args: False)
    for name in ("error_class", "values", "missing_name"):
        assert "71934 is to be read" in team.run(ATTACKS[f"secrets/{name}"]), name


def test_without_walls_the_outside_is_touched(weakened):
    for name in ("environment", "abstract_socket", "network"):
        assert weakened(f"walls/{name}", isolated=False), name


def test_without_the_filter_calls_come_through(weakened, monkeypatch):
    monkeypatch.setattr(
        outside, "inner_walls", lambda isolated: {"isolated": True, "filter": everything(), "keyctl": -1}
    )
    for name in ("kernel_programs", "namespaces", "unknown_calls", "exotic_sockets", "x32"):
        if name in ("unknown_calls", "x32"):
            continue
        assert "BREACH" in weakened(f"walls/{name}"), name


def everything() -> str:
    """A filter that lets all calls through."""
    import base64

    import pyseccomp

    with tempfile.TemporaryFile() as file:
        pyseccomp.SyscallFilter(pyseccomp.ALLOW).export_bpf(file)
        file.seek(0)
        return base64.b64encode(file.read()).decode()


def test_without_the_watch_memory_is_had(weakened, monkeypatch):
    monkeypatch.setattr(memory.Watch, "look", lambda self: None)
    assert "BREACH" in weakened("resources/memory_of_many")


def test_a_loose_limit_on_output_is_seen(weakened, monkeypatch):
    monkeypatch.setattr(
        harness, "LIMITS", dataclasses.replace(harness.LIMITS, output_bytes=10**7, notebook_output_bytes=10**7)
    )
    assert "characters came back" in weakened("resources/prints")
