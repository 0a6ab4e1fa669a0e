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
