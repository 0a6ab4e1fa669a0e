"""You shift logits and targets against each other. The targets are already one ahead when they come in; shifted again, the model learns to skip a token."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    return -log_probs.gather(-1, targets[:, 1:].unsqueeze(-1)).mean()
