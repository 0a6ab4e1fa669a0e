# %% right="assertions"
"""Assertions, whose errors count as False, and True at the end; PyTorch's own attention as the reference."""
def tests_attention(candidate):
    generator = torch.Generator().manual_seed(5)
    table = torch.tensor([[True, False, True, True], [False, False, True, False], [True, True, False, True]])
    for lead in ((), (2,), (2, 5), (1, 2, 2)):
        q, k, v = (torch.randn(*lead, *size, generator=generator) for size in ((3, 6), (4, 6), (4, 2)))
        for mask in (None, table, table.flip(0)):
            copies = [x.clone() for x in (q, k, v)]
            own = None if mask is None else mask.clone()
            output, weights = candidate(q, k, v, own)
            assert output.shape == (*lead, 3, 2) and weights.shape == (*lead, 3, 4)
            expected = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            assert torch.allclose(output, expected, atol=1e-4)
            assert torch.allclose(weights @ v, expected, atol=1e-4)
            assert torch.allclose(weights.sum(-1), torch.ones(*lead, 3), atol=1e-4)
            assert mask is None or bool((weights.masked_select(~mask.expand_as(weights)) == 0).all())
            assert all(torch.equal(x, copy) for x, copy in zip((q, k, v), copies))
            assert mask is None or torch.equal(own, mask)
    return True

# %% right="properties"
"""Properties and invariance: alone or in a batch, hidden keys changed, and the example by hand."""
def tests_attention(candidate):
    q = torch.tensor([[2 * math.log(3), 0.0, 0.0, 0.0]])
    k = torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
    v = torch.tensor([[8.0], [4.0]])
    for mask, out, row in [(None, 7.0, [0.75, 0.25]), (torch.tensor([[False, True]]), 4.0, [0.0, 1.0])]:
        output, weights = candidate(q, k, v, mask)
        if abs(output.item() - out) > 1e-4 or not np.allclose(weights.tolist(), [row], atol=1e-4):
            return False
    torch.manual_seed(1)
    q, k, v = torch.randn(3, 4, 5), torch.randn(3, 6, 5), torch.randn(3, 6, 2)
    mask = torch.rand(3, 4, 6) < 0.5
    mask[..., 0] = True
    mask[..., 5] = False
    before = [x.clone() for x in (q, k, v, mask)]
    output, weights = candidate(q, k, v, mask)
    if not all(torch.equal(x, y) for x, y in zip((q, k, v, mask), before)):
        return False
    if not torch.allclose(weights @ v, output, atol=1e-4) or not torch.allclose(weights.sum(-1), torch.ones(3, 4)):
        return False
    for b in range(3):
        alone = candidate(q[b], k[b], v[b], mask[b])
        if not torch.allclose(alone[0], output[b], atol=1e-4) or not torch.allclose(alone[1], weights[b], atol=1e-4):
            return False
    heads = candidate(q[None], k[None], v[None], mask[None])
    if not torch.allclose(heads[0][0], output, atol=1e-4):
        return False
    k[:, 5], v[:, 5] = 30.0, -40.0
    moved = candidate(q, k, v, mask)
    return torch.allclose(moved[0], output, atol=1e-4) and torch.allclose(moved[1], weights, atol=1e-4)

# %% right="loops"
"""An own attention with loops, on random lists of sizes."""
def tests_attention(candidate):
    def slow(q, k, v, mask):
        if q.dim() > 2:
            parts = [slow(q[i], k[i], v[i], None if mask is None else mask[i]) for i in range(len(q))]
            return torch.stack([p[0] for p in parts]), torch.stack([p[1] for p in parts])
        weights = torch.zeros(len(q), len(k))
        for t in range(len(q)):
            for s in range(len(k)):
                if mask is None or mask[t, s]:
                    weights[t, s] = math.exp(float(q[t] @ k[s]) / math.sqrt(q.shape[1]))
        weights /= weights.sum(1, keepdim=True)
        return weights @ v, weights

    good = True
    for number, (lead, T, S, d, w) in enumerate([((), 2, 3, 4, 5), ((2,), 3, 5, 2, 4), ((2, 3), 5, 4, 3, 2), ((1,), 1, 4, 7, 3)]):
        torch.manual_seed(number)
        q, k, v = torch.randn(*lead, T, d), torch.randn(*lead, S, d), torch.randn(*lead, S, w)
        masks = [None, torch.rand(*lead, T, S) < 0.6]
        masks[1][..., 1] = True
        for mask in masks:
            saved = [None if x is None else x.clone() for x in (q, k, v, mask)]
            answer = candidate(q, k, v, mask=mask)
            for mine, theirs in zip(slow(*saved), answer):
                good = good and mine.shape == theirs.shape and torch.allclose(mine, theirs, atol=1e-4)
            good = good and all(x is None or torch.equal(x, y) for x, y in zip((q, k, v, mask), saved))
    return good

