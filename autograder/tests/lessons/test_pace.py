"""Lesson 6's loop keeps its speed: on a clock made up here, it finds the fastest way, and finds the next one when the
machine becomes busy. No real time is measured."""

import random

import pytest
import torch

from autograder.lessons import solved


@pytest.fixture(scope="module")
def lesson():
    return solved.names("step6_training")


def quiet(way):
    """Seconds of a step on two free cores: two threads help, bf16 with the attention written out is fastest."""
    how, bf16, threads = way
    return {("sdpa", True): 0.09, ("written", True): 0.02}.get((how, bf16), 0.04) / (1.4 if threads > 1 else 1.0)


def busy(way):
    """Beside other programs: two threads wait for each other."""
    return quiet(way) * (6.0 if way[2] > 1 else 1.3)


def slower(way):
    return 5 * quiet(way)


def drive(pace, costs, steps, dice):
    """Go through `steps` on that machine → the ways taken; the first step of each way also warms up."""
    taken = []
    for _ in range(steps):
        way = pace.take()
        warm = 1.0 if pace.times[way] else 4.0
        pace.took(way, costs(way) * warm * dice.choice([1.0, 1.0, 1.05, 1.1, 2.5]))  # a step is late now and then
        taken.append(way)
    return taken


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_the_fastest_way_and_the_next_one(lesson, seed):
    """Once it has had time to look, its steps cost little more than those of the best way, trials included; to stay
    with the ways of a quiet machine would cost 4.6 times as much on the busy one."""
    pace, dice = lesson.Pace(("sdpa", "written"), most=2), random.Random(seed)
    for machine, look in ((quiet, 40), (busy, 30), (quiet, 200)):
        drive(pace, machine, look, dice)
        taken = drive(pace, machine, 100, dice)
        best = min(pace.ways, key=machine)
        assert max(set(taken), key=taken.count) == best
        assert sum(map(machine, taken)) < 2 * 100 * machine(best)


def test_what_is_hopeless_is_soon_left(lesson):
    pace = lesson.Pace(("sdpa", "written"), most=2)
    taken = drive(pace, lambda way: 30 * quiet(way) if way[1] else quiet(way), 400, random.Random(0))
    assert sum(way[1] for way in taken) <= 2 * 4  # without bf16 instructions: a step or two of each


def test_many_cores_make_few_trials(lesson):
    pace = lesson.Pace(("sdpa", "written"), most=64)
    assert len(pace.ways) <= 20 and {way[2] for way in pace.ways} == {1, 2, 4, 32, 64}


def test_it_says_when_steps_become_slow(lesson):
    pace, dice = lesson.Pace((None,), most=1), random.Random(1)
    drive(pace, quiet, 60, dice)
    assert pace.complaint() == ""
    drive(pace, slower, 30, dice)
    assert "keeps this machine busy" in pace.complaint()
    assert pace.complaint() == ""  # once, until it has doubled


def test_a_gpu_is_measured_once(lesson):
    pace = lesson.Pace(("sdpa", "written"), devices_own=True)
    costs = dict(zip(pace.ways, (4, 3, 2, 1)))
    drive(pace, costs.get, 14, random.Random(0))
    assert pace.settled() and set(drive(pace, costs.get, 100, random.Random(0))) == {pace.best()}


def test_the_loop_itself(lesson, capsys):
    """The same losses as one way alone but for rounding, threads put back, no progress told."""
    data = torch.randint(11, (3000,), generator=torch.Generator().manual_seed(0))

    def run(**options):
        torch.manual_seed(0)
        model = lesson.GPT(lesson.GPTConfig(11, block_size=8, n_layer=1, n_head=2, d_model=8))
        lesson.init_weights(model)
        return lesson.train_fast(model, data, steps=60, generator=torch.Generator().manual_seed(1), **options)

    before = torch.get_num_threads()
    once, again = run(way=("written", False, 1)), run(way=("written", False, 1))
    assert once == again and torch.get_num_threads() == before
    measured = run()
    assert len(measured) == 60 and max(abs(a - b) for a, b in zip(once, measured)) < 0.05
    assert torch.get_num_threads() == before
    assert "No progress" not in capsys.readouterr().out
    run(max_lr=0.0)
    assert "No progress" in capsys.readouterr().out


def test_muon_takes_the_number_type_that_is_faster(lesson, monkeypatch):
    clock = iter(range(10**6))
    weight = torch.nn.Parameter(torch.randn(4, 6))
    monkeypatch.setattr(lesson.Muon, "NUMBERS", {})
    slow = {torch.bfloat16: 5, torch.float32: 1}
    real = lesson.Muon.orthogonal

    def orthogonal(X):
        for _ in range(slow[X.dtype]):
            next(clock)
        return real(X)

    monkeypatch.setattr(lesson.Muon, "orthogonal", staticmethod(orthogonal))
    monkeypatch.setattr(lesson.time, "perf_counter", lambda: next(clock))
    optimizer = lesson.Muon([weight])
    weight.grad = torch.randn(4, 6, generator=torch.Generator().manual_seed(0))
    former = weight.detach().clone()
    optimizer.step()
    assert set(lesson.Muon.NUMBERS.values()) == {torch.float32}
    singular = torch.linalg.svdvals((former - weight.detach()) / 0.02)
    assert singular.min() > 0.5 and singular.max() < 1.3
