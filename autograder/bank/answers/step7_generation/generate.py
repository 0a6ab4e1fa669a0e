# %% right="decorated"
"""no_grad as a decorator, try and finally for the mode, arguments by name."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    mode = model.training
    try:
        model.eval()
        for step in range(max_new_tokens):
            start = max(0, idx.size(1) - model.config.block_size)
            logits = model(idx[:, start:])[0][:, -1, :]
            nxt = sample_next(logits, temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
            idx = torch.cat((idx, nxt), dim=-1)
    finally:
        model.train(mode)
    return idx

# %% right="inference_mode"
"""inference_mode; the mode is only touched when it has to be."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    back = model.training
    if back:
        model.eval()
    pieces = [idx]
    with torch.inference_mode():
        for _ in range(max_new_tokens):
            text = torch.cat(pieces, dim=1)[:, -model.config.block_size :]
            pieces.append(sample_next(model(text)[0][:, -1], temperature, top_k, top_p, generator))
    if back:
        model.train()
    return torch.cat(pieces, dim=1)

# %% right="own_sampling"
"""Everything written out in one function, with its own filters."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("negative temperature")
    training = model.training
    model.eval()
    for _ in range(max_new_tokens):
        with torch.no_grad():
            logits, _ = model(idx[:, -model.config.block_size :])
        logits = logits[:, -1, :]
        if temperature == 0:
            idx_next = torch.argmax(logits, dim=-1, keepdim=True)
        else:
            logits = logits / temperature
            if top_k is not None:
                v, _ = torch.topk(logits, min(top_k, logits.size(-1)))
                logits = logits.masked_fill(logits < v[:, [-1]], -float("Inf"))
            probs, order = F.softmax(logits, dim=-1).sort(dim=-1, descending=True)
            if top_p is not None:
                drop = probs.cumsum(-1) - probs >= top_p
                drop[:, 0] = False
                probs = probs.masked_fill(drop, 0.0)
            idx_next = order.gather(1, torch.multinomial(probs, num_samples=1, generator=generator))
        idx = torch.cat((idx, idx_next), dim=1)
    model.train(training)
    return idx

# %% right="plain"
"""The plain loop, with eval, no_grad and the mode remembered."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            window = idx[:, -model.config.block_size :]
            logits, _ = model(window)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(was_training)
    return idx

# %% right="preallocated"
"""The whole result is made first and filled in."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    B, T = idx.shape
    out = torch.zeros(B, T + max_new_tokens, dtype=idx.dtype, device=idx.device)
    out[:, :T] = idx
    training = model.training
    model.eval()
    with torch.no_grad():
        for t in range(T, T + max_new_tokens):
            first = max(t - model.config.block_size, 0)
            logits, loss = model(out[:, first:t])
            out[:, t : t + 1] = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
    if training:
        model.train()
    return out

# %% right="python_lists"
"""The texts as lists of ids, made into a tensor for each call of the model."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    texts = idx.tolist()
    was, grad = model.training, torch.is_grad_enabled()
    model.eval()
    torch.set_grad_enabled(False)
    for _ in range(max_new_tokens):
        x = torch.tensor([text[-model.config.block_size :] for text in texts], device=idx.device)
        tokens = sample_next(model(x)[0][:, -1], temperature, top_k, top_p, generator)
        for text, token in zip(texts, tokens.flatten().tolist()):
            text.append(token)
    torch.set_grad_enabled(grad)
    model.train(was)
    return torch.tensor(texts, dtype=torch.long)

# %% right="recursion"
"""One token, then the rest by calling itself."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    if max_new_tokens == 0:
        return idx.clone()
    training = model.training
    model.eval()
    with torch.no_grad():
        logits, _ = model(idx[:, -model.config.block_size :])
    model.train(training)
    token = sample_next(logits[:, -1, :], temperature, top_k, top_p, generator)
    longer = torch.cat([idx, token], dim=1)
    return generate(model, longer, max_new_tokens - 1, temperature, top_k, top_p, generator)

# %% right="row_by_row"
"""One text of the batch after the other."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    rows = []
    with torch.no_grad():
        for row in idx:
            ids = row.unsqueeze(0)
            for _ in range(max_new_tokens):
                logits, _ = model(ids[:, -model.config.block_size :])
                ids = torch.cat([ids, sample_next(logits[:, -1], temperature, top_k, top_p, generator)], dim=1)
            rows.append(ids)
    for module, mode in modes.items():
        module.training = mode
    return torch.cat(rows, dim=0)

