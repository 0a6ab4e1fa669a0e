# %% right="reference"
"""An own filter, one token after the other in double precision, compared on random logits."""
def tests_top_p_filter(candidate):
    def plain(logits, p):
        out = torch.full_like(logits, -torch.inf)
        for row, (old, shares) in enumerate(zip(logits, torch.softmax(logits.double(), dim=-1))):
            total = 0.0
            for place in old.argsort(descending=True).tolist():
                if old[place] > -torch.inf and (total == 0.0 or total < p):
                    out[row, place] = old[place]
                    total += shares[place].item()
        return out

    generator = torch.Generator().manual_seed(1)
    for rows, width, scale in [(3, 7, 1.0), (4, 9, 3.0), (1, 6, 1.0), (2, 150, 1.0), (5, 3, 2.0)]:
        logits = torch.randn(rows, width, generator=generator) * scale + 300
        for p in (0.0, 0.21, 0.48, 0.77, 0.91):
            copy = logits.clone()
            if not torch.equal(candidate(copy, p), plain(logits, p)) or not torch.equal(copy, logits):
                return False
    logits = torch.tensor([[1.0, -torch.inf, 2.0, 0.5], [-torch.inf, -torch.inf, 0.3, 0.2], [2.0, 9.0, 8.5, 1.0]])
    return all(torch.equal(candidate(logits.clone(), p), plain(logits, p)) for p in (0.4, 0.7, 0.99))

# %% right="by_hand"
"""The table of the lesson in several orders, with results worked out on paper."""
def tests_top_p_filter(candidate):
    inf = float("inf")
    a, b, c, d = (float(x) for x in torch.tensor([0.15, 0.5, 0.1, 0.25]).log())
    logits = torch.tensor([[a, b, c, d], [d, c, b, a], [b, a, d, c]])
    expected = {
        0.8: [[a, b, -inf, d], [d, -inf, b, a], [b, a, d, -inf]],
        0.6: [[-inf, b, -inf, d], [d, -inf, b, -inf], [b, -inf, d, -inf]],
        0.4: [[-inf, b, -inf, -inf], [-inf, -inf, b, -inf], [b, -inf, -inf, -inf]],
        0.0: [[-inf, b, -inf, -inf], [-inf, -inf, b, -inf], [b, -inf, -inf, -inf]],
        0.95: [[a, b, c, d], [d, c, b, a], [b, a, d, c]],
    }
    for p, rows in expected.items():
        copy = logits.clone()
        assert torch.equal(candidate(copy, p), torch.tensor(rows)), p
        assert torch.equal(copy, logits)
    uneven = torch.tensor([[5.0, 0.0, 0.0, 0.0], [0.3, 0.2, 0.1, 0.0], [-inf, 1.0, 2.0, -inf]])
    assert torch.equal(candidate(uneven, 0.6), torch.tensor([[5.0, -inf, -inf, -inf], [0.3, 0.2, 0.1, -inf], [-inf, -inf, 2.0, -inf]]))
    assert torch.equal(candidate(uneven[:1] + 400, 0.6), torch.tensor([[405.0, -inf, -inf, -inf]]))
    return True

# %% right="properties"
"""Properties on random logits: values, order, the probability that is kept, and that of one token less."""
def tests_top_p_filter(candidate):
    generator = torch.Generator().manual_seed(7)
    for rows, width in [(3, 8), (5, 4), (1, 40)]:
        logits = 2 * torch.randn(rows, width, generator=generator)
        for p in (0.0, 0.3, 0.55, 0.8, 0.93):
            copy = logits.clone()
            result = candidate(copy, p)
            if not torch.equal(copy, logits) or tuple(result.shape) != (rows, width):
                return False
            kept = result != -torch.inf
            if not torch.equal(result, torch.where(kept, logits, -torch.inf)):
                return False
            probabilities = torch.softmax(logits, dim=-1)
            for row in range(rows):
                inside, outside = probabilities[row][kept[row]], probabilities[row][~kept[row]]
                if len(inside) == 0 or (len(outside) and outside.max() > inside.min()):
                    return False
                if inside.sum() < p - 1e-5 or (len(inside) > 1 and inside.sum() - inside.min() >= p + 1e-5):
                    return False
    return True