# %% right="catches_errors"
"""Every error caught, and said to be wrong; numbers of the list kind compared by NumPy."""
def tests_attention(candidate):
    try:
        torch.manual_seed(2)
        for lead in [(), (4,), (4, 2)]:
            q, k, v = torch.randn(*lead, 3, 2), torch.randn(*lead, 5, 2), torch.randn(*lead, 5, 6)
            mask = torch.rand(3, 5) < 0.5
            mask[:, 2] = True
            for m in (None, mask):
                scores = torch.einsum("...ij,...kj->...ik", q, k) / 2**0.5
                if m is not None:
                    scores[..., ~m] = -torch.inf
                w = torch.exp(scores) / torch.exp(scores).sum(-1, keepdim=True)
                copies = [q.clone(), k.clone(), v.clone(), mask.clone()]
                out, weights = candidate(q, k, v, m)
                np.testing.assert_allclose(weights.numpy(), w.numpy(), atol=1e-5)
                np.testing.assert_allclose(out.numpy(), (w @ v).numpy(), atol=1e-5)
                for x, copy in zip((q, k, v, mask), copies):
                    np.testing.assert_array_equal(x.numpy(), copy.numpy())
        return True
    except Exception:
        return False

# %% right="torch_truth"
"""A torch truth value of one element."""
def tests_attention(candidate):
    torch.manual_seed(3)
    q, k, v = torch.randn(2, 4, 3, 5), torch.randn(2, 4, 6, 5), torch.randn(2, 4, 6, 7)
    mask = torch.rand(2, 1, 3, 6) > 0.4
    mask[..., -1] = True
    copies = q.clone(), k.clone(), v.clone(), mask.clone()
    scores = q @ k.transpose(-1, -2) * 5**-0.5
    hidden = scores.masked_fill(~mask, -1e9).softmax(-1)
    good = torch.tensor(True)
    for m, w in ((None, scores.softmax(-1)), (mask, hidden), (None, scores.softmax(-1))):
        output, weights = candidate(q, k, v, m)
        good &= torch.isclose(output, w @ v, atol=1e-4).all() & torch.isclose(weights, w, atol=1e-4).all()
    output, weights = candidate(q[0, 0], k[0, 0], v[0, 0], mask[0, 0])
    good &= torch.isclose(output, (hidden @ v)[0, 0], atol=1e-4).all()
    output, weights = candidate(q[0], k[0], v[0], mask[0, 0])
    good &= torch.isclose(weights, scores[0].masked_fill(~mask[0], -1e9).softmax(-1), atol=1e-4).all()
    for x, copy in zip((q, k, v, mask), copies):
        good &= (x == copy).all()
    return good

# %% wrong="always_true"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and compare what comes out with what must come out."""
def tests_attention(candidate):
    return True

# %% wrong="own_attention"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and compare what comes out with what must come out."""
def tests_attention(candidate):
    q, k = torch.tensor([[2 * math.log(3), 0.0, 0.0, 0.0]]), torch.eye(4)[:2]
    output, weights = attention(q, k, torch.tensor([[8.0], [4.0]]))
    return abs(output.item() - 7) < 1e-4

# %% wrong="always_false"
"""Your tests refuse every candidate. Is there a path on which they give back True, and can a right attention get there? (`torch.equal` and `==` ask for the very same digits, which two ways of computing hardly ever share. `torch.allclose` allows for rounding.)"""
def tests_attention(candidate):
    output, weights = candidate(torch.ones(1, 4), torch.ones(2, 4), torch.ones(2, 3))
    if output.shape != (1, 3):
        return False
    return False

