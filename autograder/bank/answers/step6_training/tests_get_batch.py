# %% right="assertions"
"""Assertions, whose errors count as False."""
def tests_get_batch(candidate):
    text = torch.tensor([70_001, 2**24 + 1, 2**40 + 1, 9])
    x, y = candidate(text, 7, 3)
    assert tuple(x.shape) == (7, 3) and tuple(y.shape) == (7, 3), "shapes"
    assert x.dtype == torch.int64 and y.dtype == torch.int64, "whole numbers"
    assert x.tolist() == [text[:3].tolist()] * 7 and y.tolist() == [text[1:].tolist()] * 7, "the only window"
    data = torch.arange(9)
    rows = [candidate(data, 3, 5)[0] for _ in range(900)]
    for row in range(3):
        for start in range(4):
            share = sum(x[row, 0].item() == start for x in rows) / 900
            assert abs(share - 0.25) < 0.07, "every window equally likely in each row"
    for start in range(4):
        share = sum((x[1, 0] - x[0, 0]).item() % 4 == start for x in rows) / 900
        assert abs(share - 0.25) < 0.07, "rows do not depend on each other"
    assert data.tolist() == list(range(9)), "the data stay as they are"
    long = torch.arange(500)
    x, y = candidate(long, 6, 8)
    assert torch.equal(y, x + 1) and torch.equal(x - x[:, :1], torch.arange(8).expand(6, 8))
    assert not torch.equal(x, candidate(long, 6, 8)[0]), "another batch"
    made = [candidate(long, 6, 8, generator=torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)]
    assert torch.equal(made[0][0], made[1][0]) and torch.equal(made[0][1], made[1][1])
    assert not torch.equal(made[0][0], made[2][0])
    one = torch.Generator().manual_seed(1)
    assert not torch.equal(candidate(long, 6, 8, one)[0], candidate(long, 6, 8, one)[0])
    return True

# %% right="chi_square"
"""A sum of squared deviations in place of a bound for each count."""
def tests_get_batch(candidate):
    def even(values, k):
        counts = np.bincount(np.array(values), minlength=k)
        n = counts.sum()
        return len(counts) == k and ((counts - n / k) ** 2 / (n / k)).sum() < k + 5 * np.sqrt(2 * k)

    data = torch.arange(12)
    x, y = candidate(data, 3000, 5)
    ok = x.shape == (3000, 5) and y.shape == (3000, 5) and x.dtype == y.dtype == torch.long
    ok = ok and bool((y - x == 1).all()) and bool((x.diff(dim=1) == 1).all()) and even(x[:, 0].tolist(), 7)
    couples = [candidate(data, 2, 5)[0][:, 0].tolist() for _ in range(600)]
    ok = ok and even([a for a, b in couples], 7) and even([(b - a) % 7 for a, b in couples], 7)
    ok = ok and data.tolist() == [*range(12)]
    large = torch.tensor([2**17, 2**24 + 3, 2**33 + 1])
    x, y = candidate(large, 4, 2)
    ok = ok and x.tolist() == [large[:2].tolist()] * 4 and y.tolist() == [large[1:].tolist()] * 4

    def drawn(seed):
        return candidate(data, 20, 5, torch.Generator().manual_seed(seed))[0].tolist()

    twice = torch.Generator().manual_seed(9)
    two = [candidate(data, 20, 5, twice)[0].tolist() for _ in range(2)]
    return ok and drawn(5) == drawn(5) and drawn(5) != drawn(6) and two[0] != two[1]

# %% right="truth_of_torch"
"""A torch truth value, each part a row of a list."""
def tests_get_batch(candidate):
    data = torch.arange(50, 60)
    held = []
    x, y = candidate(data, 2400, 4)
    held += [x.shape == (2400, 4), y.shape == (2400, 4), x.dtype == torch.long, y.dtype == torch.long]
    if not all(held):
        return torch.tensor(False)
    held += [torch.equal(y, x + 1), torch.equal(x, x[:, :1] + torch.arange(4))]
    shares = [(x[:, 0] == start).float().mean().item() for start in range(50, 56)]
    held += [abs(share - 1 / 6) < 0.035 for share in shares]
    starts = torch.cat([candidate(data, 2, 4)[0][:, :1].T for _ in range(800)])
    held += [abs((starts[:, 0] == start).float().mean().item() - 1 / 6) < 0.06 for start in range(50, 56)]
    gaps = (starts[:, 1] - starts[:, 0]) % 6
    held += [abs((gaps == gap).float().mean().item() - 1 / 6) < 0.06 for gap in range(6)]
    held.append(data.tolist() == list(range(50, 60)))
    exact = torch.tensor([2**40 + 1, 2**24 + 1, 66_000])
    x, y = candidate(exact, 3, 2)
    held += [torch.equal(x, exact[:2].expand(3, 2)), torch.equal(y, exact[1:].expand(3, 2))]
    g, h, other = (torch.Generator().manual_seed(seed) for seed in (11, 11, 12))
    first, second, third = (candidate(data, 12, 4, one)[0] for one in (g, h, other))
    held += [torch.equal(first, second), not torch.equal(first, third), not torch.equal(first, candidate(data, 12, 4, g)[0])]
    return torch.tensor(held).all()

