# %% right="against_slices"
"""The heads as slices of the channels, for several sizes; both kinds of promise."""
def tests_split_heads(candidate):
    for B, T, H, D in [(2, 4, 3, 5), (1, 1, 1, 1), (4, 1, 2, 3), (1, 3, 5, 1)]:
        x = torch.randn(B, T, H * D, requires_grad=True)
        kept = x.detach().clone()
        found = candidate(x, H)
        expected = torch.stack(x.detach().split(D, dim=-1), dim=1)
        assert torch.is_tensor(found) and found.requires_grad
        assert found.shape == expected.shape and torch.allclose(found, expected)
        assert x.shape == kept.shape and bool((x == kept).all())
    for C, H in ((7, 3), (5, 8), (10, 4)):
        try:
            candidate(torch.randn(2, 12, C), H)
            return False
        except ValueError:
            pass
    return True

# %% right="numbers_by_place"
"""Every number says where it comes from: three nested loops."""
def tests_split_heads(candidate):
    def fits(B, T, H, D):
        x = torch.tensor([[[100.0 * b + 10 * t + c / 100 for c in range(H * D)] for t in range(T)] for b in range(B)])
        y = x.clone().requires_grad_()
        heads = candidate(y, H)
        if tuple(heads.shape) != (B, H, T, D) or heads.grad_fn is None or y.shape != x.shape or (y != x).any():
            return False
        return all(heads[b, h, t, d] == x[b, t, h * D + d]
                   for b in range(B) for h in range(H) for t in range(T) for d in range(D))

    def refuses(C, H):
        try:
            candidate(torch.zeros(3, 4, C), H)
        except ValueError:
            return True
        return False

    return (fits(2, 3, 4, 5) and fits(3, 5, 2, 1) and fits(1, 2, 1, 3) and fits(2, 1, 3, 2) and refuses(5, 2)
            and refuses(4, 6) and refuses(9, 4))

# %% right="round_trip"
"""Heads laid side by side again, each at its place; the truth value is a torch scalar."""
def tests_split_heads(candidate):
    good = torch.tensor(True)
    for shape, H in [((2, 7, 6), 3), ((3, 1, 4), 2), ((1, 5, 3), 1), ((5, 2, 6), 6)]:
        x = torch.arange(float(math.prod(shape))).reshape(shape).requires_grad_()
        copy = x.detach().clone()
        heads = candidate(x, H)
        back = torch.cat([heads[:, h] for h in range(H)], dim=-1)
        good = good & (heads.dim() == 4) & (back.shape == copy.shape) and (back == copy).all() & (x == copy).all()
        good = good & (heads.shape[1] == H) & heads.requires_grad & (x.shape == copy.shape)
    for C, H in [(6, 4), (3, 6), (11, 2)]:
        try:
            candidate(torch.rand(2, 4, C), H)
        except ValueError:
            continue
        good = good & False
    return good

# %% wrong="always_true"
"""Your tests say True of everything. Call the candidate, compare what comes with what must come, and say False where they differ."""
def tests_split_heads(candidate):
    return True

# %% wrong="always_false"
"""Your tests refuse every candidate, also the right ones. Try them on your own `split_heads`: which line says False, and is it right?"""
def tests_split_heads(candidate):
    return False

# %% wrong="nothing_returned"
"""Your tests give nothing back. Return True where the candidate keeps the contract, False where it does not."""
def tests_split_heads(candidate):
    x = torch.arange(24.0).view(1, 4, 6)
    candidate(x, 2).shape == (1, 2, 4, 3)

# %% wrong="shape_only"
"""Your tests look at the shape alone. A bare `view` has the right shape, and the numbers of other tokens in it: look at the numbers, too."""
def tests_split_heads(candidate):
    return candidate(torch.randn(2, 5, 12), 3).shape == (2, 3, 5, 4)

