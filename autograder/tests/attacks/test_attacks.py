"""Every attack is blocked; and one that was not would be seen."""

import base64
import tempfile
from dataclasses import replace

import pyseccomp
import pytest

from autograder.sandbox import memory, warm
from autograder.tests.attacks import harness
from autograder.tests.attacks.harness import RIGHT, Attack, Team, attacks

from ..sandboxes import need_sandbox

ATTACKS = {attack.name: attack for attack in attacks()}


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    need_sandbox()
    with Team(tmp_path_factory.mktemp("outside")) as started:
        yield started


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


def succeeds(team, name, words):
    return words in " ".join(team.run(ATTACKS[name]))


def test_points_are_seen(team):
    assert team.once([RIGHT]) == ["points for a wrong answer"]


def test_a_lost_point_is_seen(team, monkeypatch):
    monkeypatch.setattr(harness, "ANSWER", "def honest(x):\n    return x")
    assert "a right answer lost its points" in team.once(["1"])[0]


def test_a_judge_that_believes_is_seen(team, monkeypatch):
    monkeypatch.setattr("autograder.grading.judge._message", lambda *args: None)
    assert succeeds(team, "points/changed_input", "points for a wrong answer")


def test_hidden_tests_beside_visible_ones_are_seen(team, monkeypatch):
    monkeypatch.setattr("autograder.grading.judge.halves", lambda source: (source, ""))
    assert succeeds(team, "secrets/frames", "71934 is to be read")


@pytest.mark.parametrize("name", ["check_failed", "function_name", "late_report"])
def test_words_about_hidden_tests_are_seen(team, monkeypatch, name):
    monkeypatch.setattr("autograder.grading.judge._hidden", lambda *args: False)
    assert succeeds(team, f"secrets/{name}", "71934 is to be read")


def test_memory_without_a_watch_is_seen(team, monkeypatch):
    monkeypatch.setattr(memory.Watch, "look", lambda self: None)
    monkeypatch.setattr(team.sandbox, "limits", replace(team.sandbox.limits, cell_seconds=20))  # filling takes its time
    assert succeeds(team, "resources/memory_of_many", "BREACH")


def test_too_much_output_is_seen(team, monkeypatch):
    monkeypatch.setattr(harness, "MOST", 50_000)
    assert succeeds(team, "resources/prints", "characters came back")


def test_calls_without_a_filter_are_seen(tmp_path, team, monkeypatch):
    with tempfile.TemporaryFile() as file:
        pyseccomp.SyscallFilter(pyseccomp.ALLOW).export_bpf(file)
        file.seek(0)
        all_through = base64.b64encode(file.read()).decode()
    monkeypatch.setattr(warm, "inner_walls", lambda isolated: {"isolated": True, "filter": all_through, "keyctl": -1})
    with Team(tmp_path) as weak:
        for name in ("kernel_programs", "namespaces", "exotic_sockets", "memory_of_others"):
            assert succeeds(weak, f"walls/{name}", "BREACH"), name
        weak.sandbox.limits = replace(weak.sandbox.limits, cell_seconds=20)
        assert succeeds(weak, "resources/memory_shared", "BREACH")


def test_what_is_touched_without_walls_is_seen(tmp_path):
    with Team(tmp_path, isolated=False) as bare:
        for name, words in (
            ("environment", "quokka is to be read"),
            ("network", "a socket outside was reached"),
            ("abstract_socket", "a socket outside was reached"),
            ("processes", "BREACH"),
            ("links", "a file outside was changed"),
        ):
            assert succeeds(bare, f"walls/{name}", words), name
