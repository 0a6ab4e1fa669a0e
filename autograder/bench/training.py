"""Lesson 6's fast loop against nanoGPT's CPU setting, rebuilt from its published hyper-parameters in the lesson's code.

On tiny Shakespeare where it can be had (GPT_LESSONS_DATA or the network), else on the tales. Clock times are training
alone; losses are nats a character on held-out text. Each way runs from three seeds: medians are printed, and the steps
made. nanoGPT's time is taken in the same run and in two halves, one before and one after ours, so that a machine that
becomes busy shows.
"""

import os
import statistics
import time
from dataclasses import dataclass

import torch

from ..lessons import solved

NANOGPT = {"steps": 2000, "batch_size": 12, "block_size": 64, "max_lr": 1e-3, "min_lr": 1e-4, "warmup_steps": 100}
AGAIN = 200  # steps of nanoGPT's setting in the end, for its time alone
SIZE = {"n_layer": 4, "n_head": 4, "d_model": 128}
SEEDS = (1, 2, 3)
BATCHES = 100  # of 64 windows: the standard error of a loss is below 0.005
FIVE = ("rms", "rotary", "qk_norm", "relu2", "muon")  # the outlook's own; the small ones come with them
ALL_PARTS = (*FIVE, "embed_norm", "zero_init", "shift", "bigram")


@dataclass(frozen=True)
class Way:
    """A way to train. `share`: of nanoGPT's time, in which its loss is to be reached."""

    name: str
    share: int = 3
    block_size: int = 64
    batch_size: int = 12
    max_lr: float = 3e-3
    parts: tuple[str, ...] | None = None  # of a RecordGPT; None for the plain GPT
    muon: bool = False  # for the plain GPT; of a RecordGPT it is a part


WAYS = (
    Way("our loop with AdamW", share=3, max_lr=6e-3),
    Way("with Muon", share=4, muon=True),
    Way("with all of the outlook's parts", share=5, parts=ALL_PARTS),
)


class Contest:
    """Runs on one text, measured on the same windows."""

    def __init__(self):
        self.lesson = solved.names("step6_training")
        torch.set_num_threads(os.cpu_count() or 1)  # after the lesson's set-up cell, which asks for one
        self.name = "tiny_shakespeare"
        try:
            texts = self.lesson.load_text(self.name)
        except OSError as error:
            print(f"{error}\nGoing on with the tales.")
            self.name = "tales"
            texts = self.lesson.load_text(self.name)
        char_to_idx, _ = self.lesson.build_vocabulary("".join(texts))
        self.train, self.validation = (torch.tensor(self.lesson.encode(text, char_to_idx)) for text in texts)
        self.vocab_size = len(char_to_idx)

    def model(self, block_size, parts=None, seed=1):
        """A fresh GPT, or a RecordGPT with these `parts`."""
        torch.manual_seed(seed)
        config = self.lesson.GPTConfig(self.vocab_size, block_size, **SIZE)
        if parts is not None:
            return self.lesson.RecordGPT(config, parts)
        model = self.lesson.GPT(config)
        self.lesson.init_weights(model)
        return self.lesson.speed_up(model)

    def loss(self, model):
        generator = torch.Generator().manual_seed(0)
        block_size = model.config.block_size
        return self.lesson.estimate_loss(model, self.validation, 64, block_size, BATCHES, generator)

    def nanogpt(self, **changes):
        """Train by nanoGPT's setting, with the number of threads that is faster here → (model, seconds)."""
        model, settings = self.model(64), NANOGPT | changes
        taken = {}
        for threads in {1, os.cpu_count() or 1}:  # warmed up, and its threads measured, as ours are
            torch.set_num_threads(threads)
            start = time.perf_counter()
            self.lesson.train(self.model(64), self.train, **settings | {"steps": 30})
            taken[threads] = time.perf_counter() - start
        torch.set_num_threads(min(taken, key=taken.get))
        start = time.perf_counter()
        self.lesson.train(model, self.train, **settings)
        return model, time.perf_counter() - start

    def fast(self, way, seconds=None, steps=None, seed=1):
        """Train afresh by the lesson's fast loop → (loss on held-out text, steps made)."""
        model = self.model(way.block_size, way.parts, seed)
        optimizers = None
        if way.muon or way.parts is not None:
            optimizers = self.lesson.record_optimizers(model, way.max_lr)
        losses = self.lesson.train_fast(
            model,
            self.train,
            seconds=seconds,
            steps=steps,
            batch_size=way.batch_size,
            block_size=way.block_size,
            max_lr=way.max_lr,
            optimizers=optimizers,
        )
        return self.loss(model), len(losses)

    def medians(self, way, seconds):
        """From each seed → (median of the losses, all losses in order, median of the steps)."""
        runs = [self.fast(way, seconds, seed=seed) for seed in SEEDS]
        losses = sorted(loss for loss, _ in runs)
        return statistics.median(losses), losses, int(statistics.median(steps for _, steps in runs))


def main() -> None:
    contest = Contest()
    model, theirs = contest.nanogpt()
    reference = contest.loss(model)
    each = theirs / NANOGPT["steps"]
    print(
        f"{contest.name}, nanoGPT's CPU setting in fp32: {theirs:.0f} s ({1000 * each:.0f} ms a step), "
        f"loss on held-out text {reference:.3f}",
        flush=True,
    )
    for way in WAYS:
        loss, losses, steps = contest.medians(way, theirs / way.share)
        verdict = "reached" if loss <= reference else f"missed by {loss - reference:.3f}"
        spread = " ".join(f"{one:.3f}" for one in losses)
        print(
            f"  {way.name}, 1/{way.share} of that time: {loss:.3f} (of {spread}), {steps:,} steps: {verdict}",
            flush=True,
        )
    again = contest.nanogpt(steps=AGAIN)[1] / AGAIN
    if not 0.8 < again / each < 1.25:
        print(
            f"  nanoGPT's steps took {1000 * each:.0f} ms before ours and {1000 * again:.0f} ms after them: "
            "something else kept this machine busy. Cure: run it again on a quiet one."
        )