# %% wrong="shape_and_sum"
"""Your tests look at the shape alone. A bare `view` has the right shape, and the numbers of other tokens in it: look at the numbers, too."""
def tests_split_heads(candidate):
    x = torch.randn(2, 5, 12)
    heads = candidate(x, 3)
    return heads.shape == (2, 3, 5, 4) and torch.allclose(heads.sum(), x.sum(), atol=1e-4)

# %% wrong="no_errors_asked"
"""Your tests never ask for the error: what does the candidate do with channels that do not divide? The contract promises a ValueError."""
def tests_split_heads(candidate):
    for B, T, H, D in [(2, 4, 3, 5), (1, 1, 1, 1), (4, 1, 2, 3), (1, 3, 5, 1)]:
        x = torch.randn(B, T, H * D, requires_grad=True)
        kept = x.detach().clone()
        found = candidate(x, H)
        expected = torch.stack(kept.split(D, dim=-1), dim=1)
        if not torch.is_tensor(found) or found.shape != expected.shape or not found.requires_grad:
            return False
        if not torch.equal(found, expected) or x.shape != kept.shape or not torch.equal(x, kept):
            return False
    return True

# %% wrong="one_sequence"
"""Your tests call the candidate with one sequence, or with one size, only. Mistakes hide behind sizes of 1 and sizes that are equal: take several, all different."""
def tests_split_heads(candidate):
    x = torch.arange(24.0).view(1, 4, 6)
    heads = candidate(x, 2)
    return heads.shape == (1, 2, 4, 3) and torch.equal(heads[0, 0], x[0, :, :3]) and torch.equal(heads[0, 1], x[0, :, 3:])

# %% wrong="must_be_contiguous"
"""Your tests ask for more than the contract: how a result lies in memory, or whether it is a copy, is the author's choice."""
def tests_split_heads(candidate):
    x = torch.randn(2, 5, 12)
    heads = candidate(x, 3)
    return heads.is_contiguous() and torch.equal(heads, torch.stack(x.split(4, dim=-1), dim=1))

# %% wrong="own_function"
"""Your tests call your own `split_heads` and never the candidate, so they say the same of everybody."""
def tests_split_heads(candidate):
    x = torch.randn(2, 5, 12)
    return torch.equal(split_heads(x, 3), torch.stack(x.split(4, dim=-1), dim=1))

# %% wrong="arguments_exchanged"
"""Your tests call the candidate with its arguments in the wrong order: it is candidate(x, n_heads)."""
def tests_split_heads(candidate):
    return candidate(3, torch.randn(2, 5, 12)).shape == (2, 3, 5, 4)

# %% wrong="wrong_place_of_the_heads"
"""Your tests expect the heads behind the tokens. The contract is (B, H, T, D): the heads come second."""
def tests_split_heads(candidate):
    x = torch.arange(120.0).view(2, 5, 12)
    return torch.equal(candidate(x, 3), x.view(2, 5, 3, 4))

# %% wrong="one_head"
"""Your tests call the candidate with one sequence, or with one size, only. Mistakes hide behind sizes of 1 and sizes that are equal: take several, all different."""
def tests_split_heads(candidate):
    x = torch.randn(2, 5, 12)
    return torch.equal(candidate(x, 1), x.unsqueeze(1))

# %% wrong="any_error"
"""Your tests take any error for the right one. The contract names ValueError; of another error the caller knows nothing."""
def tests_split_heads(candidate):
    for B, T, H, D in [(2, 4, 3, 5), (1, 1, 1, 1), (4, 1, 2, 3), (1, 3, 5, 1)]:
        x = torch.randn(B, T, H * D, requires_grad=True)
        kept = x.detach().clone()
        found = candidate(x, H)
        expected = torch.stack(kept.split(D, dim=-1), dim=1)
        if not torch.is_tensor(found) or found.shape != expected.shape or not found.requires_grad:
            return False
        if not torch.equal(found, expected) or x.shape != kept.shape or not torch.equal(x, kept):
            return False
    try:
        candidate(torch.randn(2, 12, 7), 3)
    except Exception:
        return True
    return False