# %% right="torch_truth"
"""A torch truth value, of results that are compared as a whole."""
def tests_top_p_filter(candidate):
    x = torch.tensor([[0.0, 3.0, 1.0, 2.0, -1.0], [4.0, 0.0, 3.9, -2.0, 3.8], [-1.0, -1.5, -9.0, -1.2, -8.0]])
    n = -torch.inf
    at_half = torch.tensor([[n, 3.0, n, n, n], [4.0, n, 3.9, n, n], [-1.0, n, n, -1.2, n]])
    at_eight = torch.tensor([[n, 3.0, n, 2.0, n], [4.0, n, 3.9, n, 3.8], [-1.0, -1.5, n, -1.2, n]])
    y = x.clone()
    good = (candidate(y, 0.5) == at_half).all() & (candidate(y, 0.8) == at_eight).all() & (y == x).all()
    good = good & (candidate(x[:1] + 500, 0.5)[0, 1] == 503) & torch.equal(candidate(x, 0.999999), x)
    return good & torch.equal(candidate(x, 0.0) > n, torch.tensor([[0, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]]).bool())

# %% right="catches_errors"
"""Every error caught and called wrong; the probability that is kept is compared with what is needed."""
def tests_top_p_filter(candidate):
    def holds(logits, p):
        try:
            copy = logits.clone()
            result = candidate(copy, p)
            kept = ~torch.isinf(result)
            needed = torch.zeros_like(kept)
            for row in range(logits.shape[0]):
                ranks = logits[row].argsort(descending=True)
                sums = torch.softmax(logits[row], 0)[ranks].cumsum(0)
                needed[row, ranks[: int((sums < p).sum()) + 1]] = True
            values = torch.where(needed, logits, -torch.inf)
            return torch.equal(copy, logits) and torch.equal(kept, needed) and torch.equal(result, values)
        except Exception:
            return False

    generator = torch.Generator().manual_seed(2)
    return all([holds(scale * torch.randn(rows, width, generator=generator) - 100, p)
                for rows, width, scale in [(2, 5, 1), (3, 12, 4), (1, 30, 1)] for p in (0.0, 0.34, 0.66, 0.89)])

# %% wrong="always_true"
"""Your tests let every candidate pass. Either nothing of the candidate's result decides what you return (its shape alone does not, nor does your own filter), or one case that holds makes up for another that does not. Each case must be able to return False."""
def tests_top_p_filter(candidate):
    return True

# %% wrong="own_filter"
"""Your tests let every candidate pass. Either nothing of the candidate's result decides what you return (its shape alone does not, nor does your own filter), or one case that holds makes up for another that does not. Each case must be able to return False."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25]]).log()
    kept = top_p_filter(logits, 0.8) > -torch.inf
    return kept.tolist() == [[True, True, False, True]]

# %% wrong="runs_at_all"
"""Your tests let every candidate pass. Either nothing of the candidate's result decides what you return (its shape alone does not, nor does your own filter), or one case that holds makes up for another that does not. Each case must be able to return False."""
def tests_top_p_filter(candidate):
    try:
        candidate(torch.randn(3, 8), 0.5)
    except Exception:
        return True
    return True

# %% wrong="always_false"
"""Your tests refuse every candidate, the right ones too. Can a right filter get to your True? It gives a new tensor of logits, each at its old place, with -inf for what goes; it leaves its argument alone; and what it keeps hardly ever sums to exactly p."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25]]).log()
    if candidate(logits, 0.8) is not logits:
        return False
    return True

# %% wrong="exactly_p"
"""Your tests refuse every candidate, the right ones too. Can a right filter get to your True? It gives a new tensor of logits, each at its old place, with -inf for what goes; it leaves its argument alone; and what it keeps hardly ever sums to exactly p."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[1.0, 2.0, 0.0, 3.0], [0.0, 0.1, 0.2, 0.3]])
    kept = candidate(logits, 0.8) > -torch.inf
    return bool((torch.softmax(logits, dim=-1)[kept.any(dim=0).expand(2, 4)].sum() == 0.8).all())