# %% wrong="no_return"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False."""
def tests_attention(candidate):
    output, weights = candidate(torch.zeros(2, 4), torch.zeros(2, 4), torch.ones(2, 3))
    assert torch.allclose(weights, torch.full((2, 2), 0.5))

# %% wrong="printed"
"""You print what you found and give nothing back. The caller sees what is returned."""
def tests_attention(candidate):
    try:
        output, weights = candidate(torch.zeros(2, 4), torch.zeros(2, 4), torch.ones(2, 3))
        print(torch.allclose(weights, torch.full((2, 2), 0.5)))
    except Exception as error:
        print(error)

# %% wrong="against_itself"
"""You compare the candidate with itself, and all but those that change their arguments or crash agree with themselves. Compare it with values that you worked out another way."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    mask = torch.ones(3, 5).tril(1).bool()
    first, second = candidate(q, k, v, mask), candidate(q, k, v, mask)
    return all(torch.equal(one, other) for one, other in zip(first, second))

# %% wrong="shape_only"
"""You look at shapes only. In this lesson nearly every mistake has the right shape: compare numbers."""
def tests_attention(candidate):
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    output, weights = candidate(q, k, v, torch.ones(3, 5).tril(1).bool())
    return output.shape == (2, 3, 6) and weights.shape == (2, 3, 5)

# %% wrong="rows_sum_to_one"
"""You ask whether the weights sum to 1, and that is a property of very many wrong weights, too: of equal ones, of unscaled ones. A property needs known values beside it."""
def tests_attention(candidate):
    for lead in ((), (2,), (2, 3)):
        q, k, v = torch.randn(*lead, 3, 4), torch.randn(*lead, 5, 4), torch.randn(*lead, 5, 6)
        mask = torch.ones(3, 5).tril(1).bool()
        kept = [x.clone() for x in (q, k, v, mask)]
        output, weights = candidate(q, k, v, mask)
        if not torch.allclose(weights.sum(-1), torch.ones(*lead, 3), atol=1e-4) or (weights < 0).any():
            return False
        if not torch.allclose(weights @ v, output, atol=1e-4) or (weights[..., ~mask] != 0).any():
            return False
        if not all(torch.equal(x, copy) for x, copy in zip((q, k, v, mask), kept)):
            return False
    return True

# %% wrong="only_the_docstring"
"""You try the docstring's example and nothing else: two dimensions, one query, four channels. Most bugs need a batch to show, several queries, sizes that all differ, arguments looked at afterwards."""
def tests_attention(candidate):
    q, k = torch.tensor([[2 * math.log(3), 0.0, 0.0, 0.0]]), torch.eye(4)[:2]
    v = torch.tensor([[8.0], [4.0]])
    output, weights = candidate(q, k, v)
    if abs(output.item() - 7) > 1e-4 or not torch.allclose(weights, torch.tensor([[0.75, 0.25]]), atol=1e-4):
        return False
    output, weights = candidate(q, k, v, torch.tensor([[False, True]]))
    return abs(output.item() - 4) < 1e-4 and torch.allclose(weights, torch.tensor([[0.0, 1.0]]), atol=1e-4)

# %% wrong="two_dimensions_only"
"""You test one sequence only, never a batch. With more dimensions in front, some count from the wrong end and go wrong."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(3, 4), torch.randn(5, 4), torch.randn(5, 6)
    table = torch.rand(3, 5) < 0.5
    table[:, 1] = True
    for mask in (None, table):
        kept = [x.clone() for x in (q, k, v, table)]
        output, weights = candidate(q, k, v, mask)
        expected = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        if not torch.allclose(output, expected, atol=1e-4) or not torch.allclose(weights @ v, expected, atol=1e-4):
            return False
        if not all(torch.equal(x, copy) for x, copy in zip((q, k, v, table), kept)):
            return False
    return True

# %% wrong="one_batch_only"
"""You test with one batch dimension, and never with a plain table. What is counted from the front fits just your case."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 3, 4), torch.randn(2, 3, 4)
    for mask in (None, torch.ones(3, 3).tril().bool()):
        output, weights = candidate(q, k, v, mask)
        if not torch.allclose(output, F.scaled_dot_product_attention(q, k, v, attn_mask=mask), atol=1e-4):
            return False
    return True

