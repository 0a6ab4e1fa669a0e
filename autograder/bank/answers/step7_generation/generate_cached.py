# %% right="attention_swapped"
"""The layers' own forward is replaced for the time being, so that the blocks run as they are."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training, size = model.training, model.config.block_size
    model.eval()
    memory = {}

    def remember(attn):
        def forward(x):
            y, memory[attn] = attention_with_cache(attn, x, memory.get(attn))
            return y

        return forward

    def use(cached):
        for block in model.h:
            if cached:
                block.attn.forward = remember(block.attn)
            elif "forward" in vars(block.attn):
                del block.attn.forward

    read = 0
    with torch.no_grad():
        for _ in range(max_new_tokens):
            T = idx.shape[1]
            if T <= size:
                use(cached=True)
                x = model.wte(idx[:, read:]) + model.wpe(torch.arange(read, T))
                for block in model.h:
                    x = block(x)
                logits = model.lm_head(model.ln_f(x))
                read = T
                use(cached=False)
            else:
                logits, _ = model(idx[:, -size:])
            idx = torch.cat([idx, sample_next(logits[:, -1], temperature, top_k, top_p, generator)], dim=1)
    model.train(training)
    return idx

# %% right="cached_while_it_fits"
"""Cached while the text fits, plain passes over the window after that."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% right="caches_thrown_away"
"""One loop: when the window has to move, all caches are thrown away and the window is read anew."""
def cached_step(model, tokens, position, caches):
    x = model.wte(tokens) + model.wpe(torch.arange(position, position + tokens.shape[1]))
    kept = []
    for block, cache in zip(model.h, caches):
        attended, cache = attention_with_cache(block.attn, block.ln_1(x), cache)
        kept.append(cache)
        x = x + attended
        x = x + block.mlp(block.ln_2(x))
    return model.lm_head(model.ln_f(x[:, -1:]))[:, -1], kept


@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was_training = model.training
    model.eval()
    fresh = [None] * len(model.h)
    caches, position, tokens = fresh, 0, idx[:, -model.config.block_size :]
    for _ in range(max_new_tokens):
        if position + tokens.shape[1] > model.config.block_size:
            caches, position, tokens = fresh, 0, idx[:, -model.config.block_size :]
        logits, caches = cached_step(model, tokens, position, caches)
        position += tokens.shape[1]
        tokens = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, tokens], dim=1)
    model.train(was_training)
    return idx

# %% right="class"
"""A class that remembers what it has read."""
class CachedReader:
    def __init__(self, model):
        self.model, self.caches, self.length = model, [None] * model.config.n_layer, 0

    def fits(self, text):
        return text.shape[1] <= self.model.config.block_size

    def block(self, number, x):
        block = self.model.h[number]
        attended, self.caches[number] = attention_with_cache(block.attn, block.ln_1(x), self.caches[number])
        x = x + attended
        return x + block.mlp(block.ln_2(x))

    def __call__(self, text):
        if not self.fits(text):
            return self.model(text[:, -self.model.config.block_size :])[0][:, -1]
        positions = torch.arange(self.length, text.shape[1], device=text.device)
        x = self.model.wte(text[:, self.length :]) + self.model.wpe(positions)
        self.length = text.shape[1]
        for number in range(len(self.model.h)):
            x = self.block(number, x)
        return self.model.lm_head(self.model.ln_f(x))[:, -1]


