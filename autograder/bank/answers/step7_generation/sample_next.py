# %% right="exponential"
"""The race of exponential clocks: probability over noise, the largest wins."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if not temperature >= 0:
        raise ValueError("temperature")
    if temperature == 0:
        return logits.max(dim=1, keepdim=True).indices
    filtered = logits * (1.0 / temperature)
    if top_k is not None:
        filtered = top_k_filter(filtered, top_k)
    if top_p is not None:
        filtered = top_p_filter(filtered, top_p)
    probs = F.softmax(filtered, dim=-1)
    clocks = torch.empty_like(probs).exponential_(1.0, generator=generator)
    return (probs / clocks).argmax(dim=-1, keepdim=True)

# %% right="filters_and_multinomial"
"""Divide, filter, filter, draw."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(softmax(logits, dim=-1), num_samples=1, generator=generator)

# %% right="gumbel"
"""Gumbel noise and an argmax instead of a softmax and a draw."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError(f"negative temperature {temperature}")
    if temperature == 0.0:
        return torch.argmax(logits, -1).unsqueeze(-1)
    scores = logits / temperature
    scores = scores if top_k is None else top_k_filter(scores, top_k)
    scores = scores if top_p is None else top_p_filter(scores, top_p)
    uniform = torch.rand(scores.shape, generator=generator).clamp_(1e-12, 1 - 1e-7)
    return (scores - torch.log(-torch.log(uniform))).argmax(dim=-1, keepdim=True)

# %% right="helper_functions"
"""Split into a distribution and a draw; a neutral value where an argument is missing."""
def next_distribution(logits, temperature, top_k, top_p):
    V = logits.size(-1)
    logits = top_k_filter(logits / temperature, V if top_k is None else top_k)
    logits = top_p_filter(logits, 1.0 if top_p is None else top_p)
    return torch.softmax(logits, dim=-1)


def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError(f"temperature {temperature} is negative")
    if temperature == 0:
        best = logits.max(dim=-1, keepdim=True).values
        return (logits == best).float().argmax(dim=-1, keepdim=True)
    return torch.multinomial(next_distribution(logits, temperature, top_k, top_p), 1, generator=generator)

# %% right="in_sorted_order"
"""Sorted once: both filters are cut in the sorted row, and the place that is drawn is looked up in the order."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("no negative temperature")
    values, order = torch.sort(logits, dim=-1, descending=True)
    if temperature == 0:
        return order[:, :1]
    values = values / temperature
    if top_k is not None:
        values = values[:, :top_k]
    probabilities = torch.softmax(values, dim=-1)
    if top_p is not None:
        before = probabilities.cumsum(dim=-1) - probabilities
        keep = before < top_p
        keep[:, 0] = True
        probabilities = probabilities * keep
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place)

# %% right="inverse_of_the_sum"
"""One uniform number a row, found in the cumulative sum."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must be 0 or more")
    if temperature == 0:
        return logits.topk(1).indices
    logits = logits.double() / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    cumulative = torch.softmax(logits, dim=-1).cumsum(dim=-1)
    dart = torch.rand(len(logits), 1, generator=generator, dtype=torch.float64) * cumulative[:, -1:]
    return (cumulative <= dart).sum(dim=-1, keepdim=True)

# %% right="no_grad"
"""Decorated with no_grad; the zero is caught by a threshold far below any real temperature."""
@torch.no_grad()
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0.0:
        raise ValueError("The temperature is a number of 0 or more.")
    if temperature < 1e-30:
        _, best = torch.max(logits, dim=-1, keepdim=True)
        return best
    x = logits / temperature
    if top_k is not None:
        x = top_k_filter(x, top_k)
    if top_p is not None:
        x = top_p_filter(x, top_p)
    return torch.multinomial(torch.softmax(x, -1), 1, generator=generator)

# %% right="numpy"
"""NumPy draws; its seed comes from the generator, or from PyTorch's own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return torch.from_numpy(logits.detach().numpy().argmax(axis=1)[:, None])
    filtered = logits.detach() / temperature
    if top_k is not None:
        filtered = top_k_filter(filtered, top_k)
    if top_p is not None:
        filtered = top_p_filter(filtered, top_p)
    seed = torch.randint(2**31, (1,), generator=generator).item()
    probs = torch.softmax(filtered.double(), dim=-1).numpy()
    random = np.random.default_rng(seed)
    return torch.tensor([[int(random.choice(len(row), p=row / row.sum()))] for row in probs])

