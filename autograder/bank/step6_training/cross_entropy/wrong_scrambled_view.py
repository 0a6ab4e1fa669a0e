"""You reshaped the logits so that numbers of different positions stand in one row. Flatten B and T, and leave the vocabulary last."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    flat = logits.transpose(1, 2).reshape(B * T, V)
    log_probs = F.log_softmax(flat, dim=-1)
    return -log_probs[torch.arange(B * T), targets.reshape(-1)].mean()