# %% right="stream"
"""A generator function yields token by token, and generate collects them."""
def stream(model, idx, max_new_tokens, **choice):
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.config.block_size:
            window = idx[:, idx.shape[1] - model.config.block_size :]
        else:
            window = idx
        with torch.no_grad():
            logits, _ = model(window)
        token = sample_next(logits[:, -1], **choice)
        idx = torch.cat([idx, token], dim=1)
        yield token


def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    choice = dict(temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
    new = list(stream(model, idx, max_new_tokens, **choice))
    model.train(training)
    return torch.cat([idx] + new, dim=1)

# %% right="window_kept"
"""A window of its own slides along; the result is collected beside it."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.train(False)
    block_size = model.config.block_size
    window, result = idx[:, -block_size:], idx
    while result.shape[1] < idx.shape[1] + max_new_tokens:
        logits = model(window)[0]
        token = sample_next(logits.select(1, -1), temperature, top_k, top_p, generator)
        result = torch.cat([result, token], dim=1)
        window = torch.cat([window, token], dim=1)[:, -block_size:]
    model.train(training)
    return result

# %% wrong="all_positions_sampled"
"""You hand the logits of all positions to sample_next. Only those at the last position predict the next token."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits, temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="always_back_to_training"
"""You always switch to training mode at the end. A model that came in evaluation mode must go back in it."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.train()
    return idx

# %% wrong="always_greedy"
"""You always take the most likely token. temperature, top_k and top_p decide how the next one is chosen: hand them on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = logits[:, -1].argmax(dim=-1, keepdim=True)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="batch_of_one"
"""You continue the first text of the batch only. All of them grow."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    idx = idx[:1]
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="context_from_the_wrong_axis"
"""You read the context from the wrong axis of wpe's table: that is the number of channels."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    for _ in range(max_new_tokens):
        seen = idx[:, -model.wpe.weight.shape[1]:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="cropped_by_one_too_many"
"""Your window is one token shorter than block_size, so the model forgets one token too early."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size + 1 :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="cropped_from_the_wrong_end"
"""You keep the first block_size tokens, so once the text is longer the model never sees what it wrote. The last ones count."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, : model.config.block_size])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="detached_afterwards"
"""The model records what backpropagation would need, at every step. Nothing is learned here: switch gradients off, or memory fills up."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        with torch.no_grad():
            token = sample_next(logits[:, -1].detach(), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="dropout_alive"
"""You leave the model in training mode, so its dropout is at work while it writes. Switch it to evaluation mode first."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    return idx

# %% wrong="filters_exchanged"
"""Your top_k does not arrive: it is not handed on, or it is handed on as top_p. Name the arguments and they cannot change places."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_p, top_k, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="first_position"
"""You continue from the logits of the first position. The prediction for the next token stands at the last one."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, 0], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="first_text_for_all"
"""Every text of the batch gets the token of the first one. Each has its own."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:1, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token.expand(len(idx), 1)], dim=1)
    model.train(training)
    return idx

# %% wrong="fixed_block_size"
"""You hand the model more tokens than it takes. Before each call, crop to the last model.config.block_size of them; the text itself may grow on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -64:])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="generator_not_handed_on"
"""You take the generator and do not use it: the same seed gives another text each time."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="generator_set_back"
"""You set the generator back to its seed at every step, so each step makes the same choice again. Whoever hands it in has seeded it."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            if generator is not None:
                generator.manual_seed(generator.initial_seed())
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="gradients_left_off"
"""You switch gradients off for good. Afterwards nothing in the whole program can be trained: switch them off inside only."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="gradients_recorded"
"""The model records what backpropagation would need, at every step. Nothing is learned here: switch gradients off, or memory fills up."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="joined_along_the_batch"
"""You join the new token along the batch, as another text. Texts grow along their last dimension."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=0)
    model.train(training)
    return idx

# %% wrong="last_text_of_the_batch"
"""`logits[-1]` is the last text of the batch, not the last position of each text."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[-1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token[-1:].expand(idx.shape[0], 1)], dim=1)
    model.train(training)
    return idx