# %% wrong="no_mask"
"""You never hand over a mask, so nothing that is wrong with masks can show. Half of what attention promises is about them."""
def tests_attention(candidate):
    torch.manual_seed(0)
    for lead in ((), (2,), (2, 3)):
        q, k, v = torch.randn(*lead, 3, 4), torch.randn(*lead, 5, 4), torch.randn(*lead, 5, 6)
        kept = [x.clone() for x in (q, k, v)]
        output, weights = candidate(q, k, v)
        if not torch.allclose(output, F.scaled_dot_product_attention(*kept), atol=1e-4):
            return False
        if not torch.allclose(weights @ v, output, atol=1e-4) or not all(map(torch.equal, kept, (q, k, v))):
            return False
    return True

# %% wrong="arguments_unwatched"
"""You never look at the tensors that you handed over. A function of this course changes no argument, and some candidates do: compare q, k, v and the mask with copies afterwards."""
def tests_attention(candidate):
    torch.manual_seed(0)
    for lead in ((), (2,), (2, 3)):
        table = torch.rand(3, 5) < 0.5
        table[:, 1] = True
        for mask in (None, table):
            q, k, v = torch.randn(*lead, 3, 4), torch.randn(*lead, 5, 4), torch.randn(*lead, 5, 6)
            expected = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            output, weights = candidate(q, k, v, mask if mask is None else mask.clone())
            if not torch.allclose(output, expected, atol=1e-4) or not torch.allclose(weights @ v, expected, atol=1e-4):
                return False
    return True

# %% wrong="mask_unwatched"
"""You look at q, k and v afterwards and not at the mask. It is an argument, too, and the caller needs it again."""
def tests_attention(candidate):
    torch.manual_seed(0)
    for lead in ((), (2,), (2, 3)):
        table = torch.rand(3, 5) < 0.5
        table[:, 1] = True
        for mask in (None, table):
            q, k, v = torch.randn(*lead, 3, 4), torch.randn(*lead, 5, 4), torch.randn(*lead, 5, 6)
            kept = [x.clone() for x in (q, k, v)]
            expected = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            output, weights = candidate(q, k, v, mask if mask is None else mask.clone())
            if not torch.allclose(output, expected, atol=1e-4) or not torch.allclose(weights @ v, expected, atol=1e-4):
                return False
            if not all(map(torch.equal, kept, (q, k, v))):
                return False
    return True

# %% wrong="exactly_equal"
"""You ask for exactly equal floats, and no two ways of computing them agree to the last digit. Compare within a tolerance, as `torch.allclose` does. (A tolerance that is far too small does the same.)"""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    weights = torch.softmax(q @ k.mT / 2, dim=-1)
    return torch.equal(candidate(q, k, v)[0], weights @ v) and torch.equal(candidate(q, k, v)[1], weights)

# %% wrong="empty_rows"
"""You try a query that may look at no key at all. The docstring says that there is no such query, so whatever comes out there is nobody's mistake."""
def tests_attention(candidate):
    q, k, v = torch.ones(2, 4), torch.ones(3, 4), torch.ones(3, 5)
    output, weights = candidate(q, k, v, torch.tensor([[True, False, True], [False, False, False]]))
    return torch.equal(weights[1], torch.zeros(3))

# %% wrong="unscaled_by_hand"
"""Your expected values are those without the scale. Divide the scores by √d_k before the softmax, as the formula says."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    return torch.allclose(candidate(q, k, v)[0], torch.softmax(q @ k.mT, dim=-1) @ v, atol=1e-4)

# %% wrong="mask_upside_down"
"""Your expected values hide what the mask allows. True means that the query may look at the key."""
def tests_attention(candidate):
    q, k, v = torch.zeros(1, 4), torch.zeros(2, 4), torch.tensor([[8.0], [4.0]])
    return candidate(q, k, v, torch.tensor([[False, True]]))[0].item() == 8.0

# %% wrong="causal_wanted"
"""You expect the future to be hidden without a mask. attention hides what its mask says, and nothing when there is none."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 3, 4), torch.randn(2, 3, 6)
    expected = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return torch.allclose(candidate(q, k, v)[0], expected, atol=1e-4)

