# %% right="second_way"
"""Parts, then logits and loss computed a second way from them, then edges and dropout."""
def tests_GPT(candidate):
    torch.manual_seed(3)
    model = candidate(GPTConfig(13, 9, 2, 3, 6))
    if len(model.h) != 2 or model.lm_head.weight is not model.wte.weight or getattr(model.lm_head, "bias", None) is not None:
        return False
    if sum(p.numel() for p in model.parameters()) != (13 + 9) * 6 + 2 * (12 * 36 + 13 * 6) + 12 or model.config.n_head != 3:
        return False
    with torch.no_grad():
        for p in model.parameters():
            p.normal_()
    for B, T in ((4, 5), (2, 9), (1, 1)):
        idx, targets = torch.randint(13, (B, T)), torch.randint(13, (B, T))
        x = model.wte.weight[idx] + model.wpe.weight[:T]
        for block in model.h:
            x = block(x)
        expected = model.ln_f(x) @ model.wte.weight.T
        nats = F.cross_entropy(expected.flatten(0, 1), targets.flatten())
        logits, nothing = model(idx)
        again, loss = model(idx, targets)
        if nothing is not None or logits.shape != (B, T, 13):
            return False
        for mine, theirs in [(expected, logits), (expected, again), (nats, loss)]:
            if not torch.allclose(mine, theirs, rtol=1e-3, atol=1e-3):
                return False
        loss.backward()
    try:
        model(torch.zeros(1, 10, dtype=torch.long))
        return False
    except ValueError:
        pass
    model = candidate(GPTConfig(13, 9, 1, 3, 6, dropout=0.5)).eval()
    return torch.equal(model(idx)[0], model(idx)[0]) and not torch.equal(model.train()(idx)[0], model(idx)[0])

# %% right="assertions"
"""Assertions, whose errors count as False, and True at the end."""
def tests_GPT(candidate):
    config = GPTConfig(vocab_size=10, block_size=6, n_layer=3, n_head=4, d_model=8)
    model = candidate(config)
    assert model.wte.weight.shape == (10, 8) and model.wpe.weight.shape == (6, 8)
    assert model.lm_head.weight is model.wte.weight
    assert len(set(model.h)) == 3
    assert sum(weight.numel() for weight in model.parameters()) == 16 * 8 + 3 * (12 * 64 + 13 * 8) + 16
    assert model.config.block_size == 6
    with torch.no_grad():
        for weight in model.parameters():
            weight.uniform_(-1, 1)
    text = torch.tensor([[1, 2, 3, 4, 5, 6, 7], [9, 8, 7, 6, 5, 4, 3], [0, 1, 0, 1, 0, 1, 0]])
    for idx, targets in [(text[:, :-1], text[:, 1:]), (text[:2, :4], text[:2, :4] * 0)]:
        logits, loss = model(idx, targets)
        x = model.wte(idx) + model.wpe(torch.arange(idx.shape[1]))
        for block in model.h:
            x = block(x)
        torch.testing.assert_close(logits, model.ln_f(x) @ model.wte.weight.t(), rtol=1e-3, atol=1e-3)
        scores = torch.log_softmax(logits, -1)
        torch.testing.assert_close(loss, -scores.gather(-1, targets[..., None]).mean(), rtol=1e-3, atol=1e-3)
        assert model(idx)[1] is None
        assert loss.requires_grad
    for T in (7, 20):
        try:
            model(torch.zeros(2, T, dtype=torch.long))
        except ValueError:
            continue
        raise AssertionError("too long, and no error")
    return True