# %% wrong="always_true"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and look at what comes out."""
def tests_get_batch(candidate):
    return True

# %% wrong="own_get_batch"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and look at what comes out."""
def tests_get_batch(candidate):
    x, y = get_batch(torch.arange(50), 6, 4)
    return torch.equal(y, x + 1)

# %% wrong="always_false"
"""Your tests refuse everybody, those who did nothing wrong, too."""
def tests_get_batch(candidate):
    return False

# %% wrong="no_return"
"""Your tests decide nothing: they return nothing. Is a `return True` missing at the end?"""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(50), 6, 4)
    assert torch.equal(y, x + 1)

# %% wrong="shape_alone"
"""You look at the shape alone. Zeros, too, have the right shape: what must stand in each row, and in y beside it?"""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(50), 6, 4)
    return x.shape == (6, 4) and y.shape == (6, 4)

# %% wrong="shift_alone"
"""You look at one batch: is y one ahead? Nothing asks where the windows start, and whether the generator is heard."""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(50), 6, 4)
    return torch.equal(y, x + 1)

# %% wrong="against_own"
"""You demand the batch that your own get_batch draws from the same seed. Which random numbers are drawn is the author's business: ask for what must hold of any batch."""
def tests_get_batch(candidate):
    data = torch.arange(50)
    x, y = candidate(data, 6, 4, torch.Generator().manual_seed(3))
    starts = torch.randint(46, (6, 1), generator=torch.Generator().manual_seed(3))
    places = starts + torch.arange(4)
    return torch.equal(x, data[places]) and torch.equal(y, data[places + 1])

# %% wrong="tuple_demanded"
"""You insist on a tuple. The contract asks for a pair, and a list of two is one."""
def tests_get_batch(candidate):
    made = candidate(torch.arange(50), 6, 4)
    return isinstance(made, tuple) and torch.equal(made[1], made[0] + 1)

# %% wrong="bound_too_tight"
"""Your bound is tighter than chance: an honest candidate's counts stray by a few times the root of what is expected."""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(11), 7000, 4)
    counts = torch.bincount(x[:, 0].clamp(min=0), minlength=7)
    return torch.equal(y, x + 1) and bool((counts - 1000).abs().max() <= 2)

# %% wrong="generator_unasked"
"""You never hand over a generator, so whoever ignores it passes. Two calls with generators in the same state must give the same batch, and a third in another state another."""
def tests_get_batch(candidate):
    only = torch.tensor([70_000, 2**24 + 1, 3, 2**40 + 1])
    x, y = candidate(only.clone(), 5, 3)
    if x.shape != (5, 3) or y.shape != (5, 3) or x.dtype != torch.long or y.dtype != torch.long:
        return False
    if not ((x == only[:3]).all() and (y == only[1:]).all()):
        return False
    data = torch.arange(100, 111)
    x, y = candidate(data, 2800, 4)
    counts = torch.bincount((x[:, 0] - 100).clamp(min=0), minlength=7)
    if len(counts) != 7 or (counts - 400).abs().max() > 80 or data.tolist() != list(range(100, 111)):
        return False
    pairs = torch.stack([candidate(data, 2, 4)[0][:, 0] for _ in range(700)])
    apart = torch.bincount((pairs[:, 1] - pairs[:, 0]) % 7, minlength=7)
    first = torch.bincount(pairs[:, 0] - 100, minlength=7)
    return bool((apart - 100).abs().max() < 40 and (first - 100).abs().max() < 40)

# %% wrong="no_counting"
"""You never count where windows start, so whoever leaves the first or the last one out passes. Draw many, and count."""
def tests_get_batch(candidate):
    only = torch.tensor([70_000, 2**24 + 1, 3, 2**40 + 1])
    x, y = candidate(only.clone(), 5, 3)
    if x.shape != (5, 3) or y.shape != (5, 3) or x.dtype != torch.long or y.dtype != torch.long:
        return False
    if not ((x == only[:3]).all() and (y == only[1:]).all()):
        return False
    data = torch.arange(500)
    a, b, c = (candidate(data, 9, 4, torch.Generator().manual_seed(seed))[0] for seed in (3, 3, 4))
    generator = torch.Generator().manual_seed(3)
    d, e = candidate(data, 9, 4, generator)[0], candidate(data, 9, 4, generator)[0]
    same = torch.equal(a, b) and not torch.equal(a, c) and not torch.equal(d, e)
    return same and torch.equal(candidate(data, 9, 4)[1][:, :-1], candidate(data, 9, 4)[1][:, :-1] * 1) and data[0].item() == 0

# %% wrong="wrong_order"
"""You call the candidate with batch_size and block_size in the wrong order."""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(50), 4, 6)
    return x.shape == (6, 4) and torch.equal(y, x + 1)

# %% wrong="upside_down"
"""Your answer is upside down: True means that the candidate is right."""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(50), 6, 4)
    return not torch.equal(y, x + 1)

# %% wrong="backwards"
"""You expect y to be one *behind* x. The target comes after its token."""
def tests_get_batch(candidate):
    x, y = candidate(torch.arange(50), 6, 4)
    return torch.equal(y, x - 1)
