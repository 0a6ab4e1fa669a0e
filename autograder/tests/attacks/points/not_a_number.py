"""Returns what compares strangely: NaN, infinities, empty tensors, tensors without data.

Success: points for the wrong answer.
"""

# %%
calls = []


def target(x):
    calls.append(x)
    strange = [torch.full_like(x, float("nan")), x / 0, x[:0], x.to("meta"), x.to_sparse(), torch.ones(2, 0), None]
    return strange[len(calls) % len(strange)]