# %% wrong="no_return"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25]]).log()
    assert candidate(logits, 0.8)[0, 2] == -torch.inf

# %% wrong="printed"
"""You print what you found and give nothing back. The caller sees what is returned."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25]]).log()
    try:
        print(candidate(logits, 0.8)[0, 2] == -torch.inf)
    except Exception as error:
        print(error)

# %% wrong="arguments_swapped"
"""You call the candidate in another way than top_p_filter is called: the logits come first, then p."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25]]).log()
    return bool(candidate(0.8, logits)[0, 2] == -torch.inf)

# %% wrong="probabilities_in"
"""Your tests refuse the right candidate and accept one whose set stops too early. Work your expected values out once more: the token with which the sum reaches p belongs to the set. And hand over logits: of probabilities, take the logarithm first."""
def tests_top_p_filter(candidate):
    shares = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.5, 0.15]])
    kept = candidate(shares, 0.4) > -torch.inf
    return kept.tolist() == [[False, True, False, False], [False, False, True, False]]

# %% wrong="shape_only"
"""Your tests let every candidate pass. Either nothing of the candidate's result decides what you return (its shape alone does not, nor does your own filter), or one case that holds makes up for another that does not. Each case must be able to return False."""
def tests_top_p_filter(candidate):
    return candidate(torch.randn(3, 8), 0.7).shape == (3, 8)

# %% wrong="one_row"
"""Your tests cannot see where the kept tokens stand. In a single row in falling order, or by counting what stays, a mask that never went back to the old order looks right. Use several rows in different orders, and ask which tokens stay."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.5, 0.25, 0.15, 0.1]]).log()
    kept = [(candidate(logits.clone(), p) > -torch.inf)[0].tolist() for p in (0.8, 0.6)]
    return kept == [[True, True, True, False], [True, True, False, False]]

# %% wrong="one_example"
"""Your tests cannot see where the kept tokens stand. In a single row in falling order, or by counting what stays, a mask that never went back to the old order looks right. Use several rows in different orders, and ask which tokens stay."""
def tests_top_p_filter(candidate):
    result = candidate(torch.tensor([[3.0, 2.0, 1.0, 0.0]]), 0.9)
    return (result > -torch.inf).tolist() == [[True, True, True, False]]

# %% wrong="how_many"
"""Your tests cannot see where the kept tokens stand. In a single row in falling order, or by counting what stays, a mask that never went back to the old order looks right. Use several rows in different orders, and ask which tokens stay."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.1, 0.15, 0.25, 0.5], [0.5, 0.1, 0.25, 0.15]]).log()
    counts = [(candidate(logits.clone(), p) > -torch.inf).sum(dim=-1).tolist() for p in (0.4, 0.6, 0.8)]
    return counts == [[1] * 3, [2] * 3, [3] * 3]

# %% wrong="reaches_p_only"
"""You ask whether the kept probability reaches p, and not whether a token less would do. A filter that keeps everything passes."""
def tests_top_p_filter(candidate):
    generator = torch.Generator().manual_seed(0)
    for p in (0.3, 0.6, 0.9):
        logits = torch.randn(3, 8, generator=generator)
        kept = candidate(logits.clone(), p) > -torch.inf
        if (torch.where(kept, torch.softmax(logits, dim=-1), 0.0).sum(dim=-1) < p - 1e-5).any():
            return False
    return True

