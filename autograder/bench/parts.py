"""Lesson 6's outlook: what each part of the record runs gains over the plain GPT in the same half minute."""

from .training import ALL_PARTS, FIVE, Contest, Way

SECONDS = 30
RUNS = {"plain": ()} | {part: (part,) for part in FIVE}
RUNS |= {"all five": FIVE, "and the small ones": ALL_PARTS}


def main() -> None:
    contest, losses = Contest(), {}
    for name, parts in RUNS.items():
        losses[name] = contest.fast(Way(name, parts=parts), SECONDS)
        print(f"  {name:20} {losses[name]:.3f}, gain {losses['plain'] - losses[name]:+.3f}", flush=True)