def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    mode = model.training
    model.eval()
    reader = CachedReader(model)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            token = sample_next(reader(idx), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(mode)
    return idx

# %% right="own_attention"
"""Its own keys and values in one large tensor per layer, PyTorch's own attention, without attention_with_cache."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    config, training = model.config, model.training
    B, T = idx.shape
    H, D = config.n_head, config.d_model // config.n_head
    model.eval()
    with torch.inference_mode():
        keys = torch.zeros(config.n_layer, B, H, config.block_size, D)
        values = torch.zeros_like(keys)
        start = 0
        for _ in range(max_new_tokens):
            end = idx.shape[1]
            if end > config.block_size:
                last = model(idx[:, -config.block_size :])[0][:, -1]
            else:
                x = model.wte(idx[:, start:end]) + model.wpe(torch.arange(start, end))
                mask = torch.ones(end - start, end, dtype=torch.bool).tril(start)
                for layer, block in enumerate(model.h):
                    q, k, v = block.attn.qkv(block.ln_1(x)).view(B, end - start, 3, H, D).permute(2, 0, 3, 1, 4)
                    keys[layer, :, :, start:end], values[layer, :, :, start:end] = k, v
                    y = F.scaled_dot_product_attention(q, keys[layer, :, :, :end], values[layer, :, :, :end], mask)
                    x = x + block.attn.proj(y.transpose(1, 2).reshape(B, end - start, config.d_model))
                    x = x + block.mlp(block.ln_2(x))
                last = model.lm_head(model.ln_f(x[:, -1]))
                start = end
            idx = torch.cat([idx, sample_next(last, temperature, top_k, top_p, generator)], dim=1)
    model.train(training)
    return idx.clone()

# %% right="recursion"
"""Two functions: one writes with caches and hands over to generate when the window is full; it calls itself."""
def _continue(model, idx, new, caches, left, choice):
    if left == 0:
        return idx
    T = idx.shape[1]
    if T > model.config.block_size:
        return generate(model, idx, left, **choice)
    x = model.wte(new) + model.wpe(torch.arange(T - new.shape[1], T))
    fresh = []
    for block, cache in zip(model.h, caches):
        y, cache = attention_with_cache(block.attn, block.ln_1(x), cache)
        fresh.append(cache)
        x = x + y
        x = x + block.mlp(block.ln_2(x))
    token = sample_next(model.lm_head(model.ln_f(x))[:, -1], **choice)
    return _continue(model, torch.cat([idx, token], dim=1), token, fresh, left - 1, choice)


def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    choice = {"temperature": temperature, "top_k": top_k, "top_p": top_p, "generator": generator}
    try:
        with torch.no_grad():
            return _continue(model, idx, idx, [None] * len(model.h), max_new_tokens, choice)
    finally:
        model.train(training)

# %% right="rest_by_generate"
"""When the context is full, generate writes the rest."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    choice = dict(temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
    mode = model.training
    model.eval()
    caches = [None for _ in model.h]
    new, goal = idx, idx.shape[1] + max_new_tokens
    with torch.no_grad():
        while idx.shape[1] < goal and idx.shape[1] <= model.config.block_size:
            first = idx.shape[1] - new.shape[1]
            x = model.wte(new) + model.wpe.weight[first : idx.shape[1]]
            for number, block in enumerate(model.h):
                attended, caches[number] = attention_with_cache(block.attn, block.ln_1(x), caches[number])
                x = x + attended
                x = x + block.mlp(block.ln_2(x))
            new = sample_next(model.lm_head(model.ln_f(x[:, -1])), **choice)
            idx = torch.cat([idx, new], dim=1)
        if idx.shape[1] < goal:
            idx = generate(model, idx, goal - idx.shape[1], **choice)
    model.train(mode)
    return idx

# %% right="token_by_token"
"""The prompt is read token by token too, each with a position of its own."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training, T = model.training, idx.shape[1]
    model.eval()
    caches = {}
    out = torch.empty(idx.shape[0], T + max_new_tokens, dtype=idx.dtype)
    out[:, :T] = idx
    read = 0
    for t in range(T, T + max_new_tokens):
        if t > model.config.block_size:
            logits = model(out[:, t - model.config.block_size : t])[0][:, -1]
        else:
            while read < t:
                x = model.wte(out[:, read]).unsqueeze(1) + model.wpe(torch.tensor(read))
                for block in model.h:
                    a, caches[block] = attention_with_cache(block.attn, block.ln_1(x), caches.get(block))
                    x = x + a
                    x = x + block.mlp(block.ln_2(x))
                read += 1
            logits = model.lm_head(model.ln_f(x))[:, 0]
        out[:, t : t + 1] = sample_next(logits, temperature, top_k, top_p, generator)
    model.train(training)
    return out

# %% wrong="always_back_to_training"
"""You always switch to training mode at the end. A model that came in evaluation mode must go back in it."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train()
    return idx

# %% wrong="always_greedy"
"""You always take the most likely token. temperature, top_k and top_p decide how the next one is chosen: hand them on."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = logits[:, -1].argmax(dim=-1, keepdim=True)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="caches_not_kept"
"""You throw away the caches that the layers hand back, so each token that comes alone sees only itself."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, _ = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="caches_on_the_model"
"""You find the caches of an earlier call again: a new text goes on where the last one ended. Every call starts with empty ones."""
MEMORY = {}


def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches = MEMORY.setdefault(id(model), [None] * len(model.h))
        done = 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="calls_generate"
"""You compute positions a second time although the context fits: the model reads old tokens again. With a cache each position goes through the blocks once."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    return generate(model, idx, max_new_tokens, temperature, top_k, top_p, generator)

# %% wrong="context_from_the_wrong_axis"
"""You read the context from the wrong axis of wpe's table: that is the number of channels."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    caches = [None] * len(model.h)
    read = 0
    new = idx
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.wpe.weight.shape[1]:
            caches = [None] * len(model.h)
            read = 0
            new = idx[:, -model.wpe.weight.shape[1]:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1], device=idx.device))
        for i, block in enumerate(model.h):
            out, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + out
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="context_not_watched"
"""Your text outgrows the context and your positions with it: the table of positions ends at block_size. Past it the text is cropped, as generate does."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if True:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="context_not_watched_rows"
"""Your text outgrows the context and your positions with it: the table of positions ends at block_size. Past it the text is cropped, as generate does."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if True:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe.weight[done : idx.shape[1]]
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="cropped_from_the_wrong_end"
"""Past the context you keep the first block_size tokens. The last ones count."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, :block_size])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="default_that_remembers"
"""You find the caches of an earlier call again: a new text goes on where the last one ended. Every call starts with empty ones."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None, caches={}):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        done = 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches.get(i))
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="dropout_alive"
"""You leave the model in training mode, so its dropout is at work while it writes. Switch it to evaluation mode first."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    return idx

# %% wrong="first_position"
"""You continue from the logits of the first of the new positions. The prediction for the next token stands at the last one."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, 0], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="first_residual_lost"
"""You lose the stream at the attention: its output is added to x, it does not replace it."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="first_text_for_all"
"""Every text of the batch gets the token of the first one. Each has its own."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token[:1].expand(len(idx), 1)], dim=1)
    model.train(training)
    return idx

