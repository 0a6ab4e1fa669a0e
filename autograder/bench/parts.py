"""Lesson 6's outlook: what each part of the record runs gains over the plain GPT in the same minute of training."""

from .training import ALL_PARTS, MINUTE, Contest

FIVE = ("rms", "rotary", "qk_norm", "relu2", "muon")
RUNS = {"plain": ()} | {part: (part,) for part in FIVE}
RUNS |= {"all five": FIVE, "all five, zero_init": (*FIVE, "zero_init"), "and the small ones": ALL_PARTS}


def main() -> None:
    contest, losses = Contest(), {}
    for block_size in (64, 128):
        for name, parts in RUNS.items():
            if block_size == 64 or len(parts) > 1 or not parts:
                losses[name] = contest.fast(contest.model(block_size, parts), MINUTE)
                gain = losses["plain"] - losses[name]
                print(f"  windows of {block_size}, {name:20} {losses[name]:.3f}, gain {gain:+.3f}", flush=True)