# %% right="torch_truth"
"""Ends in a torch truth value; the blocks are replaced by the layers of a model of one's own."""
def tests_GPT(candidate):
    config = GPTConfig(vocab_size=8, block_size=5, n_layer=2, n_head=3, d_model=12)
    model = candidate(config)
    layers = [model.wte, model.wpe, *model.h, model.ln_f]
    count = sum(weight.numel() for layer in layers for weight in layer.parameters())
    if count != sum(weight.numel() for weight in model.parameters()) or len(model.h) != 2 or model.config is not config:
        return torch.tensor(False)
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn(weight.shape, generator=generator))
    own = [TransformerBlock(12, 3) for _ in range(2)]
    for mine, theirs in zip(own, model.h):
        for name in ("ln_1", "attn.qkv", "attn.proj", "ln_2", "mlp.fc", "mlp.proj"):
            for part in ("weight", "bias"):
                mine.get_parameter(f"{name}.{part}").data.copy_(theirs.get_parameter(f"{name}.{part}").data)
    idx = torch.randint(8, (4, 5), generator=generator)
    x = own[1](own[0](model.wte.weight[idx] + model.wpe.weight))
    x = (x - x.mean(-1, keepdim=True)) / (x.var(-1, keepdim=True, unbiased=False) + 1e-5).sqrt()
    expected = F.linear(x * model.ln_f.weight + model.ln_f.bias, model.wte.weight)
    logits, loss = model(idx, idx * 0)
    try:
        model(torch.zeros(1, 6, dtype=torch.long))
        return torch.tensor(False)
    except ValueError:
        alone, nothing = model(idx[:, :3])
    loss.backward()
    dropping = candidate(GPTConfig(8, 5, 1, 3, 12, 0.9)).eval()
    first, second = dropping(idx)[0], dropping(idx)[0]
    apart = [(logits - expected).abs().max(), (alone - expected[:, :3]).abs().max(), (first - second).abs().max(),
             (loss - (torch.logsumexp(expected, -1) - expected[..., 0]).mean()).abs()]
    return (torch.stack(apart) < 1e-2).all() & (nothing is None) & (model.lm_head.weight is model.wte.weight)

# %% right="catches_errors"
"""Every error caught, and said to be wrong; one question after the other."""
def tests_GPT(candidate):
    def parts():
        model = candidate(GPTConfig(12, 7, 3, 1, 4))
        numbers = sum(p.numel() for p in model.parameters())
        return numbers == 19 * 4 + 3 * (12 * 16 + 13 * 4) + 8 and model.wte.weight is model.lm_head.weight and model.config.block_size == 7

    def by_hand():
        model = candidate(GPTConfig(3, 2, 0, 1, 2))
        with torch.no_grad():
            model.wte.weight.copy_(torch.tensor([[3.0, 0], [0, 1], [2, 2]]))
            model.wpe.weight.copy_(torch.tensor([[0.0, 0], [-1, 2]]))
        logits, loss = model(torch.tensor([[0, 1]]), torch.tensor([[1, 2]]))
        known = torch.tensor([[[3.0, -1, 0], [-3, 1, 0]]])
        return torch.allclose(logits, known, atol=0.01) and abs(loss.item() - 2.70) < 0.01 and loss.requires_grad

    def in_order():
        model = candidate(GPTConfig(12, 7, 3, 1, 4))
        with torch.no_grad():
            for p in model.parameters():
                p.normal_()
        idx = torch.randint(12, (3, 5))
        x = model.wte(idx) + model.wpe(torch.arange(5))
        for block in model.h:
            x = block(x)
        logits, nothing = model(idx)
        return nothing is None and torch.allclose(logits, model.ln_f(x) @ model.wte.weight.T, atol=1e-3, rtol=1e-3)

    def limits():
        model = candidate(GPTConfig(12, 7, 2, 2, 4))
        if model(torch.zeros(3, 7, dtype=torch.long), torch.zeros(3, 7, dtype=torch.long))[1] is None:
            return False
        try:
            model(torch.zeros(3, 8, dtype=torch.long))
        except ValueError:
            return True
        return False

    def quiet():
        model = candidate(GPTConfig(12, 7, 2, 2, 4, 0.5)).eval()
        idx = torch.randint(12, (3, 5))
        return torch.equal(model(idx)[0], model(idx)[0])

    for question in (parts, by_hand, in_order, limits, quiet):
        try:
            if not question():
                return False
        except Exception:
            return False
    return True

