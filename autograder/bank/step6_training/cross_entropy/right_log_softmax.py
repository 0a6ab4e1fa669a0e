"""PyTorch's log_softmax, which is not the function asked for, and an index."""
def cross_entropy(logits, targets):
    V = logits.shape[-1]
    log_probs = torch.log_softmax(logits.reshape(-1, V), dim=-1)
    flat = targets.reshape(-1)
    return -log_probs[torch.arange(len(flat)), flat].mean()
