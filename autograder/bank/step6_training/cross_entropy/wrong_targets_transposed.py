"""You went through the targets column by column and through the logits row by row, so they do not belong together. Flatten both in the same order."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    log_probs = F.log_softmax(logits.reshape(B * T, V), dim=-1)
    return -log_probs[torch.arange(B * T), targets.t().reshape(-1)].mean()