# %% wrong="always_true"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Build a model from it, ask it, and compare."""
def tests_GPT(candidate):
    return True

# %% wrong="own_model"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Build a model from it, ask it, and compare."""
def tests_GPT(candidate):
    model = GPT(GPTConfig(11, 8, 3, 2, 6))
    idx = torch.randint(11, (4, 5))
    return model.lm_head.weight is model.wte.weight and model(idx)[0].shape == (4, 5, 11)

# %% wrong="always_false"
"""Your tests refuse every candidate. Is there a path on which they give back True, and can a right GPT get there?"""
def tests_GPT(candidate):
    model = candidate(GPTConfig(11, 8, 3, 2, 6))
    try:
        model(torch.zeros(1, 9, dtype=torch.long))
    except ValueError:
        return False
    return False

# %% wrong="no_return"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(11, 8, 3, 2, 6))
    assert model.lm_head.weight is model.wte.weight
    assert model(torch.zeros(2, 5, dtype=torch.long))[0].shape == (2, 5, 11)

# %% wrong="no_config"
"""You build the candidate in another way than GPT is built. It takes one argument, a GPTConfig; a model is then called with ids of shape (B, T)."""
def tests_GPT(candidate):
    model = candidate(11, 8, 3, 2, 6)
    return model(torch.zeros(2, 5, dtype=torch.long))[0].shape == (2, 5, 11)

# %% wrong="class_called"
"""You build the candidate in another way than GPT is built. It takes one argument, a GPTConfig; a model is then called with ids of shape (B, T)."""
def tests_GPT(candidate):
    return candidate(torch.zeros(2, 5, dtype=torch.long))[0].shape == (2, 5, 11)

# %% wrong="shapes_only"
"""You look at shapes alone. Logits of the right shape may be any numbers, and so may a loss: compute them a second way from the candidate's own parts, and compare."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(11, 8, 3, 2, 6))
    idx = torch.randint(11, (4, 5))
    logits, loss = model(idx, idx)
    return logits.shape == (4, 5, 11) and loss.shape == () and model.lm_head.weight.shape == (11, 6) and len(model.h) == 3

# %% wrong="against_itself"
"""You compare the candidate with itself, and nearly all agree with themselves. Compute the logits a second way from its parts, or compare them with values worked out by hand."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(11, 8, 3, 2, 6))
    idx = torch.randint(11, (4, 5))
    return torch.allclose(model(idx)[0], model(idx)[0]) and torch.allclose(model(idx[:2])[0], model(idx)[0][:2], atol=1e-4)

# %% wrong="loss_of_its_logits"
"""You compare the loss with the candidate's own logits, and the logits with nothing. When they are wrong, the two still agree."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(11, 8, 3, 2, 6))
    idx, targets = torch.randint(11, (4, 5)), torch.randint(11, (4, 5))
    logits, loss = model(idx, targets)
    own = F.cross_entropy(logits.flatten(0, 1), targets.flatten())
    try:
        model(torch.zeros(1, 9, dtype=torch.long))
        return False
    except ValueError:
        return model(idx)[1] is None and torch.allclose(loss, own) and model.lm_head.weight is model.wte.weight and len(model.h) == 3

# %% wrong="parts_only"
"""You look at the parts and never at what they compute. A model of the right parts may use them in the wrong order, or not at all."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(13, 9, 2, 3, 6))
    return (len(model.h) == 2 and model.lm_head.weight is model.wte.weight and model.wpe.weight.shape == (9, 6)
            and sum(p.numel() for p in model.parameters()) == 22 * 6 + 2 * (12 * 36 + 78) + 12)

