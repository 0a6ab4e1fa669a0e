"""Lesson 6's fast loop against nanoGPT's CPU setting, rebuilt from its published hyper-parameters in the lesson's code.

On tiny Shakespeare where it can be had (GPT_LESSONS_DATA or the network), else on the tales. Clock times are training
alone; losses are nats a character on held-out text.
"""

import os
import time

import torch

from .. import solved

NANOGPT = {"steps": 2000, "batch_size": 12, "block_size": 64, "max_lr": 1e-3, "min_lr": 1e-4, "warmup_steps": 100}
MINUTE = 60  # seconds of training for the absolute goals
GOALS = {"plain": 1.66, "with the outlook's parts": 1.56}  # nats a character after a minute, on tiny Shakespeare
BATCHES = 100  # of 64 windows: the standard error of a loss is below 0.005


def main() -> None:
    lesson = solved.names("step6_training")
    torch.set_num_threads(os.cpu_count() or 1)
    try:
        name, texts = "tiny_shakespeare", lesson.load_text("tiny_shakespeare")
    except OSError as error:
        print(f"{error}\nGoing on with the tales.")
        name, texts = "tales", lesson.load_text("tales")
    char_to_idx, _ = lesson.build_vocabulary("".join(texts))
    train, validation = (torch.tensor(lesson.encode(text, char_to_idx)) for text in texts)

    def loss(model, block_size):
        generator = torch.Generator().manual_seed(0)
        return lesson.estimate_loss(model, validation, 64, block_size, BATCHES, generator)

    def fresh(block_size):
        torch.manual_seed(1)
        model = lesson.GPT(lesson.GPTConfig(len(char_to_idx), block_size, n_layer=4, n_head=4, d_model=128))
        lesson.init_weights(model)
        return lesson.speed_up(model)

    model, start = fresh(64), time.perf_counter()
    lesson.train(model, train, **NANOGPT)
    theirs, reference = time.perf_counter() - start, loss(model, 64)
    print(f"{name}, nanoGPT's CPU setting in fp32: {theirs:.0f} s, validation loss {reference:.3f}", flush=True)

    for share in (3, 2):
        model = fresh(64)
        lesson.train_fast(model, train, seconds=theirs / share, block_size=64)
        ours = loss(model, 64)
        verdict = "reached" if ours <= reference else "missed"
        print(f"  our loop in 1/{share} of that time: {ours:.3f}; nanoGPT's loss {verdict}", flush=True)

    model = fresh(64)
    lesson.train_fast(model, train, seconds=MINUTE, block_size=64)
    losses = {"plain": loss(model, 64)}
    model, optimizers = lesson.record_gpt(lesson.GPTConfig(len(char_to_idx), 128, n_layer=4, n_head=4, d_model=128))
    lesson.train_fast(model, train, seconds=MINUTE, block_size=128, optimizers=optimizers)
    losses["with the outlook's parts"] = loss(model, 128)
    for kind, value in losses.items():
        goal = f", goal {GOALS[kind]:.2f}" if name == "tiny_shakespeare" else ""
        print(f"  {MINUTE} s of training, {kind}: {value:.3f}{goal}; {reference / value:.2f} times below nanoGPT's")
