"""`make redteam`: every attack in the sandbox, a line each, blocked or not; exits with 1 when one has succeeded."""

import sys
import tempfile
import time
from pathlib import Path

from autograder.sandbox import SandboxUnavailable

from .harness import Team, attacks


def main() -> int:
    tried, blocked, started = attacks(), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Team(Path(folder)) as team:
        for attack in tried:
            found = team.run(attack)
            blocked += not found
            print(f"{'SUCCEEDED' if found else 'blocked':<10}{attack.name:<34}{attack.tries}", flush=True)
            for line in found:
                print(f"{'':<10}→ {line}")
    print(f"\n{blocked} blocked / {len(tried)} tried, in {time.monotonic() - started:.0f} s")
    return blocked != len(tried)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SandboxUnavailable as reason:
        sys.exit(f"{reason}")
