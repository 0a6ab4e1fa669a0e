"""Lesson 6's outlook: what each part of the record runs gains over the plain GPT, in half a minute and in a number
of steps, the same for all."""

from .training import ALL_PARTS, FIVE, Contest, Way

SECONDS, STEPS = 30, 1000
RUNS = {"plain": ()} | {part: (part,) for part in FIVE}
RUNS |= {"all five": FIVE, "and the small ones": ALL_PARTS}


def main() -> None:
    contest = Contest()
    for title, budget in ((f"{SECONDS} s", {"seconds": SECONDS}), (f"{STEPS:,} steps", {"steps": STEPS})):
        losses = {}
        for name, parts in RUNS.items():
            losses[name], steps = contest.fast(Way(name, parts=parts), **budget)
            gain = losses["plain"] - losses[name]
            print(f"  {title}: {name:20} {losses[name]:.3f}, gain {gain:+.3f}, {steps:,} steps", flush=True)