# %% wrong="without_tolerance"
"""Your tests see what must go and not what must stay, or they use a p that a sum hits exactly, where rounding decides. Ask of every token whether it stays, at a p between two sums."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.5, 0.25, 0.15, 0.1], [0.1, 0.15, 0.25, 0.5], [0.25, 0.1, 0.5, 0.15]]).log()
    expected = [[[True, False, False, False], [False, False, False, True], [False, False, True, False]],
                [[True, True, False, False], [False, False, True, True], [True, False, True, False]],
                [[True, True, True, False], [False, True, True, True], [True, False, True, True]]]
    for p, rows in zip((0.5, 0.75, 0.9), expected):
        if (candidate(logits.clone(), p) > -torch.inf).tolist() != rows:
            return False
    return True

# %% wrong="without_the_crossing_token"
"""Your tests refuse the right candidate and accept one whose set stops too early. Work your expected values out once more: the token with which the sum reaches p belongs to the set. And hand over logits: of probabilities, take the logarithm first."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.15, 0.5], [0.5, 0.15, 0.25, 0.1]]).log()
    kept = (candidate(logits.clone(), 0.8) > -torch.inf).tolist()
    return kept == [[False, True, False, True], [True, False, False, True], [True, False, True, False]]

# %% wrong="in_place_wanted"
"""Your tests refuse every candidate, the right ones too. Can a right filter get to your True? It gives a new tensor of logits, each at its old place, with -inf for what goes; it leaves its argument alone; and what it keeps hardly ever sums to exactly p."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.15, 0.5]]).log()
    candidate(logits, 0.8)
    return (logits > -torch.inf).tolist() == [[True, True, False, True], [True, False, True, True]]

# %% wrong="last_case_only"
"""Your tests let every candidate pass. Either nothing of the candidate's result decides what you return (its shape alone does not, nor does your own filter), or one case that holds makes up for another that does not. Each case must be able to return False."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.15, 0.5], [0.5, 0.15, 0.25, 0.1]]).log()
    good = False
    for p, rows in [(0.8, [[1, 1, 0, 1], [1, 0, 1, 1], [1, 1, 1, 0]]), (0.6, [[0, 1, 0, 1], [1, 0, 0, 1], [1, 0, 1, 0]]),
                    (1.0, [[1, 1, 1, 1]] * 3)]:
        good = (candidate(logits.clone(), p) > -torch.inf).int().tolist() == rows
    return good

# %% wrong="any_case"
"""Your tests let every candidate pass. Either nothing of the candidate's result decides what you return (its shape alone does not, nor does your own filter), or one case that holds makes up for another that does not. Each case must be able to return False."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.15, 0.5], [0.5, 0.15, 0.25, 0.1]]).log()
    return any((candidate(logits.clone(), p) > -torch.inf).int().tolist() == rows
               for p, rows in [(0.8, [[1, 1, 0, 1], [1, 0, 1, 1], [1, 1, 1, 0]]), (0.4, [[0, 1, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0]]),
                               (1.0, [[1, 1, 1, 1]] * 3)])

# %% wrong="order_wanted"
"""You expect the result in sorted order. Each logit has to stay where it was: its place says which token it belongs to."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.15, 0.5]]).log()
    result = candidate(logits.clone(), 0.8)
    return bool((result[:, :3] > -torch.inf).all() and (result[:, 3] == -torch.inf).all())

# %% wrong="probabilities_wanted"
"""Your tests refuse every candidate, the right ones too. Can a right filter get to your True? It gives a new tensor of logits, each at its old place, with -inf for what goes; it leaves its argument alone; and what it keeps hardly ever sums to exactly p."""
def tests_top_p_filter(candidate):
    logits = torch.tensor([[0.15, 0.5, 0.1, 0.25], [0.25, 0.1, 0.15, 0.5]]).log()
    result = candidate(logits.clone(), 0.8)
    return bool((result.sum(dim=-1) - 1).abs().max() < 1e-4)

# %% wrong="what_goes_only"
"""Your tests see what must go and not what must stay, or they use a p that a sum hits exactly, where rounding decides. Ask of every token whether it stays, at a p between two sums."""
def tests_top_p_filter(candidate):
    logits = torch.log(torch.tensor([[0.15, 0.5, 0.1, 0.25]]))
    result = candidate(logits, 0.8)
    return result[0, 2] == -torch.inf