# %% right="own_error_class"
"""An error class of its own, a subclass of ValueError; the comparison in another form."""
class NegativeTemperature(ValueError):
    pass


def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if math.copysign(1, temperature) < 0 and temperature != 0:
        raise NegativeTemperature(temperature)
    if not temperature:
        return torch.stack([row.argmax() for row in logits]).view(-1, 1)
    out = logits.clone()
    out /= temperature
    if top_k is not None and top_k < out.shape[-1]:
        out = top_k_filter(out, top_k)
    if top_p is not None and top_p < 1:
        out = top_p_filter(out, top_p)
    probabilities = torch.exp(out - out.logsumexp(dim=-1, keepdim=True))
    return probabilities.multinomial(1, generator=generator)

# %% right="row_by_row"
"""One row at a time, with a short candidate list from topk."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature < 0")
    drawn = []
    for row in logits:
        if temperature == 0:
            drawn.append(int(row.argmax()))
            continue
        size = len(row) if top_k is None else min(top_k, len(row))
        values, candidates = torch.topk(row / temperature, size)
        if top_p is not None:
            values = top_p_filter(values[None], top_p)[0]
        pick = torch.multinomial(values.softmax(-1), 1, generator=generator)
        drawn.append(candidates[pick].item())
    return torch.tensor(drawn).unsqueeze(1)

# %% right="weights_without_a_sum"
"""multinomial normalises by itself, so exponentials will do, stable by subtracting the maximum."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError
    if temperature == 0:
        temperature, top_k = 1.0, 1
    scaled = (logits - logits.max(dim=-1, keepdim=True).values) / temperature
    for kind, argument in ((top_k_filter, top_k), (top_p_filter, top_p)):
        if argument is not None:
            scaled = kind(scaled, argument)
    return torch.multinomial(scaled.exp(), 1, generator=generator)

# %% wrong="always_greedy"
"""You always take the most likely token. That is temperature 0; at any other temperature the token is drawn."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature > 0:
        logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.softmax(logits, dim=-1).argmax(dim=-1, keepdim=True)

# %% wrong="batch_max_shift"
"""You subtract the maximum of the whole batch. A row far below it is left without any probability. Each row has a
maximum of its own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    z = logits / temperature
    if top_k is not None:
        z = top_k_filter(z, top_k)
    if top_p is not None:
        z = top_p_filter(z, top_p)
    e = torch.exp(z - z.max())
    return torch.multinomial(e / e.sum(dim=-1, keepdim=True), 1, generator=generator)

# %% wrong="categorical_without_generator"
"""You do not use the generator: the same seed gives another text each time. Hand it to whatever draws."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.distributions.Categorical(logits=logits).sample().unsqueeze(-1)

# %% wrong="filters_needed"
"""Without top_k or top_p your function stops. None means that this filter is left out."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = top_p_filter(top_k_filter(logits / temperature, top_k), top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="filters_on_probabilities"
"""You take the softmax too early: the filters, or a second softmax, then meet probabilities where they expect logits, and the distribution is flattened almost to chance. The softmax comes once, at the end."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    probabilities = torch.softmax(logits / temperature, dim=-1)
    if top_k is not None:
        probabilities = top_k_filter(probabilities, top_k)
    if top_p is not None:
        probabilities = top_p_filter(probabilities, top_p)
    return torch.multinomial(probabilities.clamp(min=0), 1, generator=generator)

# %% wrong="filters_side_by_side"
"""You filter by top-p before top-k. Top-k comes first; top-p then looks at the probabilities of what is left, which are larger."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    one = logits if top_k is None else top_k_filter(logits, top_k)
    other = logits if top_p is None else top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(torch.minimum(one, other), dim=-1), 1, generator=generator)

# %% wrong="first_row_for_all"
"""All rows get what was drawn for one of them. Each row has its own distribution and its own draw."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    B = logits.shape[0]
    if temperature == 0:
        return logits[:1].argmax(dim=-1, keepdim=True).expand(B, 1)
    logits = logits[:1] / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator).expand(B, 1)

# %% wrong="generator_ignored"
"""You do not use the generator: the same seed gives another text each time. Hand it to whatever draws."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1)

