"""`python -m autograder.bench [NAME...]`: run the benches, all or those named. No figure is made here."""

import sys

from . import generation, grading, parts, training

BENCHES = {"training": training, "parts": parts, "generation": generation, "grading": grading}

for name in sys.argv[1:] or BENCHES:
    if name not in BENCHES:
        sys.exit(f"no bench {name!r}. Cure: python -m autograder.bench [{'] ['.join(BENCHES)}]")
    print(f"── {name}: {BENCHES[name].__doc__.splitlines()[0]}", flush=True)
    BENCHES[name].main()
