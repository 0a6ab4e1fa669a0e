"""functools.reduce over (output, held id)."""
from functools import reduce


def merge(ids, pair, new_id):
    def step(state, current):
        out, held = state
        if held == [pair[0]] and current == pair[1]:
            return out + [new_id], []
        return out + held, [current]

    out, held = reduce(step, ids, ([], []))
    return out + held
