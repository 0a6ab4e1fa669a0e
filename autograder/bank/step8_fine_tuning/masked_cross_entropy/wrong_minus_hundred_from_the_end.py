"""Your loss looks up a probability at every position, and −100 is no token: Python stops, or counts it from the end of the vocabulary. Leave out the positions whose label is −100 first."""
def masked_cross_entropy(logits, labels):
    log_probs = F.log_softmax(logits, dim=-1).flatten(0, 1)
    flat = labels.flatten()
    return -log_probs[torch.arange(len(flat)), flat].mean()
