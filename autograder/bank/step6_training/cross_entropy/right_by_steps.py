"""Maximum, exponentials, sum, logarithm: every step of its own."""
def cross_entropy(logits, targets):
    highest = logits.max(dim=-1, keepdim=True).values
    shifted = logits - highest
    log_total = torch.log(torch.exp(shifted).sum(dim=-1, keepdim=True))
    log_probs = shifted - log_total
    B, T, V = logits.shape
    losses = -log_probs[torch.arange(B)[:, None], torch.arange(T)[None, :], targets]
    return losses.mean()
