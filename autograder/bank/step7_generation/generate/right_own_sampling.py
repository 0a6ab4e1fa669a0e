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
