"""How far do random weights get on the questions in the same total time? `python -m data.control` finds out, once.

What lesson 8 compares its fine-tuned model with: the same GPT, the same loop, optimizers, batches and schedule as in
data/pretrain.py, for as many seconds as pretraining and fine-tuning took together, but on questions about tales from
the first step on; as many tales as the base model read. The score goes into the model's card.
"""

import argparse
import time

import torch
from rich.progress import Progress, TimeElapsedColumn

from autograder.lessons import DATA, solved

from .pretrain import write

FINE_TUNING = 56  # seconds that the fine-tuning of lesson 8 took then


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tales", type=int, default=40_000, help="to ask about")
    options.add_argument("--threads", type=int, default=1, help="as for pretraining, for the times to be comparable")
    options.add_argument("--seconds", type=float, help="instead of those of the card and of fine-tuning")
    options = options.parse_args()

    lesson = solved.names("step8_fine_tuning")
    config, alphabet, weights, card = lesson.load_pretrained()
    seconds = options.seconds or card["seconds"] + FINE_TUNING
    torch.set_num_threads(options.threads)
    torch.manual_seed(card["seed"])
    model = lesson.GPT(lesson.GPTConfig(**config))
    lesson.init_weights(model)
    lesson.base, (lesson.char_to_idx, _) = model, lesson.build_vocabulary(alphabet)  # the lesson's functions read these

    turns = lesson.questions_in_turn(lesson.make_tales(options.tales, seed=8))
    pairs = [pair for pair in (lesson.conversation(*turn) for turn in turns) if pair is not None]
    unseen = lesson.questions_in_turn(lesson.make_tales(600, seed=9, held_out=True))
    unseen = lesson.first_questions(unseen)[:200]  # what the lesson asks, too

    def draw(data, batch_size, block_size, generator):
        chosen = torch.randint(len(pairs), (batch_size,), generator=generator).tolist()
        return lesson.collate([pairs[i] for i in chosen], lesson.char_to_idx[lesson.END_MARK])

    with Progress(*Progress.get_default_columns(), TimeElapsedColumn()) as progress:
        task = progress.add_task("random weights on questions", total=1.0)
        start = time.perf_counter()
        lesson.train_fast(
            model,
            torch.cat([x for x, _ in pairs[:500]]),  # only to measure what is fast on this machine
            seconds=seconds,
            batch_size=card["batch_size"],
            block_size=240,
            optimizers=lesson.record_optimizers(model, card["max_lr"], card["muon_lr"]),
            generator=torch.Generator().manual_seed(card["seed"]),
            report=lambda step, done, loss: progress.update(task, completed=done),
            draw=draw,
        )
        seconds = time.perf_counter() - start
    score = lesson.exact_match(model, lesson.to_pairs(unseen))
    shares = {kind: round(share, 4) for kind, share in lesson.by_kind(model, unseen).items()}
    card["control"] = {"seconds": round(seconds, 1), "exact_match": score, "by_kind": shares}

    write(weights, card, DATA / "tales_gpt.safetensors")


if __name__ == "__main__":
    main()