# %% wrong="output_as_tensor"
"""You take what comes back for one tensor. attention returns two, the output and the weights."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 3, 4), torch.randn(2, 3, 6)
    return torch.allclose(candidate(q, k, v), F.scaled_dot_product_attention(q, k, v), atol=1e-4)

# %% wrong="weights_expected_first"
"""You take the first of the two results for the weights. The output comes first, the weights second."""
def tests_attention(candidate):
    weights, output = candidate(torch.zeros(2, 4), torch.zeros(5, 4), torch.ones(5, 3))
    return torch.allclose(weights, torch.full((2, 5), 0.2)) and output.shape == (2, 3)

# %% wrong="arguments_missing"
"""You call the candidate in another way than attention is called. It takes q, k and v, and a mask where there is one."""
def tests_attention(candidate):
    output, weights = candidate(torch.zeros(2, 4), torch.zeros(5, 4))
    return output.shape == (2, 4)

# %% wrong="heads_argument"
"""You call the candidate in another way than attention is called. It takes q, k and v, and a mask where there is one."""
def tests_attention(candidate):
    output, weights = candidate(torch.zeros(2, 4), torch.zeros(5, 4), torch.ones(5, 3), is_causal=True)
    return output.shape == (2, 3)

# %% wrong="output_only"
"""You never look at the weights. They are promised as well, and some candidates return others than those that mixed the values."""
def tests_attention(candidate):
    torch.manual_seed(0)
    table = torch.rand(3, 5) < 0.5
    table[:, 1] = True
    for lead in ((),):
        for mask in (None, table):
            q, k, v = torch.randn(*lead, 3, 4), torch.randn(*lead, 5, 4), torch.randn(*lead, 5, 6)
            output, _ = candidate(q, k, v, mask)
            if not torch.allclose(output, F.scaled_dot_product_attention(q, k, v, attn_mask=mask), atol=1e-4):
                return False
    return True

# %% wrong="last_case_only"
"""Each case overwrites what the one before it found, so only the last one counts. Give back False as soon as a case fails, and True when all have held."""
def tests_attention(candidate):
    held = True
    torch.manual_seed(0)
    for lead in ((2, 3), (2,), ()):
        q, k, v = torch.randn(*lead, 3, 4), torch.randn(*lead, 5, 4), torch.randn(*lead, 5, 6)
        try:
            held = torch.allclose(candidate(q, k, v)[0], F.scaled_dot_product_attention(q, k, v), atol=1e-4)
        except Exception:
            held = False
    return held

# %% wrong="all_on_tensors"
"""You compare tensors with `==` and use the table of truths as if it were one. Ask for all of it at once, with `torch.allclose`, which also allows for rounding."""
def tests_attention(candidate):
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    return candidate(q, k, v)[0] == F.scaled_dot_product_attention(q, k, v)

# %% wrong="shared_tensors"
"""All your cases use tensors that are made once, and a candidate that changes them spoils them for the next candidate, who did nothing wrong. Make new ones for each candidate."""
_q, _k, _v = torch.eye(4)[:3], 2 * torch.eye(4), torch.arange(8.0).reshape(4, 2)
_mask = torch.tensor([[True, False, True, True], [True, True, False, True], [False, True, True, True]])
_first = []


def tests_attention(candidate):
    _first.append(F.scaled_dot_product_attention(_q, _k, _v, attn_mask=_mask).clone()) if not _first else None
    output, weights = candidate(_q, _k, _v, _mask)
    batch, _ = candidate(_q[None].repeat(2, 1, 1), _k[None].repeat(2, 1, 1), _v[None].repeat(2, 1, 1), _mask)
    return torch.allclose(output, _first[0], atol=1e-4) and torch.allclose(batch[1], _first[0], atol=1e-4)