# %% wrong="values_only"
"""You never look at the head: a table of its own with the same numbers gives the same logits, until the first step of training. Tied is a property of the Parameters, not of their numbers."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(13, 9, 2, 3, 6))
    idx = torch.randint(13, (4, 5))
    x = model.wte(idx) + model.wpe(torch.arange(5))
    for block in model.h:
        x = block(x)
    logits, loss = model(idx, idx.flip(0))
    expected = model.ln_f(x) @ model.lm_head.weight.T
    return torch.allclose(logits, expected, atol=1e-3) and torch.allclose(loss, F.cross_entropy(expected.flatten(0, 1), idx.flip(0).flatten()), atol=1e-3)

# %% wrong="one_block_only"
"""Your models have one block at most, so no test sees in which order blocks run, nor whether they are different ones. Let all six numbers of the configuration differ."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(13, 9, 1, 3, 6))
    idx = torch.randint(13, (4, 5))
    x = model.ln_f(model.h[0](model.wte(idx) + model.wpe(torch.arange(5))))
    logits, loss = model(idx, idx.flip(0))
    expected = x @ model.wte.weight.T
    same = torch.allclose(logits, expected, atol=1e-3) and torch.allclose(loss, F.cross_entropy(expected.flatten(0, 1), idx.flip(0).flatten()), atol=1e-3)
    return same and model.lm_head.weight is model.wte.weight

# %% wrong="by_hand_only"
"""Your models have one block at most, so no test sees in which order blocks run, nor whether they are different ones. Let all six numbers of the configuration differ."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(3, 2, 0, 1, 2))
    with torch.no_grad():
        model.wte.weight.copy_(torch.tensor([[3.0, 0], [0, 1], [2, 2]]))
        model.wpe.weight.copy_(torch.tensor([[0.0, 0], [-1, 2]]))
    logits, loss = model(torch.tensor([[0, 1]]), torch.tensor([[1, 2]]))
    known = torch.tensor([[[3.0, -1, 0], [-3, 1, 0]]])
    return torch.allclose(logits, known, atol=0.01) and abs(loss.item() - 2.70) < 0.01 and model.lm_head.weight is model.wte.weight

# %% wrong="attribute_of_mine"
"""You refuse a GPT for something that the contract leaves open: the name of its dropout layer, further attributes, the kind of tuple, the numbers that it starts with. Ask for what the docstring promises, and for no more."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(13, 9, 2, 3, 6))
    return isinstance(model.dropout, nn.Dropout) and model.lm_head.weight is model.wte.weight

# %% wrong="my_names_only"
"""You refuse a GPT for something that the contract leaves open: the name of its dropout layer, further attributes, the kind of tuple, the numbers that it starts with. Ask for what the docstring promises, and for no more."""
def tests_GPT(candidate):
    model = candidate(GPTConfig(13, 9, 2, 3, 6))
    names = {name.split(".")[0] for name, _ in model.named_children()}
    return names == {"wte", "wpe", "dropout", "h", "ln_f", "lm_head"} and model.lm_head.weight is model.wte.weight

# %% wrong="same_seed"
"""You refuse a GPT for something that the contract leaves open: the name of its dropout layer, further attributes, the kind of tuple, the numbers that it starts with. Ask for what the docstring promises, and for no more."""
def tests_GPT(candidate):
    config = GPTConfig(13, 9, 2, 3, 6)
    torch.manual_seed(0)
    theirs = candidate(config)
    torch.manual_seed(0)
    torch.randn(3)
    mine = candidate(config)
    idx = torch.randint(13, (4, 5))
    return torch.allclose(theirs(idx)[0], mine(idx)[0], atol=1e-4)

# %% wrong="crash_accepted"
"""You say True of candidates that raise errors where a GPT must answer. An error that escapes counts as False: do not catch it, or return False when you do."""
def tests_GPT(candidate):
    try:
        model = candidate(GPTConfig(13, 9, 2, 3, 6))
        idx = torch.randint(13, (4, 5))
        x = model.wte(idx) + model.wpe(torch.arange(5))
        for block in model.h:
            x = block(x)
        return torch.allclose(model(idx)[0], model.ln_f(x) @ model.wte.weight.T, atol=1e-3) and model.lm_head.weight is model.wte.weight
    except Exception:
        return True