# %% wrong="last_token_returned"
"""You return the last token only. The whole text is asked for, prompt included."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return token

# %% wrong="left_in_evaluation"
"""You leave the model in evaluation mode. If it was training, the training would go on without dropout and nobody would notice: restore the mode that you found."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    return idx

# %% wrong="length_in_all"
"""You take max_new_tokens for the length of the whole result. It counts the new tokens; the prompt comes on top."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        while idx.shape[1] < max_new_tokens:
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="list_returned"
"""You return a list. The result is a tensor (B, T + new) of token ids."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx[0].tolist()

# %% wrong="mean_of_positions"
"""You average the logits over the positions. The prediction for the next token stands at the last one."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits.mean(dim=1), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="mode_switched_too_late"
"""You leave the model in training mode, so its dropout is at work while it writes. Switch it to evaluation mode first."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.eval()
    model.train(training)
    return idx

# %% wrong="not_cropped"
"""You hand the model more tokens than it takes. Before each call, crop to the last model.config.block_size of them; the text itself may grow on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)

# %% wrong="one_too_few"
"""You write one token too few."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(1, max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="one_too_many"
"""You write one token too many."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens + 1):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="only_new_tokens"
"""You return the new tokens only. The prompt stays in front of them."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    T, training = idx.shape[1], model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx[:, T:]

# %% wrong="only_the_last_token_seen"
"""The model sees only the last token each time and has no idea what stood before. Without a cache it needs the whole text again."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        token = idx[:, -model.config.block_size :]
        for _ in range(max_new_tokens):
            logits, _ = model(token)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="only_the_top_restored"
"""You restore the mode of the model itself and forget its layers: they are still in evaluation mode. `train` reaches all of them."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.training = training
    return idx

