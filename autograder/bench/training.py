"""Lesson 6's fast loop against nanoGPT's CPU setting, rebuilt from its published hyper-parameters in the lesson's code.

On tiny Shakespeare where it can be had (GPT_LESSONS_DATA or the network), else on the tales. Clock times are training
alone; losses are nats a character on held-out text.
"""

import os
import time
from dataclasses import dataclass

import torch

from ..lessons import solved

NANOGPT = {"steps": 2000, "batch_size": 12, "block_size": 64, "max_lr": 1e-3, "min_lr": 1e-4, "warmup_steps": 100}
SIZE = {"n_layer": 4, "n_head": 4, "d_model": 128}
MINUTE = 60  # seconds of training for the absolute goals
BATCHES = 100  # of 64 windows: the standard error of a loss is below 0.005
FIVE = ("rms", "rotary", "qk_norm", "relu2", "muon")  # the outlook's own; the small ones come with them
ALL_PARTS = (*FIVE, "embed_norm", "zero_init", "shift", "bigram")


@dataclass(frozen=True)
class Way:
    """A way to train. `goal`: nats a character after a minute on tiny Shakespeare, on two cores with bf16."""

    name: str
    goal: float | None = None
    block_size: int = 64
    parts: tuple[str, ...] | None = None  # of a RecordGPT; None for the plain GPT
    muon: bool = False  # for the plain GPT; of a RecordGPT it is a part


WAYS = (
    Way("our loop", 1.66),
    Way("with Muon", 1.66, muon=True),
    Way("with all of the outlook's parts", 1.56, block_size=128, parts=ALL_PARTS),
)


class Contest:
    """Runs on one text, all from the same seed and measured on the same windows."""

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

    def model(self, block_size, parts=None):
        """A fresh GPT, or a RecordGPT with these `parts`."""
        torch.manual_seed(1)
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

    def fast(self, way, seconds):
        """Train afresh by the lesson's fast loop → validation loss."""
        model = self.model(way.block_size, way.parts)
        optimizers = self.lesson.record_optimizers(model) if way.muon or way.parts is not None else None
        self.lesson.train_fast(model, self.train, seconds=seconds, block_size=way.block_size, optimizers=optimizers)
        return self.loss(model)


def main() -> None:
    contest = Contest()
    model, start = contest.model(64), time.perf_counter()
    contest.lesson.train(model, contest.train, **NANOGPT)
    theirs, reference = time.perf_counter() - start, contest.loss(model)
    print(f"{contest.name}, nanoGPT's CPU setting in fp32: {theirs:.0f} s, validation loss {reference:.3f}", flush=True)
    for way in WAYS:
        for share in (3, 2):
            loss = contest.fast(way, theirs / share)
            print(f"  {way.name}, 1/{share} of that time: {loss:.3f}{_verdict(loss, reference)}", flush=True)
        loss = contest.fast(way, MINUTE)
        verdict = _verdict(loss, way.goal) if contest.name == "tiny_shakespeare" else ""
        print(
            f"  {way.name}, {MINUTE} s: {loss:.3f}{verdict}; nanoGPT's is {reference / loss:.2f} times that", flush=True
        )


def _verdict(loss, goal):
    return f" ({goal:.3f} {'reached' if loss <= goal else 'missed'})"
