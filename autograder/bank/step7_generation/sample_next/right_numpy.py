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