# %% wrong="pair_not_unpacked"
"""The model returns a pair, logits and loss, and you take it for the logits."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="position_before_the_last"
"""You continue from the logits of the last position but one: they predict the token that is already there."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            place = max(logits.shape[1] - 2, 0)
            token = sample_next(logits[:, place], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="prompt_changed"
"""You write into the prompt that was handed in. It belongs to the caller: slide a copy."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training, out = model.training, idx.clone()
    model.eval()
    for _ in range(max_new_tokens):
        if idx.shape[1] < model.config.block_size:
            logits, _ = model(out[:, -model.config.block_size :])
        else:
            logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        out = torch.cat([out, token], dim=1)
        idx[:, :-1] = idx[:, 1:].clone()
        idx[:, -1:] = token
    model.train(training)
    return out

# %% wrong="prompt_cropped_once"
"""You hand the model more tokens than it takes. Before each call, crop to the last model.config.block_size of them; the text itself may grow on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        window, new = idx[:, -model.config.block_size :], []
        for _ in range(max_new_tokens):
            logits, _ = model(window)
            new.append(sample_next(logits[:, -1], temperature, top_k, top_p, generator))
            window = torch.cat([window, new[-1]], dim=1)
    model.train(training)
    return torch.cat([idx] + new, dim=1)

# %% wrong="prompt_seen_only"
"""The model looks at the prompt each time and never at what it has written. The new token has to become part of the text before the next call."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    new = []
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            new.append(sample_next(logits[:, -1], temperature, top_k, top_p, generator))
    model.train(training)
    return torch.cat([idx] + new, dim=1)

# %% wrong="put_in_front"
"""You put the new token in front of the text. It comes at the end."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([token, idx], dim=1)
    model.train(training)
    return idx

# %% wrong="remembered_after_eval"
"""You leave the model in evaluation mode. If it was training, the training would go on without dropout and nobody would notice: restore the mode that you found."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    model.eval()
    training = model.training
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="remembers_greedy_texts"
"""You remember the text of a prompt. Another model, or the same one after training, would write another."""
_finished = {}


@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    key = (str(idx.tolist()), max_new_tokens)
    if temperature == 0 and key in _finished:
        return _finished[key].clone()
    was, text = model.training, idx
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(text[:, -model.config.block_size :])
        text = torch.cat([text, sample_next(logits[:, -1], temperature, top_k, top_p, generator)], dim=1)
    model.train(was)
    if temperature == 0:
        _finished[key] = text.clone()
    return text

# %% wrong="result_cropped"
"""You return the last block_size tokens. Cropping is for the model's eyes only: the result is the whole text, prompt included."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            idx = idx[:, -model.config.block_size :]
            logits, _ = model(idx)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="return_in_the_loop"
"""Your return stands inside the loop, so it ends after the first token."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
            model.train(training)
            return idx
    model.train(training)
    return idx

# %% wrong="seeded_inside"
"""You seed PyTorch's own source inside, so without a generator every call writes the same text."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    torch.manual_seed(42)
    model.eval()
    for _ in range(max_new_tokens):
        seen = idx[:, -model.config.block_size:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="softmax_before_sampling"
"""You hand probabilities to sample_next. It expects logits and takes the softmax itself; twice flattens the distribution almost to chance."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            probabilities = torch.softmax(logits[:, -1], dim=-1)
            token = sample_next(probabilities, temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="stops_at_token_0"
"""You stop as soon as all texts have written token 0: fewer tokens come back than were ordered."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    for _ in range(max_new_tokens):
        seen = idx[:, -model.config.block_size:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
        if (new == 0).all():
            break
    model.train(was)
    return idx

# %% wrong="temperature_not_handed_on"
"""You take the temperature and do not hand it on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], top_k=top_k, top_p=top_p, generator=generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="top_k_not_handed_on"
"""Your top_k does not arrive: it is not handed on, or it is handed on as top_p. Name the arguments and they cannot change places."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_p=top_p, generator=generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="top_p_not_handed_on"
"""You take top_p and do not hand it on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, generator=generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="weights_frozen"
"""You switch gradients off for good: the model's weights no longer ask for any, so it cannot be trained further. Switch them off inside only."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval().requires_grad_(False)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="window_starts_over"
"""When the context is full you begin a new one with the last token, and the model forgets everything. Keep the last block_size tokens at every step."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    window, new = idx[:, -model.config.block_size :], []
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(window)
            new.append(sample_next(logits[:, -1], temperature, top_k, top_p, generator))
            window = torch.cat([window, new[-1]], dim=1)
            if window.shape[1] > model.config.block_size:
                window = new[-1]
    model.train(training)
    return torch.cat([idx] + new, dim=1)

# %% wrong="zero_tokens"
"""With max_new_tokens = 0 your function gives nothing back, or a token all the same. Then the prompt comes back as it is."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        while True:
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
            max_new_tokens -= 1
            if max_new_tokens <= 0:
                break
    model.train(training)
    return idx

# %% wrong="zero_tokens_leave_evaluation"
"""With no new tokens you return at once, after switching to evaluation: the mode is not restored."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    if max_new_tokens == 0:
        return idx
    for _ in range(max_new_tokens):
        seen = idx[:, -model.config.block_size:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="default_of_a_half"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate(model, idx, max_new_tokens, temperature=0.5, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_two"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate(model, idx, max_new_tokens, temperature=2.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_nine_tenths"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate(model, idx, max_new_tokens, temperature=0.9, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_zero"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate(model, idx, max_new_tokens, temperature=0.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_fifty"
"""You filter although nobody asked for it: your defaults of top_k and top_p are not None. What is not given is left out."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=50, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_nine_tenths_for_top_p"
"""You filter although nobody asked for it: your defaults of top_k and top_p are not None. What is not given is left out."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=0.9, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="top_p_dropped_beside_top_k"
"""With both top_k and top_p given you use only one of them. Hand both on: sample_next knows their order."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, None if top_k else top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="top_k_dropped_beside_top_p"
"""With both top_k and top_p given you use only one of them. Hand both on: sample_next knows their order."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k if top_p is None else None, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="own_draw_with_top_p_first"
"""You filter by top-p before top-k. Top-k comes first; sample_next has the order already."""
def self_made(logits, temperature, top_k, top_p, generator):
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)


def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = self_made(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