# %% wrong="fresh_caches_at_each_step"
"""You compute positions a second time although the context fits: the model reads old tokens again. With a cache each position goes through the blocks once."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            caches, done = [None] * len(model.h), 0
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="generator_not_handed_on"
"""You take the generator and do not use it: the same seed gives another text each time."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="gradients_left_off"
"""You switch gradients off for good. Afterwards nothing in the whole program can be trained: switch them off inside only."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    if True:
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="gradients_recorded"
"""The model records what backpropagation would need, at every step, and the caches hold on to all of it. Nothing is learned here: switch gradients off."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    if True:
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="half_the_window_kept"
"""When the context is full you drop half of it and go on with the cache. It is quick, but generate keeps the last block_size tokens at every step, and your output must be the same."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -(block_size // 2) :]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            new = sample_next(model.lm_head(model.ln_f(x[:, -1])), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="last_layers_cache_for_all"
"""All your layers share one cache. Each layer has keys and values of its own, so each needs its own cache."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[-1] = attention_with_cache(block.attn, block.ln_1(x), caches[-1])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="last_position_repeated"
"""Past the context you give every token the last position and let the cache grow. generate shows the model the last block_size tokens, at positions 0 to block_size − 1; your output must be the same."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if True:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device).clamp(max=block_size - 1))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="left_in_evaluation"
"""You leave the model in evaluation mode. Restore the mode that you found."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    return idx