# %% wrong="generator_needed"
"""Without a generator your function stops. It may be None, and then PyTorch's own random numbers serve."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    cumulative = torch.softmax(logits.double(), dim=-1).cumsum(dim=-1)
    dart = torch.rand(len(logits), 1, generator=generator, device=generator.device) * cumulative[:, -1:]
    return (cumulative <= dart).sum(dim=-1, keepdim=True)

# %% wrong="generator_set_back"
"""You set the random numbers back to one seed at every call, so every call draws the same. Whoever hands in a generator has seeded it."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if generator is not None:
        generator.manual_seed(42)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="greedy_in_bfloat16"
"""You compare in bfloat16, where logits that are close are equal, so greedy takes another token."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.bfloat16().argmax(dim=-1, keepdim=True)
    z = logits / temperature
    if top_k is not None:
        z = top_k_filter(z, top_k)
    if top_p is not None:
        z = top_p_filter(z, top_p)
    return torch.multinomial(torch.softmax(z, dim=-1), 1, generator=generator)

# %% wrong="greedy_over_everything"
"""With temperature 0 you look for the largest logit of the whole batch. Each row has its own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax().view(1, 1)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="greedy_over_rows"
"""With temperature 0 your argmax runs down the batch. The tokens stand in the last dimension."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=0).unsqueeze(-1)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="greedy_returns_the_logit"
"""With temperature 0 you return the largest logit itself. The id of its token is asked for."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.max(dim=-1, keepdim=True)[0]
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="greedy_without_the_axis"
"""Your result has the shape (B,). It is (B, 1), drawn or greedy, so that it can be joined to the text."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="in_place"
"""You change the logits that were handed in. The caller may still need them: divide into a new tensor."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits /= temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="negative_accepted"
"""You accept a negative temperature, which makes unlikely tokens likely. Raise ValueError."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="negative_assertion"
"""You test the temperature with an assertion. The contract names ValueError, and assertions disappear when Python runs with -O."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    assert temperature >= 0
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="negative_is_greedy"
"""You treat a negative temperature as 0. Somebody made a mistake there: tell them, with a ValueError."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature <= 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="no_softmax"
"""You draw with logits as weights. They are negative here and there: the softmax makes probabilities of them."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(logits, 1, generator=generator)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="number_returned"
"""You return a plain number. The result is a tensor (B, 1), also for a single text."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1)[0].item()
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)[0].item()

# %% wrong="one_dart_for_all"
"""All your rows share one random number, so equal rows always get equal tokens. Each row needs a draw of its own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    cumulative = torch.softmax(logits, dim=-1).cumsum(dim=-1)
    dart = torch.rand(1, generator=generator)
    return (cumulative <= dart).sum(dim=-1, keepdim=True).clamp(max=logits.shape[-1] - 1)

# %% wrong="one_filter_only"
"""With both top_k and top_p given you use only one of them. Each works on what the one before it left."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    elif top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="place_among_the_candidates"
"""You return the place of the token among the sorted candidates. Its id is asked for: look up which token stood at that place."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits, candidates = torch.topk(logits, min(top_k, logits.shape[-1]))
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="place_in_the_sorted_row"
"""You return the place of the token among the sorted candidates. Its id is asked for: look up which token stood at that place."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits, order = torch.sort(logits / temperature, descending=True)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="probabilities_returned"
"""You return probabilities. One token id a row is asked for, drawn from them."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.softmax(logits, dim=-1)

# %% wrong="second_filter_on_the_first_logits"
"""With both top_k and top_p given you use only one of them. Each works on what the one before it left."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    filtered = logits
    if top_k is not None:
        filtered = top_k_filter(logits, top_k)
    if top_p is not None:
        filtered = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(filtered, dim=-1), 1, generator=generator)

# %% wrong="seeded_inside"
"""You set the random numbers back to one seed at every call, so every call draws the same. Whoever hands in a generator has seeded it."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if generator is not None:
        torch.manual_seed(generator.initial_seed())
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1)

# %% wrong="shape_of_a_vector"
"""Your result has the shape (B,). It is (B, 1), drawn or greedy, so that it can be joined to the text."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator).squeeze(-1)

# %% wrong="shape_squeezed"
"""A batch of one comes back without its axes. The result is always (B, 1)."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits.squeeze(0) / temperature
    if top_k is not None:
        logits = top_k_filter(logits.view(-1, logits.shape[-1]), top_k).view_as(logits)
    if top_p is not None:
        logits = top_p_filter(logits.view(-1, logits.shape[-1]), top_p).view_as(logits)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="softmax_over_rows"
