"""Your loss looks up a probability at every position, and −100 is no token: Python stops, or counts it from the end of the vocabulary. Leave out the positions whose label is −100 first."""
def masked_cross_entropy(logits, labels):
    chosen = logits.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return (logits.logsumexp(dim=-1) - chosen).mean()