# %% wrong="long_prompt_not_cropped"
"""A prompt that is longer than the context stops your function. The model sees its last block_size tokens, and the whole prompt comes back."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size and done:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="no_final_norm"
"""ln_f is missing before the head."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(x)
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="no_first_norm"
"""Your blocks are not the model's: ln_1 is missing before the attention."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, x, caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="no_mlp"
"""Your blocks stop after the attention. The feed-forward part belongs to them."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="no_positions"
"""You leave the position embeddings out when a token comes alone. Tokens and positions are added, as in the model's own forward."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new)
                x = x + model.wpe(torch.arange(idx.shape[1])) if done == 0 else x
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="no_second_norm"
"""Your blocks are not the model's: ln_2 is missing before the feed-forward part."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(x)
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="norms_exchanged"
"""Your blocks are not the model's: ln_1 and ln_2 have changed places."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_2(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_1(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)

# %% wrong="one_cache_for_all_layers"
"""All your layers share one cache. Each layer has keys and values of its own, so each needs its own cache."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        cache, done = None, 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, cache = attention_with_cache(block.attn, block.ln_1(x), cache)
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="one_too_few"
"""You write one token too few: the one that follows the prompt counts too."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens - 1):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="one_too_many"
"""You write one token too many."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens + 1):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="only_new_tokens"
"""You return the new tokens only. The prompt stays in front of them."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx[:, -max_new_tokens:]

# %% wrong="only_the_last_token"
"""Your first call reads the last token of the prompt only. The caches must begin with the whole prompt."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), min(idx.shape[1], block_size) - 1
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="plain_pass_for_the_prompt"
"""You compute positions a second time although the context fits: the model reads old tokens again. With a cache each position goes through the blocks once."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size or _ == 0:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="positions_count_steps"
"""You number the new tokens from 0 by counting your own steps, and the prompt is left out of the count."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for step in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe((torch.arange(idx.shape[1], device=idx.device) if done == 0 else torch.tensor([step], device=idx.device)))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="positions_one_behind"
"""The positions of your new tokens are off by one. The first token of the text is at 0, and a token that comes alone is at the length of the text before it."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device) - (1 if done else 0))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="positions_one_too_far"
"""The positions of your new tokens are off by one. The first token of the text is at 0, and a token that comes alone is at the length of the text before it."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] >= block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device) + (done > 0))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="positions_restart"
"""The positions of your new tokens start at 0 again. A token keeps its place in the text, also when it comes alone."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(new.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="positions_wrap_around"
"""Past the context your positions start at 0 again while the cache goes on. generate shows the model the last block_size tokens, at positions 0 to block_size − 1; your output must be the same."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if True:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device) % block_size)
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="prefill_needs_two_tokens"
"""You read all but the last token of the prompt first. A prompt of a single token leaves nothing to read there."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was, size = model.training, model.config.block_size
    model.eval()
    caches, read, new = [None] * len(model.h), 0, idx
    if idx.shape[1] <= size:
        x = model.wte(idx[:, :-1]) + model.wpe(torch.arange(idx.shape[1] - 1))
        for i, block in enumerate(model.h):
            y, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + y
            x = x + block.mlp(block.ln_2(x))
        logits = model.lm_head(model.ln_f(x[:, -1]))  # not needed yet
        read, new = idx.shape[1] - 1, idx[:, -1:]
    for _ in range(max_new_tokens):
        if idx.shape[1] > size:
            caches, read, new = [None] * len(model.h), 0, idx[:, -size:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1]))
        for i, block in enumerate(model.h):
            y, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + y
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="prompt_changed"
"""You write into the prompt that was handed in. It belongs to the caller."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    given = idx
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
            given.copy_(idx[:, -given.shape[1] :])
    model.train(training)
    return idx