"""Your softmax runs down the batch, so the rows share the probability. Each row is a distribution of its own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=0).nan_to_num() + 1e-12, 1, generator=generator)

# %% wrong="softmax_twice"
"""You take the softmax too early: the filters, or a second softmax, then meet probabilities where they expect logits, and the distribution is flattened almost to chance. The softmax comes once, at the end."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = torch.softmax(logits / temperature, dim=-1)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="temperature_after_the_softmax"
"""Your temperature changes nothing: it is unused, or it divides the probabilities, and the draw normalises them again. It belongs on the logits, before anything else."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    probabilities = torch.softmax(logits, dim=-1) / temperature
    return torch.multinomial(probabilities, 1, generator=generator)

# %% wrong="temperature_between_the_filters"
"""Your temperature comes after the filters. The set of top-p depends on it, so it has to come first."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="temperature_ignored"
"""Your temperature changes nothing: it is unused, or it divides the probabilities, and the draw normalises them again. It belongs on the logits, before anything else."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="temperature_last"
"""Your temperature comes after the filters. The set of top-p depends on it, so it has to come first."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1, generator=generator)

# %% wrong="temperature_limited"
"""You do not let the temperature go below 0.3, so small ones draw too wildly."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / max(temperature, 0.3)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(softmax(logits), 1, generator=generator)

# %% wrong="temperature_multiplied"
"""You multiply by the temperature. Dividing is right: a high temperature makes the logits more alike, a low one less."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits * temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="top_k_ignored"
"""You take top_k and do not use it."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="top_k_result_thrown_away"
"""You take top_k and do not use it."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="top_p_first"
"""You filter by top-p before top-k. Top-k comes first; top-p then looks at the probabilities of what is left, which are larger."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="top_p_ignored"
"""You take top_p and do not use it."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="transposed"
"""Your result has the shape (1, B). It is (B, 1): one row for each text."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1).unsqueeze(0)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator).T

# %% wrong="uniform_among_the_kept"
"""You draw with equal chances among the tokens that the filters left. They keep their probabilities, in proportion."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial((logits > float("-inf")).float(), 1, generator=generator)

# %% wrong="zero_is_a_thousandth"
"""Temperature 0 became a small temperature, which still throws dice where two logits are very close. Take the largest."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    z = logits / max(temperature, 1e-3)
    if top_k is not None:
        z = top_k_filter(z, top_k)
    if top_p is not None:
        z = top_p_filter(z, top_p)
    return torch.multinomial(torch.softmax(z, dim=-1), 1, generator=generator)

# %% wrong="zero_made_small"
"""With temperature 0 you draw. It stands for greedy: the most likely token, always."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    logits = logits / max(temperature, 0.05)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="zero_not_handled"
"""With temperature 0 you divide by zero. It stands for greedy: the most likely token, without a draw."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="zero_p_means_none"
"""You ask whether top_p is true: p = 0, which leaves only the most likely token, counts as no filter."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k:
        logits = top_k_filter(logits, top_k)
    if top_p:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(softmax(logits), 1, generator=generator)

# %% wrong="zero_raises"
"""You refuse temperature 0. It is allowed and stands for greedy; only negative ones raise ValueError."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="zero_skips_the_division"
"""With temperature 0 you draw. It stands for greedy: the most likely token, always."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature:
        logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="default_of_a_half"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def sample_next(logits, temperature=0.5, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="default_of_two"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def sample_next(logits, temperature=2.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="default_of_nine_tenths"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def sample_next(logits, temperature=0.9, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="default_of_zero"
"""You always take the most likely token. That is temperature 0; at any other temperature the token is drawn."""
def sample_next(logits, temperature=0.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="default_of_fifty"
"""You filter although nobody asked for it: your defaults of top_k and top_p are not None. What is not given is left out."""
def sample_next(logits, temperature=1.0, top_k=50, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)

# %% wrong="default_of_nine_tenths_for_top_p"
"""You filter although nobody asked for it: your defaults of top_k and top_p are not None. What is not given is left out."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=0.9, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)
