"""`python -m autograder.bench [NAME...]`: run the benches, all that time something or those named."""

import sys

from . import generation, grading, load, parts, training

BENCHES = {"training": training, "parts": parts, "generation": generation, "grading": grading}

ALL = BENCHES | {"load": load}

for name in sys.argv[1:] or BENCHES:
    if name not in ALL:
        sys.exit(f"no bench {name!r}. Cure: python -m autograder.bench [{'] ['.join(ALL)}]")
    print(f"── {name}: {ALL[name].__doc__.splitlines()[0]}", flush=True)
    ALL[name].main()