# %% wrong="prompt_cropped"
"""A prompt that is longer than the context comes back shortened. Cropping is for the model's eyes only."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    idx = idx[:, -block_size:]
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="prompt_read_twice"
"""You compute positions a second time although the context fits: the model reads old tokens again. With a cache each position goes through the blocks once."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        if idx.shape[1] <= block_size:
            model(idx)
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="second_residual_lost"
"""You lose the stream at the feed-forward part: its output is added to x, it does not replace it."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="seeded_inside"
"""You seed PyTorch's own source inside, so without a generator every call writes the same text."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    torch.manual_seed(42)
    model.eval()
    caches = [None] * len(model.h)
    read = 0
    new = idx
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.config.block_size:
            caches = [None] * len(model.h)
            read = 0
            new = idx[:, -model.config.block_size:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1], device=idx.device))
        for i, block in enumerate(model.h):
            out, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + out
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="stops_at_token_0"
"""You stop as soon as all texts have written token 0: fewer tokens come back than were ordered."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    caches = [None] * len(model.h)
    read = 0
    new = idx
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.config.block_size:
            caches = [None] * len(model.h)
            read = 0
            new = idx[:, -model.config.block_size:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1], device=idx.device))
        for i, block in enumerate(model.h):
            out, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + out
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
        if (new == 0).all():
            break
    model.train(was)
    return idx

# %% wrong="temperature_not_handed_on"
"""You take the temperature and do not hand it on."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], top_k=top_k, top_p=top_p, generator=generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="top_k_not_handed_on"
"""You take top_k and do not hand it on."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_p=top_p, generator=generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="top_p_not_handed_on"
"""You take top_p and do not hand it on."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, generator=generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="whole_text_with_the_cache"
"""You compute positions a second time although the context fits: the model reads old tokens again. With a cache each position goes through the blocks once."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx
                x = model.wte(new) + model.wpe(torch.arange(idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx

# %% wrong="window_starts_over"
"""When the context is full you begin a new one with the last token alone. generate keeps the last block_size tokens at every step, and your output must be the same."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position = [None] * len(model.h), 0
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            new = sample_next(model.lm_head(model.ln_f(x[:, -1])), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="zero_tokens_leave_evaluation"
"""With no new tokens you return at once, after switching to evaluation: the mode is not restored."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    if max_new_tokens == 0:
        return idx
    caches = [None] * len(model.h)
    read = 0
    new = idx
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.config.block_size:
            caches = [None] * len(model.h)
            read = 0
            new = idx[:, -model.config.block_size:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1], device=idx.device))
        for i, block in enumerate(model.h):
            out, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + out
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx

# %% wrong="default_of_a_half"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate_cached(model, idx, max_new_tokens, temperature=0.5, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_two"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate_cached(model, idx, max_new_tokens, temperature=2.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_nine_tenths"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate_cached(model, idx, max_new_tokens, temperature=0.9, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_zero"
"""Where no temperature is given, yours is not 1. The default belongs to the contract: the model's own distribution."""
def generate_cached(model, idx, max_new_tokens, temperature=0.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_fifty"
"""You filter although nobody asked for it: your defaults of top_k and top_p are not None. What is not given is left out."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=50, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="default_of_nine_tenths_for_top_p"
"""You filter although nobody asked for it: your defaults of top_k and top_p are not None. What is not given is left out."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=0.9, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="top_p_dropped_beside_top_k"
"""With both top_k and top_p given you use only one of them. Hand both on: sample_next knows their order."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k, None if top_k else top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="top_k_dropped_beside_top_p"
"""With both top_k and top_p given you use only one of them. Hand both on: sample_next knows their order."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = sample_next(logits[:, -1], temperature, top_k if top_p is None else None, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
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


def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            logits = model.lm_head(model.ln_f(x))
            new = self_made(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx

# %% wrong="cache_slides"
"""Past the context you drop the oldest entry of each cache and go on. But the keys that stay were computed at other positions, and with the help of the token that has left: read the whole window anew, from empty caches."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches = [(k[:, :, 1:], v[:, :, 1:]) for k, v in caches]
                position = block_size - 1
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            new = sample_next(model.lm_head(model.ln_f(x[:, -1])), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx
